//! A place reports a step: when, by whom, with what. Through the outbox, also without network.

use domain::act::Act as Any;
use domain::deployment::{Act, Place, Said, Step};
use domain::kinds::{Day, Name, Note, Percent, Title};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;

use super::read::{Detail, Rest};
use super::{slug, step_word};
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::field::Select;
use crate::part::proof::{ProofField, Proofs, allowed};
use crate::part::{Field, TextArea};
use crate::session::me;
use crate::texts::{Texts, texts};

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
    let rests: Vec<Rest> = detail.rests.iter().filter(|own| own.unit == place.unit).cloned().collect();
    let offered = offered(&rests, t);
    let rests = StoredValue::new(rests);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let new = cell.with_value(|cell| proofs.of(cell));
        let result = match step {
            Step::Assessed => Some(entered.get("result", Percent::parse)?),
            Step::Deployed | Step::Inspected => None,
        };
        let chosen = entered.raw("record");
        let said = Said {
            place,
            step,
            day: entered.get("day", Day::parse)?,
            who: entered.get("name", Name::parse)?,
            note: entered.get("note", Note::optional)?,
            proof: new.or(kept.clone()),
            record: rests.with_value(|all| all.iter().map(|own| own.key).find(|own| own.id.to_string() == chosen)),
            basis: entered.get("basis", Title::optional)?,
            result,
        };
        let act = |said: Said| Any::Deployment(Act::Report { deployment, said: Box::new(said) });
        allowed(&act(without_record(&said)), said.proof.as_slice()).map_err(|why| (place_of(&why), why))?;
        Ok(act(said))
    });
    let day = before.as_ref().map_or_else(|| me.today(), |own| own.day).to_string();
    let who = before.as_ref().map(|own| own.who.to_string()).unwrap_or_default();
    let result = before.as_ref().and_then(|own| own.result).map(|own| own.get().to_string()).unwrap_or_default();
    let record = before.as_ref().and_then(|own| own.record).map(|own| own.id.to_string()).unwrap_or_default();
    let basis = before.as_ref().and_then(|own| own.basis.as_ref()).map(ToString::to_string).unwrap_or_default();
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
            <div class="shown-by" role="group" aria-label=t.deployment.shown_by()>
                <p class="hint">{t.deployment.shown_note()}</p>
                <div class="pair">
                    <Field label=t.deployment.basis() name=form.name("basis") value=basis wrong=form.wrong("basis")/>
                    <Select label=t.deployment.record() name=form.name("record") options=offered value=record wrong=form.wrong("record")/>
                </div>
                <ProofField form=cell.get_value()/>
                <p class="wrong" role="alert">{form.wrong("evidence")}</p>
            </div>
        </ActForm>
    }
}

/// The unit's records to choose from, or none.
fn offered(rests: &[Rest], t: Texts) -> Vec<(String, String)> {
    let none = (String::new(), t.deployment.no_record().to_owned());
    let each = rests.iter().map(|own| {
        let kind = t.field.get(<&str>::from(own.key.subject));
        (own.key.id.to_string(), format!("{kind}·{}", own.title))
    });
    std::iter::once(none).chain(each).collect()
}

/// As the rule is asked here: the record itself is not on the page, and that one was chosen says enough.
fn without_record(said: &Said) -> Said {
    let stands = said.record.and_then(|_| Title::parse("·").ok());
    Said { record: None, basis: said.basis.clone().or(stands), ..said.clone() }
}

/// The field under which a refusal stands.
fn place_of(why: &Refusal) -> &'static str {
    match why.field() {
        Some(At::Result) => "result",
        Some(At::Day | At::Step) => "day",
        Some(At::Evidence) => "evidence",
        Some(At::Record) => "record",
        _ => "",
    }
}
