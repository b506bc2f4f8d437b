//! Slips for one group of raters: how many and in which languages, then the sheet with their codes, which is shown this once and
//! printed.

use domain::survey::SLIPS;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::read::{Detail, print};
use super::said;
use super::sheet::{Printed, SlipSheet, Tongues};
use crate::failure::Failure;
use crate::part::act_form::Entered;
use crate::part::field::Select;
use crate::part::{Field, Problem, Section};
use crate::texts::texts;

const PREFIX: &str = "print";

/// The sheet of the page. Outside of what is read anew: printing changes the survey, and the codes are told only once.
#[derive(Clone, Copy)]
pub struct OnPage(RwSignal<Sheet>);

impl OnPage {
    pub fn provide() {
        provide_context(OnPage(RwSignal::new(Sheet::None)));
    }
}

/// What was asked for last.
#[derive(Clone)]
enum Sheet {
    None,
    Waits,
    Printed(Printed),
    Failed(Failure),
}

#[component]
pub fn Slips(detail: Detail) -> impl IntoView {
    let t = texts();
    let survey = detail.survey.id;
    let plan = detail.survey.plan;
    let options: Vec<(String, String)> =
        plan.raters.iter().enumerate().map(|(place, words)| (place.to_string(), said(words, t))).collect();
    let tongues =
        Tongues::ALL.map(|own| (own.key().to_owned(), t.survey.get(&format!("tongue_{}", own.key())).to_owned()));
    let usual = Tongues::usual(&plan).key();
    let OnPage(sheet) = expect_context();
    let node = NodeRef::<html::Form>::new();
    let wrong = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(form) = node.get_untracked() else { return };
        let entered = Entered::of(&form, PREFIX);
        let many = entered.raw("slips").trim().parse::<u16>().ok().filter(|many| (1..=SLIPS).contains(many));
        wrong.set(many.is_none().then(|| t.survey.so_many_slips(SLIPS)));
        let (Some(many), Ok(place)) = (many, entered.raw("raters").parse::<u8>()) else { return };
        let tongues = Tongues::of(entered.raw("tongues"));
        sheet.set(Sheet::Waits);
        spawn_local(async move {
            let origin = window().location().origin().unwrap_or_default();
            let printed = print(survey, place, many, origin, tongues).await;
            let _ = sheet.try_set(printed.map_or_else(Sheet::Failed, Sheet::Printed));
        });
    };
    let waits = move || matches!(sheet.get(), Sheet::Waits);
    let shown = move || match sheet.get() {
        Sheet::None => ().into_any(),
        Sheet::Waits => view! { <p role="status">{t.survey.making()}</p> }.into_any(),
        Sheet::Failed(failure) => view! { <Problem failure/> }.into_any(),
        Sheet::Printed(printed) => view! { <SlipSheet printed/> }.into_any(),
    };
    view! {
        <Section title=t.survey.slips().to_owned() note=t.survey.slips_note().to_owned() class="span-12" id="slips">
            <form class="one-act row survey-print no-print" novalidate node_ref=node on:submit=submit>
                <Select label=t.field.rater_group() name=format!("{PREFIX}-raters") options/>
                <Field label=t.survey.how_many() name=format!("{PREFIX}-slips") kind="number" value="30" wrong=wrong/>
                <Select label=t.survey.tongues() name=format!("{PREFIX}-tongues") options=tongues.to_vec() value=usual/>
                <button class="button primary" disabled=waits>{t.act.survey_print()}</button>
            </form>
            {shown}
        </Section>
    }
}
