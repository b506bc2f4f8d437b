//! Boxes of reminders, how people want to be reminded, messages on their way. Outside the journal: see `0014_reminder.sql`.
//! Never knows what a matter is called; never logs an address.

pub mod delivery;
pub mod setting;

use std::collections::{BTreeMap, HashMap};

use domain::kinds::{Book, Day, Time};
use domain::reminder::{Row, Turn};
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql, Value};

const ROW: &str = "matter, reason, due, since, told, read_at";

/// The box of a person or a group.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn rows(db: &Db, holder: &str) -> Result<Vec<Row>> {
    let mut sql = Sql::new(&format!("select {ROW} from inbox where holder = "));
    sql.bind(holder).push(" order by since desc, matter");
    sql.all(&mut *db.reader().await?).await?.iter().map(row).collect()
}

/// All boxes of a book, as far as they are of that book.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn of_book(db: &Db, book: Book) -> Result<HashMap<String, Vec<Row>>> {
    let mut sql = Sql::new(&format!("select {ROW}, holder from inbox where book = "));
    sql.bind(book.to_string());
    let mut boxes: HashMap<String, Vec<Row>> = HashMap::new();
    for own in sql.all(&mut *db.reader().await?).await? {
        boxes.entry(own.text(6)?).or_default().push(row(&own)?);
    }
    Ok(boxes)
}

fn row(own: &AnyRow) -> Result<Row> {
    let (key, reason, told) = (own.text(0)?, own.text(1)?, own.maybe_text(4)?);
    let parse = |raw: &str| raw.parse().map_err(|why| corrupt("inbox", raw, why));
    Ok(Row {
        reason: parse(&reason)?,
        due: own.maybe_int(2)?.map(Day::from_number),
        since: Day::from_number(own.int(3)?),
        told: told.as_deref().map(parse).transpose()?,
        read: own.maybe_int(5)?.is_some(),
        key,
    })
}

/// How many lines of a box are not read.
///
/// # Errors
/// The database.
pub async fn unread(db: &Db, holder: &str) -> Result<u32> {
    let mut sql = Sql::new("select count(*) from inbox where holder = ");
    sql.bind(holder).push(" and read_at is null");
    let row = sql.maybe(&mut *db.reader().await?).await?;
    Ok(row.map_or(Ok(0), |row| row.int(0))?.try_into().unwrap_or(u32::MAX))
}

/// Writes what has become of boxes of a book, in one transaction.
///
/// # Errors
/// The database.
pub async fn save(db: &Db, book: Book, turns: &BTreeMap<String, Turn>, now: Time) -> Result<()> {
    let mut statements = Vec::new();
    for (holder, turn) in turns.iter().filter(|(_, turn)| !turn.is_empty()) {
        for gone in turn.gone.chunks(500) {
            let mut sql = Sql::new("delete from inbox where holder = ");
            sql.bind(holder.as_str()).push(" and ").among("matter", gone.iter().map(String::as_str));
            statements.push(sql);
        }
        for put in turn.put.chunks(500) {
            let mut sql = Sql::new("insert into inbox (holder, book, matter, reason, due, since, told, read_at)");
            sql.rows(put.iter().map(|row| values(holder, book, row, now)));
            sql.push(" on conflict (holder, matter) do update set book = excluded.book, reason = excluded.reason, ");
            sql.push("due = excluded.due, since = excluded.since, told = excluded.told, read_at = excluded.read_at");
            statements.push(sql);
        }
        statements.push(changed(holder, now));
    }
    if statements.is_empty() {
        return Ok(());
    }
    db.write(statements).await.map(|_| ())
}

fn values(holder: &str, book: Book, row: &Row, now: Time) -> Vec<Value> {
    let word = |reason: domain::reminder::Reason| <&str>::from(reason);
    vec![
        holder.into(),
        book.to_string().into(),
        row.key.as_str().into(),
        word(row.reason).into(),
        row.due.map(Day::number).into(),
        row.since.number().into(),
        row.told.map(|told| word(told).to_owned()).into(),
        row.read.then_some(now.0).into(),
    ]
}

fn changed(holder: &str, now: Time) -> Sql {
    let mut sql = Sql::new("insert into inbox_head (holder, changed_at)");
    sql.rows([vec![holder.into(), now.0.into()]]);
    sql.push(" on conflict (holder) do update set changed_at = excluded.changed_at");
    sql
}

/// Marks lines of a box as read, or as unread again; all of them where none is named.
///
/// # Errors
/// The database.
pub async fn mark(db: &Db, holder: &str, matters: Option<&[String]>, read: bool, now: Time) -> Result<()> {
    let mut sql = Sql::new("update inbox set read_at = ");
    sql.bind(read.then_some(now.0)).push(" where holder = ").bind(holder);
    if let Some(matters) = matters {
        sql.push(" and ").among("matter", matters.iter().map(String::as_str));
    }
    db.write(vec![sql, changed(holder, now)]).await.map(|_| ())
}

/// Whose boxes have changed after this moment, and when the last of them did.
///
/// # Errors
/// The database.
pub async fn changes(db: &Db, after: Time) -> Result<Vec<(String, Time)>> {
    let mut sql = Sql::new("select holder, changed_at from inbox_head where changed_at > ");
    sql.bind(after.0).push(" order by changed_at limit 1000");
    let rows = sql.all(&mut *db.reader().await?).await?;
    rows.iter().map(|row| Ok((row.text(0)?, Time(row.int(1)?)))).collect()
}

/// The days of the last digests.
///
/// # Errors
/// The database.
pub async fn digest_days(db: &Db) -> Result<HashMap<String, Day>> {
    let sql = Sql::new("select holder, digest_day from inbox_head where digest_day is not null");
    let rows = sql.all(&mut *db.reader().await?).await?;
    rows.iter().map(|row| Ok((row.text(0)?, Day::from_number(row.int(1)?)))).collect()
}

/// Takes the turn to do what only one node may do, or keeps it; says whether this node has it until then.
///
/// # Errors
/// The database.
pub async fn take_turn(db: &Db, name: &str, node: &str, now: Time, until: Time) -> Result<bool> {
    let mut sql = Sql::new("insert into turn (name, node, until)");
    sql.rows([vec![name.into(), node.into(), until.0.into()]]);
    sql.push(" on conflict (name) do update set node = excluded.node, until = excluded.until where turn.node = ");
    sql.bind(node).push(" or turn.until < ").bind(now.0).push(" returning node");
    let rows = db.write(vec![sql]).await?;
    Ok(rows.first().is_some_and(|rows| !rows.is_empty()))
}
