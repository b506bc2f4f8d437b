//! `xundao units`: the codes and names of all units, for `import ledger --unit`.

use std::process::ExitCode;

use clap::Args;
use domain::act::Subject;
use domain::kinds::Day;
use domain::record::Record;
use domain::unit::Unit;
use domain::viewer::Reach;
use serde::Serialize;
use store::Db;

#[derive(Debug, Args)]
pub struct Units {
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Named {
    code: String,
    name: String,
    /// Since when it is guided no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed: Option<Day>,
}

/// All units, in the order of their codes.
///
/// # Errors
/// The database.
pub async fn all(db: &Db) -> anyhow::Result<Vec<Unit>> {
    let everything = Reach { all: true, ..Reach::default() };
    let records = store::record::all(db, &everything, Subject::Unit, None, None).await?;
    let mut units: Vec<Unit> = records
        .into_iter()
        .filter_map(|record| match record {
            Record::Unit(unit) => Some(unit),
            _ => None,
        })
        .collect();
    units.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(units)
}

/// # Errors
/// The database.
pub async fn run(db: &Db, args: &Units) -> anyhow::Result<ExitCode> {
    let units = all(db).await?;
    let named = units.iter().map(|unit| Named {
        code: unit.code.to_string(),
        name: unit.name.to_string(),
        closed: unit.closed.as_ref().map(|own| own.at.day()),
    });
    let named: Vec<Named> = named.collect();
    if args.json {
        return super::json(&named);
    }
    for Named { code, name, closed } in named {
        let closed = closed.map(|day| format!("  closed {day}")).unwrap_or_default();
        println!("{code:<16} {name}{closed}");
    }
    Ok(ExitCode::SUCCESS)
}
