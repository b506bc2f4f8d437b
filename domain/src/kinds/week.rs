//! Weeks as ISO 8601 counts them: from Monday, the first being the one with the year's first Thursday.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Day;
use crate::refusal::Refusal;

/// A calendar week. Written `2023-W29`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week {
    /// The year to which most of its days belong.
    pub year: u16,
    /// 1 to 53.
    pub number: u16,
}

/// 1970-01-05 was a Monday.
const MONDAY: i64 = 4;

impl Week {
    /// The week in which this day lies.
    #[must_use]
    pub fn of(day: Day) -> Week {
        let since_monday = (day.number() - MONDAY).rem_euclid(7);
        let thursday = day.plus(3 - since_monday);
        let year = thursday.date().year;
        let first = Day::of(year, 1, 1).map_or(0, |first| thursday.since(first));
        Week { year, number: u16::try_from(first / 7 + 1).unwrap_or(1) }
    }

    /// Its first day.
    #[must_use]
    pub fn monday(self) -> Day {
        // The fourth of January always lies in the first week.
        let fourth = Day::of(self.year, 1, 4).unwrap_or(Day::from_number(0));
        let since_monday = (fourth.number() - MONDAY).rem_euclid(7);
        fourth.plus(i64::from(self.number) * 7 - 7 - since_monday)
    }

    /// Its last day.
    #[must_use]
    pub fn sunday(self) -> Day {
        self.monday().plus(6)
    }

    #[must_use]
    pub fn next(self) -> Week {
        Week::of(self.monday().plus(7))
    }

    /// Reads `2023-W29`.
    ///
    /// # Errors
    /// [`Refusal::BadDay`] if there is no such week between 2000 and 2099.
    pub fn parse(raw: &str) -> Result<Week, Refusal> {
        let (year, number) = raw.trim().split_once("-W").ok_or(Refusal::BadDay)?;
        let digits = |part: &str, many: usize| part.len() == many && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(number, 2) {
            return Err(Refusal::BadDay);
        }
        let week = Week {
            year: year.parse().map_err(|_| Refusal::BadDay)?,
            number: number.parse().map_err(|_| Refusal::BadDay)?,
        };
        // a year that is believed, and a week that it has
        if Day::of(week.year, 1, 4).is_ok() && Week::of(week.monday()) == week {
            Ok(week)
        } else {
            Err(Refusal::BadDay)
        }
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.number)
    }
}

impl TryFrom<String> for Week {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        Week::parse(&raw)
    }
}

impl From<Week> for String {
    fn from(week: Week) -> String {
        week.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(day: &str) -> String {
        Week::of(Day::parse(day).unwrap()).to_string()
    }

    #[test]
    fn weeks_are_those_of_the_calendar_also_at_the_turn_of_a_year() {
        // from the calendar: 2023-01-01 was a Sunday, 2020 had 53 weeks
        assert_eq!(of("2023-01-01"), "2022-W52");
        assert_eq!(of("2023-01-02"), "2023-W01");
        assert_eq!(of("2023-07-23"), "2023-W29");
        assert_eq!(of("2023-07-24"), "2023-W30");
        assert_eq!(of("2020-12-31"), "2020-W53");
        assert_eq!(of("2021-01-03"), "2020-W53");
        assert_eq!(of("2024-12-30"), "2025-W01");
    }

    #[test]
    fn every_day_lies_between_monday_and_sunday_of_its_week() {
        for number in Day::of(2019, 1, 1).unwrap().number()..Day::of(2027, 1, 1).unwrap().number() {
            let day = Day::from_number(number);
            let week = Week::of(day);
            assert!(week.monday() <= day && day <= week.sunday(), "{day} {week}");
            assert_eq!(Week::parse(&week.to_string()), Ok(week));
            assert_eq!(week.next().monday(), week.sunday().plus(1));
        }
    }

    #[test]
    fn a_week_that_is_none_is_refused() {
        for raw in ["", "2023", "2023-W00", "2023-W53", "2023-W1", "2023-w29", "1999-W10", "2023-W99", "2023-29"] {
            assert_eq!(Week::parse(raw), Err(Refusal::BadDay), "{raw}");
        }
        assert!(Week::parse("2020-W53").is_ok());
    }
}
