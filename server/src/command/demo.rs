//! `xundao demo`: the demo campaign in an empty database, through the ordinary acts.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use store::Db;

use crate::file::disk;

/// The same story every time.
const SEED: u64 = 1;

#[derive(Debug, Args)]
pub struct Demo {
    /// Groups with five units each; the first is the one of the report
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=400))]
    pub groups: u32,
}

/// # Errors
/// A database in use; the database; the disk.
pub async fn run(db: &Db, data: &Path, args: &Demo) -> anyhow::Result<ExitCode> {
    let keep = |file: &::demo::File| -> io::Result<()> {
        let written = disk::write(data, &file.bytes)?;
        if written == file.hash { Ok(()) } else { Err(io::Error::other("a file's hash is not that of its bytes")) }
    };
    let summary = ::demo::run(db, args.groups, SEED, keep, |done, total| eprint!("\r{done} / {total}")).await?;
    eprintln!();
    println!("{} groups, {} entries, {} files", summary.groups, summary.entries, summary.files);
    Ok(ExitCode::SUCCESS)
}
