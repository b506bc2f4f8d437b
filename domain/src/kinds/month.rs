//! A month of the calendar, in Asia/Shanghai like its days.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Day;
use crate::refusal::Refusal;

/// Written `2023-06`. Kept as its first day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month(Day);

impl Month {
    /// The month in which this day lies.
    #[must_use]
    pub fn of(day: Day) -> Month {
        Month(day.plus(1 - i64::from(day.date().day)))
    }

    /// Reads `2023-06`.
    ///
    /// # Errors
    /// [`Refusal::BadDay`] if it is no month of the years 2000 to 2099.
    pub fn parse(raw: &str) -> Result<Month, Refusal> {
        Day::parse(&format!("{}-01", raw.trim())).map(Month)
    }

    #[must_use]
    pub fn first(self) -> Day {
        self.0
    }

    #[must_use]
    pub fn last(self) -> Day {
        let within = |day: &Day| Month::of(*day) == self;
        (27..31).rev().map(|more| self.0.plus(more)).find(within).unwrap_or(self.0)
    }

    #[must_use]
    pub fn has(self, day: Day) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// So many months later, or earlier.
    #[must_use]
    pub fn plus(self, months: i32) -> Month {
        let one = |month: Month| if months > 0 { Month::of(month.last().plus(1)) } else { Month::of(month.0.plus(-1)) };
        (0..months.unsigned_abs()).fold(self, |month, _| one(month))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.0.date();
        write!(f, "{:04}-{:02}", date.year, date.month)
    }
}

impl TryFrom<String> for Month {
    type Error = Refusal;
    fn try_from(raw: String) -> Result<Self, Refusal> {
        Self::parse(&raw)
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let month = |raw| Month::parse(raw).unwrap();
        for (raw, last) in [("2023-06", "2023-06-30"), ("2024-02", "2024-02-29"), ("2099-12", "2099-12-31")] {
            assert_eq!(month(raw).last(), Day::parse(last).unwrap());
            assert_eq!(month(raw).to_string(), raw);
        }
        assert_eq!(month("2023-12").plus(1), month("2024-01"));
        assert_eq!(month("2023-01").plus(-2), month("2022-11"));
        assert_eq!(Month::of(Day::parse("2023-06-21").unwrap()), month("2023-06"));
        assert!(month("2023-06").has(Day::parse("2023-06-01").unwrap()));
        assert!(!month("2023-06").has(Day::parse("2023-07-01").unwrap()));
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for raw in ["", "2023", "2023-13", "2023-6", "2023-06-01", "1999-12", "六月"] {
            assert_eq!(Month::parse(raw), Err(Refusal::BadDay), "{raw}");
        }
    }
}
