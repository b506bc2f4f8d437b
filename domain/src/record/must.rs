//! What most rules ask first: is the record there, new, in this book, and may the viewer know of it.

use super::Facts;
use crate::calendar::{Calendar, SHIPPED};
use crate::kinds::{Book, OrganisationId, UnitId};
use crate::refusal::{Refusal, must};
use crate::unit::Unit;

impl Facts<'_> {
    /// A record that the viewer may not know of is as one that is not there.
    pub(crate) fn must_see(&self, unit: UnitId, organisation: Option<OrganisationId>) -> Result<(), Refusal> {
        must(self.viewer.sees(self.book, Some(unit), organisation), Refusal::NotFound)
    }

    /// The guided unit, seen by the viewer and in the proposal's own book.
    pub(crate) fn seen_unit(&self, unit: UnitId) -> Result<&Unit, Refusal> {
        self.must_see(unit, None)?;
        must_be_in(self.known.unit(unit), Unit::book, self.book)
    }

    /// As [`Facts::seen_unit`], where something new begins with the unit: with one that is closed nothing does.
    pub(crate) fn open_unit(&self, unit: UnitId) -> Result<&Unit, Refusal> {
        let own = self.seen_unit(unit)?;
        must(own.closed.is_none(), Refusal::UnitClosed)?;
        Ok(own)
    }

    /// Where something begins again that was over, as far as the unit is at hand.
    pub(crate) fn must_be_open(&self, unit: UnitId) -> Result<(), Refusal> {
        must(self.known.unit(unit).is_none_or(|own| own.closed.is_none()), Refusal::UnitClosed)
    }

    /// The calendar of the book's campaign, as far as it is at hand.
    pub(crate) fn calendar(&self) -> &Calendar {
        let Book::Group(group) = self.book else { return &SHIPPED };
        let campaign = self.known.group(group).and_then(|own| self.known.campaign(own.campaign));
        campaign.map_or(&SHIPPED, |own| &own.calendar)
    }

    /// What stands above groups is written in the office's book only.
    pub(crate) fn must_be_office(&self) -> Result<(), Refusal> {
        must(self.book == Book::Office, Refusal::NotFound)
    }
}

/// A new record must not be there yet.
pub(crate) fn must_be_new<T>(record: Option<&T>) -> Result<(), Refusal> {
    must(record.is_none(), Refusal::Exists)
}

/// An act on a record needs the record.
pub(crate) fn must_be_there<T>(record: Option<&T>) -> Result<&T, Refusal> {
    record.ok_or(Refusal::NotFound)
}

/// As [`must_be_there`], and in the proposal's own book: elsewhere and missing answer alike.
pub(crate) fn must_be_in<T>(record: Option<&T>, home: impl Fn(&T) -> Book, book: Book) -> Result<&T, Refusal> {
    must_be_there(record.filter(|record| home(record) == book))
}
