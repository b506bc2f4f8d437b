//! One session: what was read, who was there, what came of it.

use domain::act::Subject;
use leptos::prelude::*;

use super::forms::Forms;
use super::material::Materials;
use super::read::{Detail, read_detail};
use super::{form_word, state_mark};
use crate::part::reading::record;
use crate::part::roll::Called;
use crate::part::{About, Empty, History, Icon, Moment, Section, Summary, print};
use crate::session::me;
use crate::texts::texts;

/// `/studies/:id`
#[component]
pub fn Page() -> impl IntoView {
    let kinds = &[Subject::Study, Subject::Standard];
    record(kinds, read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.study.clone();
    let group = me.viewer.in_group(own.book);
    let crumbs = vec![("/studies".to_owned(), t.rail.studies().to_owned())];
    let line =
        view! { <p>{state_mark(own.state())} " " {form_word(own.plan.form, t)} "·" <Moment time=own.plan.at/></p> };
    let place = own.plan.place.map(|own| view! { <dt>{t.study.place()}</dt><dd>{own.to_string()}</dd> });
    let host = own.plan.host.map(|own| view! { <dt>{t.study.host()}</dt><dd>{own.to_string()}</dd> });
    let why = own.cancelled.map(|(reason, _)| view! { <p class="note">{t.study.cancelled_because(reason)}</p> });
    let history = detail.history.clone();
    view! {
        <Summary title=own.plan.topic.to_string() crumbs line=line.into_any()>
            <div class="row no-print">
                <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
            </div>
        </Summary>
        <div class="columns">
            <div class="span-8 beside">
                <Came detail=detail.clone()/>
                <Materials detail=detail.clone() may=group/>
            </div>
            <Section title=t.study.about().to_owned() class="span-4 no-print">
                <dl class="facts one">{place}{host}</dl>
                <About key=detail.key()/>
                {why}
                {group.then(|| view! { <Forms detail=detail.clone()/> })}
                <p class="note">{t.study.outside_scores()}</p>
            </Section>
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

/// Who was there and what came of it.
#[component]
fn Came(detail: Detail) -> impl IntoView {
    let t = texts();
    let Some(held) = detail.study.held else {
        return view! {
            <Section title=t.study.not_held().to_owned()>
                <Empty title=t.study.not_held() note=t.study.not_held_note()/>
            </Section>
        }
        .into_any();
    };
    let came = held.attendees.iter().filter(|one| one.presence == domain::meeting::Presence::Present).count();
    let text = held.summary.as_str().lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    view! {
        <Section title=t.study.came_of(held.attendees.len(), came)>
            <Called attendees=held.attendees/>
            <h3>{t.study.summary()}</h3>
            <div class="body">{text}</div>
        </Section>
    }
    .into_any()
}
