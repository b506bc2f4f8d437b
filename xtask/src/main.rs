//! `cargo xtask`: everything that is done with this repository, with nothing to install first but Rust.
mod build;
mod place;
mod run;
mod serve;
mod site;
mod style;
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
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().task {
        Task::Build(options) => build::build(&options).map(drop),
        Task::Serve(options) => serve::serve(&options),
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
