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
fn fill(server: &Path, data: &Path) -> anyhow::Result<()> {
    if fs::read_dir(data).is_ok_and(|mut files| files.next().is_some()) {
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

/// The demo campaign for tests to copy, written again when what it is made of has changed.
pub fn template(server: &Path) -> anyhow::Result<Option<PathBuf>> {
    let help = run::program(&server.display().to_string(), ["help"]).output()?;
    if !String::from_utf8_lossy(&help.stdout).lines().any(|line| line.trim_start().starts_with("demo ")) {
        return Ok(None);
    }
    let data = place::target().join("template");
    let made = data.join("made");
    if written(&made).is_none() || written(&made) < newest(&["demo", "domain", "migrations", "store"]) {
        drop(fs::remove_dir_all(&data));
        fill(server, &data)?;
        fs::write(made, "")?;
    }
    Ok(Some(data))
}

/// The release server, built again only when a source is newer.
fn fresh_server() -> anyhow::Result<PathBuf> {
    let server = place::server(true);
    if written(&server).is_some() && written(&server) > newest(&site::SOURCES) {
        return Ok(server);
    }
    build::build(&build::Options { release: true })
}

fn written(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|data| data.modified()).ok()
}

fn newest(names: &[&str]) -> Option<SystemTime> {
    site::sources(names).into_values().max()
}
