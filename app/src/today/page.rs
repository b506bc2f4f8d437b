//! The screen: one sentence, then what is pressing, what waits for the reader, what does not move, what else is asked; beside
//! it what comes next.

use domain::act::Subject;
use domain::reminder::{Lot, Matter, Reason, together};
use domain::viewer::Role;
use leptos::prelude::*;

use super::duty::Duties;
use super::next::{Groups, Longest, NextList};
use super::read::{Today, read_today};
use crate::admin::Offices;
use crate::inbox::{lot, matter};
use crate::part::reading::reading_box;
use crate::part::{DayText, Section, day_text};
use crate::session::me;
use crate::texts::{Texts, texts};

/// So many lines stand open in each part; the rest is in the box. Many of one kind are one line; every number counts things.
const FIRST: usize = 8;

/// The parts of the screen, in their order, each with its reasons.
const PARTS: [(&str, &[Reason]); 4] = [
    ("due", &[Reason::Late, Reason::Soon]),
    ("waiting", &[Reason::Returned, Reason::Waiting]),
    ("stuck", &[Reason::Stagnant]),
    ("asked", &[Reason::Asked]),
];

#[component]
pub fn Page() -> impl IntoView {
    let read = |()| read_today();
    let kinds =
        &[Subject::Issue, Subject::Notice, Subject::Meeting, Subject::Visit, Subject::Study, Subject::Evaluation];
    reading_box(|| (), kinds, read, |today| view! { <Shown today/> }.into_any())
}

#[component]
fn Shown(today: Today) -> impl IntoView {
    let (t, me) = (texts(), me());
    let many = today.matters.len() + today.duties.len();
    let late = today.matters.iter().filter(|own| own.reason == Reason::Late).count();
    let leads = !today.groups.is_empty();
    let title = match (many, late) {
        (0, _) if leads => t.today.office().to_owned(),
        (0, _) => t.today.nothing().to_owned(),
        (many, 0) => t.today.sentence(many),
        (many, late) => t.today.sentence_late(late, many),
    };
    let week = me.campaign.as_ref().map(|own| t.unit.week(&own.period.name, own.period.week(me.today()).0));
    let when = [Some(day_text(me.today(), t.lang)), week].into_iter().flatten().collect::<Vec<_>>().join("·");
    let unit =
        me.own_unit().map(|unit| view! { <a class="button" href=format!("/unit/{unit}")>{t.today.own_unit()}</a> });
    let parts = PARTS.map(|(key, reasons)| {
        let own = today.matters.iter().filter(|own| reasons.contains(&own.reason)).cloned().collect::<Vec<_>>();
        (!own.is_empty()).then(|| view! { <Part key matters=own/> })
    });
    let none = (many == 0 && !leads).then(|| {
        view! {
            <Section title=t.today.kind().to_owned() note=t.today.kind_note() class="calm">""</Section>
        }
    });
    let duties = (!today.duties.is_empty()).then(|| view! { <Duties duties=today.duties.clone()/> });
    // an administrator goes to no meeting and on no visit
    let office = me.viewer.roles.iter().all(|role| matches!(role, Role::Admin { .. }));
    let side = if office { view! { <Offices/> }.into_any() } else { view! { <NextList next=today.next/> }.into_any() };
    let groups = leads.then(|| view! { <Groups groups=today.groups.clone()/> });
    let longest = (!today.issues.is_empty()).then(|| view! { <Longest issues=today.issues.clone()/> });
    view! {
        <leptos_meta::Title text=t.rail.today()/>
        <header class="page-head">
            <div><p class="quiet">{when}</p><h1>{title}</h1></div>
            <div class="row">{unit}</div>
        </header>
        <div class="columns">
            <div class="span-8 beside">{groups}{longest}{none}{duties}{parts.into_iter().collect::<Vec<_>>()}</div>
            <div class="span-4 beside">{side}</div>
        </div>
    }
}

#[component]
fn Part(key: &'static str, matters: Vec<Matter>) -> impl IntoView {
    let t = texts();
    let many = matters.len();
    let lots = together(matters, |own| own);
    let rest = lots.iter().skip(FIRST).map(Lot::many).sum::<usize>();
    let rows = lots.into_iter().take(FIRST).map(|own| row(own, t)).collect_view();
    let more = (rest > 0).then(|| view! { <p><a class="more" href="/inbox">{t.today.rest(rest)}</a></p> });
    view! {
        <Section title=format!("{} · {many}", t.today.get(key)) note=t.today.get(&format!("{key}_note")).to_owned()>
            <ul class="reminders today">{rows}</ul>
            {more}
        </Section>
    }
}

fn row(own: Lot<Matter>, t: Texts) -> AnyView {
    let (title, href, due, first) = match own {
        Lot::One(own) => (matter::title(&own, t), matter::href(&own), own.due, Some(own)),
        Lot::Many(kind, all) => {
            let due = all.iter().filter_map(|own| own.due).min();
            (lot::title(kind, all.len(), t), lot::href(kind, all.iter()), due, all.into_iter().next())
        }
    };
    let Some(own) = first else { return ().into_any() };
    let (step, late) = (matter::step(own.what, t), own.reason == Reason::Late);
    let says = t.today.step_of(step, &title);
    view! {
        <li>
            <span class="kind">{matter::kind(own.what, t)}</span>
            <span class="what"><a href=href.clone()>{title}</a></span>
            <span class="by" class:late=late>{due.map(|day| view! { <DayText day/> })}</span>
            <a class="button small" href=href aria-label=says>{step}</a>
        </li>
    }
    .into_any()
}
