//! The page: the days of the month, the log of one, and beside it what was done on it.

use domain::act::Subject;
use domain::kinds::{Day, PersonId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::did::{DidList, Taken};
use super::href;
use super::read::{Shown, read_day};
use super::write::Log;
use crate::part::reading::reading;
use crate::part::{day_text_with_year, month_text};
use crate::session::me;
use crate::texts::texts;

/// `/worklogs?day=…&person=…`
#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        let get = |key: &str| query.read().get(key).unwrap_or_default();
        (Day::parse(&get("day")).ok(), get("person").parse::<PersonId>().ok())
    };
    let read = |(day, person)| read_day(day, person);
    reading(asked, &[Subject::Worklog], read, |shown| view! { <Sheet shown/> }.into_any())
}

#[component]
fn Sheet(shown: Shown) -> impl IntoView {
    Taken::begin();
    let (t, me) = (texts(), me());
    let own = shown.person == me.viewer.person;
    let name = shown.members.iter().find(|one| one.person == shown.person).map(|one| one.name.clone());
    let day = day_text_with_year(shown.day, t.lang);
    let title = match name {
        None => t.worklog.of_day(day),
        Some(name) => t.worklog.of_person(day, name),
    };
    view! {
        <leptos_meta::Title text=t.rail.worklogs()/>
        <header class="page-head"><h1>{title}</h1></header>
        <p class="quiet">{t.worklog.who_reads()}</p>
        <Whose shown=shown.clone()/>
        <Days shown=shown.clone()/>
        <div class="columns">
            <Log shown=shown.clone() own/>
            <DidList did=shown.did.clone() own/>
        </div>
    }
}

/// For who leads the group: the members.
#[component]
fn Whose(shown: Shown) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (day, person) = (shown.day, shown.person);
    let mine = view! { <a href=href(day, None) aria-current=(person == me.viewer.person).then_some("page")>{t.worklog.mine()}</a> };
    let rows = shown.members.clone().into_iter().map(|one| {
        let here = (one.person == person).then_some("page");
        view! { <a href=href(day, Some(one.person)) aria-current=here>{one.name}</a> }
    });
    let rows = rows.collect_view();
    (!shown.members.is_empty()).then(|| view! { <nav class="tabs" aria-label=t.worklog.whose()>{mine}{rows}</nav> })
}

/// The month, each day with a mark where there is a log; the days to come lead nowhere.
#[component]
fn Days(shown: Shown) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (month, today) = (shown.month(), me.today());
    let person = (shown.person != me.viewer.person).then_some(shown.person);
    let long = month.last().number() - month.first().number();
    let rows = (0..=long).map(|more| {
        let day = month.first().plus(more);
        let number = day.date().day;
        let written = shown.days.contains(&day);
        let says = if written { t.worklog.written(number) } else { t.worklog.blank(number) };
        let class = if written { "day written" } else { "day" };
        let here = (day == shown.day).then_some("date");
        if day > today {
            view! { <li><span class=class>{number}</span></li> }.into_any()
        } else {
            view! { <li><a class=class href=href(day, person) aria-current=here aria-label=says>{number}</a></li> }
                .into_any()
        }
    });
    let rows = rows.collect_view();
    let before = href(month.plus(-1).last(), person);
    let after = (month.plus(1).first() <= today).then(|| href(month.plus(1).first(), person));
    view! {
        <nav class="log-days" aria-label=t.worklog.days()>
            <p>
                <a href=before>{t.worklog.earlier()}</a>
                <strong>{month_text(month, t.lang)}</strong>
                {after.map(|after| view! { <a href=after>{t.worklog.later()}</a> })}
                <span class="quiet">{t.worklog.so_many(shown.days.len())}</span>
            </p>
            <ol>{rows}</ol>
        </nav>
    }
}
