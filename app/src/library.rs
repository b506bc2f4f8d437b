//! The library of standards and policy (指导尺度): found by words, read in its newest version or any earlier one, with what leant
//! on it. Reading is in `library/read.rs`; other pages lean on entries with `library/cite.rs`; a revision that another's came
//! before stands in `library/overtaken.rs`.

pub mod cite;
mod detail;
mod forms;
mod list;
mod overtaken;
pub mod read;
mod text;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;
pub use overtaken::overtaken;

use domain::kinds::StandardId;
use domain::standard::{Citation, Sort};
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Texts, texts};

const STATES: [&str; 2] = ["in_force", "retired"];

fn state_mark(state: &str) -> AnyView {
    let kind = if state == "in_force" { "held" } else { "withdrawn" };
    view! { <Mark kind word=texts().library.get(&format!("state_{state}")) calm=true/> }.into_any()
}

fn sort_word(sort: Sort, t: Texts) -> &'static str {
    t.library.get(<&str>::from(sort))
}

/// The page of one version; the newest where none is named.
fn href(standard: StandardId, version: Option<u32>) -> String {
    match version {
        None => format!("/library/{standard}"),
        Some(version) => format!("/library/{standard}?version={version}"),
    }
}

/// The page of what was cited.
#[must_use]
pub fn cited_href(own: Citation) -> String {
    href(own.standard, Some(own.version))
}
