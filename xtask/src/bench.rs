//! `cargo xtask bench`: figures that a change may not worsen unseen.
mod size;
mod slow;
mod speed;

use crate::build;
use clap::Args;

#[derive(Args, Debug)]
pub struct Options {
    /// Only what a first load costs: the release site's wasm and scripts, in brotli. Fails on growth
    #[arg(long)]
    size: bool,
    /// Record what was measured as what is expected from now on
    #[arg(long, requires = "size")]
    accept: bool,
    #[command(flatten)]
    speed: speed::Options,
}

pub fn bench(options: &Options) -> anyhow::Result<()> {
    if !options.size {
        return speed::speed(&options.speed);
    }
    build::site(true)?;
    size::size(options.accept)
}
