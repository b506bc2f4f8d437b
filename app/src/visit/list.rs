//! `/visits`: the list with its filters; a table at a desk, entries one under another on a phone.

use domain::act::Subject;
use domain::viewer::Role;
use domain::visit::list::{Filter, Line, PAGE, Page, State};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::bar::{Applied, Controls};
use super::query::{from_query, to_file, to_href};
use super::read::visit_list;
use super::words;
use crate::bag::{Source, TakeAlong};
use crate::issue::query::to_href as issues_href;
use crate::live::live;
use crate::part::{Empty, Icon, Mark, Moment, loaded};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};
use crate::wire;

#[component]
pub fn ListPage() -> impl IntoView {
    let (t, query, live) = (texts(), use_query_map(), live());
    let filter = Memo::new(move |_| from_query(|key| query.read().get(key)));
    let version = move || live.version(Subject::Visit) + live.version(Subject::Issue);
    let json = move || filter.with(|filter| serde_json::to_string(filter).unwrap_or_default());
    let page = wire::blocking(move || (json(), version()), |(filter, _)| visit_list(filter));
    view! {
        <leptos_meta::Title text=t.rail.visits()/>
        {loaded(page, 8, move |page| view! { <Listed page filter/> }.into_any())}
    }
}

#[component]
fn Listed(page: Page, filter: Memo<Filter>) -> impl IntoView {
    let t = texts();
    let rows = if page.lines.is_empty() {
        view! {
            <Empty title=t.visit.none() note=t.visit.none_note()>
                <a class="button" href="/visits">{t.visit.show_all()}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Table page=page.clone()/><Pages page=page.clone() filter/> }.into_any()
    };
    view! {
        <Head page=page.clone() filter/>
        <div class="filter visit-filter"><Controls filter/><Applied filter page/></div>
        <super::waiting::Waiting/>
        {rows}
    }
}

#[component]
fn Head(page: Page, filter: Memo<Filter>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let group = me.viewer.roles.iter().any(|role| matches!(role, Role::Group { .. }));
    let export = to_file(&filter.get_untracked());
    view! {
        <header class="page-head">
            <h1>{t.visit.sentence(page.total, page.people)}</h1>
            <div class="row">
                <a class="button" rel="external" href=export title=t.visit.export_note()>{t.visit.export()}</a>
                {group.then(|| view! {
                    <a class="button" href="/visits/new?plan=1">{t.visit.plan()}</a>
                    <a class="button primary" href="/visits/new"><Icon name="i-plus"/>{t.visit.record()}</a>
                })}
            </div>
        </header>
    }
}

#[component]
fn Table(page: Page) -> impl IntoView {
    let (t, me) = (texts(), me());
    let rows = page.lines.into_iter().map(|line| row(line, &me, t)).collect_view();
    view! {
        <table class="table visits">
            <caption class="visually-hidden">{t.visit.caption()}</caption>
            <thead>
                <tr>
                    <th scope="col">{t.visit.when()}</th>
                    <th scope="col">{t.visit.what()}</th>
                    <th scope="col">{t.field.unit()}</th>
                    <th scope="col" class="num">{t.visit.people()}</th>
                    <th scope="col">{t.visit.promises()}</th>
                    <th scope="col" class="num">{t.visit.raised()}</th>
                    <th scope="col">{t.visit.state()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(line: Line, me: &Me, t: Texts) -> impl IntoView + use<> {
    let title = words::title(line.form, line.topic.as_deref(), t);
    let site = line.site.map(|site| words::site(site, t).to_owned());
    let strands = words::strands(&line.strands, t);
    let second = [site, line.place.clone(), Some(strands).filter(|own| !own.is_empty())];
    let second = second.into_iter().flatten().collect::<Vec<_>>().join("·");
    let node = me.unit(line.unit).map(|(_, node)| node);
    let organisation =
        node.zip(line.organisation).and_then(|(node, id)| node.organisations.iter().find(|own| own.0 == id));
    let organisation = organisation.map(|own| own.1.to_string());
    let open = (line.promises_open > 0).then(|| t.visit.promises_open(line.promises_open));
    let raised = (line.issues > 0).then(|| {
        let to = issues_href(&domain::issue::list::Filter { visit: Some(line.id), ..Default::default() });
        view! { <a class="opens" href=to>{t.visit.issues_many(line.issues)}</a> }
    });
    let takes = line.state == State::Planned && me.viewer.in_group(line.book);
    let along = format!("{} {title}", me.unit_name(line.unit));
    let along = takes.then(|| view! { <TakeAlong source=Source::Visit { visit: line.id } title=along brief=true/> });
    view! {
        <tr>
            <td class="when"><Moment time=line.at/></td>
            <th scope="row"><a href=format!("/visits/{}", line.id)>{title}</a><small>{second}</small></th>
            <td class="unit">{me.unit_name(line.unit)}<small>{organisation}</small></td>
            <td class="num">{(line.people > 0).then(|| t.visit.people_many(line.people))}</td>
            <td class="promises">{open}</td>
            <td class="num">{raised}</td>
            <td class="state">{state(line.state, t)}{along}</td>
        </tr>
    }
}

/// Shape and word.
pub fn state(state: State, t: Texts) -> impl IntoView + use<> {
    let kind = match state {
        State::Planned => "agreed",
        State::Recorded => "verified",
        State::Cancelled => "withdrawn",
    };
    view! { <Mark kind word=t.state.get(state.into()) calm=true/> }
}

#[component]
fn Pages(page: Page, filter: Memo<Filter>) -> impl IntoView {
    let t = texts();
    let now = filter.get_untracked();
    let first = now.page * PAGE + 1;
    let last = (now.page * PAGE + PAGE).min(page.total);
    let to = |page: u32| to_href(&Filter { page, ..now.clone() });
    let back = (now.page > 0)
        .then(|| view! { <a class="button small" rel="prev" href=to(now.page - 1)>{t.visit.previous()}</a> });
    let more = (now.page + 1) * PAGE < page.total;
    let next = more.then(|| view! { <a class="button small" rel="next" href=to(now.page + 1)>{t.visit.next()}</a> });
    view! {
        <nav class="pages" aria-label=t.visit.pages()>
            <span>{t.visit.span(first, last, page.total)}</span>
            <span class="row">{back}{next}</span>
        </nav>
    }
}
