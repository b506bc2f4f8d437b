//! Templates of evaluations (评估指标体系): the list, and the page of one with its tree. Reading is in `template/read.rs`; the
//! editor in `template/edit.rs` shows a draft (`template/draft.rs`), which a table becomes as well (`template/table.rs`).

mod copy;
mod detail;
pub mod draft;
mod edit;
mod import;
mod list;
pub mod read;
pub mod table;
mod versions;

pub use detail::Page as DetailPage;
pub use list::{Make, Page as ListPage};

use domain::kinds::Name;
use domain::score::{Grade, Marks};
use domain::survey::usual;
use domain::template::tree::{Method, RaterGroup};
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Lang, Texts, texts};

/// The total grades from which on downwards a result may be said to be low.
pub const LOWS: [Option<Grade>; 4] = [None, Some(Grade::Fair), Some(Grade::Ordinary), Some(Grade::Poor)];

/// Which results are low, in words: 一般及以下.
#[must_use]
pub fn low_word(low: Option<Grade>, t: Texts) -> &'static str {
    t.template.get(&format!("low_{}", low.map_or("none", <&str>::from)))
}

/// The same with the points that it comes to: 一般及以下（80 分以下）.
#[must_use]
pub fn low_under(low: Option<Grade>, marks: Marks, t: Texts) -> String {
    let word = low_word(low, t);
    low.and_then(|low| marks.below(low)).map_or_else(|| word.to_owned(), |below| t.template.low_under(below, word))
}

/// What the grades are worth and where they begin, in a sentence each.
#[must_use]
pub fn marks_text(marks: Marks, t: Texts) -> [String; 2] {
    let ([poor, ordinary, fair, good], [from, from_fair, from_good]) = (marks.worth, marks.from);
    let worth = t.template.marks_worth(fair, good, ordinary, poor);
    [worth, t.template.marks_from(from_fair, from_good, from)]
}

fn state_mark(state: &str) -> AnyView {
    let kind = if state == "in_use" { "held" } else { "withdrawn" };
    view! { <Mark kind word=texts().state.get(state) calm=true/> }.into_any()
}

/// In the language of the page, where there is a name in it.
#[must_use]
pub fn named(name: &Name, english: Option<&Name>, t: Texts) -> String {
    english.filter(|_| t.lang == Lang::En).unwrap_or(name).to_string()
}

/// Hundredths of a point as points: 7.5, 40.
#[must_use]
pub fn weight_text(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How an indicator comes to its value: 定量 · 定性 · 测评.
#[must_use]
pub fn method_word(method: &Method, t: Texts) -> &'static str {
    match method {
        Method::Quantitative { .. } => t.template.quantitative(),
        Method::Qualitative { .. } => t.template.qualitative(),
        Method::Satisfaction { .. } => t.template.satisfaction(),
    }
}

/// What it looks at: the figure with its scale, what raters look at, who is asked.
#[must_use]
pub fn looks_at(method: &Method, t: Texts) -> String {
    match method {
        Method::Quantitative { formula, scale } => {
            let word = t.template.get(&format!("formula_{}", <&str>::from(formula)));
            let (zero, full) = (scale.zero, scale.full);
            let scale =
                if formula.in_days() { t.template.scale_days(full, zero) } else { t.template.scale_share(full, zero) };
            format!("{word}{}{scale}", t.template.comma())
        }
        Method::Qualitative { look_at, english } => {
            english.as_ref().filter(|_| t.lang == Lang::En).unwrap_or(look_at).to_string()
        }
        Method::Satisfaction { of } => t.template.asked_of(raters_name(of, t)),
    }
}

/// A group of raters in the language of the page: those that come with the product have a name in both, others as they were typed.
#[must_use]
pub fn raters_name(of: &RaterGroup, t: Texts) -> String {
    let usual = usual::raters().unwrap_or_default();
    let own = usual.iter().find(|own| own.zh.as_str() == of.as_str());
    own.map_or(of.as_str(), |own| own.get(t.lang == Lang::En)).to_owned()
}

#[cfg(test)]
mod tests {
    use domain::score::Formula;
    use domain::template::Shipped;
    use strum::VariantArray;

    use super::*;

    #[test]
    fn a_weight_is_written_without_zeros() {
        assert_eq!([4000, 750, 1025, 5].map(weight_text), ["40", "7.5", "10.25", "0.05"]);
    }

    #[test]
    fn every_group_of_raters_of_a_shipped_tree_has_a_name_in_english() {
        let (zh, en) = (Texts::new(Lang::Zh), Texts::new(Lang::En));
        for shipped in Shipped::VARIANTS {
            for of in shipped.tree().unwrap().rater_groups() {
                assert_eq!(raters_name(of, zh), of.as_str());
                assert!(raters_name(of, en).is_ascii(), "{of}");
            }
        }
        let of = RaterGroup::parse("教职工").unwrap();
        assert_eq!(looks_at(&Method::Satisfaction { of }, en), "Share satisfied of: Staff");
        assert_eq!(raters_name(&RaterGroup::parse("退休教师").unwrap(), en), "退休教师");
    }

    #[test]
    fn every_formula_has_a_word() {
        for lang in [Lang::Zh, Lang::En] {
            let t = Texts::new(lang);
            for formula in Formula::VARIANTS {
                let key = format!("formula_{}", <&str>::from(formula));
                assert_ne!(t.template.get(&key), "", "{key}");
            }
        }
    }

    #[test]
    fn every_line_for_low_results_has_words_of_its_own_in_both_languages() {
        for t in [Lang::Zh, Lang::En].map(Texts::new) {
            let words = LOWS.map(|own| low_word(own, t));
            // the points are those of the tree
            let marks = Marks { from: [50, 65, 88], ..Marks::default() };
            let under = LOWS.map(|own| low_under(own, marks, t));
            for (own, points) in under.iter().zip(["", "88", "65", "50"]) {
                assert!(own.contains(points), "{own}");
            }
            assert!(words.iter().all(|own| !own.is_empty()));
            assert!((1..words.len()).all(|at| !words[..at].contains(&words[at])), "{words:?}");
        }
    }
}
