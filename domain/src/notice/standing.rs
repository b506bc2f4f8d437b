//! How far a paper is with each unit, who owes an answer to it, and whom it is time to chase: derived, never kept.

use super::{Addressee, Notice, Paper};
use crate::calendar::Calendar;
use crate::kinds::{Day, UnitId};
use crate::policy::Waits;

/// How far a paper that is out is with one unit, what is furthest behind first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
enum Stage {
    Issued,
    Received,
    Replied,
    Closed,
}

impl Notice {
    /// The units to whom the next rung of the ladder went, or is drafted, among papers of the same book.
    pub fn chased<'a>(&self, papers: impl IntoIterator<Item = &'a Notice>) -> Vec<UnitId> {
        let further = papers.into_iter().filter(|own| own.content.after == Some(self.id) && own.withdrawn.is_none());
        further.flat_map(|own| own.content.units.iter().copied()).collect()
    }

    /// `draft`, `issued`, `received`, `replied`, `closed` or `withdrawn`: that of the unit which is furthest behind.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.withdrawn.is_some() {
            return "withdrawn";
        }
        if self.issued.is_none() {
            return "draft";
        }
        let stages = self.addressees.iter().map(|own| self.stage(own));
        stages.min().unwrap_or(Stage::Closed).into()
    }

    /// The same of one unit.
    #[must_use]
    pub fn state_of(&self, own: &Addressee) -> &'static str {
        self.stage(own).into()
    }

    fn stage(&self, own: &Addressee) -> Stage {
        if self.closed.is_some() || own.accepted.is_some() {
            Stage::Closed
        } else if own.replied() {
            Stage::Replied
        } else if own.received.is_none() {
            Stage::Issued
        } else if self.content.reply_by.is_none() {
            // it asked for nothing but to be received
            Stage::Closed
        } else {
            Stage::Received
        }
    }

    /// Since which day this unit owes an answer: the day of issue until it is received, then the day of the reply, and once a reply was
    /// sent back at the earliest that day. `None` while it owes none.
    #[must_use]
    pub fn owes_since(&self, own: &Addressee) -> Option<Day> {
        let issued = self.issued?.at.day();
        if self.withdrawn.is_some() {
            return None;
        }
        match self.stage(own) {
            Stage::Issued => Some(issued),
            Stage::Received => {
                let back = own.returned().map_or(issued, |(_, day)| day);
                self.content.reply_by.map(|by| by.max(issued).max(back))
            }
            Stage::Replied | Stage::Closed => None,
        }
    }

    /// Is it out, and is there still something to come from this unit or to say to it?
    pub(super) fn waits_for(&self, unit: UnitId) -> bool {
        let out = self.issued.is_some() && self.withdrawn.is_none();
        out && self.addressee(unit).is_some_and(|own| self.stage(own) != Stage::Closed)
    }

    /// The next rung of the ladder and the units whom it is time to chase: those who owe an answer for more working days
    /// than the group waits.
    #[must_use]
    pub fn chase(&self, today: Day, waits: Waits, calendar: &Calendar) -> Option<(Paper, Vec<UnitId>)> {
        let next = self.content.paper.next()?;
        let patience = i64::from(waits.before(next));
        let owes =
            |own: &&Addressee| self.owes_since(own).is_some_and(|since| calendar.between(since, today) >= patience);
        let units: Vec<UnitId> = self.addressees.iter().filter(owes).map(|own| own.unit).collect();
        (!units.is_empty()).then_some((next, units))
    }
}
