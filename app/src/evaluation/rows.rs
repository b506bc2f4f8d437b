//! The rows behind one figure of a unit: exactly those that were counted, each with a link, those that count first. Of a published
//! round they are as they were when it was published.

mod read;

use domain::act::Subject;
use domain::kinds::{EvaluationId, NodeId, UnitId};
use domain::score::Adds;
use domain::score::counted::What;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::basis::counted;
use crate::failure::Failure;
use crate::part::reading::reading;
use crate::part::{DayText, Empty, Section, Summary};
use crate::session::me;
use crate::texts::{Lang, Texts, texts};

#[cfg(feature = "ssr")]
pub(crate) use read::called;
use read::{Line, Rows, read_rows};

/// `/evaluations/:id/:unit/:indicator`
#[component]
pub fn Page() -> impl IntoView {
    let params = use_params_map();
    let key = move || {
        let params = params.read();
        let get = |name: &str| params.get(name);
        let id = get("id").and_then(|raw| raw.parse::<EvaluationId>().ok())?;
        let unit = get("unit").and_then(|raw| raw.parse::<UnitId>().ok())?;
        Some((id, unit, get("indicator").and_then(|raw| raw.parse::<NodeId>().ok())?))
    };
    let read = |key: Option<(EvaluationId, UnitId, NodeId)>| async move {
        match key {
            Some((id, unit, indicator)) => read_rows(id, unit, indicator).await,
            None => Err(Failure::not_found()),
        }
    };
    reading(key, &[Subject::Evaluation], read, |rows| view! { <Shown rows/> }.into_any())
}

#[component]
fn Shown(rows: Rows) -> impl IntoView {
    let (t, me) = (texts(), me());
    let sheet = format!("/evaluations/{}/{}", rows.evaluation, rows.unit);
    let crumbs = vec![
        ("/evaluations".to_owned(), t.rail.evaluations().to_owned()),
        (format!("/evaluations/{}", rows.evaluation), rows.round.clone()),
        (sheet, me.unit_name(rows.unit)),
    ];
    let english = rows.english.clone().filter(|_| t.lang == Lang::En);
    let name = english.unwrap_or_else(|| rows.name.clone());
    let says = rows.quantity.map_or_else(|| t.evaluation.missing().to_owned(), |own| counted(rows.formula, own, t));
    let when = match rows.published {
        Some(day) => view! { {t.evaluation.rows_published()} " " <DayText day/> }.into_any(),
        None => t.evaluation.rows_now().into_any(),
    };
    let line = view! { <p>{says}</p> };
    let (yes, no): (Vec<Line>, Vec<Line>) = rows.lines.into_iter().partition(|own| own.counted.adds != Adds::No);
    let none = (no.is_empty() && rows.quantity.is_none())
        .then(|| view! { <Section title=name.clone()><Empty title=t.evaluation.missing() note=t.evaluation.rows_none()/></Section> });
    let unit = rows.unit;
    let lists = [(t.evaluation.rows_yes(yes.len()), yes), (t.evaluation.rows_no(no.len()), no)];
    let lists = lists.into_iter().filter(|own| !own.1.is_empty());
    let lists = lists.map(|(title, lines)| view! { <Lines title lines unit/> }).collect_view();
    view! {
        <Summary title=name crumbs line=line.into_any()/>
        <p class="note">{when}</p>
        <div class="columns">{none}{lists}</div>
    }
}

#[component]
fn Lines(title: String, lines: Vec<Line>, unit: UnitId) -> impl IntoView {
    let t = texts();
    let rows = lines.into_iter().map(|own| {
        let adds = match own.counted.adds {
            Adds::Yes | Adds::No => String::new(),
            Adds::Days { days } => t.evaluation.rows_days(days),
            Adds::Percent { percent } => format!("{percent}%"),
        };
        let code = (!own.code.is_empty()).then(|| view! { <span class="code">{own.code.clone()}</span> " " });
        let step = if own.untrue { t.evaluation.rows_untrue() } else { step_word(own.counted.what, t) };
        view! { <li class="counted-row">{code}<a href=href(own.counted.what, unit)>{own.title}</a> " " <span class="quiet">{step} {adds}</span></li> }
    });
    let rows = rows.collect_view();
    view! { <Section title=title class="span-6"><ul class="leads">{rows}</ul></Section> }
}

/// Which of the three steps a row is.
fn step_word(what: What, t: Texts) -> &'static str {
    match what {
        What::Step { step, .. } => t.deployment.get(step.into()),
        What::Issue { .. }
        | What::Measure { .. }
        | What::Rule { .. }
        | What::Organisation { .. }
        | What::Carrier { .. }
        | What::Milestone { .. }
        | What::Notice { .. } => "",
    }
}

/// Where the row itself is.
pub(crate) fn href(what: What, unit: UnitId) -> String {
    match what {
        What::Issue { issue } | What::Measure { issue, .. } => format!("/issues/{issue}"),
        What::Rule { rule } => format!("/rules/{rule}"),
        What::Organisation { .. } => format!("/coverage?unit={unit}"),
        What::Carrier { carrier } | What::Milestone { carrier, .. } => format!("/carrier/{carrier}"),
        What::Notice { notice } => format!("/notices/{notice}"),
        What::Step { deployment, .. } => format!("/deployments/{deployment}"),
    }
}
