//! Issues that are asked for one by one, as now: by their links, their number, their ledger.

use domain::act::Subject;
use domain::issue::list::Line;
use domain::issue::{Issue, Origin, State};
use domain::kinds::{Book, IssueId, UnitId, VisitId};
use domain::viewer::Reach;
use sqlx::any::AnyRow;
use strum::VariantArray;

use super::select::{LINE, line, small};
use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::load::read;
use crate::scope::within;
use crate::sql::{Columns, Sql};

/// The issue of this origin with this number in a book, if it is within reach.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn by_number(db: &Db, reach: &Reach, book: Book, origin: Origin, number: u32) -> Result<Option<IssueId>> {
    let mut sql = Sql::new("select i.id from issue i where i.book = ");
    sql.bind(book.to_string()).push(" and i.origin = ").bind(<&str>::from(origin));
    sql.push(" and i.number = ").bind(i64::from(number)).push(" and ");
    within(&mut sql, reach, "i");
    let Some(row) = sql.maybe(&mut *db.reader().await?).await? else { return Ok(None) };
    let id = row.text(0)?;
    id.parse().map(Some).map_err(|why| corrupt("issue", &id, why))
}

/// Issues that point at this one: split off or transferred from it, or merged into it.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn linked(db: &Db, reach: &Reach, issue: IssueId) -> Result<Vec<Line>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(LINE);
    sql.push(" from issue i where (i.from_issue = ").bind(issue.to_string());
    sql.push(" or i.merged_into = ").bind(issue.to_string()).push(") and ");
    within(&mut sql, reach, "i");
    sql.push(" order by i.number limit 200").rename("s.", "i.");
    sql.all(&mut conn).await?.iter().map(line).collect()
}

/// Issues of its unit that share a measure with this one, by origin and number. Their bodies are looked through.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn sharers(db: &Db, reach: &Reach, home: &Issue) -> Result<Vec<Issue>> {
    let mut sql = Sql::new("select r.id, r.body from record r where r.subject = 'issue' and r.book = ");
    sql.bind(home.book.to_string()).push(" and r.unit_id = ").bind(home.unit.to_string());
    sql.push(" and r.body like ").bind(format!("%\"{}\"%", home.id)).push(" and ");
    within(&mut sql, reach, "r");
    let rows = sql.all(&mut *db.reader().await?).await?;
    let mut found = Vec::new();
    for row in rows {
        let record = read(Subject::Issue, &row.text(0)?, &row.text(1)?)?.read_within(reach);
        found.extend(Box::<Issue>::try_from(record).ok().map(|own| *own));
    }
    found.retain(|own| own.shared.iter().any(|shared| shared.issue == home.id));
    found.sort_by_key(|own| (own.origin, own.number));
    Ok(found)
}

/// Issues that were raised on this visit, by number.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn raised(db: &Db, reach: &Reach, visit: VisitId) -> Result<Vec<Line>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(LINE);
    sql.push(" from issue i where i.visit_id = ").bind(visit.to_string()).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" order by i.number limit 200").rename("s.", "i.");
    sql.all(&mut conn).await?.iter().map(line).collect()
}

/// The lines of these issues that are within reach, by number.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn lines(db: &Db, reach: &Reach, issues: &[IssueId]) -> Result<Vec<Line>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(LINE);
    sql.push(" from issue i where ").among("i.id", issues.iter().map(ToString::to_string)).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" order by i.origin, i.number").rename("s.", "i.");
    sql.all(&mut conn).await?.iter().map(line).collect()
}

/// The issues of a unit and origin that came from ledgers: `(id, ledger's name, number in it)`.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn ledger_lines(db: &Db, unit: UnitId, origin: Origin) -> Result<Vec<(IssueId, String, u32)>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select id, ledger_name, ledger_number from issue where ledger_number is not null");
    sql.push(" and unit_id = ").bind(unit.to_string()).push(" and origin = ").bind(<&str>::from(origin));
    let rows = sql.all(&mut conn).await?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            let name = row.maybe_text(1)?.unwrap_or_default();
            Ok((id.parse().map_err(|why| corrupt("issue", &id, why))?, name, small(row.int(2)?)))
        })
        .collect()
}

/// The codes of the open issues of a book within reach, each with its unit: what a paper may be about.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn open_codes(db: &Db, reach: &Reach, book: Book) -> Result<Vec<(IssueId, UnitId, String)>> {
    let mut sql = Sql::new("select i.id, i.unit_id, i.origin, i.number from issue i where i.book = ");
    sql.bind(book.to_string()).push(" and ");
    sql.among("i.state", State::VARIANTS.iter().filter(|state| state.open()).map(<&str>::from)).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" order by i.origin, i.number");
    let rows = sql.all(&mut *db.reader().await?).await?;
    let read = |row: &AnyRow| {
        let (id, unit, origin) = (row.text(0)?, row.text(1)?, row.text(2)?);
        let bad = |why: &dyn ToString| corrupt("issue", &id, why.to_string());
        let origin: Origin = origin.parse().map_err(|why| bad(&why))?;
        let number = u32::try_from(row.int(3)?).map_err(|why| bad(&why))?;
        Ok((id.parse().map_err(|why| bad(&why))?, unit.parse().map_err(|why| bad(&why))?, origin.code(number)))
    };
    rows.iter().map(read).collect()
}
