//! What builds and tests need besides Rust. What the tests need is installed as root on Debian; otherwise, and for
//! everything else, one line says what is missing and how to get it.
use crate::{place, run, wasm};
use anyhow::{Context as _, bail, ensure};
use std::{fs, path::PathBuf, process::Stdio};

/// The oldest Node that runs `wasm-opt` and the browser tests.
const NODE: u32 = 20;

/// What of what no build installs is there. A C compiler is: this program was linked by it.
struct Tools {
    /// As `node --version` prints it.
    node: Option<String>,
    npm: bool,
    /// `wasm-opt` was fetched before, so that npm has nothing to do.
    fetched: bool,
    /// The compiler's half for the browser, or rustup, which adds it.
    wasm: bool,
}

impl Tools {
    fn here() -> Tools {
        let version = run::program("node", ["--version"]).stderr(Stdio::null()).output();
        let version = version.ok().filter(|output| output.status.success());
        Tools {
            node: version.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()),
            npm: run::which("npm").is_some(),
            fetched: wasm::optimiser().exists(),
            wasm: has_wasm() || run::which("rustup").is_some(),
        }
    }

    /// One line for each thing that is missing: what, and how to get it.
    fn lacking(&self) -> Vec<String> {
        let major = |version: &str| version.trim_start_matches('v').split('.').next().and_then(|own| own.parse().ok());
        let get = format!("install Node {NODE} or newer from https://nodejs.org, or as your system's package");
        let node = match &self.node {
            None => Some(format!("node is missing: {get}")),
            Some(version) => {
                let old = major(version).is_none_or(|major: u32| major < NODE);
                old.then(|| format!("node is {version}, which is too old: {get}"))
            }
        };
        let npm = (!self.npm && !self.fetched)
            .then(|| "npm is missing: it comes with Node; where it does not, sudo apt-get install npm".to_owned());
        let wasm = (!self.wasm).then(|| {
            "Rust's wasm32-unknown-unknown is missing: install Rust by https://rustup.rs, which adds it".to_owned()
        });
        [wasm, node, npm].into_iter().flatten().collect()
    }
}

/// What a build as it is shipped needs and does not install: all of it, before anything is compiled.
pub fn release() -> anyhow::Result<()> {
    let lacking = Tools::here().lacking();
    // each a line of its own, as a single one is printed
    ensure!(lacking.is_empty(), "{}", lacking.join("\nerror: "));
    Ok(())
}

/// The compiler's half for the browser, added where rustup can.
pub fn wasm_target() -> anyhow::Result<()> {
    if has_wasm() || run::which("rustup").is_none() {
        // Rust without rustup: the build says itself what it lacks
        return Ok(());
    }
    run::done(&mut run::program("rustup", ["target", "add", wasm::TRIPLE]))
}

fn has_wasm() -> bool {
    let mut ask = run::program("rustc", ["--print", "target-libdir", "--target", wasm::TRIPLE]);
    let Ok(output) = ask.stderr(Stdio::null()).output() else { return false };
    PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
}

/// Debian's chromium, first the build of it that has no window: the same pages take half the processor. Playwright's own is a
/// download of its own and stays out.
pub fn chromium() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::var_os("XUNDAO_CHROMIUM") {
        return Ok(path.into());
    }
    let shell = "chromium-headless-shell";
    installed(shell, || run::which(shell)).or_else(|missing| {
        let with_windows = ["chromium", "chromium-browser", "google-chrome"];
        with_windows.iter().find_map(|name| run::which(name)).ok_or(missing)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tools(node: Option<&str>, npm: bool) -> Tools {
        Tools { node: node.map(str::to_owned), npm, fetched: false, wasm: true }
    }

    #[test]
    fn nothing_is_said_where_everything_is_there() {
        for version in ["v20.0.0", "v22.11.0", "v100.1.0"] {
            assert_eq!(tools(Some(version), true).lacking(), [""; 0], "{version}");
        }
        assert_eq!(
            Tools { fetched: true, ..tools(Some("v20.1.0"), false) }.lacking(),
            [""; 0],
            "npm has nothing to do"
        );
    }

    #[test]
    fn everything_that_is_missing_is_said_at_once_in_a_line_each() {
        let lacking = Tools { wasm: false, ..tools(None, false) }.lacking();
        let starts = ["Rust's wasm32-unknown-unknown is missing: ", "node is missing: ", "npm is missing: "];
        assert_eq!(lacking.len(), starts.len());
        for (line, start) in lacking.iter().zip(starts) {
            let how = line.strip_prefix(start).unwrap_or_else(|| panic!("{line}"));
            assert!(how.contains("install") || how.contains("comes with"), "{line}");
            assert!(!line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn an_old_node_is_told_with_its_version() {
        for version in ["v18.19.0", "v0.10", "nonsense"] {
            let lacking = tools(Some(version), true).lacking();
            assert_eq!(lacking.len(), 1, "{version}");
            assert!(
                lacking[0].starts_with(&format!("node is {version}, which is too old: install Node 20")),
                "{lacking:?}"
            );
        }
    }
}
