//! Moments and days. A day is a day in Asia/Shanghai; nothing here reads a clock. The calendar of the hundred years that are
//! believed is a few lines; a library of calendars would be a tenth of what the browser loads first.

use std::fmt;

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
        let mut parts = raw.trim().split('-');
        let mut part = |digits: usize| -> Result<u16, Refusal> {
            let own = parts.next().filter(|own| own.len() == digits && own.bytes().all(|byte| byte.is_ascii_digit()));
            own.and_then(|own| own.parse().ok()).ok_or(Refusal::BadDay)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(Refusal::BadDay);
        }
        Self::of(year, month, day)
    }

    /// # Errors
    /// [`Refusal::BadDay`] if there is no such day, or outside 2000 to 2099.
    pub fn of(year: u16, month: u16, day: u16) -> Result<Day, Refusal> {
        let before =
            usize::from(month).checked_sub(1).filter(|_| (2000..2100).contains(&year)).ok_or(Refusal::BadDay)?;
        let lengths = lengths(year);
        let length = lengths.get(before).ok_or(Refusal::BadDay)?;
        if day == 0 || day > *length {
            return Err(Refusal::BadDay);
        }
        let years = i32::from(year - 2000);
        let months: u16 = lengths.iter().take(before).sum();
        // Every fourth year of these hundred has a day more, 2000 the first.
        Ok(Day(Self::RANGE.0 + years * 365 + (years + 3) / 4 + i32::from(months + day) - 1))
    }

    /// Year, month and day of the month, for calendars and words.
    #[must_use]
    pub fn date(self) -> Date {
        let days = self.0 - Self::RANGE.0;
        // Four years with the long one first; all but the long one have 365 days.
        let (fours, within) = (days / 1461, days % 1461);
        let year = fours * 4 + (within - 1).max(0) / 365;
        let year = 2000 + u16::try_from(year).unwrap_or_default();
        let start = Self::of(year, 1, 1).map_or(self.0, |start| start.0);
        let mut day = u16::try_from(self.0 - start + 1).unwrap_or(1);
        let mut month = 1;
        for length in lengths(year) {
            if day <= length {
                break;
            }
            (day, month) = (day - length, month + 1);
        }
        Date { year, month, day }
    }

    #[must_use]
    pub fn plus(self, days: i64) -> Day {
        Day::from_number(self.number().saturating_add(days))
    }

    /// 0 is Monday, 6 is Sunday.
    #[must_use]
    pub fn weekday(self) -> i64 {
        // 1970-01-01 was a Thursday.
        (self.number() + 3).rem_euclid(7)
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

/// A day of the calendar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Date {
    pub year: u16,
    pub month: u16,
    /// Of the month.
    pub day: u16,
}

/// How many days the months of a year have, from 2000 to 2099.
const fn lengths(year: u16) -> [u16; 12] {
    let february = if year.is_multiple_of(4) { 29 } else { 28 };
    [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Date { year, month, day } = self.date();
        write!(f, "{year:04}-{month:02}-{day:02}")
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
