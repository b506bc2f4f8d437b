//! The weekly list of a group (周工作清单): one for each week, made from what is due, stuck, promised, asked and owed; units answer
//! their part, the group ticks; what is done with where it came from is over without a tick. Reading is in `worklist/read.rs`.

mod detail;
mod item;
mod list;
#[cfg(feature = "ssr")]
mod over;
mod prepare;
pub mod read;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;
pub use prepare::MakeList;

use domain::kinds::Week;
use domain::worklist::{Source, Task};
use leptos::prelude::*;

use crate::owed;
use crate::part::Mark;
use crate::part::when::day_short;
use crate::texts::{Texts, texts};

/// In the order of a list's life; `carried` is one whose rest stands on a newer list.
const STATES: [&str; 4] = ["draft", "issued", "carried", "done"];

fn state_mark(state: &str) -> AnyView {
    let t = texts();
    let kind = match state {
        "issued" => "in_progress",
        "done" | "ticked" | "over" => "held",
        "answered" => "submitted",
        "dropped" => "withdrawn",
        "carried" | "gone" => "transferred",
        _ => "found",
    };
    view! { <Mark kind word=t.worklist.get(&format!("state_{state}")) calm=true/> }.into_any()
}

/// 第 29 周（7月17日–7月23日）
pub(crate) fn week_text(week: Week, t: Texts) -> String {
    t.worklist.week(day_short(week.monday(), t.lang), week.number, day_short(week.sunday(), t.lang))
}

/// 2023年5月回头看, or what is written there.
fn called(task: &Task, t: Texts) -> String {
    owed::called(task.source.owed(), task.what.as_str(), t)
}

fn source_word(source: Source, t: Texts) -> &'static str {
    match source {
        Source::Due { .. } => t.worklist.source_due(),
        Source::Stuck { .. } => t.worklist.source_stuck(),
        Source::Promised { .. } => t.worklist.source_promised(),
        Source::Asked { .. } => t.worklist.source_asked(),
        Source::Decided { .. } => t.worklist.source_decided(),
        Source::Owed { owed } => owed::word(owed, t),
        Source::Hand => t.worklist.source_hand(),
    }
}

/// The page of the record that it comes from.
fn source_href(task: &Task) -> Option<String> {
    match task.source {
        Source::Due { issue } | Source::Stuck { issue } => Some(format!("/issues/{issue}")),
        Source::Promised { visit, .. } => Some(format!("/visits/{visit}#promises")),
        Source::Asked { notice } => Some(format!("/notices/{notice}")),
        Source::Decided { meeting, decision } => Some(format!("/meetings/{meeting}#decision-{decision}")),
        Source::Owed { owed } => Some(owed::href(owed)),
        Source::Hand => None,
    }
}
