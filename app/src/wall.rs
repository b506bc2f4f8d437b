//! The wall: one screen for a projector, large figures, no chrome, driven by keys. Shows what the dashboard shows and
//! nothing that a room should not see in small print.

use domain::figure::Figure;
use domain::issue::{Origin, State};
use domain::kinds::{Day, UnitId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::dashboard::asof::{clock, last_text, since_read};
use crate::dashboard::board::Board;
use crate::dashboard::radar::Kind;
use crate::dashboard::scope::{Asked, Scope};
use crate::dashboard::{board_resource, race, scope_name, tiles};
use crate::live::{Link, live};
use crate::part::chart::line::WALL;
use crate::part::chart::{Race, Spark};
use crate::part::{Bones, Icon, Problem, day_text};
use crate::session::{Me, me};
use crate::texts::{Texts, texts};

const LARGE: [Figure; 4] = [Figure::TeamListIssues, Figure::ResearchFound, Figure::ResearchSolved, Figure::Rules];

#[component]
pub fn Page() -> impl IntoView {
    let board = board_resource();
    let t = texts();
    keys();
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

/// What the keys do; each is a link too, for a finger.
#[component]
fn Keys(board: Board) -> impl IntoView {
    let (t, me) = (texts(), me());
    let d = t.dashboard;
    let asked = board.asked;
    let link = |key: &'static str, to: Asked| view! { <a href=to.href("/wall")><kbd>{key}</kbd></a> };
    let units = units(&me, asked.scope);
    let range = (!units.is_empty()).then(|| {
        let last = units.len().min(9);
        view! { <span><kbd>"1"</kbd>"–"<kbd>{last.to_string()}</kbd>{d.k_unit()}</span> }
    });
    let last = board.last.as_ref();
    let said = last_text(last.map(|last| last.at), board.now, t);
    let book = last.map_or(said, |last| d.wall_book(clock(last.at), last.seq));
    view! {
        <footer>
            <span>
                {link("←", moved(asked, &me, -1))} {link("→", moved(asked, &me, 1))} {d.k_day()}
            </span>
            <span><a href=Asked { as_of: None, ..asked }.href("/wall")><kbd>{d.k_space()}</kbd>{d.k_live()}</a></span>
            {range}
            <span><a href=asked.href("/dashboard") rel="external"><kbd>"Esc"</kbd>{d.k_esc()}</a></span>
            <span class="end">{book}</span>
        </footer>
    }
}

/// Another day; today is live, and nothing is before the campaign.
fn moved(asked: Asked, me: &Me, days: i64) -> Asked {
    let today = me.today();
    let start = me.campaign.as_ref().map(|campaign| campaign.period.start);
    let day: Day = asked.as_of.unwrap_or(today).plus(days).max(start.unwrap_or(today));
    Asked { as_of: (day < today).then_some(day), ..asked }
}

/// The units that number keys choose from: those of the group in sight.
fn units(me: &Me, scope: Scope) -> Vec<UnitId> {
    let group = match scope {
        Scope::All => None,
        Scope::Group(group) => me.group(group),
        Scope::Unit(unit) => me.unit(unit).map(|(group, _)| group),
    };
    group.map(|group| group.open().map(|unit| unit.id).collect()).unwrap_or_default()
}

/// Where a key leads, if anywhere. `0` goes back from a unit to its group.
fn pressed(key: &str, asked: Asked, me: &Me) -> Option<Asked> {
    match key {
        "ArrowLeft" => Some(moved(asked, me, -1)),
        "ArrowRight" => Some(moved(asked, me, 1)),
        " " => Some(Asked { as_of: None, ..asked }),
        "0" => match asked.scope {
            Scope::Unit(unit) => me.unit(unit).map(|(group, _)| Asked { scope: Scope::Group(group.id), ..asked }),
            Scope::All | Scope::Group(_) => None,
        },
        other => {
            let number = other.parse::<usize>().ok()?.checked_sub(1)?;
            let unit = units(me, asked.scope).get(number).copied()?;
            Some(Asked { scope: Scope::Unit(unit), ..asked })
        }
    }
}

/// Listens to the whole window, as nothing on a wall has the focus.
fn keys() {
    let (query, me, go) = (use_query_map(), me(), use_navigate());
    Effect::new(move || {
        let (me, go) = (me.clone(), go.clone());
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let asked = Asked::read(&me, |key| query.read_untracked().get(key));
            if event.key() == "Escape" {
                // A full load: the desk comes back with it.
                let _ = window().location().set_href(&asked.href("/dashboard"));
            } else if let Some(to) = pressed(&event.key(), asked, &me) {
                event.prevent_default();
                let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                go(&to.href("/wall"), options);
            }
        });
        on_cleanup(move || handle.remove());
    });
}

#[cfg(test)]
mod tests {
    use domain::kinds::{Name, Time};
    use domain::viewer::Viewer;

    use super::*;
    use crate::session::{GroupNode, Groups, UnitNode};

    fn me() -> Me {
        let name = |raw: &str| Name::parse(raw).unwrap();
        let units = domain::cast::UNITS.iter().map(|unit| UnitNode {
            id: unit.id,
            code: unit.code.into(),
            name: name(unit.name),
            organisations: Vec::new(),
            closed: false,
        });
        Me {
            viewer: Viewer {
                person: domain::cast::HEAD.id,
                name: name("郑砚秋"),
                roles: vec![domain::cast::HEAD.role],
            },
            groups: Groups::new(vec![GroupNode { id: domain::cast::GROUP, name: name("组"), units: units.collect() }]),
            campaign: None,
            now: Time(Day::parse("2023-07-28").unwrap().start().0 + 1),
            demo: true,
            entries: 0,
            unread: 0,
        }
    }

    #[test]
    fn keys_lead_to_days_and_units_and_back() {
        let me = me();
        let live = Asked {
            scope: Scope::Group(domain::cast::GROUP),
            as_of: None,
            compare: None,
            origin: Origin::Research,
            every: false,
        };
        let second = pressed("2", live, &me).unwrap();
        assert_eq!(second.scope, Scope::Unit(domain::cast::UNITS[1].id));
        assert_eq!(pressed("0", second, &me), Some(live));
        assert_eq!(pressed("9", live, &me), None);
        assert_eq!(pressed("ArrowRight", live, &me), Some(live));
        assert_eq!(pressed("x", live, &me), None);
    }
}
