//! What everything of a group came to at the end of a day, unit by unit: what a cut freezes, and what it is compared with later.

use domain::cut::Counts;
use domain::kinds::{Book, Day, UnitId};
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// As it stands in the tally, of every unit that is there today.
///
/// # Errors
/// The database; a cell of a newer release.
pub async fn at(db: &Db, book: Book, day: Day) -> Result<Counts> {
    let mut conn = db.reader().await?;
    counts(&mut conn, book, day).await
}

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
