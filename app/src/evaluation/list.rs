//! The list of rounds; `book`, `unit` and `state` of the address narrow it.

use domain::act::{Act, Key, Subject};
use domain::evaluation;
use domain::kinds::UnitId;
use domain::strand::Strand;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::open::Open;
use super::read::{Board, Line, Room, read_list};
use super::{STATES, state_mark, state_word};
use crate::part::act_form::Fold;
use crate::part::records::{Records, Row, Scope, Shape, listing};
use crate::part::{DayText, Last};
use crate::session::me;
use crate::strand::{self, ByStrand};
use crate::template::Make;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |(scope, strand): (Scope, Option<Strand>)| async move {
        // rounds are shown as they are: who may read what of one depends on how it stands now
        let scope = Scope { as_of: None, ..scope };
        Ok((scope, strand, read_list(scope.book, scope.unit, strand).await?))
    };
    let subjects = &[Subject::Evaluation, Subject::Template];
    let asked = || (Scope::asked(), strand::asked());
    listing(asked, subjects, read, |(scope, strand, board)| view! { <List scope strand board/> }.into_any())
}

#[component]
fn List(scope: Scope, strand: Option<Strand>, board: Board) -> impl IntoView {
    let t = texts();
    let runs = board.lines.iter().filter(|own| !matches!(own.state.as_str(), "published" | "abandoned")).count();
    let shape = Shape {
        page: "/evaluations",
        title: t.rail.evaluations(),
        sentence: t.evaluation.sentence(board.lines.len(), runs),
        tabs: STATES.map(|state| (state, state_word(state, t))).to_vec(),
        heads: vec![
            (t.evaluation.round(), false),
            (t.field.unit(), false),
            (t.evaluation.state(), false),
            (t.evaluation.period(), false),
            (t.evaluation.due(), false),
        ],
        none: match strand {
            Some(_) => (t.visit.strand_empty(), ""),
            None => (t.evaluation.none(), t.evaluation.none_note()),
        },
        made,
    };
    let rows = board.lines.into_iter().map(row).collect();
    let new = board.room.map(|room| view! { <Begin room/> }.into_any());
    let state = use_query_map().read_untracked().get("state").unwrap_or_default();
    let by = view! { <ByStrand to=scope.href("/evaluations", &state)/> }.into_any();
    view! { <Records shape scope rows new undated=true more=strand::more(strand) by/> }
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Evaluation(evaluation::Act::Open(own)) = act else { return None };
    Some((*own.units.first()?, own.title.to_string()))
}

fn row(line: Line) -> Row {
    let (t, me) = (texts(), me());
    let key = Key { subject: Subject::Evaluation, id: line.id.0 };
    let units: Vec<String> = line.units.iter().map(|unit| me.unit_name(*unit)).collect();
    let cells = vec![
        units.join(t.template.comma()).into_any(),
        state_mark(&line.state),
        view! { <DayText day=line.start/> "–" <DayText day=line.end/> }.into_any(),
        line.due.map(|day| view! { <DayText day/> }).into_any(),
    ];
    let name = view! {
        <a href=format!("/evaluations/{}", line.id)>{line.title}</a>
        " "
        <small>{t.evaluation.number(line.number)}</small>
        <Last key/>
    };
    Row { tabs: vec![line.state], name: name.into_any(), cells }
}

/// The form for a round, or first of all a template.
#[component]
fn Begin(room: Room) -> impl IntoView {
    let t = texts();
    let book = room.book;
    if room.templates.is_empty() {
        return view! { <Make book/> }.into_any();
    }
    view! {
        <Fold verb=t.act.evaluation_open() id="open"><Open room/></Fold>
        <p><a class="more" href="/templates">{t.template.title()}</a></p>
    }
    .into_any()
}
