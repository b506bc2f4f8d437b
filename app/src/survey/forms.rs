//! What can be done to a survey: change it before the first slip, make a sheet void, take slips back, go on longer, close,
//! drop.

use domain::act::Act as Any;
use domain::kinds::{Day, Note};
use domain::refusal::Refusal;
use domain::survey::{Act, Survey};
use leptos::prelude::*;

use super::plan::Change;
use super::read::Detail;
use super::said;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::field::Select;
use crate::part::{Field, TextArea, moment_text};
use crate::texts::{Texts, texts};

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
    let sheets = (state == "open").then(|| sheets(&detail.survey, t)).filter(|sheets| !sheets.is_empty());
    let void = sheets.map(|sheets| view! { <VoidSheet detail=detail.clone() sheets/> });
    let drop = runs.then(|| view! { <Reasoned prefix="drop" book known verb=t.act.survey_drop() act=drop/> });
    view! { <div class="row survey-acts">{close}{change}{extend}{void}{back}{drop}</div> }
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
        let raters = entered.get("raters", |raw| raw.parse().map_err(|_| Refusal::Malformed))?;
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

/// The sheets that can be made void, as the form names them, each with its group, how many slips it has and when it was printed.
fn sheets(survey: &Survey, t: Texts) -> Vec<(String, String)> {
    let name = |raters: u8| survey.plan.raters.get(usize::from(raters)).map(|words| said(words, t)).unwrap_or_default();
    let named = survey.good_sheets().map(|own| {
        let word = t.survey.sheet_of(name(own.raters), own.slips, moment_text(own.printed_at, t.lang));
        (format!("{} {}", own.raters, own.first), word)
    });
    named.collect()
}

/// Its group of raters, and how many slips of the group were printed before it.
fn sheet(raw: &str) -> Result<(u8, u32), Refusal> {
    let (raters, first) = raw.split_once(' ').ok_or(Refusal::Malformed)?;
    raters.parse::<u8>().ok().zip(first.parse::<u32>().ok()).ok_or(Refusal::Malformed)
}

#[component]
fn VoidSheet(detail: Detail, sheets: Vec<(String, String)>) -> impl IntoView {
    let (t, form) = (texts(), Form::new("void"));
    let (survey, book) = (detail.survey.id, detail.survey.book);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (raters, first) = entered.get("sheet", sheet)?;
        Ok(Any::Survey(Act::Void { survey, raters, first, reason: entered.get("reason", Note::parse)? }))
    });
    view! {
        <Fold verb=t.act.survey_void()>
            <ActForm form book known=detail.known() verb=t.act.survey_void() read>
                <p class="hint">{t.survey.void_note()}</p>
                <Select label=t.survey.sheet() name=form.name("sheet") options=sheets wrong=form.wrong("sheet")/>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}
