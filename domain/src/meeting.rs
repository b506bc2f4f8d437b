//! The two rhythms (双例会): the group's weekly meeting and the monthly dispatch meeting with a unit. The agenda builds itself
//! (`meeting/agenda.rs`), one person writes the minutes while all read them, and what is decided becomes an item, an issue or
//! a paper in the same breath (`meeting/follow.rs`).

mod act;
pub mod agenda;
mod becomes;
mod check;
mod fold;
mod follow;
mod roll;
mod sight;
mod voices;

use serde::{Deserialize, Serialize};

use crate::entry::By;
use crate::kinds::{
    Book, Day, DecisionId, IssueId, ItemId, LineId, MeetingId, Name, Note, NoticeId, PointId, PromiseId, Time, Title,
    UnitId, VisitId, WorklistId,
};
use crate::owed::Owed;
use crate::strand::Strands;

pub use act::Act;
pub use becomes::made;
pub use check::check;
pub use fold::fold;
pub(crate) use follow::follow;
pub use roll::{Attendee, Presence, Roll};
pub use sight::reaches_units;
pub use voices::SPEAK_DAYS;

/// Points of one agenda at most, people, decisions; lines of the minutes.
pub const MANY: usize = 100;
pub const LINES: usize = 400;

crate::tagged! {
    "Series" by "series";
    /// Which of the two.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum Series {
        /// 组内周例会
        Weekly,
        /// 单位月调度会
        Dispatch {
            unit: UnitId,
        },
    }
}

crate::tagged! {
    "Source" by "source";
    /// Why something stands on the agenda.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Source {
        /// What was decided last time.
        Decided {
            meeting: MeetingId,
            decision: DecisionId,
        },
        /// Red: an issue whose day, or that of one of its measures, has passed.
        Late {
            issue: IssueId,
        },
        /// An issue that has not moved.
        Stuck {
            issue: IssueId,
        },
        /// An issue whose day, or that of one of its measures, comes before the next meeting.
        Due {
            issue: IssueId,
        },
        Promised {
            visit: VisitId,
            promise: PromiseId,
        },
        /// A paper that waits for an answer.
        Asked {
            notice: NoticeId,
        },
        /// What else a unit owes by a day before the next meeting or one that has passed.
        Owed {
            owed: Owed,
        },
        /// Put on it by somebody.
        Hand,
    }
}

/// One point of the agenda.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Point {
    pub id: PointId,
    pub source: Source,
    pub what: Title,
    /// Whom it concerns; `None` for the group itself.
    pub unit: Option<UnitId>,
}

/// Where and when; changed as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub series: Series,
    pub at: Time,
    pub place: Option<Name>,
    /// Who presides.
    pub chair: Option<Name>,
}

crate::fields!(Plan { series => Unit, at => Time, place => Place, chair => Presider });

/// One paragraph of the minutes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: LineId,
    pub point: Option<PointId>,
    pub text: Note,
    /// Who wrote it last.
    pub by: By,
}

crate::tagged! {
    "Becomes" by "becomes";
    /// What a decision is from now on, beside its line in the minutes.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Becomes {
        /// Nothing else: it is asked about at the next meeting.
        Minutes,
        /// An item of this weekly list.
        Item {
            worklist: WorklistId,
            item: ItemId,
        },
        /// An issue that the group found.
        Issue {
            issue: IssueId,
        },
        /// The draft of a paper to the unit.
        Notice {
            notice: NoticeId,
        },
    }
}

/// What was decided, for whom, by when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Resolution {
    pub id: DecisionId,
    pub point: Option<PointId>,
    pub what: Title,
    /// Who does it; `None` for the group itself.
    pub unit: Option<UnitId>,
    /// The person or department there.
    pub who: Option<Name>,
    pub due: Day,
    pub becomes: Becomes,
    /// What it looks at, as somebody chose; an item that comes of it looks at the same. What an issue looks at says
    /// its category.
    #[serde(default, skip_serializing_if = "Strands::is_empty")]
    pub strands: Strands,
}

/// A decision of a meeting, as other records name it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Resolved {
    pub meeting: MeetingId,
    pub decision: DecisionId,
}

/// What one member of the group says to a decision (民主集中): each for themselves.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Voice {
    pub agrees: bool,
    pub note: Option<Note>,
    pub by: By,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decision {
    pub resolution: Resolution,
    pub by: By,
    /// The last word of each, in the order in which they first spoke.
    pub voices: Vec<Voice>,
    /// It is done, and what came of it.
    pub settled: Option<(Note, By)>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub book: Book,
    pub plan: Plan,
    pub agenda: Vec<Point>,
    pub attendees: Vec<Attendee>,
    pub lines: Vec<Line>,
    pub decisions: Vec<Decision>,
    pub planned: By,
    /// Who writes the minutes, since the meeting has begun.
    pub clerk: Option<By>,
    pub closed: Option<By>,
    pub cancelled: Option<(Note, By)>,
}

impl Series {
    #[must_use]
    pub fn unit(self) -> Option<UnitId> {
        match self {
            Series::Weekly => None,
            Series::Dispatch { unit } => Some(unit),
        }
    }
}

impl Decision {
    /// What others name it by.
    #[must_use]
    pub fn of(&self, meeting: MeetingId) -> Resolved {
        Resolved { meeting, decision: self.resolution.id }
    }

    /// Is it asked about at the next meeting? What became a record of its own is followed there.
    #[must_use]
    pub fn open(&self) -> bool {
        self.settled.is_none() && self.resolution.becomes == Becomes::Minutes
    }
}

impl Meeting {
    #[must_use]
    pub fn roll(&self) -> Roll {
        Roll::of(&self.attendees)
    }

    /// The units that have a part in it: that of a dispatch meeting, and those for which something was decided.
    #[must_use]
    pub fn units(&self) -> Vec<UnitId> {
        let decided = self.decisions.iter().filter_map(|own| own.resolution.unit);
        let mut units: Vec<UnitId> = self.plan.series.unit().into_iter().chain(decided).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    #[must_use]
    pub fn point(&self, id: PointId) -> Option<&Point> {
        self.agenda.iter().find(|own| own.id == id)
    }

    /// Does its agenda ask the same of the same already? Of a paper or a step each unit is asked by itself.
    #[must_use]
    pub fn asks(&self, source: Source, unit: Option<UnitId>) -> bool {
        source != Source::Hand && self.agenda.iter().any(|own| (own.source, own.unit) == (source, unit))
    }

    #[must_use]
    pub fn decision(&self, id: DecisionId) -> Option<&Decision> {
        self.decisions.iter().find(|own| own.resolution.id == id)
    }

    #[must_use]
    pub fn line(&self, id: LineId) -> Option<&Line> {
        self.lines.iter().find(|own| own.id == id)
    }

    /// `planned`, `open`, `closed` or `cancelled`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.cancelled.is_some() {
            "cancelled"
        } else if self.closed.is_some() {
            "closed"
        } else if self.clerk.is_some() {
            "open"
        } else {
            "planned"
        }
    }
}

#[cfg(test)]
mod tests;
