//! A result worth telling (成果): what came out, of which carriers, issues and rules, with pictures. The unit tells it; the group
//! may publish a lesson from it, which others read without learning whose it is.

mod check;
mod fold;
mod lesson;

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::By;
use crate::issue::{Hash, Proof};
use crate::kinds::{Book, CarrierId, IssueId, Note, OutcomeId, PersonId, RuleId, Title, UnitId};
use crate::record::Need;

pub use check::check;
pub use fold::fold;
pub use lesson::names;

/// Links of one outcome at most, and pictures.
pub const MANY: usize = 30;

crate::tagged! {
    "Link" by "link";
    /// Where it came from.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum Link {
        Carrier { carrier: CarrierId },
        Issue { issue: IssueId },
        Rule { rule: RuleId },
    }
}

/// What is told; changed as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Content {
    pub title: Title,
    /// What was done.
    pub text: Note,
    /// What it brought: for whom, how much.
    pub effect: Option<Note>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Picture {
    pub proof: Proof,
    pub by: By,
}

/// What others may learn from it: words that name nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lesson {
    pub title: Title,
    pub text: Note,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    pub id: OutcomeId,
    pub book: Book,
    pub unit: UnitId,
    pub content: Content,
    /// The entry that last changed the content: a change says on which one it builds.
    pub version: i64,
    pub links: Vec<Link>,
    pub pictures: Vec<Picture>,
    pub told: By,
    pub lesson: Option<(Lesson, By)>,
    pub dropped: Option<(Note, By)>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Tell {
            outcome: OutcomeId,
            unit: UnitId,
            content: Box<Content>,
        },
        Change {
            outcome: OutcomeId,
            based_on: i64,
            content: Box<Content>,
        },
        /// 挂上来源
        Link {
            outcome: OutcomeId,
            link: Link,
        },
        Unlink {
            outcome: OutcomeId,
            link: Link,
        },
        AddPicture {
            outcome: OutcomeId,
            picture: Proof,
        },
        RemovePicture {
            outcome: OutcomeId,
            hash: Hash,
        },
        /// 发布经验: a second one takes the place of the first.
        Publish {
            outcome: OutcomeId,
            lesson: Box<Lesson>,
        },
        /// 撤回经验
        Unpublish {
            outcome: OutcomeId,
            reason: Note,
        },
        /// 撤下: the lesson goes with it, and does not come back by itself.
        Drop {
            outcome: OutcomeId,
            reason: Note,
        },
        Restore {
            outcome: OutcomeId,
        },
    }
}

impl Act {
    #[must_use]
    pub fn outcome(&self) -> OutcomeId {
        match self {
            Act::Tell { outcome, .. }
            | Act::Change { outcome, .. }
            | Act::Link { outcome, .. }
            | Act::Unlink { outcome, .. }
            | Act::AddPicture { outcome, .. }
            | Act::RemovePicture { outcome, .. }
            | Act::Publish { outcome, .. }
            | Act::Unpublish { outcome, .. }
            | Act::Drop { outcome, .. }
            | Act::Restore { outcome } => *outcome,
        }
    }

    /// `before` is the outcome as it stands, where there is one.
    pub(crate) fn needs(&self, before: Option<&Outcome>) -> Vec<Need> {
        match self {
            Act::Tell { unit, .. } => vec![Need::Record(of_unit(*unit))],
            Act::Link { link, .. } => named(before).chain([Need::Record(link.key())]).collect(),
            Act::AddPicture { picture, .. } => vec![Need::File(picture.hash.clone())],
            Act::Publish { .. } => named(before).collect(),
            Act::Change { .. }
            | Act::Unlink { .. }
            | Act::RemovePicture { .. }
            | Act::Unpublish { .. }
            | Act::Drop { .. }
            | Act::Restore { .. } => Vec::new(),
        }
    }
}

/// Everything whose names a lesson of it must not say.
fn named(own: Option<&Outcome>) -> impl Iterator<Item = Need> + '_ {
    let people = own.map(|own| Need::People(own.unit));
    own.into_iter().flat_map(Outcome::whose).map(Need::Record).chain(people)
}

fn of_unit(unit: UnitId) -> Key {
    Key { subject: Subject::Unit, id: unit.0 }
}

impl Link {
    #[must_use]
    pub fn key(self) -> Key {
        let (subject, id) = match self {
            Link::Carrier { carrier } => (Subject::Carrier, carrier.0),
            Link::Issue { issue } => (Subject::Issue, issue.0),
            Link::Rule { rule } => (Subject::Rule, rule.0),
        };
        Key { subject, id }
    }
}

impl Outcome {
    /// `told`, `published` or `dropped`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (&self.dropped, &self.lesson) {
            (Some(_), _) => "dropped",
            (None, Some(_)) => "published",
            (None, None) => "told",
        }
    }

    /// Whose names a lesson must not say: the unit, whoever told it or brought pictures, what it came from; beside everybody who works
    /// in the unit.
    #[must_use]
    pub fn whose(&self) -> Vec<Key> {
        let people = self.people().map(|own| Key { subject: Subject::Person, id: own.0 });
        let links = self.links.iter().map(|link| link.key());
        std::iter::once(of_unit(self.unit)).chain(people).chain(links).collect()
    }

    /// Who told it, and who brought its pictures.
    fn people(&self) -> impl Iterator<Item = PersonId> + '_ {
        std::iter::once(self.told.person).chain(self.pictures.iter().map(|own| own.by.person))
    }

    /// What others read of it.
    #[must_use]
    pub fn public(&self) -> Option<&Lesson> {
        self.lesson.as_ref().map(|own| &own.0)
    }
}

#[cfg(test)]
mod tests;
