//! `cargo xtask demo`: the demo campaign in the server as it is shipped.
use crate::{build, place, run, site};
use anyhow::Context as _;
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
    let data = std::path::absolute(options.data.clone().unwrap_or_else(|| place::target().join("demo")))?;
    fill(&server, &data)?;
    let mut serve = own(&server, ["serve", "--listen", &options.listen, "--data"]);
    run::done(serve.arg(&data))
}

/// The server with its database in its own directory, wherever the caller's own servers have theirs.
fn own<const N: usize>(server: &Path, args: [&str; N]) -> std::process::Command {
    let mut server = run::program(&server.display().to_string(), args);
    server.env_remove("XUNDAO_DATABASE");
    server
}

/// Writes the demo campaign into a directory that has none. It is written beside and put in place once it is whole: half a
/// campaign, of a run that was interrupted, would be taken for a whole one the next time.
fn fill(server: &Path, data: &Path) -> anyhow::Result<()> {
    if fs::read_dir(data).is_ok_and(|mut files| files.next().is_some()) {
        return Ok(());
    }
    let mut fresh = data.as_os_str().to_owned();
    fresh.push(".new");
    let fresh = PathBuf::from(fresh);
    drop(fs::remove_dir_all(&fresh));
    // in the directory: it is moved and copied with all that is in it
    let key = fresh.join("ballot.key");
    run::step("demo campaign", || {
        run::done(own(server, ["demo", "--data"]).arg(&fresh).arg("--ballot-key").arg(&key))
    })?;
    drop(fs::remove_dir(data));
    fs::rename(&fresh, data).with_context(|| format!("{} into place", data.display()))
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
