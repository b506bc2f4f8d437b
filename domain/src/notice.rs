//! A numbered paper of the group to one or several units (通知 · 提示 · 催办 · 约谈): drafted, issued, received by each unit,
//! replied to, closed. Who does not answer is chased up the ladder 提示 → 催办 → 约谈, each rung a paper of its own.

mod act;
mod check;
mod fold;
mod follow;
mod sight;
mod standing;

use serde::{Deserialize, Serialize};

use crate::entry::By;
use crate::figure::Cell;
use crate::issue::{Hash, Proof};
use crate::kinds::{
    Book, Day, DecisionId, EvaluationId, IssueId, ItemId, MeetingId, Name, Note, NoticeId, Title, UnitId, WorklistId,
};

pub use act::Act;
pub use check::check;
pub use fold::fold;
pub(crate) use follow::follow;

/// Units of one paper at most, and issues.
pub const MANY: usize = 20;
/// Files of one reply at most.
pub const FILES: usize = 10;
/// Rungs of the ladder below a paper at most.
pub const BELOW: usize = 2;

/// What the paper is, the weaker first.
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
pub enum Paper {
    /// 通知: what is to be done.
    Notice,
    /// 提示: attention is drawn to something.
    Prompt,
    /// 催办: what was asked is still to be done.
    Reminder,
    /// 约谈: who is responsible is asked to come and talk.
    Talk,
}

impl Paper {
    /// What follows where there is no answer.
    #[must_use]
    pub fn next(self) -> Option<Paper> {
        match self {
            Paper::Notice | Paper::Prompt => Some(Paper::Reminder),
            Paper::Reminder => Some(Paper::Talk),
            Paper::Talk => None,
        }
    }

    /// Has it something to stand on? Nobody is chased who was asked for nothing, or called to a talk but after that or for a low
    /// result.
    #[must_use]
    pub fn has_ground(self, after: Option<NoticeId>, from: Option<From>) -> bool {
        match self {
            Paper::Notice | Paper::Prompt => true,
            Paper::Reminder => after.is_some(),
            Paper::Talk => after.is_some() || matches!(from, Some(From::Round { .. })),
        }
    }
}

/// An issue that the paper is about, with its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct About {
    pub unit: UnitId,
    pub issue: IssueId,
}

crate::tagged! {
    "From" by "from";
    /// What it came out of.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum From {
        /// Decided at a meeting.
        Meeting {
            meeting: MeetingId,
            decision: DecisionId,
        },
        /// An item of a weekly list.
        Item {
            worklist: WorklistId,
            item: ItemId,
            /// Whose it is: of the units to which the paper goes, this one alone reads that it came out of it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            unit: Option<UnitId>,
        },
        /// A low result of its units in a published round.
        Round {
            evaluation: EvaluationId,
        },
        /// A planned dispatch meeting, to which it calls.
        Call {
            meeting: MeetingId,
            /// Whose meeting that is: of the units to which the paper goes, this one alone reads that it calls there.
            unit: UnitId,
        },
    }
}

/// Everything that is fixed when it is issued.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Content {
    pub paper: Paper,
    pub title: Title,
    pub text: Note,
    pub units: Vec<UnitId>,
    pub about: Vec<About>,
    /// By when a reply is asked for; without it the paper only asks to be received.
    pub reply_by: Option<Day>,
    /// The paper that this one chases.
    pub after: Option<NoticeId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<From>,
}

crate::fields!(Content {
    paper => Form,
    title => Title,
    text => Detail,
    units => Unit,
    about => Issue,
    reply_by => Due,
    after => Notice,
    from => Meeting,
});

/// The head of the book as the unit saw it when it took the paper: whoever changes the journal later has that unit against
/// them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Witness {
    pub seq: i64,
    pub hash: Hash,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    pub by: By,
    /// The head of the book that they saw; may be missing in receipts of before it was asked for.
    pub witness: Option<Witness>,
    /// Who at the unit saw the paper and the head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Name>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reply {
    pub text: Note,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Proof>,
    pub by: By,
    /// Why it was not enough.
    pub returned: Option<(Note, By)>,
}

/// One unit that it went to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Addressee {
    pub unit: UnitId,
    pub received: Option<Receipt>,
    pub replies: Vec<Reply>,
    /// The group has nothing more to ask of this unit.
    pub accepted: Option<By>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Notice {
    pub id: NoticeId,
    pub book: Book,
    /// The how manieth of its book; given when it is issued.
    pub number: Option<u32>,
    pub content: Content,
    pub drafted: By,
    pub issued: Option<By>,
    /// One for each unit of the content, from its issue on.
    pub addressees: Vec<Addressee>,
    pub closed: Option<By>,
    pub withdrawn: Option<By>,
}

impl Addressee {
    /// Is its newest reply one that was not sent back?
    #[must_use]
    pub fn replied(&self) -> bool {
        self.replies.last().is_some_and(|own| own.returned.is_none())
    }

    /// How often a reply was sent back, and the day of the last time.
    #[must_use]
    pub fn returned(&self) -> Option<(u16, Day)> {
        let mut back = self.replies.iter().filter_map(|own| own.returned.as_ref());
        let times = u16::try_from(back.clone().count()).unwrap_or(u16::MAX);
        back.next_back().map(|(_, by)| (times, by.at.day()))
    }
}

impl Notice {
    /// The files of all replies.
    pub fn files(&self) -> impl Iterator<Item = &Proof> {
        self.addressees.iter().flat_map(|own| &own.replies).flat_map(|reply| &reply.files)
    }

    #[must_use]
    pub fn addressee(&self, unit: UnitId) -> Option<&Addressee> {
        self.addressees.iter().find(|own| own.unit == unit)
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        let counts = self.issued.is_some() && self.withdrawn.is_none();
        if counts { vec![Cell::Notice { paper: self.content.paper }] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests;
