//! The page of one meeting: before and while it is held the agenda with what is said and decided under each point, afterwards
//! the minutes as a paper.

use domain::act::{Act as Any, Subject};
use domain::kinds::{Name, Title};
use domain::meeting::{Act, Plan, Point, Source};
use leptos::prelude::*;

use super::attend::Attendance;
use super::call::{Call, Calls};
use super::decide::Decisions;
use super::minutes::Written;
use super::new::{OfferText, point};
use super::paper::Paper;
use super::point::Points;
use super::read::{Detail, read_detail};
use super::{series_text, state_mark};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::field::Select;
use crate::part::reading::record;
use crate::part::{About, Field, History, Icon, Moment, Section, Summary, day_text, print};
use crate::session::me;
use crate::texts::texts;
use crate::visit::typed::{local, moment};
use crate::worklist::MakeList;

/// What is shown of other records, and what is offered.
const FROM: [Subject; 9] = [
    Subject::Meeting,
    Subject::Issue,
    Subject::Notice,
    Subject::Worklist,
    Subject::Visit,
    Subject::Carrier,
    Subject::Report,
    Subject::Lookback,
    Subject::Deployment,
];

/// `/meetings/:id`
#[component]
pub fn Page() -> impl IntoView {
    Written::provide();
    record(&FROM, read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.meeting;
    let (state, works) = (own.state(), me.viewer.in_group(own.book));
    let title = format!("{} {}", series_text(own.plan.series, &me, t), day_text(own.plan.at.day(), t.lang));
    let crumbs = vec![("/meetings".to_owned(), t.rail.meetings().to_owned())];
    // whose pen it is stays among those whose meeting it is
    let writes = state == "open" && own.is_whole_for(&me.viewer);
    let pen = own.clerk.filter(|_| writes).map(|by| t.meeting.writes(detail.name(by.person)));
    let at = own.plan.at;
    let place = own.plan.place.as_ref().map(|place| format!("·{place}"));
    let line = view! { <p>{state_mark(state)} " " <Moment time=at/> {place} {pen.map(|pen| format!("·{pen}"))}</p> };
    let history = detail.history.clone();
    let whole = own.is_whole_for(&me.viewer);
    let held = state == "closed";
    let main = if !whole {
        view! { <p class="note">{t.meeting.only_yours()}</p> <Decisions detail=detail.clone()/> }.into_any()
    } else if held {
        view! { <Paper detail=detail.clone()/> <Decisions detail=detail.clone()/> }.into_any()
    } else {
        view! { <Points detail=detail.clone()/> }.into_any()
    };
    let again =
        own.plan.series.unit().map_or_else(|| "/meetings/new".to_owned(), |unit| format!("/meetings/new?unit={unit}"));
    let again = (works && held).then(|| view! { <a class="button" href=again>{t.inbox.do_next_meeting()}</a> });
    let side = whole.then(|| view! { <Side detail=detail.clone() works/> });
    view! {
        <Summary title crumbs line=line.into_any()>
            <div class="row no-print">
                {again}
                <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
            </div>
        </Summary>
        <div class="columns meeting">
            <div class="span-8">{main}</div>
            {side}
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

#[component]
fn Side(detail: Detail, works: bool) -> impl IntoView {
    let t = texts();
    let offers = (!detail.offers.is_empty()).then(|| view! { <Offers detail=detail.clone()/> });
    let book = detail.meeting.book;
    let lists = detail.free.clone().into_iter().map(|week| view! { <MakeList book week/> }).collect_view();
    let lists = (!detail.free.is_empty()).then(|| view! { <div class="row">{lists}</div> });
    view! {
        <Section title=t.meeting.about().to_owned() class="span-4 no-print">
            <About key=detail.key()/>
            <Facts detail=detail.clone()/>
            {works.then(|| view! { <Verbs detail=detail.clone()/> })}
            <Attendance detail=detail.clone()/>
            <Add detail=detail.clone()/>
            {offers}
            {lists}
        </Section>
    }
}

#[component]
fn Facts(detail: Detail) -> impl IntoView {
    let t = texts();
    let own = detail.meeting;
    let chair = own.plan.chair.map(|chair| view! { <dt>{t.meeting.chair()}</dt><dd>{chair.to_string()}</dd> });
    let cancelled = own.cancelled.map(|(why, _)| view! { <dt>{t.act.meeting_cancel()}</dt><dd>{why.to_string()}</dd> });
    view! { <dl class="facts">{chair}{cancelled}<Calls calls=detail.calls/></dl> }
}

/// What the group does to the meeting as a whole.
#[component]
fn Verbs(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (meeting, book, known) = (detail.meeting.id, detail.meeting.book, detail.known());
    let state = detail.meeting.state();
    let runs = matches!(state, "planned" | "open");
    let mine = detail.meeting.clerk.is_some_and(|by| by.person == me.viewer.person);
    let one = |name: &'static str, verb: &'static str, act: Act, primary: bool| {
        let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Meeting(act.clone())));
        view! { <ActForm form=Form::new(name) book known=known.clone() verb read primary/> }
    };
    let pen = (runs && !mine).then(|| {
        let verb = if state == "planned" { t.meeting.begin() } else { t.meeting.take_pen() };
        one("pen", verb, Act::TakePen { meeting }, state == "planned")
    });
    let close = (state == "open").then(|| one("close", t.act.meeting_close(), Act::Close { meeting }, false));
    let cancel = Callback::new(move |(reason,)| Any::Meeting(Act::Cancel { meeting, reason }));
    let reopen = Callback::new(move |(reason,)| Any::Meeting(Act::Reopen { meeting, reason }));
    let cancel = (state == "planned")
        .then(|| view! { <Reasoned prefix="cancel" book known=known.clone() verb=t.act.meeting_cancel() act=cancel/> });
    let reopen = (state == "closed")
        .then(|| view! { <Reasoned prefix="reopen" book known=known.clone() verb=t.act.meeting_reopen() act=reopen/> });
    let change = runs.then(|| view! { <Change detail=detail.clone()/> });
    let call = view! { <Call detail=detail.clone()/> };
    view! { <div class="row">{pen}{close}{call}{change}{cancel}{reopen}</div> }
}

#[component]
fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (meeting, book, plan) = (detail.meeting.id, detail.meeting.book, detail.meeting.plan);
    let (series, at, seen) = (plan.series, local(plan.at), StoredValue::new(plan.clone()));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let plan = Box::new(Plan {
            series,
            at: entered.get("time", moment)?,
            place: entered.get("place", Name::optional)?,
            chair: entered.get("chair", Name::optional)?,
        });
        Ok(Any::Meeting(Act::Change { meeting, plan, was: Some(Box::new(seen.get_value())) }))
    });
    let text = |own: Option<Name>| own.map(|own| own.to_string()).unwrap_or_default();
    view! {
        <Fold verb=t.act.meeting_change() id="change">
            <ActForm form book verb=t.common.save() read>
                <Field label=t.meeting.when() name=form.name("time") kind="datetime-local" value=at wrong=form.wrong("time")/>
                <Field label=t.meeting.place() name=form.name("place") value=text(plan.place) wrong=form.wrong("place")/>
                <Field label=t.meeting.chair() name=form.name("chair") value=text(plan.chair) wrong=form.wrong("chair")/>
            </ActForm>
        </Fold>
    }
}

/// A point by hand: by the group, and at its own meeting by the unit.
#[component]
fn Add(detail: Detail) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("add"));
    let (meeting, book, series) = (detail.meeting.id, detail.meeting.book, detail.meeting.plan.series);
    let group = me.viewer.in_group(book);
    let theirs = series.unit().filter(|unit| me.viewer.in_unit(*unit));
    if !matches!(detail.meeting.state(), "planned" | "open") || !(group || theirs.is_some()) {
        return ().into_any();
    }
    let units = super::decide::owners(&me, book, series, t);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let unit = if entered.raw("unit").is_empty() { theirs } else { Some(entered.get("unit", str::parse)?) };
        let what = entered.get("title", Title::parse)?;
        let point = Point { id: edge::id(), source: Source::Hand, what, unit };
        Ok(Any::Meeting(Act::AddPoint { meeting, point: Box::new(point) }))
    });
    let who = group.then(
        || view! { <Select label=t.meeting.concerns() name=form.name("unit") options=units wrong=form.wrong("unit")/> },
    );
    view! {
        <Fold verb=t.act.meeting_add_point() id="add">
            <ActForm form book verb=t.act.meeting_add_point() read>
                <Field label=t.meeting.what() name=form.name("title") wrong=form.wrong("title")/>
                {who}
            </ActForm>
        </Fold>
    }
    .into_any()
}

/// What came up since the agenda was made.
#[component]
fn Offers(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("offers"));
    let (meeting, book, offers) = (detail.meeting.id, detail.meeting.book, detail.offers.clone());
    let many = offers.len();
    let lines = offers.clone().into_iter().map(|offer| view! { <li><OfferText offer/></li> }).collect_view();
    let read = Callback::new(move |(_,): (Entered,)| {
        let add = |offer: &_| Any::Meeting(Act::AddPoint { meeting, point: Box::new(point(offer)) });
        Ok(offers.iter().map(add).collect::<Vec<_>>())
    });
    view! {
        <div class="came-up">
            <h3>{t.meeting.came_up(many)}</h3>
            <ul class="tasks">{lines}</ul>
            <ActForm form book verb=t.meeting.add_all(many) read/>
        </div>
    }
}
