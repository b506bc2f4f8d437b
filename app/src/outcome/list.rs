//! The outcomes within reach, the newest first, and the way to the lessons of all.

use domain::act::{Act, Key, Subject};
use domain::kinds::UnitId;
use domain::outcome;
use leptos::prelude::*;

use super::forms::Tell;
use super::read::{Line, read_list};
use super::{STATES, state_mark};
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing, units};
use crate::part::{DayText, Last};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    listing(Scope::asked, &[Subject::Outcome], read, |(scope, lines)| view! { <List scope lines/> }.into_any())
}

#[component]
fn List(scope: Scope, lines: Vec<Line>) -> impl IntoView {
    let t = texts();
    let published = lines.iter().filter(|own| own.state == "published").count();
    let shape = Shape {
        page: "/outcomes",
        title: t.rail.outcomes(),
        sentence: t.outcome.sentence(lines.iter().filter(|own| own.state != "dropped").count(), published),
        tabs: STATES.map(|state| (state, t.outcome.get(&format!("state_{state}")))).to_vec(),
        heads: vec![
            (t.outcome.name(), false),
            (t.field.unit(), false),
            (t.outcome.state(), false),
            (t.outcome.links(), true),
            (t.outcome.pictures(), true),
            (t.outcome.told_on(), false),
        ],
        none: (t.outcome.none(), t.outcome.none_note()),
        made,
    };
    let rows = lines.into_iter().map(row).collect();
    let tell = units().map(|units| view! { <Fold verb=t.act.outcome_tell() id="tell"><Tell units/></Fold> });
    let new = view! { <div class="row">{tell}<a class="button small" href="/lessons">{t.outcome.lessons()}</a></div> };
    view! { <Records shape scope rows new=Some(new.into_any())/> }
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Outcome(outcome::Act::Tell { unit, content, .. }) = act else { return None };
    Some((*unit, content.title.to_string()))
}

fn row(line: Line) -> Row {
    let key = Key { subject: Subject::Outcome, id: line.id.0 };
    let cells = vec![
        me().unit_name(line.unit).into_any(),
        state_mark(&line.state),
        line.links.into_any(),
        line.pictures.into_any(),
        view! { <DayText day=line.told/> }.into_any(),
    ];
    let name = view! { <a href=format!("/outcomes/{}", line.id)>{line.title}</a> " " <Last key/> };
    Row { tabs: vec![line.state], name: name.into_any(), cells }
}
