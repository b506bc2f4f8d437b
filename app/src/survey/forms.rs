//! What can be done to a survey: change it before the first slip, take slips back, go on longer, close, drop.

use domain::act::Act as Any;
use domain::kinds::{Day, Note};
use domain::survey::Act;
use leptos::prelude::*;

use super::plan::Change;
use super::read::Detail;
use super::said;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::field::Select;
use crate::part::{Field, TextArea};
use crate::texts::texts;

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let (survey, book, known) = (detail.survey.id, detail.survey.book, detail.known());
    let state = detail.survey.state();
    let runs = matches!(state, "planned" | "open");
    let close = Callback::new(move |(_,): (Entered,)| Ok(Any::Survey(Act::Close { survey })));
    let formal = vec![t.survey.close_one().to_owned(), t.survey.close_two().to_owned()];
    let drop = Callback::new(move |(reason,)| Any::Survey(Act::Drop { survey, reason }));
    let none_back = detail.survey.printed.iter().zip(&detail.survey.taken_back).all(|(printed, back)| printed == back);
    let close = (state == "open").then(|| {
        let (form, known) = (Form::new("close"), known.clone());
        view! {
            <Fold verb=t.act.survey_close() id="close">
                <ActForm form book known verb=t.act.survey_close() read=close formal primary=true/>
            </Fold>
        }
    });
    let change = (state == "planned").then(|| view! { <Change detail=detail.clone()/> });
    let extend = runs.then(|| view! { <Extend detail=detail.clone()/> });
    let back = (state == "open" && !none_back).then(|| view! { <TakeBack detail=detail.clone()/> });
    let drop = runs.then(|| view! { <Reasoned prefix="drop" book known verb=t.act.survey_drop() act=drop/> });
    view! { <div class="row survey-acts">{close}{change}{extend}{back}{drop}</div> }
}

#[component]
fn Extend(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("extend"));
    let (survey, book, until) = (detail.survey.id, detail.survey.book, detail.survey.plan.closes);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Survey(Act::Extend { survey, closes: entered.get("end", Day::parse)? }))
    });
    view! {
        <Fold verb=t.act.survey_extend()>
            <ActForm form book known=detail.known() verb=t.act.survey_extend() read>
                <Field label=t.survey.until() name=form.name("end") kind="date" value=until.to_string() wrong=form.wrong("end")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn TakeBack(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("back"));
    let (survey, book) = (detail.survey.id, detail.survey.book);
    let raters = detail.survey.plan.raters.iter().enumerate();
    let options = raters.map(|(place, words)| (place.to_string(), said(words, t))).collect();
    let read = Callback::new(move |(entered,): (Entered,)| {
        let raters = entered.get("raters", |raw| raw.parse().map_err(|_| domain::refusal::Refusal::Malformed))?;
        Ok(Any::Survey(Act::TakeBack { survey, raters, reason: entered.get("reason", Note::parse)? }))
    });
    view! {
        <Fold verb=t.act.survey_take_back()>
            <ActForm form book known=detail.known() verb=t.act.survey_take_back() read>
                <p class="hint">{t.survey.take_back_note()}</p>
                <Select label=t.field.rater_group() name=form.name("raters") options wrong=form.wrong("rater_group")/>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}
