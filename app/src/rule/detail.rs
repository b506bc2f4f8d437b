//! One rule with the issues that it answers.

use domain::act::Subject;
use leptos::prelude::*;

use super::forms::Forms;
use super::link::Issues;
use super::read::{Detail, read_detail};
use super::state_mark;
use crate::lookback::untrue::FoundUntrue;
use crate::part::reading::record;
use crate::part::{About, DayText, History, Moment, Section, Summary};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    record(&[Subject::Rule, Subject::Issue, Subject::Lookback], read_detail, |detail| {
        view! { <Shown detail/> }.into_any()
    })
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.rule.clone();
    let may = me.viewer.must_be_unit_or_group(own.book, own.unit).is_ok();
    let (title, key) = (own.description.title.to_string(), detail.key());
    let crumbs =
        vec![("/rules".to_owned(), t.rail.rules().to_owned()), (format!("/unit/{}", own.unit), me.unit_name(own.unit))];
    let history = detail.history.clone();
    let since = own.in_force.map(|day| view! { <dt>{t.rule.since()}</dt><dd><DayText day/></dd> });
    let repealed = own.repealed_at.map(|time| view! { <dt>{t.state.repealed()}</dt><dd><Moment time/></dd> });
    let text = own.description.detail.as_ref().map(ToString::to_string);
    view! {
        <Summary title crumbs line=view! { <p>{state_mark(own.state())}</p> }.into_any()/>
        <div class="columns">
            <Issues detail=detail.clone() may/>
            <Section title=t.rule.about().to_owned() class="span-4">
                <dl class="facts one">
                    <dt>{t.field.department()}</dt><dd>{own.description.department.to_string()}</dd>
                    <dt>{t.rule.drafted()}</dt><dd><Moment time=own.drafted_at/></dd>
                    {since}
                    {repealed}
                    {text.map(|text| view! { <dt>{t.rule.lays_down()}</dt><dd class="text">{text}</dd> })}
                </dl>
                <FoundUntrue untrue=detail.untrue.clone()/>
                <About key=key/>
                {may.then(|| view! { <Forms detail=detail.clone()/> })}
                {(!may).then(|| view! { <p class="note">{t.carrier.not_yours()}</p> })}
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}
