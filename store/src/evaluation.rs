//! Rounds of evaluation, read by nobody but through `Evaluation::shown_to`: what is given out here is what this viewer may
//! read. `store::record` gives none. Who of a unit may ask for a round stands in a table of its own.

use domain::act::{Key, Subject};
use domain::evaluation::Evaluation;
use domain::kinds::{Book, Day, EvaluationId, UnitId};
use domain::record::{Known, Record};
use domain::score::Rows;
use domain::viewer::{Reach, Viewer};
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::save::insert;
use crate::sql::{Columns, Sql, Value};

/// Writes which units have a part in the rounds among these records.
pub(crate) async fn save(conn: &mut AnyConnection, records: impl Iterator<Item = &Record>) -> Result<()> {
    let rounds = records.filter_map(|record| if let Record::Evaluation(own) = record { Some(own) } else { None });
    let rows = rounds.flat_map(|own| own.units.iter().map(|unit| row(own, *unit))).collect();
    insert(conn, "insert into evaluation (id, unit_id, book, number)", " on conflict (id, unit_id) do nothing", rows)
        .await
}

fn row(own: &Evaluation, unit: UnitId) -> Vec<Value> {
    vec![own.id.to_string().into(), unit.to_string().into(), own.book.to_string().into(), i64::from(own.number).into()]
}

/// The round as this viewer reads it; `None` when there is none that they may know of.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn load(db: &Db, viewer: &Viewer, id: EvaluationId) -> Result<Option<Evaluation>> {
    Ok(some(db, viewer, [id]).await?.pop())
}

/// Those of these rounds that this viewer may know of, as they read them.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn some(db: &Db, viewer: &Viewer, ids: impl IntoIterator<Item = EvaluationId>) -> Result<Vec<Evaluation>> {
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = begun(&viewer.reach());
    sql.push(" and ").among("r.id", ids);
    shown(db, viewer, sql).await
}

/// The rounds of a book, or in which a unit has a part, as this viewer reads them; the newest first.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn list(db: &Db, viewer: &Viewer, book: Option<Book>, unit: Option<UnitId>) -> Result<Vec<Evaluation>> {
    let mut sql = begun(&viewer.reach());
    if let Some(book) = book {
        sql.push(" and r.book = ").bind(book.to_string());
    }
    if let Some(unit) = unit {
        sql.push(" and r.id in (select id from evaluation where unit_id = ").bind(unit.to_string()).push(")");
    }
    shown(db, viewer, sql).await
}

/// The rows that the figures of one unit are counted from as they stand now: the very ones that would be frozen if the round
/// were published. For who may know of the unit's cases; the caller sees to that. What people answered is not in it.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn rows(db: &Db, round: &Evaluation, unit: UnitId, today: Day) -> Result<Rows> {
    let mut conn = db.reader().await?;
    let mut known = Known::default();
    crate::load::records(&mut conn, &mut known, [Key { subject: Subject::Unit, id: unit.0 }]).await?;
    crate::load::cases_of(&mut conn, &mut known, round.book, unit).await?;
    Ok(round.rows(unit, &known, today))
}

/// Those within reach: of the viewer's groups, or in which one of their units has a part.
fn begun(reach: &Reach) -> Sql {
    let mut sql = Sql::new("select r.id, r.body from record r where r.subject = 'evaluation' and ");
    if reach.all {
        sql.push("1 = 1");
        return sql;
    }
    sql.push("(").among("r.book", reach.groups.iter().map(ToString::to_string));
    sql.push(" or r.id in (select id from evaluation where ");
    sql.among("unit_id", reach.units.iter().map(ToString::to_string)).push("))");
    sql
}

async fn shown(db: &Db, viewer: &Viewer, sql: Sql) -> Result<Vec<Evaluation>> {
    let mut conn = db.reader().await?;
    let mut rounds = Vec::new();
    for row in sql.all(&mut conn).await? {
        let (id, body) = (row.text(0)?, row.text(1)?);
        let own: Evaluation = serde_json::from_str(&body).map_err(|why| corrupt("record", &id, why))?;
        rounds.extend(own.shown_to(viewer));
    }
    rounds.sort_by_key(|own| std::cmp::Reverse((own.opened.at, own.number)));
    Ok(rounds)
}
