//! What the tests need besides Rust and Node. As root on Debian it is installed; otherwise one line says
//! what is missing and how to get it.
use crate::{place, run};
use anyhow::{Context as _, bail};
use std::{fs, path::PathBuf, process::Stdio};

/// The compiler's half for the browser.
pub fn wasm_target() -> anyhow::Result<()> {
    let mut list = run::program("rustup", ["target", "list", "--installed"]);
    let Ok(output) = list.stderr(Stdio::null()).output() else {
        // Rust without rustup: the build says itself what it lacks
        return Ok(());
    };
    if String::from_utf8_lossy(&output.stdout).contains("wasm32-unknown-unknown") {
        return Ok(());
    }
    run::done(&mut run::program("rustup", ["target", "add", "wasm32-unknown-unknown"]))
}

/// The browser; playwright's own is a download of its own and stays out.
pub fn chromium() -> anyhow::Result<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let find = || match std::env::var_os("XUNDAO_CHROMIUM") {
        Some(path) => Some(PathBuf::from(path)),
        None => names.iter().find_map(|name| run::which(name)),
    };
    installed("chromium", find)
}

/// Without Chinese letters every picture and every width is wrong.
pub fn fonts() -> anyhow::Result<()> {
    let find = || {
        let list = run::program("fc-list", [":lang=zh", "family"]).output().ok()?;
        (!list.stdout.is_empty()).then_some(())
    };
    installed("fonts-noto-cjk", find)
}

/// PostgreSQL's programs, the newest of them.
pub fn postgres() -> anyhow::Result<PathBuf> {
    let find = || {
        let mut versions: Vec<PathBuf> =
            fs::read_dir("/usr/lib/postgresql").ok()?.flatten().map(|entry| entry.path()).collect();
        versions.sort();
        let debian = versions.pop().map(|version| version.join("bin"));
        debian.filter(|bin| bin.join("initdb").exists()).or_else(|| Some(run::which("initdb")?.parent()?.to_owned()))
    };
    installed("postgresql", find)
}

/// Python with `venv` and `pip`.
pub fn python() -> anyhow::Result<()> {
    let find = || {
        let mut ask = run::program("python3", ["-c", "import ensurepip, venv"]);
        ask.stderr(Stdio::null()).status().is_ok_and(|status| status.success()).then_some(())
    };
    installed("python3-venv", find)
}

/// The browser tests' own packages, as their lock file says.
pub fn packages() -> anyhow::Result<()> {
    let dir = place::root().join("end2end");
    let written = |file: PathBuf| file.metadata().and_then(|data| data.modified()).ok();
    let done = written(dir.join("node_modules/.package-lock.json"));
    if done.is_some() && done >= written(dir.join("package-lock.json")) {
        return Ok(());
    }
    let mut npm = run::program("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
    run::done(npm.current_dir(dir)).context("the browser tests need node 20 or newer and npm")
}

fn installed<T>(package: &str, find: impl Fn() -> Option<T>) -> anyhow::Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !is_root() || run::which("apt-get").is_none() {
        bail!("{package} is missing: sudo apt-get install {package}");
    }
    eprintln!("  installing {package}");
    let mut update = run::program("apt-get", ["update", "-qq"]);
    run::done(update.stdout(Stdio::null()))?;
    let mut install = run::program("apt-get", ["install", "-y", "-qq", "--no-install-recommends", package]);
    run::done(install.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))?;
    find().with_context(|| format!("{package} was installed and still is not found"))
}

pub fn is_root() -> bool {
    run::program("id", ["-u"]).output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
