//! Turns `locales/{zh-CN,en}/<room>.json` into typed texts: `t.issue.late(days)`. A key that is missing in one language,
//! or takes other values there, does not compile. A file is a room; adding one in both languages is all it takes.
//! Each text has a number; what is said under it comes from a table (`src/texts.rs`).

mod locales;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use locales::{LANGS, Room};

type Answer<T> = Result<T, Box<dyn Error>>;

fn main() -> Answer<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales.rs");
    println!("cargo::rerun-if-changed=locales");
    let rooms = locales::rooms(Path::new("locales"))?;
    let mut code = String::new();
    let mut first = 0;
    for room in &rooms {
        code.push_str(&module(room, first)?);
        first += room.texts.len();
    }
    code.push_str(
        "/// Every text in one language.\n#[derive(Clone, Copy, Debug)]\npub struct Texts {\n    pub lang: Lang,\n",
    );
    rooms.iter().try_for_each(|Room { name, .. }| writeln!(code, "    pub {name}: {name}::Room,"))?;
    code.push_str("}\n\nimpl Texts {\n    #[must_use]\n    pub fn new(lang: Lang) -> Texts {\n        Texts {\n            lang,\n");
    rooms.iter().try_for_each(|Room { name, .. }| writeln!(code, "            {name}: {name}::Room(lang),"))?;
    code.push_str("        }\n    }\n}\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    fs::write(out.join("texts.rs"), code)?;
    for (lang, code) in LANGS.iter().enumerate() {
        fs::write(out.join(format!("{code}.txt")), locales::file(&rooms, lang))?;
    }
    Ok(())
}

/// The texts of a room, numbered from `first` on.
fn module(room: &Room, first: usize) -> Answer<String> {
    let name = &room.name;
    let mut code = format!(
        "#[allow(clippy::new_ret_no_self, clippy::too_many_arguments, reason = \"a text is named by its key and takes its places\")]\npub mod {name} {{\n    use super::Lang;\n    #[derive(Clone, Copy, Debug)]\n    pub struct Room(pub Lang);\n    impl Room {{\n"
    );
    for (number, (key, [chinese, english])) in (first..).zip(&room.texts) {
        let values = values(chinese);
        if values != self::values(english) {
            return Err(format!("{name}.{key}: the two languages take other values").into());
        }
        if values.is_empty() {
            writeln!(
                code,
                "        #[must_use] pub fn {key}(self) -> &'static str {{ super::text(self.0, {number}) }}"
            )?;
        } else {
            let takes: Vec<_> = values.iter().map(|value| format!("{value}: impl std::fmt::Display")).collect();
            let given: Vec<_> = values.iter().map(|value| format!("({value:?}, &{value})")).collect();
            let (takes, given) = (takes.join(", "), given.join(", "));
            writeln!(
                code,
                "        #[must_use] pub fn {key}(self, {takes}) -> String {{ super::filled(self.0, {number}, &[{given}]) }}"
            )?;
        }
    }
    let end = first + room.texts.len();
    writeln!(
        code,
        "        /// A text without values by its key, for the names of our own enums (a test asks for each).\n        #[must_use] pub fn get(self, key: &str) -> &'static str {{ super::named(self.0, {first}..{end}, key) }}"
    )?;
    code.push_str("    }\n}\n");
    Ok(code)
}

/// The `{names}` in a text, in order of the alphabet.
fn values(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name.to_owned()).collect()
}
