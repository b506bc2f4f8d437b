//! What can be done to a carrier as a whole: starting, progress, description, stopping and going on.

use domain::act::Act as Any;
use domain::carrier::{Act, Description};
use domain::kinds::{CarrierId, Name, Note, Percent, Title};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned, Wrong};
use crate::part::records::Units;
use crate::part::{Field, TextArea};
use crate::session::me;
use crate::texts::texts;

fn description(entered: &Entered) -> Result<Description, Wrong> {
    Ok(Description {
        name: entered.get("name", Title::parse)?,
        department: entered.get("department", Name::parse)?,
        lead: entered.get("lead", Name::parse)?,
        detail: entered.get("detail", Note::optional)?,
    })
}

/// A new carrier of one of these units.
#[component]
pub fn Start(units: Units) -> impl IntoView {
    let (t, form) = (texts(), Form::new("start"));
    let (book, choice) = (units.book(), units.field(form));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (unit, description) = (units.read(&entered)?, description(&entered)?);
        Ok(Any::Carrier(Act::Start { carrier: edge::id(), unit, description }))
    });
    view! {
        <ActForm form book verb=t.act.carrier_start() read primary=true>
            {choice}
            <Described form/>
        </ActForm>
    }
}

/// What describes a carrier.
#[component]
fn Described(form: Form, #[prop(optional)] own: Option<Description>) -> impl IntoView {
    let t = texts();
    let about = own.as_ref().and_then(|own| own.detail.as_ref()).map(ToString::to_string).unwrap_or_default();
    let [name, department, lead] = match own {
        Some(own) => [own.name.to_string(), own.department.to_string(), own.lead.to_string()],
        None => Default::default(),
    };
    view! {
        <Field label=t.field.name() name=form.name("name") value=name wrong=form.wrong("name")/>
        <Field label=t.field.department() name=form.name("department") value=department wrong=form.wrong("department")/>
        <Field label=t.history.field_lead() name=form.name("lead") value=lead wrong=form.wrong("lead")/>
        <TextArea label=t.history.field_detail() name=form.name("detail") value=about wrong=form.wrong("detail")/>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let (carrier, book, known) = (detail.carrier.id, detail.carrier.book, detail.known());
    let me = me();
    let bound = detail.carrier.shows_late(me.today()) && !me.viewer.leads_group(book);
    let act = |make: fn(CarrierId, Note) -> Act| Callback::new(move |(reason,)| Any::Carrier(make(carrier, reason)));
    let stop = act(|carrier, reason| Act::Drop { carrier, reason });
    let resume = act(|carrier, reason| Act::Resume { carrier, reason });
    let formal = vec![t.carrier.drop_one().to_owned(), t.carrier.drop_two().to_owned()];
    let forms = if detail.carrier.dropped_at.is_some() {
        view! { <Reasoned prefix="resume" book known verb=t.act.carrier_resume() act=resume/> }.into_any()
    } else {
        let stopping = if bound {
            view! { <p class="note">{t.carrier.drop_late()}</p> }.into_any()
        } else {
            view! { <Reasoned prefix="drop" book known verb=t.act.carrier_drop() act=stop formal/> }.into_any()
        };
        view! {
            <Progress detail=detail.clone()/>
            <Change detail/>
            {stopping}
        }
        .into_any()
    };
    view! { <div class="row">{forms}</div> }
}

#[component]
fn Progress(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("progress"));
    let (book, carrier) = (detail.carrier.book, detail.carrier.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (percent, note) = (entered.get("percent", Percent::parse)?, entered.get("note", Note::parse)?);
        Ok(Any::Carrier(Act::ReportProgress { carrier, percent, note }))
    });
    let percent = detail.carrier.percent.get().to_string();
    view! {
        <Fold verb=t.act.carrier_report_progress() id="progress">
            <ActForm form book known=detail.known() verb=t.act.carrier_report_progress() read primary=true>
                <Field label=t.carrier.percent() name=form.name("percent") kind="number" value=percent wrong=form.wrong("percent")/>
                <TextArea label=t.carrier.progress_note() name=form.name("note") wrong=form.wrong("note")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (book, carrier, known) = (detail.carrier.book, detail.carrier.id, detail.known());
    let seen = StoredValue::new(detail.carrier.description.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Carrier(Act::Change { carrier, description: description(&entered)?, was }))
    });
    view! {
        <Fold verb=t.act.carrier_change()>
            <ActForm form book known verb=t.common.save() read>
                <Described form own=detail.carrier.description/>
            </ActForm>
        </Fold>
    }
}
