//! `xundao verify`: walks every chain, then every stored file. Success and the heads, or failure and the first that is
//! not as it was written.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use store::Db;

use crate::file::disk;

/// # Errors
/// The database.
pub async fn run(db: &Db, data: &Path) -> anyhow::Result<ExitCode> {
    let heads = match store::verify::verify(db).await? {
        Ok(heads) => heads,
        Err(fault) => {
            println!("{} {}", fault.book, fault.seq);
            eprintln!("{}", fault.why);
            return Ok(ExitCode::FAILURE);
        }
    };
    for stored in store::file::stored(db).await? {
        if let Err(why) = whole(data, &stored) {
            println!("file {stored}");
            eprintln!("{why:#}");
            return Ok(ExitCode::FAILURE);
        }
    }
    for head in heads {
        println!("{} {} {}", head.book, head.seq, head.hash);
    }
    Ok(ExitCode::SUCCESS)
}

/// The bytes are there and are those that were stored.
fn whole(data: &Path, stored: &str) -> anyhow::Result<()> {
    let hash = disk::hash(stored).context("not a hash")?;
    let bytes = std::fs::read(disk::path(data, &hash)).context("it is not there")?;
    anyhow::ensure!(disk::sum(&bytes) == stored, "its bytes were changed");
    Ok(())
}
