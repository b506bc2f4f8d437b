//! When the work of units last moved besides that of their issues: by their carriers, reports and rules, read off the journal.
//! Visits are none of it: of one that was not announced, its unit is not to know.

use std::collections::BTreeMap;

use domain::act::Subject;
use domain::due::MOVES;
use domain::kinds::{Book, Day, Time, UnitId};
use domain::viewer::Reach;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::scope::within;
use crate::sql::{Columns, Sql};

/// Of every unit within reach, of one book where given; with `as_of` as it was known at the end of that day.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn last(db: &Db, reach: &Reach, book: Option<Book>, as_of: Option<Day>) -> Result<BTreeMap<UnitId, Day>> {
    let mut sql =
        Sql::new("select r.unit_id, max(j.recorded_at) from record r join journal j on j.subject_id = r.id where ");
    let kinds = [Subject::Carrier, Subject::Report, Subject::Rule];
    sql.among("r.subject", kinds.map(<&str>::from)).push(" and ").among("j.kind", MOVES);
    if let Some(book) = book {
        sql.push(" and r.book = ").bind(book.to_string());
    }
    if let Some(day) = as_of {
        sql.push(" and j.recorded_at < ").bind(day.plus(1).start().0);
    }
    sql.push(" and ");
    within(&mut sql, reach, "r");
    sql.push(" group by r.unit_id");
    let rows = sql.all(&mut *db.reader().await?).await?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            let unit: UnitId = id.parse().map_err(|why| corrupt("record", &id, why))?;
            Ok((unit, Time(row.int(1)?).day()))
        })
        .collect()
}
