//! The list of issues: head, tabs, filter, table, pages. Reads one page of rows at a time.

use std::sync::Arc;

use domain::act::{Act, Subject};
use domain::issue;
use domain::issue::list::{Filter, PAGE, Page, Sort};
use leptos::prelude::*;

use super::bar::{Applied, Controls, Tabs};
use super::filter::href;
use super::ground;
use super::read::{issue_counts, issue_list};
use super::rows::Rows;
use crate::live::live;
use crate::part::{Empty, Icon, Made, loaded};
use crate::session::me;
use crate::texts::texts;
use crate::wire;

#[component]
pub fn List() -> impl IntoView {
    let (filter, live) = (ground().filter, live());
    let json = move |filter: &Filter| serde_json::to_string(filter).unwrap_or_default();
    // Which columns are shown changes nothing in the rows.
    let rows = Memo::new(move |_| json(&Filter { columns: None, ..filter.get() }));
    let page = wire::blocking(move || (rows.get(), live.version(Subject::Issue)), |(filter, _)| issue_list(filter));
    // The counts belong to the scope, not to the whole filter: choosing a state fetches only rows.
    let scope = Memo::new(move |_| filter.with(|filter| json(&super::filter::scope(filter))));
    let counts = wire::blocking(move || (scope.get(), live.version(Subject::Issue)), |(scope, _)| issue_counts(scope));
    view! {
        <Head/>
        <Tabs counts/>
        <div class="filter">
            <Controls/>
            <Applied page counts/>
        </div>
        <Made title=texts().issue.raised() name=raised/>
        {loaded(page, 8, found)}
        <super::bulk::Bulk/>
    }
}

/// The title of an issue that an act raises.
fn raised(act: &Act) -> Option<String> {
    if let Act::Issue(issue::Act::Find(find)) = act { Some(find.facts.title.to_string()) } else { None }
}

#[component]
fn Head() -> impl IntoView {
    let (t, me) = (texts(), me());
    let raises = me.viewer.roles.iter().any(|role| {
        use domain::viewer::Role;
        matches!(role, Role::Group { .. } | Role::Unit { .. } | Role::Organisation { .. })
    });
    let filter = ground().filter;
    let export = move || href(&filter.get()).replacen("/issues", "/issues.xlsx", 1);
    view! {
        <header class="page-head">
            <h1>{t.issue.title()}</h1>
            <div class="row">
                <a class="button" rel="external" href=export>{t.issue.export()}</a>
                {raises.then(|| view! { <a class="button" href="/issues/new"><Icon name="i-plus"/>{t.act.issue_find()}</a> })}
            </div>
        </header>
    }
}

fn found(page: Page) -> AnyView {
    if !page.lines.is_empty() {
        return view! { <Table page/> }.into_any();
    }
    let t = texts();
    view! {
        <Empty title=t.issue.none() note=t.issue.none_note()>
            <a class="button" href="/issues">{t.issue.show_all()}</a>
        </Empty>
    }
    .into_any()
}

#[component]
fn Table(page: Page) -> impl IntoView {
    let t = texts();
    let ground = ground();
    // Shared, not stored: the rows outlive a reading that has begun anew.
    let lines = Arc::new(page.lines);
    let all = {
        let lines = Arc::clone(&lines);
        move || lines.iter().all(|line| ground.picked.has(line.id))
    };
    let pick_all = {
        let lines = Arc::clone(&lines);
        move |event| ground.picked.set(&lines, event_target_checked(&event))
    };
    view! {
        <table class=move || ground.columns.classes()>
            <caption class="visually-hidden">{move || super::words::caption(&ground.filter.get(), t)}</caption>
            <thead>
                <tr>
                    <td class="pick"><input type="checkbox" aria-label=t.issue.pick_page() prop:checked=all on:change=pick_all/></td>
                    <Sorted sort=Sort::Number word=t.issue.column_number()/>
                    <th scope="col">{t.field.issue()}</th>
                    <Sorted sort=Sort::State word=t.issue.column_state() class="col-state"/>
                    <Sorted sort=Sort::Due word=t.issue.column_due() class="col-due"/>
                    <th scope="col" class="col-progress">{t.issue.column_progress()}</th>
                    <Sorted sort=Sort::Moved word=t.issue.column_moved() class="col-moved"/>
                    <Sorted sort=Sort::Found word=t.issue.column_found() class="col-found"/>
                    <th scope="col" class="col-lookback">{t.issue.column_lookback()}</th>
                </tr>
            </thead>
            <tbody><Rows lines/></tbody>
        </table>
        <Pages total=page.total/>
    }
}

/// A column head that sorts: once up, again down.
#[component]
fn Sorted(sort: Sort, word: &'static str, #[prop(optional)] class: &'static str) -> impl IntoView {
    let filter = ground().filter;
    let here = move || filter.with(|filter| (filter.sort == sort).then_some(filter.descending));
    let way = move || here().map(|down| if down { "descending" } else { "ascending" });
    let to = move || href(&Filter { sort, descending: here() == Some(false), page: 0, ..filter.get() });
    view! {
        <th scope="col" class=class aria-sort=way>
            <a class="row sort" class:descending=move || here() == Some(true) href=to>
                {word}{move || here().map(|_| view! { <Icon name="i-sort" size=12/> })}
            </a>
        </th>
    }
}

#[component]
fn Pages(total: u32) -> impl IntoView {
    let (t, filter) = (texts(), ground().filter);
    let page = move || filter.with(|filter| filter.page);
    let span = move || {
        let first = page() * PAGE + 1;
        t.issue.span(first, (page() * PAGE + PAGE).min(total), total)
    };
    let to = move |page: u32| href(&Filter { page, ..filter.get() });
    let back = move || {
        (page() > 0).then(|| view! { <a class="button small" rel="prev" href=to(page() - 1)>{t.issue.previous()}</a> })
    };
    let next = move || {
        ((page() + 1) * PAGE < total)
            .then(|| view! { <a class="button small" rel="next" href=to(page() + 1)>{t.issue.next()}</a> })
    };
    view! { <nav class="pages" aria-label=t.issue.pages()><span>{span}</span><span class="row">{back}{next}</span></nav> }
}
