//! `xundao demo`, into an empty database only.

use std::collections::BTreeSet;

use serde_json::json;

use crate::binary::Place;

#[tokio::test]
async fn the_demo_counts_as_the_report_does_and_refuses_a_used_database() {
    let dir = tempfile::tempdir().unwrap();
    counts_as_the_report(&Place::at(dir.path()));
    if let Ok(server) = std::env::var("XUNDAO_TEST_POSTGRES") {
        let dir = tempfile::tempdir().unwrap();
        let name = format!("c{}", std::process::id());
        let create = format!("create database {name}");
        let made = std::process::Command::new("psql").args([&format!("{server}/postgres"), "-qc", &create]).status();
        assert!(made.unwrap().success());
        counts_as_the_report(&Place { data: dir.path().to_owned(), database: format!("{server}/{name}") });
    }
}

fn counts_as_the_report(place: &Place) {
    let made = place.run(&["demo"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let figures = place.json(&["figures", "--as-of", "2023-08-25", "--json"])["figures"].clone();
    let report = [
        ("units", 5),
        ("goals", 5),
        ("carriers", 15),
        ("team_list_issues", 123),
        ("seminars", 12),
        ("phone_follow_ups", 120),
        ("interviews", 180),
        ("worklists", 15),
        ("notices", 82),
        ("reports", 40),
        ("research_found", 160),
        ("research_solved", 93),
        ("rules", 39),
    ];
    for (figure, value) in report {
        assert_eq!(figures[figure], value, "{figure}: {figures}");
    }
    assert_eq!(figures.as_object().unwrap().len(), report.len(), "{figures}");
    let heads = place.run(&["verify"]);
    assert_eq!(heads.code, Some(0), "{heads:?}");
    let again = place.run(&["demo"]);
    assert_eq!(again.code, Some(1), "{again:?}");
    assert!(again.err.contains("an empty one"), "{again:?}");
    assert_eq!(place.run(&["verify"]).out, heads.out);
}

#[test]
fn a_demo_of_several_groups_has_five_units_and_a_chain_for_each() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(dir.path());
    for groups in ["0", "401", "many"] {
        assert_eq!(place.run(&["demo", "--groups", groups]).code, Some(2), "{groups}");
    }
    let made = place.run(&["demo", "--groups", "2"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    assert!(made.out.starts_with("2 groups, "), "{made:?}");
    let units = place.json(&["units", "--json"]);
    let of = |what: &str| units.as_array().unwrap().iter().map(|unit| unit[what].to_string()).collect::<BTreeSet<_>>();
    assert_eq!((of("code").len(), of("name").len()), (10, 10), "{units}");
    let figures = place.json(&["figures", "--as-of", "2023-08-25", "--json"])["figures"].clone();
    assert_eq!((&figures["units"], &figures["goals"]), (&json!(10), &json!(10)), "{figures}");
    assert!(figures["research_found"].as_i64().unwrap() > 160, "{figures}");
    let heads = place.run(&["verify"]);
    assert_eq!((heads.code, heads.out.lines().count()), (Some(0), 3), "the office and two groups: {heads:?}");
}

#[test]
fn a_demo_that_was_interrupted_is_not_gone_on_with_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(dir.path());
    place.interrupt(&["demo"], " / ");
    let heads = place.run(&["verify"]);
    assert_eq!(heads.code, Some(0), "{heads:?}");
    let lists = place.json(&["figures", "--as-of", "2023-08-25", "--json"])["figures"]["worklists"].as_i64().unwrap();
    assert!(lists < 15, "it was not interrupted");
    let again = place.run(&["demo"]);
    assert_eq!(again.code, Some(1), "{again:?}");
    assert!(again.err.contains("an empty one"), "{again:?}");
    assert_eq!(place.run(&["verify"]).out, heads.out, "nothing came on top of it");
}
