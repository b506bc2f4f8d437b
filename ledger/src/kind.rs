//! The words a ledger uses for kinds: the four categories, the four origins, how far an issue is. Only
//! words in and a plain key out; the caller turns the key into its own type.

use serde::{Deserialize, Serialize};

use crate::text::tight;

/// One of the four categories of issues. Without one an issue comes in as 未分类.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// 攻坚破难
    Hard,
    /// 专项整治
    Special,
    /// 民生实事
    Livelihood,
    /// 推动发展
    Development,
}

impl Category {
    /// All four, in the order ledgers list them.
    pub const ALL: [Category; 4] = [Category::Hard, Category::Special, Category::Livelihood, Category::Development];

    /// The name on the screen and in an exported ledger.
    pub fn name(self) -> &'static str {
        match self {
            Category::Hard => "攻坚破难",
            Category::Special => "专项整治",
            Category::Livelihood => "民生实事",
            Category::Development => "推动发展",
        }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Category::Hard => &["攻坚破难", "攻坚克难", "攻坚", "破难", "破难题", "难点攻坚"],
            Category::Special => &["专项整治", "专项整改", "专项治理", "专项", "整治"],
            Category::Livelihood => &["民生实事", "民生", "为民办实事", "办实事", "实事", "民生项目"],
            Category::Development => &["推动发展", "促进发展", "推动高质量发展", "高质量发展", "发展", "发展项目"],
        }
    }

    /// Reads a category cell: `Ok(None)` when it is empty or says 未分类.
    ///
    /// # Errors
    /// The text is none of the four nor a usual variant of one.
    pub fn parse(text: &str) -> Result<Option<Category>, UnknownWord> {
        let tight = tight(text);
        let bare = bare(&tight);
        if matches!(tight.as_str(), "" | "未分类" | "-" | "—" | "/" | "无") {
            return Ok(None);
        }
        Category::ALL.into_iter().find(|c| c.words().contains(&bare)).map(Some).ok_or(UnknownWord)
    }

    /// The category a section heading names (一、专项整治方面), if exactly one.
    pub fn in_heading(text: &str) -> Option<Category> {
        let tight = tight(text);
        let mut named = Category::ALL.into_iter().filter(|c| tight.contains(c.name()));
        named.next().filter(|_| named.next().is_none())
    }
}

/// A word that is none of those a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord;

/// Without a number before it (1.攻坚破难) and 类, 问题 or 方面 behind it.
fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四、.()".contains(c));
    let text = text.trim_end_matches("方面").trim_end_matches("问题");
    text.strip_suffix('类').unwrap_or(text)
}

/// Where an issue comes from; figures of different origins are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// 班子整改清单
    TeamList,
    /// 调研发现
    Research,
    /// 指导组发现
    Guidance,
    /// 群众反映
    Survey,
}

impl Origin {
    /// Reads an origin cell; `None` for other words, which many ledgers have (巡视反馈 ...).
    pub fn parse(text: &str) -> Option<Origin> {
        let tight = tight(text);
        let has = |words: &[&str]| words.iter().any(|w| tight.contains(w));
        if has(&["指导组"]) {
            Some(Origin::Guidance)
        } else if has(&["调研"]) {
            Some(Origin::Research)
        } else if has(&["群众", "满意度", "信访"]) {
            Some(Origin::Survey)
        } else if has(&["班子", "检视", "整改清单", "民主生活会"]) {
            Some(Origin::TeamList)
        } else {
            None
        }
    }
}

const UNDER_WAY: [&str; 12] =
    ["未完成", "未办结", "未解决", "整改中", "进行中", "推进中", "正在", "部分", "基本", "持续", "阶段性", "已启动"];

/// How far an issue is by the unit's own word; what the platform makes of it is the caller's rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// 未启动
    NotStarted,
    /// 整改中
    InProgress,
    /// 已完成
    Done,
}

impl Progress {
    /// Reads a state cell, words or percent; `None` when it says neither.
    pub fn parse(text: &str) -> Option<Progress> {
        let tight = tight(text);
        if let Some(percent) = tight.strip_suffix('%').and_then(|p| p.parse::<f64>().ok()) {
            return Some(Progress::of_percent(percent));
        }
        let has = |words: &[&str]| words.iter().any(|w| tight.contains(w));
        if has(&["未启动", "未开始", "未整改", "尚未", "待启动", "没有启动"]) {
            Some(Progress::NotStarted)
        } else if tight.ends_with('中') || has(&UNDER_WAY) {
            Some(Progress::InProgress)
        } else if has(&["完成", "办结", "解决", "销号", "整改到位", "已整改", "√"]) {
            Some(Progress::Done)
        } else {
            None
        }
    }

    fn of_percent(percent: f64) -> Progress {
        if percent >= 100.0 {
            Progress::Done
        } else if percent > 0.0 {
            Progress::InProgress
        } else {
            Progress::NotStarted
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_variants_of_a_category_are_known_and_others_refused() {
        for (text, category) in [
            ("攻坚破难", Category::Hard),
            (" 攻坚\n克难 ", Category::Hard),
            ("专项整治类", Category::Special),
            ("二、专项整治问题", Category::Special),
            ("为民办实事", Category::Livelihood),
            ("4.推动高质量发展", Category::Development),
        ] {
            assert_eq!(Category::parse(text), Ok(Some(category)), "{text}");
        }
        assert_eq!(Category::parse(" \u{3000}"), Ok(None));
        assert_eq!(Category::parse("未分类"), Ok(None));
        assert_eq!(Category::parse("其他类"), Err(UnknownWord));
    }

    #[test]
    fn states_are_read_from_words_and_percents() {
        for (text, state) in [
            ("未启动", Progress::NotStarted),
            ("尚未开展", Progress::NotStarted),
            ("整改中", Progress::InProgress),
            ("未完成", Progress::InProgress),
            ("已完成", Progress::Done),
            ("100%", Progress::Done),
            ("80％", Progress::InProgress),
            ("已整改到位", Progress::Done),
        ] {
            assert_eq!(Progress::parse(text), Some(state), "{text}");
        }
        assert_eq!(Progress::parse("见附件"), None);
    }

    #[test]
    fn origins_are_read_from_words() {
        assert_eq!(Origin::parse("班子检视"), Some(Origin::TeamList));
        assert_eq!(Origin::parse("调研发现"), Some(Origin::Research));
        assert_eq!(Origin::parse("指导组发现"), Some(Origin::Guidance));
        assert_eq!(Origin::parse("群众反映"), Some(Origin::Survey));
        assert_eq!(Origin::parse("巡视反馈"), None);
    }
}
