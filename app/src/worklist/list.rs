//! The lists, the newest first, and above them the one that can be made now.

use domain::act::{Act, Key, Subject};
use domain::kinds::UnitId;
use domain::strand::Strand;
use domain::worklist;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::prepare::Prepare;
use super::read::{Board, Line, read_list};
use super::{STATES, state_mark, week_text};
use crate::part::records::{COUNTED, Records, Row, Scope, Shape, listing};
use crate::part::{DayText, Last};
use crate::strand::{self, ByStrand};
use crate::texts::{Texts, texts};

/// What lists are made from: when one of it changes, so does what the next would begin with.
pub const FROM: [Subject; 9] = [
    Subject::Worklist,
    Subject::Issue,
    Subject::Visit,
    Subject::Notice,
    Subject::Meeting,
    Subject::Carrier,
    Subject::Report,
    Subject::Lookback,
    Subject::Deployment,
];

#[component]
pub fn Page() -> impl IntoView {
    let read = |(scope, strand): (Scope, Option<Strand>)| async move {
        Ok((scope, strand, read_list(scope.book, scope.unit, scope.as_of, strand).await?))
    };
    let asked = || (Scope::asked(), strand::asked());
    listing(asked, &FROM, read, |(scope, strand, board)| view! { <List scope strand board/> }.into_any())
}

#[component]
fn List(scope: Scope, strand: Option<Strand>, board: Board) -> impl IntoView {
    let t = texts();
    let issued = board.lines.iter().filter(|own| counts(&own.state)).count();
    let left: usize =
        board.lines.iter().filter(|own| own.state == "issued").map(|own| own.items - own.ticked - own.over).sum();
    let shape = Shape {
        page: "/worklists",
        title: t.rail.worklists(),
        sentence: t.worklist.sentence(issued, left),
        tabs: [(COUNTED, t.worklist.counted())]
            .into_iter()
            .chain(STATES.map(|state| (state, t.worklist.get(&format!("state_{state}")))))
            .collect(),
        heads: vec![
            (t.worklist.list(), false),
            (t.worklist.state(), false),
            (t.worklist.progress(), false),
            (t.worklist.carried(), true),
            (t.worklist.issued_on(), false),
        ],
        none: match strand {
            Some(_) => (t.visit.strand_empty(), ""),
            None => (t.worklist.none(), t.worklist.none_note()),
        },
        made,
    };
    let rows = board.lines.into_iter().map(|line| row(line, strand)).collect();
    let rooms = board.rooms;
    let new = (!rooms.is_empty()).then(|| {
        let rooms = rooms.into_iter().enumerate().map(|(place, room)| view! { <Prepare room first=place == 0/> });
        view! { <div class="prepare">{rooms.collect_view()}</div> }.into_any()
    });
    let state = use_query_map().read_untracked().get("state").unwrap_or_default();
    let by = view! { <ByStrand to=scope.href("/worklists", &state)/> }.into_any();
    view! { <Records shape scope rows new more=strand::more(strand) by/> }
}

/// Issued: what the figure counts.
fn counts(state: &str) -> bool {
    state != "draft"
}

/// A list belongs to no unit; what was made here shows by its own name where no unit is asked for.
fn made(act: &Act) -> Option<(UnitId, String)> {
    let Act::Worklist(worklist::Act::Prepare { week, items, .. }) = act else { return None };
    let unit = items.iter().find_map(|own| own.task.unit).unwrap_or(UnitId(uuid::Uuid::nil()));
    Some((unit, week_text(*week, texts())))
}

fn row(line: Line, strand: Option<Strand>) -> Row {
    let t = texts();
    let key = Key { subject: Subject::Worklist, id: line.id.0 };
    let number = line.number.map_or_else(|| t.worklist.no_number().to_owned(), |number| t.worklist.number(number));
    let cells = vec![
        state_mark(&line.state),
        view! { <Progress line=line.clone()/> }.into_any(),
        line.carried.into_any(),
        line.issued.map(|day| view! { <DayText day/> }).into_any(),
    ];
    let name = view! {
        <a href=strand::with(&format!("/worklists/{}", line.id), strand)>{week_text(line.week, t)}</a> " " <small>{number}</small> <Last key/>
    };
    let counted = counts(&line.state).then(|| COUNTED.to_owned());
    Row { tabs: counted.into_iter().chain([line.state]).collect(), name: name.into_any(), cells }
}

/// Ticked of all, and how many are over without a tick.
pub fn done_words(all: usize, ticked: usize, over: usize, t: Texts) -> String {
    let said = t.worklist.done_of(all, ticked);
    if over == 0 { said } else { format!("{said} · {}", t.worklist.over(over)) }
}

/// Done and answered of all, as a bar with its words.
#[component]
fn Progress(line: Line) -> impl IntoView {
    let t = texts();
    let share = |part: usize| format!("{}", (part * 100).checked_div(line.items).unwrap_or(0));
    let words = done_words(line.items, line.ticked, line.over, t);
    let done = line.ticked + line.over;
    view! {
        <span class="item-bar">
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="all" width="100" height="8"/>
                <rect class="answered" width=share(done + line.answered) height="8"/>
                <rect class="ticked" width=share(done) height="8"/>
            </svg>
            {words}
        </span>
    }
}
