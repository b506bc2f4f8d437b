//! The matters, the newest first, with how far each step has come and how far the levels lie apart.

use domain::act::{Act, Key, Subject};
use domain::deployment;
use domain::kinds::{Book, UnitId};
use leptos::prelude::*;

use super::draft::New;
use super::read::{Line, read_list};
use super::{STATES, lag_text, state_mark};
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing};
use crate::part::{DayText, Last};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Deployment], read, |(scope, lines)| view! { <List scope lines/> }.into_any())
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let running = lines.iter().filter(|own| own.state == "running").count();
    let longest = lines.iter().filter_map(|own| own.longest).max().filter(|days| *days > 0);
    let shape = Shape {
        page: "/deployments",
        title: t.rail.deployments(),
        sentence: match longest {
            Some(days) => t.deployment.sentence_lag(lines.len(), days, running),
            None => t.deployment.sentence(lines.len(), running),
        },
        tabs: STATES.map(|state| (state, t.deployment.get(&format!("state_{state}")))).to_vec(),
        heads: vec![
            (t.deployment.matter(), false),
            (t.deployment.state(), false),
            (t.deployment.deployed(), true),
            (t.deployment.inspected(), true),
            (t.deployment.assessed(), true),
            (t.deployment.lag(), false),
            (t.deployment.opened_on(), false),
        ],
        none: (t.deployment.none(), t.deployment.none_note()),
        made,
    };
    let group = me.groups.iter().find(|group| me.viewer.in_group(Book::Group(group.id)));
    let new = group.map(|group| {
        let book = Book::Group(group.id);
        view! { <Fold verb=t.act.deployment_open() id="new"><New book/></Fold> }.into_any()
    });
    let rows = lines.into_iter().map(row).collect();
    view! { <Records shape scope rows new/> }
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Deployment(deployment::Act::Open { content, .. }) = act else { return None };
    content.sides.first().map(|side| (side.unit, content.title.to_string()))
}

fn row(line: Line) -> Row {
    let t = texts();
    let key = Key { subject: Subject::Deployment, id: line.id.0 };
    let of = |taken: usize| view! { {taken} <small>"/" {line.places}</small> }.into_any();
    let [deployed, inspected, assessed] = line.taken.map(of);
    let cells = vec![
        state_mark(&line.state),
        deployed,
        inspected,
        assessed,
        line.longest.map(|days| lag_text(days, t)).into_any(),
        view! { <DayText day=line.opened/> }.into_any(),
    ];
    let number = t.deployment.number(line.number);
    let name = view! {
        <a href=format!("/deployments/{}", line.id)>{line.title}</a> " " <small>{number}</small> <Last key/>
    };
    Row { tabs: vec![line.state], name: name.into_any(), cells }
}
