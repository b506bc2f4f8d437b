//! What a viewer may read of a weekly list. A unit reads its own items of a list that was issued, and nothing of the others'.

use std::collections::BTreeSet;

use super::{Act, Item, Worklist};
use crate::kinds::{ItemId, UnitId};
use crate::record::Telling;
use crate::viewer::Viewer;

impl Worklist {
    /// The list as this viewer reads it; `None` when they may not know of it.
    #[must_use]
    pub fn shown_to(mut self, viewer: &Viewer) -> Option<Worklist> {
        if self.inside(viewer) {
            return Some(self);
        }
        if !self.is_known_to(viewer) {
            return None;
        }
        self.items.retain(|own| own.task.unit.is_some_and(|unit| viewer.in_unit(unit)));
        Some(self)
    }

    /// How much of an entry of this list this viewer reads.
    #[must_use]
    pub fn tells(&self, act: &Act, viewer: &Viewer) -> Telling {
        if self.inside(viewer) {
            return Telling::Whole;
        }
        if !self.is_known_to(viewer) {
            return Telling::Nothing;
        }
        let own = |unit: Option<UnitId>| unit.is_some_and(|unit| viewer.in_unit(unit));
        let on_it = |item: &ItemId| own(self.item(*item).and_then(|own| own.task.unit));
        let told = match act {
            Act::Issue { .. } => true,
            // what else was on it is none of theirs
            Act::Prepare { .. } => false,
            Act::Add { item, .. } => own(item.task.unit),
            Act::Drop { item, .. }
            | Act::Answer { item, .. }
            | Act::Tick { item, .. }
            | Act::Untick { item, .. }
            | Act::LookAt { item, .. } => on_it(item),
        };
        if told { Telling::Whole } else { Telling::Nothing }
    }

    /// The units that read it: who has something on it, or had something carried over to it, or was asked for something that was
    /// taken off since.
    #[must_use]
    pub fn readers(&self) -> Vec<UnitId> {
        let went_out = |own: &Item| self.issued.as_ref().is_some_and(|issued| own.went_out(issued));
        let stands = |own: &&Item| own.dropped.is_none() || own.task.from.is_some() || went_out(own);
        let theirs = self.items.iter().filter(stands);
        let units: BTreeSet<UnitId> = theirs.filter_map(|own| own.task.unit).collect();
        units.into_iter().collect()
    }

    /// May they know of it at all? The same answer as [`Worklist::shown_to`] gives.
    #[must_use]
    pub fn is_known_to(&self, viewer: &Viewer) -> bool {
        self.inside(viewer) || (self.issued.is_some() && self.readers().iter().any(|unit| viewer.in_unit(*unit)))
    }

    /// The group and the office.
    fn inside(&self, viewer: &Viewer) -> bool {
        viewer.sees(self.book, None, None)
    }
}
