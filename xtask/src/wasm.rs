//! The browser's half: cargo for wasm32, cut into a file for each kind of page, then wasm-bindgen as a library (the
//! tool of that name takes long to install and must be the very same version), then wasm-opt from npm in release. What a
//! page needs besides what all need is then one file, or two.
use crate::{place, run};
use anyhow::Context as _;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;
use wasmparser::{Parser, Payload};

mod pack;

pub const TRIPLE: &str = "wasm32-unknown-unknown";
const BINARYEN: &str = "binaryen@132.0.0";

/// What the browser loads: one directory, whose files name each other.
pub struct Browser {
    pub dir: PathBuf,
    /// what a page needs besides, by the names in `app/src/pages.rs`
    pub pages: BTreeMap<String, Vec<String>>,
}

impl Browser {
    pub const SCRIPT: &str = "xundao.js";
    pub const WASM: &str = "xundao_bg.wasm";
    /// loads the files of pages
    pub const LOADER: &str = "pages.js";
}

/// Cargo's profile and the directory that it builds into.
fn profile(release: bool) -> (&'static str, &'static str) {
    if release { ("wasm-release", "wasm-release") } else { ("dev", "debug") }
}

pub fn compile(release: bool) -> anyhow::Result<()> {
    run::done(&mut run::cargo([
        "build",
        "--package",
        "frontend",
        "--lib",
        "--target",
        TRIPLE,
        "--profile",
        profile(release).0,
    ]))
}

/// Cuts the pages out, then makes the script of what is left, which all of them share.
pub fn bind(release: bool) -> anyhow::Result<Browser> {
    let from = place::target().join(TRIPLE).join(profile(release).1).join("frontend.wasm");
    let dir = place::target().join("bindgen").join(profile(release).1);
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    fs::create_dir_all(&dir)?;
    let (whole, main) = (nameless(&fs::read(&from)?)?, dir.join("main.wasm"));
    let mut options = wasm_split_cli_support::Options::new(&whole);
    let (loader, script) = (format!("./{}", Browser::LOADER), format!("./{}", Browser::SCRIPT));
    options.output_dir = &dir;
    options.main_out_path = &main;
    options.link_name = &loader;
    options.main_module = &script;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|why| anyhow::anyhow!("cutting {}: {why:#}", from.display()))?;
    Bindgen::new()
        .input_path(&main)
        .out_name("xundao")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // memory, table and stack, which the pages' files share
        .keep_lld_exports(true)
        .remove_producers_section(release)
        .generate(&dir)
        .with_context(|| format!("wasm-bindgen on {}", main.display()))?;
    fs::remove_file(main)?;
    if release {
        optimise(&dir)?;
    }
    let pages = pack::pack(&dir, &split.prefetch_map.into_iter().collect())?;
    Ok(Browser { dir, pages })
}

/// The same code without what its functions are called: while developing, the names are half of all that a page loads. A
/// panic says its file and line without.
fn nameless(whole: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut kept = whole.get(..8).context("not wasm")?.to_vec();
    let mut rest = kept.len();
    for payload in Parser::new(0).parse_all(whole) {
        let payload = payload?;
        let Some((_, content)) = payload.as_section() else { continue };
        if !matches!(&payload, Payload::CustomSection(custom) if custom.name() == "name") {
            kept.extend_from_slice(&whole[rest..content.end]);
        }
        rest = content.end;
    }
    Ok(kept)
}

/// All wasm in the directory, each file on its own.
fn optimise(dir: &Path) -> anyhow::Result<()> {
    let script = place::root().join("xtask/src/wasm/optimise.mjs");
    run::done(run::program("node", [&script, &wasm_opt()?]).arg(dir))
}

fn tools() -> PathBuf {
    place::target().join("tools")
}

/// Where the library that wasm-opt is made of lies, once it was fetched.
pub fn optimiser() -> PathBuf {
    tools().join("node_modules/binaryen/index.js")
}

/// The library that wasm-opt is made of, fetched once from npm into the target directory.
fn wasm_opt() -> anyhow::Result<PathBuf> {
    let (tools, tool) = (tools(), optimiser());
    if !tool.exists() {
        fs::create_dir_all(&tools)?;
        let mut npm = run::program("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix"]);
        run::done(npm.arg(&tools).arg(BINARYEN))
            .context("wasm-opt comes from npm's binaryen; it needs node 20 and npm")?;
    }
    Ok(tool)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty module with a custom section of this name, and of one letter, behind it.
    fn custom(name: &str) -> Vec<u8> {
        let mut section = vec![0, u8::try_from(name.len() + 2).unwrap(), u8::try_from(name.len()).unwrap()];
        section.extend(name.bytes().chain([b'x']));
        section
    }

    #[test]
    fn only_the_names_are_left_out() {
        let whole = |sections: &[&str]| {
            let sections = sections.iter().flat_map(|name| custom(name));
            b"\0asm\x01\0\0\0".iter().copied().chain(sections).collect::<Vec<u8>>()
        };
        let named = whole(&["linking", "name", "producers"]);
        assert_eq!(nameless(&named).unwrap(), whole(&["linking", "producers"]));
        assert_eq!(nameless(&whole(&["linking"])).unwrap(), whole(&["linking"]));
        assert!(nameless(b"nothing").is_err());
    }
}
