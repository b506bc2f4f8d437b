//! The numbered weekly list of a group (周工作清单): what its units and it itself have to do this week, gathered from what is
//! due, stuck, promised, asked and owed, or written by hand. There is one for each week; the next begins from what is left.

mod act;
mod carry;
mod check;
mod fold;
mod follow;
mod over;
mod sight;
mod strand;
pub mod suggest;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::deployment::Step;
use crate::entry::By;
use crate::figure::Cell;
use crate::kinds::{
    Book, Day, DecisionId, IssueId, ItemId, MeetingId, Name, Note, NoticeId, PromiseId, Title, UnitId, VisitId, Week,
    WorklistId,
};
use crate::owed::Owed;
use crate::strand::Strands;

pub use act::Act;
pub use carry::{Before, carried_on, standing};
pub use check::check;
pub use fold::fold;
pub(crate) use follow::follow;
pub use over::origins;

/// Items of one list at most.
pub const ITEMS: usize = 200;

/// What an item is about: a record or the part of one; of a matter in step, one of its steps.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Thing {
    pub id: Uuid,
    pub step: Option<Step>,
}

crate::tagged! {
    "Source" by "source";
    /// Where an item comes from.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Source {
        /// An issue whose day, or that of one of its measures, comes this week or has passed.
        Due {
            issue: IssueId,
        },
        /// An issue that has not moved.
        Stuck {
            issue: IssueId,
        },
        /// What was promised on a visit.
        Promised {
            visit: VisitId,
            promise: PromiseId,
        },
        /// A paper that waits for an answer.
        Asked {
            notice: NoticeId,
        },
        /// What a meeting decided.
        Decided {
            meeting: MeetingId,
            decision: DecisionId,
        },
        /// What else the unit owes by a day of this week or one that has passed.
        Owed {
            owed: Owed,
        },
        /// Written by somebody of the group.
        Hand,
    }
}

/// The item of an earlier list from which this one is carried over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Carried {
    pub worklist: WorklistId,
    pub item: ItemId,
}

/// What is to be done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Task {
    /// Who does it; `None` for the group itself.
    pub unit: Option<UnitId>,
    /// The person or department there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Name>,
    pub source: Source,
    pub what: Title,
    pub due: Option<Day>,
    pub from: Option<Carried>,
    /// On how many lists before this one it stood.
    pub weeks: u16,
    /// What it looks at: as what it is about says ([`crate::cases::Cases::strands`]), or as somebody chose.
    #[serde(default, skip_serializing_if = "Strands::is_empty")]
    pub strands: Strands,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewItem {
    pub id: ItemId,
    pub task: Task,
}

/// What the unit says of its item.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub done: bool,
    pub note: Option<Note>,
    pub by: By,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    pub id: ItemId,
    pub task: Task,
    /// The newest last.
    pub answers: Vec<Answer>,
    /// The group says that it is done.
    pub ticked: Option<By>,
    /// Taken off the list.
    pub dropped: Option<(Note, By)>,
    /// Where it stood before, on the last list that was issued; known once this one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Carried>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Worklist {
    pub id: WorklistId,
    pub book: Book,
    pub week: Week,
    /// The how manieth of its book; given when it is issued.
    pub number: Option<u32>,
    pub items: Vec<Item>,
    pub prepared: By,
    pub issued: Option<By>,
}

impl WorklistId {
    /// The one list that a book has for a week: whoever makes it, and however often, it is the same.
    #[must_use]
    pub fn of(book: Book, week: Week) -> WorklistId {
        let hash = Sha256::digest(format!("worklist {book} {week}"));
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
        WorklistId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl Thing {
    #[must_use]
    pub fn of(id: Uuid) -> Thing {
        Thing { id, step: None }
    }
}

impl Source {
    /// What is owed in a record that is neither issue nor promise nor paper.
    #[must_use]
    pub fn owed(self) -> Option<Owed> {
        if let Source::Owed { owed } = self { Some(owed) } else { None }
    }

    /// The record that an item is about, or the part of one: the same issue, however it comes onto the list.
    #[must_use]
    pub fn record(self) -> Option<Thing> {
        match self {
            Source::Due { issue } | Source::Stuck { issue } => Some(Thing::of(issue.0)),
            Source::Promised { promise, .. } => Some(Thing::of(promise.0)),
            Source::Asked { notice } => Some(Thing::of(notice.0)),
            Source::Decided { decision, .. } => Some(Thing::of(decision.0)),
            Source::Owed { owed: Owed::Milestone { milestone, .. } } => Some(Thing::of(milestone.0)),
            Source::Owed { owed: Owed::Report { report } } => Some(Thing::of(report.0)),
            Source::Owed { owed: Owed::Lookback { lookback } } => Some(Thing::of(lookback.0)),
            Source::Owed { owed: Owed::Step { deployment, step } } => {
                Some(Thing { id: deployment.0, step: Some(step) })
            }
            // no two are the same
            Source::Hand => None,
        }
    }
}

impl Item {
    /// `open`, `answered`, `ticked` or `dropped`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.dropped.is_some() {
            "dropped"
        } else if self.ticked.is_some() {
            "ticked"
        } else if self.answers.last().is_some_and(|own| own.done) {
            "answered"
        } else {
            "open"
        }
    }

    /// Did it stand on the list when that was issued? What was taken off before was asked of nobody.
    #[must_use]
    pub fn went_out(&self, issued: &By) -> bool {
        self.dropped.as_ref().is_none_or(|(_, by)| by.at > issued.at)
    }

    /// Does it go on to the next list?
    #[must_use]
    pub fn left(&self) -> bool {
        matches!(self.state(), "open" | "answered")
    }
}

impl Worklist {
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|own| own.id == id)
    }

    /// The units that have something on it, in the order of its items.
    #[must_use]
    pub fn units(&self) -> Vec<UnitId> {
        let mut units = Vec::new();
        for unit in self.items.iter().filter(|own| own.dropped.is_none()).filter_map(|own| own.task.unit) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    /// `draft`, `issued` or `done`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match self.issued {
            None => "draft",
            Some(_) if self.items.iter().any(Item::left) => "issued",
            Some(_) => "done",
        }
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        if self.issued.is_some() { vec![Cell::Worklist] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests;
