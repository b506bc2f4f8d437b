//! Visits as they are listed: the row a filter works on, the list within a viewer's reach, and what is open of a unit's.

use std::collections::HashMap;

use domain::issue::list::folded;
use domain::kinds::{Day, DrawId, Time, UnitId, VisitId};
use domain::record::Record;
use domain::strand::Strand;
use domain::viewer::Reach;
use domain::visit::Visit;
use domain::visit::list::{Filter, Line, PAGE, Page, State};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::save::insert;
use crate::scope::within;
use crate::sql::{Columns, Sql, Value};

const COLUMNS: &str = "id, book, unit_id, organisation_id, home_unit, home_organisation, form, site, place, topic, \
     strands, at_time, at_day, people, promises_open, made_day, recorded_day, cancelled_day, draw_id, search";

/// Later than any day: how it stands now.
const NOW: i64 = 99_999;

/// Writes the list rows of the visits among these records.
pub(crate) async fn save(conn: &mut AnyConnection, records: impl Iterator<Item = &Record>) -> Result<()> {
    let rows = records.filter_map(|record| match record {
        Record::Visit(visit) => Some(row(visit)),
        Record::Campaign(_)
        | Record::Group(_)
        | Record::Person(_)
        | Record::Policy(_)
        | Record::Unit(_)
        | Record::Carrier(_)
        | Record::Issue(_)
        | Record::Report(_)
        | Record::Rule(_)
        | Record::Draw(_) => None,
    });
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

const LINE: &str = "select v.id, v.book, v.home_unit, v.home_organisation, v.form, v.site, v.place, v.topic, v.strands, \
     v.at_time, v.people, v.promises_open, v.recorded_day, v.cancelled_day";

/// One page, the newest first; with `as_of` as it stood at the end of that day.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn list(db: &Db, reach: &Reach, filter: &Filter) -> Result<Page> {
    let mut conn = db.reader().await?;
    let (total, people) = counted(&mut conn, reach, filter).await?;
    let scope = Filter { book: filter.book, unit: filter.unit, as_of: filter.as_of, ..Filter::default() };
    let (population, _) = counted(&mut conn, reach, &scope).await?;
    let skip = i64::from(filter.page) * i64::from(PAGE);
    let lines = lines(&mut conn, reach, filter, i64::from(PAGE), skip).await?;
    Ok(Page { lines, total, people, population })
}

/// All lines that a filter lets through, for a file: at most `most`.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn whole(db: &Db, reach: &Reach, filter: &Filter, most: u32) -> Result<Vec<Line>> {
    lines(&mut *db.reader().await?, reach, filter, i64::from(most), 0).await
}

async fn lines(conn: &mut AnyConnection, reach: &Reach, filter: &Filter, most: i64, skip: i64) -> Result<Vec<Line>> {
    let mut sql = Sql::new(LINE);
    condition(&mut sql, reach, filter);
    sql.push(" order by v.at_time desc, v.id desc limit ").bind(most).push(" offset ").bind(skip);
    let day = filter.as_of.map_or(NOW, Day::number);
    let mut lines = sql.all(conn).await?.iter().map(|row| line(row, day)).collect::<Result<Vec<_>>>()?;
    let raised = raised(conn, reach, &lines).await?;
    for line in &mut lines {
        line.issues = raised.get(&line.id).copied().unwrap_or(0);
    }
    Ok(lines)
}

async fn counted(conn: &mut AnyConnection, reach: &Reach, filter: &Filter) -> Result<(u32, u32)> {
    let mut sql = Sql::new("select count(*), cast(coalesce(sum(v.people), 0) as bigint)");
    condition(&mut sql, reach, filter);
    let Some(row) = sql.maybe(conn).await? else { return Ok((0, 0)) };
    Ok((small(row.int(0)?), small(row.int(1)?)))
}

/// How many issues within reach were raised on each of these visits.
async fn raised(conn: &mut AnyConnection, reach: &Reach, lines: &[Line]) -> Result<HashMap<VisitId, u32>> {
    if lines.is_empty() {
        return Ok(HashMap::new());
    }
    let mut sql = Sql::new("select i.visit_id, count(*) from issue i where ");
    sql.among("i.visit_id", lines.iter().map(|line| line.id.to_string())).push(" and ");
    within(&mut sql, reach, "i");
    sql.push(" group by i.visit_id");
    let rows = sql.all(conn).await?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            Ok((id.parse().map_err(|_| corrupt("issue", &id, "no visit"))?, small(row.int(1)?)))
        })
        .collect()
}

fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn condition(sql: &mut Sql, reach: &Reach, filter: &Filter) {
    let day = filter.as_of.map_or(NOW, Day::number);
    sql.push(" from visit v where ");
    within(sql, reach, "v");
    sql.push(" and v.made_day <= ").bind(day);
    let exact = [
        ("v.book", filter.book.map(|id| id.to_string())),
        ("v.home_unit", filter.unit.map(|id| id.to_string())),
        ("v.home_organisation", filter.organisation.map(|id| id.to_string())),
        ("v.form", filter.form.map(|form| <&str>::from(form).to_owned())),
    ];
    for (column, value) in exact {
        if let Some(value) = value {
            sql.push(&format!(" and {column} = ")).bind(value);
        }
    }
    if let Some(state) = filter.state {
        stood(sql, state, day);
    }
    if let Some(strand) = filter.strand {
        sql.push(" and v.strands like ").bind(format!("%,{},%", <&str>::from(strand)));
    }
    if let Some(from) = filter.from {
        sql.push(" and v.at_day >= ").bind(from.number());
    }
    if let Some(to) = filter.to {
        sql.push(" and v.at_day <= ").bind(to.number());
    }
    if filter.promised {
        sql.push(" and v.promises_open > 0");
    }
    if !filter.text.trim().is_empty() {
        sql.push(" and v.search like ").bind(pattern(&filter.text)).push(" escape '\\'");
    }
}

/// In this state at the end of that day.
fn stood(sql: &mut Sql, state: State, day: i64) {
    let not_cancelled = |sql: &mut Sql| {
        sql.push(" and (v.cancelled_day is null or v.cancelled_day > ").bind(day).push(")");
    };
    match state {
        State::Recorded => {
            sql.push(" and v.recorded_day <= ").bind(day);
            not_cancelled(sql);
        }
        State::Planned => {
            sql.push(" and (v.recorded_day is null or v.recorded_day > ").bind(day).push(")");
            not_cancelled(sql);
        }
        State::Cancelled => {
            sql.push(" and v.cancelled_day <= ").bind(day);
        }
    }
}

/// What was typed, found anywhere; its own `%` and `_` mean themselves.
fn pattern(text: &str) -> String {
    let plain = folded(text.trim()).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

fn line(row: &AnyRow, day: i64) -> Result<Line> {
    let id = row.text(0)?;
    let bad = |why: &dyn ToString| corrupt("visit", &id, why.to_string());
    let by = |column: Option<i64>| column.is_some_and(|on| on <= day);
    let state = match (by(row.maybe_int(13)?), by(row.maybe_int(12)?)) {
        (true, _) => State::Cancelled,
        (false, true) => State::Recorded,
        (false, false) => State::Planned,
    };
    let strands = row.text(8)?;
    let strands = strands.split(',').filter(|own| !own.is_empty()).map(str::parse::<Strand>);
    Ok(Line {
        id: id.parse().map_err(|why| bad(&why))?,
        book: row.text(1)?.parse().map_err(|why| bad(&why))?,
        unit: row.text(2)?.parse().map_err(|why| bad(&why))?,
        organisation: row.maybe_text(3)?.map(|raw| raw.parse()).transpose().map_err(|why| bad(&why))?,
        form: row.text(4)?.parse().map_err(|why| bad(&why))?,
        site: row.maybe_text(5)?.map(|raw| raw.parse()).transpose().map_err(|why| bad(&why))?,
        place: row.maybe_text(6)?,
        topic: row.maybe_text(7)?,
        strands: strands.collect::<std::result::Result<_, _>>().map_err(|why| bad(&why))?,
        at: Time(row.int(9)?),
        people: u16::try_from(row.int(10)?).unwrap_or(u16::MAX),
        promises_open: u16::try_from(row.int(11)?).unwrap_or(u16::MAX),
        state,
        issues: 0,
    })
}

/// The visits to a unit within reach on which something was promised that is still open, the newest first.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn promised(db: &Db, reach: &Reach, unit: UnitId) -> Result<Vec<Visit>> {
    let mut conn = db.reader().await?;
    let mut sql =
        Sql::new("select v.id, r.body from visit v join record r on r.id = v.id and r.subject = 'visit' where ");
    within(&mut sql, reach, "v");
    sql.push(" and v.home_unit = ").bind(unit.to_string());
    sql.push(" and v.promises_open > 0 and v.cancelled_day is null and v.recorded_day is not null");
    sql.push(" order by v.at_time desc, v.id desc limit 100");
    bodies(&sql.all(&mut conn).await?)
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
