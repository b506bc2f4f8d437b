//! Everything that is measured over HTTP: makes the large data once, builds the released server and the `bench` crate,
//! runs it, and writes the report.
use crate::{build, place, run, run::step, site};
use anyhow::{Context as _, ensure};
use clap::Args;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

#[derive(Args, Debug)]
#[group(skip)]
pub struct Options {
    /// Write what was measured into docs/bench.md
    #[arg(long, conflicts_with = "size")]
    write: bool,
    /// Shorter, for trying out
    #[arg(long, conflicts_with = "size")]
    quick: bool,
    /// This server instead of a fresh release build
    #[arg(long, conflicts_with = "size")]
    server: Option<PathBuf>,
    /// Only these parts: start, pages, acts, live, import, phone
    #[arg(long, conflicts_with = "size", value_delimiter = ',')]
    only: Vec<String>,
    /// Make the large data again
    #[arg(long, conflicts_with = "size")]
    fresh: bool,
}

/// Groups of the two sizes: about 5,000 issues and about 50,000.
const GROUPS: [u32; 2] = [18, 180];

pub fn speed(options: &Options) -> anyhow::Result<()> {
    let server = match &options.server {
        Some(server) => server.canonicalize().with_context(|| server.display().to_string())?,
        None => build::build(&build::Options { release: true })?,
    };
    let whole = options.only.is_empty();
    let (phone, parts): (Vec<&str>, Vec<&str>) =
        options.only.iter().map(String::as_str).partition(|part| *part == PHONE);
    let mut text = head()?;
    if whole || !parts.is_empty() {
        text = format!("{text}\n{}", over_http(&server, options, &parts)?);
    }
    if whole || !phone.is_empty() {
        text = format!("{text}\n{}", super::slow::table(&server)?);
    }
    if whole && options.server.is_none() {
        text = format!("{text}\n{}", super::size::table()?);
    }
    println!("{text}");
    if options.write {
        fs::write(place::root().join("docs/bench.md"), text)?;
    }
    Ok(())
}

/// The part that a browser measures; the others are those of the `bench` crate.
const PHONE: &str = "phone";

fn over_http(server: &Path, options: &Options, parts: &[&str]) -> anyhow::Result<String> {
    step("bench", || run::done(&mut run::cargo(["build", "--release", "--package", "bench"])))?;
    let [small, large] = GROUPS.map(|groups| made(server, groups, options.fresh));
    let (small, large) = (small?, large?);
    let bench = place::target().join("release/bench");
    let mut command = run::program(&bench.display().to_string(), ["run", "--server"]);
    command.arg(server).arg("--small").arg(small).arg("--large").arg(large);
    command.arg("--work").arg(place::target().join("bench/work"));
    command.args(options.quick.then_some("--quick"));
    if !parts.is_empty() {
        command.args(["--only", &parts.join(",")]);
    }
    let output = step("measure", || Ok(command.stderr(Stdio::inherit()).output()?))?;
    ensure!(output.status.success(), "the bench ended with {}", output.status);
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The data of so many groups, made once: it takes minutes, and only its story decides what is in it.
fn made(server: &Path, groups: u32, fresh: bool) -> anyhow::Result<PathBuf> {
    let data = place::target().join(format!("bench/{groups}"));
    let done = data.join("made");
    let written = |file: &Path| file.metadata().and_then(|data| data.modified()).ok();
    if !fresh && written(&done).is_some() && written(&done) > site::sources(&["demo"]).into_values().max() {
        return Ok(data);
    }
    if data.exists() {
        fs::remove_dir_all(&data)?;
    }
    step(&format!("{groups} groups"), || {
        let mut demo = run::program(&server.display().to_string(), ["demo", "--groups", &groups.to_string(), "--data"]);
        run::done(demo.arg(&data).arg("--ballot-key").arg(data.join("ballot.key")))
    })?;
    fs::write(done, "")?;
    Ok(data)
}

/// When, where and of what.
fn head() -> anyhow::Result<String> {
    let said = |name: &str, args: &[&str]| -> anyhow::Result<String> {
        let output = run::program(name, args).output().with_context(|| name.to_owned())?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let changed =
        if said("git", &["status", "--porcelain", "--untracked-files=no"])?.is_empty() { "" } else { ", changed" };
    let commit = said("git", &["rev-parse", "--short", "HEAD"])?;
    let cores = std::thread::available_parallelism()?;
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1_000_000;
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    Ok(format!(
        "# What it costs\n\nWritten by `cargo xtask bench --write`: {}, commit {commit}{changed}; {cores} cores ({}), {memory} GB, \
         load {} at the end (generator and server share the cores; beyond the cores' number others did too). A figure counts \
         only beside its control of the same run.\n",
        said("date", &["-u", "+%Y-%m-%d %H:%M UTC"])?,
        processor.trim_start_matches([' ', '\t', ':']),
        load.split_whitespace().next().unwrap_or("?"),
    ))
}
