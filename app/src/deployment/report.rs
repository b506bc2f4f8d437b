//! A place reports a step: when, by whom, with what. Through the outbox, also without network.

use std::collections::BTreeMap;

use domain::act::Act as Any;
use domain::deployment::{Act, Place, Said, Step};
use domain::issue::Proof;
use domain::kinds::{Day, Name, Note, Percent};
use domain::record::{Facts, check};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;

use super::read::Detail;
use super::{slug, step_word};
use crate::outbox::{Chosen, outbox};
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::photos::Choose;
use crate::part::{Field, Icon, TextArea};
use crate::session::me;
use crate::texts::texts;

/// Files that were chosen and not sent yet, by cell. Outside of what is read anew.
#[derive(Clone, Copy)]
pub struct Proofs(RwSignal<BTreeMap<String, Chosen>>);

impl Proofs {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Proofs(RwSignal::new(BTreeMap::new())));
    }
}

/// `before`: what was reported first.
#[component]
pub fn Report(detail: Detail, place: Place, step: Step, before: Option<Said>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let cell = StoredValue::new(slug(place, step));
    let form = Form::new(cell.with_value(|cell| format!("report-{cell}")));
    let (deployment, book) = (detail.deployment.id, detail.deployment.book);
    let Proofs(chosen) = expect_context();
    let kept = before.as_ref().and_then(|own| own.proof.clone());
    // the rule decides where it was typed; a file that was chosen here goes ahead of the act
    let (known, asked, outbox) = (StoredValue::new(detail.known()), StoredValue::new(me.clone()), outbox());
    let allowed = move |act: &Any, file: Option<domain::issue::Hash>| {
        let mut known = known.get_value();
        known.files.extend(file);
        asked.with_value(|me| {
            let facts = Facts { now: outbox.now(me), book, viewer: &me.viewer, known: &known };
            check(act, &facts).map(|_| ())
        })
    };
    let read = Callback::new(move |(entered,): (Entered,)| {
        let new = cell.with_value(|cell| chosen.with_untracked(|all| all.get(cell).map(proof)));
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
        let file = said.proof.as_ref().map(|own| own.hash.clone());
        let act = Any::Deployment(Act::Report { deployment, said });
        allowed(&act, file).map_err(|why| (place_of(&why), why))?;
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
            <File chosen cell=cell.get_value()/>
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

fn proof(chosen: &Chosen) -> Proof {
    Proof { hash: chosen.hash.clone(), name: chosen.name.clone(), size: chosen.size }
}

#[component]
fn File(chosen: RwSignal<BTreeMap<String, Chosen>>, cell: String) -> impl IntoView {
    let t = texts();
    let cell = StoredValue::new(cell);
    let add = move |file: Chosen| chosen.update(|all| drop(all.insert(cell.get_value(), file)));
    let name =
        Memo::new(move |_| chosen.with(|all| cell.with_value(|cell| all.get(cell).map(|own| own.name.to_string()))));
    let away = move |_| chosen.update(|all| drop(cell.with_value(|cell| all.remove(cell))));
    let shown = move || {
        name.get().map(|name| {
            view! {
                <p class="chosen">
                    <Icon name="i-file"/><span>{name.clone()}</span>
                    <button type="button" class="button small" aria-label=t.photo.remove_one(&name) on:click=away>{t.photo.remove()}</button>
                </p>
            }
        })
    };
    view! { {shown}<Choose label=t.lookback.add_proof().to_owned() add/> }
}
