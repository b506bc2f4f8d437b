//! What can be done to an outcome: told, changed, dropped, brought back.

use domain::act::Act as Any;
use domain::kinds::{Note, Title};
use domain::outcome::{Act, Content};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned, Wrong};
use crate::part::records::Units;
use crate::part::{Field, TextArea};
use crate::texts::texts;

fn content(entered: &Entered) -> Result<Box<Content>, Wrong> {
    Ok(Box::new(Content {
        title: entered.get("title", Title::parse)?,
        text: entered.get("text", Note::parse)?,
        effect: entered.get("effect", Note::optional)?,
    }))
}

/// A new one of one of the units that this person may tell for.
#[component]
pub fn Tell(units: Units) -> impl IntoView {
    let (t, form) = (texts(), Form::new("tell"));
    let (book, choice) = (units.book(), units.field(form));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (unit, content) = (units.read(&entered)?, content(&entered)?);
        Ok(Any::Outcome(Act::Tell { outcome: edge::id(), unit, content }))
    });
    view! {
        <ActForm form book verb=t.act.outcome_tell() read primary=true>
            {choice}
            <Described form/>
        </ActForm>
    }
}

#[component]
fn Described(form: Form, #[prop(optional)] own: Option<Content>) -> impl IntoView {
    let t = texts();
    let effect = own.as_ref().and_then(|own| own.effect.as_ref()).map(ToString::to_string).unwrap_or_default();
    let (title, text) = own.map(|own| (own.title.to_string(), own.text.to_string())).unwrap_or_default();
    view! {
        <Field label=t.outcome.name() name=form.name("title") value=title wrong=form.wrong("title")/>
        <TextArea label=t.outcome.what() name=form.name("text") value=text rows=5 wrong=form.wrong("text")/>
        <TextArea label=t.outcome.effect() hint=t.outcome.effect_hint() name=form.name("effect") value=effect rows=3 wrong=form.wrong("effect")/>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (outcome, book, known) = (detail.outcome.id, detail.outcome.book, detail.known());
    if detail.outcome.dropped.is_some() {
        let restore = move |_| {
            outbox.propose(book, Any::Outcome(Act::Restore { outcome }));
        };
        return view! { <div class="row"><button type="button" class="button" on:click=restore>{t.act.outcome_restore()}</button></div> }
            .into_any();
    }
    let drop = Callback::new(move |(reason,)| Any::Outcome(Act::Drop { outcome, reason }));
    view! {
        <div class="row">
            <Change detail/>
            <Reasoned prefix="drop" book known verb=t.act.outcome_drop() act=drop/>
        </div>
    }
    .into_any()
}

#[component]
fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (outcome, book, own) = (detail.outcome.id, detail.outcome.book, detail.outcome.content);
    let based_on = detail.outcome.version;
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Outcome(Act::Change { outcome, based_on, content: content(&entered)? }))
    });
    view! {
        <Fold verb=t.act.outcome_change()>
            <ActForm form book verb=t.common.save() read>
                <Described form own/>
            </ActForm>
        </Fold>
    }
}
