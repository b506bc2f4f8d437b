//! Slips for one group of raters: how many, then the sheet with their codes, which is shown this once and printed.

use domain::survey::SLIPS;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::read::{Detail, Slip, print};
use super::said;
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
    Printed(Vec<Slip>, String),
    Failed(Failure),
}

#[component]
pub fn Slips(detail: Detail) -> impl IntoView {
    let t = texts();
    let survey = detail.survey.id;
    let raters = detail.survey.plan.raters.clone();
    let options: Vec<(String, String)> =
        raters.iter().enumerate().map(|(place, words)| (place.to_string(), said(words, t))).collect();
    let names = StoredValue::new(options.clone());
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
        let name = names.with_value(|all| all.get(usize::from(place)).map(|own| own.1.clone())).unwrap_or_default();
        sheet.set(Sheet::Waits);
        spawn_local(async move {
            let origin = window().location().origin().unwrap_or_default();
            let said = print(survey, place, many, origin).await;
            let _ = sheet.try_set(match said {
                Ok(slips) => Sheet::Printed(slips, name),
                Err(failure) => Sheet::Failed(failure),
            });
        });
    };
    let waits = move || matches!(sheet.get(), Sheet::Waits);
    let title = detail.survey.plan.title.to_string();
    let until = detail.survey.plan.closes;
    let shown = move || match sheet.get() {
        Sheet::None => ().into_any(),
        Sheet::Waits => view! { <p role="status">{t.survey.making()}</p> }.into_any(),
        Sheet::Failed(failure) => view! { <Problem failure/> }.into_any(),
        Sheet::Printed(slips, name) => {
            let until = crate::part::day_text_with_year(until, t.lang);
            view! { <Printed slips head=format!("{title}·{name}") until/> }.into_any()
        }
    };
    view! {
        <Section title=t.survey.slips().to_owned() note=t.survey.slips_note().to_owned() class="span-12" id="slips">
            <form class="one-act row survey-print no-print" novalidate node_ref=node on:submit=submit>
                <Select label=t.field.rater_group() name=format!("{PREFIX}-raters") options/>
                <Field label=t.survey.how_many() name=format!("{PREFIX}-slips") kind="number" value="30" wrong=wrong/>
                <button class="button primary" disabled=waits>{t.act.survey_print()}</button>
            </form>
            {shown}
        </Section>
    }
}

#[component]
fn Printed(slips: Vec<Slip>, head: String, until: String) -> impl IntoView {
    let t = texts();
    let many = slips.len();
    let slips = slips.into_iter().map(|slip| {
        let frame = format!("-2 -2 {} {}", slip.side + 4, slip.side + 4);
        view! {
            <li>
                <svg class="qr" viewBox=frame aria-hidden="true">
                    <rect x="-2" y="-2" width=slip.side + 4 height=slip.side + 4 class="light"></rect>
                    <path d=slip.square class="dark" shape-rendering="crispEdges"></path>
                </svg>
                <div>
                    <strong>{head.clone()}</strong>
                    <p>{t.survey.on_slip()}</p>
                    <p class="code">{slip.code}</p>
                    <small>{t.survey.on_slip_until(&until)}</small>
                </div>
            </li>
        }
    });
    let slips = slips.collect_view();
    let now = move |_| {
        #[cfg(feature = "hydrate")]
        let _ = window().print();
    };
    view! {
        <p class="note no-print" role="status">{t.survey.printed(many)}</p>
        <div class="row no-print"><button type="button" class="button" on:click=now>{t.survey.print_now()}</button></div>
        <ul class="slip-sheet">{slips}</ul>
    }
}
