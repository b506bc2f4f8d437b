//! Running other programs, and saying how long a step took.
use crate::place;
use anyhow::{Context as _, ensure};
use std::{ffi::OsStr, path::PathBuf, process::Command, sync::Mutex, time::Instant};

/// A program that runs in the repository's root.
pub fn program<S: AsRef<OsStr>>(name: &str, args: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(name);
    command.args(args).current_dir(place::root());
    command
}

/// The cargo that runs this task. Its own variables must not leak into the inner call:
/// cargo would take them for a change and build again.
pub fn cargo<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Command {
    let mut command = program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), args);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs to the end; anything but success is an error that names the program.
pub fn done(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().with_context(|| missing(command))?;
    ensure!(status.success(), "{} ended with {status}", shown(command));
    Ok(())
}

/// Runs to the end and gives what was printed.
pub fn output(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let output = command.stderr(std::process::Stdio::inherit()).output().with_context(|| missing(command))?;
    ensure!(output.status.success(), "{} ended with {}", shown(command), output.status);
    Ok(output.stdout)
}

fn missing(command: &Command) -> String {
    format!("cannot start {}: is it installed?", command.get_program().to_string_lossy())
}

fn shown(command: &Command) -> String {
    let args = command.get_args().map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ");
    format!("`{} {args}`", command.get_program().to_string_lossy())
}

/// Where a program is, if it is on the PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// What each step took, for the summary.
static STEPS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Runs a step and prints how long it took. A failed one prints the summary at once: nothing comes after it.
pub fn step<T>(name: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    eprintln!("→ {name}");
    #[expect(clippy::disallowed_methods, reason = "a stopwatch for people: nothing is decided by it")]
    let start = Instant::now();
    let outcome = work();
    let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
    let line = format!("  {name:<24} {verdict:<6} {:>7.1} s", start.elapsed().as_secs_f64());
    eprintln!("{line}");
    if let Ok(mut steps) = STEPS.lock() {
        steps.push(line);
    }
    if outcome.is_err() {
        summary();
    }
    outcome
}

/// All steps so far, in one place.
pub fn summary() {
    if let Ok(steps) = STEPS.lock() {
        eprintln!("\n{}", steps.join("\n"));
    }
}
