//! Sessions: who is signed in, where. Knows only the hash of the cookie's token. Ended ones stay a while.

use std::collections::BTreeMap;

use domain::act::Subject;
use domain::kinds::{PersonId, Time};
use domain::person::Person;
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql, Value};

const HOUR: i64 = 3_600_000_000;
/// A session that nobody uses for so long ends.
const IDLE: i64 = 72 * HOUR;
/// However busy, after so long a person signs in again.
const WHOLE: i64 = 14 * 24 * HOUR;
/// The same in seconds, for the cookie: a phone that was switched off goes on sending what it keeps.
pub const WHOLE_SECONDS: i64 = WHOLE / 1_000_000;
/// Requests under way may still carry the token that was replaced.
const GRACE: i64 = 60_000_000;
/// Ended sessions are kept for the security administrator so long.
const KEPT: i64 = 90 * 24 * HOUR;

/// One sign-in on one device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// For lists and for ending it; says nothing about the token.
    pub id: Uuid,
    pub person: PersonId,
    /// What the person could do when the token was made.
    pub roles: String,
    pub made_at: Time,
    pub seen_at: Time,
    pub ended_at: Option<Time>,
    pub address: String,
    pub device: String,
}

const COLUMNS: &str = "select id, person_id, roles, made_at, seen_at, ended_at, address, device";

/// Opens a session for the token with this hash.
///
/// # Errors
/// The database.
pub async fn open(db: &Db, hash: &str, session: &Session) -> Result<()> {
    let now = session.made_at.0;
    let mut old = Sql::new("delete from session where made_at < ");
    old.bind(now - WHOLE - KEPT);
    let mut sql = Sql::new("insert into session");
    sql.push(" (id, hash, turned_at, person_id, roles, made_at, seen_at, address, device) values ");
    sql.list([
        Value::from(session.id.to_string()),
        hash.into(),
        now.into(),
        session.person.to_string().into(),
        session.roles.as_str().into(),
        now.into(),
        now.into(),
        session.address.as_str().into(),
        session.device.as_str().into(),
    ]);
    db.write(vec![old, sql]).await.map(|_| ())
}

/// The open session of this token, and whose it is. One statement: every request begins with it.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn find(db: &Db, hash: &str, now: Time) -> Result<Option<(Session, Person)>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(COLUMNS);
    sql.push(", (select r.body from record r where r.subject = 'person' and r.id = session.person_id)");
    sql.push(" from session where (hash = ").bind(hash).push(" or (before_hash = ").bind(hash);
    sql.push(" and turned_at > ").bind(now.0 - GRACE).push(")) and ");
    still_open(&mut sql, now);
    let Some(row) = sql.maybe(&mut conn).await? else { return Ok(None) };
    let session = read(&row)?;
    let Some(body) = row.maybe_text(8)? else { return Ok(None) };
    let person = crate::load::read(Subject::Person, &session.person.to_string(), &body)?;
    Ok(Person::try_from(person).ok().map(|person| (session, person)))
}

fn still_open(sql: &mut Sql, now: Time) {
    sql.push("ended_at is null and seen_at > ").bind(now.0 - IDLE);
    sql.push(" and made_at > ").bind(now.0 - WHOLE);
}

/// Notes that the session is in use.
///
/// # Errors
/// The database.
pub async fn seen(db: &Db, id: Uuid, now: Time) -> Result<()> {
    let mut sql = Sql::new("update session set seen_at = ");
    sql.bind(now.0).push(" where id = ").bind(id.to_string()).push(" and ended_at is null");
    db.write(vec![sql]).await.map(|_| ())
}

/// Gives the session another token, because the person may do other things now. False if somebody was faster.
///
/// # Errors
/// The database.
pub async fn turn(db: &Db, session: &Session, hash: &str, roles: &str, now: Time) -> Result<bool> {
    let mut sql = Sql::new("update session set before_hash = hash, hash = ");
    sql.bind(hash).push(", turned_at = ").bind(now.0).push(", roles = ").bind(roles);
    sql.push(" where id = ").bind(session.id.to_string()).push(" and ended_at is null and roles = ");
    sql.bind(session.roles.as_str()).push(" returning id");
    let rows = db.write(vec![sql]).await?;
    Ok(rows.iter().any(|rows| !rows.is_empty()))
}

/// Ends one session.
///
/// # Errors
/// The database.
pub async fn end(db: &Db, id: Uuid, now: Time) -> Result<()> {
    let mut sql = Sql::new("update session set ended_at = ");
    sql.bind(now.0).push(" where id = ").bind(id.to_string()).push(" and ended_at is null");
    db.write(vec![sql]).await.map(|_| ())
}

/// Ends every session of a person.
///
/// # Errors
/// The database.
pub async fn end_all(db: &Db, person: PersonId, now: Time) -> Result<()> {
    db.write(vec![ending(person, None, now)]).await.map(|_| ())
}

/// Ends the sessions of a person but the one with the id `keep`.
pub(crate) fn ending(person: PersonId, keep: Option<&str>, now: Time) -> Sql {
    let mut sql = Sql::new("update session set ended_at = ");
    sql.bind(now.0).push(" where ended_at is null and person_id = ").bind(person.to_string());
    if let Some(keep) = keep {
        sql.push(" and id <> ").bind(keep);
    }
    sql
}

/// The session with this id, open or not.
///
/// # Errors
/// The database.
pub async fn load(db: &Db, id: Uuid) -> Result<Option<Session>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(COLUMNS);
    sql.push(" from session where id = ").bind(id.to_string());
    sql.maybe(&mut conn).await?.map(|row| read(&row)).transpose()
}

/// The open sessions, of one person or of all, the last used first.
///
/// # Errors
/// The database.
pub async fn list(db: &Db, person: Option<PersonId>, now: Time) -> Result<Vec<Session>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new(COLUMNS);
    sql.push(" from session where ");
    still_open(&mut sql, now);
    if let Some(person) = person {
        sql.push(" and person_id = ").bind(person.to_string());
    }
    sql.push(" order by seen_at desc, id limit 1000");
    sql.all(&mut conn).await?.iter().map(read).collect()
}

/// When each person was last there, as far as their sessions are kept.
///
/// # Errors
/// The database.
pub async fn last_seen(db: &Db) -> Result<BTreeMap<PersonId, Time>> {
    let sql = Sql::new("select person_id, max(seen_at) from session group by person_id");
    let mut seen = BTreeMap::new();
    for row in sql.all(&mut *db.reader().await?).await? {
        let person = row.text(0)?;
        let person = person.parse().map_err(|why| corrupt("session", &person, why))?;
        seen.insert(person, Time(row.int(1)?));
    }
    Ok(seen)
}

/// The sessions that ended at or after `since`: their event streams have to end on every node.
///
/// # Errors
/// The database.
pub async fn ended_since(db: &Db, since: Time) -> Result<Vec<Uuid>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select id from session where ended_at is not null and ended_at >= ");
    sql.bind(since.0);
    sql.all(&mut conn).await?.iter().map(|row| id(&row.text(0)?)).collect()
}

fn id(raw: &str) -> Result<Uuid> {
    Uuid::parse_str(raw).map_err(|why| corrupt("session", raw, why))
}

fn read(row: &AnyRow) -> Result<Session> {
    let own = row.text(0)?;
    Ok(Session {
        id: id(&own)?,
        person: row.text(1)?.parse().map_err(|why| corrupt("session", &own, why))?,
        roles: row.text(2)?,
        made_at: Time(row.int(3)?),
        seen_at: Time(row.int(4)?),
        ended_at: row.maybe_int(5)?.map(Time),
        address: row.text(6)?,
        device: row.text(7)?,
    })
}
