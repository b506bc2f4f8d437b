//! Reading the journal: heads of books, a record's timeline, and what is new.

use std::sync::{Arc, Mutex, PoisonError};

use domain::act::Subject;
use domain::entry::Entry;
use domain::kinds::{Book, Day, PersonId, Time, UnitId};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// Where a book stands: its last number, its hash, and when that was recorded.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Head {
    pub book: Book,
    pub seq: i64,
    pub hash: String,
    pub recorded_at: Time,
}

/// An entry with its hash.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Chained {
    pub entry: Entry,
    pub hash: String,
}

/// The heads as they were last read: as long as no book has a further entry, they are the same.
#[derive(Clone, Default, Debug)]
pub(crate) struct Kept(Arc<Mutex<Arc<[Head]>>>);

/// The heads of all books, for who asks again and again: read anew when there is a further entry. Whoever looks for a head that was
/// tampered with asks for [`heads`].
///
/// # Errors
/// The database.
pub async fn kept_heads(db: &Db) -> Result<Arc<[Head]>> {
    let kept = || db.heads.0.lock().unwrap_or_else(PoisonError::into_inner);
    let entries = entries(db, None).await?;
    let before = Arc::clone(&kept());
    if before.iter().map(|head| head.seq).sum::<i64>() == entries {
        return Ok(before);
    }
    let heads: Arc<[Head]> = heads(db).await?.into();
    *kept() = Arc::clone(&heads);
    Ok(heads)
}

/// The heads of all books.
///
/// # Errors
/// The database.
pub async fn heads(db: &Db) -> Result<Vec<Head>> {
    let mut sql = head_sql();
    sql.push(" order by id");
    sql.all(&mut *db.reader().await?).await?.iter().map(read).collect()
}

/// The head of one book; `None` before its first entry.
///
/// # Errors
/// The database.
pub async fn head(db: &Db, book: Book) -> Result<Option<Head>> {
    let mut sql = head_sql();
    sql.push(" where id = ").bind(book.to_string());
    sql.maybe(&mut *db.reader().await?).await?.as_ref().map(read).transpose()
}

fn head_sql() -> Sql {
    Sql::new("select id, head_seq, head_hash, recorded_at from book")
}

fn read(row: &AnyRow) -> Result<Head> {
    let id = row.text(0)?;
    let book = id.parse().map_err(|why| corrupt("book", &id, why))?;
    Ok(Head { book, seq: row.int(1)?, hash: row.text(2)?, recorded_at: Time(row.int(3)?) })
}

/// How many entries there are, in all books or in these: never less than before, and more as soon as anything was recorded.
///
/// # Errors
/// The database.
pub async fn entries(db: &Db, books: Option<&[Book]>) -> Result<i64> {
    let mut sql = Sql::new("select cast(coalesce(sum(head_seq), 0) as bigint) from book");
    if let Some(books) = books {
        sql.push(" where ").among("id", books.iter().map(ToString::to_string));
    }
    sql.maybe(&mut *db.reader().await?).await?.map_or(Ok(0), |row| row.int(0))
}

/// Everything that happened to one record, oldest first. The caller has made sure that the viewer sees the record.
///
/// # Errors
/// The database; an entry that can't be read.
pub async fn history(db: &Db, subject: Uuid) -> Result<Vec<Chained>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select body, hash from journal where subject_id = ");
    sql.bind(subject.to_string()).push(" order by recorded_at, seq");
    sql.all(&mut conn).await?.iter().map(chained).collect()
}

/// Up to `most` entries of a book after number `after`, in order.
///
/// # Errors
/// The database; an entry that can't be read.
pub async fn after(db: &Db, book: Book, after: i64, most: u32) -> Result<Vec<Chained>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select body, hash from journal where book = ");
    sql.bind(book.to_string()).push(" and seq > ").bind(after);
    sql.push(&format!(" order by seq limit {most}"));
    sql.all(&mut conn).await?.iter().map(chained).collect()
}

/// The newest `most` entries of a book at or before number `upto`, newest first.
///
/// # Errors
/// The database; an entry that can't be read.
pub async fn before(db: &Db, book: Book, upto: i64, most: u32) -> Result<Vec<Chained>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select body, hash from journal where book = ");
    sql.bind(book.to_string()).push(" and seq <= ").bind(upto);
    sql.push(&format!(" order by seq desc limit {most}"));
    sql.all(&mut conn).await?.iter().map(chained).collect()
}

/// What happened lately in all books, counted; it tells nothing of what it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Lately {
    /// Entries since yesterday.
    pub grown: u32,
    /// What became of roles and accounts in a week.
    pub rights: u32,
    /// What was done in nobody's name in a week: on the server's command line.
    pub system: u32,
}

/// Entries of a book that are looked through for it, from the newest back.
const LATELY: i64 = 2_000;
const RIGHTS: [&str; 4] = ["person.grant_role", "person.revoke_role", "person.suspend", "person.restore"];

/// # Errors
/// The database.
pub async fn lately(db: &Db, week: Time, yesterday: Time) -> Result<Lately> {
    let mut sum = Lately::default();
    let many = |row: &AnyRow, place| row.int(place).map(|many| u32::try_from(many).unwrap_or(u32::MAX));
    for head in heads(db).await?.into_iter().filter(|head| head.recorded_at >= week) {
        let mut sql = Sql::new("select count(case when recorded_at >= ");
        sql.bind(yesterday.0).push(" then 1 end), count(case when ").among("kind", RIGHTS);
        sql.push(" then 1 end), count(case when by_person = ").bind(Uuid::nil().to_string());
        sql.push(" then 1 end) from journal where book = ").bind(head.book.to_string());
        sql.push(" and seq > ").bind(head.seq - LATELY).push(" and recorded_at >= ").bind(week.0);
        let Some(row) = sql.maybe(&mut *db.reader().await?).await? else { continue };
        sum.grown += many(&row, 0)?;
        sum.rights += many(&row, 1)?;
        sum.system += many(&row, 2)?;
    }
    Ok(sum)
}

/// Which entries of a book: of one kind, of one unit, at or before a number, by one person, of one day.
#[derive(Clone, Debug, Default)]
pub struct Pick {
    /// The subject of the wire name, as `issue`.
    pub subject: Option<Subject>,
    pub unit: Option<UnitId>,
    pub upto: Option<i64>,
    /// What this person did.
    pub person: Option<PersonId>,
    /// Recorded on this day.
    pub day: Option<Day>,
}

/// The newest `most` entries of a book that were picked, newest first. The caller has made sure that the viewer reads
/// the whole book.
///
/// # Errors
/// The database; an entry that can't be read.
pub async fn picked(db: &Db, book: Book, pick: &Pick, most: u32) -> Result<Vec<Chained>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select body, hash from journal where book = ");
    sql.bind(book.to_string());
    if let Some(subject) = pick.subject {
        let name: &str = subject.into();
        sql.push(" and kind like ").bind(format!("{name}.%"));
    }
    if let Some(unit) = pick.unit {
        sql.push(" and unit_id = ").bind(unit.to_string());
    }
    if let Some(upto) = pick.upto {
        sql.push(" and seq <= ").bind(upto);
    }
    if let Some(person) = pick.person {
        sql.push(" and by_person = ").bind(person.to_string());
    }
    if let Some(day) = pick.day {
        sql.push(" and recorded_at >= ").bind(day.start().0);
        sql.push(" and recorded_at < ").bind(day.plus(1).start().0);
    }
    sql.push(&format!(" order by seq desc limit {most}"));
    sql.all(&mut conn).await?.iter().map(chained).collect()
}

fn chained(row: &AnyRow) -> Result<Chained> {
    let (body, hash) = (row.text(0)?, row.text(1)?);
    let entry = serde_json::from_str(&body).map_err(|why| corrupt("journal", &hash, why))?;
    Ok(Chained { entry, hash })
}
