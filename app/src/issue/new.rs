//! The form that raises an issue: the group any origin, the unit its own lists and its own research.

use domain::act::{Act as Any, Key, Subject};
use domain::issue::act::Find;
use domain::issue::{Act, Origin};
use domain::kinds::{Book, Text, Time, UnitId};
use domain::record::{Facts, Known, Record, check};
use domain::refusal::Refusal;
use domain::unit::{Organisation, OrganisationKind, Unit};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};
use strum::VariantArray;

use super::fields::description;
use super::forms::Desk;
use super::send::{self, Values, Wrong};
use crate::edge;
use crate::outbox::outbox;
use crate::part::empty::refusal_text;
use crate::part::field::Select;
use crate::part::{Empty, Field, TextArea};
use crate::session::{GroupNode, Me, UnitNode, me};
use crate::texts::{Texts, texts};

/// `/issues/new`
#[component]
pub fn Page() -> impl IntoView {
    let (t, me) = (texts(), me());
    let units: Vec<_> = me.groups.iter().flat_map(GroupNode::open).collect();
    let none = units.is_empty();
    view! {
        <leptos_meta::Title text=t.act.issue_find()/>
        <header class="page-head"><h1>{t.act.issue_find()}</h1></header>
        {if none { view! { <Empty title=t.issue.no_units()/> }.into_any() } else { view! { <Raise/> }.into_any() }}
    }
}

/// The origins that this person may raise.
fn origins(me: &Me, t: Texts) -> Vec<(String, String)> {
    let group = me.viewer.roles.iter().any(|role| matches!(role, domain::viewer::Role::Group { .. }));
    let own = |origin: &&Origin| group || matches!(origin, Origin::TeamList | Origin::Research);
    let each = Origin::VARIANTS.iter().filter(own);
    each.map(|origin| (<&str>::from(origin).to_owned(), t.kind.get(origin.into()).to_owned())).collect()
}

#[component]
fn Raise() -> impl IntoView {
    let (t, me, outbox, navigate) = (texts(), me(), outbox(), use_navigate());
    // What was raised stands there, also when the network has gone meanwhile.
    crate::pages::ISSUES.ahead();
    let desk = Desk::new();
    let query = use_query_map();
    let asked = move |key: &str| query.with_untracked(|query| query.get(key)).unwrap_or_default();
    let units: Vec<(String, String)> =
        me.groups.iter().flat_map(GroupNode::open).map(|unit| (unit.id.to_string(), unit.name.to_string())).collect();
    let first = units.iter().find(|unit| unit.0 == asked("unit")).or(units.first()).map(|unit| unit.0.clone());
    let chosen = RwSignal::new(first.unwrap_or_default());
    let start = chosen.get_untracked();
    let (origin, report) = (asked("origin"), asked("report"));
    let own = me.clone();
    let rest = move || {
        let unit =
            chosen.get().parse::<UnitId>().ok().and_then(|id| own.unit(id)).map(|(_, unit)| unit.organisations.clone());
        let places = unit.unwrap_or_default().into_iter().map(|(id, name)| (id.to_string(), name.to_string()));
        description(None, &places.collect::<Vec<_>>(), desk, t)
    };
    let kinds = origins(&me, t);
    let submit = move |event| {
        let values = Values::of(&event);
        desk.wrong.set(None);
        match raise(&values, &me, outbox.now(&me)) {
            Ok((book, find)) => {
                outbox.propose(book, Any::Issue(Act::Find(Box::new(find))));
                navigate("/issues", leptos_router::NavigateOptions::default());
            }
            Err((field, refusal)) => desk.wrong.set(Some((field, refusal_text(&refusal, t)))),
        }
    };
    let follow = move |event: leptos::ev::Event| {
        use leptos::wasm_bindgen::JsCast as _;
        let select = event.target().and_then(|target| target.dyn_into::<leptos::web_sys::HtmlSelectElement>().ok());
        if let Some(select) = select.filter(|select| select.name() == "unit") {
            chosen.set(select.value());
        }
    };
    let other = move || desk.wrong.get().filter(|(field, _)| !super::fields::NAMES.contains(&field.as_str()));
    view! {
        <form class="sheet" method="dialog" on:submit=submit on:change=follow novalidate=true>
            <div class="two-up">
                <Select label=t.field.unit() name="unit" options=units value=start required=true/>
                <Select label=t.field.origin() name="origin" options=kinds value=origin required=true/>
            </div>
            <input type="hidden" name="report" value=report/>
            <Field label=t.field.title() name="title" required=true hint=t.issue.title_hint() wrong=desk.wrong_of("title")/>
            <TextArea label=t.field.detail() name="detail" wrong=desk.wrong_of("detail")/>
            {rest}
            <fieldset>
                <legend>{t.issue.first_measure()}</legend>
                <TextArea label=t.issue.measure_what() name="what" rows=2 wrong=desk.wrong_of("what")/>
                <div class="two-up">
                    <Field label=t.issue.measure_who() name="who"/>
                    <Field label=t.issue.measure_by() name="by" kind="date" wrong=desk.wrong_of("by")/>
                </div>
            </fieldset>
            <p class="wrong" role="alert">{move || other().map(|(_, why)| why)}</p>
            <div class="row">
                <button type="submit" class="button primary">{t.act.issue_find()}</button>
                <a class="button plain" href="/issues">{t.common.cancel()}</a>
            </div>
        </form>
    }
}

/// Reads the form and asks the rule.
fn raise(values: &Values, me: &Me, now: Time) -> Result<(Book, Find), Wrong> {
    let missing = || ("unit".to_owned(), Refusal::NotFound);
    let unit = values.get("unit").parse::<UnitId>().map_err(|_| missing())?;
    let (group, node) = me.unit(unit).ok_or_else(missing)?;
    let measures =
        if values.get("what").trim().is_empty() { Vec::new() } else { vec![send::plan(values, edge::id())?] };
    let find = Find {
        issue: edge::id(),
        unit,
        origin: values.get("origin").parse().map_err(|_| ("origin".to_owned(), Refusal::Malformed))?,
        facts: send::facts(values, now)?,
        measures,
        ledger: None,
        report: None,
        from: None,
        visit: None,
        meeting: None,
    };
    let mut known = Known::default();
    known.records.insert(
        Key { subject: Subject::Unit, id: unit.0 },
        Record::Unit(unit_record(group, node).ok_or_else(missing)?),
    );
    let book = Book::Group(group.id);
    let act = Any::Issue(Act::Find(Box::new(find.clone())));
    let facts = Facts { now, book, viewer: &me.viewer, known: &known };
    check(&act, &facts).map_err(|refusal| (send::field_of(&refusal), refusal))?;
    // The report is another record: the server looks whether it is the unit's.
    Ok((book, Find { report: values.get("report").parse().ok(), ..find }))
}

/// The unit as far as the page knows it: enough for the rule.
pub(crate) fn unit_record(group: &GroupNode, node: &UnitNode) -> Option<Unit> {
    let organisations = node.organisations.iter().map(|(id, name)| Organisation {
        id: *id,
        parent: None,
        name: name.clone(),
        kind: OrganisationKind::Secondary,
        closed_at: None,
    });
    Some(Unit {
        id: node.id,
        group: group.id,
        code: Text::parse(&node.code).ok()?,
        name: node.name.clone(),
        goal: None,
        organisations: organisations.collect(),
        added_at: Time::default(),
        closed: None,
        members: Vec::new(),
    })
}
