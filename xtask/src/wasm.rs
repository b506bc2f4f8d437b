//! The browser's half: cargo for wasm32, then wasm-bindgen as a library (the tool of that name takes
//! long to install and must be the very same version), then wasm-opt from npm in release.
use crate::{place, run};
use anyhow::Context as _;
use std::{
    fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;

const TRIPLE: &str = "wasm32-unknown-unknown";
const BINARYEN: &str = "binaryen@132.0.0";
/// What rustc emits; wasm-opt refuses modules with features it was not told of.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What the browser loads.
pub struct Browser {
    pub js: Vec<u8>,
    pub wasm: Vec<u8>,
    /// where the inline modules of dependencies are, if any have some
    pub snippets: PathBuf,
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

pub fn bind(release: bool) -> anyhow::Result<Browser> {
    let from = place::target().join(TRIPLE).join(profile(release).1).join("frontend.wasm");
    let to = place::target().join("bindgen").join(profile(release).1);
    if to.exists() {
        fs::remove_dir_all(&to)?;
    }
    Bindgen::new()
        .input_path(&from)
        .out_name("xundao")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(&to)
        .with_context(|| format!("wasm-bindgen on {}", from.display()))?;
    let wasm = to.join("xundao_bg.wasm");
    if release {
        optimise(&wasm)?;
    }
    Ok(Browser { js: fs::read(to.join("xundao.js"))?, wasm: fs::read(wasm)?, snippets: to.join("snippets") })
}

fn optimise(wasm: &Path) -> anyhow::Result<()> {
    let tool = wasm_opt()?;
    let mut command = run::program("node", [tool.as_os_str()]);
    command.arg("-Oz").args(FEATURES).arg(wasm).arg("-o").arg(wasm);
    run::done(&mut command)
}

/// Fetched once from npm into the target directory.
fn wasm_opt() -> anyhow::Result<PathBuf> {
    let tools = place::target().join("tools");
    let tool = tools.join("node_modules/binaryen/bin/wasm-opt");
    if !tool.exists() {
        fs::create_dir_all(&tools)?;
        let mut npm = run::program("npm", ["install", "--no-audit", "--no-fund", "--silent", "--prefix"]);
        run::done(npm.arg(&tools).arg(BINARYEN))
            .context("wasm-opt comes from npm's binaryen; it needs node 20 and npm")?;
    }
    Ok(tool)
}
