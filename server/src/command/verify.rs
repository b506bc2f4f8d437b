//! `xundao verify`: walks every chain. Success and the heads, or failure and the first bad entry.

use std::process::ExitCode;

use store::Db;

/// # Errors
/// The database.
pub async fn run(db: &Db) -> anyhow::Result<ExitCode> {
    match store::verify::verify(db).await? {
        Ok(heads) => {
            for head in heads {
                println!("{} {} {}", head.book, head.seq, head.hash);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(fault) => {
            println!("{} {}", fault.book, fault.seq);
            eprintln!("{}", fault.why);
            Ok(ExitCode::FAILURE)
        }
    }
}
