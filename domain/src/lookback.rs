//! A monthly look-back (回头看) of one unit: what fell due by the end of a month, gathered by the writer from the records that
//! the unit knows of; the unit answers each, the group counter-marks each, the lead locks the month. What becomes of an
//! issue is that issue's own act, which the counter-mark brings along (`follow.rs`): there is no second way to be held.

mod about;
pub mod act;
mod check;
mod fold;
mod follow;
mod gather;
mod look;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::evaluation::By;
use crate::issue::Proof;
use crate::kinds::{Book, Day, LookbackId, MeasureId, Month, Note, UnitId};
use crate::strand::{Strand, Strands};

pub use about::{About, record_of};
pub use act::Act;
pub use check::check;
pub use fold::fold;
pub(crate) use follow::follow;
pub use gather::{RULE_DAYS, gather};
pub use look::Look;

/// Things in one look-back at most; what is due later is left out and counted.
pub const ITEMS: usize = 300;

/// One thing that fell due, as the writer found it when the look-back was opened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Due {
    pub about: About,
    pub day: Day,
    /// The record says that it is done.
    pub done: bool,
    /// Under which of the five looks it falls ([`Due::look`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Look>,
    /// What it looks at ([`Due::strands`]).
    #[serde(default, skip_serializing_if = "Strands::is_empty")]
    pub strands: Strands,
}

/// Everything that fell due by the end of a month.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Gathered {
    pub items: Vec<Due>,
    /// So many more, of a later day, found no place.
    pub left_out: u32,
}

/// What the unit says of one thing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answer {
    pub done: bool,
    pub note: Option<Note>,
    pub proof: Option<Proof>,
    pub by: By,
}

/// What the group says of it.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
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
pub enum Verdict {
    /// 属实: it holds.
    Confirmed,
    /// 不属实: it does not.
    NotConfirmed,
    /// 下月再看: cannot be told yet; it comes again next month.
    Later,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mark {
    pub verdict: Verdict,
    pub note: Option<Note>,
    pub by: By,
}

/// One thing that fell due, with what both sides say of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    pub due: Due,
    pub answer: Option<Answer>,
    pub mark: Option<Mark>,
}

/// It was locked; and opened again with a reason, or not.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lock {
    pub by: By,
    pub reopened: Option<(Note, By)>,
}

/// The state of one look-back: the fold of its entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lookback {
    pub id: LookbackId,
    pub book: Book,
    pub unit: UnitId,
    pub month: Month,
    pub opened: By,
    pub items: Vec<Item>,
    pub left_out: u32,
    /// Every time that it was locked, the last one last.
    pub locks: Vec<Lock>,
}

/// How far it is, in numbers. Each thing is counted in one of the first five.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Count {
    pub waiting: u32,
    pub answered: u32,
    pub confirmed: u32,
    pub not_confirmed: u32,
    pub later: u32,
    /// Of the confirmed ones, issues.
    pub held: u32,
    /// Of those not confirmed, issues.
    pub relapsed: u32,
}

impl LookbackId {
    /// A unit has one look-back for a month, whoever opens it: its id follows from both.
    #[must_use]
    pub fn of(unit: UnitId, month: Month) -> LookbackId {
        let sum = Sha256::digest(format!("lookback {unit} {month}"));
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(sum).for_each(|(byte, own)| *byte = own);
        LookbackId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

/// The measures that these look-backs found untrue, each with the day of that: the last result of a measure by the end of a day
/// counts, whichever month it is of.
#[must_use]
pub fn untrue<'a>(all: impl IntoIterator<Item = &'a Lookback>, until: Day) -> BTreeMap<MeasureId, Day> {
    let results = all.into_iter().flat_map(|own| &own.items).filter_map(|item| match item.due.about {
        About::Measure { measure, .. } => Some((measure, item.result()?)),
        About::Issue { .. } | About::Promise { .. } | About::Rule { .. } => None,
    });
    let mut results: Vec<(MeasureId, &Mark)> = results.filter(|(_, mark)| mark.by.at.day() <= until).collect();
    results.sort_by_key(|(_, mark)| mark.by.at);
    let last: BTreeMap<MeasureId, &Mark> = results.into_iter().collect();
    let untrue = last.into_iter().filter(|(_, mark)| mark.verdict == Verdict::NotConfirmed);
    untrue.map(|(measure, mark)| (measure, mark.by.at.day())).collect()
}

impl Item {
    /// Neither answered nor marked.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.answer.is_none() && self.mark.is_none()
    }

    /// The mark, once the group could tell.
    #[must_use]
    pub fn result(&self) -> Option<&Mark> {
        self.mark.as_ref().filter(|mark| mark.verdict != Verdict::Later)
    }

    fn is(&self, verdict: Verdict) -> bool {
        self.mark.as_ref().is_some_and(|mark| mark.verdict == verdict)
    }
}

impl Due {
    /// The strands of its record as they were when it was gathered. A month that was opened before this was said goes by the kind;
    /// of a promise that says nothing, for its visit knew.
    #[must_use]
    pub fn strands(&self) -> Strands {
        if !self.strands.is_empty() {
            return self.strands;
        }
        match self.about {
            About::Issue { .. } | About::Measure { .. } | About::Rule { .. } => Strand::Rectification.into(),
            About::Promise { .. } => Strands::default(),
        }
    }
}

impl Lookback {
    /// Of it what looks at this strand, and nothing else.
    #[must_use]
    pub fn within(mut self, strand: Strand) -> Lookback {
        self.items.retain(|own| own.due.strands().has(strand));
        self
    }

    #[must_use]
    pub fn item(&self, about: About) -> Option<&Item> {
        self.items.iter().find(|item| item.due.about == about)
    }

    /// Locked, and not opened again.
    #[must_use]
    pub fn locked(&self) -> Option<&Lock> {
        self.locks.last().filter(|lock| lock.reopened.is_none())
    }

    /// `answering`, `marking`, `marked` or `locked`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.locked().is_some() {
            "locked"
        } else if self.items.iter().any(Item::waits) {
            "answering"
        } else if self.items.iter().any(|item| item.mark.is_none()) {
            "marking"
        } else {
            "marked"
        }
    }

    #[must_use]
    pub fn count(&self) -> Count {
        let many = |when: &dyn Fn(&Item) -> bool| {
            u32::try_from(self.items.iter().filter(|item| when(item)).count()).unwrap_or(u32::MAX)
        };
        let of_issues = |verdict: Verdict| many(&|item| item.is(verdict) && item.due.about.is_issue());
        Count {
            waiting: many(&Item::waits),
            answered: many(&|item| item.answer.is_some() && item.mark.is_none()),
            confirmed: many(&|item| item.is(Verdict::Confirmed)),
            not_confirmed: many(&|item| item.is(Verdict::NotConfirmed)),
            later: many(&|item| item.is(Verdict::Later)),
            held: of_issues(Verdict::Confirmed),
            relapsed: of_issues(Verdict::NotConfirmed),
        }
    }
}

impl Count {
    #[must_use]
    pub fn all(self) -> u32 {
        self.waiting + self.answered + self.confirmed + self.not_confirmed + self.later
    }
}

#[cfg(test)]
mod tests;
