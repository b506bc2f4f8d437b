//! Passwords, one-time links and failed attempts. Knows hashes only: never sees a password or a link's token.

use domain::kinds::{PersonId, Time};

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql, Value};

/// The Argon2id text of this person's password, if one was ever set.
///
/// # Errors
/// The database.
pub async fn password(db: &Db, person: PersonId) -> Result<Option<String>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select hash from credential where person_id = ");
    sql.bind(person.to_string());
    sql.maybe(&mut conn).await?.map(|row| row.text(0)).transpose()
}

/// Who has a password.
///
/// # Errors
/// The database.
pub async fn people_with_password(db: &Db) -> Result<Vec<PersonId>> {
    let mut conn = db.reader().await?;
    let rows = Sql::new("select person_id from credential").all(&mut conn).await?;
    rows.iter()
        .map(|row| {
            let id = row.text(0)?;
            id.parse().map_err(|why| corrupt("credential", &id, why))
        })
        .collect()
}

/// Sets the password and ends every session of the person but `keep`, and every link still open.
///
/// # Errors
/// The database.
pub async fn set_password(db: &Db, person: PersonId, hash: &str, keep: Option<&str>, now: Time) -> Result<()> {
    let mut set = Sql::new("insert into credential (person_id, hash, changed_at) values ");
    set.list([Value::from(person.to_string()), hash.into(), now.0.into()]);
    set.push(" on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at");
    let mut links = Sql::new("delete from invitation where person_id = ");
    links.bind(person.to_string());
    let sessions = crate::session::ending(person, keep, now);
    db.write(vec![set, links, sessions]).await.map(|_| ())
}

/// A one-time link, as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Invitation {
    /// Nobody yet: the link of the first start.
    pub person: Option<PersonId>,
    pub expires_at: Time,
}

/// Keeps a link by the hash of its token. It replaces every older link of the same person.
///
/// # Errors
/// The database.
pub async fn invite(db: &Db, hash: &str, invitation: &Invitation, by: Option<PersonId>, now: Time) -> Result<()> {
    let person = invitation.person.map(|person| person.to_string());
    let mut older = Sql::new("delete from invitation where ");
    match &person {
        Some(person) => older.push("person_id = ").bind(person.as_str()),
        None => older.push("person_id is null"),
    };
    let mut keep = Sql::new("insert into invitation (hash, person_id, made_by, made_at, expires_at) values ");
    keep.list([
        Value::from(hash),
        person.into(),
        by.map(|by| by.to_string()).into(),
        now.0.into(),
        invitation.expires_at.0.into(),
    ]);
    db.write(vec![older, keep]).await.map(|_| ())
}

/// The link with this hash, unless it is used up or too old.
///
/// # Errors
/// The database.
pub async fn invitation(db: &Db, hash: &str, now: Time) -> Result<Option<Invitation>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select person_id, expires_at from invitation where hash = ");
    sql.bind(hash).push(" and expires_at > ").bind(now.0);
    sql.maybe(&mut conn).await?.map(|row| read(&row)).transpose()
}

/// For whom a link is made that is still good.
///
/// # Errors
/// The database.
pub async fn invited(db: &Db, now: Time) -> Result<Vec<PersonId>> {
    let mut sql = Sql::new("select person_id from invitation where person_id is not null and expires_at > ");
    sql.bind(now.0);
    let rows = sql.all(&mut *db.reader().await?).await?;
    rows.iter()
        .map(|row| row.text(0).and_then(|id| id.parse().map_err(|why| corrupt("invitation", &id, why))))
        .collect()
}

/// Uses the link up: whoever gets it here is the only one.
///
/// # Errors
/// The database.
pub async fn take(db: &Db, hash: &str, now: Time) -> Result<Option<Invitation>> {
    let mut sql = Sql::new("delete from invitation where hash = ");
    sql.bind(hash).push(" and expires_at > ").bind(now.0).push(" returning person_id, expires_at");
    let rows = db.write(vec![sql]).await?;
    rows.first().and_then(|rows| rows.first()).map(read).transpose()
}

fn read(row: &sqlx::any::AnyRow) -> Result<Invitation> {
    let person = row.maybe_text(0)?.and_then(|id| id.parse().ok());
    Ok(Invitation { person, expires_at: Time(row.int(1)?) })
}

/// How often in a row a name failed, and when last.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Failures {
    pub many: i64,
    pub last_at: Time,
}

/// The failures of a name (`login:...`, `address:...`).
///
/// # Errors
/// The database.
pub async fn failures(db: &Db, name: &str) -> Result<Failures> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select failures, last_at from attempt where name = ");
    sql.bind(name);
    let row = sql.maybe(&mut conn).await?;
    row.map_or(Ok(Failures::default()), |row| Ok(Failures { many: row.int(0)?, last_at: Time(row.int(1)?) }))
}

/// Names (`login:...`, `address:...`) that have failed since then, each with how often in a row.
///
/// # Errors
/// The database.
pub async fn failing(db: &Db, since: Time) -> Result<Vec<(String, i64)>> {
    let mut sql = Sql::new("select name, failures from attempt where last_at >= ");
    sql.bind(since.0).push(" and failures > 0 order by name");
    sql.all(&mut *db.reader().await?).await?.iter().map(|row| Ok((row.text(0)?, row.int(1)?))).collect()
}

/// Counts an attempt of each name as failed, before it is tried: who tries many at once gains nothing. What is older
/// than `stale` is forgotten. Gives the new counts, in order.
///
/// # Errors
/// The database.
pub async fn count_failure(db: &Db, names: &[String], stale: Time, now: Time) -> Result<Vec<i64>> {
    let mut statements = Vec::new();
    for name in names {
        let mut sql = Sql::new("insert into attempt (name, failures, last_at) values ");
        sql.list([Value::from(name.as_str()), 1.into(), now.0.into()]);
        sql.push(" on conflict (name) do update set failures = case when attempt.last_at < ").bind(stale.0);
        sql.push(" then 1 else attempt.failures + 1 end, last_at = excluded.last_at returning failures");
        statements.push(sql);
    }
    let mut old = Sql::new("delete from attempt where last_at < ");
    old.bind(stale.0);
    statements.push(old);
    let rows = db.write(statements).await?;
    rows.iter().take(names.len()).map(|rows| rows.first().map_or(Ok(1), |row| row.int(0))).collect()
}

/// The attempt succeeded: the login starts anew; the address only gets this one attempt back, so that one good
/// account does not open the way for trying others.
///
/// # Errors
/// The database.
pub async fn forgive(db: &Db, login: &str, address: &str) -> Result<()> {
    let mut own = Sql::new("delete from attempt where name = ");
    own.bind(login);
    let mut back = Sql::new("update attempt set failures = failures - 1 where failures > 0 and name = ");
    back.bind(address);
    db.write(vec![own, back]).await.map(|_| ())
}

/// How a token is kept: its plain sha256. It has 256 random bits, so there is nothing to guess and nothing to salt.
#[must_use]
pub fn fingerprint(token: &str) -> String {
    domain::entry::seal("", token)
}
