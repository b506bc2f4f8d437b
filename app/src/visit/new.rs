//! `/visits/new`: records a visit in a minute, on a phone in a corridor. With `?visit=…` a planned one is recorded or a
//! recorded one changed; with `?plan=1` one is planned; with `#mend=…` one that was refused is mended. What is typed is kept
//! on the device while typing.

use domain::kinds::UnitId;
use domain::viewer::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use super::draft::{Others, Shelf};
use super::form::VisitForm;
use super::mend::{Stage, stage};
use super::read::{Start, read_start};
use super::room::RoomSide;
use super::send::Task;
use crate::part::{Bones, Empty, loaded};
use crate::session::{GroupNode, me};
use crate::texts::texts;
use crate::wire;

/// What the form is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    Plan,
    Record,
    Amend,
}

#[component]
pub fn NewPage() -> impl IntoView {
    let (t, me, query) = (texts(), me(), use_query_map());
    if !me.viewer.roles.iter().any(|role| matches!(role, Role::Group { .. })) {
        return view! {
            <header class="page-head"><h1>{t.visit.record()}</h1></header>
            <Empty title=t.visit.only_group()/>
        }
        .into_any();
    }
    let asked = move |key: &str| query.read().get(key).unwrap_or_default();
    let start =
        wire::blocking(move || (asked("visit"), asked("unit").parse().ok()), |(visit, unit)| read_start(visit, unit));
    let plan = query.read_untracked().get("plan").is_some();
    view! {
        {loaded(start, 8, move |start| view! { <Opened start plan/> }.into_any())}
    }
    .into_any()
}

#[component]
fn Opened(start: Start, plan: bool) -> impl IntoView {
    let (t, me, query) = (texts(), me(), use_query_map());
    let purpose = match &start.visit {
        Some(visit) if visit.findings.is_some() => Purpose::Amend,
        Some(_) => Purpose::Record,
        None if plan => Purpose::Plan,
        None => Purpose::Record,
    };
    let asked = query.read_untracked().get("unit").and_then(|raw| raw.parse::<UnitId>().ok());
    let of_visit = start.visit.as_ref().map(|visit| visit.unit);
    let first = me.groups.iter().flat_map(GroupNode::open).map(|unit| unit.id).next();
    let asked = asked.filter(|id| me.unit(*id).is_some_and(|(_, own)| !own.closed));
    let (unit, shelf) = (RwSignal::new(of_visit.or(asked).or(first)), Shelf::new(asked));
    let room = start.room.clone();
    if first.is_none() && of_visit.is_none() {
        return view! { <Empty title=t.issue.no_units()/> }.into_any();
    }
    let stage = stage(start.clone());
    let title =
        move || match stage.with(|stage| if let Stage::Found(own) = stage { own.broken.purpose } else { purpose }) {
            Purpose::Plan => t.visit.plan(),
            Purpose::Record => t.visit.record(),
            Purpose::Amend => t.visit.change(),
        };
    let start = StoredValue::new(start);
    let form = move || match stage.get() {
        // a form of its own for each draft: one that is only filled anew keeps what was typed for another
        Stage::Not => view! {
            <For each=move || [shelf.turn()] key=|turn| *turn let:_turn>
                <VisitForm task=Task { start: start.get_value(), purpose, broken: None } unit shelf/>
            </For>
        }
        .into_any(),
        Stage::Looking => view! { <Bones rows=8/> }.into_any(),
        Stage::Gone => view! {
            <Empty title=t.visit.mend_gone() note=t.visit.mend_gone_note()>
                <a class="button" href="/outbox">{t.outbox.title()}</a>
            </Empty>
        }
        .into_any(),
        Stage::Found(own) => {
            let own = *own;
            let task = Task { start: own.start, purpose: own.broken.purpose, broken: Some(own.broken) };
            unit.set(task.unit().or(unit.get_untracked()));
            view! { <VisitForm task unit shelf photos=own.photos begun=own.begun/> }.into_any()
        }
    };
    view! {
        <leptos_meta::Title text=title/>
        <header class="page-head"><h1>{title}</h1></header>
        <Others shelf/>
        <div class="visit-desk">
            {form}
            <RoomSide unit first=room/>
        </div>
    }
    .into_any()
}
