//! A result worth telling (成果): what came out, of which carriers, issues and rules, with pictures. The unit tells it; the group
//! may publish a lesson from it, which others read without learning whose it is.

mod check;
mod fold;
mod lesson;

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::By;
use crate::issue::{Hash, Proof};
use crate::kinds::{Book, CarrierId, IssueId, Note, OutcomeId, RuleId, Title, UnitId};
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
    pub links: Vec<Link>,
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
    pub pictures: Vec<Picture>,
    pub told: By,
    pub lesson: Option<(Lesson, By)>,
    pub dropped: Option<(Note, By)>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "verb", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Act {
    Tell {
        outcome: OutcomeId,
        unit: UnitId,
        content: Box<Content>,
    },
    Change {
        outcome: OutcomeId,
        content: Box<Content>,
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
    Drop {
        outcome: OutcomeId,
        reason: Note,
    },
    Restore {
        outcome: OutcomeId,
    },
}

impl Act {
    #[must_use]
    pub fn outcome(&self) -> OutcomeId {
        match self {
            Act::Tell { outcome, .. }
            | Act::Change { outcome, .. }
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
        let record = |subject, id| Need::Record(Key { subject, id });
        let of_unit = |unit: UnitId| record(Subject::Unit, unit.0);
        let links = |content: &Content| content.links.iter().map(|own| Need::Record(own.key())).collect::<Vec<_>>();
        match self {
            Act::Tell { unit, content, .. } => std::iter::once(of_unit(*unit)).chain(links(content)).collect(),
            Act::Change { content, .. } => links(content),
            Act::AddPicture { picture, .. } => vec![Need::File(picture.hash.clone())],
            Act::Publish { .. } => {
                let own =
                    before.into_iter().flat_map(|own| std::iter::once(of_unit(own.unit)).chain(links(&own.content)));
                own.collect()
            }
            Act::RemovePicture { .. } | Act::Unpublish { .. } | Act::Drop { .. } | Act::Restore { .. } => Vec::new(),
        }
    }
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

    /// What others read of it.
    #[must_use]
    pub fn public(&self) -> Option<&Lesson> {
        self.lesson.as_ref().filter(|_| self.dropped.is_none()).map(|own| &own.0)
    }
}

#[cfg(test)]
mod tests;
