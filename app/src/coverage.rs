//! The coverage map: which organisation was drawn, visited and heard, and which never; which kind and stratum was reached.
//! Reads draws, visits and units within the viewer's reach, as of a day; counts nothing that is not one of their rows.

mod brief;
mod map;
mod twin;

use domain::act::Subject;
use domain::draw::Kind;
use domain::draw::coverage::{Drew, Reached};
use domain::kinds::{Day, OrganisationId, UnitId};
use domain::visit::Form;
use domain::visit::list::{Filter, State};
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
            match (row.drawn.drawn, row.visits(), row.heard()) {
                (0, 0, _) => tally.never += 1,
                (_, 0, _) => tally.drawn += 1,
                (_, _, 0) => tally.visited += 1,
                (_, _, _) => tally.heard += 1,
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
        [Form::Seminar, Form::Interview, Form::Phone].iter().map(|form| self.of(*form).1).sum()
    }

    #[must_use]
    pub fn never(&self) -> bool {
        self.drawn.drawn == 0 && self.visits() == 0
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
fn draws(unit: UnitId, drew: &Drew, as_of: Option<Day>) -> String {
    let mut href = Scope { unit: Some(unit), as_of, ..Scope::default() }.href("/draws", "");
    href.push_str("&of=");
    crate::issue::query::encode(&mut href, &drew.to_string());
    href
}

/// The units within reach with what reached them; `unit` narrows it, or is empty; `as_of` is a past day, or empty.
#[server(prefix = "/api", endpoint = "coverage", input = GetUrl, output = Json)]
pub async fn read_coverage(unit: String, as_of: String) -> Result<Map, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    ssr::map(&context::server(), &viewer.reach(), unit.parse().ok(), Day::parse(&as_of).ok()).await
}

#[cfg(feature = "ssr")]
mod ssr {
    use std::collections::BTreeMap;

    use domain::draw::{Draw, coverage};
    use domain::unit::Unit;
    use domain::viewer::Reach;
    use domain::visit::Visit;
    use domain::visit::list::Reached as Visited;

    use super::*;
    use crate::context::Server;

    /// How many of each form went to each organisation of each unit.
    type Cells = BTreeMap<(UnitId, Option<OrganisationId>, Form), (u32, u32)>;

    pub async fn map(server: &Server, reach: &Reach, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Map, Failure> {
        let (db, scope) = (&server.db, Scope { book: None, unit, as_of });
        let units: Vec<Unit> = scope.records(db, reach, Subject::Unit).await?;
        let draws: Vec<Box<Draw>> = scope.records(db, reach, Subject::Draw).await?;
        let filter = Filter { unit, as_of, state: Some(State::Recorded), ..Filter::default() };
        let visits = store::visit::drawn(db, reach, &filter).await?;
        let cells = store::visit::reached(db, reach, &filter).await?.into_iter();
        let cells: Cells =
            cells.map(|own: Visited| ((own.unit, own.organisation, own.form), (own.visits, own.people))).collect();
        let mut units: Vec<OfUnit> = units.iter().map(|unit| of_unit(unit, &draws, &visits, &cells)).collect();
        if units.len() > BRIEF {
            for unit in &mut units {
                (unit.rows, unit.strata, unit.kinds) = Default::default();
            }
        }
        Ok(Map { as_of, units })
    }

    fn of_unit(unit: &Unit, draws: &[Box<Draw>], visits: &[Visit], cells: &Cells) -> OfUnit {
        let own: Vec<&Draw> = draws.iter().map(AsRef::as_ref).filter(|draw| draw.unit == unit.id).collect();
        let coverage = coverage::of(own.iter().copied(), visits);
        let row = |organisation: Option<OrganisationId>, name: String| Row {
            organisation,
            name,
            drawn: organisation.and_then(|id| coverage.organisations.get(&id).cloned()).unwrap_or_default(),
            forms: Form::VARIANTS
                .iter()
                .map(|form| cells.get(&(unit.id, organisation, *form)).copied().unwrap_or_default())
                .collect(),
        };
        let mut rows: Vec<Row> = Vec::new();
        for part in &unit.organisations {
            let own = row(Some(part.id), part.name.to_string());
            if part.closed_at.is_none() || !own.never() {
                rows.push(own);
            }
        }
        rows.push(row(None, String::new()));
        let strata = coverage.strata.iter().map(|((_, kind, name), own)| (*kind, name.clone(), own.clone()));
        OfUnit {
            unit: unit.id,
            name: unit.name.to_string(),
            tally: Tally::of(rows.iter().filter(|row| row.organisation.is_some())),
            rows,
            strata: strata.collect(),
            kinds: kinds(&own, &coverage),
        }
    }

    /// The draws of each kind that came to a result, and how many picks of them were visited.
    fn kinds(draws: &[&Draw], coverage: &coverage::Coverage) -> Vec<(Kind, Reached)> {
        let of = |kind: Kind| {
            let drawn = draws.iter().filter(|draw| draw.plan.kind == kind && draw.state() == "drawn");
            let strata = coverage.strata.iter().filter(|((_, own, _), _)| *own == kind).map(|own| own.1);
            let sum = |count: fn(&Reached) -> usize| strata.clone().map(count).sum();
            Reached {
                listed: sum(|own| own.listed),
                drawn: sum(|own| own.drawn),
                visited: sum(|own| own.visited),
                by: drawn.map(|draw| draw.id).collect(),
            }
        };
        Kind::VARIANTS.iter().map(|kind| (*kind, of(*kind))).collect()
    }
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
}
