//! An entry of a group's library of standards and policy (指导尺度): what it judges by, so that the same thing is judged alike
//! everywhere. An entry is never overwritten: a revision is a new version, and what cites it names the version it leant on.
//! How it is looked for is in `standard/search.rs`.

mod check;
mod fold;
pub mod search;

use serde::{Deserialize, Serialize};

use crate::entry::By;
use crate::kinds::{Book, Day, Name, Note, StandardId, Text, Title};
use crate::strand::Strand;

pub use check::{check, known};
pub use fold::fold;

/// Versions of one entry at most.
pub const VERSIONS: usize = 200;

/// The text of an entry: longer than a note, because a document is taken in whole.
pub type Body = Text<20_000>;

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
pub enum Sort {
    /// 政策文件: laid down from above.
    Policy,
    /// 工作标准: what the group has agreed to ask for.
    Yardstick,
    /// 工作方法: how it is done.
    Method,
    /// 答复口径: what was answered to a question that comes again.
    Answer,
}

/// What a version says; changed as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Content {
    pub title: Title,
    pub sort: Sort,
    pub strands: Vec<Strand>,
    /// Who issued it, with its number.
    pub source: Option<Name>,
    /// From when on it holds.
    pub since: Option<Day>,
    pub text: Body,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Version {
    pub content: Content,
    /// What is new in it; the first has none.
    pub note: Option<Note>,
    pub by: By,
    /// The entry of the book that wrote it.
    pub seq: i64,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standard {
    pub id: StandardId,
    pub book: Book,
    /// The first, and those after it in order: there is always one.
    pub first: Version,
    pub later: Vec<Version>,
    /// It holds no more, and why.
    pub retired: Option<(Note, By)>,
}

/// A version that somebody leant on. The first is 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Citation {
    pub standard: StandardId,
    pub version: u32,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 入库
        Enter { standard: StandardId, content: Box<Content> },
        /// 修订: `after` is the version that was in front of whoever wrote it.
        Revise { standard: StandardId, after: u32, content: Box<Content>, note: Note },
        /// 停用
        Retire { standard: StandardId, reason: Note },
        /// 恢复
        Restore { standard: StandardId },
    }
}

impl Act {
    #[must_use]
    pub fn standard(&self) -> StandardId {
        match self {
            Act::Enter { standard, .. }
            | Act::Revise { standard, .. }
            | Act::Retire { standard, .. }
            | Act::Restore { standard } => *standard,
        }
    }
}

impl Standard {
    #[must_use]
    pub fn newest(&self) -> &Version {
        self.later.last().unwrap_or(&self.first)
    }

    /// How many versions there are: the number of the newest.
    #[must_use]
    pub fn version(&self) -> u32 {
        u32::try_from(self.later.len()).map_or(u32::MAX, |own| own.saturating_add(1))
    }

    /// The version with this number.
    #[must_use]
    pub fn at(&self, version: u32) -> Option<&Version> {
        match version {
            0 => None,
            1 => Some(&self.first),
            more => self.later.get(usize::try_from(more).ok()?.checked_sub(2)?),
        }
    }

    /// `in_force` or `retired`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.retired.is_some() { "retired" } else { "in_force" }
    }

    /// The newest version, as something to lean on.
    #[must_use]
    pub fn cited(&self) -> Citation {
        Citation { standard: self.id, version: self.version() }
    }
}

#[cfg(test)]
mod tests;
