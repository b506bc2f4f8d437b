//! Messages on their way: put with the digest that they tell, claimed before they are sent, so that no two nodes send one.

use domain::kinds::{Day, Time};
use domain::reminder::{Digest, Row, again};
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};

/// How a message goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Way {
    Mail,
    Robot,
}

/// One message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivery {
    pub id: Uuid,
    /// The person or the group.
    pub holder: String,
    pub way: Way,
    pub trial: bool,
    pub digest: Digest,
    pub failures: i64,
}

/// How the last message of a holder fared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fate {
    pub made_at: Time,
    pub next_at: Time,
    pub failures: i64,
    /// Why the last try failed: a word of ours, never an answer of the other side with what it may hold.
    pub why: Option<String>,
    pub done_at: Option<Time>,
    pub given_up_at: Option<Time>,
}

/// A claim holds so long: who claims sends at once or never.
const CLAIM: i64 = 120_000_000;

/// Notes that today's digest of this holder was made, and puts its message on the way, where there is one. What the digest
/// tells is told; an older message that is still on its way is not sent any more.
///
/// # Errors
/// The database.
pub async fn put_digest(db: &Db, message: Option<Delivery>, holder: &str, rows: &[Row], now: Time) -> Result<()> {
    let today: Day = now.day();
    let mut day = Sql::new("insert into inbox_head (holder, changed_at, digest_day)");
    day.rows([vec![holder.into(), now.0.into(), today.number().into()]]);
    day.push(" on conflict (holder) do update set digest_day = excluded.digest_day");
    let mut statements = vec![day];
    for row in rows.iter().filter(|row| row.told != Some(row.reason)) {
        let reason: &str = row.reason.into();
        let mut told = Sql::new("update inbox set told = ");
        told.bind(reason).push(" where holder = ").bind(holder).push(" and matter = ").bind(row.key.as_str());
        statements.push(told);
    }
    if let Some(message) = message {
        statements.extend(putting(&message, now));
    }
    db.write(statements).await.map(|_| ())
}

/// Puts a message on the way.
///
/// # Errors
/// The database.
pub async fn put(db: &Db, message: &Delivery, now: Time) -> Result<()> {
    db.write(putting(message, now).into()).await.map(|_| ())
}

fn putting(own: &Delivery, now: Time) -> [Sql; 2] {
    let way: &str = own.way.into();
    let mut older = Sql::new("delete from delivery where holder = ");
    older.bind(own.holder.as_str()).push(" and way = ").bind(way);
    if own.trial {
        // A trial takes no digest's place: by the last one it is known when what is late was told.
        older.push(" and trial = 1");
    }
    let mut new = Sql::new(
        "insert into delivery (id, holder, way, trial, waiting, late, made_at, next_at, failures, why, done_at, given_up_at)",
    );
    new.rows([vec![
        own.id.to_string().into(),
        own.holder.as_str().into(),
        way.into(),
        i64::from(own.trial).into(),
        i64::from(own.digest.waiting).into(),
        i64::from(own.digest.late).into(),
        now.0.into(),
        now.0.into(),
        0.into(),
        None::<String>.into(),
        None::<i64>.into(),
        None::<i64>.into(),
    ]]);
    [older, new]
}

/// The next message that is to be sent now, for this node alone.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn claim(db: &Db, now: Time) -> Result<Option<Delivery>> {
    // Mostly there is none, which a read tells.
    let mut due = Sql::new("select id from delivery where done_at is null and given_up_at is null and next_at <= ");
    due.bind(now.0).push(" limit 1");
    if due.maybe(&mut *db.reader().await?).await?.is_none() {
        return Ok(None);
    }
    let mut sql = Sql::new("update delivery set next_at = ");
    sql.bind(now.0 + CLAIM).push(" where done_at is null and given_up_at is null and next_at <= ").bind(now.0);
    sql.push(" and id = (select id from delivery where done_at is null and given_up_at is null and next_at <= ");
    sql.bind(now.0).push(" order by next_at, id limit 1) returning id, holder, way, trial, waiting, late, failures");
    let rows = db.write(vec![sql]).await?;
    rows.first().and_then(|rows| rows.first()).map(read).transpose()
}

fn read(row: &AnyRow) -> Result<Delivery> {
    let (id, way) = (row.text(0)?, row.text(2)?);
    let many = |place| row.int(place).map(|many| u32::try_from(many).unwrap_or(0));
    Ok(Delivery {
        holder: row.text(1)?,
        way: way.parse().map_err(|why| corrupt("delivery", &id, why))?,
        trial: row.int(3)? != 0,
        digest: Digest { waiting: many(4)?, late: many(5)? },
        failures: row.int(6)?,
        id: id.parse().map_err(|why| corrupt("delivery", &id, why))?,
    })
}

/// It has arrived.
///
/// # Errors
/// The database.
pub async fn done(db: &Db, own: &Delivery, now: Time) -> Result<()> {
    let mut sql = Sql::new("update delivery set why = null, done_at = ");
    sql.bind(now.0).push(" where id = ").bind(own.id.to_string());
    db.write(vec![sql]).await.map(|_| ())
}

/// It has not: tried again later, or given up. `for_good` where another try would fare no better. What a digest told that is
/// given up was told to nobody: the next one tells it.
///
/// # Errors
/// The database.
pub async fn failed(db: &Db, own: &Delivery, why: &str, for_good: bool, now: Time) -> Result<()> {
    let failures = own.failures + 1;
    let next = again(now, failures).filter(|_| !for_good);
    let mut sql = Sql::new("update delivery set failures = ");
    sql.bind(failures).push(", why = ").bind(why);
    match next {
        Some(next) => sql.push(", next_at = ").bind(next.0),
        None => sql.push(", given_up_at = ").bind(now.0),
    };
    sql.push(" where id = ").bind(own.id.to_string());
    let mut statements = vec![sql];
    if next.is_none() && !own.trial {
        let mut untold = Sql::new("update inbox set told = null where holder = ");
        untold.bind(own.holder.as_str());
        statements.push(untold);
    }
    db.write(statements).await.map(|_| ())
}

/// How many of the messages that holders were to have last have not arrived although they were tried.
///
/// # Errors
/// The database.
pub async fn unsent(db: &Db) -> Result<u32> {
    let sql = Sql::new("select count(*) from delivery where done_at is null and failures > 0");
    let row = sql.maybe(&mut *db.reader().await?).await?;
    row.map_or(Ok(0), |row| row.int(0).map(|many| u32::try_from(many).unwrap_or(u32::MAX)))
}

/// When the last trial of this holder was asked for.
///
/// # Errors
/// The database.
pub async fn last_trial(db: &Db, holder: &str, way: Way) -> Result<Option<Time>> {
    last(db, holder, way, true).await
}

/// When the last digest of this holder that told something was made, where it is still kept.
///
/// # Errors
/// The database.
pub async fn last_digest(db: &Db, holder: &str, way: Way) -> Result<Option<Time>> {
    last(db, holder, way, false).await
}

async fn last(db: &Db, holder: &str, way: Way, trial: bool) -> Result<Option<Time>> {
    let way: &str = way.into();
    let mut sql = Sql::new("select max(made_at) from delivery where trial = ");
    sql.bind(i64::from(trial)).push(" and holder = ").bind(holder).push(" and way = ").bind(way);
    let row = sql.maybe(&mut *db.reader().await?).await?;
    Ok(row.map(|row| row.maybe_int(0)).transpose()?.flatten().map(Time))
}

/// How the last message of this holder fared.
///
/// # Errors
/// The database.
pub async fn fate(db: &Db, holder: &str, way: Way) -> Result<Option<Fate>> {
    let way: &str = way.into();
    let mut sql =
        Sql::new("select made_at, next_at, failures, why, done_at, given_up_at from delivery where holder = ");
    sql.bind(holder).push(" and way = ").bind(way);
    // a trial that stands beside a digest is the newer of the two
    sql.push(" order by trial desc, made_at desc limit 1");
    let row = sql.maybe(&mut *db.reader().await?).await?;
    row.map(|row| {
        Ok(Fate {
            made_at: Time(row.int(0)?),
            next_at: Time(row.int(1)?),
            failures: row.int(2)?,
            why: row.maybe_text(3)?,
            done_at: row.maybe_int(4)?.map(Time),
            given_up_at: row.maybe_int(5)?.map(Time),
        })
    })
    .transpose()
}
