//! Reads `locales/{zh-CN,en}/<room>.json`: every text in both languages, in the order by which it is numbered. Shared by `build.rs`,
//! which names the texts, and by `cargo xtask build`, which writes the file of a language that the browser loads.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// As their directories are called: Chinese, then English.
pub const LANGS: [&str; 2] = ["zh-CN", "en"];

/// The texts of one file by their keys, each in both languages.
pub struct Room {
    pub name: String,
    pub texts: BTreeMap<String, [String; 2]>,
}

/// All rooms, by name.
///
/// # Errors
/// A file that can't be read; a key that is missing in one language; a text that would break the file of its language.
pub fn rooms(dir: &Path) -> Result<Vec<Room>, Box<dyn Error>> {
    let mut rooms = Vec::new();
    for entry in fs::read_dir(dir.join(LANGS[0]))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            rooms.push(room(dir, name)?);
        }
    }
    rooms.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(rooms)
}

fn room(dir: &Path, name: String) -> Result<Room, Box<dyn Error>> {
    let [chinese, mut english] = [read(dir, LANGS[0], &name)?, read(dir, LANGS[1], &name)?];
    let missing: Vec<_> = chinese.keys().filter(|key| !english.contains_key(*key)).collect();
    let extra: Vec<_> = english.keys().filter(|key| !chinese.contains_key(*key)).collect();
    if !missing.is_empty() || !extra.is_empty() {
        return Err(format!("{name}: only in zh-CN: {missing:?}; only in en: {extra:?}").into());
    }
    let both = |(key, chinese): (String, String)| {
        let english = english.remove(&key).unwrap_or_default();
        (key, [chinese, english])
    };
    Ok(Room { texts: chinese.into_iter().map(both).collect(), name })
}

fn read(dir: &Path, lang: &str, room: &str) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let path = dir.join(lang).join(format!("{room}.json"));
    let text = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let texts: BTreeMap<String, String> =
        serde_json::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    match texts.iter().find(|(key, text)| key.contains(['\t', '\n']) || text.contains(['\t', '\n'])) {
        Some((key, _)) => Err(format!("{room}.{key}: no tabs and no line breaks").into()),
        None => Ok(texts),
    }
}

/// What the browser loads of a language: a line for each text, `key` tab `text`, in the order of their numbers.
pub fn file(rooms: &[Room], lang: usize) -> String {
    let texts = rooms.iter().flat_map(|room| &room.texts);
    texts.map(|(key, both)| format!("{key}\t{}\n", both[lang])).collect()
}
