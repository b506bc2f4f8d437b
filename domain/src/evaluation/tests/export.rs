//! A published score is computed again from the export alone, by the product's own code and by a second one that knows nothing
//! of it but the words in the file.

use proptest::prelude::*;
use serde_json::Value as Json;
use strum::VariantArray as _;

use super::*;
use crate::evaluation::export::{BYTES, Claim, Export, Published, Unread, worths};
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
fn how_it_is_computed_stands_in_both_languages() {
    let how = exported().how;
    let chinese = |line: &str| line.chars().any(|letter| ('一'..='龥').contains(&letter));
    let turns: Vec<bool> = how.iter().map(|line| chinese(line)).collect();
    assert_eq!(turns, [true, false].repeat(8));
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

#[test]
fn what_differs_is_told_claim_by_claim_and_node_by_node() {
    let own = exported();
    let all = own.check();
    assert!(all.iter().all(|own| own.agrees), "{all:?}");
    let claims: Vec<Claim> = all.iter().map(|own| own.claim).collect();
    assert_eq!(claims, Claim::VARIANTS);
    let off = |change: fn(&mut Export)| {
        let mut other = own.clone();
        change(&mut other);
        let off = other.check().into_iter().filter(|own| !own.agrees);
        off.map(|own| (own.claim, own.part, own.published, own.computed)).collect::<Vec<_>>()
    };
    let text = |raw: &str| Some(raw.to_owned());
    let total = off(|own| own.published.total = Some("99.9".to_owned()));
    assert_eq!(total, [(Claim::Total, None, text("99.9"), text("85.0"))]);
    let grade = off(|own| *own.points.get_mut("fair").unwrap() = 90);
    assert_eq!(grade.len(), 1);
    assert_eq!(grade[0].2.as_deref(), Some("fair 90, good 95, ordinary 70, poor 50"));
    // A value that was changed moves everything above it, and each is told by its name.
    let value = off(|own| {
        own.values.insert(quality(), Value::Graded { grade: Grade::Poor });
    });
    let claims: Vec<Claim> = value.iter().map(|own| own.0).collect();
    assert_eq!(claims[..3], [Claim::Total, Claim::Effect, Claim::Written]);
    assert!(value[3..].iter().all(|own| own.0 == Claim::Points && own.1.is_some()), "{value:?}");
    assert!(value.iter().any(|own| own.1.as_deref() == Some("整改质量")), "{value:?}");
    // Over a tree that is none nothing is computed.
    let tree = off(|own| own.tree.aspects[0].weight += 1);
    assert_eq!(tree.len(), 1);
    assert_eq!((tree[0].0, tree[0].3.is_some()), (Claim::Tree, true));
    // A node that the tree does not have is told by its id.
    let foreign = off(|own| {
        own.published.points.insert(id(0xdead), "1.0".to_owned());
    });
    assert_eq!(foreign, [(Claim::Points, Some(id::<NodeId>(0xdead).to_string()), text("1.0"), None)]);
}

#[test]
fn what_is_no_such_file_is_told_apart() {
    let file = serde_json::to_string_pretty(&exported()).unwrap();
    assert_eq!(Export::read(&file), Ok(exported()));
    assert_eq!(Export::read(&format!("\u{feff}{file}\n")), Ok(exported()));
    let half: String = file.chars().take(1_000).collect();
    for raw in ["", "得分 89.7", "{", "%PDF-1.7", &half] {
        assert_eq!(Export::read(raw), Err(Unread::NoJson), "{raw:.20}");
    }
    for raw in ["null", "[1]", "{}", r#"{"format":7}"#, r#"{"format":"geo+json"}"#] {
        assert_eq!(Export::read(raw), Err(Unread::Foreign), "{raw}");
    }
    let later = file.replacen("xundao.score.1", "xundao.score.2", 1);
    assert_eq!(Export::read(&later), Err(Unread::Format { format: "xundao.score.2".to_owned() }));
    assert_eq!(Export::read(&file.replacen("\"values\"", "\"value\"", 1)), Err(Unread::Broken));
    let reworded = Export::read(&file.replacen("Nothing is rounded", "All is rounded", 1));
    assert!(reworded.unwrap().agrees(), "the words are for people");
    assert_eq!(Export::read(&" ".repeat(BYTES + 1)), Err(Unread::TooBig));
}

/// Far more than anybody grades, with other denominators everywhere, is computed soon: a file from anybody stops nobody.
#[test]
fn a_file_with_very_many_indicators_is_checked_in_time() {
    let many = crate::template::tree::MANY;
    let mut own = exported();
    let mut numbers = (1_u128..).map(|number| id::<NodeId>(0xb16_0000 + number));
    let mut next = || numbers.next().unwrap();
    let name = |place: usize| text(&format!("第{place}项"));
    let weight = crate::template::tree::WHOLE / 20;
    own.tree.aspects.clear();
    own.values.clear();
    for aspect in 0..many {
        let elements = (0..many).map(|element| {
            let indicators = (0..3).map(|place| {
                let of = u32::try_from(4_000_000_000 - (aspect * many + element) * many - place).unwrap();
                let (id, value) = (next(), Value::Measured { quantity: Quantity::Share { part: 7, of } });
                own.values.insert(id, value);
                let (formula, weight) = (crate::score::Formula::Solved, if place == 0 { 23 } else { 1 });
                let method = crate::template::tree::Method::Quantitative { formula, scale: formula.usual() };
                crate::template::tree::Indicator { id, name: name(place), english: None, weight, method, strand: None }
            });
            let indicators = indicators.collect();
            crate::template::tree::Element { id: next(), name: name(element), english: None, weight: 25, indicators }
        });
        let elements = elements.collect();
        own.tree.aspects.push(crate::template::tree::Aspect {
            id: next(),
            name: name(aspect),
            english: None,
            weight,
            elements,
        });
    }
    own.tree.check().unwrap();
    own.published = Published::of(&score(&own.tree, &own.values));
    assert!(own.agrees());
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
        let points = worths(&tree);
        let text = serde_json::to_string(&Export { tree, values, published, points, ..exported() }).unwrap();
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
