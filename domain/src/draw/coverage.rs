//! Who was never reached: which organisation, kind and stratum has been on rosters, was drawn, and then visited and heard.

use std::collections::{BTreeMap, BTreeSet};

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
    /// So many of those were talked with: on a seminar, an interview or the phone, with people there.
    pub heard: usize,
    /// The draws that drew one.
    pub by: Vec<DrawId>,
}

/// How far something was reached: each is part of the one before.
#[derive(Clone, Copy, PartialEq, Eq, Debug, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Far {
    Drawn,
    Visited,
    Heard,
}

impl Reached {
    #[must_use]
    pub fn far(&self, far: Far) -> usize {
        match far {
            Far::Drawn => self.drawn,
            Far::Visited => self.visited,
            Far::Heard => self.heard,
        }
    }

    fn add(&mut self, other: &Reached) {
        self.listed += other.listed;
        self.drawn += other.drawn;
        self.visited += other.visited;
        self.heard += other.heard;
        let more = other.by.iter().filter(|own| !self.by.contains(own)).collect::<Vec<_>>();
        self.by.extend(more);
    }
}

/// What the draws of some units reached.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    pub organisations: BTreeMap<OrganisationId, Reached>,
    pub strata: BTreeMap<(UnitId, Kind, String), Reached>,
}

impl Coverage {
    /// What was reached of it in this unit.
    #[must_use]
    pub fn of(&self, unit: UnitId, drew: &Drew) -> Reached {
        match drew {
            Drew::Organisation(id) => self.organisations.get(id).cloned().unwrap_or_default(),
            Drew::Stratum(kind, name) => self.strata.get(&(unit, *kind, name.clone())).cloned().unwrap_or_default(),
            Drew::Kind(kind) => {
                let own = self.strata.iter().filter(|((of, own, _), _)| *of == unit && own == kind);
                own.fold(Reached::default(), |mut all, (_, own)| {
                    all.add(own);
                    all
                })
            }
        }
    }
}

/// Counts the draws that came to a result; an abandoned one reached nobody. `visits` are those that were recorded.
#[must_use]
pub fn of<'a>(draws: impl IntoIterator<Item = &'a Draw>, visits: &[Visit]) -> Coverage {
    let mut coverage = Coverage::default();
    for draw in draws.into_iter().filter(|draw| draw.state() == "drawn") {
        let Some(roster) = &draw.roster else { continue };
        let picks: BTreeSet<u16> = draw.picks().iter().map(|pick| pick.number).collect();
        let visits: Vec<&Visit> =
            visits.iter().filter(|visit| visit.drawn.as_ref().is_some_and(|own| own.draw == draw.id)).collect();
        for (number, place) in (1_u16..).zip(&roster.strata) {
            let drawn = picks.contains(&number);
            let went = || visits.iter().filter(|visit| drawn && visit.goes_to(draw.id, number));
            let reached = Reached {
                listed: 1,
                drawn: usize::from(drawn),
                visited: usize::from(went().next().is_some()),
                heard: usize::from(went().any(|visit| visit.hears())),
                by: drawn.then_some(draw.id).into_iter().collect(),
            };
            if let Some(organisation) = draw.organisation(number) {
                coverage.organisations.entry(organisation).or_default().add(&reached);
            }
            if let Some(stratum) = draw.plan.strata.get(usize::from(*place)) {
                let key = (draw.unit, draw.plan.kind, stratum.name.to_string());
                coverage.strata.entry(key).or_default().add(&reached);
            }
        }
    }
    coverage
}

/// Of what: an organisation, a kind, or a stratum of a kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Drew {
    Organisation(OrganisationId),
    Kind(Kind),
    Stratum(Kind, String),
}

/// Which draws: those that reached it so far.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    pub drew: Drew,
    pub far: Far,
}

impl Asked {
    /// As an address has it: `organisation:…`, `people`, `people:正高`, `heard:people:正高`. What can't be read asks for nothing.
    #[must_use]
    pub fn read(raw: &str) -> Option<Asked> {
        let far = raw.split_once(':').and_then(|(far, rest)| Some((far.parse().ok()?, rest)));
        let (far, rest) = far.unwrap_or((Far::Drawn, raw));
        Drew::read(rest).map(|drew| Asked { drew, far })
    }
}

impl Drew {
    fn read(raw: &str) -> Option<Drew> {
        match raw.split_once(':') {
            Some(("organisation", id)) => id.parse().ok().map(Drew::Organisation),
            Some((kind, name)) => kind.parse().ok().map(|kind| Drew::Stratum(kind, name.to_owned())),
            None => raw.parse().ok().map(Drew::Kind),
        }
    }
}

impl std::fmt::Display for Asked {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.far != Far::Drawn {
            write!(to, "{}:", <&str>::from(self.far))?;
        }
        match &self.drew {
            Drew::Organisation(id) => write!(to, "organisation:{id}"),
            Drew::Kind(kind) => to.write_str(kind.into()),
            Drew::Stratum(kind, name) => write!(to, "{}:{name}", <&str>::from(*kind)),
        }
    }
}

#[cfg(test)]
mod tests;
