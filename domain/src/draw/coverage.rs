//! Who was never reached: which organisation, kind and stratum has been on rosters and drawn, and which never.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Draw, Kind};
use crate::kinds::{DrawId, OrganisationId, UnitId};

/// One organisation, or the stratum of a kind, over all draws of a unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Reached {
    /// On so many rosters' lines.
    pub listed: usize,
    /// So many of them were drawn.
    pub drawn: usize,
    /// The draws that drew one.
    pub by: Vec<DrawId>,
}

impl Reached {
    fn add(&mut self, listed: usize, drawn: usize, draw: DrawId) {
        self.listed += listed;
        self.drawn += drawn;
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

/// Counts the draws that came to a result; an abandoned one reached nobody.
#[must_use]
pub fn of<'a>(draws: impl IntoIterator<Item = &'a Draw>) -> Coverage {
    let mut coverage = Coverage::default();
    for draw in draws.into_iter().filter(|draw| draw.state() == "drawn") {
        let picks = draw.picks();
        for (place, (stratum, size)) in draw.plan.strata.iter().zip(draw.sizes()).enumerate() {
            let drawn = picks.iter().filter(|pick| usize::from(pick.stratum) == place).count();
            let key = (draw.unit, draw.plan.kind, stratum.name.to_string());
            coverage.strata.entry(key).or_default().add(size, drawn, draw.id);
        }
        let Some(roster) = &draw.roster else { continue };
        for number in (1_u16..).take(roster.places.len()) {
            if let Some(organisation) = draw.organisation(number) {
                let drawn = usize::from(picks.iter().any(|pick| pick.number == number));
                coverage.organisations.entry(organisation).or_default().add(1, drawn, draw.id);
            }
        }
    }
    coverage
}
