//! What the course of a campaign asks of a group is read only where it can ask for something: when all look-backs of the month are
//! opened, or half-time is not there, that is nothing.

use domain::act::{Key, Subject};
use domain::campaign::{Campaign, Period};
use domain::cut::Cut;
use domain::issue::Issue;
use domain::kinds::{Book, Day, UnitId};
use domain::lookback::Lookback;
use domain::record::{Known, Record};
use domain::reminder::{self, looked_back_on, unopened};
use domain::rule::Rule;
use domain::unit::Unit;
use domain::viewer::{Reach, Viewer};

use super::all;
use crate::db::Db;
use crate::error::Result;
use crate::record::kept;
use crate::visit;

/// The records behind `reminder::Course`.
pub(super) struct Course<'a> {
    book: Book,
    period: &'a Period,
    units: Vec<UnitId>,
    known: Known,
    cuts: Vec<Cut>,
}

impl<'a> Course<'a> {
    /// `issues` are those of the book that are open or verified, of others nothing falls due; `lookbacks` are all of the book.
    ///
    /// # Errors
    /// The database; a record that can't be read.
    pub(super) async fn read(
        db: &Db,
        own: &Viewer,
        (book, campaign): (Book, &'a Campaign),
        (issues, lookbacks): (&[Issue], &[Lookback]),
        today: Day,
    ) -> Result<Course<'a>> {
        let (period, reach) = (&campaign.period, own.reach());
        let units = match looked_back_on(period, &campaign.calendar, today) {
            Some(month) => unopened(units(db, book).await?, lookbacks, month),
            None => Vec::new(),
        };
        let known =
            if units.is_empty() { Known::default() } else { known(db, &reach, book, issues, lookbacks).await? };
        let half = own.leads_group(book) && period.in_second_half(today);
        let cuts: Vec<Box<Cut>> = if half { all(db, &reach, Subject::Cut, book, None).await? } else { Vec::new() };
        Ok(Course { book, period, units, known, cuts: cuts.into_iter().map(|own| *own).collect() })
    }

    pub(super) fn records(&self) -> reminder::Course<'_> {
        let Course { book, period, units, known, cuts } = self;
        reminder::Course { book: *book, period, units, known, cuts }
    }
}

/// The units that the group guides.
async fn units(db: &Db, book: Book) -> Result<Vec<UnitId>> {
    let [all] = kept(db, [Subject::Unit]).await?;
    let units = all.iter().filter_map(|own| <&Unit>::try_from(own).ok()).filter(|own| own.closed.is_none());
    Ok(units.filter(|own| own.book() == book).map(|own| own.id).collect())
}

/// What look-backs are gathered from.
async fn known(db: &Db, reach: &Reach, book: Book, issues: &[Issue], lookbacks: &[Lookback]) -> Result<Known> {
    let mut known = Known::default();
    let mut add = |subject, id, record: Record| drop(known.records.insert(Key { subject, id }, record));
    issues.iter().for_each(|own| add(Subject::Issue, own.id.0, Box::new(own.clone()).into()));
    lookbacks.iter().for_each(|own| add(Subject::Lookback, own.id.0, Box::new(own.clone()).into()));
    for own in visit::promising(db, reach, book).await? {
        add(Subject::Visit, own.id.0, Box::new(own).into());
    }
    let rules: Vec<Rule> = all(db, reach, Subject::Rule, book, None).await?;
    for own in rules {
        add(Subject::Rule, own.id.0, own.into());
    }
    Ok(known)
}
