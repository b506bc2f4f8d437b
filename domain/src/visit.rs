//! A visit (指导活动): any contact of the group with a unit, from planned to recorded. It belongs to the group's book;
//! a unit sees the visits to it, without what is the group's own. People talked to are counted; their names lie outside
//! the journal, which holds a commitment only. What is written of it is in
//! `visit/content.rs`, the acts in `visit/act.rs`, who may do them in `visit/check.rs`.

pub mod act;
mod beyond;
mod check;
pub mod checklist;
mod content;
pub mod drawn;
mod fold;
pub mod list;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use act::Act;
pub use check::check;
pub use checklist::{Point, Seen};
pub use content::{Description, Findings, Form, Observations, Photo, Position, Promise, Promised, Quote, Site};
pub use drawn::Drawn;
pub use fold::fold;

use crate::figure::Cell;
use crate::kinds::{Book, OrganisationId, PersonId, PromiseId, Time, UnitId, VisitId};
use crate::private::Commitment;
use crate::standard::Citation;
use crate::viewer::{Role, Viewer};

/// The state of one visit: the fold of its entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Visit {
    pub id: VisitId,
    pub book: Book,
    pub unit: UnitId,
    pub description: Description,
    /// The picks of a draw that it goes to, where it was planned for such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<Drawn>,
    /// As long as it is only planned there are none.
    pub findings: Option<Findings>,
    pub promises: Vec<Promise>,
    pub made_at: Time,
    pub recorded_at: Option<Time>,
    pub recorded_by: Option<PersonId>,
    pub cancelled_at: Option<Time>,
    /// The entry that last changed description or findings: an amendment says on which one it builds.
    pub version: i64,
    /// Names that were replaced; kept until they are erased.
    pub former_names: Vec<Commitment>,
    /// Photos that were taken out of it, for the group alone: each can be put back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_photos: Vec<Photo>,
    /// The entries of the library that it leant on: the group's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<Citation>,
}

/// How much of a visit a viewer reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sight {
    /// The group: everything.
    Whole,
    /// The office: everything but who was talked to and where the phone was.
    Unnamed,
    /// The unit: what was looked at, how each point was found and what was put right, photos, promises; not what is still to be
    /// looked at, not the group's own notes, and not which pick of a draw it went to: on the roster that is a name.
    Unit,
}

impl Visit {
    /// `planned`, `recorded` or `cancelled`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        self.listed_state().into()
    }

    /// Does the unit know of it? What is planned without notice is the group's own.
    #[must_use]
    pub fn known_to_unit(&self) -> bool {
        self.recorded_at.is_some() || self.description.announced
    }

    /// The unit whose people may see it.
    #[must_use]
    pub fn seen_by(&self) -> Option<UnitId> {
        self.known_to_unit().then_some(self.unit)
    }

    /// The organisation whose people may see it.
    #[must_use]
    pub fn seen_by_organisation(&self) -> Option<OrganisationId> {
        self.description.organisation.filter(|_| self.known_to_unit())
    }

    /// How many were talked to, 0 before it is recorded.
    #[must_use]
    pub fn people(&self) -> u16 {
        self.findings.as_ref().map_or(0, |findings| findings.people)
    }

    /// Somebody was listened to there: a talk, with people.
    #[must_use]
    pub fn hears(&self) -> bool {
        self.description.form.hears() && self.people() > 0
    }

    /// Every text beside it that names people.
    #[must_use]
    pub fn all_names(&self) -> Vec<&Commitment> {
        let now = self.findings.iter().filter_map(|findings| findings.names.as_ref());
        now.chain(&self.former_names).collect()
    }

    /// Every photo that it has, or had.
    pub fn all_photos(&self) -> impl Iterator<Item = &Photo> {
        let now = self.findings.iter().flat_map(|findings| &findings.photos);
        now.chain(&self.former_photos)
    }

    #[must_use]
    pub fn promise(&self, id: PromiseId) -> Option<&Promise> {
        self.promises.iter().find(|own| own.id == id)
    }

    #[must_use]
    pub fn sight(&self, viewer: &Viewer) -> Sight {
        match (viewer.in_group(self.book), viewer.roles.contains(&Role::OfficeLeader)) {
            (true, _) => Sight::Whole,
            (false, true) => Sight::Unnamed,
            (false, false) => Sight::Unit,
        }
    }

    /// The visit as this viewer reads it. That the viewer may know of it at all is the reach's to say.
    #[must_use]
    pub fn shown_to(mut self, viewer: &Viewer) -> Visit {
        let sight = self.sight(viewer);
        if sight == Sight::Whole {
            return self;
        }
        self.former_names.clear();
        self.former_photos.clear();
        if sight == Sight::Unit {
            let checklist = &mut self.description.checklist;
            checklist.retain(|_| self.findings.is_some());
            checklist.iter_mut().for_each(|point| point.remark = None);
        }
        if let Some(findings) = &mut self.findings {
            findings.names = None;
            findings.position = None;
            if sight == Sight::Unit {
                findings.notes = None;
                findings.observations = Observations::default();
            }
        }
        if sight == Sight::Unit {
            self.standards.clear();
            self.drawn.iter_mut().for_each(|drawn| drawn.numbers.clear());
        }
        self
    }

    /// One visit, and the people talked to, as long as it is recorded.
    pub(crate) fn cells(&self) -> Vec<(Cell, i64)> {
        let form = self.description.form;
        match self.listed_state() {
            list::State::Recorded => vec![(Cell::Visit { form }, 1), (Cell::People { form }, i64::from(self.people()))],
            list::State::Planned | list::State::Cancelled => Vec::new(),
        }
    }
}
