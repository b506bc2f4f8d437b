//! A matter that a unit and its secondary organisations carry out in step (三个同步): deployed, inspected and assessed on both
//! levels. The record is a matrix of places and steps; how far the levels lie apart is in `deployment/gap.rs`.

mod check;
mod fold;
pub mod gap;
mod sight;

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::By;
use crate::issue::{Hash, Proof};
use crate::kinds::{Book, Day, DeploymentId, Name, Note, OrganisationId, Percent, Title, UnitId};
use crate::record::{Need, Record};

pub use check::check;
pub use fold::fold;

/// The kinds of record that a report may rest on.
pub const RESTS: [Subject; 3] = [Subject::Visit, Subject::Report, Subject::Rule];

/// May a report rest on this record? A visit that is only planned shows nothing yet.
#[must_use]
pub fn shows(record: &Record) -> bool {
    let planned = if let Record::Visit(own) = record { own.recorded_at.is_none() } else { false };
    RESTS.contains(&record.subject()) && !planned
}

/// Units of one matter at most, and organisations of one unit.
pub const MANY: usize = 60;

/// The three steps, in the order in which every place takes them.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// 同步部署
    Deployed,
    /// 同步检查
    Inspected,
    /// 同步考核
    Assessed,
}

/// A unit with those of its organisations that carry the matter out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Side {
    pub unit: UnitId,
    pub organisations: Vec<OrganisationId>,
}

/// By when each step is to be taken; a step without a day is not waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Days {
    pub deployed: Option<Day>,
    pub inspected: Option<Day>,
    pub assessed: Option<Day>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Content {
    pub title: Title,
    pub text: Note,
    pub sides: Vec<Side>,
    pub days: Days,
}

crate::fields!(Content { title => Title, text => Detail, sides => Unit, days => Due });

/// A row of the matrix: the unit itself, or one of its organisations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Place {
    pub unit: UnitId,
    /// `None` is the level of the unit.
    pub organisation: Option<OrganisationId>,
}

/// What a place says of one of its steps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Said {
    pub place: Place,
    pub step: Step,
    /// When it was done.
    pub day: Day,
    /// Who did it there: the meeting, the official, the department.
    pub who: Name,
    pub note: Option<Note>,
    /// What shows it: a file, a record of the unit, or a line that says on what paper it rests. One of the three there must be;
    /// reports of before that was asked for may have none.
    pub proof: Option<Proof>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Key>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Title>,
    /// What the assessment came to, of a hundred; for that step, and for no other.
    pub result: Option<Percent>,
}

/// A step that was taken.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Taken {
    pub said: Said,
    pub by: By,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Deployment {
    pub id: DeploymentId,
    pub book: Book,
    /// The how manieth of its book.
    pub number: u32,
    pub content: Content,
    /// At most one for each place and step.
    pub taken: Vec<Taken>,
    pub opened: By,
    pub closed: Option<By>,
    pub withdrawn: Option<By>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 下达: the units and organisations know of it from here on.
        Open {
            deployment: DeploymentId,
            content: Box<Content>,
        },
        Change {
            deployment: DeploymentId,
            content: Box<Content>,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Content>>,
        },
        /// 填报: by the place itself, or by the unit for one of its organisations. A second report takes the place of the first.
        Report {
            deployment: DeploymentId,
            said: Box<Said>,
        },
        /// 撤回: a step that was not taken after all.
        TakeBack {
            deployment: DeploymentId,
            place: Place,
            step: Step,
            reason: Note,
        },
        Close {
            deployment: DeploymentId,
        },
        Reopen {
            deployment: DeploymentId,
            reason: Note,
        },
        /// 撤销: it was opened by mistake.
        Withdraw {
            deployment: DeploymentId,
            reason: Note,
        },
    }
}

impl Act {
    #[must_use]
    pub fn deployment(&self) -> DeploymentId {
        match self {
            Act::Open { deployment, .. }
            | Act::Change { deployment, .. }
            | Act::Report { deployment, .. }
            | Act::TakeBack { deployment, .. }
            | Act::Close { deployment }
            | Act::Reopen { deployment, .. }
            | Act::Withdraw { deployment, .. } => *deployment,
        }
    }

    /// The row that it is about, where it is about one.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self {
            Act::Report { said, .. } => Some(said.place),
            Act::TakeBack { place, .. } => Some(*place),
            Act::Open { .. } | Act::Change { .. } | Act::Close { .. } | Act::Reopen { .. } | Act::Withdraw { .. } => {
                None
            }
        }
    }

    pub(crate) fn needs(&self, before: Option<&Deployment>) -> Vec<Need> {
        match self {
            Act::Open { content, .. } => content.needs().chain([Need::Highest(Subject::Deployment)]).collect(),
            // what somebody else put there meanwhile stays, and is looked at again
            Act::Change { content, .. } => {
                content.needs().chain(before.into_iter().flat_map(|own| own.content.needs())).collect()
            }
            Act::Report { said, .. } => {
                let file = said.proof.iter().map(|own| Need::File(own.hash.clone()));
                file.chain(said.record.map(Need::Record)).collect()
            }
            Act::TakeBack { .. } | Act::Close { .. } | Act::Reopen { .. } | Act::Withdraw { .. } => Vec::new(),
        }
    }
}

impl Said {
    /// Is anything there that shows it?
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.proof.is_some() || self.record.is_some() || self.basis.is_some()
    }
}

impl Content {
    fn needs(&self) -> impl Iterator<Item = Need> + '_ {
        self.sides.iter().map(|own| Need::Record(Key { subject: Subject::Unit, id: own.unit.0 }))
    }

    /// Every row of the matrix: each unit, then its organisations.
    pub fn places(&self) -> impl Iterator<Item = Place> + '_ {
        self.sides.iter().flat_map(|side| {
            let unit = side.unit;
            let below = side.organisations.iter().map(move |own| Place { unit, organisation: Some(*own) });
            std::iter::once(Place { unit, organisation: None }).chain(below)
        })
    }
}

impl Days {
    #[must_use]
    pub fn of(self, step: Step) -> Option<Day> {
        match step {
            Step::Deployed => self.deployed,
            Step::Inspected => self.inspected,
            Step::Assessed => self.assessed,
        }
    }
}

impl Step {
    /// The one that comes first.
    #[must_use]
    pub fn before(self) -> Option<Step> {
        match self {
            Step::Deployed => None,
            Step::Inspected => Some(Step::Deployed),
            Step::Assessed => Some(Step::Inspected),
        }
    }

    #[must_use]
    pub fn after(self) -> Option<Step> {
        match self {
            Step::Deployed => Some(Step::Inspected),
            Step::Inspected => Some(Step::Assessed),
            Step::Assessed => None,
        }
    }
}

impl Deployment {
    #[must_use]
    pub fn step(&self, place: Place, step: Step) -> Option<&Taken> {
        self.taken.iter().find(|own| own.said.place == place && own.said.step == step)
    }

    /// The step that this place is to take next; `None` when all are taken.
    #[must_use]
    pub fn next(&self, place: Place) -> Option<Step> {
        [Step::Deployed, Step::Inspected, Step::Assessed].into_iter().find(|step| self.step(place, *step).is_none())
    }

    /// Is it worked on? Then reports are taken and asked for.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.closed.is_none() && self.withdrawn.is_none()
    }

    /// `running`, `complete`, `closed` or `withdrawn`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.withdrawn.is_some() {
            "withdrawn"
        } else if self.closed.is_some() {
            "closed"
        } else if self.content.places().all(|place| self.next(place).is_none()) {
            "complete"
        } else {
            "running"
        }
    }

    /// The organisations that have a part in it.
    #[must_use]
    pub fn organisations(&self) -> Vec<OrganisationId> {
        self.content.sides.iter().flat_map(|own| own.organisations.iter().copied()).collect()
    }

    /// The files that its reports name.
    pub fn files(&self) -> impl Iterator<Item = (&Hash, &Taken)> {
        self.taken.iter().filter_map(|own| Some((&own.said.proof.as_ref()?.hash, own)))
    }
}

#[cfg(test)]
mod tests;
