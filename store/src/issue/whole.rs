//! All lines of a list, each with its issue, for a file: as now from its record, of a past day from its entries until then.

use std::collections::HashMap;

use domain::act::Act;
use domain::entry::Entry;
use domain::issue::list::{Filter, Line};
use domain::issue::{Issue, fold};
use domain::kinds::{Day, IssueId};
use domain::viewer::Reach;
use sqlx::AnyConnection;
use sqlx::any::AnyRow;

use super::select::{LINE, condition, line, order};
use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// Issues whose entries are read at a time.
const CHUNK: usize = 1_000;

/// All lines that a filter lets through, in its order and each with its issue: at most `most`.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn whole(db: &Db, reach: &Reach, filter: &Filter, today: Day, most: u32) -> Result<Vec<(Line, Issue)>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(LINE);
    if filter.as_of.is_none() {
        sql.push(", (select r.body from record r where r.subject = 'issue' and r.id = i.id)");
    }
    condition(&mut sql, reach, filter, today);
    order(&mut sql, filter);
    sql.push(&format!(" limit {most}"));
    let rows = sql.all(&mut conn).await?;
    if let Some(day) = filter.as_of {
        let lines = rows.iter().map(line).collect::<Result<Vec<_>>>()?;
        return past(&mut conn, lines, day).await;
    }
    let read = |row: &AnyRow| {
        let (line, body) = (line(row)?, row.text(17)?);
        let issue = serde_json::from_str(&body).map_err(|why| corrupt("record", line.id, why))?;
        Ok((line, issue))
    };
    rows.iter().map(read).collect()
}

/// These lines of a past day, each with its issue.
async fn past(conn: &mut AnyConnection, lines: Vec<Line>, day: Day) -> Result<Vec<(Line, Issue)>> {
    let mut whole = Vec::with_capacity(lines.len());
    for some in lines.chunks(CHUNK) {
        let mut issues = until(conn, some, day).await?;
        for line in some {
            let issue = issues.remove(&line.id).ok_or_else(|| corrupt("journal", line.id, "was not found by then"))?;
            whole.push((line.clone(), issue));
        }
    }
    Ok(whole)
}

/// What the entries until the end of the day made of these issues.
async fn until(conn: &mut AnyConnection, lines: &[Line], day: Day) -> Result<HashMap<IssueId, Issue>> {
    let mut sql = Sql::new("select subject_id, body from journal where kind like 'issue.%' and recorded_at < ");
    sql.bind(day.plus(1).start().0).push(" and ").among("subject_id", lines.iter().map(|line| line.id.to_string()));
    sql.push(" order by seq");
    let mut issues: HashMap<IssueId, Issue> = HashMap::new();
    for row in sql.all(conn).await? {
        let (id, body) = (row.text(0)?, row.text(1)?);
        let entry: Entry = serde_json::from_str(&body).map_err(|why| corrupt("journal", &id, why))?;
        let Act::Issue(act) = &entry.act else { continue };
        let before = issues.remove(&act.issue());
        issues.extend(fold(before, act, &entry).map(|after| (after.id, after)));
    }
    Ok(issues)
}
