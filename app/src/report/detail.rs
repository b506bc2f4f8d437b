//! One report with the issues it found.

use domain::act::{Act as Any, Subject};
use domain::issue::Act;
use domain::issue::list::{Filter, Line};
use leptos::prelude::*;

use super::forms::Forms;
use super::read::{Detail, read_candidates, read_detail};
use super::state_mark;
use crate::issue::query::to_href;
use crate::part::act_form::Fold;
use crate::part::linking::{LinkRow, find_issue};
use crate::part::reading::record;
use crate::part::{About, DayText, Empty, History, Moment, Section, Summary};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    record(&[Subject::Report, Subject::Issue], read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.report.clone();
    let may = me.viewer.must_be_unit_or_group(own.book, own.unit).is_ok();
    let (title, key) = (own.description.title.to_string(), detail.key());
    let crumbs = vec![
        ("/reports".to_owned(), t.rail.reports().to_owned()),
        (format!("/unit/{}", own.unit), me.unit_name(own.unit)),
    ];
    let history = detail.history.clone();
    let due = own.description.due;
    let completed = own.completed_at.map(|time| view! { <dt>{t.report.completed()}</dt><dd><Moment time/></dd> });
    let summary = own.summary.as_ref().map(ToString::to_string);
    let find = format!("/issues/new?unit={}&origin=research&report={}", own.unit, own.id);
    view! {
        <Summary title crumbs line=view! { <p>{state_mark(own.state())}</p> }.into_any()>
            {may.then(|| view! { <a class="button" href=find>{t.report.find_issue()}</a> })}
        </Summary>
        <div class="columns">
            <Issues detail=detail.clone() may/>
            <Section title=t.report.about().to_owned() class="span-4">
                <dl class="facts one">
                    <dt>{t.report.official()}</dt><dd>{own.description.official.to_string()}</dd>
                    <dt>{t.report.planned()}</dt><dd><Moment time=own.planned_at/></dd>
                    {due.map(|day| view! { <dt>{t.field.due()}</dt><dd><DayText day/></dd> })}
                    {completed}
                    {summary.map(|text| view! { <dt>{t.history.field_summary()}</dt><dd class="text">{text}</dd> })}
                </dl>
                <About key=key/>
                {may.then(|| view! { <Forms detail=detail.clone()/> })}
                {(!may).then(|| view! { <p class="note">{t.carrier.not_yours()}</p> })}
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}

#[component]
fn Issues(detail: Detail, may: bool) -> impl IntoView {
    let t = texts();
    let (book, report) = (detail.report.book, detail.report.id);
    let may = may && detail.report.dropped_at.is_none();
    let all = to_href(&Filter { report: Some(detail.report.id), ..Filter::default() });
    let more = view! { <a class="more" href=all>{t.unit.issues_all()}</a> }.into_any();
    let none = detail.issues.is_empty();
    let none = none.then(|| view! { <Empty title=t.report.issues_none() note=t.report.issues_none_note()/> });
    let unlink = |line: &Line| Any::Issue(Act::NameReport { issue: line.id, report: None });
    let rows = detail.issues.into_iter().map(|line| {
        let verb = may.then(|| (t.report.unlink(), unlink(&line)));
        view! { <LinkRow line book verb/> }
    });
    let rows = rows.collect_view();
    let link = move |line: &Line| Any::Issue(Act::NameReport { issue: line.id, report: Some(report) });
    let find = move || find_issue(book, t.report.link(), move |text| read_candidates(report, text), link);
    view! {
        <Section title=t.report.issues(detail.total) note=t.report.issues_note() class="span-8" id="issues" more=more>
            {none}
            <ul class="linked">{rows}</ul>
            {may.then(|| view! { <Fold verb=t.report.link() id="link">{find()}</Fold> })}
        </Section>
    }
}
