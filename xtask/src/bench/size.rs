//! What a first load costs: for each kind of page, the bytes in brotli of all wasm and scripts that the browser fetches for it.
use crate::place;
use anyhow::{Context as _, bail};
use serde_json::Value;
use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

/// In percent; beyond it a line in the CHANGELOG has to say why.
const GROWTH: u64 = 3;

/// By the names in `app/src/pages.rs`; `sign-in` needs no more than what is common to all.
type Sizes = BTreeMap<String, u64>;

/// Compares the built site with what was recorded, or records it.
pub fn size(accept: bool) -> anyhow::Result<()> {
    let now = sizes()?;
    if accept {
        let text = serde_json::to_string_pretty(&now)? + "\n";
        return fs::write(baseline(), text).with_context(|| baseline().display().to_string());
    }
    let text = fs::read_to_string(baseline()).context("docs/size.json; record one with --accept")?;
    compare(&now, &serde_json::from_str(&text)?)
}

/// As a table for the report.
pub fn table() -> anyhow::Result<String> {
    let before: Sizes =
        fs::read_to_string(baseline()).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let mut text =
        "## First load\n\nWasm and scripts in brotli of all that the browser fetches for a page of each file in \
                    `app/src/pages.rs`; `sign-in` needs what is common to all. Recorded: `docs/size.json`.\n\n\
                    | page     | bytes   | recorded | wanted    |\n|----------|---------|----------|-----------|\n"
            .to_owned();
    for (page, bytes) in sizes()? {
        let recorded = before.get(&page).map_or("-".to_owned(), u64::to_string);
        // Writing to a String can't fail.
        let _ = writeln!(text, "| {page:<8} | {bytes:<7} | {recorded:<8} | ≤ 300,000 |");
    }
    Ok(text)
}

fn baseline() -> PathBuf {
    place::root().join("docs/size.json")
}

fn sizes() -> anyhow::Result<Sizes> {
    let site = place::site();
    let manifest: Value = serde_json::from_slice(&fs::read(site.join("manifest.json"))?)?;
    let bytes = |name: &Value| -> anyhow::Result<u64> {
        let name = name.as_str().context("a name in the manifest")?;
        let file = site.join(format!("{}.br", name.trim_start_matches('/')));
        Ok(file.metadata().with_context(|| file.display().to_string())?.len())
    };
    let common = ["wasm", "js", "loader"].iter().map(|kind| bytes(&manifest[kind])).sum::<anyhow::Result<u64>>()?;
    let mut sizes = Sizes::from([("sign-in".to_owned(), common)]);
    let pages = manifest["pages"].as_object().context("pages in the manifest")?;
    for (page, packs) in pages {
        let packs = packs.as_array().context("the packs of a page in the manifest")?;
        let own = packs.iter().map(bytes).sum::<anyhow::Result<u64>>()?;
        sizes.insert(page.clone(), common + own);
    }
    Ok(sizes)
}

fn compare(now: &Sizes, before: &Sizes) -> anyhow::Result<()> {
    let mut grown = Vec::new();
    for (page, &bytes) in now {
        let recorded = before.get(page).copied().unwrap_or(0);
        println!("{page:<9} {bytes:>9} B, recorded {recorded:>9} B");
        if bytes * 100 > recorded * (100 + GROWTH) {
            grown.push(page.as_str());
        }
    }
    if !grown.is_empty() {
        bail!("the first load of {} grew: say why in CHANGELOG.md and record it with --accept", grown.join(", "));
    }
    Ok(())
}
