//! What a dashboard looks at: all groups, one group, or one unit; and its address. Who may look is decided in `read.rs`.

use domain::issue::list::Filter;
use domain::issue::{Origin, State};
use domain::kinds::{Book, Day, GroupId, UnitId};
use domain::visit::{self, Form};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::issue::query::to_href;
use crate::session::Me;

/// In an address: all groups.
const EVERY: &str = "all";

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    All,
    Group(GroupId),
    Unit(UnitId),
}

/// What the page's address asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Asked {
    pub scope: Scope,
    /// A past day; nothing means live.
    pub as_of: Option<Day>,
    /// The day that changes are counted from; nothing means a week earlier.
    pub compare: Option<Day>,
    /// Which origin the bars show.
    pub origin: Origin,
    /// All groups, however many.
    #[serde(default)]
    pub every: bool,
}

impl Asked {
    /// Reads the address; what is not said follows from who looks.
    #[must_use]
    pub fn read(me: &Me, get: impl Fn(&str) -> Option<String>) -> Asked {
        let day = |key: &str| get(key).and_then(|raw| Day::parse(&raw).ok());
        let book = get("book").and_then(|raw| raw.parse().ok());
        let unit = get("unit").and_then(|raw| raw.parse().ok());
        let scope = match (unit, book) {
            (Some(unit), _) => Scope::Unit(unit),
            (None, Some(Book::Group(group))) => Scope::Group(group),
            (None, Some(Book::Office)) => Scope::All,
            (None, None) => home(me),
        };
        let origin = get("origin").and_then(|raw| raw.parse().ok()).unwrap_or(Origin::Research);
        let every = get("groups").as_deref() == Some(EVERY);
        Asked { scope, as_of: day("asof"), compare: day("compare"), origin, every }
    }

    /// The address of the same screen on `path`.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        let scope = match self.scope {
            Scope::All => Some(("book", "office".to_owned())),
            Scope::Group(group) => Some(("book", group.to_string())),
            Scope::Unit(unit) => Some(("unit", unit.to_string())),
        };
        let origin = (self.origin != Origin::Research).then(|| ("origin", <&str>::from(self.origin).to_owned()));
        let day = |key, day: Option<Day>| day.map(|day| (key, day.to_string()));
        let every = self.every.then(|| ("groups", EVERY.to_owned()));
        let pairs = [scope, day("asof", self.as_of), day("compare", self.compare), origin, every];
        let pairs: Vec<String> = pairs.into_iter().flatten().map(|(key, value)| format!("{key}={value}")).collect();
        format!("{path}?{}", pairs.join("&"))
    }

    /// The rows of this scope and day; each number narrows it down to its own.
    #[must_use]
    pub fn filter(&self) -> Filter {
        let (book, unit) = match self.scope {
            Scope::All => (None, None),
            Scope::Group(group) => (Some(Book::Group(group)), None),
            Scope::Unit(unit) => (None, Some(unit)),
        };
        Filter { book, unit, as_of: self.as_of, ..Filter::default() }
    }

    /// The address of the issues of one origin in some of the states.
    #[must_use]
    pub fn issues(&self, origin: Origin, when: fn(State) -> bool) -> String {
        to_href(&Filter { origin: Some(origin), states: states(when), ..self.filter() })
    }

    /// The address of the recorded visits of one form.
    #[must_use]
    pub fn visits(&self, form: Form) -> String {
        let Filter { book, unit, as_of, .. } = self.filter();
        let state = Some(visit::list::State::Recorded);
        let filter = visit::list::Filter { book, unit, as_of, form: Some(form), state, ..Default::default() };
        crate::visit::query::to_href(&filter)
    }
}

/// What a person looks at first: the office at everything, a group at itself, a unit at itself.
fn home(me: &Me) -> Scope {
    let reach = me.viewer.reach();
    match (reach.all, reach.groups.first(), me.own_unit()) {
        (true, _, _) | (false, None, None) => Scope::All,
        (false, Some(group), _) => Scope::Group(*group),
        (false, None, Some(unit)) => Scope::Unit(unit),
    }
}

/// All states of which something holds, as a filter asks for them.
#[must_use]
pub fn states(when: fn(State) -> bool) -> Vec<State> {
    State::VARIANTS.iter().copied().filter(|state| when(*state)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_scope_days_and_origin() {
        let asked = Asked {
            scope: Scope::Group(domain::cast::GROUP),
            as_of: Day::parse("2023-06-30").ok(),
            compare: Day::parse("2023-06-01").ok(),
            origin: Origin::TeamList,
            every: true,
        };
        let group = domain::cast::GROUP;
        assert_eq!(
            asked.href("/wall"),
            format!("/wall?book={group}&asof=2023-06-30&compare=2023-06-01&origin=team_list&groups=all")
        );
        let solved = asked.issues(Origin::Research, State::solved);
        assert_eq!(solved, format!("/issues?book={group}&origin=research&state=verified,held&asof=2023-06-30"));
    }
}
