//! Moments and days. A day is a day in Asia/Shanghai; nothing here reads a clock.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

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
        Day::from_number(self.0.saturating_add(SHANGHAI_MICROS).div_euclid(DAY_MICROS))
    }

    /// Hour and minute in Asia/Shanghai.
    #[must_use]
    pub fn clock(self) -> (i64, i64) {
        let minutes = self.0.saturating_add(SHANGHAI_MICROS).rem_euclid(DAY_MICROS) / 60_000_000;
        (minutes / 60, minutes % 60)
    }

    /// Whole minutes from `earlier` to this moment; never negative.
    #[must_use]
    pub fn minutes_since(self, earlier: Time) -> i64 {
        (self.0.saturating_sub(earlier.0) / 60_000_000).max(0)
    }
}

/// A calendar day in Asia/Shanghai. Written `2023-07-28` on the wire, as a day number in tables.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(i32);

impl Day {
    /// The first and last day that are believed: a typing slip of a century is refused at once.
    const RANGE: (i32, i32) = (10_957, 47_481);

    /// From days since 1970-01-01, clamped to the years 2000 to 2099.
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
        Day::from_number(self.number().saturating_add(days))
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
