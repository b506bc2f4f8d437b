//! What can be done to a look-back, as it goes over the wire. The serde names are added to, never changed. No act carries what
//! fell due: the writer gathers that.

use serde::{Deserialize, Serialize};

use super::{About, Proof, Verdict, gather, record_of};
use crate::act::{Key, Subject};
use crate::kinds::{ActId, LookbackId, Month, Note, UnitId};
use crate::record::Need;

/// The unit's answer. `then` is the id of the entry that it may bring along: the measure that is finished by it, the promise
/// that is kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answering {
    pub lookback: LookbackId,
    pub item: About,
    pub done: bool,
    pub note: Option<Note>,
    pub proof: Option<Proof>,
    pub then: ActId,
}

/// The group's counter-mark. `then` is the id of the entry that it may bring along: the issue that is held or relapses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Marking {
    pub lookback: LookbackId,
    pub item: About,
    pub verdict: Verdict,
    pub note: Option<Note>,
    pub then: ActId,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 开展回头看
        Open { lookback: LookbackId, unit: UnitId, month: Month },
        /// 答复
        Answer(Box<Answering>),
        /// 核定
        Mark(Box<Marking>),
        /// 锁定
        Lock { lookback: LookbackId },
        /// 重新打开
        Reopen { lookback: LookbackId, reason: Note },
    }
}

impl Act {
    #[must_use]
    pub fn lookback(&self) -> LookbackId {
        match self {
            Act::Answer(own) => own.lookback,
            Act::Mark(own) => own.lookback,
            Act::Open { lookback, .. } | Act::Lock { lookback } | Act::Reopen { lookback, .. } => *lookback,
        }
    }

    /// The id of the entry that it may bring along.
    pub(crate) fn brings(&self) -> Option<ActId> {
        match self {
            Act::Answer(own) => Some(own.then),
            Act::Mark(own) => Some(own.then),
            Act::Open { .. } | Act::Lock { .. } | Act::Reopen { .. } => None,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        match self {
            Act::Open { unit, month, .. } => {
                let record = |subject, id| Need::Record(Key { subject, id });
                let others = gather::others(*unit, *month).map(|own| record(Subject::Lookback, own.0));
                [record(Subject::Unit, unit.0), Need::CasesOf(*unit)].into_iter().chain(others).collect()
            }
            Act::Answer(own) => {
                let file = own.proof.as_ref().map(|proof| Need::File(proof.hash.clone()));
                [Need::Record(record_of(own.item))].into_iter().chain(file).collect()
            }
            Act::Mark(own) => vec![Need::Record(record_of(own.item))],
            Act::Lock { .. } | Act::Reopen { .. } => Vec::new(),
        }
    }
}
