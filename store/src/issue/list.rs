//! The list of issues within a viewer's reach, as now or as of a day.

use std::collections::HashMap;

use domain::issue::Origin;
use domain::issue::list::{Filter, Line, PAGE, Page};
use domain::kinds::{Day, IssueId};
use domain::viewer::Reach;
use sqlx::AnyConnection;

use super::select::{LINE, condition, line, order, paged, small};
use super::stood::{self, Books, ordered};
use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// One page. `today` decides what is late and stagnant; with `as_of` that day does.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn list(db: &Db, reach: &Reach, filter: &Filter, today: Day) -> Result<Page> {
    if let Some(books) = stood::asked(reach, filter) {
        return remembered(db, reach, filter, today, books).await;
    }
    let mut conn = db.reader().await?;
    let total = counted(&mut conn, reach, filter, today).await?;
    let mut sql = Sql::new(LINE);
    condition(&mut sql, reach, filter, today);
    order(&mut sql, filter);
    paged(&mut sql, filter);
    let rows = sql.all(&mut conn).await?;
    let lines = rows.iter().map(line).collect::<Result<Vec<_>>>()?;
    drop(conn);
    let population = count(db, reach, &everything(filter), today).await?;
    Ok(Page { lines, total, population })
}

/// What the filtered are a part of.
fn everything(filter: &Filter) -> Filter {
    Filter {
        book: filter.book,
        unit: filter.unit,
        organisation: filter.organisation,
        origin: filter.origin,
        as_of: filter.as_of,
        ..Filter::default()
    }
}

/// One page, counted and put in order without the tables; only its lines are read.
async fn remembered(db: &Db, reach: &Reach, filter: &Filter, today: Day, books: Books) -> Result<Page> {
    let view = db.stood.look_for(db, books, std::slice::from_ref(filter)).await?;
    let population = view.count(&everything(filter), today);
    if !ordered(filter.sort) {
        let lines = read(db, reach, filter, today, None).await?;
        return Ok(Page { lines, total: view.count(filter, today), population });
    }
    let skip = u64::from(filter.page) * u64::from(PAGE);
    let skip = usize::try_from(skip).unwrap_or(usize::MAX);
    let (total, ids) = view.page(filter, today, skip, PAGE as usize);
    let lines = read(db, reach, filter, today, Some(&ids)).await?;
    Ok(Page { lines, total, population })
}

/// The lines of a page: in the order of these ids, or as the tables put them.
async fn read(db: &Db, reach: &Reach, filter: &Filter, today: Day, ids: Option<&[IssueId]>) -> Result<Vec<Line>> {
    if ids.is_some_and(<[IssueId]>::is_empty) {
        return Ok(Vec::new());
    }
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(LINE);
    match ids {
        Some(ids) => {
            // They were chosen a moment ago; nothing is asked again but the reach.
            let these = Filter { as_of: filter.as_of, ..Filter::default() };
            condition(&mut sql, reach, &these, today);
            sql.push(" and ").among("i.id", ids.iter().map(ToString::to_string));
        }
        None => {
            condition(&mut sql, reach, filter, today);
            order(&mut sql, filter);
            paged(&mut sql, filter);
        }
    }
    let mut lines = sql.all(&mut conn).await?.iter().map(line).collect::<Result<Vec<_>>>()?;
    if let Some(ids) = ids {
        let places: HashMap<&IssueId, usize> = ids.iter().zip(0..).collect();
        lines.sort_by_key(|line| places.get(&line.id).copied());
    }
    Ok(lines)
}

/// How many issues the filter lets through.
///
/// # Errors
/// The database.
pub async fn count(db: &Db, reach: &Reach, filter: &Filter, today: Day) -> Result<u32> {
    match stood::asked(reach, filter) {
        Some(books) => {
            let view = db.stood.look_for(db, books, std::slice::from_ref(filter)).await?;
            Ok(view.count(filter, today))
        }
        None => counted(&mut *db.reader().await?, reach, filter, today).await,
    }
}

/// How many issues each of the filters lets through.
///
/// # Errors
/// The database.
pub async fn counts(db: &Db, reach: &Reach, filters: &[Filter], today: Day) -> Result<Vec<u32>> {
    let Some((first, rest)) = filters.split_first() else { return Ok(Vec::new()) };
    let same = |filter: &Filter| (filter.book, filter.unit, filter.as_of) == (first.book, first.unit, first.as_of);
    if let Some(books) = stood::asked(reach, first)
        && rest.iter().all(|filter| same(filter) && stood::asked(reach, filter).is_some())
    {
        return Ok(db.stood.look_for(db, books, filters).await?.counts(filters, today));
    }
    let mut conn = db.reader().await?;
    let mut counts = Vec::with_capacity(filters.len());
    for filter in filters {
        counts.push(counted(&mut conn, reach, filter, today).await?);
    }
    Ok(counts)
}

async fn counted(conn: &mut AnyConnection, reach: &Reach, filter: &Filter, today: Day) -> Result<u32> {
    let mut sql = Sql::new("select count(*)");
    condition(&mut sql, reach, filter, today);
    sql.maybe(conn).await?.map_or(Ok(0), |row| row.int(0)).map(small)
}

/// How many by origin, without origins that have none, and the first few lines of the list.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn first(
    db: &Db,
    reach: &Reach,
    filter: &Filter,
    today: Day,
    most: usize,
) -> Result<(Vec<(Origin, u32)>, Vec<Line>)> {
    if let Some(books) = stood::asked(reach, filter).filter(|_| ordered(filter.sort)) {
        let view = db.stood.look_for(db, books, std::slice::from_ref(filter)).await?;
        let (origins, ids) = view.origins_and_page(filter, today, 0, most);
        return Ok((origins, read(db, reach, filter, today, Some(&ids)).await?));
    }
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select i.origin, count(*)");
    condition(&mut sql, reach, filter, today);
    sql.push(" group by i.origin order by i.origin");
    let mut origins = Vec::new();
    for row in sql.all(&mut conn).await? {
        let origin = row.text(0)?;
        origins.push((origin.parse().map_err(|why| corrupt("issue", &origin, why))?, small(row.int(1)?)));
    }
    let mut sql = Sql::new(LINE);
    condition(&mut sql, reach, filter, today);
    order(&mut sql, filter);
    sql.push(&format!(" limit {most}"));
    let lines: Result<Vec<Line>> = sql.all(&mut conn).await?.iter().map(line).collect();
    Ok((origins, lines?))
}
