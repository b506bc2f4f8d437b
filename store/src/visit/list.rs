//! The list of visits within a viewer's reach, now or as it stood at the end of a day, and what is counted from it.

use std::collections::HashMap;

use domain::issue::list::folded;
use domain::kinds::{Day, Time, VisitId};
use domain::strand::Strand;
use domain::viewer::Reach;
use domain::visit::Visit;
use domain::visit::list::{Filter, Line, PAGE, Page, Reached, State};
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::bodies;
use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::scope::within;
use crate::sql::{Columns, Sql};

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

/// How many a filter lets through.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn many(db: &Db, reach: &Reach, filter: &Filter) -> Result<u32> {
    Ok(counted(&mut *db.reader().await?, reach, filter).await?.0)
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
    let mut lines = sql.all(conn).await?.iter().map(line).collect::<Result<Vec<_>>>()?;
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

/// The rows as they stand, or as they stood at the end of a day: then the viewer may know of a visit both as it was and as
/// it is.
fn source(sql: &mut Sql, reach: &Reach, as_of: Option<Day>) {
    match as_of.map(Day::number) {
        None => sql.push(" from visit v where "),
        Some(day) => {
            sql.push(" from visit_version v join visit n on n.id = v.id where v.from_day <= ").bind(day);
            sql.push(" and (v.to_day is null or v.to_day > ").bind(day).push(") and ");
            within(sql, reach, "n");
            sql.push(" and ")
        }
    };
    within(sql, reach, "v");
}

fn condition(sql: &mut Sql, reach: &Reach, filter: &Filter) {
    source(sql, reach, filter.as_of);
    let exact = [
        ("v.book", filter.book.map(|id| id.to_string())),
        ("v.home_unit", filter.unit.map(|id| id.to_string())),
        ("v.home_organisation", filter.organisation.map(|id| id.to_string())),
        ("v.form", filter.form.map(|form| <&str>::from(form).to_owned())),
        ("v.site", filter.site.map(|site| <&str>::from(site).to_owned())),
    ];
    for (column, value) in exact {
        if let Some(value) = value {
            sql.push(&format!(" and {column} = ")).bind(value);
        }
    }
    if filter.whole {
        sql.push(" and v.home_organisation is null");
    }
    if filter.drawn {
        sql.push(" and ");
        at_random(sql, filter.as_of);
    }
    if let Some(state) = filter.state {
        stood(sql, state);
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

/// Goes to what a draw has drawn. One that is abandoned has drawn nothing, from that day on: a visit that was planned from it before
/// is a visit like any other.
fn at_random(sql: &mut Sql, as_of: Option<Day>) {
    sql.push("v.draw_id is not null and not exists (select 1 from journal j where j.subject_id = v.draw_id");
    sql.push(" and j.kind = 'draw.abandon'");
    if let Some(day) = as_of {
        sql.push(" and j.recorded_at < ").bind(day.plus(1).start().0);
    }
    sql.push(")");
}

/// In this state, on the day of the row.
fn stood(sql: &mut Sql, state: State) {
    sql.push(match state {
        State::Recorded => " and v.recorded_day is not null and v.cancelled_day is null",
        State::Planned => " and v.recorded_day is null and v.cancelled_day is null",
        State::Cancelled => " and v.cancelled_day is not null",
    });
}

/// What was typed, found anywhere; its own `%` and `_` mean themselves.
fn pattern(text: &str) -> String {
    let plain = folded(text.trim()).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

fn line(row: &AnyRow) -> Result<Line> {
    let id = row.text(0)?;
    let bad = |why: &dyn ToString| corrupt("visit", &id, why.to_string());
    let state = match (row.maybe_int(13)?, row.maybe_int(12)?) {
        (Some(_), _) => State::Cancelled,
        (None, Some(_)) => State::Recorded,
        (None, None) => State::Planned,
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

/// What visits reached: how many of each form and kind of site went to each organisation, how many of those to what was drawn,
/// and how many people were talked to. Counts the rows that [`list`] has with the same filter.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn reached(db: &Db, reach: &Reach, filter: &Filter) -> Result<Vec<Reached>> {
    let mut conn = db.reader().await?;
    let people = "cast(coalesce(sum(v.people), 0) as bigint)";
    let of = "v.home_unit, v.home_organisation, v.form, v.site";
    let mut sql = Sql::new(&format!("select {of}, count(*), count(case when "));
    at_random(&mut sql, filter.as_of);
    sql.push(&format!(" then 1 end), {people}"));
    condition(&mut sql, reach, filter);
    sql.push(&format!(" group by {of}"));
    let read = |row: &AnyRow| {
        let unit = row.text(0)?;
        let bad = |why: &dyn ToString| corrupt("visit", &unit, why.to_string());
        Ok(Reached {
            unit: unit.parse().map_err(|why| bad(&why))?,
            organisation: row.maybe_text(1)?.map(|raw| raw.parse()).transpose().map_err(|why| bad(&why))?,
            form: row.text(2)?.parse().map_err(|why| bad(&why))?,
            site: row.maybe_text(3)?.map(|raw| raw.parse()).transpose().map_err(|why| bad(&why))?,
            visits: small(row.int(4)?),
            drawn: small(row.int(5)?),
            people: small(row.int(6)?),
        })
    };
    sql.all(&mut conn).await?.iter().map(read).collect()
}

/// The visits of the list with this filter that were planned for picks of a draw, as they are now.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn drawn(db: &Db, reach: &Reach, filter: &Filter) -> Result<Vec<Visit>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select r.id, r.body from record r where r.subject = 'visit' and r.id in (select v.id");
    condition(&mut sql, reach, filter);
    sql.push(" and v.draw_id is not null) order by r.id");
    bodies(&sql.all(&mut conn).await?)
}
