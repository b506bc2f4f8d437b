//! Research reports: the list and the page of one, with the issues it found.
//! Reading is in `report/read.rs`, the forms in `report/forms.rs`.

mod forms;
pub mod read;

use domain::act::Subject;
use domain::issue::list::Filter;
use domain::kinds::ReportId;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::failure::Failure;
use crate::issue::query::to_href;
use crate::live::live;
use crate::part::act_form::{Editing, Fold};
use crate::part::{About, Bones, DayText, Empty, History, Mark, Moment, Problem, Section, StateMark};
use crate::session::me;
use crate::texts::{Texts, texts};

use forms::{Forms, Plan};
use read::{Detail, Line, List, read_detail, read_list};

/// The list; `book`, `unit` and `state` of the address narrow it.
#[component]
pub fn ListPage() -> impl IntoView {
    let (query, live, editing) = (use_query_map(), live(), Editing::provide());
    let version = editing.hold(move || live.version(Subject::Report) + live.version(Subject::Issue));
    let asked = Memo::new(move |_| {
        let get = |key: &str| query.read().get(key).unwrap_or_default();
        (get("book"), get("unit"), get("state"))
    });
    let list =
        Resource::new(move || (asked.get(), version.get()), |((book, unit, state), _)| read_list(book, unit, state));
    view! {
        <Transition fallback=|| view! { <Bones rows=8/> }>
            {move || Suspend::new(async move {
                match list.await {
                    Ok(list) => view! { <Listed list/> }.into_any(),
                    Err(failure) => view! { <Problem failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Listed(list: List) -> impl IntoView {
    let (t, me) = (texts(), me());
    let state = StoredValue::new(list.state.clone());
    let asked = list.clone();
    let tabs = [
        ("", t.common.all()),
        ("planned", t.state.planned()),
        ("completed", t.state.completed()),
        ("dropped", t.state.dropped()),
    ];
    let tabs = tabs.into_iter().map(|(key, word)| {
        let many = asked.lines.iter().filter(|own| key.is_empty() || own.state == key).count();
        let here = state.with_value(|state| state == key).then_some("page");
        view! { <a href=asked.href(key) aria-current=here>{word} " " <small>{many}</small></a> }
    });
    let tabs = tabs.collect_view();
    let lines: Vec<Line> =
        list.lines.iter().filter(|own| list.state.is_empty() || own.state == list.state).cloned().collect();
    let done = list.lines.iter().filter(|own| own.state == "completed").count();
    let units = me
        .groups
        .iter()
        .flat_map(|group| group.units.iter().map(|unit| (domain::kinds::Book::Group(group.id), unit.clone())));
    let units: Vec<_> = units.filter(|(book, unit)| me.viewer.must_be_unit_or_group(*book, unit.id).is_ok()).collect();
    let rows = if lines.is_empty() {
        view! { <Empty title=t.report.none() note=t.report.none_note()/> }.into_any()
    } else {
        view! { <Table lines/> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.rail.reports()/>
        <header class="page-head"><h1>{t.report.sentence(done, list.lines.len())}</h1></header>
        <nav class="tabs" aria-label=t.rail.reports()>{tabs}</nav>
        <div class="listed">
            {(!units.is_empty()).then(|| view! { <Fold verb=t.act.report_plan() id="plan"><Plan units/></Fold> })}
            {rows}
        </div>
    }
}

#[component]
fn Table(lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let rows = lines.into_iter().map(|line| view! { <Row line/> }).collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.rail.reports()>
            <table class="table records">
                <caption class="visually-hidden">{t.rail.reports()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.report.subject()}</th>
                        <th scope="col">{t.report.official()}</th>
                        <th scope="col">{t.field.unit()}</th>
                        <th scope="col">{t.report.state()}</th>
                        <th scope="col" class="num">{t.report.found()}</th>
                        <th scope="col" class="num">{t.report.solved()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(line: Line) -> impl IntoView {
    let (t, me) = (texts(), me());
    let found = Filter { report: Some(line.id), ..Filter::default() };
    let solved = Filter { states: vec![domain::issue::State::Verified, domain::issue::State::Held], ..found.clone() };
    let due = (line.state == "planned").then_some(line.due).flatten();
    let late = due.is_some_and(|day| day < me.today());
    view! {
        <tr>
            <th scope="row"><a href=format!("/reports/{}", line.id)>{line.title}</a></th>
            <td>{line.official}</td>
            <td>{me.unit_name(line.unit)}</td>
            <td>
                {state_text(&line.state, t)}
                {line.completed.map(|day| view! { " " <DayText day/> })}
                {due.map(|day| view! { " " <span class:late=late><DayText day/></span> })}
            </td>
            <td class="num">{number(line.found, to_href(&found))}</td>
            <td class="num">{number(line.solved, to_href(&solved))}</td>
        </tr>
    }
}

fn state_text(state: &str, t: Texts) -> AnyView {
    let kind = if state == "completed" {
        "verified"
    } else if state == "planned" {
        "agreed"
    } else {
        "withdrawn"
    };
    view! { <Mark kind word=t.state.get(state) calm=true/> }.into_any()
}

/// A number that opens its rows.
pub(crate) fn number(number: u32, href: String) -> AnyView {
    if number == 0 {
        view! { <span class="zero">"0"</span> }.into_any()
    } else {
        view! { <a class="opens" href=href>{number}</a> }.into_any()
    }
}

/// One report with the issues it found.
#[component]
pub fn DetailPage() -> impl IntoView {
    let (params, live, editing) = (use_params_map(), live(), Editing::provide());
    let id = Memo::new(move |_| params.read().get("id").and_then(|raw| raw.parse::<ReportId>().ok()));
    let version = editing.hold(move || live.version(Subject::Report) + live.version(Subject::Issue));
    let detail = Resource::new_blocking(
        move || (id.get(), version.get()),
        |(id, _)| async move {
            match id {
                Some(id) => read_detail(id).await,
                None => Err(Failure::not_found()),
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <Bones rows=6/> }>
            {move || Suspend::new(async move {
                match detail.await {
                    Ok(detail) => view! { <Shown detail/> }.into_any(),
                    Err(failure) => view! { <Problem failure/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Shown(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = detail.report.clone();
    let may = me.viewer.must_be_unit_or_group(own.book, own.unit).is_ok();
    let (title, key) = (own.description.title.to_string(), detail.key());
    let history = detail.history.clone();
    let due = own.description.due;
    let completed = own.completed_at.map(|time| view! { <dt>{t.report.completed()}</dt><dd><Moment time/></dd> });
    let summary = own.summary.as_ref().map(ToString::to_string);
    let find = format!("/issues/new?unit={}&origin=research&report={}", own.unit, own.id);
    view! {
        <leptos_meta::Title text=title.clone()/>
        <header class="summary">
            <div>
                <p class="quiet">
                    <a href="/reports">{t.rail.reports()}</a>"·"
                    <a href=format!("/unit/{}", own.unit)>{me.unit_name(own.unit)}</a>
                </p>
                <h1>{title}</h1>
                <p>{state_text(own.state(), t)}</p>
            </div>
            {may.then(|| view! { <a class="button" href=find>{t.report.find_issue()}</a> })}
        </header>
        <div class="columns">
            <Issues detail=detail.clone()/>
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
fn Issues(detail: Detail) -> impl IntoView {
    let t = texts();
    let all = to_href(&Filter { report: Some(detail.report.id), ..Filter::default() });
    let more = view! { <a class="more" href=all>{t.unit.issues_all()}</a> }.into_any();
    let none = detail
        .issues
        .is_empty()
        .then(|| view! { <Empty title=t.report.issues_none() note=t.report.issues_none_note()/> });
    let rows = detail.issues.iter().map(issue_row).collect_view();
    view! {
        <Section title=t.report.issues(detail.total) note=t.report.issues_note() class="span-8" id="issues" more=more>
            {none}
            <ul class="linked">{rows}</ul>
        </Section>
    }
}

/// One issue as it is named on other records' pages.
pub(crate) fn issue_row(line: &domain::issue::list::Line) -> AnyView {
    let code = line.code();
    view! {
        <li>
            <span class="code">{code}</span>
            <a href=format!("/issues/{}", line.id)>{line.title.clone()}</a>
            <StateMark state=line.state calm=true/>
        </li>
    }
    .into_any()
}
