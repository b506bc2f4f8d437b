//! The list of papers; `book`, `unit`, `state` and `asof` of the address narrow it. Says first who still owes an answer.

use domain::act::{Act, Key, Subject};
use domain::kinds::UnitId;
use domain::notice;
use leptos::prelude::*;

use super::draft::New;
use super::read::{Board, Line, read_list};
use super::{CHASE, STATES, number_text, paper_word, state_mark, state_word};
use crate::part::act_form::Fold;
use crate::part::records::{COUNTED, Records, Row, Scope, Shape, listing};
use crate::part::{DayText, Last, Mark};
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Page() -> impl IntoView {
    let read = |scope: Scope| async move { Ok((scope, read_list(scope.book, scope.unit, scope.as_of).await?)) };
    let subjects = &[Subject::Notice, Subject::Policy];
    listing(Scope::asked, subjects, read, |(scope, board)| view! { <List scope board/> }.into_any())
}

#[component]
fn List(scope: Scope, board: Board) -> impl IntoView {
    let t = texts();
    let issued = board.lines.iter().filter(|own| counts(&own.state)).count();
    let owing = board.lines.iter().filter(|own| matches!(own.state.as_str(), "issued" | "received")).count();
    let chase = board.lines.iter().filter(|own| !own.chase.is_empty()).count();
    let sentence =
        if chase > 0 { t.notice.sentence_chase(chase, issued, owing) } else { t.notice.sentence(issued, owing) };
    let shape = Shape {
        page: "/notices",
        title: t.rail.notices(),
        sentence,
        tabs: [(COUNTED, t.notice.counted())]
            .into_iter()
            .chain(STATES.map(|state| (state, state_word(state, t))))
            .chain([(CHASE, t.notice.chase())])
            .collect(),
        heads: vec![
            (t.field.title(), false),
            (t.field.unit(), false),
            (t.notice.state(), false),
            (t.notice.issued_on(), false),
            (t.notice.reply_by(), false),
        ],
        none: (t.notice.none(), t.notice.none_note()),
        made,
    };
    let rows = board.lines.into_iter().map(row).collect();
    let new = board.room.map(|room| view! { <Fold verb=t.act.notice_draft() id="draft"><New room/></Fold> }.into_any());
    view! { <Records shape scope rows new/> }
}

/// Issued and not withdrawn: what the figure counts.
fn counts(state: &str) -> bool {
    !matches!(state, "draft" | "withdrawn")
}

fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Notice(notice::Act::Draft { content, .. }) = act else { return None };
    Some((*content.units.first()?, content.title.to_string()))
}

fn row(line: Line) -> Row {
    let t = texts();
    let key = Key { subject: Subject::Notice, id: line.id.0 };
    let chase =
        (!line.chase.is_empty()).then(|| view! { <Mark kind="late" word=t.notice.to_chase(line.chase.len())/> });
    let year = line.issued.unwrap_or(line.drafted).date().year;
    let cells = vec![
        view! { <Stands units=line.units.clone()/> }.into_any(),
        view! { {state_mark(&line.state)} " " {chase} }.into_any(),
        line.issued.map(|day| view! { <DayText day/> }).into_any(),
        line.reply_by.map(|day| view! { <DayText day/> }).into_any(),
    ];
    let small = format!("{}·{}", paper_word(line.paper, t), number_text(line.number, year, t));
    let name =
        view! { <a href=format!("/notices/{}", line.id)>{line.title}</a> " " <small>{small}</small> <Last key/> };
    let further = [(counts(&line.state), COUNTED), (!line.chase.is_empty(), CHASE)];
    let further = further.into_iter().filter(|own| own.0).map(|own| own.1.to_owned());
    Row { tabs: further.chain([line.state]).collect(), name: name.into_any(), cells }
}

/// Each unit with a dot that says how far it is: a shape and a word besides its colour.
#[component]
fn Stands(units: Vec<(UnitId, String)>) -> impl IntoView {
    let (t, me) = (texts(), me());
    let units = units.into_iter().map(|(unit, state)| {
        let word = state_word(&state, t);
        view! { <li>{me.unit_name(unit)} " " <span class=format!("stand {state}")>{word}</span></li> }
    });
    view! { <ul class="addressees">{units.collect_view()}</ul> }
}
