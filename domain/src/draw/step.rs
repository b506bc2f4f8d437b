//! What each step of a draw leaves in it: the plan, the frozen roster, what either side did, recusals, extensions.

use serde::{Deserialize, Serialize};

use super::roster;
use crate::issue::Hash;
use crate::kinds::{Note, OrganisationId, PersonId, Text, Time, Title};

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
