//! `cargo xtask`: everything that is done with this repository, with nothing to install first but Rust.
mod bench;
mod browser;
mod build;
mod calendar;
mod demo;
mod need;
mod pg;
mod place;
mod run;
mod serve;
mod shots;
mod site;
mod style;
mod test;
mod wasm;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the site and the server
    Build(build::Options),
    /// Build, serve, and do both again whenever a source changes
    Serve(serve::Options),
    /// Format, lints, Rust tests on both databases, browser tests: all of them, or those named
    Test(test::Options),
    /// Serve the demo campaign, built as it is shipped
    Demo(demo::Options),
    /// A picture of every page at three widths, light and dark, in both languages
    Shots(shots::Options),
    /// Measure
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Build(options) => build::build(&options).map(drop),
        Task::Serve(options) => serve::serve(&options),
        Task::Test(options) => test::test(&options),
        Task::Demo(options) => demo::demo(&options),
        Task::Shots(options) => shots::shots(&options),
        Task::Bench(options) => bench::bench(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // one line, whatever RUST_BACKTRACE says: what failed has printed its own reasons above
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
