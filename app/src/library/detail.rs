//! One entry: the text of a version with what is new in it, all versions, and what leant on it.

use domain::act::Subject;
use domain::standard::Version;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::forms::Forms;
use super::overtaken::Overtaken;
use super::read::{Cited, Detail, read_detail};
use super::text::Body;
use super::{href, sort_word, state_mark};
use crate::part::reading::record;
use crate::part::{About, DayText, Empty, History, Icon, Moment, Section, Summary, print};
use crate::session::me;
use crate::texts::texts;
use crate::visit::words::strands;

/// `/library/:id?version=…`
#[component]
pub fn Page() -> impl IntoView {
    let kinds = &[Subject::Standard, Subject::Visit, Subject::Study];
    record(kinds, read_detail, |detail| view! { <Shown detail/> }.into_any())
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me, query) = (texts(), me(), use_query_map());
    let own = &detail.standard;
    let group = me.viewer.in_group(own.book);
    let crumbs = vec![("/library".to_owned(), t.rail.library().to_owned())];
    let (newest, version) = (own.newest().content.clone(), own.version());
    let line =
        view! { <p>{state_mark(own.state())} " " {sort_word(newest.sort, t)} "·" {t.library.version_of(version)}</p> };
    let why = own.retired.clone().map(|(reason, _)| view! { <p class="note">{t.library.retired_because(reason)}</p> });
    let text = {
        let detail = detail.clone();
        // which version is open stands in the address
        let version = Memo::new(move |_| query.read().get("version").and_then(|raw| raw.parse::<u32>().ok()));
        move || {
            let detail = detail.clone();
            view! { <Text detail version=version.get()/> }
        }
    };
    let overtaken = group.then(|| view! { <Overtaken detail=detail.clone()/> });
    let (cited, history) = (detail.cited.clone(), detail.history.clone());
    let (key, forms) = (detail.key(), group.then(|| view! { <Forms detail=detail.clone()/> }));
    let side = view! {
        <div class="span-4 beside no-print">
            <Section title=t.library.about().to_owned()>
                <About key/>
                {forms}
                {why}
            </Section>
            <Versions detail/>
        </div>
    };
    view! {
        <Summary title=newest.title.to_string() crumbs line=line.into_any()>
            <div class="row no-print">
                <button type="button" class="button" on:click=|_| print()><Icon name="i-report"/>{t.dashboard.print()}</button>
            </div>
        </Summary>
        <div class="columns">
            {overtaken}
            {text}
            {side}
            <CitedBy cited/>
            <History entries=history class="span-12 no-print"/>
        </div>
    }
}

#[component]
fn Text(detail: Detail, version: Option<u32>) -> impl IntoView {
    let t = texts();
    let own = &detail.standard;
    let number = version.filter(|number| own.at(*number).is_some()).unwrap_or(own.version());
    let shown: Version = own.at(number).unwrap_or(own.newest()).clone();
    // only an older version, or one that was asked for by its number, is held against the one before
    let before = version.and_then(|_| own.at(number.saturating_sub(1))).cloned();
    let older = (number < own.version())
        .then(|| view! { <p class="behind" role="status">{t.library.older(number)} <a href=href(own.id, None)>{t.library.to_newest()}</a></p> });
    let content = shown.content.clone();
    let source = content.source.map(|own| view! { <dt>{t.library.source()}</dt><dd>{own.to_string()}</dd> });
    let since = content.since.map(|day| view! { <dt>{t.library.since()}</dt><dd><DayText day/></dd> });
    let lines = (!content.strands.is_empty())
        .then(|| view! { <dt>{t.visit.strand()}</dt><dd>{strands(&content.strands, t)}</dd> });
    let note = shown.note.clone().map(|own| view! { <dt>{t.library.what_changed()}</dt><dd>{own.to_string()}</dd> });
    view! {
        <Section title=t.library.version_of(number) class="span-8">
            {older}
            <dl class="facts">{source}{since}{lines}{note}</dl>
            <Body version=shown before/>
        </Section>
    }
}

#[component]
fn Versions(detail: Detail) -> impl IntoView {
    let t = texts();
    let many = detail.standard.version();
    let rows =
        (1..=many).rev().filter_map(|number| Some((number, detail.standard.at(number)?))).map(|(number, version)| {
            let (who, note) = (detail.name(version.by.person), version.note.as_ref().map(ToString::to_string));
            view! {
                <li>
                    <a href=href(detail.standard.id, Some(number))>{t.library.version_of(number)}</a> " "
                    <small>{who} "·" <Moment time=version.by.at/></small>
                    {note.map(|note| view! { <p class="note">{note}</p> })}
                </li>
            }
        });
    let rows = rows.collect_view();
    view! { <Section title=t.library.versions(many)><ul class="plain">{rows}</ul></Section> }
}

#[component]
fn CitedBy(cited: Vec<Cited>) -> impl IntoView {
    let t = texts();
    let many = cited.len();
    let rows = cited.into_iter().map(|own| {
        let (word, page) = match own.key.subject {
            Subject::Study => (t.rail.studies(), "studies"),
            Subject::Evaluation => (t.rail.evaluations(), "evaluations"),
            _ => (t.rail.visits(), "visits"),
        };
        let title = if own.title.is_empty() { word.to_owned() } else { own.title };
        view! {
            <li>
                <small>{word}</small> " "
                <a class="more" href=format!("/{page}/{}", own.key.id)>{title}</a> " "
                <small><DayText day=own.day/> "·" {t.library.version_of(own.version)}</small>
            </li>
        }
    });
    let body = if many == 0 {
        view! { <Empty title=t.library.cited_none() note=t.library.cited_none_note()/> }.into_any()
    } else {
        view! { <ul class="leads">{rows.collect_view()}</ul> }.into_any()
    };
    view! { <Section title=t.library.cited(many) note=t.library.cited_note() class="span-12">{body}</Section> }
}
