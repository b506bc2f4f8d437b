//! The figures of the campaign: each with value, course, change, population and age, the whole tile one link to its rows.

use domain::figure::Figure;
use domain::issue::{Origin, State};
use domain::kinds::Book;
use domain::visit::Form;
use leptos::prelude::*;

use super::board::Board;
use super::scope::{Asked, Scope};
use crate::part::chart::Spark;
use crate::part::records;
use crate::part::when::day_short;
use crate::texts::{Texts, texts};

const LARGE: [Figure; 4] = [Figure::TeamListIssues, Figure::ResearchFound, Figure::ResearchSolved, Figure::Rules];
/// As the report groups them: its word, and three figures.
pub const SMALL: [(&str, [Figure; 3]); 3] = [
    ("benchmark", [Figure::Units, Figure::Goals, Figure::Carriers]),
    ("random", [Figure::Seminars, Figure::PhoneFollowUps, Figure::Interviews]),
    ("steps", [Figure::Worklists, Figure::Notices, Figure::Reports]),
];

#[component]
pub fn Tiles(board: Board) -> impl IntoView {
    let t = texts();
    let tiles = |figures: &[Figure], large| {
        figures.iter().copied().map(|figure| view! { <Tile board=board.clone() figure large/> }).collect_view()
    };
    let small = SMALL.iter().map(|(word, figures)| {
        view! { <div><h2 class="note">{t.dashboard.get(word)}</h2>{tiles(figures, false)}</div> }
    });
    let small = small.collect_view();
    view! {
        <section class="figures" aria-label=t.dashboard.figures()>
            <div class="large-four">{tiles(&LARGE, true)}</div>
            <div class="small-nine">{small}</div>
        </section>
    }
}

#[component]
fn Tile(board: Board, figure: Figure, large: bool) -> impl IntoView {
    let t = texts();
    let value = board.count(figure);
    let (class, width, height) = if large { ("figure large", 112, 40) } else { ("figure", 112, 20) };
    let name = t.figure.get(figure.into());
    let unit = unit(t, figure);
    let change = change_line(&board, figure, t);
    view! {
        <a class=class href=href(&board.asked, figure)>
            <span class="name">{name}</span>
            <span class="value">{value.to_string()}<small>{unit}</small></span>
            <Spark values=board.series(figure).to_vec() width height good=figure == Figure::ResearchSolved/>
            <span class="change">{change}</span>
            <span class="population">{population(&board, figure, t)} " " <span class="age">{age(&board, figure, t)}</span></span>
        </a>
    }
}

/// The measure word, or nothing where the language has none.
#[must_use]
pub fn unit(t: Texts, figure: Figure) -> &'static str {
    t.figure.get(&format!("unit_{}", <&str>::from(figure)))
}

/// `较 7月21日 +6`
#[must_use]
pub fn change(board: &Board, figure: Figure, t: Texts) -> String {
    let day = day_short(board.compare, t.lang);
    let more = board.of(figure).map_or(0, |count| count.value - count.before);
    match more {
        0 => t.dashboard.change_none(day),
        more => t.dashboard.change_since(format!("{more:+}"), day),
    }
}

fn change_line(board: &Board, figure: Figure, t: Texts) -> String {
    let change = change(board, figure, t);
    let join =
        |first: String| format!("{first}{}{change}", if t.lang == crate::texts::Lang::Zh { "，" } else { " · " });
    match figure {
        Figure::TeamListIssues => join(t.dashboard.solved_of(board.team_solved.last().copied().unwrap_or(0))),
        Figure::ResearchSolved => {
            let standing = |when| board.standing(Origin::Research, None, when);
            let (verified, held) = (standing(|state| state == State::Verified), standing(|state| state == State::Held));
            join(t.dashboard.verified_held(held, verified))
        }
        Figure::Units
        | Figure::Goals
        | Figure::Carriers
        | Figure::Reports
        | Figure::ResearchFound
        | Figure::Rules
        | Figure::Seminars
        | Figure::PhoneFollowUps
        | Figure::Interviews
        | Figure::Worklists
        | Figure::Notices => change,
    }
}

/// `今天有变动`, `7月21日起未变`: on the day that is shown, or which it has not changed since.
fn age(board: &Board, figure: Figure, t: Texts) -> Option<String> {
    let moved = board.of(figure)?.moved?;
    let live = board.asked.as_of.is_none();
    Some(if live && moved == board.day {
        t.dashboard.moved_today().into()
    } else {
        t.dashboard.moved_on(day_short(moved, t.lang))
    })
}

fn population(board: &Board, figure: Figure, t: Texts) -> String {
    let (f, units, reports) = (t.figure, board.count(Figure::Units), board.count(Figure::Reports));
    match figure {
        Figure::Units => f.pop_units().into(),
        Figure::Goals => f.pop_goals().into(),
        Figure::Carriers => f.pop_carriers().into(),
        Figure::Reports => f.pop_reports().into(),
        Figure::Rules => f.pop_rules().into(),
        Figure::Seminars => f.pop_seminars().into(),
        Figure::PhoneFollowUps => f.pop_phone_follow_ups().into(),
        Figure::Interviews => f.pop_interviews().into(),
        Figure::Worklists => f.pop_worklists().into(),
        Figure::Notices => f.pop_notices().into(),
        Figure::TeamListIssues => f.pop_team_list_issues(units),
        Figure::ResearchFound => f.pop_research_found(reports),
        Figure::ResearchSolved => match board.count(Figure::ResearchFound) {
            0 => f.pop_research_solved_none().into(),
            found => f.pop_research_solved(board.count(figure) * 100 / found),
        },
    }
}

/// The rows that a figure counts.
#[must_use]
pub fn href(asked: &Asked, figure: Figure) -> String {
    match figure {
        Figure::TeamListIssues => asked.issues(Origin::TeamList, State::counted),
        Figure::ResearchFound => asked.issues(Origin::Research, State::counted),
        Figure::ResearchSolved => asked.issues(Origin::Research, State::solved),
        Figure::Reports => rows("/reports", asked, Some("completed")),
        Figure::Rules => rows("/rules", asked, Some("in_force")),
        Figure::Seminars => asked.visits(Form::Seminar),
        Figure::PhoneFollowUps => asked.visits(Form::Phone),
        Figure::Interviews => asked.visits(Form::Interview),
        Figure::Worklists => rows("/worklists", asked, Some(records::COUNTED)),
        Figure::Notices => rows("/notices", asked, Some(records::COUNTED)),
        Figure::Units => rows("/units", asked, None),
        Figure::Goals => rows("/units", asked, Some("goal")),
        Figure::Carriers => rows("/carriers", asked, Some("running")),
    }
}

/// The list of another subject in this scope, on this day.
fn rows(page: &str, asked: &Asked, state: Option<&str>) -> String {
    let Asked { scope, as_of, .. } = *asked;
    let (book, unit) = match scope {
        Scope::All => (None, None),
        Scope::Group(group) => (Some(Book::Group(group)), None),
        Scope::Unit(unit) => (None, Some(unit)),
    };
    records::Scope { book, unit, as_of }.href(page, state.unwrap_or_default())
}
