//! Numbered papers of a group to its units (通知、提示、催办、约谈): the list with who still owes an answer, and the page of one,
//! which is the paper itself. Reading is in `notice/read.rs`.

mod chase;
mod detail;
mod draft;
mod list;
mod paper;
pub mod read;
mod sides;
mod witness;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;

use domain::notice::Paper;
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Texts, texts};

/// In the order of a paper's life.
const STATES: [&str; 6] = ["draft", "issued", "received", "replied", "closed", "withdrawn"];

/// In the address of the list: papers whose units it is time to chase.
pub const CHASE: &str = "chase";

fn state_word(state: &str, t: Texts) -> &'static str {
    t.notice.get(&format!("state_{state}"))
}

fn state_mark(state: &str) -> AnyView {
    let kind = match state {
        "issued" => "submitted",
        "received" => "in_progress",
        "replied" => "verified",
        "closed" => "held",
        "draft" => "found",
        _ => "withdrawn",
    };
    view! { <Mark kind word=state_word(state, texts()) calm=true/> }.into_any()
}

pub(crate) fn paper_word(paper: Paper, t: Texts) -> &'static str {
    t.notice.get(&format!("paper_{}", <&str>::from(paper)))
}

/// 〔2023〕12 号, or that it has no number yet.
pub(crate) fn number_text(number: Option<u32>, year: u16, t: Texts) -> String {
    number.map_or_else(|| t.notice.no_number().to_owned(), |number| t.notice.number(number, year))
}
