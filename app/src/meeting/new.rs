//! A meeting is planned: when and where; its agenda stands there already, and each point may be left out.

use domain::act::{Act as Any, Subject};
use domain::kinds::{Day, Name, UnitId};
use domain::meeting::agenda::Offer;
use domain::meeting::{Act, Plan, Point, Series};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::read::{Start, read_start};
use super::{called, series_text, source_word};
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
const FROM: [Subject; 8] = [
    Subject::Meeting,
    Subject::Issue,
    Subject::Visit,
    Subject::Notice,
    Subject::Carrier,
    Subject::Report,
    Subject::Lookback,
    Subject::Deployment,
];

/// `/meetings/new?unit=…`
#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    let unit = move || query.read().get("unit").and_then(|raw| raw.parse::<UnitId>().ok());
    reading(unit, &FROM, |unit| read_start(unit, None), |start| view! { <New start/> }.into_any())
}

#[component]
fn New(start: Start) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("plan"));
    let Start { book, series, at, offers, left_out } = start;
    let title = series_text(series, &me, t);
    let crumbs = vec![("/meetings".to_owned(), t.rail.meetings().to_owned())];
    let (node, asked, clock) = (NodeRef::new(), me.clone(), outbox());
    begins(node, move || local(at.max(clock.now(&asked))));
    let (chosen, offers, left_out) = (RwSignal::new(at.day()), RwSignal::new(offers), RwSignal::new(left_out));
    Effect::new(move |shown: Option<Day>| {
        let day = chosen.get();
        if shown.is_some_and(|shown| shown != day) {
            offer_for(series, chosen, offers, left_out);
        }
        day
    });
    let retyped = move |event| {
        if let Some(time) = form.typed(&event).and_then(|entered| moment(entered.raw("time")).ok()) {
            // What is due before the next meeting depends on the day of this one.
            chosen.set(time.day());
        }
    };
    let chair = me.viewer.name.to_string();
    let read = Callback::new(move |(entered,): (Entered,)| {
        let plan = Plan {
            series,
            at: entered.get("time", moment)?,
            place: entered.get("place", Name::optional)?,
            chair: entered.get("chair", Name::optional)?,
        };
        let stands = |offer: &&Offer| entered.raw(&field(offer)) == "1";
        let agenda = offers.with_untracked(|all| all.iter().filter(stands).map(point).collect());
        Ok(Any::Meeting(Act::Plan { meeting: edge::id(), plan: Box::new(plan), agenda }))
    });
    let note = move || match (offers.with(Vec::len), left_out.get()) {
        (0, _) => t.meeting.begins_empty().to_owned(),
        (many, 0) => t.meeting.begins_with(many),
        (many, more) => format!("{}{}", t.meeting.begins_with(many), t.meeting.left_out(more)),
    };
    let none = move || {
        offers
            .with(Vec::is_empty)
            .then(|| view! { <Empty title=t.meeting.no_points() note=t.meeting.no_points_note()/> })
    };
    view! {
        <Summary title crumbs line=view! { <p role="status">{note}</p> }.into_any()/>
        <div class="columns">
            <Section title=t.meeting.plan().to_owned() class="span-12">
                <div on:change=retyped>
                    <ActForm form book verb=t.act.meeting_plan() read primary=true hand_in=then_there(book)>
                        <div class="pair">
                            <Field label=t.meeting.when() name=form.name("time") kind="datetime-local" value=local(at) node wrong=form.wrong("time")/>
                            <Field label=t.meeting.place() name=form.name("place") wrong=form.wrong("place")/>
                        </div>
                        <Field label=t.meeting.chair() name=form.name("chair") value=chair wrong=form.wrong("chair")/>
                        <fieldset class="field agenda-offers">
                            <legend>{t.meeting.agenda()}</legend>
                            <For each=move || offers.get() key=field children=move |offer| view! { <Offered form offer/> }/>
                            {none}
                        </fieldset>
                    </ActForm>
                </div>
            </Section>
        </div>
    }
}

/// Reads what the agenda of a meeting on this day would begin with. Without network the page keeps what it offers.
fn offer_for(series: Series, chosen: RwSignal<Day>, offers: RwSignal<Vec<Offer>>, left_out: RwSignal<usize>) {
    let day = chosen.get_untracked();
    leptos::task::spawn_local(async move {
        let found = read_start(series.unit(), Some(day)).await;
        // the person may have chosen another day meanwhile, or left
        if let Ok(start) = found
            && chosen.try_get_untracked() == Some(day)
        {
            let _ = offers.try_set(start.offers);
            let _ = left_out.try_set(start.left_out);
        }
    });
}

/// The name of its box: what is offered for one day as for another stays as it was ticked.
fn field(offer: &Offer) -> String {
    format!("point-{:?}-{:?}", offer.source, offer.unit)
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
fn Offered(form: Form, offer: Offer) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=form.name(&field(&offer)) value="1" checked=true/>
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
    let what = called(offer.source, &offer.what, t);
    view! { <span>{what} " " <small>{who} "·" {source_word(offer.source, t)} {due}</small></span> }
}
