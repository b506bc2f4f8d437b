//! The keys of the wall, and where each leads: another day, another unit, back to the desk.

use domain::kinds::{Day, UnitId};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::dashboard::asof::{clock, last_text};
use crate::dashboard::board::Board;
use crate::dashboard::scope::{Asked, Scope};
use crate::session::{Me, me};
use crate::texts::texts;

/// What the keys do; each is a link too, for a finger.
#[component]
pub(super) fn Keys(board: Board) -> impl IntoView {
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
pub(super) fn listen() {
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
    use domain::issue::Origin;
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
            answered: false,
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
