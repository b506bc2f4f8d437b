//! A place reports a step: when, by whom, with what. Through the outbox, also without network.

use domain::act::Act as Any;
use domain::deployment::{Act, Place, Said, Step};
use domain::kinds::{Day, Name, Note, Percent};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;

use super::read::Detail;
use super::{slug, step_word};
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::proof::{ProofField, Proofs, allowed};
use crate::part::{Field, TextArea};
use crate::session::me;
use crate::texts::texts;

/// `before`: what was reported first.
#[component]
pub fn Report(detail: Detail, place: Place, step: Step, before: Option<Said>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let cell = StoredValue::new(slug(place, step));
    let form = Form::new(cell.with_value(|cell| format!("report-{cell}")));
    let (deployment, book) = (detail.deployment.id, detail.deployment.book);
    let proofs = Proofs::here();
    let kept = before.as_ref().and_then(|own| own.proof.clone());
    let allowed = allowed(book, detail.known());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let new = cell.with_value(|cell| proofs.of(cell));
        let result = match step {
            Step::Assessed => Some(entered.get("result", Percent::parse)?),
            Step::Deployed | Step::Inspected => None,
        };
        let said = Box::new(Said {
            place,
            step,
            day: entered.get("day", Day::parse)?,
            who: entered.get("name", Name::parse)?,
            note: entered.get("note", Note::optional)?,
            proof: new.or(kept.clone()),
            result,
        });
        let file = said.proof.clone();
        let act = Any::Deployment(Act::Report { deployment, said });
        allowed(&act, file.as_slice()).map_err(|why| (place_of(&why), why))?;
        Ok(act)
    });
    let day = before.as_ref().map_or_else(|| me.today(), |own| own.day).to_string();
    let who = before.as_ref().map(|own| own.who.to_string()).unwrap_or_default();
    let result = before.as_ref().and_then(|own| own.result).map(|own| own.get().to_string()).unwrap_or_default();
    let note = before.and_then(|own| own.note).map(|own| own.to_string()).unwrap_or_default();
    let points = (step == Step::Assessed).then(|| {
        view! { <Field label=t.deployment.result() hint=t.deployment.result_hint() name=form.name("result") kind="number" value=result wrong=form.wrong("result")/> }
    });
    let verb = t.deployment.report(step_word(step, t));
    view! {
        <ActForm form book verb read primary=true>
            <div class="pair">
                <Field label=t.deployment.day() name=form.name("day") kind="date" value=day wrong=form.wrong("day")/>
                <Field label=t.deployment.who() name=form.name("name") value=who wrong=form.wrong("name")/>
            </div>
            {points}
            <TextArea label=t.field.note() name=form.name("note") value=note rows=2 wrong=form.wrong("note")/>
            <ProofField form=cell.get_value()/>
        </ActForm>
    }
}

/// The field under which a refusal stands.
fn place_of(why: &Refusal) -> &'static str {
    match why.field() {
        Some(At::Result) => "result",
        Some(At::Day | At::Step) => "day",
        _ => "",
    }
}
