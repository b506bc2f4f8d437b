//! `/visits/new`: records a visit in a minute, on a phone in a corridor. With `?visit=…` a planned one is recorded or a
//! recorded one changed; with `?plan=1` one is planned. What is typed is kept on the device while typing.

use domain::act::Subject;
use domain::due::is_late;
use domain::kinds::UnitId;
use domain::viewer::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::form::VisitForm;
use super::read::{Room, Start, read_room, read_start};
use super::words;
use crate::failure::Failure;
use crate::issue::query::to_href as issues_href;
use crate::live::live;
use crate::part::{Bones, DayText, Empty, Icon, Problem, StateMark, loaded};
use crate::session::me;
use crate::texts::texts;
use crate::wire;

/// What the form is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    let first = me.groups.iter().flat_map(|group| &group.units).map(|unit| unit.id).next();
    let unit = RwSignal::new(of_visit.or(asked.filter(|id| me.unit(*id).is_some())).or(first));
    let room = start.room.clone();
    let title = match purpose {
        Purpose::Plan => t.visit.plan(),
        Purpose::Record => t.visit.record(),
        Purpose::Amend => t.visit.change(),
    };
    if first.is_none() {
        return view! { <Empty title=t.issue.no_units()/> }.into_any();
    }
    view! {
        <leptos_meta::Title text=title/>
        <header class="page-head"><h1>{title}</h1></header>
        <div class="visit-desk">
            <VisitForm start purpose unit/>
            <RoomSide unit first=room/>
        </div>
    }
    .into_any()
}

/// What is open of the unit: while there, ask for it. Of the unit with which the page begins it is on the page; of another one
/// the browser reads it: a resource made that late has another name on either side.
#[component]
fn RoomSide(unit: RwSignal<Option<UnitId>>, first: Option<Room>) -> impl IntoView {
    let live = live();
    let room = RwSignal::new(first.map(Ok));
    Effect::new(move |before: Option<()>| {
        let asked = unit.get();
        let _ = live.version(Subject::Visit) + live.version(Subject::Issue);
        let there = room.with_untracked(|room| matches!(room, Some(Ok(room)) if room.unit == asked));
        if there && before.is_none() {
            return;
        }
        leptos::task::spawn_local(async move {
            let found = match asked {
                Some(unit) => read_room(unit).await,
                None => Ok(Room::default()),
            };
            // the person may have chosen another unit, or left; without network what is there stays
            let stays = there && matches!(found, Err(Failure::Offline));
            if !stays && unit.try_get_untracked() == Some(asked) {
                let _ = room.try_set(Some(found));
            }
        });
    });
    view! {
        <aside class="visit-room">
            {move || match room.get() {
                None => view! { <Bones rows=3/> }.into_any(),
                Some(Ok(room)) => view! { <Shown room/> }.into_any(),
                Some(Err(failure)) => view! { <Problem failure/> }.into_any(),
            }}
        </aside>
    }
}

#[component]
fn Shown(room: Room) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (promises, issues) = (room.promises.len(), room.open);
    let wide = wide();
    let today = me.today();
    let promised = room.promises.into_iter().map(|own| {
        let title = words::title(own.form, own.topic.as_deref(), t);
        let late = is_late(own.promise.due, today);
        view! {
            <li>
                <p>{own.promise.what.to_string()}</p>
                <small>
                    <span class:late=late><DayText day=own.promise.due/></span>
                    "·"
                    <a href=format!("/visits/{}#promises", own.visit)>{title}</a>
                </small>
            </li>
        }
    });
    let all = room.unit.map(|unit| {
        let states = crate::issue::filter::open_states();
        issues_href(&domain::issue::list::Filter { unit: Some(unit), states, ..Default::default() })
    });
    let rows = room.issues.into_iter().map(|line| {
        view! {
            <li>
                <p><span class="code">{line.code()}</span> " " <a href=format!("/issues/{}", line.id)>{line.title}</a></p>
                <small><StateMark state=line.state calm=true/></small>
            </li>
        }
    });
    view! {
        <details open=wide>
            <summary><Icon name="i-down" size=14/>{t.visit.room_promises(promises)}</summary>
            <ul>{promised.collect_view()}</ul>
        </details>
        <details open=wide>
            <summary><Icon name="i-down" size=14/>{t.visit.room_issues(issues)}</summary>
            <ul>{rows.collect_view()}</ul>
            {all.map(|all| view! { <a class="more" href=all>{t.visit.raised_all()}</a> })}
        </details>
    }
}

/// Beside the form there is room for everything; above it on a phone, one line each until it is asked for.
fn wide() -> RwSignal<bool> {
    let wide = RwSignal::new(false);
    Effect::new(move || {
        let width = window().inner_width().ok().and_then(|width| width.as_f64());
        wide.set(width.is_some_and(|width| width >= 960.0));
    });
    wide
}
