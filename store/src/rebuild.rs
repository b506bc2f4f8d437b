//! Drops everything that is folded from the journal and folds it again. Must agree with what stood there before.

use domain::act::Key;
use domain::entry::Entry;
use domain::record::{Known, fold};
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};
use crate::writer::finish;
use crate::{load, save};

const CHUNK: i64 = 2_000;
const TABLES: [&str; 10] =
    ["record", "issue", "issue_version", "visit", "visit_version", "promise_version", "part", "gram", "tally", "taken"];

/// Folds every book again, in one transaction; returns how many entries there were.
///
/// # Errors
/// The database; an entry that can't be read. Nothing has changed then.
pub async fn rebuild(db: &Db) -> Result<u64> {
    let mut conn = db.writer().await?;
    db.begin(&mut conn).await?;
    let done = all(&mut conn).await;
    finish(conn, done).await
}

async fn all(conn: &mut AnyConnection) -> Result<u64> {
    for table in TABLES {
        Sql::new(&format!("delete from {table}")).run(conn).await?;
    }
    let books = Sql::new("select id from book order by id").all(conn).await?;
    let mut many = 0;
    for book in books {
        let book = book.text(0)?;
        let mut after = 0;
        while let Some(last) = chunk(conn, &book, after, &mut many).await? {
            after = last;
        }
    }
    Ok(many)
}

/// Folds the next entries of a book; returns the number of the last, or `None` at the end.
async fn chunk(conn: &mut AnyConnection, book: &str, after: i64, many: &mut u64) -> Result<Option<i64>> {
    let mut sql = Sql::new("select body from journal where book = ");
    sql.bind(book).push(" and seq > ").bind(after).push(&format!(" order by seq limit {CHUNK}"));
    let mut entries: Vec<Entry> = Vec::new();
    for row in sql.all(conn).await? {
        let body = row.text(0)?;
        entries.push(serde_json::from_str(&body).map_err(|why| corrupt("journal", book, why))?);
    }
    let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(None) };
    let mut known = Known::default();
    load::records(conn, &mut known, entries.iter().map(|entry| entry.act.key()).collect::<Vec<Key>>()).await?;
    let mut changes = save::Changes::again();
    for entry in &entries {
        let key = entry.act.key();
        let before = known.records.remove(&key);
        let after = fold(before.clone(), entry).ok_or_else(|| corrupt("journal", entry.id, "folds to nothing"))?;
        changes.add(entry, before.as_ref(), &after);
        known.records.insert(key, after);
        *many += 1;
    }
    changes.save(conn).await?;
    Ok(Some(last))
}
