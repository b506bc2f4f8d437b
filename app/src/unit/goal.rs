//! The unit's one core goal and practice direction, and the carriers in which it is done: reading, setting, starting.

use domain::act::{Act as Any, Key, Subject};
use domain::kinds::{Name, Note};
use domain::unit::{Act, Goal};
use leptos::prelude::*;

use super::answering::Answer;
use super::close::{Close, Recode, since};
use super::detail::Detail;
use crate::carrier::Start;
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::records::Units;
use crate::part::{About, Empty, Field, History, Last, Made, Section, TextArea};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn GoalView(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let unit = detail.unit.clone();
    let may = unit.closed.is_none() && me.viewer.must_be_unit_or_group(unit.book(), unit.id).is_ok();
    let lead = me.viewer.leads_group(unit.book());
    let (key, history) = (detail.key(), detail.history.clone());
    let title = format!("{}·{}", unit.name, t.unit.goal_change());
    let shown = unit.goal.clone().map_or_else(
        || view! { <Empty title=t.unit.goal_none() note=t.unit.goal_none_note()/> }.into_any(),
        |own| {
            view! {
                <dl class="facts one">
                    <dt>{t.history.field_goal()}</dt><dd>{own.goal.to_string()}</dd>
                    <dt>{t.history.field_direction()}</dt><dd>{own.direction.to_string()}</dd>
                </dl>
            }
            .into_any()
        },
    );
    let (all, answering) = (detail.clone(), detail.clone());
    let closed = unit.closed.as_ref().map(|own| view! { <p class="note">{since(own, t)}</p> });
    view! {
        <leptos_meta::Title text=title.clone()/>
        <header class="page-head">
            <div><p class="quiet"><a href=format!("/unit/{}", unit.id)>{unit.name.to_string()}</a></p><h1>{t.unit.goal_change()}</h1></div>
        </header>
        <div class="columns">
            <Section title=t.unit.goal_section().to_owned() class="span-7" id="goal">
                {closed}
                {shown}
                <About key=key/>
                {may.then(|| view! { <SetGoal detail=detail.clone()/> })}
                {lead.then(|| view! { <div class="row"><Rename detail=detail.clone()/><Recode detail=detail.clone()/><Close detail=detail.clone()/></div> })}
            </Section>
            <CarrierList detail=all may/>
            <Answer detail=answering/>
            <History entries=history class="span-12"/>
        </div>
    }
}

#[component]
fn SetGoal(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("goal"));
    let (unit, known) = (detail.unit.clone(), detail.known());
    let id = unit.id;
    let (goal, direction) =
        unit.goal.as_ref().map_or_else(Default::default, |own| (own.goal.to_string(), own.direction.to_string()));
    let seen = StoredValue::new(unit.goal.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let goal = Goal { goal: entered.get("goal", Note::parse)?, direction: entered.get("direction", Note::parse)? };
        Ok(Any::Unit(Act::SetGoal { unit: id, goal, was: seen.get_value().map(Box::new) }))
    });
    view! {
        <Fold verb=t.act.unit_set_goal() id="set_goal">
            <ActForm form book=unit.book() known verb=t.common.save() read>
                <TextArea label=t.history.field_goal() name=form.name("goal") value=goal rows=2 wrong=form.wrong("goal")/>
                <TextArea
                    label=t.history.field_direction()
                    name=form.name("direction")
                    value=direction
                    rows=3
                    wrong=form.wrong("direction")
                />
            </ActForm>
        </Fold>
    }
}

#[component]
fn Rename(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("rename"));
    let (unit, known) = (detail.unit.clone(), detail.known());
    let id = unit.id;
    let seen = StoredValue::new(unit.name.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Unit(Act::Rename { unit: id, name: entered.get("name", Name::parse)?, was }))
    });
    view! {
        <Fold verb=t.act.unit_rename()>
            <ActForm form book=unit.book() known verb=t.common.save() read>
                <Field label=t.field.name() name=form.name("name") value=unit.name.to_string() wrong=form.wrong("name")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn CarrierList(detail: Detail, may: bool) -> impl IntoView {
    let t = texts();
    let none = detail
        .carriers
        .is_empty()
        .then(|| view! { <Empty title=t.unit.carriers_none() note=t.unit.carriers_none_note()/> });
    let rows = detail.carriers.iter().map(|own| {
        let line = format!("{} {}", own.description.department, own.description.lead);
        let stopped = own.dropped_at.map(|_| view! { "·" {t.state.dropped()} });
        let key = Key { subject: Subject::Carrier, id: own.id.0 };
        view! {
            <li>
                <a href=format!("/carrier/{}", own.id)>{own.description.name.to_string()}</a>
                <small>{line}{stopped}</small>
                <Last key/>
            </li>
        }
    });
    let rows = rows.collect_view();
    let unit = detail.unit.id;
    let made = move |act: &Any| crate::carrier::made(act).filter(|own| own.0 == unit).map(|own| own.1);
    let units = Units::one(&me(), unit).filter(|_| may);
    view! {
        <Section title=t.unit.carriers_title().to_owned() class="span-5" id="carriers">
            {none}
            <ul class="waiting">{rows}</ul>
            <Made title=t.outbox.made() name=made/>
            {units.map(|units| view! { <Fold verb=t.act.carrier_start() id="start"><Start units/></Fold> })}
        </Section>
    }
}
