//! A satisfaction survey (满意度测评): what is asked, of which groups of raters, until when. The journal has the questions and
//! how many slips were handed out; slips and answers lie outside it, in a ballot of their own for each group of raters
//! ([`ballot`]), which nobody can join with anything.

pub mod answer;
pub mod ballot;
mod check;
pub mod code;
mod fold;
pub mod result;
mod sheet;
pub mod usual;

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::issue::Category;
use crate::kinds::{Book, Day, Note, SurveyId, Text, Time, Title, UnitId};
use crate::record::Need;

pub use check::check;
pub use fold::fold;
pub use sheet::Sheet;

/// Questions of one survey at most: a minute on a phone.
pub const QUESTIONS: usize = 20;
/// Groups of raters of one survey at most.
pub const RATERS: usize = 8;
/// Options of one choice at most.
pub const OPTIONS: usize = 12;
/// Slips printed at a time at most: thirty sheets.
pub const SLIPS: u16 = 300;
/// Slips of one group of raters at most.
pub const SLIPS_ALL: u32 = 3000;

/// Words for those who answer: Chinese, and English where they are to have it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Words {
    pub zh: Text<200>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<Text<200>>,
}

crate::tagged! {
    "Kind" by "kind";
    /// How a question is answered.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Kind {
        /// From very satisfied to very dissatisfied, or "don't know".
        Scale,
        /// One of these.
        Choice { options: Vec<Words> },
        /// A few words, which need not be written.
        Text,
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Question {
    pub words: Words,
    #[serde(flatten)]
    pub kind: Kind,
}

/// Everything that is fixed before the first slip is handed out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub title: Title,
    /// For those who answer or read in English; where there is none, the Chinese one is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_en: Option<Title>,
    /// The category of rectification that it asks about; `None`: about all of the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Who is asked: leading officials, staff, students or service users, the public.
    pub raters: Vec<Words>,
    pub questions: Vec<Question>,
    /// First and last day on which a slip is taken.
    pub opens: Day,
    pub closes: Day,
}

crate::fields!(Plan {
    title => Title,
    title_en => Title,
    category => Category,
    raters => RaterGroup,
    questions => Question,
    opens => Start,
    closes => End,
});

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Survey {
    pub id: SurveyId,
    pub book: Book,
    pub unit: UnitId,
    pub plan: Plan,
    pub planned_at: Time,
    /// Slips printed for each group of raters, those taken back included.
    pub printed: Vec<u32>,
    /// The first so many of each group are taken back: those of them that nobody used are worth nothing.
    pub taken_back: Vec<u32>,
    /// In the order in which they were printed. What was printed before sheets were told apart ([`Stamp::sheet`](crate::entry::Stamp))
    /// is not among them, also when it is folded again: it can be taken back with all others, and not made void by itself.
    #[serde(default)]
    pub sheets: Vec<Sheet>,
    pub closed_at: Option<Time>,
    pub dropped_at: Option<Time>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Plan {
            survey: SurveyId,
            unit: UnitId,
            plan: Box<Plan>,
        },
        /// Only until the first slip is printed.
        Change {
            survey: SurveyId,
            plan: Box<Plan>,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Plan>>,
        },
        /// So many new slips for this group of raters. The server makes their codes and shows them once.
        Print {
            survey: SurveyId,
            raters: u8,
            slips: u16,
        },
        /// Slips of this group that were not used are worth nothing any more, on whichever sheet.
        TakeBack {
            survey: SurveyId,
            raters: u8,
            reason: Note,
        },
        /// Slips of one sheet of this group that were not used are worth nothing any more: the one before which so many were
        /// printed. It was lost or misprinted. Only what was printed as a sheet of its own has one.
        Void {
            survey: SurveyId,
            raters: u8,
            first: u32,
            reason: Note,
        },
        Extend {
            survey: SurveyId,
            closes: Day,
        },
        /// No slip is taken after it, and the results can be seen.
        Close {
            survey: SurveyId,
        },
        Drop {
            survey: SurveyId,
            reason: Note,
        },
    }
}

impl Act {
    #[must_use]
    pub fn survey(&self) -> SurveyId {
        match self {
            Act::Plan { survey, .. }
            | Act::Change { survey, .. }
            | Act::Print { survey, .. }
            | Act::TakeBack { survey, .. }
            | Act::Void { survey, .. }
            | Act::Extend { survey, .. }
            | Act::Close { survey }
            | Act::Drop { survey, .. } => *survey,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        match self {
            Act::Plan { unit, .. } => vec![Need::Record(Key { subject: Subject::Unit, id: unit.0 })],
            Act::Change { .. }
            | Act::Print { .. }
            | Act::TakeBack { .. }
            | Act::Void { .. }
            | Act::Extend { .. }
            | Act::Close { .. }
            | Act::Drop { .. } => Vec::new(),
        }
    }
}

/// What a survey is called: in English where there is English.
#[must_use]
pub fn titled<'a>(zh: &'a Title, en: Option<&'a Title>, english: bool) -> &'a Title {
    en.filter(|_| english).unwrap_or(zh)
}

impl Plan {
    /// In English where there is English.
    #[must_use]
    pub fn title(&self, english: bool) -> &Title {
        titled(&self.title, self.title_en.as_ref(), english)
    }
}

impl Survey {
    /// `planned`, `open`, `closed` or `dropped`: derived, for words and filters. After its last day it is still open until
    /// somebody closes it; only slips are not taken any more.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.dropped_at, self.closed_at) {
            (Some(_), _) => "dropped",
            (None, Some(_)) => "closed",
            (None, None) if self.printed.iter().any(|slips| *slips > 0) => "open",
            (None, None) => "planned",
        }
    }

    /// The groups that got slips, in Chinese: in this language templates name them.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        let groups = self.plan.raters.iter().zip(&self.printed);
        groups.filter(|(_, slips)| **slips > 0).map(|(words, _)| words.zh.as_str())
    }

    /// Slips of this group that were printed since any were taken back. How many came back it does not tell.
    #[must_use]
    pub fn printed_since(&self, raters: usize) -> u32 {
        let of = |slips: &[u32]| slips.get(raters).copied().unwrap_or_default();
        of(&self.printed).saturating_sub(of(&self.taken_back))
    }

    /// Is a slip taken on this day? Too early, in time, too late.
    #[must_use]
    pub fn takes(&self, today: Day) -> std::cmp::Ordering {
        if self.state() != "open" || today > self.plan.closes {
            return std::cmp::Ordering::Greater;
        }
        if today < self.plan.opens { std::cmp::Ordering::Less } else { std::cmp::Ordering::Equal }
    }
}

impl Words {
    /// # Errors
    /// As [`Text::parse`]; English may be left out.
    pub fn parse(zh: &str, en: &str) -> Result<Words, crate::refusal::Refusal> {
        Ok(Words { zh: Text::parse(zh)?, en: Text::optional(en)? })
    }

    /// In English where there is English.
    #[must_use]
    pub fn get(&self, english: bool) -> &str {
        match &self.en {
            Some(en) if english => en.as_str(),
            Some(_) | None => self.zh.as_str(),
        }
    }
}

#[cfg(test)]
mod tests;
