//! The list of rules; `book`, `unit`, `state` and `asof` of the address narrow it.

use domain::act::{Act, Key, Subject};
use domain::kinds::UnitId;
use domain::rule;
use leptos::prelude::*;

use super::forms::Draft;
use super::read::{Line, read_list};
use super::state_mark;
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing, number, units};
use crate::part::{DayText, Last};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Rule], read, |(scope, lines)| view! { <List scope lines/> }.into_any())
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let force = lines.iter().filter(|own| own.state == "in_force").count();
    let shape = Shape {
        page: "/rules",
        title: t.rail.rules(),
        sentence: t.rule.sentence(force, lines.len()),
        tabs: ["draft", "in_force", "repealed"].map(|state| (state, t.state.get(state))).to_vec(),
        heads: vec![
            (t.rule.name(), false),
            (t.field.department(), false),
            (t.field.unit(), false),
            (t.rule.state(), false),
            (t.rule.since(), false),
            (t.rule.answers(), true),
        ],
        none: (t.rule.none(), t.rule.none_note()),
        made,
    };
    let rows = lines.into_iter().map(row).collect();
    let new = units().map(|units| view! { <Fold verb=t.act.rule_draft() id="draft"><Draft units/></Fold> }.into_any());
    view! { <Records shape scope rows new/> }
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Rule(rule::Act::Draft { unit, description, .. }) = act else { return None };
    Some((*unit, description.title.to_string()))
}

fn row(line: Line) -> Row {
    let href = format!("/rules/{}", line.id);
    let key = Key { subject: Subject::Rule, id: line.id.0 };
    let cells = vec![
        line.department.into_any(),
        me().unit_name(line.unit).into_any(),
        state_mark(&line.state),
        line.in_force.map(|day| view! { <DayText day/> }).into_any(),
        number(line.issues, format!("{href}#issues")),
    ];
    let name = view! { <a href=href>{line.title}</a> <Last key/> }.into_any();
    Row { tabs: vec![line.state], name, cells }
}
