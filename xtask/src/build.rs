//! The build: wasm, style, public files, hashed names, compressed siblings, then the server that embeds them.
use crate::{need, place, run, run::step, site, style, wasm};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Clone, Copy, Debug)]
pub struct Options {
    /// As it is shipped: optimised, compressed, inside the one binary
    #[arg(long)]
    pub release: bool,
}

/// Builds everything and says where the server is.
pub fn build(options: &Options) -> anyhow::Result<PathBuf> {
    let release = options.release;
    site(release)?;
    step("server", || server(release))?;
    Ok(place::server(release))
}

/// What the browser loads, into the directory that the server serves or embeds.
pub fn site(release: bool) -> anyhow::Result<()> {
    if release {
        need::release()?;
    }
    step("wasm target", need::wasm_target)?;
    step("wasm", || wasm::compile(release))?;
    let browser = step("wasm-bindgen", || wasm::bind(release))?;
    let css = step("style", || style::bundle(release))?;
    step("site", || site::write(&browser, &css, release))
}

/// After the site: in release the server embeds it.
fn server(release: bool) -> anyhow::Result<()> {
    let mut args = vec!["build", "--package", "server", "--bin", "xundao"];
    args.extend(release.then_some("--release"));
    run::done(&mut run::cargo(args))
}
