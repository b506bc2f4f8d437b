//! A rater who leaves, and who takes over: the form for the group's leads, and what was done so.

use domain::act::Act as Any;
use domain::evaluation::Act;
use domain::kinds::{Note, PersonId};
use domain::refusal::{Field as At, Refusal};
use leptos::prelude::*;

use super::read::Detail;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::field::Select;
use crate::part::{Moment, TextArea};
use crate::texts::texts;

/// Who took over from whom, when and why.
#[component]
pub fn Replaced(detail: Detail) -> impl IntoView {
    let t = texts();
    let rows = detail.round.replaced.iter().map(|own| {
        let says = t.evaluation.took_over(detail.name(own.former), detail.name(own.rater));
        let reason = own.reason.to_string();
        view! { <dd>{says} " " <Moment time=own.by.at/> <p class="quiet">{reason}</p></dd> }
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <dt>{t.evaluation.replaced()}</dt>{rows} })
}

#[component]
pub fn Replace(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("replace"));
    let (evaluation, book) = (detail.round.id, detail.round.book);
    let former: Vec<(String, String)> =
        detail.round.raters.iter().map(|own| (own.to_string(), detail.name(*own))).collect();
    let others: Vec<(String, String)> = detail.others.iter().map(|own| (own.0.to_string(), own.1.clone())).collect();
    let none = others.is_empty();
    // Whether the new one is a member of the group, the server knows.
    let read = Callback::new(move |(entered,): (Entered,)| {
        let who = |field: &'static str| {
            let missing = Refusal::Missing { field: At::Raters };
            entered.raw(field).parse::<PersonId>().map_err(|_| (field, missing))
        };
        let (former, rater, reason) = (who("former")?, who("rater")?, entered.get("reason", Note::parse)?);
        Ok(Any::Evaluation(Act::ReplaceRater { evaluation, former, rater, reason }))
    });
    (!none).then(|| {
        view! {
            <Fold verb=t.act.evaluation_replace_rater() id="replace">
                <ActForm form book verb=t.act.evaluation_replace_rater() read>
                    <p class="hint">{t.evaluation.replace_note()}</p>
                    <Select label=t.evaluation.leaves() name=form.name("former") options=former wrong=form.wrong("former")/>
                    <Select label=t.evaluation.takes_over() name=form.name("rater") options=others wrong=form.wrong("rater")/>
                    <TextArea label=t.field.reason() name=form.name("reason") rows=2 wrong=form.wrong("reason")/>
                </ActForm>
            </Fold>
        }
    })
}
