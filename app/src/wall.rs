//! The wall: one screen for a projector, large figures, no chrome, driven by keys. Shows what the dashboard shows and
//! nothing that a room should not see in small print.

mod keys;

use domain::figure::Figure;
use domain::issue::{Origin, State};
use leptos::prelude::*;

use self::keys::Keys;
use crate::dashboard::asof::{clock, since_read};
use crate::dashboard::board::Board;
use crate::dashboard::radar::Kind;
use crate::dashboard::{board_resource, race, scope_name, tiles};
use crate::live::{Link, live};
use crate::part::chart::line::WALL;
use crate::part::chart::{Race, Spark};
use crate::part::{Bones, Icon, Problem, day_text};
use crate::session::me;
use crate::texts::{Texts, texts};

const LARGE: [Figure; 4] = [Figure::TeamListIssues, Figure::ResearchFound, Figure::ResearchSolved, Figure::Rules];

#[component]
pub fn Page() -> impl IntoView {
    let board = board_resource();
    let t = texts();
    keys::listen();
    view! {
        <leptos_meta::Title text=t.dashboard.wall()/>
        <div class="wall">
            <Transition fallback=|| view! { <main id="main"><Bones rows=6/></main> }>
                {move || Suspend::new(async move {
                    match board.await {
                        Ok(board) => view! { <Screen board/> }.into_any(),
                        Err(failure) => view! { <main id="main"><Problem failure/></main> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

#[component]
fn Screen(board: Board) -> impl IntoView {
    let t = texts();
    let small = tiles::SMALL.into_iter().flat_map(|(_, figures)| figures).map(|figure| {
        view! {
            <div>
                <p class="value">{board.count(figure).to_string()}<small>{tiles::unit(t, figure)}</small></p>
                <h2>{t.figure.get(figure.into())}</h2>
            </div>
        }
    });
    let small = small.collect_view();
    let large = LARGE.into_iter().map(|figure| view! { <Large board=board.clone() figure/> }).collect_view();
    let (found, solved) = (board.series(Figure::ResearchFound).to_vec(), board.series(Figure::ResearchSolved).to_vec());
    view! {
        <main id="main">
            <Top board=board.clone()/>
            <section class="wall-four" aria-label=t.dashboard.figures()>{large}</section>
            <section class="wall-chart">
                <h2>{race::title(&board, t)}</h2>
                <Race found solved days=race::days(&board) words=race::words(&board, t, false) frame=WALL id="wall"/>
            </section>
            <Stuck board=board.clone()/>
            <section class="wall-nine" aria-label=t.dashboard.basics()>{small}</section>
            <Keys board/>
        </main>
    }
}

#[component]
fn Top(board: Board) -> impl IntoView {
    let (t, me, live) = (texts(), me(), live());
    let week = board.period.as_ref().map(|period| {
        let (week, weeks) = period.week(board.day);
        t.dashboard.wall_week(period.name.as_str(), week, weeks)
    });
    let now = since_read(board.now);
    let past = board.past();
    let state = move || match (past, live.link.get()) {
        (true, _) => ().into_any(),
        (false, Link::Lost) => {
            view! { <span class="offline-mark"><Icon name="i-offline" size=24/>{t.dashboard.offline()}</span> }
                .into_any()
        }
        (false, Link::Live) => {
            view! { <span class="live"><Icon name="i-live" size=24/>{t.dashboard.live()}</span> }.into_any()
        }
        (false, Link::Opening) => view! { <span class="live waits">{t.dashboard.opening()}</span> }.into_any(),
    };
    view! {
        <header class=if past { "then" } else { "" }>
            <h1>{scope_name(&board, &me, t)}</h1>
            <p>{week}</p>
            <p class="when" role="status">
                {state}
                <time datetime=board.day.to_string()>{day_text(board.day, t.lang)}</time>
                {move || if past { t.dashboard.then_note().to_owned() } else { clock(now.get()) }}
            </p>
        </header>
    }
}

#[component]
fn Large(board: Board, figure: Figure) -> impl IntoView {
    let t = texts();
    view! {
        <div class="wall-figure">
            <h2>{t.figure.get(figure.into())}</h2>
            <p class="value">{board.count(figure).to_string()}<small>{tiles::unit(t, figure)}</small></p>
            <Spark values=board.series(figure).to_vec() width=150 height=56 good=figure == Figure::ResearchSolved/>
            <p class="wall-note">{note(&board, figure, t)}</p>
        </div>
    }
}

fn note(board: &Board, figure: Figure, t: Texts) -> String {
    let d = t.dashboard;
    let change = tiles::change(board, figure, t);
    match figure {
        Figure::TeamListIssues => d.wall_note_team(board.team_solved.last().copied().unwrap_or(0)),
        Figure::ResearchFound => d.wall_note_found(change, board.count(Figure::Reports)),
        Figure::ResearchSolved => {
            let standing = |when| board.standing(Origin::Research, None, when);
            d.verified_held(standing(|state| state == State::Held), standing(|state| state == State::Verified))
        }
        Figure::Rules => d.wall_note_rules(change),
        Figure::Units
        | Figure::Goals
        | Figure::Carriers
        | Figure::Reports
        | Figure::Seminars
        | Figure::PhoneFollowUps
        | Figure::Interviews
        | Figure::Worklists
        | Figure::Notices => change,
    }
}

/// What has stood still longest; when nothing has, what is overdue longest.
#[component]
fn Stuck(board: Board) -> impl IntoView {
    let (t, me) = (texts(), me());
    let late = board.stuck.stagnant_rows.is_empty() && !board.stuck.late_rows.is_empty();
    let (kind, mark) = if late { (Kind::Late, "late") } else { (Kind::Stagnant, "stagnant") };
    let (rows, _) = kind.of(&board);
    let rows = rows.into_iter().take(4).map(|line| {
        view! {
            <li>
                <span class="days">
                    <span class=format!("mark {mark}")><Icon name=format!("s-{mark}") size=24/></span>
                    {kind.days(&line, &board).to_string()}
                    <small>{t.dashboard.days_unit()}</small>
                </span>
                <span>
                    <strong>{line.title.clone()}</strong>
                    <span>{t.dashboard.stagnant_where(line.code(), me.unit_name(line.unit))}</span>
                </span>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="wall-stuck">
            <h2>{kind.title(&board, t)}</h2>
            <ol>{rows}</ol>
        </section>
    }
}
