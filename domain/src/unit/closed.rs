//! What it means that a unit is closed: nothing may be open with it when that happens, and of what it owed besides nothing is
//! waited for from then on.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Unit;
use crate::carrier::Carrier;
use crate::deployment::Deployment;
use crate::kinds::{Note, Time, UnitId};
use crate::lookback::Lookback;
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::record::{Known, Record};
use crate::refusal::{Refusal, must};
use crate::report::Report;
use crate::visit::Visit;

/// 停止指导: since when, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Closing {
    pub at: Time,
    pub reason: Note,
}

/// The units that are closed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Closed(BTreeSet<UnitId>);

impl Closed {
    /// Those of these.
    #[must_use]
    pub fn among<'a>(units: impl Iterator<Item = &'a Unit>) -> Closed {
        Closed(units.filter(|unit| unit.closed.is_some()).map(|unit| unit.id).collect())
    }

    #[must_use]
    pub fn has(&self, unit: UnitId) -> bool {
        self.0.contains(&unit)
    }

    /// Of papers, matters in step and meetings what closed units were to do is left out; what the others owe stays.
    pub fn leave_out(&self, papers: &mut [Notice], matters: &mut [Deployment], meetings: &mut [Meeting]) {
        papers.iter_mut().for_each(|own| own.addressees.retain(|one| !self.has(one.unit)));
        matters.iter_mut().for_each(|own| own.content.sides.retain(|side| !self.has(side.unit)));
        let theirs = |unit: Option<UnitId>| unit.is_some_and(|unit| self.has(unit));
        meetings.iter_mut().for_each(|own| own.decisions.retain(|one| !theirs(one.resolution.unit)));
    }

    /// Reports of closed units are waited for no more.
    pub fn leave_out_reports(&self, reports: &mut Vec<Report>) {
        reports.retain(|own| !self.has(own.unit));
    }
}

/// Issues end first (they are withdrawn, merged or handed over), carriers are finished or stopped, promises kept or taken back,
/// look-backs locked. What several units have a part in needs no end: the others go on with it.
///
/// # Errors
/// [`Refusal::StillOpen`] with how many of each there are among what is at hand.
pub fn nothing_open(unit: UnitId, known: &Known) -> Result<(), Refusal> {
    let (mut issues, mut carriers, mut others) = (0, 0, 0);
    for record in known.records.values() {
        if let Record::Issue(own) = record {
            issues += usize::from(own.unit == unit && own.state.open());
        } else if let Record::Carrier(own) = record {
            carriers += usize::from(own.unit == unit && runs(own));
        } else if let Record::Visit(own) = record {
            others += if own.unit == unit { promised(own) } else { 0 };
        } else if let Record::Lookback(own) = record {
            others += usize::from(own.unit == unit && answers(own));
        }
    }
    must(issues + carriers + others == 0, Refusal::StillOpen { issues, carriers, others })
}

fn runs(own: &Carrier) -> bool {
    own.dropped_at.is_none() && own.percent.get() < 100
}

fn promised(own: &Visit) -> usize {
    let stands = own.recorded_at.is_some() && own.cancelled_at.is_none();
    if stands { own.promises.iter().filter(|own| own.open()).count() } else { 0 }
}

fn answers(own: &Lookback) -> bool {
    own.locked().is_none()
}
