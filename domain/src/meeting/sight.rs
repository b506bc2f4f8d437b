//! What a viewer may read of a meeting. A dispatch meeting is read by its unit as by the group. Of the group's own weekly meeting a
//! unit reads what was decided for it, from the moment in which it was decided, and nothing else: neither what was said nor who
//! was there, nor what is asked of others.

use super::{Act, Decision, Meeting};
use crate::kinds::DecisionId;
use crate::record::Telling;
use crate::viewer::Viewer;

impl Decision {
    /// Is it one of the viewer's units that is to do it?
    #[must_use]
    pub fn concerns(&self, viewer: &Viewer) -> bool {
        self.resolution.unit.is_some_and(|unit| viewer.in_unit(unit))
    }
}

impl Meeting {
    /// The meeting as this viewer reads it; `None` when they may not know of it.
    #[must_use]
    pub fn shown_to(mut self, viewer: &Viewer) -> Option<Meeting> {
        if self.is_whole_for(viewer) {
            return Some(self);
        }
        self.decisions.retain(|own| own.concerns(viewer));
        // who held the pen or closed it is not theirs either, only that somebody did
        let by = self.decisions.first()?.by;
        for own in &mut self.decisions {
            own.resolution.point = None;
            own.voices.clear();
        }
        self.agenda.clear();
        self.attendees.clear();
        self.lines.clear();
        (self.plan.place, self.plan.chair) = (None, None);
        self.planned = by;
        self.clerk = self.clerk.map(|_| by);
        self.closed = self.closed.map(|_| by);
        Some(self)
    }

    /// How much of an entry of this meeting this viewer reads.
    #[must_use]
    pub fn tells(&self, act: &Act, viewer: &Viewer) -> Telling {
        let theirs = match act {
            Act::Decide { resolution, .. } => self.is_theirs(resolution.id, viewer),
            Act::Settle { decision, .. } | Act::Unsettle { decision, .. } => self.is_theirs(*decision, viewer),
            Act::Plan { .. }
            | Act::Change { .. }
            | Act::AddPoint { .. }
            | Act::DropPoint { .. }
            | Act::Cancel { .. }
            | Act::Attend { .. }
            | Act::TakePen { .. }
            | Act::Write { .. }
            | Act::Speak { .. }
            | Act::Close { .. }
            | Act::Reopen { .. } => false,
        };
        if theirs || self.is_whole_for(viewer) { Telling::Whole } else { Telling::Nothing }
    }

    /// May they know of it at all? The same answer as [`Meeting::shown_to`] gives.
    #[must_use]
    pub fn is_known_to(&self, viewer: &Viewer) -> bool {
        self.is_whole_for(viewer) || self.decisions.iter().any(|own| own.concerns(viewer))
    }

    /// May they read all of it: the group, the office, the unit of a dispatch meeting.
    #[must_use]
    pub fn is_whole_for(&self, viewer: &Viewer) -> bool {
        viewer.sees(self.book, self.plan.series.unit(), None)
    }

    fn is_theirs(&self, decision: DecisionId, viewer: &Viewer) -> bool {
        self.decision(decision).is_some_and(|own| own.concerns(viewer))
    }

    /// What was decided, where this viewer may know of it.
    pub(super) fn decision_for(&self, decision: DecisionId, viewer: &Viewer) -> Option<&Decision> {
        self.decision(decision).filter(|own| self.is_whole_for(viewer) || own.concerns(viewer))
    }
}

/// What changes for a unit of which the meeting is not: the kinds of the entries by which it is told that something happened.
#[must_use]
pub fn reaches_units(kind: &str) -> bool {
    matches!(kind, "meeting.decide" | "meeting.settle" | "meeting.unsettle")
}
