//! A carrier's milestones: the line of days, then each with what can be done to it.

use domain::act::Act as Any;
use domain::carrier::{Act, Milestone};
use domain::due::is_late;
use domain::kinds::{Book, CarrierId, Day, Name, Note};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::{DayText, Empty, Field, Mark, Section, TextArea};
use crate::session::me;
use crate::texts::texts;
use crate::unit::carriers::Track;

#[component]
pub fn Milestones(detail: Detail, may: bool) -> impl IntoView {
    let t = texts();
    let own = detail.carrier.clone();
    let running = may && own.dropped_at.is_none();
    let none = own.milestones.is_empty();
    let none = none.then(|| view! { <Empty title=t.carrier.milestones_none() note=t.carrier.milestones_none_note()/> });
    let rows = own.milestones.iter().map(|one| {
        let (one, detail) = (one.clone(), detail.clone());
        view! { <Row one detail may=running/> }
    });
    let rows = rows.collect_view();
    let removed = (!own.removed.is_empty()).then(|| view! { <Removed detail=detail.clone() may=running/> });
    view! {
        <Section title=t.carrier.milestones(own.milestones.len()) class="span-8" id="milestones">
            {none}
            <div class="carriers"><Track milestones=own.milestones/></div>
            <ul class="steps">{rows}</ul>
            {running.then(|| view! { <Add detail=detail.clone()/> })}
            {removed}
        </Section>
    }
}

#[component]
fn Row(one: Milestone, detail: Detail, may: bool) -> impl IntoView {
    let (t, me) = (texts(), me());
    let late = one.reached_at.is_none() && is_late(one.due, me.today());
    let bound = domain::due::is_late(one.due, me.today()) && !me.viewer.leads_group(detail.carrier.book);
    let state = match one.reached_at {
        Some(time) => {
            view! { <Mark kind="verified" word=t.carrier.reached() calm=true/> " " <DayText day=time.day()/> }
                .into_any()
        }
        None if late => view! { <Mark kind="late" word=t.state.late()/> }.into_any(),
        None => view! { <span class="quiet">{t.carrier.to_come()}</span> }.into_any(),
    };
    let forms = match (may, one.reached_at) {
        (false, _) => None,
        (true, Some(_)) => Some(view! { <Reopen one=one.clone() detail/> }.into_any()),
        (true, None) => {
            let remove = (!bound).then(|| view! { <Remove one=one.clone() detail=detail.clone()/> });
            Some(
                view! {
                    <Reach one=one.clone() detail=detail.clone()/>
                    <Change one=one.clone() detail bound/>
                    {remove}
                }
                .into_any(),
            )
        }
    };
    view! {
        <li>
            <span class="name">{one.name.to_string()}</span>
            <span class="by"><DayText day=one.due/></span>
            <span class="stands">{state}</span>
            <div class="row">{forms}</div>
        </li>
    }
}

/// Which carrier an act of this page is about.
fn at(detail: &Detail) -> (Book, CarrierId) {
    (detail.carrier.book, detail.carrier.id)
}

#[component]
fn Reach(one: Milestone, detail: Detail) -> impl IntoView {
    let t = texts();
    let ((book, carrier), milestone) = (at(&detail), one.id);
    let form = Form::new(format!("reach-{milestone}"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let note = entered.get("note", Note::optional)?;
        Ok(Any::Carrier(Act::ReachMilestone { carrier, milestone, note }))
    });
    view! {
        <Fold verb=t.act.carrier_reach_milestone()>
            <ActForm form book known=detail.known() verb=t.act.carrier_reach_milestone() read>
                <TextArea label=t.field.note() name=form.name("note") hint=t.carrier.reach_hint() wrong=form.wrong("note")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Reopen(one: Milestone, detail: Detail) -> impl IntoView {
    let t = texts();
    let ((book, carrier), milestone) = (at(&detail), one.id);
    let form = Form::new(format!("reopen-{milestone}"));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let reason = entered.get("reason", Note::parse)?;
        Ok(Any::Carrier(Act::ReopenMilestone { carrier, milestone, reason }))
    });
    view! {
        <Fold verb=t.act.carrier_reopen_milestone()>
            <ActForm form book known=detail.known() verb=t.act.carrier_reopen_milestone() read>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

/// `bound`: its day is not this person's to change.
#[component]
fn Change(one: Milestone, detail: Detail, bound: bool) -> impl IntoView {
    let t = texts();
    let hint = if bound { t.carrier.late_hint() } else { "" };
    let ((book, carrier), milestone) = (at(&detail), one.id);
    let form = Form::new(format!("change-{milestone}"));
    let seen = StoredValue::new(one.aim());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (name, due) = (entered.get("name", Name::parse)?, entered.get("due", Day::parse)?);
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Carrier(Act::ChangeMilestone { carrier, milestone, name, due, was }))
    });
    view! {
        <Fold verb=t.act.carrier_change_milestone()>
            <ActForm form book known=detail.known() verb=t.common.save() read>
                <Field label=t.field.name() name=form.name("name") value=one.name.to_string() wrong=form.wrong("name")/>
                <Field label=t.field.due() name=form.name("due") kind="date" value=one.due.to_string() hint wrong=form.wrong("due")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Remove(one: Milestone, detail: Detail) -> impl IntoView {
    let t = texts();
    let ((book, carrier), milestone) = (at(&detail), one.id);
    let act = Callback::new(move |(reason,)| Any::Carrier(Act::RemoveMilestone { carrier, milestone, reason }));
    let formal = vec![t.carrier.remove_one(&one.name), t.carrier.remove_two().to_owned()];
    let prefix = format!("remove-{milestone}");
    view! { <Reasoned prefix book known=detail.known() verb=t.act.carrier_remove_milestone() act formal/> }
}

/// What was taken out, each with its way back.
#[component]
fn Removed(detail: Detail, may: bool) -> impl IntoView {
    let t = texts();
    let (book, carrier) = at(&detail);
    let removed = detail.carrier.removed.clone();
    let many = removed.len();
    let rows = removed.into_iter().map(|one| {
        let milestone = one.id;
        let act = Callback::new(move |(reason,)| Any::Carrier(Act::ReinstateMilestone { carrier, milestone, reason }));
        let (prefix, verb) = (format!("reinstate-{milestone}"), t.act.carrier_reinstate_milestone());
        let known = detail.known();
        view! {
            <li>
                <span class="name">{one.name.to_string()}</span>
                <span class="by"><DayText day=one.due/></span>
                {may.then(|| view! { <div class="row"><Reasoned prefix book known verb act/></div> })}
            </li>
        }
    });
    let rows = rows.collect_view();
    view! { <details class="fold"><summary>{t.carrier.removed(many)}</summary><ul class="steps">{rows}</ul></details> }
}

#[component]
fn Add(detail: Detail) -> impl IntoView {
    let t = texts();
    let (book, carrier) = at(&detail);
    let form = Form::new("add");
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (name, due) = (entered.get("name", Name::parse)?, entered.get("due", Day::parse)?);
        Ok(Any::Carrier(Act::AddMilestone { carrier, milestone: edge::id(), name, due }))
    });
    view! {
        <Fold verb=t.act.carrier_add_milestone() id="add">
            <ActForm form book known=detail.known() verb=t.act.carrier_add_milestone() read>
                <Field label=t.field.name() name=form.name("name") wrong=form.wrong("name")/>
                <Field label=t.field.due() name=form.name("due") kind="date" wrong=form.wrong("due")/>
            </ActForm>
        </Fold>
    }
}
