//! The list of reports; `book`, `unit`, `state` and `asof` of the address narrow it.

use domain::act::{Act, Key, Subject};
use domain::due::is_late;
use domain::issue::State;
use domain::issue::list::Filter;
use domain::kinds::{Day, UnitId};
use domain::report;
use leptos::prelude::*;

use super::forms::Plan;
use super::read::{Line, read_list};
use super::state_mark;
use crate::dashboard::scope::states;
use crate::issue::query::to_href;
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing, number, units};
use crate::part::{DayText, Last};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Report, Subject::Issue], read, |(scope, lines)| {
        view! { <List scope lines/> }.into_any()
    })
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let done = lines.iter().filter(|own| own.state == "completed").count();
    let states = ["planned", "completed", "dropped"];
    let shape = Shape {
        page: "/reports",
        title: t.rail.reports(),
        sentence: t.report.sentence(done, lines.len()),
        tabs: states.map(|state| (state, t.state.get(state))).to_vec(),
        heads: vec![
            (t.report.subject(), false),
            (t.report.official(), false),
            (t.field.unit(), false),
            (t.report.state(), false),
            (t.report.found(), true),
            (t.report.solved(), true),
        ],
        none: (t.report.none(), t.report.none_note()),
        made,
    };
    let today = scope.as_of.unwrap_or_else(|| me().today());
    let rows = lines.into_iter().map(|line| row(line, today, scope.as_of)).collect();
    let new = units().map(|units| view! { <Fold verb=t.act.report_plan() id="plan"><Plan units/></Fold> }.into_any());
    view! { <Records shape scope rows new/> }
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Report(report::Act::Plan { unit, description, .. }) = act else { return None };
    Some((*unit, description.title.to_string()))
}

fn row(line: Line, today: Day, as_of: Option<Day>) -> Row {
    let found = Filter { report: Some(line.id), as_of, states: states(State::counted), ..Filter::default() };
    let solved = Filter { states: states(State::solved), ..found.clone() };
    let due = (line.state == "planned").then_some(line.due).flatten();
    let late = due.is_some_and(|day| is_late(day, today));
    let key = Key { subject: Subject::Report, id: line.id.0 };
    let stands = view! {
        <span class="stands">
            {state_mark(&line.state)}
            {line.completed.map(|day| view! { <DayText day/> })}
            {due.map(|day| view! { <span class:late=late><DayText day/></span> })}
        </span>
    };
    let cells = vec![
        line.official.into_any(),
        me().unit_name(line.unit).into_any(),
        stands.into_any(),
        number(line.found, to_href(&found)),
        number(line.solved, to_href(&solved)),
    ];
    let name = view! { <a href=format!("/reports/{}", line.id)>{line.title}</a> <Last key/> }.into_any();
    Row { tabs: vec![line.state], name, cells }
}
