//! The two meetings (双例会): the list, an agenda that builds itself, the room in which one writes and all read, the minutes as
//! a paper, the register of what was decided. Reading is in `meeting/read.rs`.

mod attend;
mod call;
mod decide;
mod detail;
mod list;
mod minutes;
mod new;
mod paper;
mod point;
pub mod read;
mod register;

pub use detail::Page as DetailPage;
pub use list::Page as ListPage;
pub use new::Page as NewPage;
pub use register::Page as RegisterPage;

use domain::kinds::{Title, UnitId};
use domain::meeting::{Series, Source};
use leptos::prelude::*;

use crate::owed;
use crate::part::Mark;
use crate::session::Me;
use crate::texts::{Texts, texts};

/// In the order of a meeting's life.
const STATES: [&str; 4] = ["planned", "open", "closed", "cancelled"];

fn state_mark(state: &str) -> AnyView {
    let t = texts();
    let kind = match state {
        "open" => "in_progress",
        "closed" => "held",
        "cancelled" => "withdrawn",
        _ => "found",
    };
    view! { <Mark kind word=t.meeting.get(&format!("state_{state}")) calm=true/> }.into_any()
}

/// 组内周例会, or 松江师范大学月调度会.
pub(crate) fn series_text(series: Series, me: &Me, t: Texts) -> String {
    match series {
        Series::Weekly => t.meeting.weekly().to_owned(),
        Series::Dispatch { unit } => t.meeting.dispatch(me.unit_name(unit)),
    }
}

/// Who does it: 松江师范大学·后勤处, or the group itself.
fn owner(unit: Option<UnitId>, who: Option<&str>, me: &Me, t: Texts) -> String {
    let unit = unit.map_or_else(|| t.worklist.ourselves().to_owned(), |unit| me.unit_name(unit));
    match who {
        Some(who) => format!("{unit}·{who}"),
        None => unit,
    }
}

/// 2023年5月回头看, or what is written there.
fn called(source: Source, what: &Title, t: Texts) -> String {
    let owed = if let Source::Owed { owed } = source { Some(owed) } else { None };
    owed::called(owed, what.as_str(), t)
}

fn source_word(source: Source, t: Texts) -> &'static str {
    match source {
        Source::Decided { .. } => t.meeting.source_decided(),
        Source::Late { .. } => t.meeting.source_late(),
        Source::Stuck { .. } => t.meeting.source_stuck(),
        Source::Due { .. } => t.meeting.source_due(),
        Source::Promised { .. } => t.meeting.source_promised(),
        Source::Asked { .. } => t.meeting.source_asked(),
        Source::Owed { owed } => owed::word(owed, t),
        Source::Hand => t.meeting.source_hand(),
    }
}

/// The page of the record that a point is about.
fn source_href(source: Source) -> Option<String> {
    match source {
        Source::Decided { meeting, decision } => Some(format!("/meetings/{meeting}#decision-{decision}")),
        Source::Late { issue } | Source::Stuck { issue } | Source::Due { issue } => Some(format!("/issues/{issue}")),
        Source::Promised { visit, .. } => Some(format!("/visits/{visit}#promises")),
        Source::Asked { notice } => Some(format!("/notices/{notice}")),
        Source::Owed { owed } => Some(owed::href(owed)),
        Source::Hand => None,
    }
}
