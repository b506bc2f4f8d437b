//! Another look at a low result: the form is filled in from the round, so that one press opens it.

use domain::act::Act as Any;
use domain::evaluation::act::{Act, Opened};
use domain::kinds::{PersonId, Title};
use leptos::prelude::*;

use super::open::terms;
use super::read::Room;
use super::sheet::Sheet;
use crate::edge;
use crate::part::Field;
use crate::part::act_form::{ActForm, Entered, Form, Wrong};
use crate::part::field::{Check, Checks};
use crate::session::me;
use crate::texts::texts;

/// For who leads the group; others are told who opens it.
#[component]
pub fn Open(sheet: Sheet) -> impl IntoView {
    let (t, me) = (texts(), me());
    let round = sheet.round();
    if !me.viewer.in_group(round.book) {
        return ().into_any();
    }
    let Some(room) = sheet.detail.room.clone() else {
        return view! { <p class="note">{t.evaluation.again_lead()}</p> }.into_any();
    };
    match room.templates.iter().find(|own| own.0 == round.template).map(|own| own.1) {
        Some(version) => view! { <Filled sheet room version/> }.into_any(),
        None => view! { <p class="note">{t.evaluation.again_retired()}</p> }.into_any(),
    }
}

#[component]
fn Filled(sheet: Sheet, room: Room, version: u32) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("again"));
    let round = sheet.round();
    let box_of = |own: &(PersonId, String)| Check {
        name: form.name(&format!("rater-{}", own.0)),
        label: own.1.clone(),
        on: round.raters.contains(&own.0),
    };
    let boxes = room.members.iter().map(box_of).collect();
    let members: Vec<PersonId> = room.members.iter().map(|own| own.0).collect();
    let (book, title) = (round.book, t.evaluation.again_title(round.title.as_str()));
    let (start, end) = (round.period.start.to_string(), me.today().to_string());
    let first = StoredValue::new(sheet);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let opened = first.with_value(|sheet| opened(&entered, sheet, version, &members))?;
        Ok(Any::Evaluation(Act::Open(Box::new(opened))))
    });
    view! {
        <ActForm form book verb=t.evaluation.low_again() read primary=true>
            <p class="hint">{t.evaluation.again_note()}</p>
            <Field label=t.field.title() name=form.name("title") value=title wrong=form.wrong("title")/>
            <Field label=t.field.start() name=form.name("start") kind="date" value=start wrong=form.wrong("start")/>
            <Field label=t.field.end() name=form.name("end") kind="date" value=end wrong=form.wrong("end")/>
            <Checks legend=t.evaluation.raters_two() boxes wrong=form.wrong("raters")/>
            <Field label=t.evaluation.due_optional() name=form.name("due") kind="date" wrong=form.wrong("due")/>
        </ActForm>
    }
}

/// The same template, the same thing, this unit alone.
fn opened(entered: &Entered, sheet: &Sheet, version: u32, members: &[PersonId]) -> Result<Opened, Wrong> {
    let round = sheet.round();
    let title = entered.get("title", Title::parse)?;
    let (period, raters, due) = terms(entered, members)?;
    Ok(Opened {
        evaluation: edge::id(),
        title,
        scored: round.scored,
        units: vec![sheet.unit()],
        period,
        template: round.template,
        version,
        raters,
        due,
        again: Some(round.id),
    })
}
