//! The small values every record is made of: ids, days, times, texts.
//! A value that exists has been checked: texts are made only by `parse`.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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

/// A moment, in microseconds since 1970 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(pub i64);

const DAY_MICROS: i64 = 86_400_000_000;
/// Asia/Shanghai has kept UTC+8 without summer time since 1992; campaigns are later than that.
const SHANGHAI_MICROS: i64 = 8 * 3_600_000_000;

impl Time {
    /// The day in Asia/Shanghai in which this moment lies.
    #[must_use]
    pub fn day(self) -> Day {
        Day::from_number((self.0 + SHANGHAI_MICROS).div_euclid(DAY_MICROS))
    }

    /// Hour and minute in Asia/Shanghai.
    #[must_use]
    pub fn clock(self) -> (i64, i64) {
        let minutes = (self.0 + SHANGHAI_MICROS).rem_euclid(DAY_MICROS) / 60_000_000;
        (minutes / 60, minutes % 60)
    }

    /// Whole minutes from `earlier` to this moment; never negative.
    #[must_use]
    pub fn minutes_since(self, earlier: Time) -> i64 {
        ((self.0 - earlier.0) / 60_000_000).max(0)
    }
}

/// A calendar day in Asia/Shanghai. Written `2023-07-28` on the wire, as a day number in tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i32);

impl Day {
    /// The first and last day that are believed: a typing slip of a century is refused at once.
    const RANGE: (i32, i32) = (10_957, 47_482);

    /// From days since 1970-01-01, clamped to the years 2000 to 2100.
    #[must_use]
    pub fn from_number(number: i64) -> Day {
        let (first, last) = (i64::from(Self::RANGE.0), i64::from(Self::RANGE.1));
        Day(i32::try_from(number.clamp(first, last)).unwrap_or(Self::RANGE.0))
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// Reads `2023-07-28`.
    ///
    /// # Errors
    /// [`Refusal::BadDay`] if it is no such day, or outside 2000 to 2099.
    pub fn parse(raw: &str) -> Result<Day, Refusal> {
        let date: Date = raw.trim().parse().map_err(|_| Refusal::BadDay)?;
        Self::from_date(date)
    }

    /// # Errors
    /// [`Refusal::BadDay`] outside 2000 to 2099.
    pub fn from_date(date: Date) -> Result<Day, Refusal> {
        let number = epoch().until(date).map_err(|_| Refusal::BadDay)?.get_days();
        if number < Self::RANGE.0 || number > Self::RANGE.1 { Err(Refusal::BadDay) } else { Ok(Day(number)) }
    }

    /// The civil date, for calendars and words.
    #[must_use]
    pub fn date(self) -> Date {
        use jiff::ToSpan;
        epoch().saturating_add(self.0.days())
    }

    #[must_use]
    pub fn plus(self, days: i64) -> Day {
        Day::from_number(self.number() + days)
    }

    /// Days from `earlier` to this day; negative when `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Day) -> i64 {
        self.number() - earlier.number()
    }

    /// The first moment of this day in Asia/Shanghai.
    #[must_use]
    pub fn start(self) -> Time {
        Time(self.number() * DAY_MICROS - SHANGHAI_MICROS)
    }
}

fn epoch() -> Date {
    Date::constant(1970, 1, 1)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

impl TryFrom<String> for Day {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        Day::parse(&raw)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> String {
        day.to_string()
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
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_written_the_same() {
        let day = Day::parse("2023-07-28").unwrap();
        assert_eq!(day.to_string(), "2023-07-28");
        assert_eq!(day.number(), 19_566);
        assert_eq!(Day::parse("2023-02-30"), Err(Refusal::BadDay));
        assert_eq!(Day::parse("0023-07-28"), Err(Refusal::BadDay));
    }

    #[test]
    fn the_day_turns_at_midnight_in_shanghai() {
        let start = Day::parse("2023-07-28").unwrap().start();
        assert_eq!(start.day().to_string(), "2023-07-28");
        assert_eq!(Time(start.0 - 1).day().to_string(), "2023-07-27");
        assert_eq!(start.clock(), (0, 0));
        assert_eq!(Time(start.0 + 59_580_000_000).clock(), (16, 33));
    }

    #[test]
    fn a_text_is_trimmed_of_wide_spaces_and_bounded() {
        assert_eq!(Name::parse("\u{3000}教务处 ").unwrap().as_str(), "教务处");
        assert_eq!(Name::parse(" \u{3000}"), Err(Refusal::Empty));
        assert_eq!(Name::parse(&"长".repeat(101)), Err(Refusal::TooLong { max: 100, length: 101 }));
        assert_eq!(Name::parse("a\u{0}b"), Err(Refusal::BadCharacter));
    }
}
