//! `cargo xtask shots`: what every page looks like. `end2end/routes.ts` lists the pages.
use crate::{browser, build, place, run, run::step};
use clap::Args;
use std::fs;

#[derive(Args, Debug)]
pub struct Options {
    /// Handed to playwright, as `--grep issues`
    #[arg(last = true)]
    rest: Vec<String>,
}

pub fn shots(options: &Options) -> anyhow::Result<()> {
    let server = build::build(&build::Options { release: false })?;
    let browser = step("browser's needs", || browser::ready(&server))?;
    let pictures = place::target().join("shots");
    fs::create_dir_all(&pictures)?;
    let mut playwright = browser.playwright("shots.config.ts");
    playwright.env("XUNDAO_SHOTS", &pictures).args(&options.rest);
    step("shots", || run::done(&mut playwright))?;
    eprintln!("  {}", pictures.display());
    Ok(())
}
