//! What is done to a meeting, and what its rules need besides it.

use super::{Attendee, Becomes, Meeting, Plan, Point, Resolution, Roll, Source};
use crate::act::{Key, Subject};
use crate::issue::Origin;
use crate::kinds::{ActId, DecisionId, LineId, MeetingId, Note, PointId, UnitId};
use crate::record::Need;

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 安排
        Plan {
            meeting: MeetingId,
            plan: Box<Plan>,
            agenda: Vec<Point>,
        },
        Change {
            meeting: MeetingId,
            plan: Box<Plan>,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Plan>>,
        },
        AddPoint {
            meeting: MeetingId,
            point: Box<Point>,
        },
        DropPoint {
            meeting: MeetingId,
            point: PointId,
        },
        Cancel {
            meeting: MeetingId,
            reason: Note,
        },
        /// 点到: the whole list, as it stands now.
        Attend {
            meeting: MeetingId,
            attendees: Vec<Attendee>,
            /// What the person saw when they called it: with it only those whom they marked otherwise are changed.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Roll>>,
        },
        /// 记录: takes the pen, with which the meeting begins.
        TakePen {
            meeting: MeetingId,
        },
        /// Writes a line or writes it anew; `None` strikes it out.
        Write {
            meeting: MeetingId,
            line: LineId,
            point: Option<PointId>,
            text: Option<Note>,
        },
        /// 议定. `then` is the id of the entry that makes what it becomes.
        Decide {
            meeting: MeetingId,
            resolution: Box<Resolution>,
            then: ActId,
        },
        /// 表态
        Speak {
            meeting: MeetingId,
            decision: DecisionId,
            agrees: bool,
            note: Option<Note>,
        },
        /// 销号: it is done.
        Settle {
            meeting: MeetingId,
            decision: DecisionId,
            note: Note,
        },
        Unsettle {
            meeting: MeetingId,
            decision: DecisionId,
            reason: Note,
        },
        /// 散会
        Close {
            meeting: MeetingId,
        },
        Reopen {
            meeting: MeetingId,
            reason: Note,
        },
    }
}

impl Act {
    #[must_use]
    pub fn meeting(&self) -> MeetingId {
        match self {
            Act::Plan { meeting, .. }
            | Act::Change { meeting, .. }
            | Act::AddPoint { meeting, .. }
            | Act::DropPoint { meeting, .. }
            | Act::Cancel { meeting, .. }
            | Act::Attend { meeting, .. }
            | Act::TakePen { meeting }
            | Act::Write { meeting, .. }
            | Act::Decide { meeting, .. }
            | Act::Speak { meeting, .. }
            | Act::Settle { meeting, .. }
            | Act::Unsettle { meeting, .. }
            | Act::Close { meeting }
            | Act::Reopen { meeting, .. } => *meeting,
        }
    }

    /// The decision that it is about, where it stands already.
    pub(super) fn decision(&self) -> Option<DecisionId> {
        match self {
            Act::Speak { decision, .. } | Act::Settle { decision, .. } | Act::Unsettle { decision, .. } => {
                Some(*decision)
            }
            Act::Plan { .. }
            | Act::Change { .. }
            | Act::AddPoint { .. }
            | Act::DropPoint { .. }
            | Act::Cancel { .. }
            | Act::Attend { .. }
            | Act::TakePen { .. }
            | Act::Write { .. }
            | Act::Decide { .. }
            | Act::Close { .. }
            | Act::Reopen { .. } => None,
        }
    }

    /// The entry that makes what a decision becomes.
    pub(crate) fn brings(&self) -> Option<ActId> {
        match self {
            Act::Decide { resolution, then, .. } => (resolution.becomes != Becomes::Minutes).then_some(*then),
            Act::Plan { .. }
            | Act::Change { .. }
            | Act::AddPoint { .. }
            | Act::DropPoint { .. }
            | Act::Cancel { .. }
            | Act::Attend { .. }
            | Act::TakePen { .. }
            | Act::Write { .. }
            | Act::Speak { .. }
            | Act::Settle { .. }
            | Act::Unsettle { .. }
            | Act::Close { .. }
            | Act::Reopen { .. } => None,
        }
    }

    pub(crate) fn needs(&self, before: Option<&Meeting>) -> Vec<Need> {
        match self {
            Act::Plan { plan, agenda, .. } => {
                agenda.iter().flat_map(Point::needs).chain(plan.series.unit().map(of_unit)).collect()
            }
            Act::Change { plan, .. } => plan.series.unit().map(of_unit).into_iter().collect(),
            Act::AddPoint { point, .. } => point.needs(),
            Act::Decide { resolution, .. } => resolution.needs(),
            // what it became may have been given up
            Act::Settle { decision, .. } => {
                let own = before.and_then(|own| own.decision(*decision)).map(|own| &own.resolution);
                let own = own.filter(|own| own.becomes != Becomes::Minutes);
                own.into_iter().flat_map(Resolution::needs).chain(own.map(|_| Need::Worklists)).collect()
            }
            Act::DropPoint { .. }
            | Act::Cancel { .. }
            | Act::Attend { .. }
            | Act::TakePen { .. }
            | Act::Write { .. }
            | Act::Speak { .. }
            | Act::Unsettle { .. }
            | Act::Close { .. }
            | Act::Reopen { .. } => Vec::new(),
        }
    }
}

fn record(subject: Subject, id: uuid::Uuid) -> Need {
    Need::Record(Key { subject, id })
}

fn of_unit(unit: UnitId) -> Need {
    record(Subject::Unit, unit.0)
}

impl Point {
    fn needs(&self) -> Vec<Need> {
        let source = match self.source {
            Source::Decided { meeting, .. } => Some(record(Subject::Meeting, meeting.0)),
            Source::Late { issue } | Source::Stuck { issue } | Source::Due { issue } => {
                Some(record(Subject::Issue, issue.0))
            }
            Source::Promised { visit, .. } => Some(record(Subject::Visit, visit.0)),
            Source::Asked { notice } => Some(record(Subject::Notice, notice.0)),
            Source::Owed { owed } => Some(Need::Record(owed.key())),
            Source::Hand => None,
        };
        source.into_iter().chain(self.unit.map(of_unit)).collect()
    }
}

impl Resolution {
    /// What its own rule and that of the act which follows it look at.
    fn needs(&self) -> Vec<Need> {
        let more = match self.becomes {
            Becomes::Minutes => Vec::new(),
            Becomes::Item { worklist, .. } => vec![record(Subject::Worklist, worklist.0)],
            Becomes::Issue { issue } => vec![record(Subject::Issue, issue.0), Need::Number(Origin::Guidance)],
            Becomes::Notice { notice } => vec![record(Subject::Notice, notice.0)],
        };
        more.into_iter().chain(self.unit.map(of_unit)).collect()
    }
}
