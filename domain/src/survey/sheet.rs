//! What was printed at one time for one group of raters: a sheet, or several in one pile, whose slips are known to be its own. One
//! that was lost or misprinted is made void by itself. What is shown never follows from that: a number that lacks the unused slips of
//! one sheet would tell how many of it were used, and a sheet may have gone to three people.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Survey;
use crate::kinds::Time;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub raters: u8,
    /// Slips of its group that were printed before it; no other sheet of the group has the same.
    pub first: u32,
    pub slips: u16,
    /// The entry of the book that says it was printed.
    pub seq: i64,
    pub printed_at: Time,
    pub void_at: Option<Time>,
}

impl Sheet {
    /// The places of its slips among those of its group.
    #[must_use]
    pub fn places(&self) -> Range<u32> {
        self.first..self.first + u32::from(self.slips)
    }
}

impl Survey {
    /// Is a slip out that may still be worth something?
    #[must_use]
    pub fn has_slips(&self) -> bool {
        (0..self.printed.len()).any(|raters| self.printed_since(raters) > 0)
    }

    /// The sheet of this group before which so many slips were printed.
    #[must_use]
    pub fn sheet(&self, raters: u8, first: u32) -> Option<&Sheet> {
        self.sheets.iter().find(|own| (own.raters, own.first) == (raters, first))
    }

    /// Sheets that are worth something: neither void nor taken back.
    pub fn good_sheets(&self) -> impl Iterator<Item = &Sheet> {
        self.sheets.iter().filter(move |own| self.is_good(own))
    }

    /// Is the sheet neither void nor taken back?
    #[must_use]
    pub fn is_good(&self, sheet: &Sheet) -> bool {
        sheet.void_at.is_none() && !self.is_back(sheet)
    }

    /// Void sheets of this group that were not taken back with all others as well.
    pub fn void_sheets(&self, raters: usize) -> impl Iterator<Item = &Sheet> {
        let own = self.sheets.iter().filter(move |own| usize::from(own.raters) == raters);
        own.filter(move |own| own.void_at.is_some() && !self.is_back(own))
    }

    fn is_back(&self, sheet: &Sheet) -> bool {
        sheet.first < self.taken_back.get(usize::from(sheet.raters)).copied().unwrap_or_default()
    }
}
