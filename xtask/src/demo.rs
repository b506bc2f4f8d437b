//! `cargo xtask demo`: the demo campaign in the server as it is shipped.
use crate::{build, place, run, site};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

#[derive(Args, Debug)]
pub struct Options {
    /// Where the demo's records are kept; filled when empty
    #[arg(long)]
    data: Option<PathBuf>,
    /// Where the server listens
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: String,
}

pub fn demo(options: &Options) -> anyhow::Result<()> {
    let server = fresh_server()?;
    let data = options.data.clone().unwrap_or_else(|| place::target().join("demo"));
    fill(&server, &data)?;
    let mut serve = run::program(&server.display().to_string(), ["serve", "--listen", &options.listen, "--data"]);
    run::done(serve.arg(&data))
}

/// Writes the demo campaign into a directory that has none.
pub fn fill(server: &Path, data: &Path) -> anyhow::Result<()> {
    let empty = fs::read_dir(data).map_or(true, |mut files| files.next().is_none());
    if !empty {
        return Ok(());
    }
    let mut demo = run::program(&server.display().to_string(), ["demo", "--data"]);
    let outcome = run::step("demo campaign", || run::done(demo.arg(data)));
    if outcome.is_err() {
        // half a campaign would be taken for a whole one the next time
        drop(fs::remove_dir_all(data));
    }
    outcome
}

/// The release server, built again only when a source is newer.
fn fresh_server() -> anyhow::Result<PathBuf> {
    let server = place::server(true);
    let built = server.metadata().and_then(|data| data.modified()).ok();
    if built.is_some() && built > newest(site::sources().into_values()) {
        return Ok(server);
    }
    build::build(&build::Options { release: true })
}

fn newest(times: impl Iterator<Item = SystemTime>) -> Option<SystemTime> {
    times.max()
}
