//! Satisfaction surveys (满意度测评): the list, the page of one with its slips and results, and the page on which somebody
//! answers, which needs no account and no script. Reading is in `survey/read.rs` and `survey/serve.rs`.

mod answer;
mod chart;
mod detail;
mod forms;
mod list;
mod plan;
pub mod read;
mod results;
#[cfg(feature = "ssr")]
pub mod serve;
mod slips;

pub use answer::{Enter as EnterPage, Page as AnswerPage};
pub use detail::Page as DetailPage;
pub use list::Page as ListPage;

use domain::score::Opinion;
use domain::survey::Words;
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Lang, Texts, texts};

fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "open" => "in_progress",
        "closed" => "held",
        "planned" => "found",
        _ => "withdrawn",
    };
    view! { <Mark kind word=texts().survey.get(&format!("state_{state}")) calm=true/> }.into_any()
}

/// In the language of the page, where the group has written it.
fn said(words: &Words, t: Texts) -> String {
    words.get(t.lang == Lang::En).to_owned()
}

/// A share of a hundred with one digit after the point: 82.6. Rounded here and nowhere before.
fn hundred(opinion: &Opinion) -> String {
    let of = u64::from(opinion.of).max(1);
    let tenths = (u64::from(opinion.part) * 2000 + of) / (of * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Thousandths as a share of a hundred.
fn of_thousand(thousandths: u32) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_once() {
        assert_eq!(hundred(&Opinion { part: 213, of: 258, answers: 86 }), "82.6");
        assert_eq!(hundred(&Opinion { part: 5, of: 5, answers: 5 }), "100.0");
        assert_eq!(hundred(&Opinion { part: 1, of: 8, answers: 8 }), "12.5");
        assert_eq!(of_thousand(732), "73.2");
    }
}
