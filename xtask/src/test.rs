//! `cargo xtask test`: what a change must pass. In order of how soon each answers; the first failure ends it.
use crate::{browser, build, calendar, need, pg::Postgres, run, run::step};
use clap::{Args, ValueEnum};

#[derive(Args, Debug)]
pub struct Options {
    /// Only these
    parts: Vec<Part>,
    /// Handed to the test runner: cargo's for `rust`, playwright for `browser`
    #[arg(last = true)]
    rest: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Part {
    Fmt,
    Clippy,
    Calendar,
    Rust,
    Browser,
}

pub fn test(options: &Options) -> anyhow::Result<()> {
    let parts = if options.parts.is_empty() { Part::value_variants() } else { &options.parts };
    for part in parts {
        match part {
            Part::Fmt => step("fmt", fmt)?,
            Part::Clippy => clippy()?,
            Part::Calendar => step("calendar", calendar::compare)?,
            Part::Rust => rust(&options.rest)?,
            Part::Browser => in_browser(&options.rest)?,
        }
    }
    run::summary();
    Ok(())
}

fn fmt() -> anyhow::Result<()> {
    run::done(&mut run::cargo(["fmt", "--all", "--check"]))
}

/// Twice, because server and browser see different halves of `app`.
fn clippy() -> anyhow::Result<()> {
    step("clippy, server", || {
        let args = ["clippy", "--workspace", "--exclude", "frontend", "--all-targets", "--", "-D", "warnings"];
        run::done(&mut run::cargo(args))
    })?;
    step("clippy, browser", || {
        need::wasm_target()?;
        let target = "--target=wasm32-unknown-unknown";
        run::done(&mut run::cargo(["clippy", "-p", "app", "-p", "frontend", target, "--", "-D", "warnings"]))
    })
}

fn rust(rest: &[String]) -> anyhow::Result<()> {
    // some tests ask the server for a file of the site
    build::site(false)?;
    let postgres = step("postgres", Postgres::start)?;
    let tests: &[&str] = if run::which("cargo-nextest").is_some() { &["nextest", "run"] } else { &["test"] };
    let run =
        |which: &[&str]| run::done(run::cargo(tests).args(which).args(rest).env("XUNDAO_TEST_POSTGRES", &postgres.url));
    step("rust", || {
        // `-- -p store` chooses crates; cargo would take --workspace to mean all the same
        if rest.iter().any(|arg| arg == "-p") {
            return run(&[]);
        }
        // xtask apart, as it was built: in one run with the others its features would build every crate anew,
        // for the tests and then for the server
        run(&["--workspace", "--exclude", "frontend", "--exclude", "xtask"])?;
        run::done(&mut run::cargo(["test", "--quiet", "-p", "xtask"]))
    })
}

fn in_browser(rest: &[String]) -> anyhow::Result<()> {
    let server = build::build(&build::Options { release: false })?;
    let browser = step("browser's needs", || browser::ready(&server))?;
    let mut playwright = browser.playwright("playwright.config.ts");
    // lives until the tests have ended
    let postgres = step("postgres", Postgres::start)?;
    if let Some(template) = browser.template() {
        step("demo in postgres", || postgres.demo(&server, template))?;
        playwright.envs(postgres.copying());
    }
    step("browser", || run::done(playwright.args(rest)))
}
