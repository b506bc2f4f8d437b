//! The live dashboard: where we stand, what moved, what is stuck; every number opens its rows, on any day. It reads
//! everything with one GET and again whenever something it counts changed.

pub mod asof;
pub mod board;
mod categories;
#[cfg(feature = "ssr")]
pub mod count;
mod parts;
mod promises;
pub mod race;
pub mod radar;
pub mod read;
pub mod scope;
mod sentence;
#[cfg(feature = "ssr")]
mod sum;
pub mod tiles;

use domain::act::Subject;
use domain::kinds::Book;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::failure::Failure;
use crate::live::live;
use crate::part::{Empty, Icon, loaded, print};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};
use crate::wire;
use board::{Board, Last};
use radar::Kind;
use scope::{Asked, Scope};

/// What is counted, and so makes the page read again.
const COUNTED: [Subject; 8] = [
    Subject::Unit,
    Subject::Carrier,
    Subject::Issue,
    Subject::Report,
    Subject::Rule,
    Subject::Visit,
    Subject::Notice,
    Subject::Worklist,
];

/// The board that the address asks for, read again whenever something counted changed.
#[must_use]
pub fn board_resource() -> wire::Resource<Result<Board, Failure>> {
    let (query, live, me) = (use_query_map(), live(), me());
    let asked = Memo::new(move |_| Asked::read(&me, |key| query.read().get(key)));
    let version = move || COUNTED.iter().map(|subject| live.version(*subject)).sum::<u64>();
    wire::blocking(move || (asked.get(), version()), |(asked, _)| read::board(asked))
}

#[component]
pub fn Page() -> impl IntoView {
    let board = board_resource();
    let t = texts();
    view! {
        <leptos_meta::Title text=t.dashboard.title()/>
        {loaded(board, 8, move |board| view! { <Screen board/> }.into_any())}
    }
}

#[component]
fn Screen(board: Board) -> impl IntoView {
    let t = texts();
    if board.figures.iter().all(|count| count.series.iter().all(|value| *value == 0)) && !board.past() {
        return view! {
            <Head board/>
            <Empty title=t.dashboard.empty() note=t.dashboard.empty_note()>
                <a class="button small" href="/issues">{t.dashboard.empty_next()}</a>
            </Empty>
        }
        .into_any();
    }
    // Two lists share the height of the chart beside them; one alone has all of it.
    let (still, late) = (board.stuck.stagnant_rows.len(), board.stuck.late_rows.len());
    let most = if still == 0 || late == 0 { 6 } else { 3 };
    view! {
        <Head board=board.clone()/>
        <asof::AsOf board=board.clone()/>
        <tiles::Tiles board=board.clone()/>
        <div class="columns">
            <race::Race board=board.clone()/>
            <div class="span-5 stuck">
                <radar::Radar board=board.clone() kind=Kind::Stagnant most/>
                <radar::Radar board=board.clone() kind=Kind::Late most/>
                <promises::Promises board=board.clone() most/>
            </div>
            <categories::Categories board=board.clone()/>
            <parts::PartsView board=board.clone()/>
        </div>
        <Foot board/>
    }
    .into_any()
}

/// The sentence of the day with what stands above and below it.
#[component]
fn Head(board: Board) -> impl IntoView {
    let (t, me) = (texts(), me());
    let wall = board.asked.href("/wall");
    view! {
        <header class="summary">
            <div>
                <p class="quiet">{kicker(&board, &me, t)}</p>
                <h1><sentence::Today board=board.clone()/></h1>
                <p><sentence::Since board=board.clone()/></p>
            </div>
            <div class="row no-print">
                <a class="button" href=wall rel="external"><Icon name="i-screen"/>{t.dashboard.wall()}</a>
                <button type="button" class="button" on:click=|_| print()>
                    <Icon name="i-report"/>
                    {t.dashboard.print()}
                </button>
            </div>
        </header>
    }
}

/// 主题教育·第 15 周，共 19 周·第三巡回指导组
fn kicker(board: &Board, me: &Me, t: Texts) -> String {
    let scope = scope_name(board, me, t);
    match &board.period {
        Some(period) => {
            let (week, weeks) = period.week(board.day);
            t.dashboard.kicker(period.name.as_str(), scope, week, weeks)
        }
        None => t.dashboard.kicker_plain(scope),
    }
}

/// The scope in words.
#[must_use]
pub fn scope_name(board: &Board, me: &Me, t: Texts) -> String {
    match board.asked.scope {
        Scope::All => t.dashboard.every_group().into(),
        Scope::Group(group) => me.group(group).map(|group| group.name.to_string()).unwrap_or_default(),
        Scope::Unit(unit) => me.unit_name(unit),
    }
}

/// Where the numbers come from: the newest entry and the hash that seals it.
#[component]
fn Foot(board: Board) -> impl IntoView {
    let (t, me) = (texts(), me());
    let last = board.last.clone().map(|Last { book, seq, hash, at }| {
        let name = match book {
            Book::Group(group) => me.group(group).map(|group| group.name.to_string()),
            Book::Office => None,
        };
        let book = name.map_or(t.dashboard.book_all().to_owned(), |name| t.dashboard.book_of(name));
        view! {
            {format!("·{}", t.dashboard.foot_book(book, asof::clock(at), seq))}
            " "
            <span class="code" title=hash.clone()>{short(&hash)}</span>
        }
    });
    view! { <footer class="foot note">{t.dashboard.foot()} {last}</footer> }
}

/// `3f9a 71c0 … c21e`
fn short(hash: &str) -> String {
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!("{} {} … {}", part(0, 4), part(4, 8), part(60, 64))
}
