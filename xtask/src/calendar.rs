//! Holds the shipped working days against the public package `chinesecalendar`, day by day. The package lies in an
//! environment of its own under `target/tools`; a year that it does not know yet is a failure, not a gap.
use crate::{need, place, run};
use anyhow::{Context as _, ensure};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// The release that it is compared with: the first that knows 2026.
const PACKAGE: &str = "chinesecalendar==1.11.0";
/// Prints what the package knows of the days that it is given, as the example prints ours.
const ASK: &str = "import sys, datetime, chinese_calendar as c\n\
    for line in sys.stdin:\n    day = line.split()[0]\n    \
    print(day, int(c.is_workday(datetime.date.fromisoformat(day))))\n";

pub fn compare() -> anyhow::Result<()> {
    let python = environment()?;
    let mut own = run::cargo(["run", "--quiet", "-p", "domain", "--example", "working_days"]);
    let own = String::from_utf8(run::output(&mut own)?)?;
    let ours = place::target().join("tools/working_days.txt");
    fs::write(&ours, &own)?;
    let mut ask = run::program(&python.display().to_string(), ["-c", ASK]);
    let theirs = String::from_utf8(run::output(ask.stdin(fs::File::open(&ours)?))?)?;
    let (own, theirs) = (days(&own), days(&theirs));
    ensure!(own.len() == 1_461 && own.len() == theirs.len(), "{} days here, {} there", own.len(), theirs.len());
    let wrong: Vec<_> =
        own.iter().filter(|(day, works)| theirs.get(*day) != Some(*works)).map(|(day, _)| day).collect();
    ensure!(wrong.is_empty(), "the shipped calendar differs from {PACKAGE} on {wrong:?}");
    eprintln!("  {} days agree with {PACKAGE}", own.len());
    Ok(())
}

fn days(text: &str) -> BTreeMap<&str, &str> {
    text.lines().filter_map(|line| line.split_once(' ')).collect()
}

/// Python with the package, made when it is not there.
fn environment() -> anyhow::Result<PathBuf> {
    let dir = place::target().join("tools/chinesecalendar");
    let python = dir.join("bin/python");
    let made = dir.join(PACKAGE);
    if made.exists() {
        return Ok(python);
    }
    drop(fs::remove_dir_all(&dir));
    need::python()?;
    let mut make = run::program("python3", ["-m", "venv"]);
    run::done(make.arg(&dir)).context("a Python environment")?;
    let quiet = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE];
    run::done(&mut run::program(&python.display().to_string(), quiet))?;
    fs::write(made, "")?;
    Ok(python)
}
