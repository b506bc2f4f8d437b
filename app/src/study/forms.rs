//! What can be done to a session: planned, changed, held, cancelled.

use domain::act::Act as Any;
use domain::kinds::{Book, Name, Note, Title};
use domain::refusal::Refusal;
use domain::study::{Act, Form as Kind, Plan as Planned};
use leptos::prelude::*;
use strum::VariantArray as _;

use super::form_word;
use super::read::Detail;
use crate::edge;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned, Wrong};
use crate::part::field::{Select, begins};
use crate::part::roll::{Roll, attendees, expected};
use crate::part::{Field, TextArea};
use crate::session::me;
use crate::texts::texts;
use crate::visit::typed::{local, moment};

fn planned(entered: &Entered) -> Result<Box<Planned>, Wrong> {
    Ok(Box::new(Planned {
        form: entered.get("form", |raw| raw.parse::<Kind>().map_err(|_| Refusal::Malformed))?,
        topic: entered.get("title", Title::parse)?,
        at: entered.get("time", moment)?,
        place: entered.get("place", Name::optional)?,
        host: entered.get("name", Name::optional)?,
    }))
}

#[component]
pub fn Plan(book: Book) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("plan"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Study(Act::Plan { study: edge::id(), plan: planned(&entered)? }))
    });
    let (at, asked, clock) = (NodeRef::new(), me.clone(), outbox());
    begins(at, move || local(clock.now(&asked)));
    view! {
        <ActForm form book verb=t.act.study_plan() read primary=true>
            <Described form node=at/>
        </ActForm>
    }
}

/// Kind, topic, time, place, who leads it.
#[component]
fn Described(
    form: Form,
    #[prop(optional)] own: Option<Planned>,
    #[prop(optional)] node: NodeRef<leptos::html::Input>,
) -> impl IntoView {
    let (t, me) = (texts(), me());
    let kinds = Kind::VARIANTS.iter().map(|kind| (<&str>::from(*kind).to_owned(), form_word(*kind, t).to_owned()));
    let kind: &str = own.as_ref().map_or(Kind::Session, |own| own.form).into();
    let topic = own.as_ref().map(|own| own.topic.to_string()).unwrap_or_default();
    let text = |own: Option<&Name>| own.map(ToString::to_string).unwrap_or_default();
    let place = text(own.as_ref().and_then(|own| own.place.as_ref()));
    // who plans it usually leads it
    let host = own.as_ref().map_or_else(|| me.viewer.name.to_string(), |own| text(own.host.as_ref()));
    let at = local(own.map_or(me.now, |own| own.at));
    view! {
        <Field label=t.study.topic() name=form.name("title") value=topic wrong=form.wrong("title")/>
        <div class="halves">
            <Select label=t.study.form() name=form.name("form") options=kinds.collect() value=kind/>
            <Field label=t.study.when() name=form.name("time") kind="datetime-local" value=at node wrong=form.wrong("time")/>
        </div>
        <div class="halves">
            <Field label=t.study.place() name=form.name("place") value=place wrong=form.wrong("place")/>
            <Field label=t.study.host() name=form.name("name") value=host wrong=form.wrong("name")/>
        </div>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let (study, book, known) = (detail.study.id, detail.study.book, detail.known());
    let state = detail.study.state();
    if state == "cancelled" {
        return ().into_any();
    }
    let cancel = Callback::new(move |(reason,)| Any::Study(Act::Cancel { study, reason }));
    let cancel = (state == "planned")
        .then(|| view! { <Reasoned prefix="cancel" book known verb=t.act.study_cancel() act=cancel/> });
    view! {
        <div class="row">
            <Hold detail=detail.clone()/>
            <Change detail/>
            {cancel}
        </div>
    }
    .into_any()
}

/// The roll and what came of it; again, where something was wrong.
#[component]
fn Hold(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("hold"));
    let (study, book, known) = (detail.study.id, detail.study.book, detail.known());
    let held = detail.study.held.clone();
    let called = held.as_ref().map(|own| own.attendees.as_slice()).unwrap_or_default();
    let expected = expected(called, &detail.members);
    let shown = expected.clone();
    let seen = StoredValue::new(detail.study.account());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (attendees, summary) = (attendees(&entered, &expected)?, entered.get("summary", Note::parse)?);
        Ok(Any::Study(Act::Hold { study, attendees, summary, was: Some(Box::new(seen.get_value())) }))
    });
    let verb = if held.is_some() { t.study.correct() } else { t.act.study_hold() };
    let summary = held.map(|own| own.summary.to_string()).unwrap_or_default();
    view! {
        <Fold verb=verb id="hold">
            <ActForm form book known verb=t.act.study_hold() read primary=true>
                <Roll form expected=shown/>
                <TextArea label=t.study.summary() name=form.name("summary") value=summary rows=5 wrong=form.wrong("summary")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (study, book, known) = (detail.study.id, detail.study.book, detail.known());
    let seen = StoredValue::new(detail.study.plan.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Study(Act::Change { study, plan: planned(&entered)?, was }))
    });
    view! {
        <Fold verb=t.act.study_change()>
            <ActForm form book known verb=t.common.save() read>
                <Described form own=detail.study.plan/>
            </ActForm>
        </Fold>
    }
}
