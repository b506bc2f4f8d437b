//! What can be done to a report: plan, change, complete, take up again, stop, go on.

use domain::act::Act as Any;
use domain::kinds::{Book, Day, Name, Note, Title, UnitId};
use domain::refusal::Refusal;
use domain::report::{Act, Description};
use leptos::prelude::*;

use super::read::Detail;
use crate::edge;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Wrong};
use crate::part::field::Select;
use crate::part::{Field, TextArea};
use crate::session::UnitNode;
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
pub fn Plan(units: Vec<(Book, UnitNode)>) -> impl IntoView {
    let (t, form) = (texts(), Form::new("plan"));
    let book = units.first().map_or(Book::Office, |own| own.0);
    let own: Vec<UnitId> = units.iter().map(|(_, unit)| unit.id).collect();
    let read = Callback::new(move |(entered,): (Entered,)| {
        let unit = match own.as_slice() {
            [only] => *only,
            _ => entered.get("unit", |raw| raw.parse())?,
        };
        Ok(Any::Report(Act::Plan { report: edge::id(), unit, description: description(&entered)? }))
    });
    let many = units.len() > 1;
    let options = units.iter().map(|(_, unit)| (unit.id.to_string(), unit.name.to_string())).collect::<Vec<_>>();
    view! {
        <ActForm form book verb=t.act.report_plan() read primary=true>
            {many.then(|| view! { <Select label=t.field.unit() name=form.name("unit") options wrong=form.wrong("unit")/> })}
            <Field label=t.report.subject() name=form.name("title") wrong=form.wrong("title")/>
            <Field label=t.report.official() name=form.name("official") wrong=form.wrong("official")/>
            <Field label=t.field.due() name=form.name("due") kind="date" wrong=form.wrong("due")/>
        </ActForm>
    }
}

#[component]
pub fn Forms(detail: Detail) -> impl IntoView {
    let t = texts();
    let report = detail.report.id;
    let reasoned = move |make: fn(domain::kinds::ReportId, Note) -> Act| {
        Callback::new(move |(entered,): (Entered,)| Ok(Any::Report(make(report, entered.get("reason", Note::parse)?))))
    };
    let reopen = reasoned(|report, reason| Act::Reopen { report, reason });
    let stop = reasoned(|report, reason| Act::Drop { report, reason });
    let resume = reasoned(|report, reason| Act::Resume { report, reason });
    let stops = vec![t.report.drop_one().to_owned(), t.report.drop_two().to_owned()];
    match detail.report.state() {
        "completed" => view! {
            <div class="row">
                <Reasoned detail=detail.clone() prefix="reopen" verb=t.act.report_reopen() read=reopen formal=vec![t.report.reopen_one().to_owned()]/>
                <Change detail/>
            </div>
        }
        .into_any(),
        "dropped" => {
            view! { <div class="row"><Reasoned detail prefix="resume" verb=t.act.report_resume() read=resume/></div> }.into_any()
        }
        _ => view! {
            <div class="row">
                <Complete detail=detail.clone()/>
                <Change detail=detail.clone()/>
                <Reasoned detail prefix="drop" verb=t.act.report_drop() read=stop formal=stops/>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Complete(detail: Detail) -> impl IntoView {
    let (t, form) = (texts(), Form::new("complete"));
    let (book, report) = (detail.report.book, detail.report.id);
    let before = detail.report.summary.as_ref().map(ToString::to_string).unwrap_or_default();
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Report(Act::Complete { report, summary: entered.get("summary", Note::parse)? }))
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
    let (book, report) = (detail.report.book, detail.report.id);
    let own = detail.report.description.clone();
    let due = own.due.map(|day| day.to_string()).unwrap_or_default();
    let read = Callback::new(move |(entered,): (Entered,)| {
        Ok(Any::Report(Act::Change { report, description: description(&entered)? }))
    });
    view! {
        <Fold verb=t.act.report_change()>
            <ActForm form book known=detail.known() verb=t.common.save() read>
                <Field label=t.report.subject() name=form.name("title") value=own.title.to_string() wrong=form.wrong("title")/>
                <Field label=t.report.official() name=form.name("official") value=own.official.to_string() wrong=form.wrong("official")/>
                <Field label=t.field.due() name=form.name("due") kind="date" value=due wrong=form.wrong("due")/>
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
            <ActForm form book=detail.report.book known=detail.known() verb=verb read formal>
                <TextArea label=t.field.reason() name=form.name("reason") wrong=form.wrong("reason")/>
            </ActForm>
        </Fold>
    }
}
