//! The open cell: who did it, when, with what; the form of who may report it, and the way to take it back.

use domain::act::Act as Any;
use domain::deployment::{Act, Place, Step, Taken};
use leptos::prelude::*;
use strum::VariantArray as _;

use super::read::{Detail, Rest};
use super::report::Report;
use super::{place_name, reports, slug, step_word};
use crate::part::act_form::{Fold, Reasoned};
use crate::part::{DayText, Icon, Moment, Section};
use crate::session::me;
use crate::texts::texts;

fn named(detail: &Detail, wanted: &str) -> Option<(Place, Step)> {
    let all = detail.deployment.content.places();
    let mut cells = all.flat_map(|place| Step::VARIANTS.iter().map(move |step| (place, *step)));
    cells.find(|(place, step)| slug(*place, *step) == wanted)
}

/// `slug`: as the address names it. One that is not there shows nothing.
#[component]
pub fn Cell(detail: Detail, slug: String) -> impl IntoView {
    let (t, me) = (texts(), me());
    let Some((place, step)) = named(&detail, &slug) else { return ().into_any() };
    let taken = detail.deployment.step(place, step).cloned();
    let theirs = detail.deployment.runs() && reports(&me, place);
    let title = format!("{}·{}", place_name(place, &me, t), step_word(step, t));
    let turn = detail.deployment.next(place) == Some(step);
    let shown = match &taken {
        Some(taken) => view! { <Said detail=detail.clone() taken=taken.clone()/> }.into_any(),
        None if detail.deployment.next(place).is_some_and(|next| next < step) => {
            view! { <p class="note">{t.deployment.before_it()}</p> }.into_any()
        }
        None => view! { <p class="note">{t.deployment.nothing_yet()}</p> }.into_any(),
    };
    let first = (theirs && turn).then(|| view! { <Report detail=detail.clone() place step before=None/> });
    let again = taken.filter(|_| theirs).map(|taken| view! { <Again detail=detail.clone() taken/> });
    view! { <Section title=title id="cell" class="open-cell">{shown}{first}{again}</Section> }.into_any()
}

#[component]
fn Said(detail: Detail, taken: Taken) -> impl IntoView {
    let t = texts();
    let (id, said) = (detail.deployment.id, taken.said);
    let note = said.note.map(|note| view! { <dt>{t.field.note()}</dt><dd class="body">{note.to_string()}</dd> });
    let proof = said.proof.map(|proof| {
        let href = format!("/deployments/{id}/files/{}", proof.hash);
        view! { <dt>{t.field.evidence()}</dt><dd><a href=href download=""><Icon name="i-file"/>{proof.name.to_string()}</a></dd> }
    });
    let record = said.record.map(|key| {
        let shown = match detail.rests.iter().find(|own| own.key == key).map(|own| own.title.clone()) {
            Some(title) => view! { <a href=Rest::href(key)>{title}</a> }.into_any(),
            // an organisation reads the step of its unit, and not all that the unit has
            None => view! { <span class="note">{t.deployment.record_hidden()}</span> }.into_any(),
        };
        let kind = t.field.get(key.subject.into());
        view! { <dt>{kind}</dt><dd>{shown}</dd> }
    });
    let basis = said.basis.map(|own| view! { <dt>{t.deployment.basis()}</dt><dd>{own.to_string()}</dd> });
    let result = said.result.map(|own| view! { <dt>{t.deployment.result()}</dt><dd>{own.get()}</dd> });
    view! {
        <dl class="facts">
            <dt>{t.deployment.day()}</dt><dd><DayText day=said.day/></dd>
            <dt>{t.deployment.who()}</dt><dd>{said.who.to_string()}</dd>
            {result}
            {note}
            {basis}
            {record}
            {proof}
            <dt>{t.deployment.reported()}</dt><dd>{detail.name(taken.by.person)} " " <Moment time=taken.by.at/></dd>
        </dl>
    }
}

#[component]
fn Again(detail: Detail, taken: Taken) -> impl IntoView {
    let t = texts();
    let (place, step) = (taken.said.place, taken.said.step);
    let (deployment, book, known) = (detail.deployment.id, detail.deployment.book, detail.known());
    let act = Callback::new(move |(reason,)| Any::Deployment(Act::TakeBack { deployment, place, step, reason }));
    let last = step.after().is_none_or(|after| detail.deployment.step(place, after).is_none());
    let back = last.then(|| view! { <Reasoned prefix="take_back" book known verb=t.act.deployment_take_back() act/> });
    view! {
        <div class="row no-print">
            <Fold verb=t.deployment.report_again()><Report detail=detail.clone() place step before=Some(taken.said)/></Fold>
            {back}
        </div>
    }
}
