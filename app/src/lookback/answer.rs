//! The unit's answer to one thing: done or not, words, a file that shows it. Through the outbox, also without network.

use domain::act::Act as Any;
use domain::kinds::Note;
use domain::lookback::act::Answering;
use domain::lookback::{Act, Item};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;

use super::read::Detail;
use super::thing::slug;
use crate::edge;
use crate::part::TextArea;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::part::proof::{ProofField, Proofs};
use crate::texts::{Texts, texts};

/// 已办结：… as it waits on this device.
#[must_use]
pub fn answered_text(done: bool, note: Option<&Note>, t: Texts) -> String {
    let word = if done { t.lookback.done() } else { t.lookback.not_done() };
    note.map_or_else(|| word.to_owned(), |note| format!("{word}·{note}"))
}

#[component]
pub fn AnswerForm(detail: Detail, item: Item) -> impl IntoView {
    let (t, about) = (texts(), item.due.about);
    let form = Form::new(format!("answer-{}", slug(about)));
    let (lookback, book, known) = (detail.lookback.id, detail.lookback.book, detail.known());
    let proofs = Proofs::here();
    let place = slug(about);
    let (before, kept) = (item.answer.clone(), item.answer.as_ref().and_then(|own| own.proof.clone()));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let done = match entered.raw("done") {
            "yes" => true,
            "no" => false,
            _ => return Err(("done", Refusal::Missing { field: At::Note })),
        };
        let note = entered.get("reason", Note::optional)?;
        let new = proofs.of(&slug(about));
        let (item, proof, then) = (about, new.or(kept.clone()), edge::id());
        Ok(Any::Lookback(Act::Answer(Box::new(Answering { lookback, item, done, note, proof, then }))))
    });
    // What the record says already is not asked for again.
    let done = before.as_ref().map(|own| own.done).or(item.due.done.then_some(true));
    let note = before.and_then(|own| own.note).map(|note| note.to_string()).unwrap_or_default();
    let hint = if about.is_issue() { t.lookback.hint_issue() } else { t.lookback.hint_answer() };
    view! {
        <ActForm form book known verb=t.act.lookback_answer() read>
            <Choice form name="done" legend=t.lookback.is_it_done()
                options=vec![("yes", t.lookback.done()), ("no", t.lookback.not_done())]
                chosen=done.map(|done| if done { "yes" } else { "no" }.to_owned())/>
            <TextArea label=t.field.note() hint=hint name=form.name("reason") value=note rows=2 wrong=form.wrong("reason")/>
            <ProofField form=place/>
        </ActForm>
    }
}

/// One of a few, as one row of buttons.
#[component]
pub fn Choice(
    form: Form,
    name: &'static str,
    #[prop(into)] legend: String,
    options: Vec<(&'static str, &'static str)>,
    chosen: Option<String>,
) -> impl IntoView {
    let (t, wrong) = (texts(), form.wrong(name));
    let options = options.into_iter().map(|(value, word)| {
        let checked = chosen.as_deref() == Some(value);
        view! { <label><input type="radio" name=form.name(name) value=value checked=checked/><span>{word}</span></label> }
    });
    let options = options.collect_view();
    view! {
        <fieldset class="choose-one">
            <legend>{legend}</legend>
            <div>{options}</div>
            <p class="wrong" role="alert">{move || wrong.get().map(|_| t.lookback.choose_one())}</p>
        </fieldset>
    }
}
