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

use domain::issue::Category;
use domain::kinds::Title;
use domain::refusal::Refusal;
use domain::survey::Words;
use leptos::prelude::*;
use strum::VariantArray;

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
pub(crate) fn titled(zh: &Title, en: Option<&Title>, t: Texts) -> String {
    domain::survey::titled(zh, en, t.lang == Lang::En).to_string()
}

/// What a survey asks about: a category of rectification, or all of the unit.
pub(crate) fn scope_text(about: Option<Category>, t: Texts) -> &'static str {
    about.map_or_else(|| t.survey.scope_unit(), |own| t.kind.get(own.into()))
}

/// What there is to ask about, as the form offers it.
fn scopes(t: Texts) -> Vec<(String, String)> {
    let all = std::iter::once(None).chain(Category::VARIANTS.iter().copied().map(Some));
    all.map(|own| (scope_key(own).to_owned(), scope_text(own, t).to_owned())).collect()
}

/// As the form names it; all of the unit has no name.
fn scope_key(about: Option<Category>) -> &'static str {
    about.map_or("", Into::into)
}

fn scope_of(raw: &str) -> Result<Option<Category>, Refusal> {
    if raw.is_empty() { Ok(None) } else { raw.parse::<Category>().map(Some).map_err(|_| Refusal::Malformed) }
}

/// In the language of the page, where the group has written it.
fn said(words: &Words, t: Texts) -> String {
    words.get(t.lang == Lang::En).to_owned()
}
