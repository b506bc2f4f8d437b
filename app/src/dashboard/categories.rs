//! Issues by category and state, one origin at a time: origins are never added up. Every piece opens its rows.

use domain::issue::list::Filter;
use domain::issue::{Category, Origin, State};
use leptos::prelude::*;

use super::board::Board;
use super::scope::{Asked, states};
use crate::issue::query::to_href;
use crate::part::chart::{Bar, Bars, Piece};
use crate::part::{Section, Twin};
use crate::texts::{Texts, texts};

/// From lasting to new, as the bars are stacked.
const ORDER: [State; 7] =
    [State::Held, State::Verified, State::Submitted, State::InProgress, State::Agreed, State::Found, State::Disputed];
const KINDS: [Option<Category>; 5] =
    [Some(Category::Livelihood), Some(Category::Development), Some(Category::Hard), Some(Category::Special), None];

#[component]
pub fn Categories(board: Board) -> impl IntoView {
    let t = texts();
    let origin = board.asked.origin;
    let bars = rows(&board, origin, t);
    let label = t.dashboard.bars_label(t.kind.get(origin.into()));
    let states = ORDER.into_iter().map(|state| t.state.get(state.into()));
    let heads =
        [t.dashboard.category()].into_iter().chain(states).chain([t.dashboard.total()]).map(str::to_owned).collect();
    let empty = bars.is_empty().then(|| view! { <p class="note">{t.dashboard.stuck_empty()}</p> });
    view! {
        <Section title=title(&board, origin, t) note=t.dashboard.bars_note() class="span-5" id="categories">
            <Origins board=board.clone()/>
            {(!bars.is_empty()).then(|| view! { <Bars bars=bars.clone() label/> })}
            {empty}
            <Twin title=t.dashboard.bars_note() heads rows=cells(bars)/>
        </Section>
    }
}

/// One tab for each origin that has issues.
#[component]
fn Origins(board: Board) -> impl IntoView {
    let t = texts();
    let all = [Origin::Research, Origin::TeamList, Origin::Guidance, Origin::Survey];
    let tabs = all.into_iter().filter_map(|origin| {
        let many = board.standing(origin, None, State::counted);
        let always = matches!(origin, Origin::Research | Origin::TeamList);
        (always || many > 0).then(|| {
            let href = format!("{}#categories", Asked { origin, ..board.asked }.href("/dashboard"));
            let here = (origin == board.asked.origin).then_some("true");
            let word = format!("{} {many}", t.kind.get(origin.into()));
            view! { <a href=href aria-current=here>{word}</a> }
        })
    });
    view! { <p class="choice small" role="group" aria-label=t.dashboard.origin()>{tabs.collect_view()}</p> }
}

fn rows(board: &Board, origin: Origin, t: Texts) -> Vec<Bar> {
    let base = |category: Option<Category>| Filter {
        origin: Some(origin),
        category,
        unclassified: category.is_none(),
        ..board.asked.filter()
    };
    let bars = KINDS.into_iter().map(|category| {
        let name = t.kind.get(category.map_or("none", Into::into));
        let pieces = ORDER
            .into_iter()
            .map(|state| piece(name, state, standing(board, origin, category, state), base(category), t));
        let pieces: Vec<Piece> = pieces.collect();
        let href = to_href(&Filter { states: states(State::counted), ..base(category) });
        Bar { name: name.to_owned(), total: pieces.iter().map(|piece| piece.value).sum(), href, pieces }
    });
    bars.filter(|bar| bar.total > 0).collect()
}

fn standing(board: &Board, origin: Origin, category: Option<Category>, state: State) -> i64 {
    let own = |cell: &&super::board::Cell| (cell.origin, cell.category, cell.state) == (origin, category, state);
    board.cells.iter().find(own).map_or(0, |cell| cell.value)
}

fn piece(name: &str, state: State, value: i64, base: Filter, t: Texts) -> Piece {
    let kind: &'static str = state.into();
    let word = t.state.get(kind);
    let href = to_href(&Filter { states: vec![state], ..base });
    Piece { kind, word: word.into(), says: t.dashboard.bars_cell(name, value, word), value, href }
}

/// The finding: what goes best, and where most is left.
fn title(board: &Board, origin: Origin, t: Texts) -> String {
    let d = t.dashboard;
    let most = |when: fn(State) -> bool| {
        let counts = KINDS.into_iter().map(|category| (category, board.standing(origin, Some(category), when)));
        counts.filter(|(_, many)| *many > 0).max_by_key(|(_, many)| *many)
    };
    let name = |category: Option<Category>| t.kind.get(category.map_or("none", Into::into));
    match (most(State::solved), most(State::open)) {
        (None, None) => d.bars_none().into(),
        (Some(_), None) => d.bars_done().into(),
        (Some((best, _)), Some((worst, open))) if best != worst => d.bars_best(name(best), open, name(worst)),
        (_, Some((worst, open))) => d.bars_open(open, name(worst)),
    }
}

/// The same numbers, each leading to its rows.
fn cells(bars: Vec<Bar>) -> Vec<(String, Vec<AnyView>)> {
    let opens = |value: i64, href: String| view! { <a class="opens" href=href>{value.to_string()}</a> }.into_any();
    let rows = bars.into_iter().map(|bar| {
        let pieces = bar.pieces.into_iter().map(|piece| opens(piece.value, piece.href));
        (bar.name, pieces.chain([opens(bar.total, bar.href)]).collect())
    });
    rows.collect()
}
