//! All parts that a page needs in one file: they are many, most are small, and much of one is in the others again, which
//! brotli sees only within a file. A part that several pages need is in the pack of each; the browser takes the first.
use anyhow::{Context as _, ensure};
use std::{collections::BTreeMap, fs, path::Path};

use super::Browser;

/// How the script of wasm-split asks for a part, and how it is to.
const ASKS: (&str, &str) = ("fetch(new URL(\"./", ".wasm\", import.meta.url))");
const UNPACK: &str = include_str!("pack.js");

pub fn name(page: &str) -> String {
    format!("{page}.pack")
}

/// Puts the parts into packs and has the script take them from there. `pages` names the parts of each.
pub fn pack(dir: &Path, pages: &BTreeMap<String, Vec<String>>) -> anyhow::Result<()> {
    for (page, parts) in pages {
        let parts = parts.iter().map(|part| Ok((part, fs::read(wasm(dir, part))?)));
        fs::write(dir.join(name(page)), packed(&parts.collect::<anyhow::Result<Vec<_>>>()?)?)?;
    }
    for part in pages.values().flatten() {
        // needed by several pages: gone already
        let _ = fs::remove_file(wasm(dir, part));
    }
    let script = dir.join(Browser::LOADER);
    let text = fs::read_to_string(&script).with_context(|| script.display().to_string())?;
    fs::write(script, format!("{UNPACK}{}", taking(&text)?))?;
    Ok(())
}

fn wasm(dir: &Path, part: &str) -> std::path::PathBuf {
    dir.join(format!("{part}.wasm"))
}

fn packed(parts: &[(&String, Vec<u8>)]) -> anyhow::Result<Vec<u8>> {
    let list: Vec<_> = parts.iter().map(|(name, bytes)| (name, bytes.len())).collect();
    let list = serde_json::to_vec(&list)?;
    let mut pack = u32::try_from(list.len())?.to_le_bytes().to_vec();
    pack.extend(list);
    parts.iter().for_each(|(_, bytes)| pack.extend(bytes));
    Ok(pack)
}

fn taking(script: &str) -> anyhow::Result<String> {
    let taken = script.replace(ASKS.0, "part(\"").replace(ASKS.1, "\")");
    ensure!(taken.contains("part(\"") && !taken.contains("fetch("), "wasm-split asks for its parts in another way now");
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_takes_parts_from_packs() {
        let script = "const src = fetch(new URL(\"./split_unit.wasm\", import.meta.url));\nsrc.catch(() => {});";
        assert_eq!(taking(script).unwrap(), "const src = part(\"split_unit\");\nsrc.catch(() => {});");
        assert!(taking("const src = load('split_unit.wasm');").is_err());
    }

    #[test]
    fn a_pack_begins_with_its_list() {
        let (one, two) = ("chunk_1".to_owned(), "split_unit".to_owned());
        let pack = packed(&[(&one, vec![7, 7]), (&two, vec![9])]).unwrap();
        let list = br#"[["chunk_1",2],["split_unit",1]]"#;
        assert_eq!(pack[..4], u32::try_from(list.len()).unwrap().to_le_bytes());
        assert_eq!(pack[4..], [list.as_slice(), &[7, 7, 9]].concat());
    }
}
