//! Who did what to a record, when, and what it changed: read off the journal, never kept anywhere else.

use domain::kinds::{Day, Name, Time};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::sent::act_word;
use super::{Empty, Icon, Moment, Section, day_text_with_year};
use crate::template::weight_text;
use crate::texts::{Texts, texts};

#[cfg(feature = "ssr")]
mod besides;
#[cfg(feature = "ssr")]
mod diff;
#[cfg(feature = "ssr")]
mod tell;
#[cfg(feature = "ssr")]
pub use tell::{of, of_shared, of_shown, told};

/// So many stand open; older ones are behind one click.
const FIRST: usize = 12;
/// A device's claim that is further off than this is said beside the server's time, in minutes.
const APART: i64 = 10;

/// One entry as people read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    pub seq: i64,
    pub hash: String,
    /// `None`: the system itself.
    pub by: Option<Name>,
    /// The device's claim.
    pub at: Time,
    pub recorded_at: Time,
    /// The wire name, as `carrier.reach_milestone`.
    pub kind: String,
    /// A reason, a note, a summary.
    pub said: Option<String>,
    pub changes: Vec<Change>,
}

/// One field before and after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    /// Which milestone, measure, organisation of the record.
    pub item: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The history of one record, newest first.
#[component]
pub fn History(entries: Vec<Told>, #[prop(into, optional)] class: String) -> impl IntoView {
    let t = texts();
    let many = entries.len();
    let mut newest = entries;
    newest.sort_by_key(|own| std::cmp::Reverse(own.seq));
    let older = newest.split_off(many.min(FIRST));
    let older = (!older.is_empty()).then(|| {
        let word = t.history.older(older.len());
        view! { <details class="fold"><summary>{word}</summary><Entries entries=older/></details> }
    });
    let body = if many == 0 {
        view! { <Empty title=t.history.none() note=t.history.none_note()/> }.into_any()
    } else {
        view! { <Entries entries=newest/> {older} }.into_any()
    };
    view! {
        <Section title=t.history.title().to_owned() note=t.history.note(many) class=class id="history">{body}</Section>
    }
}

#[component]
fn Entries(entries: Vec<Told>) -> impl IntoView {
    let rows = entries.into_iter().map(|entry| view! { <Row entry/> });
    view! { <ol class="timeline">{rows.collect_view()}</ol> }
}

#[component]
fn Row(entry: Told) -> impl IntoView {
    let t = texts();
    let who = entry.by.as_ref().map_or_else(|| t.history.system().to_owned(), ToString::to_string);
    let apart = (entry.recorded_at.0 - entry.at.0) / 60_000_000;
    let claimed = (apart >= APART).then(|| view! { "·" {t.history.on_device()} " " <Moment time=entry.at/> });
    let number = format!("#{}", entry.seq);
    let said = entry.said;
    let told = |change: &Change| change.before.is_none() && change.after == said;
    let changes: Vec<Change> = entry.changes.into_iter().filter(|change| !told(change)).collect();
    view! {
        <li>
            <span class="mark"><Icon name="i-check"/></span>
            <div>
                <p class="head">
                    <strong>{act_word(&entry.kind)}</strong>
                    <span>{who}</span>
                    <span class="code" title=entry.hash>{number}</span>
                </p>
                {said.map(|said| view! { <p class="body">{said}</p> })}
                <Changes changes/>
                <p class="when"><Moment time=entry.recorded_at/>{claimed}</p>
            </div>
        </li>
    }
}

#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    let t = texts();
    let rows = changes.into_iter().map(|change| {
        let field = match &change.item {
            Some(item) => format!("{} · {}", item, field_word(&change.field, t)),
            None => field_word(&change.field, t).to_owned(),
        };
        let value = |raw: Option<String>| {
            raw.map_or_else(|| t.history.nothing().to_owned(), |raw| value_word(&change.field, &raw, t))
        };
        let after = value(change.after.clone());
        let before = change.before.clone().map(|before| {
            view! { <del>{value(Some(before))}</del> <span aria-hidden="true">" → "</span> }
        });
        view! { <li><span class="quiet">{field}</span> " " {before} <ins>{after}</ins></li> }
    });
    let rows = rows.collect_view();
    view! { <ul class="changes">{rows}</ul> }
}

/// The field's word; a field that has none is shown by its own name.
fn field_word(field: &str, t: Texts) -> &'static str {
    match (t.field.get(field), t.history.get(&format!("field_{field}"))) {
        ("", "") => t.history.field(),
        ("", word) | (word, _) => word,
    }
}

/// The value as it is shown elsewhere.
pub(super) fn value_word(field: &str, raw: &str, t: Texts) -> String {
    let word = match field {
        "state" => t.state.get(raw),
        "category" | "origin" | "kind" => t.kind.get(raw),
        "form" => t.visit.get(&format!("form_{raw}")),
        "site" => t.visit.get(&format!("site_{raw}")),
        "presence" => t.meeting.get(raw),
        "agrees" if raw == "true" => t.meeting.agrees(),
        "agrees" => t.meeting.disagrees(),
        "becomes" => t.meeting.get(&format!("becomes_{raw}")),
        "seen" => t.visit.get(&format!("seen_{raw}")),
        "strand" | "strands" => t.visit.get(&format!("strand_{raw}")),
        "parent" if raw.is_empty() => t.unit.parent_none(),
        "low" => t.template.get(&format!("low_{raw}")),
        "formula" => t.template.get(&format!("formula_{raw}")),
        "weight" => return raw.parse().map_or_else(|_| raw.to_owned(), weight_text),
        "percent" => return format!("{raw}%"),
        _ => "",
    };
    if !word.is_empty() {
        return word.to_owned();
    }
    Day::parse(raw).map_or_else(|_| raw.to_owned(), |day| day_text_with_year(day, t.lang))
}
