//! The list of carriers; `book`, `unit`, `state` and `asof` of the address narrow it.

use domain::act::{Act, Key, Subject};
use domain::carrier;
use domain::due::late_days;
use domain::kinds::{Day, UnitId};
use leptos::prelude::*;

use super::forms::Start;
use super::read::{Line, read_list};
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing, units};
use crate::part::{DayText, Last, Mark};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Carrier], read, |(scope, lines)| view! { <List scope lines/> }.into_any())
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let (t, today) = (texts(), scope.as_of.unwrap_or_else(|| me().today()));
    let running = lines.iter().filter(|own| own.state == "running").count();
    let late = lines.iter().filter(|own| late(own, today).is_some()).count();
    let shape = Shape {
        page: "/carriers",
        title: t.figure.carriers(),
        sentence: if late > 0 { t.carrier.sentence_late(late, running) } else { t.carrier.sentence(running) },
        tabs: ["running", "dropped"].map(|state| (state, t.state.get(state))).to_vec(),
        heads: vec![
            (t.unit.carrier(), false),
            (t.field.department(), false),
            (t.history.field_lead(), false),
            (t.field.unit(), false),
            (t.carrier.next(), false),
            (t.carrier.reached_of(), true),
            (t.history.field_percent(), true),
        ],
        none: (t.unit.carriers_none(), t.unit.carriers_none_note()),
        made,
    };
    let rows = lines.into_iter().map(|line| row(line, today)).collect();
    let new =
        units().map(|units| view! { <Fold verb=t.act.carrier_start() id="start"><Start units/></Fold> }.into_any());
    view! { <Records shape scope rows new/> }
}

/// The carrier that an act starts.
#[must_use]
pub fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Carrier(carrier::Act::Start { unit, description, .. }) = act else { return None };
    Some((*unit, description.name.to_string()))
}

/// Days by which the next milestone is late.
fn late(line: &Line, today: Day) -> Option<i64> {
    let (_, due) = line.next.as_ref()?;
    late_days(*due, today).filter(|_| line.state == "running")
}

fn row(line: Line, today: Day) -> Row {
    let t = texts();
    let key = Key { subject: Subject::Carrier, id: line.id.0 };
    let days = late(&line, today);
    let next = match (&line.next, days) {
        (Some((name, _)), Some(days)) => {
            view! { <Mark kind="late" word=t.unit.milestone_late(days, name)/> }.into_any()
        }
        (Some((name, due)), None) if line.state == "running" => {
            view! { <span>{name.clone()}</span> <DayText day=*due/> }.into_any()
        }
        (None, _) if line.milestones > 0 => {
            view! { <Mark kind="verified" word=t.carrier.all_reached() calm=true/> }.into_any()
        }
        (Some(_) | None, _) => view! { <span class="quiet">{t.common.none()}</span> }.into_any(),
    };
    let stopped =
        (line.state == "dropped").then(|| view! { <Mark kind="withdrawn" word=t.state.dropped() calm=true/> });
    let cells = vec![
        line.department.into_any(),
        line.lead.into_any(),
        me().unit_name(line.unit).into_any(),
        view! { <span class="stands">{next}</span> }.into_any(),
        format!("{}/{}", line.reached, line.milestones).into_any(),
        format!("{}%", line.percent).into_any(),
    ];
    let name = view! { <a href=format!("/carrier/{}", line.id)>{line.name}</a> {stopped} <Last key/> }.into_any();
    Row { tabs: vec![line.state], name, cells }
}
