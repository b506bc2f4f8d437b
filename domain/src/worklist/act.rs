//! What is done to a weekly list, and what its rules need besides it.

use super::{NewItem, Source, Task, Worklist};
use crate::act::{Key, Subject};
use crate::kinds::{ActId, ItemId, Note, Week, WorklistId};
use crate::record::Need;
use crate::strand::Strands;

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 生成
        Prepare {
            worklist: WorklistId,
            week: Week,
            items: Vec<NewItem>,
        },
        Add {
            worklist: WorklistId,
            item: Box<NewItem>,
        },
        /// 移出
        Drop {
            worklist: WorklistId,
            item: ItemId,
            reason: Note,
        },
        /// 下发: it gets its number, and the units know of it.
        Issue {
            worklist: WorklistId,
        },
        /// 反馈: by the unit.
        Answer {
            worklist: WorklistId,
            item: ItemId,
            done: bool,
            note: Option<Note>,
        },
        /// 销号: by the group. What was decided or promised is settled or kept with it.
        Tick {
            worklist: WorklistId,
            item: ItemId,
            /// The id of the entry that it may bring along.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            then: Option<ActId>,
        },
        Untick {
            worklist: WorklistId,
            item: ItemId,
            reason: Note,
        },
        /// 指明方面: what it looks at, which stays with it on later lists.
        LookAt {
            worklist: WorklistId,
            item: ItemId,
            strands: Strands,
        },
    }
}

impl Act {
    #[must_use]
    pub fn worklist(&self) -> WorklistId {
        match self {
            Act::Prepare { worklist, .. }
            | Act::Add { worklist, .. }
            | Act::Drop { worklist, .. }
            | Act::Issue { worklist }
            | Act::Answer { worklist, .. }
            | Act::Tick { worklist, .. }
            | Act::Untick { worklist, .. }
            | Act::LookAt { worklist, .. } => *worklist,
        }
    }

    /// The id of the entry that it may bring along.
    pub(crate) fn brings(&self) -> Option<ActId> {
        if let Act::Tick { then, .. } = self { *then } else { None }
    }

    pub(crate) fn needs(&self, before: Option<&Worklist>) -> Vec<Need> {
        match self {
            Act::Prepare { items, .. } => items.iter().flat_map(|own| own.task.needs()).collect(),
            Act::Add { item, .. } => {
                let lists = item.task.from.map(|_| Need::Worklists);
                item.task.needs().into_iter().chain(lists).collect()
            }
            Act::Issue { .. } => vec![Need::Highest(Subject::Worklist), Need::Worklists],
            Act::Tick { item, .. } => {
                let task = before.and_then(|own| own.item(*item)).map(|own| own.task.needs()).unwrap_or_default();
                task.into_iter().chain([Need::Worklists]).collect()
            }
            // an item that went on to a later list is answered and ticked there
            Act::Drop { .. } | Act::Answer { .. } | Act::Untick { .. } | Act::LookAt { .. } => vec![Need::Worklists],
        }
    }
}

impl Task {
    fn needs(&self) -> Vec<Need> {
        let record = |subject, id| Need::Record(Key { subject, id });
        let source = match self.source {
            Source::Due { issue } | Source::Stuck { issue } => Some(record(Subject::Issue, issue.0)),
            Source::Promised { visit, .. } => Some(record(Subject::Visit, visit.0)),
            Source::Asked { notice } => Some(record(Subject::Notice, notice.0)),
            Source::Decided { meeting, .. } => Some(record(Subject::Meeting, meeting.0)),
            Source::Owed { owed } => Some(Need::Record(owed.key())),
            Source::Hand => None,
        };
        let unit = self.unit.map(|unit| record(Subject::Unit, unit.0));
        let from = self.from.map(|from| record(Subject::Worklist, from.worklist.0));
        unit.into_iter().chain(source).chain(from).collect()
    }
}
