//! What can be done to a draw, as it goes over the wire.

use super::{Draw, Frozen, Plan, Salt, Secret, Side};
use crate::act::{Key, Subject};
use crate::issue::Hash;
use crate::kinds::{DrawId, Note, UnitId};
use crate::private::Commitment;
use crate::record::Need;

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Prepare {
            draw: DrawId,
            unit: UnitId,
            plan: Plan,
        },
        /// From here on nothing is added to the roster or taken from it.
        Freeze {
            draw: DrawId,
            roster: Frozen,
        },
        Recuse {
            draw: DrawId,
            number: u16,
            reason: Note,
        },
        Commit {
            draw: DrawId,
            side: Side,
            commitment: Hash,
        },
        Reveal {
            draw: DrawId,
            side: Side,
            salt: Salt,
            secret: Secret,
        },
        /// Dice thrown in the room: both sides type what they saw.
        ThrowDice {
            draw: DrawId,
            side: Side,
            dice: Vec<u8>,
        },
        Extend {
            draw: DrawId,
            more: Vec<u16>,
            reason: Note,
        },
        Abandon {
            draw: DrawId,
            reason: Note,
        },
        /// 抹去名册: the text that lies outside the journal is gone; its hash, numbers and picks stay.
        EraseRoster {
            draw: DrawId,
            roster: Hash,
            reason: Note,
        },
    }
}

impl Act {
    #[must_use]
    pub fn draw(&self) -> DrawId {
        match self {
            Act::Prepare { draw, .. }
            | Act::Freeze { draw, .. }
            | Act::Recuse { draw, .. }
            | Act::Commit { draw, .. }
            | Act::Reveal { draw, .. }
            | Act::ThrowDice { draw, .. }
            | Act::Extend { draw, .. }
            | Act::Abandon { draw, .. }
            | Act::EraseRoster { draw, .. } => *draw,
        }
    }

    /// The roster's text, which never enters the journal.
    pub(crate) fn commitments(&self) -> Vec<&Commitment> {
        match self {
            Act::Freeze { roster, .. } => vec![&roster.hash],
            Act::Prepare { .. }
            | Act::Recuse { .. }
            | Act::Commit { .. }
            | Act::Reveal { .. }
            | Act::ThrowDice { .. }
            | Act::Extend { .. }
            | Act::Abandon { .. }
            | Act::EraseRoster { .. } => Vec::new(),
        }
    }

    /// The roster's text that is gone once it is accepted.
    pub(crate) fn erases(&self) -> Vec<&Commitment> {
        match self {
            Act::EraseRoster { roster, .. } => vec![roster],
            Act::Prepare { .. }
            | Act::Freeze { .. }
            | Act::Recuse { .. }
            | Act::Commit { .. }
            | Act::Reveal { .. }
            | Act::ThrowDice { .. }
            | Act::Extend { .. }
            | Act::Abandon { .. } => Vec::new(),
        }
    }

    pub(crate) fn needs(&self, draw: Option<&Draw>) -> Vec<Need> {
        let unit = |unit: UnitId| Need::Record(Key { subject: Subject::Unit, id: unit.0 });
        match self {
            Act::Prepare { unit: own, plan, .. } => {
                let people = [plan.presider, plan.witness];
                let people = people.map(|person| Need::Record(Key { subject: Subject::Person, id: person.0 }));
                people.into_iter().chain([unit(*own)]).collect()
            }
            Act::Freeze { .. } => draw.map(|draw| unit(draw.unit)).into_iter().collect(),
            Act::Recuse { .. }
            | Act::Commit { .. }
            | Act::Reveal { .. }
            | Act::ThrowDice { .. }
            | Act::Extend { .. }
            | Act::Abandon { .. }
            | Act::EraseRoster { .. } => Vec::new(),
        }
    }
}
