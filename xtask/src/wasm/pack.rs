//! All parts that a page needs in one file: they are many, most are small, and much of one is in the others again, which
//! brotli sees only within a file. What most pages need is in a pack of its own. A part that several others need is in the
//! pack of each; the browser takes the first.
use anyhow::{Context as _, ensure};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use super::Browser;

/// Loads packs; `load` is its entry.
const UNPACK: &str = include_str!("pack.js");

fn name(page: &str) -> String {
    format!("{page}.pack")
}

/// The pack of what most pages need.
const SHARED: &str = "shared";

/// What lies where.
struct Plan {
    /// In the pack of what most need.
    shared: Vec<String>,
    /// The parts in the pack of each page, and whether the page needs the shared one as well.
    pages: BTreeMap<String, (Vec<String>, bool)>,
}

/// What two thirds of the pages need is shared. A page that needs less than half of that brings what it needs itself: the
/// first page of a phone is not to wait for the rest.
fn plan(pages: &BTreeMap<String, Vec<String>>, size: impl Fn(&str) -> u64) -> Plan {
    let mut needed: BTreeMap<&str, usize> = BTreeMap::new();
    for part in pages.values().flatten() {
        *needed.entry(part).or_default() += 1;
    }
    let common: BTreeSet<&str> =
        needed.iter().filter(|(_, pages_with)| **pages_with * 3 >= pages.len() * 2).map(|(part, _)| *part).collect();
    let whole: u64 = common.iter().map(|part| size(part)).sum();
    let own = |parts: &Vec<String>| {
        let of_common: u64 = parts.iter().filter(|part| common.contains(part.as_str())).map(|part| size(part)).sum();
        let leans = whole > 0 && of_common * 2 >= whole;
        let own = parts.iter().filter(|part| !leans || !common.contains(part.as_str()));
        (own.cloned().collect(), leans)
    };
    let pages = pages.iter().map(|(page, parts)| (page.clone(), own(parts))).collect();
    Plan { shared: common.into_iter().map(str::to_owned).collect(), pages }
}

/// Puts the parts into packs and has the script take them from there. `pages` names the parts of each; gives the packs
/// of each.
pub fn pack(dir: &Path, pages: &BTreeMap<String, Vec<String>>) -> anyhow::Result<BTreeMap<String, Vec<String>>> {
    let read = |part: &String| Ok((part.clone(), fs::read(wasm(dir, part))?));
    let bytes = pages.values().flatten().map(read).collect::<anyhow::Result<BTreeMap<String, Vec<u8>>>>()?;
    let plan = plan(pages, |part| bytes.get(part).map_or(0, |bytes| bytes.len() as u64));
    let write = |name: &str, parts: &[String]| -> anyhow::Result<()> {
        let parts: Vec<_> = parts.iter().filter_map(|part| bytes.get_key_value(part)).collect();
        Ok(fs::write(dir.join(self::name(name)), packed(&parts)?)?)
    };
    write(SHARED, &plan.shared)?;
    for (page, (parts, _)) in &plan.pages {
        write(page, parts)?;
    }
    for part in bytes.keys() {
        fs::remove_file(wasm(dir, part))?;
    }
    let script = dir.join(Browser::LOADER);
    let text = fs::read_to_string(&script).with_context(|| script.display().to_string())?;
    fs::write(script, loader(&text, &plan)?)?;
    let packs =
        |leans: bool, page: &str| [leans.then_some(SHARED), Some(page)].into_iter().flatten().map(name).collect();
    Ok(plan.pages.iter().map(|(page, (_, leans))| (page.clone(), packs(*leans, page))).collect())
}

fn wasm(dir: &Path, part: &str) -> std::path::PathBuf {
    dir.join(format!("{part}.wasm"))
}

fn packed(parts: &[(&String, &Vec<u8>)]) -> anyhow::Result<Vec<u8>> {
    let list: Vec<_> = parts.iter().map(|(name, bytes)| (name, bytes.len())).collect();
    let list = serde_json::to_vec(&list)?;
    let mut pack = u32::try_from(list.len())?.to_le_bytes().to_vec();
    pack.extend(list);
    parts.iter().for_each(|(_, bytes)| pack.extend(*bytes));
    Ok(pack)
}

/// Of wasm-split's script, what all parts share and how callers are told; loading packs in place of its files.
fn loader(script: &str, plan: &Plan) -> anyhow::Result<String> {
    let head = script.find("function makeLoad").and_then(|end| script.get(..end));
    let head = head.filter(|head| head.contains("function getSharedImports") && head.contains("function wrapAsyncCb"));
    let head = head.context("wasm-split writes its script in another way now")?;
    let leaning: Vec<&str> =
        plan.pages.iter().filter(|(_, (_, leans))| *leans).map(|(page, _)| page.as_str()).collect();
    let leaning = serde_json::to_string(&leaning)?;
    let mut text = format!(
        "{head}\n/** Pages that need the pack of what most need. */\nconst leaning = new Set({leaning});\n\n{UNPACK}"
    );
    for page in plan.pages.keys() {
        let load = format!("__wasm_split_load_{page}");
        ensure!(
            script.contains(&format!("export const {load} = wrapAsyncCb(")),
            "wasm-split names loaders in another way now"
        );
        text += &format!("export const {load} = wrapAsyncCb(() => load(\"{page}\"));\n");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As wasm-split writes it, shortened.
    const SCRIPT: &str = "import { initSync } from \"./xundao.js\";\nfunction getSharedImports() {}\nfunction wrapAsyncCb(callee) {}\n\
        function makeLoad(fetcher, deps) {}\nconst __chunk_1 = makeLoad(() => fetch(\"./forms.wasm\"), []);\n\
        export const __wasm_split_load_issue = wrapAsyncCb(makeLoad(() => fetch(\"./split_issue.wasm\"), [__chunk_1]));\n\
        export const __wasm_split_load_unit = wrapAsyncCb(makeLoad(() => fetch(\"./split_unit.wasm\"), [__chunk_1]));\n";

    #[test]
    fn the_script_loads_packs_in_place_of_files() {
        let plan = plan(&parts(&[("issue", &["forms"]), ("unit", &["forms"])]), |_| 1);
        let script = loader(SCRIPT, &plan).unwrap();
        assert!(script.starts_with("import { initSync }"), "{script}");
        assert!(script.contains("const leaning = new Set([\"issue\",\"unit\"]);"), "{script}");
        assert!(
            script.ends_with("export const __wasm_split_load_unit = wrapAsyncCb(() => load(\"unit\"));\n"),
            "{script}"
        );
        assert!(!script.contains("makeLoad") && !script.contains("forms.wasm"), "{script}");
        assert!(loader(&SCRIPT.replace("load_unit", "loads_unit"), &plan).is_err());
        assert!(loader("import {}", &plan).is_err());
    }

    #[test]
    fn a_pack_begins_with_its_list() {
        let (one, two) = ("chunk_1".to_owned(), "split_unit".to_owned());
        let pack = packed(&[(&one, &vec![7, 7]), (&two, &vec![9])]).unwrap();
        let list = br#"[["chunk_1",2],["split_unit",1]]"#;
        assert_eq!(pack[..4], u32::try_from(list.len()).unwrap().to_le_bytes());
        assert_eq!(pack[4..], [list.as_slice(), &[7, 7, 9]].concat());
    }

    fn parts(pages: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let owned = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect();
        pages.iter().map(|(page, parts)| ((*page).to_owned(), owned(parts))).collect()
    }

    #[test]
    fn what_most_need_is_shared_and_a_light_page_brings_its_own() {
        let pages = [
            ("issue", &["forms", "acts", "issue"][..]),
            ("unit", &["forms", "acts", "tree", "unit"]),
            ("visit", &["forms", "acts", "tree", "visit"]),
            ("today", &["forms", "today"]),
        ];
        let plan = plan(&parts(&pages), |part| if part == "acts" { 90 } else { 10 });
        assert_eq!(plan.shared, ["acts", "forms"]);
        let own = |page: &str| plan.pages[page].clone();
        assert_eq!(own("issue"), (vec!["issue".to_owned()], true));
        // two of four are not most
        assert_eq!(own("unit"), (vec!["tree".to_owned(), "unit".to_owned()], true));
        assert_eq!(own("today"), (vec!["forms".to_owned(), "today".to_owned()], false));
    }

    #[test]
    fn every_page_finds_all_it_needs() {
        let dir = tempfile::tempdir().unwrap();
        let pages = parts(&[("issue", &["forms", "split_issue"]), ("unit", &["forms", "split_unit"])]);
        for part in ["forms", "split_issue", "split_unit"] {
            fs::write(wasm(dir.path(), part), part).unwrap();
        }
        fs::write(dir.path().join(Browser::LOADER), SCRIPT).unwrap();
        let packs = pack(dir.path(), &pages).unwrap();
        for (page, parts) in &pages {
            let packs = packs[page].iter().map(|pack| fs::read(dir.path().join(pack)).unwrap());
            let all = packs.map(|pack| String::from_utf8_lossy(&pack).into_owned()).collect::<String>();
            for part in parts {
                assert_eq!(all.matches(&format!("[[\"{part}\",{}]]", part.len())).count(), 1, "{part} of {page}");
            }
        }
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 4, "packs and script, no parts");
    }
}
