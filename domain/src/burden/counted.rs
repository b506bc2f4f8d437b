//! What the platform counts by itself. A paper that asks a unit for one of these says so at once, and brings the number along:
//! nobody reports it again. Papers are in Chinese, and so are the words that they are known by.

use serde::{Deserialize, Serialize};

/// Something that is counted of every unit.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Counted {
    Issues,
    Solved,
    Overdue,
    Carriers,
    Reports,
    Rules,
}

/// Words by which a paper asks for something to be handed in.
const HAND_IN: [&str; 13] =
    ["报送", "上报", "填报", "填写", "报来", "报至", "报我组", "报指导组", "报告数", "提供", "上交", "统计", "汇总"];

impl Counted {
    /// Any of these names it.
    fn words(self) -> &'static [&'static str] {
        match self {
            Counted::Issues => &["问题数", "问题总数", "问题清单数", "问题台账", "问题情况统计"],
            Counted::Solved => &["解决数", "已解决", "完成整改", "整改完成", "整改进展", "销号"],
            Counted::Overdue => &["逾期", "超期"],
            Counted::Carriers => &["实践载体"],
            Counted::Reports => &["调研报告"],
            Counted::Rules => &["建章立制", "制度数", "制度建设情况"],
        }
    }
}

/// What this text asks for although it is here already, sentence by sentence.
#[must_use]
pub fn asked_for(text: &str) -> Vec<Counted> {
    use strum::VariantArray as _;
    let asking: Vec<&str> = text
        .split(['。', '；', '！', '？', '\n'])
        .filter(|own| HAND_IN.iter().any(|word| own.contains(word)))
        .collect();
    let named = |known: &&Counted| known.words().iter().any(|word| asking.iter().any(|own| own.contains(word)));
    Counted::VARIANTS.iter().filter(named).copied().collect()
}
