//! The site directory: hashed names, the manifest that tells them, public files, compressed siblings.
use crate::{place, wasm::Browser};
use anyhow::Context as _;
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Worth compressing; images are compressed already.
const TEXT: [&str; 9] = ["css", "html", "js", "json", "pack", "svg", "txt", "wasm", "webmanifest"];

/// While developing only what is compressed in a moment is: browsers are answered then as they are by what is shipped.
const QUICK_BYTES: u64 = 256 * 1024;

/// Where the server looks for it.
pub fn write(browser: &Browser, css: &[u8], release: bool) -> anyhow::Result<()> {
    write_to(&place::site(), browser, css, release)
}

/// Written beside the old one and swapped in: a running server never sees half a site.
fn write_to(site: &Path, browser: &Browser, css: &[u8], release: bool) -> anyhow::Result<()> {
    let fresh = site.with_extension("new");
    if fresh.exists() {
        fs::remove_dir_all(&fresh)?;
    }
    fs::create_dir_all(fresh.join("pkg"))?;
    copy(&place::root().join("public"), &fresh)?;
    let base = format!("/pkg/{}", hash(&browser.dir)?);
    copy(&browser.dir, &fresh.join(&base[1..]))?;
    let file = |name: &str| format!("{base}/{name}");
    let files = |packs: &Vec<String>| packs.iter().map(|pack| file(pack)).collect::<Vec<_>>();
    let pages: BTreeMap<_, _> = browser.pages.iter().map(|(page, packs)| (page, files(packs))).collect();
    let manifest = serde_json::json!({
        "js": file(Browser::SCRIPT),
        "loader": file(Browser::LOADER),
        "wasm": file(Browser::WASM),
        "pages": pages,
        "css": style(&fresh, css)?,
    });
    fs::write(fresh.join("manifest.json"), serde_json::to_vec_pretty(&manifest)?)?;
    worker(&fresh)?;
    for file in self::files(&fresh)? {
        if release {
            compress(&file, 11)?;
        } else if fs::metadata(&file)?.len() <= QUICK_BYTES {
            compress(&file, 5)?;
        }
    }
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::rename(&fresh, site).with_context(|| format!("{} into place", site.display()))
}

/// One hash for a directory whose files name each other: together they change.
fn hash(dir: &Path) -> anyhow::Result<String> {
    let mut all = Sha256::new();
    for file in files(dir)? {
        all.update(fs::read(file)?);
    }
    Ok(short(&all.finalize()))
}

/// Writes the style under a name with its hash and gives its address.
fn style(site: &Path, css: &[u8]) -> anyhow::Result<String> {
    let name = format!("pkg/xundao.{}.css", short(&Sha256::digest(css)));
    fs::write(site.join(&name), css)?;
    Ok(format!("/{name}"))
}

/// The worker, one text of its files, told what to keep. It differs with every release, which is how browsers notice one.
fn worker(site: &Path) -> anyhow::Result<()> {
    let kept = |file: &PathBuf| !file.ends_with("manifest.json");
    let files: Vec<PathBuf> = files(site)?.into_iter().filter(kept).collect();
    let mut all = Sha256::new();
    for file in &files {
        all.update(fs::read(file)?);
    }
    let addresses = files.iter().filter_map(|file| Some(format!("/{}", file.strip_prefix(site).ok()?.display())));
    let (addresses, release) = (addresses.collect::<Vec<_>>(), short(&all.finalize()));
    let told = format!("const RELEASE = {release:?};\nconst FILES = {};\n", serde_json::to_string(&addresses)?);
    let parts = self::files(&place::root().join("worker"))?.into_iter().map(fs::read_to_string);
    let text: String = std::iter::once(Ok(told)).chain(parts).collect::<Result<Vec<_>, _>>()?.join("\n");
    fs::write(site.join("sw.js"), text).context("sw.js")
}

fn short(hash: &[u8]) -> String {
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// Every file below a directory, in a fixed order.
pub fn files(dir: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).with_context(|| dir.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Siblings in brotli, of a quality from 0 to 11, and in gzip.
fn compress(file: &Path, quality: u32) -> anyhow::Result<()> {
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    if !TEXT.contains(&ending.as_ref()) {
        return Ok(());
    }
    let content = fs::read(file)?;
    let sibling = |ending: &str| {
        file.with_file_name(format!("{}.{ending}", file.file_name().unwrap_or_default().to_string_lossy()))
    };
    let mut brotli = brotli::CompressorWriter::new(fs::File::create(sibling("br"))?, 1 << 16, quality, 22);
    brotli.write_all(&content)?;
    brotli.flush()?;
    let mut gzip = flate2::write::GzEncoder::new(fs::File::create(sibling("gz"))?, flate2::Compression::best());
    gzip.write_all(&content)?;
    gzip.finish()?;
    Ok(())
}

/// What site and server are made of.
pub const SOURCES: [&str; 13] = [
    "app",
    "demo",
    "domain",
    "frontend",
    "ledger",
    "migrations",
    "public",
    "server",
    "store",
    "style",
    "worker",
    "Cargo.lock",
    "Cargo.toml",
];

/// When each of these, or what is below it, was last written.
pub fn sources(names: &[&str]) -> BTreeMap<PathBuf, SystemTime> {
    let mut seen = BTreeMap::new();
    for name in names {
        let path = place::root().join(name);
        let files = if path.is_dir() { files(&path).unwrap_or_default() } else { vec![path] };
        for file in files {
            if let Ok(time) = file.metadata().and_then(|data| data.modified()) {
                seen.insert(file, time);
            }
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// A site as it is shipped, and its manifest.
    fn shipped(dir: &Path, script: &str, css: &str) -> (PathBuf, serde_json::Value) {
        let own = dir.join("bindgen");
        fs::create_dir_all(&own).unwrap();
        for (name, text) in [(Browser::SCRIPT, script), (Browser::LOADER, "load()"), (Browser::WASM, "wasm")] {
            fs::write(own.join(name), text).unwrap();
        }
        fs::write(own.join("one.pack"), "page").unwrap();
        let pages = BTreeMap::from([("issue".to_owned(), vec!["one.pack".to_owned()])]);
        let site = dir.join("site");
        write_to(&site, &Browser { dir: own, pages }, css.as_bytes(), true).unwrap();
        let manifest = serde_json::from_slice(&fs::read(site.join("manifest.json")).unwrap()).unwrap();
        (site, manifest)
    }

    fn read(mut from: impl Read) -> Vec<u8> {
        let mut all = Vec::new();
        from.read_to_end(&mut all).unwrap();
        all
    }

    #[test]
    fn built_files_have_other_names_as_soon_as_something_else_is_in_them() {
        let dir = tempfile::tempdir().unwrap();
        let (_, first) = shipped(dir.path(), "one()", "a{}");
        let (site, second) = shipped(dir.path(), "two()", "b{}");
        let named = |manifest: &serde_json::Value| {
            let one = |key: &str| manifest[key].as_str().unwrap().trim_start_matches('/').to_owned();
            let page = manifest["pages"]["issue"][0].as_str().unwrap().trim_start_matches('/').to_owned();
            ["js", "loader", "wasm", "css"].map(one).into_iter().chain([page]).collect::<Vec<_>>()
        };
        for (old, new) in named(&first).into_iter().zip(named(&second)) {
            assert_ne!(old, new);
            assert!(site.join(&new).exists() && !site.join(&old).exists(), "{old} {new}");
        }
        assert_eq!(shipped(dir.path(), "two()", "b{}").1, second);
    }

    #[test]
    fn what_is_shipped_has_siblings_that_say_the_same_and_a_worker_that_keeps_all_but_them() {
        let dir = tempfile::tempdir().unwrap();
        let (site, _) = shipped(dir.path(), "one()", "a{}");
        let worker = fs::read_to_string(site.join("sw.js")).unwrap();
        let kept = worker.lines().nth(1).unwrap();
        let plain = |file: &PathBuf| !["br", "gz"].map(|own| file.extension().unwrap() == own).contains(&true);
        for file in files(&site).unwrap().into_iter().filter(plain) {
            let (name, content) = (file.strip_prefix(&site).unwrap().display().to_string(), fs::read(&file).unwrap());
            let sibling = |ending: &str| fs::File::open(site.join(format!("{name}.{ending}"))).ok();
            let text = TEXT.contains(&file.extension().unwrap().to_str().unwrap());
            let brotli = sibling("br").map(|own| read(brotli::Decompressor::new(own, 4096)));
            let gzip = sibling("gz").map(|own| read(flate2::read::GzDecoder::new(own)));
            let wanted = text.then_some(content);
            assert_eq!((&brotli, &gzip), (&wanted, &wanted), "{name}");
            let own = name == "sw.js" || name == "manifest.json";
            assert_eq!(kept.contains(&format!("\"/{name}\"")), !own, "{name}");
        }
        assert!(!kept.contains(".br\"") && !kept.contains(".gz\""), "{kept}");
    }
}
