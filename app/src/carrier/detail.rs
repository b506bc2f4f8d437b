//! One carrier: what it is, its milestones, its progress, its history.

use domain::act::Subject;
use leptos::prelude::*;

use super::forms::Forms;
use super::milestones::Milestones;
use super::read::{Detail, read_detail};
use crate::part::reading::record;
use crate::part::{About, History, Moment, Section, Summary};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    record(&[Subject::Carrier], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.carrier.clone();
    let may = me.viewer.must_be_unit_or_group(own.book, own.unit).is_ok();
    let line = t.unit.milestones_reached(own.milestones.len(), own.percent.get(), own.reached());
    let stopped = own.dropped_at.map(|time| view! { <p>{t.state.dropped()} " " <Moment time/></p> });
    let (key, history) = (detail.key(), detail.history.clone());
    let name = own.description.name.to_string();
    let crumbs = vec![
        ("/carriers".to_owned(), t.figure.carriers().to_owned()),
        (format!("/unit/{}", own.unit), me.unit_name(own.unit)),
    ];
    view! {
        <Summary title=name crumbs line=view! { <p>{line}</p> {stopped} }.into_any()/>
        <div class="columns">
            <Milestones detail=detail.clone() may/>
            <Section title=t.carrier.about().to_owned() class="span-4">
                <dl class="facts one">
                    <dt>{t.field.department()}</dt><dd>{own.description.department.to_string()}</dd>
                    <dt>{t.history.field_lead()}</dt><dd>{own.description.lead.to_string()}</dd>
                    <dt>{t.history.field_percent()}</dt><dd>{own.percent.get()}"%"</dd>
                    <dt>{t.history.field_detail()}</dt><dd>{own.description.detail.as_ref().map(ToString::to_string)}</dd>
                    <dt>{t.carrier.started()}</dt><dd><Moment time=own.started_at/></dd>
                </dl>
                <About key=key/>
                {may.then(|| view! { <Forms detail=detail.clone()/> })}
                {(!may).then(|| view! { <p class="note">{t.carrier.not_yours()}</p> })}
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}
