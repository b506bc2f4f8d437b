//! The commands of the real binary, on a directory as an operator has it.

mod demo;
mod people;
mod settings;
mod whole;

use std::path::PathBuf;

use crate::binary::Place;
use crate::common::{TestApp, find, id};
use domain::act::{Act, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::Text;
use serde_json::json;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";

/// The cast with one issue and its evidence, left for the binary.
pub async fn cast_left() -> (tempfile::TempDir, Place) {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let issue = id().into();
    let mut find = find(issue, cast::UNITS[1].id, Origin::TeamList, "窗口排队时间长");
    find.facts.category = Some(issue::Category::Livelihood);
    let hash = server::file::disk::write(app.dir(), PDF).unwrap();
    let file =
        store::file::File { hash: hash.clone(), stored: hash.clone(), size: 44, media: "application/pdf".to_owned() };
    store::file::keep(&app.server.db, file.clone(), app.now()).await.unwrap();
    // a photo as a device sent it, of which the same bytes are stored
    let sent = Text::parse(&server::file::disk::sum(b"as sent")).unwrap();
    let photo = store::file::File { hash: sent, ..file.clone() };
    store::file::keep(&app.server.db, photo, app.now()).await.unwrap();
    let evidence = issue::Act::AddEvidence { issue, hash, name: Text::parse("记录.pdf").unwrap(), size: 44 };
    for act in [issue::Act::Find(Box::new(find)), evidence] {
        let verdict = app.act(cast::NORMAL_STAFF, cast::book(), Act::Issue(act)).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
    let dir = app.leave().await;
    let place = Place::at(dir.path());
    (dir, place)
}

fn ledger(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/data").join(name).display().to_string()
}

#[tokio::test]
async fn units_and_figures_are_said_as_json() {
    let (_dir, place) = cast_left().await;
    let units = place.json(&["units", "--json"]);
    let codes: Vec<&str> = units.as_array().unwrap().iter().map(|unit| unit["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["BJGC", "KXY", "SJDX", "SJSF", "SJYY"]);
    assert_eq!(units[3]["name"], "松江师范大学");
    let figures = place.json(&["figures", "--json"]);
    assert_eq!(
        (&figures["figures"]["units"], &figures["figures"]["team_list_issues"]),
        (&json!(5), &json!(1)),
        "{figures}"
    );
    let before = place.json(&["figures", "--as-of", "2023-05-04", "--json"]);
    assert_eq!(before["as_of"], "2023-05-04");
    assert_eq!(
        (&before["figures"]["units"], &before["figures"]["team_list_issues"]),
        (&json!(5), &json!(0)),
        "{before}"
    );
    assert_eq!(place.run(&["figures", "--as-of", "2023-02-30"]).code, Some(2));
}

#[tokio::test]
async fn a_ledger_is_tried_dry_then_imported_once() {
    let (_dir, place) = cast_left().await;
    let heads = place.run(&["verify"]).out;
    for (file, unit, created, refused) in [
        ("ledger-clean.xlsx", "SJSF", 60, 0),
        ("ledger-as-units-keep-it.xlsx", "KXY", 45, 0),
        ("ledger-gbk.csv", "BJGC", 20, 0),
        ("ledger-with-errors.xlsx", "SJYY", 15, 6),
    ] {
        let path = ledger(file);
        let args = ["import", "ledger", &path, "--unit", unit, "--json"];
        let counts = |told: &serde_json::Value| {
            let rows = told["refused"].as_array().unwrap();
            assert!(
                rows.iter().all(|row| row["row"].is_u64() && !row["reason"].as_str().unwrap().is_empty()),
                "{told}"
            );
            [told["created"].clone(), told["changed"].clone(), told["unchanged"].clone(), rows.len().into()]
        };
        let before = place.run(&["verify"]).out;
        let dry = place.json(&[&args[..], &["--dry-run"]].concat());
        assert_eq!(counts(&dry), [created, 0, 0, refused].map(|many| json!(many)), "{file}");
        assert_eq!(place.run(&["verify"]).out, before, "{file}: a dry run writes nothing");
        assert_eq!(place.json(&args), dry, "{file}");
        assert_eq!(counts(&place.json(&args)), [0, 0, created, refused].map(|many| json!(many)), "{file} again");
    }
    assert_ne!(place.run(&["verify"]).out, heads);
    assert_eq!(place.json(&["figures", "--json"])["figures"]["team_list_issues"], 141);
    let (clean, none) = (ledger("ledger-clean.xlsx"), ledger("no-such-file.xlsx"));
    for args in [
        ["import", "ledger", &clean, "--unit", "NOSUCH"],
        ["import", "ledger", &none, "--unit", "SJSF"],
        ["import", "ledger", env!("CARGO_BIN_EXE_xundao"), "--unit", "SJSF"],
    ] {
        let refused = place.run(&args);
        assert_eq!(refused.code, Some(1), "{args:?}: {refused:?}");
        assert!(refused.err.starts_with("xundao: "), "{refused:?}");
    }
}
