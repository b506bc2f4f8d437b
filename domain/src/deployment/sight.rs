//! What a viewer may read of a deployment. A unit reads its own side; an organisation its own row and that of its unit.

use super::{Act, Deployment, Place, Side};
use crate::kinds::OrganisationId;
use crate::record::Telling;
use crate::viewer::Viewer;

impl Deployment {
    /// The deployment as this viewer reads it; `None` when they may not know of it.
    #[must_use]
    pub fn shown_to(mut self, viewer: &Viewer) -> Option<Deployment> {
        if self.inside(viewer) {
            return Some(self);
        }
        let sides: Vec<Side> = self.content.sides.iter().filter_map(|own| side(own, viewer)).collect();
        if sides.is_empty() {
            return None;
        }
        self.content.sides = sides;
        let places: Vec<Place> = self.content.places().collect();
        self.taken.retain(|own| places.contains(&own.said.place));
        Some(self)
    }

    /// How much of an entry of this deployment this viewer reads.
    #[must_use]
    pub fn tells(&self, act: &Act, viewer: &Viewer) -> Telling {
        if self.inside(viewer) {
            return Telling::Whole;
        }
        let sides: Vec<Side> = self.content.sides.iter().filter_map(|own| side(own, viewer)).collect();
        let row = |place: Place| {
            let own = |side: &Side| place.organisation.is_none_or(|below| side.organisations.contains(&below));
            sides.iter().any(|side| side.unit == place.unit && own(side))
        };
        match act {
            Act::Report { .. } | Act::TakeBack { .. } if act.place().is_some_and(row) => Telling::Whole,
            // that it was opened and changed, but not for whom else
            Act::Open { .. } | Act::Change { .. } if !sides.is_empty() => Telling::Bare,
            Act::Close { .. } | Act::Reopen { .. } | Act::Withdraw { .. } if !sides.is_empty() => Telling::Whole,
            Act::Open { .. }
            | Act::Change { .. }
            | Act::Report { .. }
            | Act::TakeBack { .. }
            | Act::Close { .. }
            | Act::Reopen { .. }
            | Act::Withdraw { .. } => Telling::Nothing,
        }
    }

    /// May they know of it at all? The same answer as [`Deployment::shown_to`] gives.
    #[must_use]
    pub fn is_known_to(&self, viewer: &Viewer) -> bool {
        self.inside(viewer) || self.content.sides.iter().any(|own| side(own, viewer).is_some())
    }

    /// The group and the office.
    fn inside(&self, viewer: &Viewer) -> bool {
        viewer.sees(self.book, None, None)
    }
}

/// So much of a side: all of it for the unit's staff, its own row for an organisation.
fn side(own: &Side, viewer: &Viewer) -> Option<Side> {
    if viewer.in_unit(own.unit) {
        return Some(own.clone());
    }
    let theirs = own.organisations.iter().copied().filter(|one| viewer.in_organisation(Some(*one)));
    let organisations: Vec<OrganisationId> = theirs.collect();
    (!organisations.is_empty()).then_some(Side { unit: own.unit, organisations })
}
