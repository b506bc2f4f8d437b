//! What can be done to a carrier as a whole: progress, description, stopping and going on.

use domain::act::Act as Any;
use domain::carrier::Act;
use domain::kinds::{Note, Percent};
use leptos::prelude::*;

use super::{Detail, description};
use crate::part::act_form::{ActForm, Entered, Fold, Form};
use crate::part::{Field, TextArea};
use crate::texts::texts;

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    if detail.carrier.dropped_at.is_some() {
        return view! { <div class="row"><Resume detail/></div> }.into_any();
    }
    view! {
        <div class="row">
            <Progress detail=detail.clone()/>
            <Change detail=detail.clone()/>
            <Stop detail/>
        </div>
    }
    .into_any()
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
    let (book, carrier) = (detail.carrier.book, detail.carrier.id);
    let own = detail.carrier.description.clone();
    let about = own.detail.as_ref().map(ToString::to_string).unwrap_or_default();
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Carrier(Act::Change { carrier, description: description(&entered)? }))
    });
    view! {
        <Fold verb=t.act.carrier_change()>
            <ActForm form book known=detail.known() verb=t.common.save() read>
                <Field label=t.field.name() name=form.name("name") value=own.name.to_string() wrong=form.wrong("name")/>
                <Field
                    label=t.field.department()
                    name=form.name("department")
                    value=own.department.to_string()
                    wrong=form.wrong("department")
                />
                <Field label=t.history.field_lead() name=form.name("lead") value=own.lead.to_string() wrong=form.wrong("lead")/>
                <TextArea label=t.history.field_detail() name=form.name("detail") value=about wrong=form.wrong("detail")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Stop(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("drop"));
    let (book, carrier) = (detail.carrier.book, detail.carrier.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Carrier(Act::Drop { carrier, reason: entered.get("reason", Note::parse)? }))
    });
    let formal = vec![t.carrier.drop_one().to_owned(), t.carrier.drop_two().to_owned()];
    view! {
        <Fold verb=t.act.carrier_drop()>
            <ActForm form book known=detail.known() verb=t.act.carrier_drop() read formal>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}

#[component]
fn Resume(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("resume"));
    let (book, carrier) = (detail.carrier.book, detail.carrier.id);
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Carrier(Act::Resume { carrier, reason: entered.get("reason", Note::parse)? }))
    });
    view! {
        <Fold verb=t.act.carrier_resume()>
            <ActForm form book known=detail.known() verb=t.act.carrier_resume() read>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}
