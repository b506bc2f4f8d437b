//! A rater's grade of one indicator. It is sent as soon as a grade is chosen, the reason is written and it leans on something,
//! through the outbox: also without network. What counts in the end is shown without who gave it.

mod desk;
mod draft;
mod fields;

use std::str::FromStr;

use domain::act::{Act as Any, Key};
use domain::evaluation::act::Grading;
use domain::evaluation::{Act, Link};
use domain::kinds::{ActId, NodeId, Note, UnitId};
use domain::refusal::{Field as At, REASON_MIN, Refusal};
use domain::score::Grade;
use leptos::prelude::*;
use leptos::web_sys::Event;
use strum::VariantArray;

use super::grade_word;
use super::linked::{Choose, Links};
use super::sheet::Sheet;
use crate::outbox::{Outbox, outbox};
use crate::part::act_form::{ActForm, Entered, Form, Wrong};
use crate::part::{Moment, Sent, TextArea};
use crate::session::me;
use crate::texts::texts;

pub use draft::Drafts;

use desk::{Desk, Unsent, save};
use draft::{Draft, Place};

/// A grade with its reason and what it leans on, and the item of the outbox as long as it waits.
type Own = (Option<ActId>, Grade, String, Vec<Link>);

/// The newest grade on this device of this indicator.
fn waiting(outbox: Outbox, key: Key, at: (UnitId, NodeId)) -> Option<Own> {
    let items = outbox.about(key).into_iter().rev();
    items.filter_map(|item| Some((item.proposal.id, graded(&item.proposal.act)?))).find_map(|(id, own)| {
        ((own.unit, own.indicator) == at).then(|| (Some(id), own.grade, own.reason.to_string(), own.links))
    })
}

fn graded(act: &Any) -> Option<Grading> {
    if let Any::Evaluation(Act::Grade(own)) = act { Some((**own).clone()) } else { None }
}

/// The indicators that wait on this device to be graded: they count as graded for who finishes.
pub fn waiting_grades(outbox: Outbox, key: Key, unit: UnitId) -> Vec<NodeId> {
    let items = outbox.about(key).into_iter();
    items
        .filter_map(|item| graded(&item.proposal.act))
        .filter(|own| own.unit == unit)
        .map(|own| own.indicator)
        .collect()
}

#[component]
pub fn Grader(sheet: Sheet, indicator: NodeId) -> impl IntoView {
    let (outbox, me, key, unit) = (outbox(), me(), sheet.detail.key(), sheet.unit());
    let recorded = sheet.round().sheet(unit).and_then(|own| own.graded(indicator, me.viewer.person));
    let recorded = recorded.map(|own| (None, own.grade, own.reason.to_string(), own.links.clone()));
    // What was sent from here stays in sight until the page has read it back.
    let shown = Memo::new(move |old: Option<&Option<Own>>| {
        waiting(outbox, key, (unit, indicator)).or_else(|| old.cloned().flatten()).or_else(|| recorded.clone())
    });
    let sheet = StoredValue::new(sheet);
    move || {
        let own = shown.get();
        sheet.with_value(|sheet| view! { <One sheet=sheet.clone() indicator own/> })
    }
}

#[component]
fn One(sheet: Sheet, indicator: NodeId, own: Option<Own>) -> impl IntoView {
    let (t, form) = (texts(), Form::new(format!("grade-{indicator}")));
    let (evaluation, book, unit) = (sheet.round().id, sheet.round().book, sheet.unit());
    let sent = own.as_ref().and_then(|own| own.0);
    let before = own.map(|(_, grade, reason, links)| Draft { grade: Some(grade), reason, links }).unwrap_or_default();
    let desk = Desk::new(Place { sheet: (evaluation, unit), indicator }, before);
    let Draft { grade: chosen, reason, .. } = desk.shown();
    let chosen_now = Callback::new(move |(event,): (Event,)| desk.heard(&event));
    let dropped = Callback::new(move |(event,): (Event,)| {
        desk.heard(&event);
        save(&event);
    });
    let taken = move |link| desk.drafts.lean(desk.place, link);
    let recorded = sheet.round().sheet(unit).and_then(|own| own.graded(indicator, me().viewer.person));
    let time = recorded.map(|own| own.by.at).filter(|_| sent.is_none());
    // What a grade leans on is not all on this device: the rule itself is the server's to ask here.
    let read = Callback::new(move |(entered,): (Entered,)| {
        let links = desk.links.get_untracked();
        let (grade, reason) = desk.before.with_value(|before| judged(&entered, &links, before))?;
        Ok(Any::Evaluation(Act::Grade(Box::new(Grading { evaluation, unit, indicator, grade, reason, links }))))
    });
    let (node, links, leads) = (desk.node, desk.links, StoredValue::new(sheet.detail.leads.clone()));
    view! {
        <div class="grader" node_ref=node on:input=move |event| desk.heard(&event) on:change=move |event| save(&event)>
            <ActForm form book verb=t.act.evaluation_grade() read hand_in=desk.hand_in(book)>
                <Grades form chosen/>
                <TextArea label=t.field.reason() name=form.name("reason") value=reason rows=2 wrong=form.wrong("reason")/>
                <Choose chosen=links leads id=form.name("lean") wrong=form.wrong("basis") chosen_now dropped taken/>
            </ActForm>
            {sent.map(|id| view! { <Sent id/> })}
            {time.map(|time| view! { <small class="saved">{t.evaluation.recorded()} " " <Moment time/></small> })}
            <Unsent desk/>
        </div>
    }
}

/// The grade and its reason, if they lean on something that shows them, and these or what they lean on are other than before.
fn judged(entered: &Entered, links: &[Link], before: &Draft) -> Result<(Grade, Note), Wrong> {
    let (grade, reason) = (grade_of(entered)?, entered.get("reason", Note::parse)?);
    let length = reason.as_str().chars().count();
    if length < REASON_MIN {
        return Err(("reason", Refusal::TooShort { min: REASON_MIN, length }));
    }
    if !links.iter().any(Link::shows) {
        return Err(("basis", Refusal::Missing { field: At::Basis }));
    }
    if before.grade == Some(grade) && before.reason == reason.as_str() && before.links == links {
        return Err(("", Refusal::Unchanged));
    }
    Ok((grade, reason))
}

/// The grade that was chosen.
///
/// # Errors
/// None was.
pub fn grade_of(entered: &Entered) -> Result<Grade, Wrong> {
    Grade::from_str(entered.raw("grade")).map_err(|_| ("grade", Refusal::Missing { field: At::Indicator }))
}

/// 好 · 较好 · 一般 · 差, as one row of buttons.
#[component]
pub fn Grades(form: Form, #[prop(optional_no_strip)] chosen: Option<Grade>) -> impl IntoView {
    let t = texts();
    let wrong = form.wrong("grade");
    let options = Grade::VARIANTS.iter().rev().map(|grade| {
        let (name, value): (_, &'static str) = (form.name("grade"), (*grade).into());
        view! {
            <label>
                <input type="radio" name=name value=value checked=chosen == Some(*grade)/>
                <span>{grade_word(*grade, t)}</span>
            </label>
        }
    });
    let options = options.collect_view();
    view! {
        <fieldset class="grades">
            <legend class="visually-hidden">{t.evaluation.grade()}</legend>
            <div>{options}</div>
            <p class="wrong" role="alert">{move || wrong.get().map(|_| t.evaluation.choose_grade())}</p>
        </fieldset>
    }
}

/// The grade that counts with its reasons; before that the rater's own one.
#[component]
pub fn Settled(sheet: Sheet, indicator: NodeId) -> impl IntoView {
    let t = texts();
    let round = sheet.round();
    let settled = round.settled(sheet.unit(), indicator).map(|own| (own.grade, own.reasons));
    let mine = round.sheet(sheet.unit()).and_then(|own| own.graded(indicator, me().viewer.person));
    let mine = mine.map(|own| (own.grade, vec![own.reason.clone()]));
    // Where all are done the difference is shown below, with both.
    let shown = if sheet.done { settled } else { settled.or(mine) };
    // What it leans on is told to who reads the grades themselves.
    let given = round.sheet(sheet.unit()).map(|own| own.grades.as_slice()).unwrap_or_default();
    let mut links: Vec<Link> = Vec::new();
    for link in given.iter().filter(|own| own.indicator == indicator).flat_map(|own| &own.links) {
        if !links.contains(link) {
            links.push(link.clone());
        }
    }
    let links = (!links.is_empty()).then(|| view! { <Links links leads=sheet.detail.leads.clone() round=round.id/> });
    shown.map(|(grade, reasons)| {
        let reasons = reasons.into_iter().map(|own| view! { <li>{own.to_string()}</li> }).collect_view();
        view! { <div class="settled"><span class="grade-chip">{grade_word(grade, t)}</span><ul>{reasons}</ul></div>{links} }
    })
}
