//! The page of one survey: how many came back, what they said once it is closed, its slips, its questions.

use domain::act::Subject;
use domain::survey::{Kind, Survey};
use leptos::prelude::*;

use super::forms::Forms;
use super::read::{Detail, read_detail};
use super::results::Results;
use super::slips::{OnPage, Slips};
use super::{said, scope_text, state_mark, titled};
use crate::part::reading::record;
use crate::part::{About, DayText, History, Section, Summary};
use crate::session::me;
use crate::texts::texts;

/// `/surveys/:id`
#[component]
pub fn Page() -> impl IntoView {
    OnPage::provide();
    record(&[Subject::Survey], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.survey.clone();
    let may = me.viewer.in_group(own.book);
    let crumbs = vec![
        ("/surveys".to_owned(), t.rail.surveys().to_owned()),
        (format!("/unit/{}", own.unit), me.unit_name(own.unit)),
    ];
    let (key, history) = (detail.key(), detail.history.clone());
    let takes = matches!(own.state(), "planned" | "open");
    let forms = if !takes {
        view! { <p class="note">{t.survey.ended()}</p> }.into_any()
    } else if may {
        view! { <Forms detail=detail.clone()/> }.into_any()
    } else {
        view! { <p class="note">{t.survey.not_yours()}</p> }.into_any()
    };
    let slips = (may && takes).then(|| view! { <Slips detail=detail.clone()/> });
    let line = view! {
        <p>
            {state_mark(own.state())} " " <DayText day=own.plan.opens/> "–" <DayText day=own.plan.closes/> " · "
            {scope_text(own.plan.category, t)}
        </p>
    };
    let title = titled(&own.plan.title, own.plan.title_en.as_ref(), t);
    view! {
        <Summary title crumbs line=line.into_any()/>
        <div class="columns">
            <Results detail=detail.clone()/>
            <div class="span-4 survey-side">
                <Section title=t.survey.about().to_owned() class="no-print">
                    <About key=key/>
                    {forms}
                </Section>
                <Asked survey=own.clone()/>
            </div>
            {slips}
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

/// What is asked, in the order in which it is asked.
#[component]
fn Asked(survey: Survey) -> impl IntoView {
    let t = texts();
    let questions = survey.plan.questions.iter().map(|question| {
        let kind = match &question.kind {
            Kind::Scale => t.survey.kind_scale().to_owned(),
            Kind::Choice { options } => {
                options.iter().map(|own| said(own, t)).collect::<Vec<_>>().join(t.survey.comma())
            }
            Kind::Text => t.survey.kind_text().to_owned(),
        };
        view! { <li>{said(&question.words, t)}<small>{kind}</small></li> }
    });
    let questions = questions.collect_view();
    view! {
        <Section title=t.survey.asked(survey.plan.questions.len())>
            <ol class="survey-asked">{questions}</ol>
        </Section>
    }
}
