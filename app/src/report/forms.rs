//! What can be done to a report: plan, change, complete, take up again, stop, go on.

use domain::act::Act as Any;
use domain::kinds::{Day, Name, Note, ReportId, Title};
use domain::refusal::Refusal;
use domain::report::{Act, Description};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned, Wrong};
use crate::part::records::Units;
use crate::part::{Field, TextArea};
use crate::texts::texts;

fn description(entered: &Entered) -> Result<Description, Wrong> {
    Ok(Description {
        title: entered.get("title", Title::parse)?,
        official: entered.get("official", Name::parse)?,
        due: entered.get("due", optional_day)?,
    })
}

fn optional_day(raw: &str) -> Result<Option<Day>, Refusal> {
    if raw.trim().is_empty() { Ok(None) } else { Day::parse(raw).map(Some) }
}

/// A new report of one of the units that this person may plan for.
#[component]
pub fn Plan(units: Units) -> impl IntoView {
    let (t, form) = (texts(), Form::new("plan"));
    let (book, choice) = (units.book(), units.field(form));
    let read = Callback::new(move |(entered,): (Entered,)| {
        let (unit, description) = (units.read(&entered)?, description(&entered)?);
        Ok(Any::Report(Act::Plan { report: edge::id(), unit, description }))
    });
    view! {
        <ActForm form book verb=t.act.report_plan() read primary=true>
            {choice}
            <Described form/>
        </ActForm>
    }
}

/// What describes a report.
#[component]
fn Described(form: Form, #[prop(optional)] own: Option<Description>) -> impl IntoView {
    let t = texts();
    let due = own.as_ref().and_then(|own| own.due).map(|day| day.to_string()).unwrap_or_default();
    let (title, official) = own.map(|own| (own.title.to_string(), own.official.to_string())).unwrap_or_default();
    view! {
        <Field label=t.report.subject() name=form.name("title") value=title wrong=form.wrong("title")/>
        <Field label=t.report.official() name=form.name("official") value=official wrong=form.wrong("official")/>
        <Field label=t.field.due() name=form.name("due") kind="date" value=due wrong=form.wrong("due")/>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let (report, book) = (detail.report.id, detail.report.book);
    let act = |make: fn(ReportId, Note) -> Act| Callback::new(move |(reason,)| Any::Report(make(report, reason)));
    let reopen = act(|report, reason| Act::Reopen { report, reason });
    let stop = act(|report, reason| Act::Drop { report, reason });
    let resume = act(|report, reason| Act::Resume { report, reason });
    let opens = vec![t.report.reopen_one().to_owned()];
    let stops = vec![t.report.drop_one().to_owned(), t.report.drop_two().to_owned()];
    let known = detail.known();
    let forms = match detail.report.state() {
        "completed" => view! {
            <Reasoned prefix="reopen" book known verb=t.act.report_reopen() act=reopen formal=opens/>
            <Change detail/>
        }
        .into_any(),
        "dropped" => view! { <Reasoned prefix="resume" book known verb=t.act.report_resume() act=resume/> }.into_any(),
        _ => view! {
            <Complete detail=detail.clone()/>
            <Change detail/>
            <Reasoned prefix="drop" book known verb=t.act.report_drop() act=stop formal=stops/>
        }
        .into_any(),
    };
    view! { <div class="row">{forms}</div> }
}

#[component]
fn Complete(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("complete"));
    let (book, report) = (detail.report.book, detail.report.id);
    let before = detail.report.summary.as_ref().map(ToString::to_string).unwrap_or_default();
    let seen = StoredValue::new(detail.report.finding());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Report(Act::Complete { report, summary: entered.get("summary", Note::parse)?, was }))
    });
    view! {
        <Fold verb=t.act.report_complete() id="complete">
            <ActForm form book known=detail.known() verb=t.act.report_complete() read primary=true>
                <TextArea
                    label=t.history.field_summary()
                    name=form.name("summary")
                    value=before
                    rows=5
                    hint=t.report.summary_hint()
                    wrong=form.wrong("summary")
                />
            </ActForm>
        </Fold>
    }
}

#[component]
fn Change(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("change"));
    let (book, report, known) = (detail.report.book, detail.report.id, detail.known());
    let seen = StoredValue::new(detail.report.description.clone());
    let read = Callback::new(move |(entered,): (Entered,)| {
        let was = Some(Box::new(seen.get_value()));
        Ok(Any::Report(Act::Change { report, description: description(&entered)?, was }))
    });
    view! {
        <Fold verb=t.act.report_change()>
            <ActForm form book known verb=t.common.save() read>
                <Described form own=detail.report.description/>
            </ActForm>
        </Fold>
    }
}
