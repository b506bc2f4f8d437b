//! Turns `locales/{zh-CN,en}/<room>.json` into typed texts: `t.issue.late(days)`. A key that is missing in one language,
//! or takes other values there, does not compile. A file is a room; adding one in both languages is all it takes.
//! English has a singular: `{days} {days|day|days} later` takes the first word where `days` reads "1", else the second.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

type Texts = BTreeMap<String, String>;
type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> Answer<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let mut code = String::new();
    let rooms = rooms(Path::new("locales/zh-CN"))?;
    for room in &rooms {
        let chinese = read(&format!("locales/zh-CN/{room}.json"))?;
        let english = read(&format!("locales/en/{room}.json"))?;
        code.push_str(&module(room, &chinese, &english)?);
    }
    code.push_str(
        "/// Every text in one language.\n#[derive(Clone, Copy, Debug)]\npub struct Texts {\n    pub lang: Lang,\n",
    );
    rooms.iter().try_for_each(|room| writeln!(code, "    pub {room}: {room}::Room,"))?;
    code.push_str("}\n\nimpl Texts {\n    #[must_use]\n    pub fn new(lang: Lang) -> Texts {\n        Texts {\n            lang,\n");
    rooms.iter().try_for_each(|room| writeln!(code, "            {room}: {room}::Room(lang),"))?;
    code.push_str("        }\n    }\n}\n");
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    fs::write(PathBuf::from(out).join("texts.rs"), code)?;
    Ok(())
}

fn rooms(dir: &Path) -> Answer<BTreeSet<String>> {
    let mut rooms = BTreeSet::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            rooms.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
    }
    Ok(rooms)
}

fn read(path: &str) -> Answer<Texts> {
    let text = fs::read_to_string(path).map_err(|why| format!("{path}: {why}"))?;
    Ok(serde_json::from_str(&text).map_err(|why| format!("{path}: {why}"))?)
}

fn module(room: &str, chinese: &Texts, english: &Texts) -> Answer<String> {
    let missing: Vec<_> = chinese.keys().filter(|key| !english.contains_key(*key)).collect();
    let extra: Vec<_> = english.keys().filter(|key| !chinese.contains_key(*key)).collect();
    if !missing.is_empty() || !extra.is_empty() {
        return Err(format!("{room}: only in zh-CN: {missing:?}; only in en: {extra:?}").into());
    }
    let mut code = format!(
        "#[allow(clippy::new_ret_no_self, clippy::too_many_arguments, reason = \"a text is named by its key and takes its places\")]\npub mod {room} {{\n    use super::Lang;\n    #[derive(Clone, Copy, Debug)]\n    pub struct Room(pub Lang);\n    impl Room {{\n"
    );
    let mut fixed = String::new();
    for (key, chinese) in chinese {
        let english = &english[key];
        let values = values(chinese);
        if values != self::values(english) {
            return Err(format!("{room}.{key}: the two languages take other values").into());
        }
        if values.is_empty() {
            writeln!(fixed, "                ({key:?}, Lang::Zh) => {chinese:?}, ({key:?}, Lang::En) => {english:?},")?;
            writeln!(
                code,
                "        #[must_use] pub fn {key}(self) -> &'static str {{ match self.0 {{ Lang::Zh => {chinese:?}, Lang::En => {english:?} }} }}"
            )?;
        } else {
            let takes: Vec<_> = values.iter().map(|value| format!("{value}: impl std::fmt::Display")).collect();
            let english = inflected(english).map_err(|why| format!("{room}.{key}: {why}"))?;
            writeln!(
                code,
                "        #[must_use] pub fn {key}(self, {}) -> String {{ match self.0 {{ Lang::Zh => format!({chinese:?}), Lang::En => format!({english}) }} }}",
                takes.join(", ")
            )?;
        }
    }
    writeln!(
        code,
        "        /// A text without values by its key, for the names of our own enums (a test asks for each).\n        #[must_use] pub fn get(self, key: &str) -> &'static str {{ match (key, self.0) {{\n{fixed}                _ => \"\" }} }}"
    )?;
    code.push_str("    }\n}\n");
    Ok(code)
}

/// The `{names}` in a text, in order of the alphabet; `{days|day|days}` is a place of `days`.
fn values(text: &str) -> BTreeSet<String> {
    let places = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
    places.map(|(place, _)| place.split('|').next().unwrap_or(place).to_owned()).collect()
}

/// What `format!` takes for an English text: `{days|day|days}` becomes a `{}` and the call that chooses its word.
fn inflected(text: &str) -> Answer<String> {
    let mut parts = text.split('{');
    let mut says = parts.next().unwrap_or_default().to_owned();
    let mut words = String::new();
    for part in parts {
        let (place, after) = part.split_once('}').ok_or("a place has no end")?;
        match place.split('|').collect::<Vec<_>>().as_slice() {
            [value] => write!(says, "{{{value}}}{after}")?,
            [value, single, several] => {
                write!(says, "{{}}{after}")?;
                write!(words, ", super::one(&{value}, {single:?}, {several:?})")?;
            }
            _ => return Err(format!("{{{place}}} needs two words: one for 1, one for all else").into()),
        }
    }
    Ok(format!("{says:?}{words}"))
}
