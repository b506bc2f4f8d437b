//! Secondary organisations and branches of a unit as a tree, with the forms that change it.

use domain::act::Act as Any;
use domain::kinds::{Name, Note, OrganisationId};
use domain::unit::{Act, Organisation};
use leptos::prelude::*;

use super::detail::Detail;
use super::place::{Placing, kind, kinds, parent, parents};
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::Select;
use crate::part::{About, Empty, Field, History, Section, TextArea};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn TreeView(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let unit = detail.unit.clone();
    let may = unit.closed.is_none() && me.viewer.must_be_unit_or_group(unit.book(), unit.id).is_ok();
    let (key, history) = (detail.key(), detail.history.clone());
    let open = unit.organisations.iter().filter(|own| own.closed_at.is_none()).count();
    let none = (open == 0).then(|| view! { <Empty title=t.unit.tree_none() note=t.unit.tree_none_note()/> });
    let closed: Vec<Organisation> = unit.organisations.iter().filter(|own| own.closed_at.is_some()).cloned().collect();
    let adding = detail.clone();
    let add = may.then(move || {
        view! {
            <Section title=t.act.unit_add_organisation().to_owned() class="span-5" id="add"><Add detail=adding/></Section>
        }
    });
    view! {
        <leptos_meta::Title text=format!("{}·{}", unit.name, t.unit.tree_open())/>
        <header class="page-head">
            <div><p class="quiet"><a href=format!("/unit/{}", unit.id)>{unit.name.to_string()}</a></p><h1>{t.unit.tree_open()}</h1></div>
        </header>
        <div class="columns">
            <Section title=t.unit.tree_title(open) note=t.unit.tree_note() class="span-7">
                {none}
                <Branches detail=detail.clone() parent=None may/>
                <About key=key/>
                {(!closed.is_empty()).then(|| view! { <Closed detail=detail.clone() closed may/> })}
            </Section>
            {add}
            <History entries=history class="span-12"/>
        </div>
    }
}

/// The open organisations below one, or at the top, each with those below it.
#[component]
fn Branches(detail: Detail, parent: Option<OrganisationId>, may: bool) -> impl IntoView {
    let unit = &detail.unit;
    let here = |own: &&Organisation| own.closed_at.is_none() && unit.stands_under(own) == parent;
    let rows: Vec<AnyView> = unit
        .organisations
        .iter()
        .filter(here)
        .map(|own| {
            let (own, detail) = (own.clone(), detail.clone());
            view! { <Node own detail may/> }.into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="tree">{rows}</ul> })
}

#[component]
fn Node(own: Organisation, detail: Detail, may: bool) -> AnyView {
    let t = texts();
    let kind: &str = own.kind.into();
    let id = own.id;
    view! {
        <li>
            <div class="node">
                <span>{own.name.to_string()}<small>{t.kind.get(kind)}</small></span>
                {may.then(|| view! { <Change own=own.clone() detail=detail.clone()/> })}
            </div>
            <Branches detail parent=Some(id) may/>
        </li>
    }
    .into_any()
}

/// 更名, 改类型和上级 and 撤下 of one organisation.
#[component]
fn Change(own: Organisation, detail: Detail) -> impl IntoView {
    let t = texts();
    let (book, unit, id) = (detail.unit.book(), detail.unit.id, own.id);
    let rename = Form::new(format!("rename-{id}"));
    let seen = StoredValue::new(own.name.clone());
    let renamed = Callback::new(move |(entered,): (Entered,)| {
        let (name, was) = (entered.get("name", Name::parse)?, Some(Box::new(seen.get_value())));
        Ok(Any::Unit(Act::RenameOrganisation { unit, organisation: id, name, was }))
    });
    let known = detail.known();
    let name = own.name.to_string();
    let (same, whole) = (own.clone(), detail.clone());
    view! {
        <div class="row">
            <Fold verb=t.act.unit_rename()>
                <ActForm form=rename book known verb=t.common.save() read=renamed>
                    <Field label=t.field.name() name=rename.name("name") value=name wrong=rename.wrong("name")/>
                </ActForm>
            </Fold>
            <Placing own=same detail=whole/>
            <Fold verb=t.act.unit_close_organisation()><Close own detail/></Fold>
        </div>
    }
}

/// Closes one organisation, after those below it.
#[component]
fn Close(own: Organisation, detail: Detail) -> impl IntoView {
    let t = texts();
    let (book, unit, id) = (detail.unit.book(), detail.unit.id, own.id);
    let below = detail.unit.below(id).count();
    if below > 0 {
        return view! { <p class="quiet">{t.unit.close_below_first(below)}</p> }.into_any();
    }
    let form = Form::new(format!("close-{id}"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let reason = entered.get("reason", Note::parse)?;
        Ok(Any::Unit(Act::CloseOrganisation { unit, organisation: id, reason }))
    });
    let formal = vec![t.unit.close_one(&own.name), t.unit.close_two().to_owned()];
    let verb = t.act.unit_close_organisation();
    view! {
        <ActForm form book known=detail.known() verb read formal>
            <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
        </ActForm>
    }
    .into_any()
}

/// What was closed stays readable and can come back.
#[component]
fn Closed(detail: Detail, closed: Vec<Organisation>, may: bool) -> impl IntoView {
    let t = texts();
    let (book, unit) = (detail.unit.book(), detail.unit.id);
    let rows = closed.iter().map(|own| {
        let id = own.id;
        let form = Form::new(format!("reopen-{id}"));
        let read = Callback::new(move |(_,): (Entered,)| -> Result<Any, Wrong> {
            Ok(Any::Unit(Act::ReopenOrganisation { unit, organisation: id }))
        });
        let above = own.parent.and_then(|parent| detail.unit.organisation(parent));
        let above = above.filter(|above| above.closed_at.is_some());
        let (known, verb) = (detail.known(), t.act.unit_reopen_organisation());
        let change = match above {
            Some(above) => view! { <small>{t.unit.reopen_above_first(&above.name)}</small> }.into_any(),
            None => view! { <ActForm form book known verb read/> }.into_any(),
        };
        view! {
            <li>
                <div class="node">
                    <span>{own.name.to_string()}</span>
                    {may.then_some(change)}
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <details class="fold"><summary>{t.unit.tree_closed(closed.len())}</summary><ul class="tree">{rows}</ul></details> }
}

#[component]
fn Add(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("add"));
    let (book, unit) = (detail.unit.book(), detail.unit.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Unit(Act::AddOrganisation {
            unit,
            organisation: edge::id(),
            parent: parent(&entered),
            name: entered.get("name", Name::parse)?,
            kind: kind(&entered),
        }))
    });
    view! {
        <ActForm form book known=detail.known() verb=t.act.unit_add_organisation() read primary=true>
            <Field label=t.field.name() name=form.name("name") wrong=form.wrong("name")/>
            <Select label=t.history.field_kind() name=form.name("kind") options=kinds(t)/>
            <Select
                label=t.unit.parent()
                name=form.name("organisation")
                options=parents(&detail.unit, t.unit.parent_none(), |_| true)
                wrong=form.wrong("organisation")
            />
        </ActForm>
    }
}
