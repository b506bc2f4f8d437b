//! Walks every book and names the first entry that was edited, deleted, inserted, swapped or cut off, or whose private
//! text is no longer the one it commits to.

use std::collections::HashMap;

use domain::act::Act;
use domain::entry::{Entry, GENESIS, seal};
use domain::kinds::Book;
use domain::notice;
use domain::record::{Record, fold};
use serde::Serialize;
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::Result;
use crate::journal::{Head, head, heads};
use crate::private;
use crate::sql::{Columns, Sql};

/// Rows read at a time: memory stays flat however long the book is.
const CHUNK: i64 = 2_000;

/// The first entry that is not as it was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Fault {
    pub book: String,
    pub seq: i64,
    pub why: &'static str,
}

/// The heads if every chain is whole, else the first fault in the order of books and numbers.
///
/// # Errors
/// The database can't be read.
pub async fn verify(db: &Db) -> Result<std::result::Result<Vec<Head>, Fault>> {
    let heads = heads(db).await?;
    let mut faults = Vec::new();
    for head in &heads {
        faults.extend(chain(db, head).await?);
    }
    faults.extend(strays(db).await?);
    faults.extend(of_units(db).await?);
    let first = faults.into_iter().min_by(|one, other| (&one.book, one.seq).cmp(&(&other.book, other.seq)));
    match first {
        Some(fault) => Ok(Err(fault)),
        None => Ok(private::fault(db).await?.map_or(Ok(heads), Err)),
    }
}

/// How far a check of one book has come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stretch {
    /// Checked up to this number.
    pub upto: i64,
    /// The head's number.
    pub of: i64,
    pub fault: Option<Fault>,
}

/// Checks the next entries of one book after number `after`: for who wants to see it advance. Nothing for a book that
/// is not there.
///
/// # Errors
/// The database can't be read.
pub async fn stretch(db: &Db, book: Book, after: i64) -> Result<Option<Stretch>> {
    let Some(head) = head(db, book).await? else { return Ok(None) };
    let mut prev = match after {
        0 => GENESIS.to_owned(),
        after => hash_of(db, book, after).await?,
    };
    let (mut upto, of) = (after, head.seq);
    let fault = |seq, why| Some(Fault { book: book.to_string(), seq, why });
    for row in &rows(db, book, after).await? {
        if upto == of {
            break;
        }
        upto += 1;
        if let Some(why) = wrong(row, book, upto, &prev)? {
            return Ok(Some(Stretch { upto, of, fault: fault(upto, why) }));
        }
        prev = row.text(9)?;
    }
    let fault = match (upto == of, upto == after) {
        (true, _) if prev != head.hash => fault(upto, "the head has another hash"),
        (false, true) => fault(upto + 1, "cut off: the head is further on"),
        (true, _) | (false, false) => None,
    };
    Ok(Some(Stretch { upto, of, fault }))
}

/// The way from the first entry is long: one at a time.
static STANDS: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Is entry `seq` of this book still the one with this hash? The chain is made again from its first entry to that one, so
/// nothing before it can have been changed either. What was written since is not looked at.
///
/// # Errors
/// The database can't be read.
pub async fn stands(db: &Db, book: Book, seq: i64, hash: &str) -> Result<bool> {
    let _turn = STANDS.lock().await;
    let (mut upto, mut prev) = (0, GENESIS.to_owned());
    while upto < seq {
        let rows = rows(db, book, upto).await?;
        if rows.is_empty() {
            return Ok(false);
        }
        for row in &rows {
            if upto == seq {
                break;
            }
            upto += 1;
            if wrong(row, book, upto, &prev)?.is_some() {
                return Ok(false);
            }
            prev = row.text(9)?;
        }
    }
    Ok(upto == seq && prev == hash)
}

async fn hash_of(db: &Db, book: Book, seq: i64) -> Result<String> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select hash from journal where book = ");
    sql.bind(book.to_string()).push(" and seq = ").bind(seq);
    sql.maybe(&mut conn).await?.map_or(Ok(String::new()), |row| row.text(0))
}

/// Entries of a book that has no head.
async fn strays(db: &Db) -> Result<Option<Fault>> {
    let text = "select j.book, min(j.seq) from journal j left join book b on b.id = j.book where b.id is null \
                group by j.book order by j.book limit 1";
    let mut conn = db.reader().await?;
    let row = Sql::new(text).maybe(&mut conn).await?;
    row.map(|row| Ok(Fault { book: row.text(0)?, seq: row.int(1)?, why: "the book has no head" })).transpose()
}

async fn chain(db: &Db, head: &Head) -> Result<Option<Fault>> {
    let (mut seq, mut prev) = (0, GENESIS.to_owned());
    loop {
        let rows = rows(db, head.book, seq).await?;
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            seq += 1;
            if let Some(why) = wrong(row, head.book, seq, &prev)? {
                return Ok(Some(Fault { book: head.book.to_string(), seq, why }));
            }
            prev = row.text(9)?;
        }
    }
    if let Some(fault) = witnessed(db, head.book).await? {
        return Ok(Some(fault));
    }
    let fault = |seq, why| Ok(Some(Fault { book: head.book.to_string(), seq, why }));
    match seq.cmp(&head.seq) {
        std::cmp::Ordering::Less => fault(seq + 1, "cut off: the head is further on"),
        std::cmp::Ordering::Greater => fault(head.seq + 1, "beyond the head"),
        std::cmp::Ordering::Equal if prev != head.hash => fault(seq, "the head has another hash"),
        std::cmp::Ordering::Equal => Ok(None),
    }
}

/// The first receipt of a unit that saw another hash than stands there now: the journal was written anew as a whole since.
async fn witnessed(db: &Db, book: Book) -> Result<Option<Fault>> {
    let mut sql = Sql::new("select seq, body from journal where kind = 'notice.receive' and book = ");
    sql.bind(book.to_string()).push(" order by seq");
    let receipts = sql.all(&mut *db.reader().await?).await?;
    for row in receipts {
        let (seq, body) = (row.int(0)?, row.text(1)?);
        let Ok(entry) = serde_json::from_str::<Entry>(&body) else { continue };
        let Act::Notice(notice::Act::Receive { witness: Some(own), .. }) = entry.act else { continue };
        if hash_of(db, book, own.seq).await? != own.hash.as_str() {
            return Ok(Some(Fault { book: book.to_string(), seq, why: "a unit witnessed another hash" }));
        }
    }
    Ok(None)
}

/// The first entry whose column names another unit than its record had by then. Few entries name the unit themselves, so every
/// record is folded again, one after the other.
async fn of_units(db: &Db) -> Result<Option<Fault>> {
    let (mut first, mut records) = (None, HashMap::new());
    let mut after = (String::new(), 0, String::new());
    loop {
        let rows = by_subject(db, &after).await?;
        let Some(last) = rows.last() else { break };
        let next = (last.text(0)?, last.int(1)?, last.text(2)?);
        for row in rows {
            let (subject, seq, book, unit) = (row.text(0)?, row.int(1)?, row.text(2)?, row.maybe_text(3)?);
            // what can't be read any more is named by its chain
            let Ok(entry) = serde_json::from_str::<Entry>(&row.text(4)?) else { continue };
            let key = entry.act.key();
            if after.0 != subject {
                records.clear();
            }
            let record = fold(records.remove(&key), &entry);
            if unit != record.as_ref().and_then(Record::unit).map(|unit| unit.to_string()) {
                first = first.into_iter().chain([(book, seq)]).min();
            }
            records.extend(record.map(|record| (key, record)));
            after.0 = subject;
        }
        after = next;
    }
    Ok(first.map(|(book, seq)| Fault { book, seq, why: "a column differs from its text" }))
}

/// The next entries by record. One id may be that of a group and that of its policies, in two books.
async fn by_subject(db: &Db, (subject, seq, book): &(String, i64, String)) -> Result<Vec<AnyRow>> {
    let mut sql =
        Sql::new("select subject_id, seq, book, unit_id, body from journal where (subject_id, seq, book) > (");
    sql.bind(subject.as_str()).push(", ").bind(*seq).push(", ").bind(book.as_str());
    sql.push(&format!(") order by subject_id, seq, book limit {CHUNK}"));
    sql.all(&mut *db.reader().await?).await
}

async fn rows(db: &Db, book: Book, after: i64) -> Result<Vec<AnyRow>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select book, seq, act_id, kind, subject_id, by_person, recorded_at, body, prev, hash");
    sql.push(" from journal where book = ").bind(book.to_string()).push(" and seq > ").bind(after);
    sql.push(&format!(" order by seq limit {CHUNK}"));
    sql.all(&mut conn).await
}

/// Why this row is not entry `seq` after `prev`, if it is not.
fn wrong(row: &AnyRow, book: Book, seq: i64, prev: &str) -> Result<Option<&'static str>> {
    if row.int(1)? != seq {
        return Ok(Some("missing"));
    }
    let (body, hash) = (row.text(7)?, row.text(9)?);
    if row.text(8)? != prev {
        return Ok(Some("does not follow the entry before"));
    }
    if seal(prev, &body) != hash {
        return Ok(Some("edited: the hash is not that of its text"));
    }
    let Ok(entry) = serde_json::from_str::<Entry>(&body) else { return Ok(Some("unreadable")) };
    let copies = row.text(0)? == entry.book.to_string()
        && entry.book == book
        && entry.seq == seq
        && row.text(2)? == entry.id.to_string()
        && row.text(3)? == entry.act.kind()
        && row.text(4)? == entry.act.key().id.to_string()
        && row.text(5)? == entry.by.to_string()
        && row.int(6)? == entry.recorded_at.0;
    Ok((!copies).then_some("a column differs from its text"))
}
