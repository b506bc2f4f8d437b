//! Working days: Monday to Friday, but for public holidays and for the days of weekends that are worked in their place
//! (调休). What the State Council has published is shipped (`shipped.rs`); what the office has set lies over it.

mod shipped;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kinds::{Day, Name};

pub use shipped::{Feast, Published, is_published, published};

/// Days that one act sets at most: a long holiday.
pub const SPAN: usize = 31;

/// What the office has set of one day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Own {
    /// A working day; otherwise a day off.
    pub works: bool,
    /// What for, as 校运会.
    pub name: Option<Name>,
}

/// The calendar of a campaign: what the office has set, over what is shipped.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Calendar(BTreeMap<Day, Own>);

/// The calendar in which nobody has set anything.
pub static SHIPPED: Calendar = Calendar(BTreeMap::new());

/// Is this a working day as shipped?
#[must_use]
pub fn works_as_shipped(day: Day) -> bool {
    match published(day) {
        Some(Published::Off(_)) => false,
        Some(Published::Worked(_)) => true,
        None => day.weekday() < 5,
    }
}

impl Calendar {
    #[must_use]
    pub fn is_shipped(&self) -> bool {
        self.0.is_empty()
    }

    /// What the office has set of this day.
    #[must_use]
    pub fn own(&self, day: Day) -> Option<&Own> {
        self.0.get(&day)
    }

    /// Every day that the office has set, the earliest first.
    pub fn all(&self) -> impl Iterator<Item = (Day, &Own)> {
        self.0.iter().map(|(day, own)| (*day, own))
    }

    #[must_use]
    pub fn works(&self, day: Day) -> bool {
        self.own(day).map_or_else(|| works_as_shipped(day), |own| own.works)
    }

    /// How many working days lie after `from`, up to and with `to`; 0 when `to` is not later.
    #[must_use]
    pub fn between(&self, from: Day, to: Day) -> i64 {
        let days = (1..=to.since(from)).filter(|days| self.works(from.plus(*days)));
        i64::try_from(days.count()).unwrap_or(i64::MAX)
    }

    /// The last of so many working days after `from`; `from` itself for none. A calendar without working days ends after
    /// a year.
    #[must_use]
    pub fn plus(&self, from: Day, many: u16) -> Day {
        let most = 366 + i64::from(many) * 7;
        let works = (1..=most).map(|days| from.plus(days)).filter(|day| self.works(*day));
        works.take(usize::from(many)).last().unwrap_or(from)
    }

    /// Would this day be another one if it were set so?
    pub(crate) fn changes(&self, day: Day, own: &Own) -> bool {
        match self.own(day) {
            Some(now) => now != own,
            None => own.works != works_as_shipped(day) || own.name.is_some(),
        }
    }

    pub(crate) fn set(&mut self, day: Day, own: Own) {
        if own.name.is_none() && own.works == works_as_shipped(day) {
            self.0.remove(&day);
        } else {
            self.0.insert(day, own);
        }
    }

    pub(crate) fn clear(&mut self, day: Day) {
        self.0.remove(&day);
    }
}

#[cfg(test)]
mod tests;
