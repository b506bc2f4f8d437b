//! What can be done to a visit on its page: record or change it, take it back, follow its promises, erase names.

use domain::act::Act as Any;
use domain::due::is_late;
use domain::kinds::{Day, Name, Note, PromiseId};
use domain::visit::list::State;
use domain::visit::{Act, Promise, Promised};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::{DayText, Empty, Field, Mark, Section, TextArea};
use crate::session::me;
use crate::texts::texts;

type Read = Callback<(Entered,), Result<Any, Wrong>>;

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    if !me.viewer.in_group(detail.visit.book) {
        return ().into_any();
    }
    let visit = detail.visit.id;
    let reason = move |make: fn(domain::kinds::VisitId, Note) -> Act| -> Read {
        Callback::new(move |(entered,): (Entered,)| Ok(Any::Visit(make(visit, entered.get("reason", Note::parse)?))))
    };
    let change = format!("/visits/new?visit={visit}");
    let state = detail.visit.listed_state();
    let main = match state {
        State::Planned => Some((t.visit.record_now(), "button primary")),
        State::Recorded => Some((t.act.visit_amend(), "button")),
        State::Cancelled => None,
    };
    let main = main.map(|(word, class)| view! { <a class=class href=change>{word}</a> });
    let names: Vec<_> = detail.visit.all_names().into_iter().cloned().collect();
    let erase: Option<Read> = (!names.is_empty()).then(|| {
        Callback::new(move |(entered,): (Entered,)| {
            let reason = entered.get("reason", Note::parse)?;
            Ok(Any::Visit(Act::EraseNames { visit, names: names.clone(), reason }))
        })
    });
    let back = if state == State::Cancelled {
        let read = reason(|visit, reason| Act::Reinstate { visit, reason });
        view! { <Reasoned detail=detail.clone() prefix="reinstate" verb=t.act.visit_reinstate() read/> }.into_any()
    } else {
        let read = reason(|visit, reason| Act::Cancel { visit, reason });
        let formal = (state == State::Recorded).then(|| t.visit.cancel_one().to_owned()).into_iter().collect();
        view! { <Reasoned detail=detail.clone() prefix="cancel" verb=t.act.visit_cancel() read formal/> }.into_any()
    };
    let erase = erase.map(|read| {
        let formal = vec![t.visit.erase_one().to_owned(), t.visit.erase_two().to_owned()];
        view! { <Reasoned detail prefix="erase" verb=t.act.visit_erase_names() read formal/> }
    });
    view! { <div class="row visit-acts">{main}{back}{erase}</div> }.into_any()
}

/// An act that asks for a reason and nothing else.
#[component]
fn Reasoned(
    detail: Detail,
    #[prop(into)] prefix: String,
    verb: &'static str,
    read: Read,
    #[prop(optional)] formal: Vec<String>,
) -> impl IntoView {
    let (t, form) = (texts(), Form::new(prefix));
    view! {
        <Fold verb=verb>
            <ActForm form book=detail.visit.book known=detail.known() verb=verb read formal>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

/// What was promised in the room, and what became of it.
#[component]
pub fn Promises(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let recorded = detail.visit.listed_state() == State::Recorded;
    let adds = recorded && me.viewer.in_group(detail.visit.book);
    let open = detail.visit.promises.iter().filter(|own| own.open()).count();
    let none = detail.visit.promises.is_empty();
    let own = detail.clone();
    let rows = detail.visit.promises.clone().into_iter().map(move |promise| {
        view! { <Row promise detail=own.clone() may=recorded/> }
    });
    view! {
        <Section title=t.visit.promises_title(open) note=t.visit.promises_note() class="span-6" id="promises">
            {none.then(|| view! { <Empty title=t.visit.promises_none()/> })}
            <ul class="promises">{rows.collect_view()}</ul>
            {adds.then(|| view! { <Add detail/> })}
        </Section>
    }
}

#[component]
fn Row(promise: Promise, detail: Detail, may: bool) -> impl IntoView {
    let (t, me) = (texts(), me());
    let kind = match promise.state() {
        "kept" => "verified",
        "dropped" => "withdrawn",
        _ => "found",
    };
    let (open, due, state, today) = (promise.open(), promise.due, promise.state(), outbox().day(&me));
    let mark = move || {
        let late = open && is_late(due, today.get());
        let (kind, word) = if late { ("late", t.state.late()) } else { (kind, t.state.get(state)) };
        view! { <Mark kind word calm=true/> }
    };
    view! {
        <li>
            <p>{promise.what.to_string()}</p>
            <small>
                {promise.who.as_ref().map(|who| format!("{who}·"))}
                <DayText day=promise.due/>
                " "
                {mark}
            </small>
            {may.then(|| view! { <Verbs id=promise.id open=promise.open() detail/> })}
        </li>
    }
}

#[component]
fn Verbs(id: PromiseId, open: bool, detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let (visit, group) = (detail.visit.id, me.viewer.in_group(detail.visit.book));
    let keep: Read = Callback::new(move |(entered,): (Entered,)| {
        let note = entered.get("note", Note::optional)?;
        Ok(Any::Visit(Act::KeepPromise { visit, promise: id, note }))
    });
    let give_up: Read = Callback::new(move |(entered,): (Entered,)| {
        let reason = entered.get("reason", Note::parse)?;
        Ok(Any::Visit(Act::DropPromise { visit, promise: id, reason }))
    });
    let again: Read = Callback::new(move |(entered,): (Entered,)| {
        let reason = entered.get("reason", Note::parse)?;
        Ok(Any::Visit(Act::ReopenPromise { visit, promise: id, reason }))
    });
    let theirs =
        me.viewer.in_unit(detail.visit.unit) || me.viewer.in_organisation(detail.visit.description.organisation);
    let form = Form::new(format!("keep-{id}"));
    let (book, known) = (detail.visit.book, detail.known());
    let keeps = (open && (group || theirs)).then(|| {
        view! {
            <Fold verb=t.act.visit_keep_promise()>
                <ActForm form book known verb=t.act.visit_keep_promise() read=keep>
                    <TextArea label=t.field.note() name=form.name("note") rows=2 wrong=form.wrong("note")/>
                </ActForm>
            </Fold>
        }
    });
    let rest = group.then(|| {
        if open {
            view! { <Reasoned detail prefix=format!("drop-{id}") verb=t.act.visit_drop_promise() read=give_up/> }
        } else {
            view! { <Reasoned detail prefix=format!("again-{id}") verb=t.act.visit_reopen_promise() read=again/> }
        }
    });
    view! { <div class="row">{keeps}{rest}</div> }
}

#[component]
fn Add(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("promise"));
    let visit = detail.visit.id;
    let read: Read = Callback::new(move |(entered,): (Entered,)| {
        let promise = Promised {
            id: edge::id(),
            what: entered.get("what", Note::parse)?,
            who: entered.get("who", Name::optional)?,
            due: entered.get("due", Day::parse)?,
        };
        Ok(Any::Visit(Act::AddPromise { visit, promise }))
    });
    view! {
        <Fold verb=t.act.visit_add_promise()>
            <ActForm form book=detail.visit.book known=detail.known() verb=t.act.visit_add_promise() read>
                <TextArea label=t.visit.promise_what() name=form.name("what") rows=2 wrong=form.wrong("what")/>
                <Field label=t.visit.promise_who() name=form.name("who") wrong=form.wrong("who")/>
                <Field label=t.visit.promise_due() name=form.name("due") kind="date" wrong=form.wrong("due")/>
            </ActForm>
        </Fold>
    }
}
