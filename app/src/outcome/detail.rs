//! One outcome: what was done, what it brought, where it came from, pictures, and the lesson that others read.

use domain::act::Subject;
use leptos::prelude::*;

use super::forms::Forms;
use super::lesson::LessonOf;
use super::link::Links;
use super::picture::Pictures;
use super::read::{Detail, read_detail};
use super::state_mark;
use crate::part::reading::record;
use crate::part::{About, DayText, History, Icon, Section, Summary, print};
use crate::session::me;
use crate::texts::texts;

/// `/outcomes/:id`
#[component]
pub fn Page() -> impl IntoView {
    let kinds = &[Subject::Outcome, Subject::Issue, Subject::Carrier, Subject::Rule];
    record(kinds, read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.outcome.clone();
    let may = me.viewer.must_be_unit_or_group(own.book, own.unit).is_ok();
    let crumbs = vec![
        ("/outcomes".to_owned(), t.rail.outcomes().to_owned()),
        (format!("/unit/{}", own.unit), me.unit_name(own.unit)),
    ];
    let line =
        view! { <p>{state_mark(own.state())} " " {t.outcome.told_on()} " " <DayText day=own.told.at.day()/></p> };
    let lines = |text: &str| text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    let (text, effect) = (lines(own.content.text.as_str()), own.content.effect.as_ref().map(|own| lines(own.as_str())));
    let why = own.dropped.clone().map(|(reason, _)| view! { <p class="note">{t.outcome.dropped_because(reason)}</p> });
    let stands = own.dropped.is_none();
    let (history, key) = (detail.history.clone(), detail.key());
    let forms = may.then(|| view! { <Forms detail=detail.clone()/> });
    let links = view! { <Links detail=detail.clone() may=may && stands/> };
    view! {
        <Summary title=own.content.title.to_string() crumbs line=line.into_any()>
            <div class="row no-print">
                <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
            </div>
        </Summary>
        <div class="columns">
            <div class="span-8 beside">
                <Section title=t.outcome.what().to_owned()>
                    <div class="body">{text}</div>
                    {effect.map(|effect| view! { <h3>{t.outcome.effect()}</h3><div class="body">{effect}</div> })}
                </Section>
                <Pictures detail=detail.clone() may=may && stands/>
                <LessonOf detail/>
            </div>
            <div class="span-4 beside">
                <Section title=t.outcome.about().to_owned() class="no-print">
                    <About key/>
                    {why}
                    {forms}
                </Section>
                {links}
            </div>
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}
