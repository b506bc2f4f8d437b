//! The small values every record is made of: ids, days, times, texts.
//! A value that exists has been checked: texts are made only by `parse`.

mod day;
mod month;
mod week;

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use day::{Date, Day, Time};
pub use month::Month;
pub use week::Week;

use crate::refusal::Refusal;

/// Defines an id: a UUID with a type, so that a unit's id can't be taken for an issue's.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = Refusal;
            fn from_str(raw: &str) -> Result<Self, Refusal> {
                Uuid::parse_str(raw).map(Self).map_err(|_| Refusal::NotFound)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// One act, made on the device (UUIDv7). Sending it twice is harmless.
    ActId,
    /// A campaign (专项).
    CampaignId,
    /// A guidance group (巡回指导组).
    GroupId,
    /// A guided unit (单位).
    UnitId,
    /// A secondary organisation or branch (二级组织、基层党支部) of a unit.
    OrganisationId,
    /// A person who may sign in.
    PersonId,
    /// A carrier (实践载体).
    CarrierId,
    /// A milestone of a carrier.
    MilestoneId,
    /// An issue (问题).
    IssueId,
    /// A measure (整改措施).
    MeasureId,
    /// A research report (调研报告).
    ReportId,
    /// A rule (建章立制).
    RuleId,
    /// A random draw (随机抽取).
    DrawId,
    /// A visit (指导活动).
    VisitId,
    /// A promise made on a visit.
    PromiseId,
    /// A template of an evaluation (评估指标体系).
    TemplateId,
    /// An aspect, element or indicator of a template; the same from version to version.
    NodeId,
    /// A round of evaluation (整改评估).
    EvaluationId,
    /// A satisfaction survey (满意度测评).
    SurveyId,
    /// A monthly look-back (回头看) of a unit.
    LookbackId,
    /// A cut (截面): what everything came to on a day.
    CutId,
    /// A numbered paper to units (通知、提示、催办、约谈).
    NoticeId,
    /// A weekly list (周工作清单).
    WorklistId,
    /// An item of a weekly list.
    ItemId,
    /// A meeting (组内周例会、单位月调度会).
    MeetingId,
    /// A point of an agenda.
    PointId,
    /// A line of minutes.
    LineId,
    /// What a meeting decided.
    DecisionId,
    /// A matter in step (三个同步).
    DeploymentId,
    /// An entry of the library (指导尺度).
    StandardId,
    /// A study session of the group (集中学习、支部生活).
    StudyId,
    /// A member's log of a day (工作日志).
    WorklogId,
    /// A result worth telling (成果).
    OutcomeId,
}

/// A journal: one of each group, and one of the office for what stands above groups.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Book {
    Office,
    Group(GroupId),
}

impl fmt::Display for Book {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Book::Office => f.write_str("office"),
            Book::Group(id) => id.fmt(f),
        }
    }
}

impl std::str::FromStr for Book {
    type Err = Refusal;
    fn from_str(raw: &str) -> Result<Self, Refusal> {
        match raw {
            "office" => Ok(Book::Office),
            other => other.parse().map(Book::Group),
        }
    }
}

impl Serialize for Book {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Book {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(from)?;
        raw.parse().map_err(|_| serde::de::Error::custom("not a book"))
    }
}

/// A share of a hundred, 0 to 100.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Percent(u8);

impl Percent {
    #[must_use]
    pub fn get(self) -> u8 {
        self.0
    }

    /// # Errors
    /// [`Refusal::BadPercent`] for anything but a whole number from 0 to 100.
    pub fn parse(raw: &str) -> Result<Percent, Refusal> {
        let raw = raw.trim().trim_end_matches('%');
        raw.parse::<u8>().map_err(|_| Refusal::BadPercent)?.try_into()
    }
}

impl TryFrom<u8> for Percent {
    type Error = Refusal;
    fn try_from(raw: u8) -> Result<Self, Refusal> {
        if raw <= 100 { Ok(Percent(raw)) } else { Err(Refusal::BadPercent) }
    }
}

impl From<Percent> for u8 {
    fn from(percent: Percent) -> u8 {
        percent.0
    }
}

/// A text as people type it: trimmed, not empty, at most `MAX` characters, no control characters but line breaks and tabs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: usize>(String);

/// What a record is called: one line.
pub type Title = Text<500>;
/// The name of a person, department, place.
pub type Name = Text<100>;
/// Several sentences: a reason, a description, a comment.
pub type Note = Text<4000>;

impl<const MAX: usize> Text<MAX> {
    /// # Errors
    /// [`Refusal::Empty`] if nothing is left after trimming, [`Refusal::TooLong`], [`Refusal::BadCharacter`].
    pub fn parse(raw: &str) -> Result<Self, Refusal> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        let length = text.chars().count();
        if length > MAX {
            return Err(Refusal::TooLong { max: MAX, length });
        }
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(Refusal::BadCharacter);
        }
        Ok(Self(text.to_owned()))
    }

    /// As [`Text::parse`], but nothing typed is `None`.
    ///
    /// # Errors
    /// As [`Text::parse`], without `Empty`.
    pub fn optional(raw: &str) -> Result<Option<Self>, Refusal> {
        if raw.trim().is_empty() { Ok(None) } else { Self::parse(raw).map(Some) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> TryFrom<String> for Text<MAX> {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        Self::parse(&raw)
    }
}

impl<const MAX: usize> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> String {
        text.0
    }
}

#[cfg(test)]
mod tests;
