//! What can be done to a rule: draft, change, bring into force, repeal, bring back.

use domain::act::Act as Any;
use domain::kinds::{Book, Day, Name, Note, RuleId, Title, UnitId};
use domain::rule::{Act, Description};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::Select;
use crate::part::{Field, TextArea};
use crate::session::{UnitNode, me};
use crate::texts::texts;

fn description(entered: &Entered) -> Result<Description, Wrong> {
    Ok(Description {
        title: entered.get("title", Title::parse)?,
        department: entered.get("department", Name::parse)?,
        detail: entered.get("detail", Note::optional)?,
    })
}

/// A new rule of one of the units that this person may draft for.
#[component]
pub fn Draft(units: Vec<(Book, UnitNode)>) -> impl IntoView {
    let (t, form) = (texts(), Form::new("draft"));
    let book = units.first().map_or(Book::Office, |own| own.0);
    let own: Vec<UnitId> = units.iter().map(|(_, unit)| unit.id).collect();
    let read = Callback::new(move |(entered,): (Entered,)| {
        let unit = match own.as_slice() {
            [only] => *only,
            _ => entered.get("unit", |raw| raw.parse())?,
        };
        Ok(Any::Rule(Act::Draft { rule: edge::id(), unit, description: description(&entered)? }))
    });
    let many = units.len() > 1;
    let options = units.iter().map(|(_, unit)| (unit.id.to_string(), unit.name.to_string())).collect::<Vec<_>>();
    view! {
        <ActForm form book verb=t.act.rule_draft() read primary=true>
            {many.then(|| view! { <Select label=t.field.unit() name=form.name("unit") options wrong=form.wrong("unit")/> })}
            <Field label=t.rule.name() name=form.name("title") wrong=form.wrong("title")/>
            <Field label=t.field.department() name=form.name("department") wrong=form.wrong("department")/>
            <TextArea label=t.rule.lays_down() name=form.name("detail") wrong=form.wrong("detail")/>
        </ActForm>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let rule = detail.rule.id;
    let reasoned = move |make: fn(RuleId, Note) -> Act| {
        Callback::new(move |(entered,): (Entered,)| Ok(Any::Rule(make(rule, entered.get("reason", Note::parse)?))))
    };
    let repeal = reasoned(|rule, reason| Act::Repeal { rule, reason });
    let reinstate = reasoned(|rule, reason| Act::Reinstate { rule, reason });
    let formal = vec![t.rule.repeal_one().to_owned(), t.rule.repeal_two().to_owned()];
    if detail.rule.repealed_at.is_some() {
        return view! { <div class="row"><Reasoned detail prefix="reinstate" verb=t.act.rule_reinstate() read=reinstate/></div> }
            .into_any();
    }
    let draft = detail.rule.state() == "draft";
    view! {
        <div class="row">
            {draft.then(|| view! { <Establish detail=detail.clone()/> })}
            <Change detail=detail.clone()/>
            <Reasoned detail prefix="repeal" verb=t.act.rule_repeal() read=repeal formal/>
        </div>
    }
    .into_any()
}

#[component]
fn Establish(detail: Detail) -> impl IntoView {
    let (t, me, form) = (texts(), me(), Form::new("establish"));
    let (book, rule) = (detail.rule.book, detail.rule.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Rule(Act::Establish { rule, in_force: entered.get("day", Day::parse)? }))
    });
    let formal = vec![t.rule.establish_one().to_owned(), t.rule.establish_two().to_owned()];
    view! {
        <Fold verb=t.act.rule_establish() id="establish">
            <ActForm form book known=detail.known() verb=t.act.rule_establish() read formal primary=true>
                <Field label=t.rule.since() name=form.name("day") kind="date" value=me.today().to_string() wrong=form.wrong("day")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (book, rule) = (detail.rule.book, detail.rule.id);
    let own = detail.rule.description.clone();
    let about = own.detail.as_ref().map(ToString::to_string).unwrap_or_default();
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Rule(Act::Change { rule, description: description(&entered)? }))
    });
    view! {
        <Fold verb=t.act.rule_change()>
            <ActForm form book known=detail.known() verb=t.common.save() read>
                <Field label=t.rule.name() name=form.name("title") value=own.title.to_string() wrong=form.wrong("title")/>
                <Field
                    label=t.field.department()
                    name=form.name("department")
                    value=own.department.to_string()
                    wrong=form.wrong("department")
                />
                <TextArea label=t.rule.lays_down() name=form.name("detail") value=about rows=5 wrong=form.wrong("detail")/>
            </ActForm>
        </Fold>
    }
}

/// An act that asks for a reason and nothing else.
#[component]
fn Reasoned(
    detail: Detail,
    prefix: &'static str,
    verb: &'static str,
    read: Callback<(Entered,), Result<Any, Wrong>>,
    #[prop(optional)] formal: Vec<String>,
) -> impl IntoView {
    let (t, form) = (texts(), Form::new(prefix));
    view! {
        <Fold verb=verb>
            <ActForm form book=detail.rule.book known=detail.known() verb=verb read formal>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}
