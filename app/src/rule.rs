//! Rules established (建章立制): the list and the page of one, with the issues it answers.
//! Reading is in `rule/read.rs`, the forms in `rule/forms.rs` and `rule/link.rs`.

mod forms;
mod link;
pub mod read;

use domain::act::Subject;
use domain::kinds::RuleId;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::failure::Failure;
use crate::live::live;
use crate::part::act_form::{Editing, Fold};
use crate::part::{About, Bones, DayText, Empty, History, Mark, Moment, Problem, Section};
use crate::session::me;
use crate::texts::{Texts, texts};

use forms::{Draft, Forms};
use link::Issues;
use read::{Detail, Line, List, read_detail, read_list};

/// The list; `book`, `unit` and `state` of the address narrow it.
#[component]
pub fn ListPage() -> impl IntoView {
    let (query, live, editing) = (use_query_map(), live(), Editing::provide());
    let version = editing.hold(move || live.version(Subject::Rule));
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
    let (state, asked) = (list.state.clone(), list.clone());
    let tabs = [
        ("", t.common.all()),
        ("draft", t.state.draft()),
        ("in_force", t.state.in_force()),
        ("repealed", t.state.repealed()),
    ];
    let tabs = tabs.into_iter().map(|(key, word)| {
        let many = asked.lines.iter().filter(|own| key.is_empty() || own.state == key).count();
        let here = (state == key).then_some("page");
        view! { <a href=asked.href(key) aria-current=here>{word} " " <small>{many}</small></a> }.into_any()
    });
    let tabs: Vec<AnyView> = tabs.collect();
    let lines: Vec<Line> =
        list.lines.iter().filter(|own| list.state.is_empty() || own.state == list.state).cloned().collect();
    let force = list.lines.iter().filter(|own| own.state == "in_force").count();
    let units = me
        .groups
        .iter()
        .flat_map(|group| group.units.iter().map(|unit| (domain::kinds::Book::Group(group.id), unit.clone())));
    let units: Vec<_> = units.filter(|(book, unit)| me.viewer.must_be_unit_or_group(*book, unit.id).is_ok()).collect();
    let rows = if lines.is_empty() {
        view! { <Empty title=t.rule.none() note=t.rule.none_note()/> }.into_any()
    } else {
        view! { <Table lines/> }.into_any()
    };
    view! {
        <leptos_meta::Title text=t.rail.rules()/>
        <header class="page-head"><h1>{t.rule.sentence(force, list.lines.len())}</h1></header>
        <nav class="tabs" aria-label=t.rail.rules()>{tabs}</nav>
        <div class="listed">
            {(!units.is_empty()).then(|| view! { <Fold verb=t.act.rule_draft() id="draft"><Draft units/></Fold> })}
            {rows}
        </div>
    }
}

#[component]
fn Table(lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let rows = lines.into_iter().map(|line| view! { <Row line/> }).collect_view();
    view! {
        <div class="scroll" role="region" tabindex="0" aria-label=t.rail.rules()>
            <table class="table records">
                <caption class="visually-hidden">{t.rail.rules()}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t.rule.name()}</th>
                        <th scope="col">{t.field.department()}</th>
                        <th scope="col">{t.field.unit()}</th>
                        <th scope="col">{t.rule.state()}</th>
                        <th scope="col">{t.rule.since()}</th>
                        <th scope="col" class="num">{t.rule.answers()}</th>
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
    let href = format!("/rules/{}", line.id);
    view! {
        <tr>
            <th scope="row"><a href=href.clone()>{line.title}</a></th>
            <td>{line.department}</td>
            <td>{me.unit_name(line.unit)}</td>
            <td>{state_text(&line.state, t)}</td>
            <td>{line.in_force.map(|day| view! { <DayText day/> })}</td>
            <td class="num">{crate::report::number(line.issues, format!("{href}#issues"))}</td>
        </tr>
    }
}

fn state_text(state: &str, t: Texts) -> AnyView {
    let kind = if state == "in_force" {
        "held"
    } else if state == "draft" {
        "found"
    } else {
        "withdrawn"
    };
    view! { <Mark kind word=t.state.get(state) calm=true/> }.into_any()
}

/// One rule.
#[component]
pub fn DetailPage() -> impl IntoView {
    let (params, live, editing) = (use_params_map(), live(), Editing::provide());
    let id = Memo::new(move |_| params.read().get("id").and_then(|raw| raw.parse::<RuleId>().ok()));
    let version = editing.hold(move || live.version(Subject::Rule) + live.version(Subject::Issue));
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
    let own = detail.rule.clone();
    let may = me.viewer.must_be_unit_or_group(own.book, own.unit).is_ok();
    let (title, key) = (own.description.title.to_string(), detail.key());
    let history = detail.history.clone();
    let since = own.in_force.map(|day| view! { <dt>{t.rule.since()}</dt><dd><DayText day/></dd> });
    let repealed = own.repealed_at.map(|time| view! { <dt>{t.state.repealed()}</dt><dd><Moment time/></dd> });
    let text = own.description.detail.as_ref().map(ToString::to_string);
    view! {
        <leptos_meta::Title text=title.clone()/>
        <header class="summary">
            <div>
                <p class="quiet">
                    <a href="/rules">{t.rail.rules()}</a>"·"
                    <a href=format!("/unit/{}", own.unit)>{me.unit_name(own.unit)}</a>
                </p>
                <h1>{title}</h1>
                <p>{state_text(own.state(), t)}</p>
            </div>
        </header>
        <div class="columns">
            <Issues detail=detail.clone() may/>
            <Section title=t.rule.about().to_owned() class="span-4">
                <dl class="facts one">
                    <dt>{t.field.department()}</dt><dd>{own.description.department.to_string()}</dd>
                    <dt>{t.rule.drafted()}</dt><dd><Moment time=own.drafted_at/></dd>
                    {since}
                    {repealed}
                    {text.map(|text| view! { <dt>{t.rule.lays_down()}</dt><dd class="text">{text}</dd> })}
                </dl>
                <About key=key/>
                {may.then(|| view! { <Forms detail=detail.clone()/> })}
                {(!may).then(|| view! { <p class="note">{t.carrier.not_yours()}</p> })}
            </Section>
            <History entries=history class="span-12"/>
        </div>
    }
}

/// The rules that answer one issue, for the issue's own page. Nothing while there are none.
#[component]
pub fn OfIssue(lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let rows = lines.iter().map(|line| {
        let word = state_text(&line.state, t);
        view! { <li><a href=format!("/rules/{}", line.id)>{line.title.clone()}</a>{word}</li> }
    });
    (!lines.is_empty()).then(|| {
        view! {
            <section><h3>{t.rail.rules()}</h3><ul class="linked">{rows.collect_view()}</ul></section>
        }
    })
}
