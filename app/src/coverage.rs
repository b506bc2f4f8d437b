//! The coverage map: which organisation was drawn, visited and heard, and which never; which form of visit and kind of site ever
//! took place; what became of what was drawn of each kind and stratum. As of a day; counts nothing that is not a row of the viewer's
//! (`coverage/count.rs`).

mod brief;
#[cfg(feature = "ssr")]
mod count;
mod event;
mod map;
mod twin;

use domain::act::Subject;
use domain::draw::Kind;
use domain::draw::coverage::{Asked, Far, Reached};
use domain::kinds::{Day, OrganisationId, UnitId};
use domain::visit::list::{Filter, State};
use domain::visit::{Form, Site};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::failure::Failure;
use crate::live::live;
use crate::part::records::Scope;
use crate::part::{Empty, ShownDay, loaded};
use crate::texts::texts;
use crate::wire::{self, Json};

/// What was reached, unit by unit.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Map {
    /// The past day that is shown.
    pub as_of: Option<Day>,
    pub units: Vec<OfUnit>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct OfUnit {
    pub unit: UnitId,
    pub name: String,
    pub tally: Tally,
    /// Every open organisation, reached or not, and the unit as a whole; none among very many units, as with what follows.
    pub rows: Vec<Row>,
    /// Every stratum that was ever on a roster.
    pub strata: Vec<(Kind, String, Reached)>,
    pub kinds: Vec<(Kind, Reached)>,
    /// Every form of visit, and every kind of site, also those of which there was none.
    pub events: Vec<Event>,
}

/// Visits of one form; with a site, those to that kind of site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Event {
    pub form: Form,
    pub site: Option<Site>,
    pub visits: u32,
    /// So many of them went to what a draw had drawn.
    pub drawn: u32,
    /// Talked to.
    pub people: u32,
}

/// How many organisations were reached, and how: each stands in one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Neither drawn nor visited.
    pub never: usize,
    /// Drawn, not visited.
    pub drawn: usize,
    /// Visited, nobody heard.
    pub visited: usize,
    pub heard: usize,
}

impl Tally {
    #[must_use]
    pub fn all(self) -> usize {
        self.never + self.drawn + self.visited + self.heard
    }

    #[cfg(feature = "ssr")]
    fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Tally {
        let mut tally = Tally::default();
        for row in rows {
            match row.reached() {
                None => tally.never += 1,
                Some(Far::Drawn) => tally.drawn += 1,
                Some(Far::Visited) => tally.visited += 1,
                Some(Far::Heard) => tally.heard += 1,
            }
        }
        tally
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(all: I) -> Tally {
        all.fold(Tally::default(), |one, other| Tally {
            never: one.never + other.never,
            drawn: one.drawn + other.drawn,
            visited: one.visited + other.visited,
            heard: one.heard + other.heard,
        })
    }
}

/// One organisation; without one, the visits to the unit as a whole.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Row {
    pub organisation: Option<OrganisationId>,
    pub name: String,
    pub drawn: Reached,
    /// Visits and people talked to, in the order of the forms.
    pub forms: Vec<(u32, u32)>,
}

impl Row {
    fn of(&self, form: Form) -> (u32, u32) {
        Form::VARIANTS.iter().zip(&self.forms).find(|(own, _)| **own == form).map(|own| *own.1).unwrap_or_default()
    }

    #[must_use]
    pub fn visits(&self) -> u32 {
        self.forms.iter().map(|own| own.0).sum()
    }

    /// People heard: on seminars, interviews and the phone.
    #[must_use]
    pub fn heard(&self) -> u32 {
        Form::VARIANTS.iter().filter(|form| form.hears()).map(|form| self.of(*form).1).sum()
    }

    /// How far it was reached: by visits of its own, or as one that was drawn on a visit to several, as a seminar is.
    #[must_use]
    pub fn reached(&self) -> Option<Far> {
        if self.heard() > 0 || self.drawn.heard > 0 {
            Some(Far::Heard)
        } else if self.visits() > 0 || self.drawn.visited > 0 {
            Some(Far::Visited)
        } else {
            (self.drawn.drawn > 0).then_some(Far::Drawn)
        }
    }

    #[must_use]
    pub fn never(&self) -> bool {
        self.reached().is_none()
    }
}

/// The list of visits that a cell counts.
fn visits(unit: UnitId, row: &Row, form: Form, as_of: Option<Day>) -> String {
    let organisation = row.organisation;
    let (form, state, whole) = (Some(form), Some(State::Recorded), organisation.is_none());
    let filter = Filter { unit: Some(unit), organisation, whole, form, state, as_of, ..Filter::default() };
    crate::visit::query::to_href(&filter)
}

/// The list of draws that a cell counts.
fn draws(unit: UnitId, asked: &Asked, as_of: Option<Day>) -> String {
    let mut href = Scope { unit: Some(unit), as_of, ..Scope::default() }.href("/draws", "");
    href.push_str("&of=");
    crate::issue::query::encode(&mut href, &asked.to_string());
    href
}

/// The units within reach with what reached them; `unit` narrows it, or is empty; `as_of` is a past day, or empty.
#[server(prefix = "/api", endpoint = "coverage", input = GetUrl, output = Json)]
pub async fn read_coverage(unit: String, as_of: String) -> Result<Map, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    count::map(&context::server(), &viewer.reach(), unit.parse().ok(), Day::parse(&as_of).ok()).await
}

/// `/coverage?unit=…&asof=…`
#[component]
pub fn Page() -> impl IntoView {
    let (t, live, query) = (texts(), live(), use_query_map());
    let version = move || live.version(Subject::Draw) + live.version(Subject::Unit) + live.version(Subject::Visit);
    let asked = Memo::new(move |_| {
        let get = |key: &str| query.read().get(key).unwrap_or_default();
        (get("unit"), get("asof"))
    });
    let map = wire::resource(move || (asked.get(), version()), |((unit, as_of), _)| read_coverage(unit, as_of));
    view! {
        <leptos_meta::Title text=t.rail.coverage()/>
        {loaded(map, 8, move |map| view! { <Shown map unit=asked.get_untracked().0/> }.into_any())}
    }
}

/// More units than this come with their counts only, each leading to its own map.
const BRIEF: usize = 12;

#[component]
fn Shown(map: Map, unit: String) -> impl IntoView {
    let t = texts();
    let tally: Tally = map.units.iter().map(|unit| unit.tally).sum();
    let none = map.units.is_empty().then(|| view! { <Empty title=t.coverage.none()/> });
    let scope = Scope { unit: unit.parse().ok(), ..Scope::default() };
    let to = Callback::new(move |(as_of,): (Option<Day>,)| Scope { as_of, ..scope }.href("/coverage", ""));
    let (many, day) = (map.units.len(), map.as_of);
    let folded = many > 1;
    let units = if many > BRIEF {
        view! { <brief::Groups units=map.units day/> }.into_any()
    } else {
        map.units.into_iter().map(|unit| view! { <map::Unit unit day folded/> }).collect_view().into_any()
    };
    view! {
        <header class="page-head coverage-head">
            <div>
                <h1>{t.coverage.sentence(tally.all(), tally.never)}</h1>
                <p class="quiet">{t.coverage.note()}</p>
            </div>
            <ShownDay day=Signal::stored(day) to/>
        </header>
        {none}
        <div class="coverage">{units}</div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn an_organisation_stands_in_one_count_by_how_far_it_was_reached() {
        let row = |drawn: usize, form: Form, many: (u32, u32)| Row {
            organisation: None,
            name: String::new(),
            drawn: Reached { drawn, ..Reached::default() },
            forms: Form::VARIANTS.iter().map(|own| if *own == form { many } else { (0, 0) }).collect(),
        };
        let rows = [
            row(0, Form::Site, (0, 0)),
            row(2, Form::Site, (0, 0)),
            row(0, Form::Site, (3, 9)),
            row(1, Form::Interview, (1, 4)),
            row(0, Form::Phone, (1, 1)),
        ];
        let tally = Tally::of(rows.iter());
        assert_eq!(tally, Tally { never: 1, drawn: 1, visited: 1, heard: 2 });
        assert_eq!([tally, tally].into_iter().sum::<Tally>().all(), 10);
    }

    #[test]
    fn an_organisation_of_which_somebody_came_to_a_visit_to_several_was_reached() {
        let row = |visited, heard| Row {
            organisation: None,
            name: String::new(),
            drawn: Reached { listed: 4, drawn: 2, visited, heard, by: Vec::new() },
            forms: Form::VARIANTS.iter().map(|_| (0, 0)).collect(),
        };
        let rows = [row(0, 0), row(1, 0), row(2, 1)];
        assert_eq!(Tally::of(rows.iter()), Tally { never: 0, drawn: 1, visited: 1, heard: 1 });
        assert_eq!(rows.map(|own| own.reached()), [Some(Far::Drawn), Some(Far::Visited), Some(Far::Heard)]);
    }
}
