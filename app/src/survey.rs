//! Satisfaction surveys (满意度测评): the list, the page of one with its slips and results, and the page on which somebody
//! answers, which needs no account and no script. Reading is in `survey/read.rs` and `survey/serve.rs`.

mod answer;
mod detail;
mod forms;
mod list;
mod plan;
pub mod read;
mod results;
#[cfg(feature = "ssr")]
pub mod serve;
pub mod sheet;
mod slips;

pub use answer::{Enter as EnterPage, Page as AnswerPage, Refill};
pub use detail::Page as DetailPage;
pub use list::Page as ListPage;

use domain::kinds::Title;
use domain::survey::Words;
use leptos::prelude::*;

use crate::part::Mark;
pub(crate) use crate::part::chart::whisker::{between, hundred};
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

/// What a survey is called in the language of the page, where the group has written it.
fn titled(zh: &Title, en: Option<&Title>, t: Texts) -> String {
    domain::survey::titled(zh, en, t.lang == Lang::En).to_string()
}

/// In the language of the page, where the group has written it.
fn said(words: &Words, t: Texts) -> String {
    words.get(t.lang == Lang::En).to_owned()
}
