//! `/calendar`: which days are worked, month by month; what differs from the shipped calendar is marked. The office sets
//! days and takes them back.

mod grid;
mod read;
mod set;

use domain::act::Subject;
use domain::calendar::{Calendar, is_published};
use domain::kinds::{CampaignId, Month};
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::part::reading::reading;
use crate::part::{Empty, History, Section, month_text};
use crate::session::me;
use crate::texts::texts;
use grid::Grid;
use read::{Detail, read_calendar};
use set::{Set, SetDays};

/// The two fields of the form that days are chosen into.
#[derive(Clone, Copy)]
struct Chosen {
    first: NodeRef<html::Input>,
    last: NodeRef<html::Input>,
}

/// `campaign` and `month` of the address choose.
#[component]
pub fn Page() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.read().get("campaign").and_then(|raw| raw.parse::<CampaignId>().ok());
    reading(asked, &[Subject::Campaign], read_calendar, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Option<Detail>) -> impl IntoView {
    let t = texts();
    let head = view! {
        <leptos_meta::Title text=t.calendar.title()/>
        <header class="page-head"><h1>{t.calendar.title()}</h1></header>
    };
    match detail {
        Some(detail) => view! { {head} <Whole detail/> }.into_any(),
        None => view! { {head} <Empty title=t.calendar.none() note=t.calendar.none_note()/> }.into_any(),
    }
}

#[component]
fn Whole(detail: Detail) -> impl IntoView {
    let (t, me, query) = (texts(), me(), use_query_map());
    let Detail { campaign, others, history } = detail;
    let today = me.today();
    let month = Memo::new(move |_| {
        let asked = query.read().get("month").and_then(|raw| Month::parse(&raw).ok());
        asked.unwrap_or_else(|| Month::of(today))
    });
    let chosen = Chosen { first: NodeRef::new(), last: NodeRef::new() };
    let may = me.viewer.roles.contains(&domain::viewer::Role::OfficeLeader);
    let id = campaign.id;
    let (calendar, counted) = (campaign.calendar.clone(), campaign.calendar.clone());
    let others = (others.len() > 1).then(|| {
        let links = others.into_iter().map(|(other, name)| {
            let here = (other == id).then_some("page");
            view! { <li><a href=format!("/calendar?campaign={other}") aria-current=here>{name.to_string()}</a></li> }
        });
        view! { <nav aria-label=t.people.campaigns()><ul class="chips">{links.collect_view()}</ul></nav> }
    });
    view! {
        <p class="note">{t.calendar.note()}</p>
        {others}
        <div class="columns">
            <Section
                title=Signal::derive(move || month_text(month.get(), t.lang))
                note=campaign.period.name.to_string()
                class="span-8 calendar"
                more=view! { <Months id month/> }.into_any()
            >
                <p class="quiet" role="status">{move || t.calendar.worked(worked(&counted, month.get()))}</p>
                {move || (!is_published(month.get().first().date().year)).then(|| view! { <p class="note">{t.calendar.unpublished()}</p> })}
                {move || view! { <Grid calendar=calendar.clone() month=month.get() today chosen=may.then_some(chosen)/> }}
            </Section>
            <div class="span-4 beside">
                {may.then(|| view! { <SetDays campaign=campaign.clone() chosen/> })}
                <Set campaign may/>
            </div>
            <History entries=history class="span-12"/>
        </div>
    }
}

/// To the month before and the month after.
#[component]
fn Months(id: CampaignId, month: Memo<Month>) -> impl IntoView {
    let t = texts();
    let to = move |by: i32| format!("/calendar?campaign={id}&month={}", month.get().plus(by));
    view! {
        <nav class="row months" aria-label=t.calendar.months()>
            <a class="button small" rel="prev" href=move || to(-1)>{t.calendar.before()}</a>
            <a class="button small" rel="next" href=move || to(1)>{t.calendar.after()}</a>
        </nav>
    }
}

fn worked(calendar: &Calendar, month: Month) -> i64 {
    calendar.between(month.first().plus(-1), month.last())
}
