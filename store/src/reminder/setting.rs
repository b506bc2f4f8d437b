//! How people want to be reminded, and the robots of groups.

use std::collections::HashMap;

use domain::kinds::{GroupId, PersonId, Time};
use domain::reminder::{Robot, Settings};
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql, Value};

/// A group's robot, with its secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    pub group: GroupId,
    pub kind: Robot,
    /// Holds a key: for nobody's eyes.
    pub url: String,
    /// What its messages are signed with, where it asks for that: for nobody's eyes.
    pub secret: Option<String>,
    pub hour: u8,
    pub english: bool,
    pub set_at: Time,
}

const SETTING: &str = "select person_id, off, hour, address, mail, english from reminder_setting";

/// What this person has set, or what holds without.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn of(db: &Db, person: PersonId) -> Result<Settings> {
    let mut sql = Sql::new(SETTING);
    sql.push(" where person_id = ").bind(person.to_string());
    let row = sql.maybe(&mut *db.reader().await?).await?;
    Ok(row.map(|row| setting(&row)).transpose()?.map(|(_, own)| own).unwrap_or_default())
}

/// Everybody's, by the person's id.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn all(db: &Db) -> Result<HashMap<String, Settings>> {
    Sql::new(SETTING).all(&mut *db.reader().await?).await?.iter().map(setting).collect()
}

fn setting(row: &AnyRow) -> Result<(String, Settings)> {
    let person = row.text(0)?;
    let off = serde_json::from_str(&row.text(1)?).map_err(|why| corrupt("reminder_setting", &person, why))?;
    let settings = Settings {
        off,
        hour: u8::try_from(row.int(2)?).unwrap_or(domain::reminder::HOUR),
        address: row.maybe_text(3)?,
        mail: row.int(4)? != 0,
        english: row.int(5)? != 0,
    };
    Ok((person, settings))
}

/// Sets them.
///
/// # Errors
/// The database.
pub async fn set(db: &Db, person: PersonId, own: &Settings, now: Time) -> Result<()> {
    let off = serde_json::to_string(&own.off).map_err(|why| corrupt("reminder_setting", person, why))?;
    let mut sql = Sql::new("insert into reminder_setting (person_id, off, hour, address, mail, english, changed_at)");
    sql.rows([vec![
        person.to_string().into(),
        off.into(),
        i64::from(own.hour).into(),
        own.address.clone().into(),
        i64::from(own.mail).into(),
        i64::from(own.english).into(),
        now.0.into(),
    ]]);
    sql.push(" on conflict (person_id) do update set off = excluded.off, hour = excluded.hour, ");
    sql.push("address = excluded.address, mail = excluded.mail, english = excluded.english, ");
    sql.push("changed_at = excluded.changed_at");
    db.write(vec![sql]).await.map(|_| ())
}

/// Changes whenever somebody's settings or a group's robot do.
///
/// # Errors
/// The database.
pub async fn age(db: &Db) -> Result<String> {
    let text = "select (select count(*) || ' ' || coalesce(max(changed_at), 0) from reminder_setting) || ' ' || \
                (select count(*) || ' ' || coalesce(max(set_at), 0) from robot)";
    Sql::new(text).maybe(&mut *db.reader().await?).await?.map_or(Ok(String::new()), |row| row.text(0))
}

const ROBOT: &str = "select group_id, kind, url, hour, english, set_at, secret from robot";

/// The robot of this group.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn robot(db: &Db, group: GroupId) -> Result<Option<Kept>> {
    let mut sql = Sql::new(ROBOT);
    sql.push(" where group_id = ").bind(group.to_string());
    sql.maybe(&mut *db.reader().await?).await?.map(|row| kept(&row)).transpose()
}

/// All of them.
///
/// # Errors
/// The database; a row that can't be read.
pub async fn robots(db: &Db) -> Result<Vec<Kept>> {
    Sql::new(ROBOT).all(&mut *db.reader().await?).await?.iter().map(kept).collect()
}

fn kept(row: &AnyRow) -> Result<Kept> {
    let (group, kind) = (row.text(0)?, row.text(1)?);
    Ok(Kept {
        group: group.parse().map_err(|why| corrupt("robot", &group, why))?,
        kind: kind.parse().map_err(|why| corrupt("robot", &group, why))?,
        url: row.text(2)?,
        hour: u8::try_from(row.int(3)?).unwrap_or(domain::reminder::HOUR),
        english: row.int(4)? != 0,
        set_at: Time(row.int(5)?),
        secret: Some(row.text(6)?).filter(|secret| !secret.is_empty()),
    })
}

/// Sets the robot of a group.
///
/// # Errors
/// The database.
pub async fn set_robot(db: &Db, own: &Kept, by: PersonId) -> Result<()> {
    let mut sql = Sql::new("insert into robot (group_id, kind, url, hour, english, set_by, set_at, secret)");
    sql.rows([vec![
        own.group.to_string().into(),
        <&str>::from(own.kind).into(),
        own.url.as_str().into(),
        i64::from(own.hour).into(),
        i64::from(own.english).into(),
        by.to_string().into(),
        Value::from(own.set_at.0),
        own.secret.as_deref().unwrap_or_default().into(),
    ]]);
    sql.push(" on conflict (group_id) do update set kind = excluded.kind, url = excluded.url, hour = excluded.hour, ");
    sql.push(
        "english = excluded.english, set_by = excluded.set_by, set_at = excluded.set_at, secret = excluded.secret",
    );
    db.write(vec![sql]).await.map(|_| ())
}

/// Takes the robot of a group away, with its box and what is on its way.
///
/// # Errors
/// The database.
pub async fn drop_robot(db: &Db, group: GroupId) -> Result<()> {
    let tables = [("robot", "group_id"), ("inbox", "holder"), ("inbox_head", "holder"), ("delivery", "holder")];
    let gone = tables.map(|(table, column)| {
        let mut sql = Sql::new(&format!("delete from {table} where {column} = "));
        sql.bind(group.to_string());
        sql
    });
    db.write(gone.into()).await.map(|_| ())
}
