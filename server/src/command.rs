//! What the program does besides serving. Each command is a file; acts on cases go through the writer as a person's.

pub mod backup;
pub mod demo;
pub mod figures;
pub mod import;
pub mod rebuild;
pub mod units;
pub mod user;
pub mod verify;

use std::process::ExitCode;

use anyhow::Context as _;
use store::Db;

use crate::config::Settings;

/// Opens the database of the settings; refuses bad ones with the reason.
///
/// # Errors
/// A data directory that can't be made, a database that can't be opened.
pub async fn open(settings: &Settings) -> anyhow::Result<Db> {
    std::fs::create_dir_all(&settings.data).with_context(|| format!("--data {}", settings.data.display()))?;
    Db::open(&settings.url()).await.context("--database")
}

/// Prints a value as one line of JSON.
///
/// # Errors
/// A value that is no JSON; none of ours.
fn json(value: &impl serde::Serialize) -> anyhow::Result<ExitCode> {
    println!("{}", serde_json::to_string(value)?);
    Ok(ExitCode::SUCCESS)
}
