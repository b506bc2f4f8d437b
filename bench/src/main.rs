//! `cargo xtask bench`: drives the released server over HTTP as a signed-in person and prints what it measured, each figure
//! beside a control of the same run. Knows the server only by its addresses; changes nothing but copies of its data.

#![expect(clippy::disallowed_methods, reason = "nothing here decides anything: the clock only feeds the figures")]

mod acts;
mod client;
mod disk;
mod import;
mod live;
mod load;
mod pages;
mod plain;
mod process;
mod start;
mod table;

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};
use process::Place;
use table::Report;

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Measure the server
    Run(Run),
    /// The control: a hand-written handler that answers everything with the same bytes
    Plain { file: PathBuf },
}

#[derive(clap::Args)]
struct Run {
    /// The server's executable
    #[arg(long)]
    server: PathBuf,
    /// The data of 18 groups, about 5,000 issues
    #[arg(long)]
    small: PathBuf,
    /// The data of 180 groups, about 50,000 issues
    #[arg(long)]
    large: PathBuf,
    /// For copies and the disk's control: on the disk that is measured
    #[arg(long)]
    work: PathBuf,
    /// Shorter, for trying out
    #[arg(long)]
    quick: bool,
    /// Only these
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Start,
    Pages,
    Acts,
    Live,
    Import,
}

/// How long each kind of load lasts.
#[derive(Clone, Copy)]
pub(crate) struct Times {
    /// Requests of one client, one after the other.
    pub alone: usize,
    pub paced: Duration,
    pub full: Duration,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Plain { file } => plain::serve(&file).await,
        Task::Run(run) => measure(&run).await,
    }
}

async fn measure(run: &Run) -> anyhow::Result<()> {
    let long = Times { alone: 500, paced: Duration::from_secs(10), full: Duration::from_secs(8) };
    let short = Times { alone: 100, paced: Duration::from_secs(3), full: Duration::from_secs(3) };
    let times = if run.quick { short } else { long };
    let place = Place { server: run.server.clone(), work: run.work.clone() };
    let wanted = |part: Part| run.only.is_empty() || run.only.contains(&part);
    std::fs::create_dir_all(&run.work)?;
    let mut report = Report::default();
    if wanted(Part::Start) {
        start::measure(&place, &run.large, &mut report).await?;
    }
    if wanted(Part::Pages) {
        pages::measure(&place, [&run.small, &run.large], times, &mut report).await?;
    }
    if wanted(Part::Acts) {
        acts::measure(&place, &run.large, times, &mut report).await?;
    }
    if wanted(Part::Live) {
        live::measure(&place, &run.large, run.quick, &mut report).await?;
    }
    if wanted(Part::Import) {
        import::measure(&place, &run.large, &mut report)?;
    }
    print!("{}", report.text());
    Ok(())
}
