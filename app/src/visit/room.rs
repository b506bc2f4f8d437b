//! What is open of the unit beside the form: promises to ask for while there, and its issues. On a phone the first lines of both
//! stand above the form without a tap, so that they are seen and the form is still near.

use domain::act::Subject;
use domain::due::is_late;
use domain::kinds::{Day, UnitId};
use leptos::prelude::*;

use super::read::{Open, Room, read_room};
use super::words;
use crate::failure::Failure;
use crate::issue::query::to_href as issues_href;
use crate::live::live;
use crate::outbox::outbox;
use crate::part::{Bones, DayText, Icon, Mark, Problem, StateMark};
use crate::session::me;
use crate::texts::texts;

/// Lines of each that are always in sight.
const FIRST: usize = 2;
/// Promises that are late are the first to be asked for: so many of them.
const FIRST_LATE: usize = 3;

/// What is open of the unit: while there, ask for it. Of the unit with which the page begins it is on the page; of another one
/// the browser reads it: a resource made that late has another name on either side.
#[component]
pub fn RoomSide(unit: RwSignal<Option<UnitId>>, first: Option<Room>) -> impl IntoView {
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

/// What is late is late on the day on which it is read: a page that was taken along tells of another one.
#[component]
fn Shown(room: Room) -> impl IntoView {
    let today = outbox().day(&me());
    move || view! { <Parts room=room.clone() today=today.get()/> }
}

#[component]
fn Parts(room: Room, today: Day) -> impl IntoView {
    let t = texts();
    let Room { unit, promises, issues, open } = room;
    let list = unit.map(|unit| {
        let states = crate::issue::filter::open_states();
        issues_href(&domain::issue::list::Filter { unit: Some(unit), states, ..Default::default() })
    });
    let shown = first(&promises, today);
    let promised = promises.iter().map(|own| view! { <Promised own=own.clone() today/> }.into_any()).collect();
    let rows = issues.into_iter().map(|line| {
        view! {
            <li>
                <a href=format!("/issues/{}", line.id)><span class="code">{line.code()}</span> " " {line.title}</a>
                <StateMark state=line.state calm=true/>
            </li>
        }
        .into_any()
    });
    view! {
        <Part id="room-promises" title=t.visit.room_promises(promises.len()) rows=promised shown all=promises.len()/>
        <Part id="room-issues" title=t.visit.room_issues(open) rows=rows.collect() shown=FIRST all=open as usize>
            {list.map(|list| view! { <a class="more" href=list>{t.visit.raised_all()}</a> })}
        </Part>
    }
}

/// How many promises are in sight: they come in order of their days.
fn first(promises: &[Open], today: Day) -> usize {
    promises.iter().take_while(|own| is_late(own.promise.due, today)).count().clamp(FIRST, FIRST_LATE)
}

#[component]
fn Promised(own: Open, today: Day) -> impl IntoView {
    let t = texts();
    let title = words::title(own.form, own.topic.as_deref(), t);
    let late = is_late(own.promise.due, today);
    view! {
        <li>
            <a href=format!("/visits/{}#promises", own.visit) title=title>{own.promise.what.to_string()}</a>
            <small>
                {late.then(|| view! { <Mark kind="late" word=t.state.late() calm=true/> " " })}
                <DayText day=own.promise.due/>
            </small>
        </li>
    }
}

/// The first rows, and the rest behind a tap where there is not room for everything.
#[component]
fn Part(
    id: &'static str,
    title: String,
    rows: Vec<AnyView>,
    shown: usize,
    /// How many there are; the rows may be the first of them.
    all: usize,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (t, wide) = (texts(), wide());
    let mut rows = rows;
    let rest = rows.split_off(shown.min(rows.len()));
    let (many, more) = (all.saturating_sub(rows.len()), children.map(|children| children()));
    let rest = (!rest.is_empty()).then(move || {
        view! {
            <details class="rest" open=wide>
                <summary>{t.visit.room_rest(many)}<Icon name="i-down" size=14/></summary>
                <ul>{rest}</ul>
                {more}
            </details>
        }
    });
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <ul>{rows}</ul>
            {rest}
        </section>
    }
}

/// Beside the form there is room for everything.
fn wide() -> RwSignal<bool> {
    let wide = RwSignal::new(false);
    Effect::new(move || {
        let width = window().inner_width().ok().and_then(|width| width.as_f64());
        wide.set(width.is_some_and(|width| width >= 960.0));
    });
    wide
}

#[cfg(test)]
mod tests {
    use domain::visit::{Form, Promise};

    use super::*;

    #[test]
    fn late_promises_are_in_sight_first_and_never_so_many_that_the_form_is_far() {
        let today = Day::parse("2023-08-10").unwrap();
        let promise = |due: &str| Open {
            visit: uuid::Uuid::nil().into(),
            form: Form::Site,
            topic: None,
            promise: Promise {
                id: uuid::Uuid::nil().into(),
                what: domain::kinds::Note::parse("开两个晚上").unwrap(),
                who: None,
                due: Day::parse(due).unwrap(),
                kept_at: None,
                dropped_at: None,
            },
        };
        let late = |many: usize| {
            let late = (0..many).map(|_| promise("2023-08-01"));
            late.chain([promise("2023-08-20")]).collect::<Vec<_>>()
        };
        assert_eq!([0, 1, 2, 3, 9].map(|many| first(&late(many), today)), [2, 2, 2, 3, 3]);
    }
}
