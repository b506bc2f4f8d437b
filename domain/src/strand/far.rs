//! How far a unit is in each strand: counted from what was held, asked, looked back on and graded; nothing is typed and nothing
//! put together into one number.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::Strand;
use crate::cases::Cases;
use crate::evaluation::Evaluation;
use crate::kinds::{NodeId, UnitId};
use crate::lookback::{About, Lookback, Verdict};
use crate::standard::Standard;
use crate::worklist::standing;

/// How far it is in one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Far {
    pub strand: Strand,
    /// Visits that were held.
    pub visits: u32,
    /// Entries of the library in force; `None` for who does not read the library.
    pub standards: Option<usize>,
    /// Items of issued lists, each where it stands last: still to be done, and done or over.
    pub open: usize,
    pub done: usize,
    /// Things that months looked back on, each once, and those whose last result is that they hold.
    pub looked: usize,
    pub confirmed: usize,
    /// Indicators of published rounds in which the unit has a value, each once.
    pub graded: usize,
}

/// What it is counted from, as far as the viewer may read it.
#[derive(Clone, Copy)]
pub struct Basis<'a> {
    pub unit: UnitId,
    pub standards: Option<&'a [Box<Standard>]>,
    /// With the lists and look-backs, and what items of the lists came from.
    pub cases: Cases<'a>,
    pub rounds: &'a [Box<Evaluation>],
}

impl Far {
    /// Has anything been recorded in it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let kept = self.open + self.done + self.looked + self.graded;
        self.visits == 0 && kept == 0
    }
}

impl Basis<'_> {
    /// One of each strand, in their order. `visits`: how many were held.
    #[must_use]
    pub fn far(self, visits: impl Fn(Strand) -> u32) -> Vec<Far> {
        Strand::VARIANTS.iter().map(|own| self.of(*own, visits(*own))).collect()
    }

    fn of(self, strand: Strand, visits: u32) -> Far {
        let items = standing(self.cases.lists).map(|(_, own)| own);
        let items = items.filter(|own| own.task.unit == Some(self.unit) && own.task.strands.has(strand));
        let (open, done): (Vec<_>, Vec<_>) = items.partition(|own| own.left() && !self.cases.over(&own.task));
        let results = results(self.cases.lookbacks, strand);
        let in_force = |all: &[Box<Standard>]| {
            let looks = |own: &Standard| own.newest().content.strands.contains(&strand);
            all.iter().filter(|own| own.state() == "in_force" && looks(own)).count()
        };
        Far {
            strand,
            visits,
            standards: self.standards.map(in_force),
            open: open.len(),
            done: done.len(),
            looked: results.len(),
            confirmed: results.values().filter(|own| **own == Some(Verdict::Confirmed)).count(),
            graded: self.graded(strand).len(),
        }
    }

    fn graded(&self, strand: Strand) -> BTreeSet<NodeId> {
        let published = self.rounds.iter().filter(|own| own.published.is_some() && own.abandoned.is_none());
        let values = published.filter_map(|own| Some((own, own.sheet(self.unit)?.values.as_ref()?)));
        let own = values.flat_map(|(round, values)| {
            let looks = round.tree.indicators().filter(|own| own.strand == Some(strand)).map(|own| own.id);
            looks.filter(|id| values.contains_key(id)).collect::<Vec<_>>()
        });
        own.collect()
    }
}

/// What was looked back on, each with the last result that there is of it.
fn results(lookbacks: &[Lookback], strand: Strand) -> BTreeMap<About, Option<Verdict>> {
    let mut months: Vec<&Lookback> = lookbacks.iter().collect();
    months.sort_by_key(|own| own.month);
    let mut results = BTreeMap::new();
    for item in months.into_iter().flat_map(|own| &own.items).filter(|own| own.due.strands().has(strand)) {
        let last = results.entry(item.due.about).or_insert(None);
        *last = item.result().map(|own| own.verdict).or(*last);
    }
    results
}

#[cfg(test)]
mod tests;
