//! What nobody honest sends: broken bodies, bombs, foreign sites, scripts in every text. A clear refusal each time:
//! never a 5xx, never a panic, memory bounded, and nothing that a browser would run.

mod bodies;
mod edges;
mod files;
mod formulas;
mod html;
mod scripts;

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The frozen lines of the wire: every act in every form.
pub fn frozen() -> BTreeMap<String, Vec<String>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../domain/tests/wire");
    let read = |path: PathBuf| {
        let lines = std::fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
        (path.file_stem().unwrap().to_str().unwrap().to_owned(), lines)
    };
    std::fs::read_dir(folder).unwrap().map(|file| read(file.unwrap().path())).collect()
}
