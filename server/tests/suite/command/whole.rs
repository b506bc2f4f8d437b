//! What is kept is whole: `verify` says where it is not, `rebuild` counts it again, a backup brings it back.

use std::path::Path;

use domain::act::Act;
use domain::cast;
use domain::kinds::Text;

use super::{PDF, cast_left};
use crate::binary::Place;

/// Changes one letter of what was recorded when a unit was added, in the file itself.
fn tamper(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    let wanted = format!("\"verb\":\"add\",\"unit\":\"{}\",\"code\":\"SJD", cast::UNITS[4].id).into_bytes();
    let places: Vec<usize> = (0..bytes.len() - wanted.len()).filter(|at| bytes[*at..].starts_with(&wanted)).collect();
    assert_eq!(places.len(), 1, "the entry lies in one place");
    bytes[places[0] + wanted.len()] = b'Y';
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn verify_names_the_first_entry_that_was_tampered_with() {
    let (dir, place) = cast_left().await;
    let whole = place.run(&["verify"]);
    assert_eq!(whole.code, Some(0), "{whole:?}");
    let heads: Vec<Vec<&str>> = whole.out.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(heads.len(), 2, "{whole:?}");
    assert!(heads.iter().all(|head| head.len() == 3 && head[2].len() == 64), "{whole:?}");
    let added = Act::Unit(domain::unit::Act::Add {
        unit: cast::UNITS[4].id,
        code: Text::parse("SJDX").unwrap(),
        name: Text::parse(cast::UNITS[4].name).unwrap(),
    });
    let db = store::Db::open(&place.database).await.unwrap();
    let entries = store::journal::after(&db, cast::book(), 0, 1_000).await.unwrap();
    let seq = entries.iter().find(|chained| chained.entry.act == added).unwrap().entry.seq;
    db.close().await;
    tamper(&dir.path().join("xundao.sqlite"));
    let found = place.run(&["verify"]);
    assert_eq!((found.code, found.out.trim()), (Some(1), format!("{} {seq}", cast::GROUP).as_str()), "{found:?}");
}

#[tokio::test]
async fn verify_names_a_stored_file_that_was_changed() {
    let (_dir, place) = cast_left().await;
    let stored = server::file::disk::sum(PDF);
    let path = place.data.join("files").join(&stored[..2]).join(&stored[2..]);
    for spoil in [|path: &Path| std::fs::write(path, b"other bytes"), |path: &Path| std::fs::remove_file(path)] {
        spoil(&path).unwrap();
        let found = place.run(&["verify"]);
        assert_eq!((found.code, found.out.trim()), (Some(1), format!("file {stored}").as_str()), "{found:?}");
    }
}

#[tokio::test]
async fn rebuild_gives_the_same_figures_again() {
    let (_dir, place) = cast_left().await;
    let figures = place.json(&["figures", "--json"]);
    let verified = place.run(&["verify"]).out;
    let rebuilt = place.run(&["rebuild"]);
    assert_eq!(rebuilt.code, Some(0), "{rebuilt:?}");
    assert_eq!(place.json(&["figures", "--json"]), figures);
    assert_eq!(place.run(&["verify"]).out, verified);
}

#[tokio::test]
async fn a_backup_of_a_serving_server_is_restored_and_a_broken_one_is_refused() {
    let (dir, place) = cast_left().await;
    let server = place.serve();
    let file = dir.path().join("backup.zip");
    let name = file.to_str().unwrap();
    let taken = place.run(&["backup", name]);
    assert_eq!(taken.code, Some(0), "{taken:?}");
    drop(server);
    let other = Place::at(&dir.path().join("other"));
    let restored = other.run(&["restore", name]);
    assert_eq!((restored.code, &restored.out), (Some(0), &taken.out), "{restored:?}");
    assert_eq!(other.json(&["figures", "--json"]), place.json(&["figures", "--json"]));
    assert_eq!(other.run(&["verify"]).out, place.run(&["verify"]).out);
    let stored = server::file::disk::sum(PDF);
    assert_eq!(std::fs::read(other.data.join("files").join(&stored[..2]).join(&stored[2..])).unwrap(), PDF);
    let again = other.run(&["restore", name]);
    assert_eq!(again.code, Some(1), "into a database in use: {again:?}");
    let bytes = std::fs::read(&file).unwrap();
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 3] ^= 1;
    for (what, broken) in [("cut", bytes[..bytes.len() - 100].to_vec()), ("flipped", flipped), ("empty", Vec::new())] {
        let file = dir.path().join(what);
        std::fs::write(&file, broken).unwrap();
        let empty = Place::at(&dir.path().join(format!("for-{what}")));
        let refused = empty.run(&["restore", file.to_str().unwrap()]);
        assert_eq!(refused.code, Some(1), "{what}: {refused:?}");
        assert!(refused.err.starts_with("xundao: "), "{refused:?}");
        assert_eq!(empty.run(&["verify"]).out, "", "{what}: nothing came in");
    }
}
