//! A published score is computed again from the export alone, by the product's own code and by a second one that knows nothing
//! of it but the words in the file.

use proptest::prelude::*;
use serde_json::Value as Json;

use super::*;
use crate::evaluation::export::{Export, Published};
use crate::score::tests::some_values;

fn exported() -> Export {
    Export::of(own(&in_state("published")), UNIT, "松江师范大学").unwrap()
}

#[test]
fn only_what_is_published_is_exported() {
    for state in ["opened", "scoring", "calibrating", "agreed", "abandoned"] {
        assert_eq!(Export::of(own(&in_state(state)), UNIT, "松江师范大学"), None, "{state}");
    }
    let round = in_state("published");
    assert_eq!(Export::of(own(&round), cast::UNITS[3].id, "另一所"), None);
    // What a unit reads of it gives the same file, and no rater's name is in it.
    let shown = own(&round).clone().shown_to(&STAFF.viewer().unwrap()).unwrap();
    assert_eq!(Export::of(&shown, UNIT, "松江师范大学").unwrap(), exported());
    let text = serde_json::to_string(&exported()).unwrap();
    assert!(RATERS.iter().all(|own| !text.contains(&own.id.to_string())));
}

#[test]
fn a_file_that_was_touched_does_not_agree() {
    let own = exported();
    assert!(own.agrees());
    let changed = |change: fn(&mut Export)| {
        let mut other = own.clone();
        change(&mut other);
        other.agrees()
    };
    assert!(!changed(|own| own.published.total = Some("99.9".to_owned())));
    assert!(!changed(|own| own.values.clear()));
    assert!(!changed(|own| own.format = "xundao.score.2".to_owned()));
    assert!(!changed(|own| *own.points.get_mut("fair").unwrap() = 90));
    assert!(!changed(|own| own.tree.aspects[0].weight += 1));
}

/// What an indicator is worth by the words of the file; `None` where it is missing.
fn worth(own: &Json, file: &Json) -> Option<f64> {
    let value = &file["values"][own["id"].as_str()?];
    let number = |own: &Json, name: &str| own[name].as_f64();
    match (own["method"]["by"].as_str()?, value["from"].as_str()?) {
        ("quantitative", "measured") => {
            let (counted, scale) = (&value["quantity"], &own["method"]["scale"]);
            let x = match counted["as"].as_str()? {
                "share" => 100.0 * number(counted, "part")? / number(counted, "of")?,
                _ => number(counted, "halves")? / 2.0,
            };
            let (zero, full) = (number(scale, "zero")?, number(scale, "full")?);
            Some(((x - zero) / (full - zero)).clamp(0.0, 1.0))
        }
        ("qualitative", "graded") => Some(file["points"][value["grade"].as_str()?].as_f64()? / 100.0),
        ("satisfaction", "asked") => {
            let asked = &value["opinion"];
            (number(asked, "answers")? >= 5.0).then_some(number(asked, "part")? / number(asked, "of")?)
        }
        _ => None,
    }
}

/// Earned points of a node that has `points` to give, and what the asked indicators in it earned and had.
fn earned(own: &Json, points: f64, file: &Json, asked: &mut (f64, f64)) -> f64 {
    let inner = ["aspects", "elements", "indicators"].iter().find_map(|name| own[name].as_array());
    let Some(children) = inner else {
        let earned = points * worth(own, file).unwrap();
        if own["method"]["by"] == "satisfaction" {
            *asked = (asked.0 + earned, asked.1 + points);
        }
        return earned;
    };
    let there: Vec<&Json> = children.iter().filter(|child| is_there(child, file)).collect();
    let weights: f64 = there.iter().map(|child| child["weight"].as_f64().unwrap()).sum();
    let share = |child: &Json| points * child["weight"].as_f64().unwrap() / weights;
    there.into_iter().map(|child| earned(child, share(child), file, asked)).sum()
}

fn is_there(own: &Json, file: &Json) -> bool {
    match ["elements", "indicators"].iter().find_map(|name| own[name].as_array()) {
        Some(children) => children.iter().any(|child| is_there(child, file)),
        None => worth(own, file).is_some(),
    }
}

/// Shown with one decimal; the second computation has only floating point.
fn near(shown: &Json, computed: f64) -> bool {
    let shown: f64 = shown.as_str().unwrap().parse().unwrap();
    (shown - computed).abs() < 0.05 + 1e-6
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_published_score_is_recomputable_from_the_export_alone((tree, values) in some_values()) {
        let published = Published::of(&score(&tree, &values));
        let text = serde_json::to_string(&Export { tree, values, published, ..exported() }).unwrap();
        let read: Export = serde_json::from_str(&text).unwrap();
        prop_assert!(read.agrees());
        let file: Json = serde_json::from_str(&text).unwrap();
        let shown = &file["published"];
        if shown["total"].is_null() {
            prop_assert!(!file["tree"]["aspects"].as_array().unwrap().iter().any(|own| is_there(own, &file)));
        } else {
            let mut asked = (0.0, 0.0);
            let total = earned(&file["tree"], 100.0, &file, &mut asked);
            prop_assert!(near(&shown["total"], total), "{} {total}", shown["total"]);
            let rest = 100.0 - asked.1;
            if !shown["effect"].is_null() {
                prop_assert!(near(&shown["effect"], (total - asked.0) / rest * 100.0));
            }
            if !shown["satisfaction"].is_null() {
                prop_assert!(near(&shown["satisfaction"], asked.0 / asked.1 * 100.0));
            }
        }
    }
}
