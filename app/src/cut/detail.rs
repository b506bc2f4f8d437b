//! The page of one cut: then and now side by side, in figures, in slopes, by category and state, and unit by unit.

use domain::act::Subject;
use domain::issue::Origin;
use domain::kinds::{CutId, Day};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use strum::VariantArray;

use super::figures::{Figures, Units};
use super::matrix::Matrix;
use super::opinions::Opinions;
use super::origins;
use super::others::{Kinds, Others};
use super::read::{Detail, read_detail};
use super::shares::Shares;
use super::slope::Solved;
use super::stuck::Stuck;
use crate::failure::Failure;
use crate::part::reading::reading;
use crate::part::{DayText, History, Moment, ShownDay, Summary};
use crate::texts::texts;

/// `/cuts/:id`; `asof` is the day it is compared with, `origin` whose issues the chart shows.
#[component]
pub fn Page() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let key = move || {
        let id: Option<CutId> = params.read().get("id").and_then(|raw| raw.parse().ok());
        (id, query.read().get("asof").and_then(|raw| Day::parse(&raw).ok()))
    };
    let read = |(id, day): (Option<CutId>, Option<Day>)| async move {
        match id {
            Some(id) => read_detail(id, day).await,
            None => Err(Failure::not_found()),
        }
    };
    reading(key, &[Subject::Cut], read, |detail| view! { <Shown detail/> }.into_any())
}

/// The address of the same cut beside another day, with issues of another origin.
pub fn address(detail: &Detail, day: Option<Day>, origin: Origin) -> String {
    let pairs = [
        day.map(|day| format!("asof={day}")),
        (origin != Origin::Research).then(|| format!("origin={}", <&str>::from(origin))),
    ];
    let pairs: Vec<String> = pairs.into_iter().flatten().collect();
    let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
    format!("/cuts/{}{query}", detail.cut.id)
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, query) = (texts(), use_query_map());
    let cut = &detail.cut;
    let origin: Origin =
        query.read_untracked().get("origin").and_then(|raw| raw.parse().ok()).unwrap_or(Origin::Research);
    let crumbs = vec![("/cuts".to_owned(), t.rail.cuts().to_owned())];
    let short = detail.hash.get(..16).unwrap_or_default().to_owned();
    let book = format!("/book?book={}&upto={}", cut.book, cut.seq);
    let line = view! {
        <p>
            {t.cut.at_the_end()} " " <DayText day=cut.day/> "·" {detail.by.clone()} " " <Moment time=cut.taken.at/>
            "·" <a href=book>{t.cut.entry(cut.seq)}</a> " " <span class="code" title=detail.hash.clone()>{short}</span>
        </p>
    };
    let words = cut.words.as_ref().map(|words| view! { <p class="cut-words">{words.to_string()}</p> });
    let past = detail.past.then_some(detail.day);
    let own = detail.clone();
    let to = Callback::new(move |(day,): (Option<Day>,)| address(&own, day, origin));
    let print = move |_| {
        #[cfg(feature = "hydrate")]
        let _ = window().print();
    };
    let history = detail.history.clone();
    view! {
        <Summary title=cut.title.to_string() crumbs line=line.into_any()>
            <div class="row no-print">
                <ShownDay day=past to/>
                <button type="button" class="button" on:click=print>{t.cut.print()}</button>
            </div>
        </Summary>
        {words}
        <div class="columns cut-page">
            <Solved detail=detail.clone() origin choice=view! { <Origins detail=detail.clone() origin/> }.into_any()/>
            <Figures detail=detail.clone()/>
            <Stuck detail=detail.clone()/>
            <Shares detail=detail.clone()/>
            <Others detail=detail.clone()/>
            <Opinions detail=detail.clone()/>
            <Matrix detail=detail.clone() origin/>
            <Kinds detail=detail.clone()/>
            <Units detail=detail.clone()/>
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

/// One tab for each origin that had issues, or has them now: they are never mixed.
#[component]
fn Origins(detail: Detail, origin: Origin) -> impl IntoView {
    let t = texts();
    let had = origins(&detail);
    let tabs = Origin::VARIANTS.iter().filter(|own| **own == origin || had.contains(own)).map(|own| {
        let href = address(&detail, detail.past.then_some(detail.day), *own);
        let here = (*own == origin).then_some("true");
        view! { <a href=href rel="external" aria-current=here>{t.kind.get(own.into())}</a> }
    });
    let tabs = tabs.collect_view();
    view! { <p class="choice small no-print" role="group" aria-label=t.field.origin()>{tabs}</p> }
}
