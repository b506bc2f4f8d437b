//! What the course of a campaign asks of a group is read only where it can ask for something: when all look-backs of
//! the month are opened, or half-time is not there, that is nothing. In how many units something fell due is gathered
//! anew only when the book went on: every page of a member asks.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::act::{Key, Subject};
use domain::campaign::{Campaign, Period};
use domain::issue::Issue;
use domain::kinds::{Book, Day, Month, UnitId};
use domain::lookback::Lookback;
use domain::record::{Known, Record};
use domain::reminder::{self, fell_due, looked_back_on, unopened};
use domain::rule::Rule;
use domain::unit::Unit;
use domain::viewer::{Reach, Viewer};

use super::all;
use crate::db::Db;
use crate::error::Result;
use crate::journal::kept_heads;
use crate::record::kept;
use crate::{cut, visit};

/// What was asked of a book: at which age, of which month and which units.
type Question = (i64, Month, Vec<UnitId>);

/// In how many units of each book something fell due, as it was last gathered. Who works in a group reads all of its
/// book, so one answer serves all of them.
#[derive(Clone, Default, Debug)]
pub(crate) struct Kept(Arc<Mutex<HashMap<Book, (Question, usize)>>>);

/// Entries in the book and in the office's. To be read before the records that are then looked at, so that what is kept
/// is never older than its age says.
pub(super) async fn age(db: &Db, book: Book) -> Result<i64> {
    let heads = kept_heads(db).await?;
    Ok(heads.iter().filter(|head| head.book == book || head.book == Book::Office).map(|head| head.seq).sum())
}

/// The records behind `reminder::Course`.
pub(super) struct Course<'a> {
    book: Book,
    period: &'a Period,
    units: usize,
    cuts: Vec<Day>,
}

impl<'a> Course<'a> {
    /// `issues` are those of the book that are open or verified, of others nothing falls due; `lookbacks` are all of the
    /// book; `age` is from before they were read.
    ///
    /// # Errors
    /// The database; a record that can't be read.
    pub(super) async fn read(
        db: &Db,
        own: &Viewer,
        (book, campaign): (Book, &'a Campaign),
        (age, issues, lookbacks): (i64, &[Issue], &[Lookback]),
        today: Day,
    ) -> Result<Course<'a>> {
        let (period, reach) = (&campaign.period, own.reach());
        let units = match looked_back_on(period, &campaign.calendar, today) {
            Some(month) => {
                let units = unopened(units(db, book).await?, lookbacks, month);
                due(db, &reach, book, (age, month, units), (issues, lookbacks)).await?
            }
            None => 0,
        };
        let half = own.leads_group(book) && period.in_second_half(today);
        let cuts = if half { cut::days(db, &reach, book).await? } else { Vec::new() };
        Ok(Course { book, period, units, cuts })
    }

    pub(super) fn records(&self) -> reminder::Course<'_> {
        let Course { book, period, units, cuts } = self;
        reminder::Course { book: *book, period, units: *units, cuts }
    }
}

/// The units that the group guides.
async fn units(db: &Db, book: Book) -> Result<Vec<UnitId>> {
    let [all] = kept(db, [Subject::Unit]).await?;
    let units = all.iter().filter_map(|own| <&Unit>::try_from(own).ok()).filter(|own| own.closed.is_none());
    Ok(units.filter(|own| own.book() == book).map(|own| own.id).collect())
}

/// In how many of these units something fell due.
async fn due(
    db: &Db,
    reach: &Reach,
    book: Book,
    asked: Question,
    (issues, lookbacks): (&[Issue], &[Lookback]),
) -> Result<usize> {
    if asked.2.is_empty() {
        return Ok(0);
    }
    let lock = || db.course.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, many)) = lock().get(&book)
        && *of == asked
    {
        return Ok(*many);
    }
    let known = known(db, reach, book, &asked.2, (issues, lookbacks)).await?;
    let many = fell_due(&asked.2, asked.1, &known);
    lock().insert(book, (asked, many));
    Ok(many)
}

/// What the look-backs of these units are gathered from.
async fn known(
    db: &Db,
    reach: &Reach,
    book: Book,
    units: &[UnitId],
    (issues, lookbacks): (&[Issue], &[Lookback]),
) -> Result<Known> {
    let mut known = Known::default();
    let mut add = |subject, id, record: Record| drop(known.records.insert(Key { subject, id }, record));
    for own in issues.iter().filter(|own| units.contains(&own.unit)) {
        add(Subject::Issue, own.id.0, Box::new(own.clone()).into());
    }
    for own in lookbacks.iter().filter(|own| units.contains(&own.unit)) {
        add(Subject::Lookback, own.id.0, Box::new(own.clone()).into());
    }
    for own in visit::promising(db, reach, book, units).await? {
        add(Subject::Visit, own.id.0, Box::new(own).into());
    }
    let rules: Vec<Rule> = all(db, reach, Subject::Rule, book, None).await?;
    for own in rules.into_iter().filter(|own| units.contains(&own.unit)) {
        add(Subject::Rule, own.id.0, own.into());
    }
    Ok(known)
}
