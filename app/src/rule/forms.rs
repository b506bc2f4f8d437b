//! What can be done to a rule: draft, change, bring into force, repeal, bring back.

use domain::act::Act as Any;
use domain::kinds::{Day, Name, Note, RuleId, Title};
use domain::rule::{Act, Description};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::outbox::outbox;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned, Wrong};
use crate::part::field::begins;
use crate::part::records::Units;
use crate::part::{Field, TextArea};
use crate::session::me;
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
pub fn Draft(units: Units) -> impl IntoView {
    let (t, form) = (texts(), Form::new("draft"));
    let (book, choice) = (units.book(), units.field(form));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (unit, description) = (units.read(&entered)?, description(&entered)?);
        Ok(Any::Rule(Act::Draft { rule: edge::id(), unit, description }))
    });
    view! {
        <ActForm form book verb=t.act.rule_draft() read primary=true>
            {choice}
            <Described form/>
        </ActForm>
    }
}

/// What describes a rule.
#[component]
fn Described(form: Form, #[prop(optional)] own: Option<Description>) -> impl IntoView {
    let t = texts();
    let about = own.as_ref().and_then(|own| own.detail.as_ref()).map(ToString::to_string).unwrap_or_default();
    let (title, department) = own.map(|own| (own.title.to_string(), own.department.to_string())).unwrap_or_default();
    view! {
        <Field label=t.rule.name() name=form.name("title") value=title wrong=form.wrong("title")/>
        <Field label=t.field.department() name=form.name("department") value=department wrong=form.wrong("department")/>
        <TextArea label=t.rule.lays_down() name=form.name("detail") value=about rows=5 wrong=form.wrong("detail")/>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let (rule, book, known) = (detail.rule.id, detail.rule.book, detail.known());
    let act = |make: fn(RuleId, Note) -> Act| Callback::new(move |(reason,)| Any::Rule(make(rule, reason)));
    let repeal = act(|rule, reason| Act::Repeal { rule, reason });
    let reinstate = act(|rule, reason| Act::Reinstate { rule, reason });
    let formal = vec![t.rule.repeal_one().to_owned(), t.rule.repeal_two().to_owned()];
    let forms = if detail.rule.repealed_at.is_some() {
        view! { <Reasoned prefix="reinstate" book known verb=t.act.rule_reinstate() act=reinstate/> }.into_any()
    } else {
        let draft = detail.rule.state() == "draft";
        view! {
            {draft.then(|| view! { <Establish detail=detail.clone()/> })}
            <Change detail=detail.clone()/>
            <Reasoned prefix="repeal" book known verb=t.act.rule_repeal() act=repeal formal/>
        }
        .into_any()
    };
    view! { <div class="row">{forms}</div> }
}

#[component]
fn Establish(detail: Detail) -> impl IntoView {
    let (t, me, form, outbox) = (texts(), me(), Form::new("establish"), outbox());
    let (node, first) = (NodeRef::new(), me.today().to_string());
    begins(node, move || outbox.today(&me).to_string());
    let (book, rule) = (detail.rule.book, detail.rule.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Rule(Act::Establish { rule, in_force: entered.get("day", Day::parse)? }))
    });
    let formal = vec![t.rule.establish_one().to_owned(), t.rule.establish_two().to_owned()];
    view! {
        <Fold verb=t.act.rule_establish() id="establish">
            <ActForm form book known=detail.known() verb=t.act.rule_establish() read formal primary=true>
                <Field label=t.rule.since() name=form.name("day") kind="date" value=first node wrong=form.wrong("day")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (book, rule, known) = (detail.rule.book, detail.rule.id, detail.known());
    let seen = StoredValue::new(detail.rule.description.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Rule(Act::Change { rule, description: description(&entered)?, was }))
    });
    view! {
        <Fold verb=t.act.rule_change()>
            <ActForm form book known verb=t.common.save() read>
                <Described form own=detail.rule.description/>
            </ActForm>
        </Fold>
    }
}
