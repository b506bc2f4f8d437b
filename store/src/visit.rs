//! Visits as they are listed: the row a filter works on, its versions for "as of a day", and what is open of a unit's. The
//! list itself is in `visit/list.rs`.

mod list;
pub(crate) mod promise;

use domain::entry::Entry;
use domain::kinds::{Book, DrawId, GroupId, Title, UnitId};
use domain::record::Record;
use domain::viewer::Reach;
use domain::visit::{Form, Visit};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::save::insert;
use crate::scope::within;
use crate::sql::{Columns, Sql, Value};
use crate::version::Version;

pub use list::{drawn, list, many, reached, whole};
pub use promise::{Late, late};

const COLUMNS: &str = "id, book, unit_id, organisation_id, home_unit, home_organisation, form, site, place, topic, \
     strands, at_time, at_day, people, promises_open, made_day, recorded_day, cancelled_day, draw_id, search";

/// Writes the list rows of the visits among these records.
pub(crate) async fn save(conn: &mut AnyConnection, records: impl Iterator<Item = &Record>) -> Result<()> {
    let rows = records.filter_map(|record| <&Box<Visit>>::try_from(record).ok()).map(|own| row(own));
    let changing = COLUMNS.split(", ").map(str::trim).filter(|column| !["id", "book", "home_unit"].contains(column));
    let sets: Vec<String> = changing.map(|column| format!("{column} = excluded.{column}")).collect();
    let tail = format!(" on conflict (id) do update set {}", sets.join(", "));
    insert(conn, &format!("insert into visit ({COLUMNS})"), &tail, rows.collect()).await
}

fn row(visit: &Visit) -> Vec<Value> {
    let own = &visit.description;
    let form: &str = own.form.into();
    let strands: String = own.strands.iter().map(|strand| format!("{},", <&str>::from(strand))).collect();
    let open = visit.promises.iter().filter(|promise| promise.open()).count();
    vec![
        visit.id.to_string().into(),
        visit.book.to_string().into(),
        visit.seen_by().map(|id| id.to_string()).into(),
        visit.seen_by_organisation().map(|id| id.to_string()).into(),
        visit.unit.to_string().into(),
        own.organisation.map(|id| id.to_string()).into(),
        form.into(),
        own.site.map(|site| <&str>::from(site).to_owned()).into(),
        own.place.as_ref().map(ToString::to_string).into(),
        own.topic.as_ref().map(ToString::to_string).into(),
        format!(",{strands}").into(),
        own.at.0.into(),
        own.at.day().number().into(),
        i64::from(visit.people()).into(),
        i64::try_from(open).unwrap_or(i64::MAX).into(),
        visit.made_at.day().number().into(),
        visit.recorded_at.map(|at| at.day().number()).into(),
        visit.cancelled_at.map(|at| at.day().number()).into(),
        visit.drawn.as_ref().map(|own| own.draw.to_string()).into(),
        visit.search_text().into(),
    ]
}

/// How a visit stands from this entry on: its whole list row.
pub(crate) fn version(visit: &Visit, entry: &Entry) -> Version {
    let columns: Vec<Value> = row(visit).split_off(1);
    let plain = format!("{columns:?}");
    Version::new(visit.id.to_string(), entry, columns, plain)
}

/// The columns of a version besides its id and days.
pub(crate) fn version_columns() -> String {
    COLUMNS.trim_start_matches("id, ").to_owned()
}

/// The visits of a book or to a unit within reach on which something was promised that is still open, the newest first.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn promised(db: &Db, reach: &Reach, book: Option<Book>, unit: Option<UnitId>) -> Result<Vec<Visit>> {
    let mut conn = db.reader().await?;
    let mut sql =
        Sql::new("select v.id, r.body from visit v join record r on r.id = v.id and r.subject = 'visit' where ");
    within(&mut sql, reach, "v");
    if let Some(book) = book {
        sql.push(" and v.book = ").bind(book.to_string());
    }
    if let Some(unit) = unit {
        sql.push(" and v.home_unit = ").bind(unit.to_string());
    }
    sql.push(" and v.promises_open > 0 and v.cancelled_day is null and v.recorded_day is not null");
    sql.push(" order by v.at_time desc, v.id desc limit 300");
    bodies(&sql.all(&mut conn).await?)
}

/// The visits within reach to these units of a book on which anything was promised, kept or not.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn promising(db: &Db, reach: &Reach, book: Book, units: &[UnitId]) -> Result<Vec<Visit>> {
    let mut conn = db.reader().await?;
    let mut sql =
        Sql::new("select v.id, r.body from visit v join record r on r.id = v.id and r.subject = 'visit' where ");
    within(&mut sql, reach, "v");
    sql.push(" and v.book = ").bind(book.to_string());
    sql.push(" and ").among("v.home_unit", units.iter().map(ToString::to_string));
    // within a text the quotes are written with a stroke before them
    sql.push(" and v.cancelled_day is null and v.recorded_day is not null and r.body like '%\"promises\":[{%'");
    bodies(&sql.all(&mut conn).await?)
}

/// What these groups looked at on their last visit of each form that had a checklist.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn checklists(db: &Db, groups: &[GroupId]) -> Result<Vec<(Form, Vec<Title>)>> {
    let mut conn = db.reader().await?;
    let mut sql =
        Sql::new("select v.id, r.body from visit v join record r on r.id = v.id and r.subject = 'visit' where ");
    sql.among("v.book", groups.iter().map(|group| Book::Group(*group).to_string()));
    // an empty one is not written, and within a text the quotes are
    sql.push(
        " and v.cancelled_day is null and r.body like '%\"checklist\":[%' order by v.at_time desc, v.id desc limit 60",
    );
    let mut last: Vec<(Form, Vec<Title>)> = Vec::new();
    for own in bodies(&sql.all(&mut conn).await?)? {
        let form = own.description.form;
        if last.iter().all(|known| known.0 != form) {
            last.push((form, own.description.checklist.into_iter().map(|point| point.what).collect()));
        }
    }
    Ok(last)
}

/// The visits within reach that were planned for what this draw has drawn, in the order in which they were planned.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn of_draw(db: &Db, reach: &Reach, draw: DrawId) -> Result<Vec<Visit>> {
    let mut conn = db.reader().await?;
    let mut sql =
        Sql::new("select v.id, r.body from visit v join record r on r.id = v.id and r.subject = 'visit' where ");
    within(&mut sql, reach, "v");
    sql.push(" and v.draw_id = ").bind(draw.to_string()).push(" order by v.made_day, v.id");
    bodies(&sql.all(&mut conn).await?)
}

fn bodies(rows: &[AnyRow]) -> Result<Vec<Visit>> {
    let read = |row: &AnyRow| {
        let (id, body) = (row.text(0)?, row.text(1)?);
        serde_json::from_str(&body).map_err(|why| corrupt("record", &id, why))
    };
    rows.iter().map(read).collect()
}
