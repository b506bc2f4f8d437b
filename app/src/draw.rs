//! Random draws (随机抽取): the list with every draw ever begun, the page of one with its five steps, the projection, the
//! check, the sheet. What is read is in `draw/read.rs`; the arithmetic is `domain::draw` and nothing else.

mod check;
mod detail;
mod draft;
mod forms;
mod freeze;
mod kept;
mod list;
mod names;
mod new;
pub mod read;
mod roster;
mod seed;
#[cfg(feature = "ssr")]
pub mod serve;
mod sheet;
mod show;
#[cfg(feature = "ssr")]
mod sources;
mod steps;
mod understood;
mod visits;

pub use check::Page as CheckPage;
pub use detail::Page as DetailPage;
pub use list::{Before, Page as ListPage};
pub use new::Page as NewPage;
pub use show::Page as ShowPage;

use domain::draw::Kind;
use leptos::prelude::*;

use crate::part::Mark;
use crate::texts::{Texts, texts};

/// A hash as people compare it: in groups of four.
#[must_use]
fn grouped(hash: &str) -> String {
    let chars: Vec<char> = hash.chars().collect();
    chars.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The first and last of a hash.
#[must_use]
fn short(hash: &str) -> String {
    match (hash.get(..8), hash.get(hash.len().saturating_sub(4)..)) {
        (Some(first), Some(last)) if hash.len() > 12 => format!("{} … {last}", grouped(first)),
        (Some(_) | None, Some(_) | None) => hash.to_owned(),
    }
}

/// A number as it stands on the roster.
#[must_use]
pub(crate) fn padded(number: u16) -> String {
    format!("{number:04}")
}

#[must_use]
pub(crate) fn kind_word(kind: Kind, t: Texts) -> &'static str {
    t.draw.get(&format!("kind_{}", <&str>::from(kind)))
}

/// Where a draw stands, as a mark.
#[component]
fn StateOf(state: String, #[prop(optional)] calm: bool) -> impl IntoView {
    let t = texts();
    let kind = match state.as_str() {
        "drawn" => "verified",
        "committed" => "submitted",
        "frozen" => "agreed",
        "abandoned" => "withdrawn",
        _ => "found",
    };
    view! { <Mark kind word=t.state.get(&state) calm/> }
}
