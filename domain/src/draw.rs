//! A random draw (随机抽取, 三个随机) of people, events or documents, which anyone can do again with `sha256sum`
//! (`docs/draw.md`). The journal has numbers, strata and hashes; names stay in the roster's text, which is private.
//! `roster` is that text, `pick` the arithmetic, `sheet` what is printed and what a check looks at.

pub mod act;
pub(crate) mod check;
pub mod coverage;
mod fold;
pub mod pick;
pub mod roster;
pub mod sheet;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::issue::Hash;
use crate::kinds::{Book, DrawId, Note, OrganisationId, PersonId, Text, Time, Title, UnitId};

pub use act::Act;
pub use check::check;
pub use fold::fold;

/// What is on the roster: 随机访谈人员 · 随机参加活动 · 随机调阅材料.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    #[default]
    People,
    Events,
    Documents,
}

/// A part of the roster with how many are drawn from it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Stratum {
    pub name: roster::StratumName,
    pub take: u16,
}

/// What is decided before anybody knows who will be drawn.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub purpose: Title,
    pub kind: Kind,
    pub strata: Vec<Stratum>,
    /// Who presides for the group.
    pub presider: PersonId,
    /// Who witnesses for the unit.
    pub witness: PersonId,
}

/// The roster as the journal knows it: no name, only what each number belongs to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Frozen {
    /// The sha256 of exactly the roster's text.
    pub hash: Hash,
    /// The place of each number's stratum in the plan: the first is that of number 1.
    pub strata: Vec<u8>,
    /// The unit's organisations that are on the roster.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<OrganisationId>,
    /// For each number 1 + the place of its organisation, 0 for none; empty when no number has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<u16>,
}

/// The two who make the seed together.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Side {
    Group,
    Unit,
}

/// 32 lower-case hex characters that nobody can guess.
pub type Salt = Text<32>;
/// What a side adds to the seed: one line.
pub type Secret = Text<200>;

/// Who did a step, and when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct By {
    pub person: PersonId,
    pub at: Time,
}

/// A secret that was shown, with the salt it was committed to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reveal {
    pub salt: Salt,
    pub secret: Secret,
    pub by: By,
}

/// What one side has done so far.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Hand {
    pub commitment: Option<(Hash, By)>,
    pub reveal: Option<Reveal>,
    pub dice: Option<(Vec<u8>, By)>,
}

/// A number that may not be drawn.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recusal {
    pub number: u16,
    pub reason: Note,
    pub by: By,
}

/// More from each stratum; the earlier picks stay.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Extension {
    pub more: Vec<u16>,
    pub reason: Note,
    pub by: By,
}

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

    /// An earlier draw that this one may have been made to replace: same unit and kind, and the same purpose, or soon
    /// after it a roster of the same shape under another name. Whoever reads this draw is told of it.
    #[must_use]
    pub fn repeats(&self, earlier: &Draw) -> bool {
        let before = (earlier.prepared.at, earlier.id) < (self.prepared.at, self.id);
        let purpose = same(self.plan.purpose.as_str()) == same(earlier.plan.purpose.as_str());
        let soon = self.prepared.at.day().since(earlier.prepared.at.day()) <= SOON;
        let shape = soon && self.roster.is_some() && self.shape() == earlier.shape();
        before && self.unit == earlier.unit && self.plan.kind == earlier.plan.kind && (purpose || shape)
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
