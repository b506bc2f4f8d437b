//! What everything of a group came to at the end of a day, unit by unit: what a cut freezes, and what it is compared with later.

use domain::act::{Key, Subject};
use domain::cut::{AllShares, Counts};
use domain::kinds::{Book, Day, UnitId};
use domain::record::Known;
use domain::viewer::Reach;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::scope::within;
use crate::seal::BallotKey;
use crate::sql::{Columns, Sql};

/// As it stands in the tally, of every unit that is there today.
///
/// # Errors
/// The database; a cell of a newer release.
pub async fn at(db: &Db, book: Book, day: Day) -> Result<Counts> {
    Ok(behind(db, book, day).await?.0)
}

/// As [`at`], with the records that it is counted from: the rows behind each figure. For who reads everything of the book; the caller
/// sees to that.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn behind(db: &Db, book: Book, day: Day) -> Result<(Counts, Known)> {
    let mut conn = db.reader().await?;
    let mut counts = counts(&mut conn, book, day).await?;
    let gone_by = gone_by(&mut conn, book, day).await?;
    let known = known(&mut conn, &db.key, book, (day, gone_by), &counts).await?;
    counts.shares = Some(AllShares::of(&counts, &known, book, day));
    Ok((counts, known))
}

/// The days of which this book has cuts, without what they counted.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn days(db: &Db, reach: &Reach, book: Book) -> Result<Vec<Day>> {
    let mut conn = db.reader().await?;
    let day = db.field("r.body", "day");
    let mut sql = Sql::new(&format!("select r.id, {day} from record r where r.subject = 'cut' and r.book = "));
    sql.bind(book.to_string()).push(" and ");
    within(&mut sql, reach, "r");
    let read = |row: &AnyRow| {
        let (id, day) = (row.text(0)?, row.text(1)?);
        Day::parse(&day).map_err(|_| corrupt("record", &id, "no day"))
    };
    sql.all(&mut conn).await?.iter().map(read).collect()
}

/// Was anything recorded after this day?
pub(crate) async fn gone_by(conn: &mut AnyConnection, book: Book, day: Day) -> Result<bool> {
    let mut sql = Sql::new("select recorded_at from book where id = ");
    sql.bind(book.to_string()).push(" and recorded_at >= ").bind(day.plus(1).start().0);
    Ok(sql.maybe(conn).await?.is_some())
}

/// The records that shares are counted from, as they were at the end of the day: as they stand, where nothing came later, or else,
/// of a day `gone_by`, folded again from the journal.
pub(crate) async fn known(
    conn: &mut AnyConnection,
    key: &BallotKey,
    book: Book,
    (day, gone_by): (Day, bool),
    counts: &Counts,
) -> Result<Known> {
    let mut known = Known::default();
    for unit in counts.units.keys() {
        known.said.insert(*unit, crate::ballot::said(conn, key, *unit).await?);
    }
    if !gone_by {
        for subject in COUNTED {
            crate::load::of_kind(conn, &mut known, subject, book, None).await?;
        }
        return Ok(known);
    }
    let end = day.plus(1).start().0;
    let names = COUNTED.map(|own| <&str>::from(own).to_owned());
    let mut sql = Sql::new("select j.subject_id, j.body from journal j join record r on r.id = j.subject_id where ");
    sql.among("r.subject", names).push(" and r.book = ").bind(book.to_string());
    sql.push(" and j.book = ").bind(book.to_string()).push(" and j.recorded_at < ").bind(end);
    sql.push(" order by j.subject_id, j.seq");
    for (id, record) in crate::record::folded_by_id(&sql.all(conn).await?)? {
        let id = id.parse().map_err(|why| corrupt("journal", &id, why))?;
        known.records.insert(Key { subject: record.subject(), id }, record);
    }
    Ok(known)
}

/// What shares and all other numbers are counted from.
const COUNTED: [Subject; 15] = [
    Subject::Unit,
    Subject::Issue,
    Subject::Lookback,
    Subject::Carrier,
    Subject::Visit,
    Subject::Notice,
    Subject::Deployment,
    Subject::Evaluation,
    Subject::Worklist,
    Subject::Outcome,
    Subject::Meeting,
    Subject::Report,
    Subject::Draw,
    Subject::Survey,
    Subject::Standard,
];

pub(crate) async fn counts(conn: &mut AnyConnection, book: Book, day: Day) -> Result<Counts> {
    let mut sql = Sql::new("select id from record where subject = 'unit' and book = ");
    sql.bind(book.to_string());
    let mut counts = Counts::default();
    for row in sql.all(conn).await? {
        counts.units.insert(unit(&row.text(0)?)?, domain::cut::Cells::new());
    }
    let mut sql = Sql::new("select scope, cell, cast(sum(value) as bigint) from tally where ");
    sql.among("scope", counts.units.keys().map(ToString::to_string).chain([book.to_string()]));
    sql.push(" and day <= ").bind(day.number()).push(" group by scope, cell having sum(value) <> 0");
    for row in sql.all(conn).await? {
        let (of, cell) = (row.text(0)?, row.text(1)?);
        let cell = cell.parse().map_err(|why| corrupt("tally", &cell, why))?;
        let own = if of == book.to_string() { &mut counts.whole } else { counts.units.entry(unit(&of)?).or_default() };
        own.insert(cell, row.int(2)?);
    }
    Ok(counts)
}

fn unit(raw: &str) -> Result<UnitId> {
    raw.parse().map_err(|_| corrupt("tally", raw, "no unit"))
}
