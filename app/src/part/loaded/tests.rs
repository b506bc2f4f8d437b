//! What waits for a resource is shown through `loaded`, which the server makes once. A closure that stands in a
//! `Transition` by itself is run up to three times there; what reads inside it has another number than in the browser
//! then, which reads it again.

use std::fs;
use std::path::{Path, PathBuf};

/// Who waits by itself all the same, and makes nothing there that reads. The desk holds every page, but in no closure.
const OWN: [&str; 5] = ["desk.rs", "issue/bar.rs", "part/loaded.rs", "signin.rs", "wall.rs"];
const WAITS: [&str; 4] = ["Suspend::new(", "<Suspense", "<Transition", "<Await"];
const READS: [&str; 7] =
    ["resource(", "blocking(", "Resource::new", " reading(", " reading_or(", " record(", " listing("];

fn sources(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

#[test]
fn what_waits_goes_through_loaded_and_where_it_does_not_nothing_reads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut own = Vec::new();
    for file in sources(&root) {
        let name = file.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let begins = WAITS.iter().filter_map(|word| text.find(word)).min();
        let rest = begins.and_then(|at| text.get(at..)).filter(|_| name != "part/loaded/tests.rs");
        let Some(rest) = rest else { continue };
        let made: Vec<_> = READS.iter().filter(|word| rest.contains(**word)).collect();
        assert!(made.is_empty(), "{name}: what reads is made before the page waits, not inside: {made:?}");
        own.push(name);
    }
    own.sort();
    assert_eq!(own, OWN, "show what is read through `loaded`");
}
