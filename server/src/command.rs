//! What the program does besides serving. Each command is a file; acts on cases go through the writer as a person's.

pub mod backup;
pub mod demo;
pub mod figures;
pub mod import;
pub mod rebuild;
pub mod score;
pub mod units;
pub mod user;
pub mod verify;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use domain::kinds::Time;
use store::Db;
use store::writer::Clock;

use crate::config::Settings;
use crate::edge;

/// Opens the database of the settings; refuses bad ones with the reason.
///
/// # Errors
/// A data directory that can't be made, a database that can't be opened.
pub async fn open(settings: &Settings) -> anyhow::Result<Db> {
    std::fs::create_dir_all(&settings.data).with_context(|| format!("--data {}", settings.data.display()))?;
    let key = store::seal::BallotKey::in_file(settings.key_file());
    Ok(Db::open(&settings.url()).await.context("--database")?.with_key(key))
}

/// Only a database with the demo's cast in it, all marked as made up, offers them for one click.
///
/// # Errors
/// The database.
pub async fn has_cast(db: &Db) -> anyhow::Result<bool> {
    let head = store::record::person_by_login(db, domain::cast::HEAD.login).await?;
    Ok(head.is_some_and(|head| head.demo))
}

/// The clock of this database: the real one; in the demo campaign the story's, which goes on from its last entry, so
/// that its week 15 stays its week 15.
///
/// # Errors
/// The database.
pub async fn clock(db: &Db) -> anyhow::Result<Clock> {
    if !has_cast(db).await? {
        return Ok(edge::clock());
    }
    let last = store::journal::heads(db).await?.into_iter().map(|head| head.recorded_at.0).max().unwrap_or(0);
    let real = edge::clock();
    let begun = real();
    Ok(Arc::new(move || Time(last + (real().0 - begun.0))))
}

/// Prints a value as one line of JSON.
///
/// # Errors
/// A value that is no JSON; none of ours.
fn json(value: &impl serde::Serialize) -> anyhow::Result<ExitCode> {
    println!("{}", serde_json::to_string(value)?);
    Ok(ExitCode::SUCCESS)
}
