//! What is done to a paper, and what its rules need besides it.

use super::{Content, From, Notice, Witness};
use crate::act::{Key, Subject};
use crate::issue::Proof;
use crate::kinds::{ActId, Book, Name, Note, NoticeId, UnitId};
use crate::record::Need;

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 拟稿
        Draft {
            notice: NoticeId,
            content: Box<Content>,
        },
        Change {
            notice: NoticeId,
            content: Box<Content>,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Content>>,
        },
        /// A draft is given up.
        Drop {
            notice: NoticeId,
            reason: Note,
        },
        /// 签发: it gets its number, and the units know of it.
        Issue {
            notice: NoticeId,
        },
        /// 签收. New ones must have a witness and say who it is; older ones name nobody and may have no witness.
        Receive {
            notice: NoticeId,
            unit: UnitId,
            witness: Option<Witness>,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            who: Option<Name>,
        },
        /// 回复
        Reply {
            notice: NoticeId,
            unit: UnitId,
            text: Note,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            files: Vec<Proof>,
        },
        /// 退回重报
        Return {
            notice: NoticeId,
            unit: UnitId,
            reason: Note,
        },
        /// 办结: of this unit nothing more is asked. What it was accepted for may have been the answer to a later paper, which
        /// chases this one.
        Accept {
            notice: NoticeId,
            unit: UnitId,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            through: Option<NoticeId>,
            /// The ids of the entries that it may bring along: one for each paper that it chases, the nearest first.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            then: Vec<ActId>,
        },
        /// 办结: of nobody anything more is asked, though some have not answered.
        Close {
            notice: NoticeId,
            reason: Note,
        },
        /// 撤回: it was issued by mistake, and counts no more.
        Withdraw {
            notice: NoticeId,
            reason: Note,
        },
    }
}

impl Act {
    #[must_use]
    pub fn notice(&self) -> NoticeId {
        match self {
            Act::Draft { notice, .. }
            | Act::Change { notice, .. }
            | Act::Drop { notice, .. }
            | Act::Issue { notice }
            | Act::Receive { notice, .. }
            | Act::Reply { notice, .. }
            | Act::Return { notice, .. }
            | Act::Accept { notice, .. }
            | Act::Close { notice, .. }
            | Act::Withdraw { notice, .. } => *notice,
        }
    }

    /// The unit that it is about, where it is about one.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        match self {
            Act::Receive { unit, .. }
            | Act::Reply { unit, .. }
            | Act::Return { unit, .. }
            | Act::Accept { unit, .. } => Some(*unit),
            Act::Draft { .. }
            | Act::Change { .. }
            | Act::Drop { .. }
            | Act::Issue { .. }
            | Act::Close { .. }
            | Act::Withdraw { .. } => None,
        }
    }

    /// The ids of the entries that it may bring along.
    pub(crate) fn brings(&self) -> &[ActId] {
        if let Act::Accept { then, .. } = self { then } else { &[] }
    }

    pub(crate) fn needs(&self, book: Book, before: Option<&Notice>) -> Vec<Need> {
        let there = || before.map(|own| own.content.needs(book)).unwrap_or_default();
        match self {
            Act::Draft { content, .. } => content.needs(book),
            // what somebody else put there meanwhile stays, and is looked at again
            Act::Change { content, .. } => content.needs(book).into_iter().chain(there()).collect(),
            Act::Issue { .. } => there().into_iter().chain([Need::Highest(Subject::Notice)]).collect(),
            Act::Receive { witness, .. } => witness.iter().map(|own| Need::Hash(own.seq)).collect(),
            Act::Reply { files, .. } => files.iter().map(|own| Need::File(own.hash.clone())).collect(),
            Act::Accept { through, .. } => {
                let chases = before.is_some_and(|own| own.content.after.is_some());
                (through.is_some() || chases).then_some(Need::Notices).into_iter().collect()
            }
            Act::Drop { .. } | Act::Return { .. } | Act::Close { .. } | Act::Withdraw { .. } => Vec::new(),
        }
    }
}

impl Content {
    fn needs(&self, book: Book) -> Vec<Need> {
        let record = |subject, id| Need::Record(Key { subject, id });
        let units = self.units.iter().map(|unit| record(Subject::Unit, unit.0));
        let issues = self.about.iter().map(|own| record(Subject::Issue, own.issue.0));
        let after = self.after.map(|after| record(Subject::Notice, after.0));
        let waits = if let Book::Group(group) = book { Some(record(Subject::Policy, group.0)) } else { None };
        let from = self.from.map(|from| match from {
            From::Meeting { meeting, .. } | From::Call { meeting, .. } => record(Subject::Meeting, meeting.0),
            From::Item { worklist, .. } => record(Subject::Worklist, worklist.0),
            From::Round { evaluation } => record(Subject::Evaluation, evaluation.0),
        });
        // only a rung of the ladder asks how long has been waited, and who was chased already
        let waits = waits.into_iter().chain([Need::Calendar, Need::Notices]).filter(|_| self.after.is_some());
        units.chain(issues).chain(after).chain(waits).chain(from).collect()
    }
}
