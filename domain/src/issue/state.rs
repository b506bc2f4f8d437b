//! The words an issue is sorted by: where it comes from, what kind it is, where in its life it stands.

use serde::{Deserialize, Serialize};

/// Where an issue comes from. Figures of different origins are never mixed.
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
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Origin {
    /// 班子整改清单
    TeamList,
    /// 调研发现
    Research,
    /// 指导组发现
    Guidance,
    /// 群众反映
    Survey,
}

impl Origin {
    /// The first half of an issue's code, as printed on papers in both languages: 调研-087.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Origin::TeamList => "班子",
            Origin::Research => "调研",
            Origin::Guidance => "指导",
            Origin::Survey => "群众",
        }
    }

    /// 调研-087
    #[must_use]
    pub fn code(self, number: u32) -> String {
        format!("{}-{number:03}", self.prefix())
    }
}

/// 攻坚破难 · 专项整治 · 民生实事 · 推动发展; each has its own policy.
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
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Category {
    Hard,
    Special,
    Livelihood,
    Development,
}

/// Where in its life an issue is.
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
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum State {
    Found,
    Agreed,
    InProgress,
    Submitted,
    /// Provisional: a look-back is set.
    Verified,
    Held,
    Disputed,
    Withdrawn,
    Merged,
    Transferred,
}

impl State {
    /// Still to be worked on, by unit or group.
    #[must_use]
    pub fn open(self) -> bool {
        match self {
            State::Found | State::Agreed | State::InProgress | State::Submitted | State::Disputed => true,
            State::Verified | State::Held | State::Withdrawn | State::Merged | State::Transferred => false,
        }
    }

    /// Verified or held.
    #[must_use]
    pub fn solved(self) -> bool {
        matches!(self, State::Verified | State::Held)
    }

    /// Counted as found: everything that was not taken back or moved elsewhere.
    #[must_use]
    pub fn counted(self) -> bool {
        self.open() || self.solved()
    }

    /// Waiting for the unit, so that a date can pass: only these can be overdue.
    #[must_use]
    pub fn can_be_late(self) -> bool {
        matches!(self, State::Found | State::Agreed | State::InProgress)
    }
}
