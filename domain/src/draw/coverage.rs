//! Who was never reached: which organisation, kind and stratum has been on rosters and drawn, and which never.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Draw, Kind};
use crate::kinds::{DrawId, OrganisationId, UnitId};
use crate::visit::Visit;

/// One organisation, or the stratum of a kind, over all draws of a unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Reached {
    /// On so many rosters' lines.
    pub listed: usize,
    /// So many of them were drawn.
    pub drawn: usize,
    /// To so many of those a visit went.
    pub visited: usize,
    /// The draws that drew one.
    pub by: Vec<DrawId>,
}

impl Reached {
    fn add(&mut self, listed: usize, drawn: usize, visited: usize, draw: DrawId) {
        self.listed += listed;
        self.drawn += drawn;
        self.visited += visited;
        if drawn > 0 && !self.by.contains(&draw) {
            self.by.push(draw);
        }
    }
}

/// What the draws of some units reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    pub organisations: BTreeMap<OrganisationId, Reached>,
    pub strata: BTreeMap<(UnitId, Kind, String), Reached>,
}

/// Counts the draws that came to a result; an abandoned one reached nobody. `visits` are those that were recorded.
#[must_use]
pub fn of<'a>(draws: impl IntoIterator<Item = &'a Draw>, visits: &[Visit]) -> Coverage {
    let mut coverage = Coverage::default();
    for draw in draws.into_iter().filter(|draw| draw.state() == "drawn") {
        let picks = draw.picks();
        let visited = |number| visits.iter().any(|visit| visit.goes_to(draw.id, number));
        for (place, (stratum, size)) in draw.plan.strata.iter().zip(draw.sizes()).enumerate() {
            let drawn = picks.iter().filter(|pick| usize::from(pick.stratum) == place);
            let went = drawn.clone().filter(|pick| visited(pick.number)).count();
            let key = (draw.unit, draw.plan.kind, stratum.name.to_string());
            coverage.strata.entry(key).or_default().add(size, drawn.count(), went, draw.id);
        }
        let Some(roster) = &draw.roster else { continue };
        for number in (1_u16..).take(roster.places.len()) {
            if let Some(organisation) = draw.organisation(number) {
                let drawn = usize::from(picks.iter().any(|pick| pick.number == number));
                let went = usize::from(drawn > 0 && visited(number));
                coverage.organisations.entry(organisation).or_default().add(1, drawn, went, draw.id);
            }
        }
    }
    coverage
}

/// Which draws: those that drew from one organisation, of one kind, or from one stratum of a kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Drew {
    Organisation(OrganisationId),
    Kind(Kind),
    Stratum(Kind, String),
}

impl Drew {
    #[must_use]
    pub fn by(&self, draw: &Draw) -> bool {
        let from = |name: &str| {
            let place = draw.plan.strata.iter().position(|own| own.name.as_str() == name);
            place.is_some_and(|place| draw.picks().iter().any(|pick| usize::from(pick.stratum) == place))
        };
        draw.state() == "drawn"
            && match self {
                Drew::Organisation(id) => draw.picks().iter().any(|pick| draw.organisation(pick.number) == Some(*id)),
                Drew::Kind(kind) => draw.plan.kind == *kind,
                Drew::Stratum(kind, name) => draw.plan.kind == *kind && from(name),
            }
    }

    /// As an address has it: `organisation:…`, `people`, `people:正高`. What can't be read asks for nothing.
    #[must_use]
    pub fn read(raw: &str) -> Option<Drew> {
        match raw.split_once(':') {
            Some(("organisation", id)) => id.parse().ok().map(Drew::Organisation),
            Some((kind, name)) => kind.parse().ok().map(|kind| Drew::Stratum(kind, name.to_owned())),
            None => raw.parse().ok().map(Drew::Kind),
        }
    }
}

impl std::fmt::Display for Drew {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Drew::Organisation(id) => write!(to, "organisation:{id}"),
            Drew::Kind(kind) => to.write_str(kind.into()),
            Drew::Stratum(kind, name) => write!(to, "{}:{name}", <&str>::from(kind)),
        }
    }
}
