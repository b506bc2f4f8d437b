//! `xundao rebuild`: folds every book again.

use std::process::ExitCode;

use store::Db;

/// # Errors
/// The database, or an entry that can't be read; nothing has changed then.
pub async fn run(db: &Db) -> anyhow::Result<ExitCode> {
    let many = store::rebuild::rebuild(db).await?;
    println!("{many} entries folded");
    Ok(ExitCode::SUCCESS)
}
