//! What can be set, by flag or by `XUNDAO_*`.
use clap::{Args, Parser, Subcommand};
use crate::command;
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Parser)]
#[command(name = "xundao", version, about = "巡导 Xundao")]
pub struct Cli {
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Command,
}

/// Where things are kept.
#[derive(Clone, Debug, Args)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://...`; by default an SQLite file in the data directory
    #[arg(long, env = "XUNDAO_DATABASE", global = true)]
    pub database: Option<String>,
    /// Attachments, and the SQLite file by default
    #[arg(long, env = "XUNDAO_DATA", default_value = "data", global = true)]
    pub data: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site
    Serve(Serve),
    /// Count every figure of the report as of a day
    Figures(command::figures::Figures),
    /// Check every chain; prints the heads, or the first bad entry as `book seq`
    Verify,
    /// Fold every book again
    Rebuild,
    /// Write everything into one file, while the server runs
    Backup(command::backup::Backup),
    /// Put a backup into an empty database
    Restore(command::backup::Backup),
    /// List the units' codes and names
    Units(command::units::Units),
    /// Bring in a unit's own records
    #[command(subcommand)]
    Import(command::import::Import),
}

#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen; port 0 takes a free one and prints it
    #[arg(long, env = "XUNDAO_LISTEN", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,
}

impl Settings {
    /// The database's address.
    #[must_use]
    pub fn url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}", self.data.join("xundao.sqlite").display()))
    }
}
