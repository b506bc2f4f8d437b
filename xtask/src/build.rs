//! The build: wasm, style, public files, hashed names, compressed siblings, then the server that embeds them.
use crate::{need, place, run, run::step, site, style, wasm};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
};

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
    let built = place::server(release);
    if release {
        step("site inside", || inside(&built, &place::site()))?;
    }
    Ok(built)
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

/// What is shipped has this very site in it: without, or with an older one, its pages would never come alive.
fn inside(server: &Path, site: &Path) -> anyhow::Result<()> {
    let binary = fs::read(server)?;
    for name in ["manifest.json", "sw.js", "sw.js.br"] {
        let file = fs::read(site.join(name))?;
        let there = !file.is_empty() && binary.windows(file.len()).any(|part| part == file);
        anyhow::ensure!(there, "{} has another {name} in it than {} has", server.display(), site.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_does_not_hold_the_site_is_not_shipped() {
        let dir = tempfile::tempdir().unwrap();
        let (server, site) = (dir.path().join("xundao"), dir.path());
        for (name, text) in [("manifest.json", "{one}"), ("sw.js", "const RELEASE"), ("sw.js.br", "brotli")] {
            fs::write(site.join(name), text).unwrap();
        }
        fs::write(&server, "code {one} const RELEASE brotli code").unwrap();
        inside(&server, site).unwrap();
        fs::write(site.join("manifest.json"), "{two}").unwrap();
        assert!(inside(&server, site).unwrap_err().to_string().contains("another manifest.json"));
    }
}
