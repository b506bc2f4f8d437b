//! What can be done to an entry: taken in, revised, put out of force, brought back.

use domain::act::{Act as Any, Key};
use domain::kinds::{Book, Day, Name, Note, StandardId, Text, Title};
use domain::outbox::{Item, Place};
use domain::standard::{Act, Content, Sort};
use domain::strand::Strand;
use leptos::prelude::*;
use strum::VariantArray as _;

use super::read::Detail;
use super::sort_word;
use crate::edge;
use crate::outbox::{Outbox, outbox};
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned, Wrong};
use crate::part::field::{Check, Checks, Select};
use crate::part::{Field, TextArea};
use crate::texts::texts;

fn content(entered: &Entered) -> Result<Box<Content>, Wrong> {
    let day = |raw: &str| if raw.trim().is_empty() { Ok(None) } else { Day::parse(raw).map(Some) };
    let strands = Strand::VARIANTS.iter().filter(|own| entered.raw(<&str>::from(**own)) == "1");
    Ok(Box::new(Content {
        title: entered.get("title", Title::parse)?,
        sort: entered.get("sort", |raw| raw.parse::<Sort>().map_err(|_| domain::refusal::Refusal::Malformed))?,
        strands: strands.copied().collect(),
        source: entered.get("source", Name::optional)?,
        since: entered.get("day", day)?,
        text: entered.get("text", Text::parse)?,
    }))
}

#[component]
pub fn Enter(book: Book) -> impl IntoView {
    let (t, form) = (texts(), Form::new("enter"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Standard(Act::Enter { standard: edge::id(), content: content(&entered)? }))
    });
    view! {
        <ActForm form book verb=t.act.standard_enter() read primary=true>
            <Described form/>
        </ActForm>
    }
}

/// What describes a version.
#[component]
pub(super) fn Described(form: Form, #[prop(optional)] own: Option<Content>) -> impl IntoView {
    let t = texts();
    let sorts = Sort::VARIANTS.iter().map(|sort| (<&str>::from(*sort).to_owned(), sort_word(*sort, t).to_owned()));
    let has = |strand: Strand| own.as_ref().is_some_and(|own| own.strands.contains(&strand));
    let boxes = Strand::VARIANTS.iter().map(|strand| {
        let key: &str = strand.into();
        Check { name: form.name(key), label: t.visit.get(&format!("strand_{key}")).to_owned(), on: has(*strand) }
    });
    let boxes: Vec<Check> = boxes.collect();
    let sort: &str = own.as_ref().map_or(Sort::Yardstick, |own| own.sort).into();
    let source = own.as_ref().and_then(|own| own.source.as_ref()).map(ToString::to_string).unwrap_or_default();
    let since = own.as_ref().and_then(|own| own.since).map(|own| own.to_string()).unwrap_or_default();
    let (title, text) = own.map(|own| (own.title.to_string(), own.text.to_string())).unwrap_or_default();
    view! {
        <Field label=t.library.name() name=form.name("title") value=title wrong=form.wrong("title")/>
        <div class="halves">
            <Select label=t.library.sort() name=form.name("sort") options=sorts.collect() value=sort/>
            <Field label=t.library.since() hint=t.library.since_hint() name=form.name("day") kind="date" value=since wrong=form.wrong("day")/>
        </div>
        <Field label=t.library.source() hint=t.library.source_hint() name=form.name("source") value=source wrong=form.wrong("source")/>
        <Checks legend=t.visit.strand() boxes/>
        <TextArea label=t.library.text() name=form.name("text") value=text rows=10 wrong=form.wrong("text")/>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let (standard, book, known) = (detail.standard.id, detail.standard.book, detail.known());
    if detail.standard.retired.is_some() {
        let restore = move |_| {
            outbox.propose(book, Any::Standard(Act::Restore { standard }));
        };
        return view! { <div class="row"><button type="button" class="button" on:click=restore>{t.act.standard_restore()}</button></div> }
            .into_any();
    }
    let retire = Callback::new(move |(reason,)| Any::Standard(Act::Retire { standard, reason }));
    let formal = vec![t.library.retire_one().to_owned(), t.library.retire_two().to_owned()];
    view! {
        <div class="row">
            <Revise detail/>
            <Reasoned prefix="retire" book known verb=t.act.standard_retire() act=retire formal/>
        </div>
    }
    .into_any()
}

/// The revision of this version, as it was typed. One's own that wait on this device come before it.
pub(super) fn read_revision(
    outbox: Outbox,
    key: Key,
    (standard, version): (StandardId, u32),
    entered: &Entered,
) -> Result<Any, Wrong> {
    let waits = |item: &&Item| item.place == Place::Local && item.proposal.act.kind() == "standard.revise";
    let waiting = outbox.about(key).iter().filter(waits).count();
    let after = version + u32::try_from(waiting).unwrap_or(0);
    let note = entered.get("reason", Note::parse)?;
    Ok(Any::Standard(Act::Revise { standard, after, content: content(entered)?, note }))
}

#[component]
fn Revise(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("revise"));
    let (standard, book, known) = (detail.standard.id, detail.standard.book, detail.known());
    let (version, own, outbox, key) =
        (detail.standard.version(), detail.standard.newest().content.clone(), outbox(), detail.key());
    let read = Callback::new(move |(entered,): (Entered,)| read_revision(outbox, key, (standard, version), &entered));
    view! {
        <Fold verb=t.act.standard_revise() id="revise">
            <ActForm form book known verb=t.act.standard_revise() read primary=true>
                <Described form own/>
                <TextArea label=t.library.what_changed() name=form.name("reason") rows=2 wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}
