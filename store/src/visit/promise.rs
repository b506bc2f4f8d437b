//! Promises as they stood, one row from one change to the next: what is past its day, now or on a past day.

use domain::entry::Entry;
use domain::kinds::{Day, UnitId, VisitId};
use domain::viewer::Reach;
use domain::visit::Visit;
use domain::visit::list::{Filter, State};
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::scope::within;
use crate::sql::{Columns, Sql, Value};
use crate::version::Version;

pub(crate) const VERSION: &str = "visit_id, book, unit_id, organisation_id, home_unit, due, open, what, who";

/// How each promise of a visit stands from this entry on.
pub(crate) fn versions(visit: &Visit, entry: &Entry) -> Vec<Version> {
    let counts = visit.listed_state() == State::Recorded;
    let version = |own: &domain::visit::Promise| {
        let columns: Vec<Value> = vec![
            visit.id.to_string().into(),
            visit.book.to_string().into(),
            visit.seen_by().map(|id| id.to_string()).into(),
            visit.seen_by_organisation().map(|id| id.to_string()).into(),
            visit.unit.to_string().into(),
            own.due.number().into(),
            i64::from(counts && own.open()).into(),
            own.what.to_string().into(),
            own.who.as_ref().map(ToString::to_string).into(),
        ];
        let plain = format!("{columns:?}");
        Version::new(format!("{} {}", visit.id, own.id), entry, columns, plain)
    };
    visit.promises.iter().map(version).collect()
}

/// A promise past its day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Late {
    pub visit: VisitId,
    pub unit: UnitId,
    pub what: String,
    pub who: Option<String>,
    pub due: Day,
}

/// How many promises are past their day, and the first `most` of them, the longest first. The filter narrows it to a book or
/// a unit, and to a past day at its end; without one, `today` is the day.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn late(db: &Db, reach: &Reach, filter: &Filter, today: Day, most: usize) -> Result<(u32, Vec<Late>)> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select count(*)");
    condition(&mut sql, reach, filter, today);
    let many = sql.maybe(&mut conn).await?.map(|row| row.int(0)).transpose()?.unwrap_or(0);
    if many == 0 {
        return Ok((0, Vec::new()));
    }
    let mut sql = Sql::new("select p.visit_id, p.home_unit, p.what, p.who, p.due");
    condition(&mut sql, reach, filter, today);
    sql.push(" order by p.due, p.id limit ").bind(i64::try_from(most).unwrap_or(i64::MAX));
    let rows = sql.all(&mut conn).await?;
    Ok((u32::try_from(many).unwrap_or(u32::MAX), rows.iter().map(line).collect::<Result<_>>()?))
}

/// As they stand, or as they stood at the end of a day: then the viewer must be allowed to know of the visit as it was and
/// as it is.
fn condition(sql: &mut Sql, reach: &Reach, filter: &Filter, today: Day) {
    match filter.as_of.map(Day::number) {
        None => sql.push(" from promise_version p where p.to_day is null and "),
        Some(day) => {
            // whoever sees everything needs not look at each visit
            let now = if reach.all { "" } else { " join visit n on n.id = p.visit_id" };
            sql.push(&format!(" from promise_version p{now} where p.from_day <= ")).bind(day);
            sql.push(" and (p.to_day is null or p.to_day > ").bind(day).push(") and ");
            within(sql, reach, if reach.all { "p" } else { "n" });
            sql.push(" and ")
        }
    };
    within(sql, reach, "p");
    sql.push(" and p.open = 1 and p.due < ").bind(domain::due::late_before(filter.as_of.unwrap_or(today)).number());
    let exact =
        [("p.book", filter.book.map(|id| id.to_string())), ("p.home_unit", filter.unit.map(|id| id.to_string()))];
    for (column, value) in exact {
        if let Some(value) = value {
            sql.push(&format!(" and {column} = ")).bind(value);
        }
    }
}

fn line(row: &AnyRow) -> Result<Late> {
    let id = row.text(0)?;
    let wrong = |what: &str| corrupt("promise_version", &id, what);
    Ok(Late {
        visit: id.parse().map_err(|_| wrong("no visit"))?,
        unit: row.text(1)?.parse().map_err(|_| wrong("no unit"))?,
        what: row.text(2)?,
        who: row.maybe_text(3)?,
        due: Day::from_number(row.int(4)?),
    })
}
