//! `xundao figures`: every figure of the report, counted over all groups as of a day.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use domain::figure::Figure;
use domain::kinds::Day;
use serde::Serialize;
use store::Db;
use store::tally::{Scope, steps};
use strum::VariantArray as _;

#[derive(Debug, Args)]
pub struct Figures {
    /// Counted at the end of this day, as 2023-07-28; today by default
    #[arg(long, value_parser = day)]
    pub as_of: Option<Day>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

fn day(raw: &str) -> Result<Day, String> {
    Day::parse(raw).map_err(|_| format!("{raw}: a day is written 2023-07-28"))
}

#[derive(Serialize)]
struct Answer {
    as_of: Day,
    figures: BTreeMap<&'static str, i64>,
}

/// # Errors
/// The database.
pub async fn run(db: &Db, args: &Figures) -> anyhow::Result<ExitCode> {
    let as_of = args.as_of.unwrap_or_else(|| crate::edge::clock()().day());
    let steps = steps(db, Scope::All, as_of).await?;
    let count = |figure: &Figure| steps.iter().filter(|step| figure.counts(step.cell)).map(|step| step.value).sum();
    let figures = Figure::VARIANTS.iter().map(|figure| (figure.into(), count(figure))).collect();
    let answer = Answer { as_of, figures };
    if args.json {
        return super::json(&answer);
    }
    println!("as of {as_of}");
    for (name, value) in &answer.figures {
        println!("{name:<20} {value:>8}");
    }
    Ok(ExitCode::SUCCESS)
}
