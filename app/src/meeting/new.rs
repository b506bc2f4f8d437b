//! A meeting is planned: when and where; its agenda stands there already, and each point may be left out.

use domain::act::{Act as Any, Subject};
use domain::kinds::{Name, UnitId};
use domain::meeting::agenda::Offer;
use domain::meeting::{Act, Plan, Point};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::read::{Start, read_start};
use super::{series_text, source_word};
use crate::edge;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Form, HandIn};
use crate::part::field::begins;
use crate::part::reading::reading;
use crate::part::{DayText, Empty, Field, Section, Summary};
use crate::session::me;
use crate::texts::texts;
use crate::visit::typed::{local, moment};

/// What an agenda is made from.
const FROM: [Subject; 4] = [Subject::Meeting, Subject::Issue, Subject::Visit, Subject::Notice];

/// `/meetings/new?unit=…`
#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    let unit = move || query.read().get("unit").and_then(|raw| raw.parse::<UnitId>().ok());
    reading(unit, &FROM, read_start, |start| view! { <New start/> }.into_any())
}

#[component]
fn New(start: Start) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("plan"));
    let title = series_text(start.series, &me, t);
    let crumbs = vec![("/meetings".to_owned(), t.rail.meetings().to_owned())];
    let Start { book, series, offers } = start;
    let (at, asked, clock) = (NodeRef::new(), me.clone(), outbox());
    begins(at, move || local(clock.now(&asked)));
    let boxes = offers.clone().into_iter().enumerate().map(|(place, offer)| view! { <Offered form place offer/> });
    let boxes = boxes.collect_view();
    let (many, chair) = (offers.len(), me.viewer.name.to_string());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let plan = Plan {
            series,
            at: entered.get("time", moment)?,
            place: entered.get("place", Name::optional)?,
            chair: entered.get("chair", Name::optional)?,
        };
        let stands =
            |(place, offer): (usize, &Offer)| (entered.raw(&format!("point-{place}")) == "1").then(|| point(offer));
        let agenda = offers.iter().enumerate().filter_map(stands).collect();
        Ok(Any::Meeting(Act::Plan { meeting: edge::id(), plan: Box::new(plan), agenda }))
    });
    let note = if many == 0 { t.meeting.begins_empty().to_owned() } else { t.meeting.begins_with(many) };
    let none = (many == 0).then(|| view! { <Empty title=t.meeting.no_points() note=t.meeting.no_points_note()/> });
    view! {
        <Summary title crumbs line=view! { <p>{note}</p> }.into_any()/>
        <div class="columns">
            <Section title=t.meeting.plan().to_owned() class="span-12">
                <ActForm form book verb=t.act.meeting_plan() read primary=true hand_in=then_there(book)>
                    <div class="pair">
                        <Field label=t.meeting.when() name=form.name("time") kind="datetime-local" value=local(me.now) node=at wrong=form.wrong("time")/>
                        <Field label=t.meeting.place() name=form.name("place") wrong=form.wrong("place")/>
                    </div>
                    <Field label=t.meeting.chair() name=form.name("chair") value=chair wrong=form.wrong("chair")/>
                    <fieldset class="field agenda-offers">
                        <legend>{t.meeting.agenda()}</legend>
                        {boxes}
                        {none}
                    </fieldset>
                </ActForm>
            </Section>
        </div>
    }
}

/// The page of the new meeting opens as soon as the act is in the outbox.
fn then_there(book: domain::kinds::Book) -> HandIn {
    let (outbox, navigate) = (outbox(), StoredValue::new_local(use_navigate()));
    Callback::new(move |(acts, then): (Vec<Any>, Callback<(bool,)>)| {
        let made = acts.iter().find_map(|act| if let Any::Meeting(own) = act { Some(own.meeting()) } else { None });
        for act in acts {
            outbox.propose(book, act);
        }
        then.run((true,));
        if made.is_some() {
            navigate.with_value(|go| go("/meetings", NavigateOptions::default()));
        }
    })
}

/// As it stands on the agenda.
pub fn point(offer: &Offer) -> Point {
    Point { id: edge::id(), source: offer.source, what: offer.what.clone(), unit: offer.unit }
}

#[component]
fn Offered(form: Form, place: usize, offer: Offer) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=form.name(&format!("point-{place}")) value="1" checked=true/>
            <OfferText offer/>
        </label>
    }
}

/// What it is, whose, and why it came.
#[component]
pub fn OfferText(offer: Offer) -> impl IntoView {
    let (t, me) = (texts(), me());
    let who = offer.unit.map_or_else(|| t.worklist.ourselves().to_owned(), |unit| me.unit_name(unit));
    let due = offer.due.map(|day| view! { "·" <DayText day/> });
    view! { <span>{offer.what.to_string()} " " <small>{who} "·" {source_word(offer.source, t)} {due}</small></span> }
}
