//! `cargo xtask bench`: figures that a change may not worsen unseen.
mod speed;

use crate::{build, place};
use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::{Map, Value};
use std::{fs, path::PathBuf};

#[derive(Args, Debug)]
pub struct Options {
    /// What the first page costs: the release site's wasm, script and style, in brotli
    #[arg(long)]
    size: bool,
    /// Record what was measured as what is expected from now on
    #[arg(long, requires = "size")]
    accept: bool,
    #[command(flatten)]
    speed: speed::Options,
}

/// In percent; beyond it a line in the CHANGELOG has to say why.
const GROWTH: u64 = 3;

pub fn bench(options: &Options) -> anyhow::Result<()> {
    if !options.size {
        return speed::speed(&options.speed);
    }
    build::build(&build::Options { release: true })?;
    let now = sizes()?;
    if options.accept {
        let text = serde_json::to_string_pretty(&now)? + "\n";
        return fs::write(baseline(), text).with_context(|| baseline().display().to_string());
    }
    compare(&now)
}

fn baseline() -> PathBuf {
    place::root().join("docs/size.json")
}

/// Bytes after brotli, by kind and together.
fn sizes() -> anyhow::Result<Map<String, Value>> {
    let site = place::site();
    let manifest: Value = serde_json::from_slice(&fs::read(site.join("manifest.json"))?)?;
    let (mut sizes, mut all) = (Map::new(), 0);
    for kind in ["wasm", "js", "css"] {
        let name = manifest[kind].as_str().with_context(|| format!("{kind} in the manifest"))?;
        let file = site.join(format!("{}.br", name.trim_start_matches('/')));
        let bytes = file.metadata().with_context(|| file.display().to_string())?.len();
        all += bytes;
        sizes.insert(kind.into(), bytes.into());
    }
    sizes.insert("together".into(), all.into());
    Ok(sizes)
}

fn compare(now: &Map<String, Value>) -> anyhow::Result<()> {
    let text = fs::read_to_string(baseline()).context("docs/size.json; record one with --accept")?;
    let before: Map<String, Value> = serde_json::from_str(&text)?;
    let bytes = |sizes: &Map<String, Value>, kind: &str| sizes.get(kind).and_then(Value::as_u64).unwrap_or(0);
    for kind in now.keys() {
        println!("{kind:<9} {:>9} B, recorded {:>9} B", bytes(now, kind), bytes(&before, kind));
    }
    let (new, old) = (bytes(now, "together"), bytes(&before, "together"));
    if new * 100 > old * (100 + GROWTH) {
        bail!("the first load grew from {old} to {new} B: say why in CHANGELOG.md and record it with --accept");
    }
    Ok(())
}
