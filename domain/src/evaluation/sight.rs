//! What a viewer may read of a round. Raters learn nothing of each other's grades before all of them are done with that unit,
//! and so nobody else does who could tell them. A unit reads its own result, once it is published. Every read of a round,
//! of its history and of its entries goes through these two functions.

use super::{Act, Evaluation, Sheet};
use crate::kinds::{PersonId, UnitId};
use crate::record::Telling;
use crate::viewer::Viewer;

impl Evaluation {
    /// The round as this viewer reads it; `None` when they may not know of it.
    #[must_use]
    pub fn shown_to(mut self, viewer: &Viewer) -> Option<Evaluation> {
        if self.inside(viewer) {
            let hidden: Vec<UnitId> = self.units.iter().copied().filter(|unit| !self.done(*unit)).collect();
            for sheet in self.sheets.iter_mut().filter(|own| hidden.contains(&own.unit)) {
                sheet.grades.retain(|own| own.by.person == viewer.person);
            }
            return Some(self);
        }
        let published = self.published.is_some();
        self.units = self.units_of(viewer);
        if self.units.is_empty() || self.started.is_none() {
            return None;
        }
        self.raters.clear();
        self.replaced.clear();
        self.sheets.retain(|own| self.units.contains(&own.unit));
        self.sheets.iter_mut().for_each(|own| own.leave_to_unit(published));
        Some(self)
    }

    /// How much of an entry of this round, as it stands now, this viewer reads. `by` is who did it.
    #[must_use]
    pub fn tells(&self, act: &Act, by: PersonId, viewer: &Viewer) -> Telling {
        if self.inside(viewer) {
            return match act {
                Act::Grade(own) if by != viewer.person && !self.done(own.unit) => Telling::Bare,
                Act::Open(_)
                | Act::Begin { .. }
                | Act::Grade(_)
                | Act::Finish { .. }
                | Act::Reopen { .. }
                | Act::SelfScore { .. }
                | Act::Calibrate { .. }
                | Act::Agree { .. }
                | Act::Remark { .. }
                | Act::Conclude { .. }
                | Act::Recalibrate { .. }
                | Act::Publish { .. }
                | Act::Object { .. }
                | Act::Answer { .. }
                | Act::ReplaceRater { .. }
                | Act::Abandon { .. } => Telling::Whole,
            };
        }
        let own = self.units_of(viewer);
        if own.is_empty() || self.started.is_none() {
            return Telling::Nothing;
        }
        match act {
            Act::Open(_) | Act::Begin { .. } | Act::Publish { .. } => Telling::Bare,
            Act::Abandon { .. } => Telling::Whole,
            Act::SelfScore { unit, .. } | Act::Object { unit, .. } | Act::Answer { unit, .. } if own.contains(unit) => {
                Telling::Whole
            }
            Act::SelfScore { .. }
            | Act::Object { .. }
            | Act::Answer { .. }
            | Act::Grade(_)
            | Act::Finish { .. }
            | Act::Reopen { .. }
            | Act::Calibrate { .. }
            | Act::Agree { .. }
            | Act::Remark { .. }
            | Act::Conclude { .. }
            | Act::ReplaceRater { .. }
            | Act::Recalibrate { .. } => Telling::Nothing,
        }
    }

    /// May they know of it at all? The same answer as [`Evaluation::shown_to`] gives.
    #[must_use]
    pub fn is_known_to(&self, viewer: &Viewer) -> bool {
        self.inside(viewer) || (self.started.is_some() && !self.units_of(viewer).is_empty())
    }

    /// The group and the office.
    fn inside(&self, viewer: &Viewer) -> bool {
        viewer.sees(self.book, None, None)
    }

    fn units_of(&self, viewer: &Viewer) -> Vec<UnitId> {
        self.units.iter().copied().filter(|unit| viewer.in_unit(*unit)).collect()
    }
}

impl Sheet {
    /// What the unit reads: its own words, and once it is published what counts, without who graded what.
    fn leave_to_unit(&mut self, published: bool) {
        self.grades.clear();
        self.finished.clear();
        self.raters.clear();
        self.agreed.clear();
        self.remarks.clear();
        if !published {
            self.settled.clear();
            self.values = None;
        }
    }
}
