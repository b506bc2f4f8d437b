//! The group's counter-mark of one thing. Of an issue it says first what will become of it.

use std::str::FromStr;

use domain::act::Act as Any;
use domain::kinds::Note;
use domain::lookback::act::Marking;
use domain::lookback::{Act, Item, Verdict};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;
use strum::VariantArray;

use super::answer::Choice;
use super::read::Detail;
use super::thing::slug;
use crate::edge;
use crate::part::TextArea;
use crate::part::act_form::{ActForm, Entered, Form};
use crate::texts::{Texts, texts};

/// 属实：… as it waits on this device.
#[must_use]
pub fn marked_text(verdict: Verdict, note: Option<&Note>, t: Texts) -> String {
    let word = t.lookback.get(verdict.into());
    note.map_or_else(|| word.to_owned(), |note| format!("{word}·{note}"))
}

#[component]
pub fn MarkForm(detail: Detail, item: Item) -> impl IntoView {
    let (t, about) = (texts(), item.due.about);
    let form = Form::new(format!("mark-{}", slug(about)));
    let (lookback, book, known) = (detail.lookback.id, detail.lookback.book, detail.known());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let missing = ("verdict", Refusal::Missing { field: At::Note });
        let verdict = Verdict::from_str(entered.raw("verdict")).map_err(|_| missing)?;
        let note = entered.get("reason", Note::optional)?;
        let (item, then) = (about, edge::id());
        Ok(Any::Lookback(Act::Mark(Box::new(Marking { lookback, item, verdict, note, then }))))
    });
    // What has a result is not put off any more.
    let result = item.result().is_some();
    let offered = Verdict::VARIANTS.iter().filter(|own| !result || **own != Verdict::Later);
    let options = offered.map(|own| (<&str>::from(own), t.lookback.get(own.into()))).collect();
    let before = item.mark.as_ref();
    let chosen = before.map(|own| <&str>::from(own.verdict).to_owned());
    let note = before.and_then(|own| own.note.as_ref()).map(ToString::to_string).unwrap_or_default();
    let hint = if about.is_issue() { t.lookback.hint_mark_issue() } else { t.lookback.hint_mark() };
    view! {
        <ActForm form book known verb=t.act.lookback_mark() read>
            <Choice form name="verdict" legend=t.lookback.does_it_hold() options chosen/>
            <TextArea label=t.field.note() hint=hint name=form.name("reason") value=note rows=2 wrong=form.wrong("reason")/>
        </ActForm>
    }
}
