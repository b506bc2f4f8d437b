//! What the pages of issues say about filters, values and people, in the page's language.

use domain::issue::list::{Filter, Sort};
use domain::issue::{Act, Due, Issue};
use domain::viewer::Role;

use super::filter::{href, open_states};
use super::read::{Face, Value};
use crate::part::day_text;
use crate::session::Me;
use crate::texts::Texts;

/// What is applied besides the origin: the word and the address without it.
pub fn applied(filter: &Filter, me: &Me, t: Texts) -> Vec<(String, String)> {
    let mut chips = Vec::new();
    let mut chip = |word: String, change: fn(&mut Filter)| {
        let mut without = Filter { page: 0, ..filter.clone() };
        change(&mut without);
        chips.push((word, href(&without)));
    };
    if let Some(unit) = filter.unit {
        chip(me.unit_name(unit), |own| own.unit = None);
    }
    if let Some(organisation) = filter.organisation {
        let all = me.groups.iter().flat_map(|group| &group.units).flat_map(|unit| &unit.organisations);
        let name = all.into_iter().find(|own| own.0 == organisation).map(|own| own.1.to_string());
        chip(name.unwrap_or_else(|| t.field.organisation().to_owned()), |own| own.organisation = None);
    }
    if let Some(category) = filter.category {
        chip(t.kind.get(category.into()).to_owned(), |own| own.category = None);
    }
    if filter.unclassified {
        chip(t.kind.none().to_owned(), |own| own.unclassified = false);
    }
    if filter.states == open_states() {
        chip(t.issue.not_solved().to_owned(), |own| own.states.clear());
    } else if !filter.states.is_empty() {
        let words: Vec<&str> = filter.states.iter().map(|state| t.state.get(state.into())).collect();
        chip(words.join("、"), |own| own.states.clear());
    }
    if filter.late {
        chip(t.state.late().to_owned(), |own| own.late = false);
    }
    if filter.stagnant {
        chip(t.state.stagnant().to_owned(), |own| own.stagnant = false);
    }
    if filter.returned {
        chip(t.state.returned().to_owned(), |own| own.returned = false);
    }
    if filter.relapsed {
        chip(t.state.relapsed().to_owned(), |own| own.relapsed = false);
    }
    if filter.lookback_due {
        chip(t.issue.lookback_due().to_owned(), |own| own.lookback_due = false);
    }
    if filter.report.is_some() {
        chip(t.field.report().to_owned(), |own| own.report = None);
    }
    if filter.visit.is_some() {
        chip(t.field.visit().to_owned(), |own| own.visit = None);
    }
    if !filter.owner.is_empty() {
        chip(t.issue.owner_is(&filter.owner), |own| own.owner.clear());
    }
    if !filter.text.is_empty() {
        chip(format!("“{}”", filter.text), |own| own.text.clear());
    }
    if let Some(day) = filter.as_of {
        chip(t.issue.as_of(day_text(day, t.lang)), |own| own.as_of = None);
    }
    chips
}

/// The table's caption, for those who hear it.
pub fn caption(filter: &Filter, t: Texts) -> String {
    let origin = filter.origin.map_or(t.issue.all_origins(), |origin| t.kind.get(origin.into()));
    let sort = match filter.sort {
        Sort::Due => t.issue.column_due(),
        Sort::Number => t.issue.column_number(),
        Sort::Moved => t.issue.column_moved(),
        Sort::Found => t.issue.column_found(),
        Sort::State => t.issue.column_state(),
    };
    t.issue.caption(origin, sort)
}

/// A value before or after a change.
pub fn value(value: Option<&Value>, unit: &domain::unit::Unit, t: Texts) -> String {
    match value {
        None => t.common.none().to_owned(),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Day(day)) => day_text(*day, t.lang),
        Some(Value::Due(own)) => due(*own, t),
        Some(Value::State(state)) => t.state.get(state.into()).to_owned(),
        Some(Value::Category(category)) => t.kind.get(category.into()).to_owned(),
        Some(Value::Organisation(id)) => unit.organisation(*id).map(|own| own.name.to_string()).unwrap_or_default(),
        Some(Value::Percent(percent)) => format!("{percent}%"),
        Some(Value::Done(true)) => t.issue.done().to_owned(),
        Some(Value::Done(false)) => t.issue.not_done().to_owned(),
        Some(Value::OutOfReach) => t.issue.out_of_reach().to_owned(),
    }
}

/// By when, in the words that units use.
pub fn due(due: Due, t: Texts) -> String {
    match due {
        Due::On { day } => day_text(day, t.lang),
        Due::Immediately { day } => t.issue.immediately(day_text(day, t.lang)),
        Due::Standing => t.issue.standing().to_owned(),
    }
}

/// 许知遥，松江师范大学联络员
pub fn who(face: Option<&Face>, issue: &Issue, t: Texts) -> String {
    let Some(face) = face else { return t.issue.someone().to_owned() };
    let post = face.roles.iter().find_map(|role| match *role {
        Role::Group { group, post } if domain::kinds::Book::Group(group) == issue.book => {
            Some(t.kind.get(post.into()).to_owned())
        }
        Role::Unit { unit, post, .. } if unit == issue.unit => Some(t.issue.of_unit(t.kind.get(post.into()))),
        Role::Organisation { unit, .. } if unit == issue.unit => Some(t.kind.secondary().to_owned()),
        Role::Group { .. }
        | Role::Unit { .. }
        | Role::Organisation { .. }
        | Role::OfficeLeader
        | Role::Admin { .. } => None,
    });
    match post {
        Some(post) => t.issue.who(&face.name, post),
        None => face.name.to_string(),
    }
}

/// Bytes as people say them.
pub fn size(bytes: u32) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// What the person wrote.
pub fn told(act: &Act) -> Option<String> {
    match act {
        Act::Find(_)
        | Act::Amend { .. }
        | Act::NameReport { .. }
        | Act::ShareMeasure { .. }
        | Act::UnshareMeasure { .. } => None,
        Act::AddMeasure { measure, .. } | Act::ChangeMeasure { measure, .. } => Some(measure.what.to_string()),
        Act::FinishMeasure { note, .. }
        | Act::Agree { note, .. }
        | Act::Submit { note, .. }
        | Act::Verify { note, .. } => note.as_ref().map(ToString::to_string),
        Act::ReportProgress { note, .. } | Act::Confirm { note, .. } => Some(note.to_string()),
        Act::AddEvidence { name, .. } => Some(name.to_string()),
        Act::ReopenMeasure { reason, .. }
        | Act::DropMeasure { reason, .. }
        | Act::WithdrawEvidence { reason, .. }
        | Act::Recall { reason, .. }
        | Act::Return { reason, .. }
        | Act::SetLookback { reason, .. }
        | Act::Relapse { reason, .. }
        | Act::Dispute { reason, .. }
        | Act::Settle { reason, .. }
        | Act::Withdraw { reason, .. }
        | Act::Merge { reason, .. }
        | Act::Transfer { reason, .. }
        | Act::Reinstate { reason, .. } => Some(reason.to_string()),
        Act::Comment { text, .. } => Some(text.to_string()),
    }
}
