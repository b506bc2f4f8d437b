//! A random draw (随机抽取, 三个随机) of people, events or documents, which anyone can do again with `sha256sum`
//! (`docs/draw.md`). The journal has numbers, strata and hashes; names stay in the roster's text, which is private.
//! `step` is what each step leaves, `roster` that text, `pick` the arithmetic, `sheet` what is printed and what a check looks at.

pub mod act;
pub(crate) mod check;
pub mod coverage;
mod fold;
pub mod pick;
pub mod roster;
pub mod sheet;
mod step;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::issue::Hash;
use crate::kinds::{Book, DrawId, Note, OrganisationId, Time, UnitId};

pub use act::Act;
pub use check::check;
pub use fold::fold;
pub use step::{By, Extension, Frozen, Hand, Kind, Plan, Recusal, Reveal, Salt, Secret, Side, Stratum};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draw {
    pub id: DrawId,
    pub book: Book,
    pub unit: UnitId,
    pub plan: Plan,
    pub prepared: By,
    pub roster: Option<Frozen>,
    pub frozen: Option<By>,
    pub recusals: Vec<Recusal>,
    pub group: Hand,
    pub witness: Hand,
    /// Known once both sides have revealed, or have typed the same dice.
    pub seed: Option<Hash>,
    pub drawn_at: Option<Time>,
    pub extensions: Vec<Extension>,
    pub abandoned: Option<(Note, By)>,
    /// Why and by whom the roster's text was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased: Option<(Note, By)>,
}

/// One that was drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Pick {
    pub number: u16,
    /// Its place in the plan.
    pub stratum: u8,
    /// 0 for the draw itself, then the extensions.
    pub round: u8,
}

impl Draw {
    /// `prepared`, `frozen`, `committed`, `drawn` or `abandoned`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.abandoned.is_some() {
            "abandoned"
        } else if self.seed.is_some() {
            "drawn"
        } else if self.group.commitment.is_some() && self.witness.commitment.is_some() {
            "committed"
        } else if self.roster.is_some() {
            "frozen"
        } else {
            "prepared"
        }
    }

    #[must_use]
    pub fn hand(&self, side: Side) -> &Hand {
        match side {
            Side::Group => &self.group,
            Side::Unit => &self.witness,
        }
    }

    /// Dice were typed by at least one side.
    #[must_use]
    pub fn by_dice(&self) -> bool {
        self.group.dice.is_some() || self.witness.dice.is_some()
    }

    #[must_use]
    pub fn recused(&self) -> BTreeSet<u16> {
        self.recusals.iter().map(|own| own.number).collect()
    }

    /// How many are drawn from each stratum, round by round.
    #[must_use]
    pub fn rounds(&self) -> Vec<Vec<u16>> {
        let first = self.plan.strata.iter().map(|own| own.take).collect();
        std::iter::once(first).chain(self.extensions.iter().map(|own| own.more.clone())).collect()
    }

    /// How many entries each stratum has.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        let strata = self.roster.as_ref().map(|own| own.strata.as_slice()).unwrap_or_default();
        (0..self.plan.strata.len()).map(|place| pick::members(strata, place).count()).collect()
    }

    /// The whole order of each stratum, recused numbers left out; empty before there is a seed.
    #[must_use]
    pub fn orders(&self) -> Vec<Vec<u16>> {
        let (Some(seed), Some(roster)) = (&self.seed, &self.roster) else { return Vec::new() };
        pick::orders(seed.as_str(), &roster.strata, self.plan.strata.len(), &self.recused())
    }

    /// How many of each stratum have not been drawn; empty before there is a seed.
    #[must_use]
    pub fn left(&self) -> Vec<usize> {
        let rounds = self.rounds();
        let drawn = |place| rounds.iter().filter_map(|round| round.get(place)).map(|own| usize::from(*own)).sum();
        self.orders().iter().enumerate().map(|(place, order)| order.len().saturating_sub(drawn(place))).collect()
    }

    /// Everything drawn so far, in order.
    #[must_use]
    pub fn picks(&self) -> Vec<Pick> {
        pick::picks(&self.orders(), &self.rounds())
    }

    /// Who comes next in each stratum, if there is anyone: 候补.
    #[must_use]
    pub fn reserves(&self) -> Vec<Pick> {
        let (orders, mut rounds) = (self.orders(), self.rounds());
        let before = pick::picks(&orders, &rounds).len();
        rounds.push(vec![1; self.plan.strata.len()]);
        pick::picks(&orders, &rounds).split_off(before)
    }

    /// The organisation of a number, where the roster names one of the unit's.
    #[must_use]
    pub fn organisation(&self, number: u16) -> Option<OrganisationId> {
        let roster = self.roster.as_ref()?;
        let place = roster.places.get(usize::from(number).checked_sub(1)?)?;
        roster.organisations.get(usize::from(*place).checked_sub(1)?).copied()
    }

    /// An earlier draw that this one may have been made to replace: of the same unit, and the same purpose, or soon after it a
    /// roster of the same shape under another name; whatever kind of thing either says that it draws. Whoever reads this draw is
    /// told of it.
    #[must_use]
    pub fn repeats(&self, earlier: &Draw) -> bool {
        let before = (earlier.prepared.at, earlier.id) < (self.prepared.at, self.id);
        let purpose = same(self.plan.purpose.as_str()) == same(earlier.plan.purpose.as_str());
        let soon = self.prepared.at.day().since(earlier.prepared.at.day()) <= SOON;
        let shape = soon && self.roster.is_some() && self.shape() == earlier.shape();
        before && self.unit == earlier.unit && (purpose || shape)
    }

    /// Names and sizes of the strata: salted hashes of two rosters can't be compared, their shapes can.
    fn shape(&self) -> Option<Vec<(&str, usize)>> {
        self.roster.as_ref()?;
        Some(self.plan.strata.iter().map(|own| own.name.as_str()).zip(self.sizes()).collect())
    }
}

/// Days within which another purpose for the same people is taken for another try.
const SOON: i64 = 30;

/// A purpose without what is only punctuation and spaces.
fn same(raw: &str) -> String {
    raw.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
pub(crate) mod tests;
