//! What a viewer may read of a notice. A unit reads an issued paper with its own receipt and replies, and nothing of other
//! units: neither who they are nor what they answered.

use super::{Act, From, Notice};
use crate::kinds::UnitId;
use crate::record::Telling;
use crate::viewer::Viewer;

impl Notice {
    /// The notice as this viewer reads it; `None` when they may not know of it.
    #[must_use]
    pub fn shown_to(mut self, viewer: &Viewer) -> Option<Notice> {
        if self.inside(viewer) {
            return Some(self);
        }
        let own = self.units_of(viewer);
        if own.is_empty() {
            return None;
        }
        let alone = self.content.units.len() == 1;
        self.content.about.retain(|about| own.contains(&about.unit));
        self.addressees.retain(|addressee| own.contains(&addressee.unit));
        self.content.units = own;
        // the group's own meetings are not theirs, nor is another unit's item; a published round they know
        let theirs = |from: &From| match from {
            From::Item { unit: Some(whose), .. } | From::Call { unit: whose, .. } => self.content.units.contains(whose),
            // of before it said whose it is
            From::Item { unit: None, .. } => alone,
            From::Round { .. } => true,
            From::Meeting { .. } => false,
        };
        self.content.from = self.content.from.filter(theirs);
        Some(self)
    }

    /// How much of an entry of this notice this viewer reads.
    #[must_use]
    pub fn tells(&self, act: &Act, viewer: &Viewer) -> Telling {
        if self.inside(viewer) {
            return Telling::Whole;
        }
        let own = self.units_of(viewer);
        match act {
            Act::Issue { .. } | Act::Close { .. } | Act::Withdraw { .. } if !own.is_empty() => Telling::Whole,
            Act::Receive { unit, .. }
            | Act::Reply { unit, .. }
            | Act::Return { unit, .. }
            | Act::Accept { unit, .. }
                if own.contains(unit) =>
            {
                Telling::Whole
            }
            Act::Draft { .. }
            | Act::Change { .. }
            | Act::Drop { .. }
            | Act::Issue { .. }
            | Act::Receive { .. }
            | Act::Reply { .. }
            | Act::Return { .. }
            | Act::Accept { .. }
            | Act::Close { .. }
            | Act::Withdraw { .. } => Telling::Nothing,
        }
    }

    /// May they know of it at all? The same answer as [`Notice::shown_to`] gives.
    #[must_use]
    pub fn is_known_to(&self, viewer: &Viewer) -> bool {
        self.inside(viewer) || !self.units_of(viewer).is_empty()
    }

    /// The group and the office.
    fn inside(&self, viewer: &Viewer) -> bool {
        viewer.sees(self.book, None, None)
    }

    /// The viewer's units that it went to: none before it is issued.
    fn units_of(&self, viewer: &Viewer) -> Vec<UnitId> {
        let units = self.content.units.iter().copied().filter(|_| self.issued.is_some());
        units.filter(|unit| viewer.in_unit(*unit)).collect()
    }
}
