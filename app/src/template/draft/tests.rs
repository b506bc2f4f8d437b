//! A draft is moved, added to and taken from; whatever was done, it is a tree exactly when the rule says so.

use domain::template::Shipped;
use proptest::prelude::*;
use strum::VariantArray;
use uuid::Uuid;

use super::*;

fn id(number: u128) -> NodeId {
    NodeId(Uuid::from_u128(number))
}

/// Depths and names in one word: `0a 1b 2c`.
fn drawn(draft: &Draft) -> String {
    draft.nodes.iter().map(|own| format!("{}{}", own.depth, own.name)).collect::<Vec<_>>().join(" ")
}

fn draft(plan: &str) -> Draft {
    let nodes = plan.split(' ').enumerate().map(|(at, own)| {
        let (depth, name) = own.split_at(1);
        let (depth, name) = (depth.parse().unwrap(), name.to_owned());
        Node {
            id: id(at as u128),
            depth,
            name,
            english: String::new(),
            weight: "10".to_owned(),
            how: How::default(),
            strand: None,
        }
    });
    Draft { nodes: nodes.collect(), low: None, marks: Marked::default() }
}

fn of(draft: &Draft, name: &str) -> NodeId {
    draft.nodes.iter().find(|own| own.name == name).unwrap().id
}

const PLAN: &str = "0a 1b 2c 2d 1e 2f 0g 1h 2i";

#[test]
fn points_are_read_as_people_write_them() {
    assert_eq!(
        ["7.5", "40", " 0.05 ", "10.250", "x", "", "-1"].map(hundredths),
        [Some(750), Some(4000), Some(5), None, None, None, None]
    );
}

#[test]
fn a_node_moves_past_its_neighbour_and_then_to_the_next_parent() {
    let moved = |name: &str, ways: &[bool]| {
        let mut own = draft(PLAN);
        let id = of(&own, name);
        let done: Vec<bool> = ways.iter().map(|down| if *down { own.down(id) } else { own.up(id) }).collect();
        assert!(done.iter().all(|own| *own));
        drawn(&own)
    };
    assert_eq!(moved("c", &[true]), "0a 1b 2d 2c 1e 2f 0g 1h 2i");
    assert_eq!(moved("d", &[true]), "0a 1b 2c 1e 2d 2f 0g 1h 2i");
    assert_eq!(moved("f", &[true]), "0a 1b 2c 2d 1e 0g 1h 2f 2i");
    assert_eq!(moved("i", &[false]), "0a 1b 2c 2d 1e 2f 2i 0g 1h");
    assert_eq!(moved("e", &[false]), "0a 1e 2f 1b 2c 2d 0g 1h 2i");
    assert_eq!(moved("e", &[true]), "0a 1b 2c 2d 0g 1e 2f 1h 2i");
    assert_eq!(moved("g", &[false]), "0g 1h 2i 0a 1b 2c 2d 1e 2f");
    assert_eq!(moved("a", &[true, false]), PLAN);
    let mut own = draft(PLAN);
    assert!(!own.up(id(0)) && !own.up(id(2)) && !own.down(id(6)) && !own.down(id(8)) && !own.up(id(99)));
    assert_eq!(drawn(&own), PLAN);
}

#[test]
fn what_is_dropped_takes_the_place_of_its_kind_or_goes_below() {
    let dropped = |name: &str, target: &str| {
        let mut own = draft(PLAN);
        let (id, on) = (of(&own, name), of(&own, target));
        own.drop_on(id, on).then(|| drawn(&own))
    };
    assert_eq!(dropped("c", "i").unwrap(), "0a 1b 2d 1e 2f 0g 1h 2i 2c");
    assert_eq!(dropped("i", "c").unwrap(), "0a 1b 2i 2c 2d 1e 2f 0g 1h");
    assert_eq!(dropped("c", "h").unwrap(), "0a 1b 2d 1e 2f 0g 1h 2i 2c");
    assert_eq!(dropped("e", "g").unwrap(), "0a 1b 2c 2d 0g 1h 2i 1e 2f");
    assert_eq!(dropped("g", "d").unwrap(), "0g 1h 2i 0a 1b 2c 2d 1e 2f");
    // not into itself, and an indicator not right below an aspect
    assert_eq!((dropped("a", "c"), dropped("c", "g"), dropped("c", "c")), (None, None, None));
}

#[test]
fn a_new_node_gets_the_weight_that_is_missing_and_what_was_taken_comes_back() {
    let mut own = Draft::of(&Shipped::Hard.tree().unwrap());
    let before = own.clone();
    let element = own.nodes[1].id;
    let first = own.nodes[2].id;
    let removed = own.remove(first).unwrap();
    assert_eq!(removed.name(), before.nodes[2].name);
    own.add(Some(element), id(77));
    assert_eq!(own.place(id(77)).map(|own| own.0), Some(Some(element)));
    assert_eq!(own.node(id(77)).unwrap().weight, before.nodes[2].weight);
    own.remove(id(77)).unwrap();
    own.put_back(removed);
    assert_eq!(own, before);
    let whole = own.remove(own.nodes[0].id).unwrap();
    own.add(None, id(78));
    assert_eq!((own.node(id(78)).unwrap().weight.as_str(), own.node(id(78)).unwrap().depth), ("40", 0));
    own.remove(id(78)).unwrap();
    own.put_back(whole);
    assert_eq!(own, before);
}

#[test]
fn what_is_wrong_is_told_at_its_node() {
    let mut own = Draft::of(&Shipped::Hard.tree().unwrap());
    assert_eq!(own.problems(), []);
    let (aspect, element, leaf) = (own.nodes[0].id, own.nodes[1].id, own.nodes[2].id);
    own.node_mut(leaf).unwrap().weight = "15.5".to_owned();
    assert_eq!(own.tree().unwrap_err(), [(Some(element), Problem::Off { by: 50 })]);
    own.node_mut(leaf).unwrap().weight = "x".to_owned();
    assert_eq!(own.problems(), [(Some(element), Problem::Off { by: -1500 }), (Some(leaf), Problem::Weight)]);
    own.node_mut(leaf).unwrap().weight = "15".to_owned();
    own.node_mut(leaf).unwrap().how.full = "0".to_owned();
    assert_eq!(own.problems(), [(Some(leaf), Problem::Scale)]);
    own.node_mut(leaf).unwrap().how.by = By::Satisfaction;
    assert!(matches!(own.problems().as_slice(), [(Some(id), Problem::Of { .. })] if *id == leaf));
    own.node_mut(leaf).unwrap().how.by = By::Qualitative;
    assert!(matches!(own.problems().as_slice(), [(Some(id), Problem::LookAt { .. })] if *id == leaf));
    own.node_mut(leaf).unwrap().how = How::default();
    let other = own.nodes[3].clone();
    own.node_mut(leaf).unwrap().name = format!(" {} ", other.name);
    assert_eq!(own.problems(), [(Some(other.id), Problem::Twice)]);
    own.node_mut(leaf).unwrap().name = " ".to_owned();
    assert!(matches!(own.problems().as_slice(), [(Some(id), Problem::Name { .. })] if *id == leaf));
    own.nodes.truncate(2);
    assert_eq!(
        own.problems(),
        [
            (Some(aspect), Problem::Off { by: -1500 }),
            (Some(element), Problem::Bare),
            (None, Problem::Off { by: -6000 })
        ]
    );
    assert_eq!(Draft::default().problems(), [(None, Problem::Bare)]);
}

#[test]
fn another_way_of_scoring_is_a_tree_again() {
    let mut own = Draft::of(&Shipped::Hard.tree().unwrap());
    let leaf = own.nodes[2].id;
    let how = &mut own.node_mut(leaf).unwrap().how;
    how.count(Formula::DaysToAgree);
    assert_eq!((how.zero.as_str(), how.full.as_str()), ("30", "7"));
    let tree = own.tree().unwrap();
    let scale = Scale { zero: 30, full: 7 };
    assert_eq!(tree.indicator(leaf).unwrap().method, Method::Quantitative { formula: Formula::DaysToAgree, scale });
}

#[test]
fn every_shipped_tree_is_the_same_after_editing_nothing() {
    for shipped in Shipped::VARIANTS {
        let tree = shipped.tree().unwrap();
        assert_eq!(Draft::of(&tree).tree().unwrap(), tree);
    }
}

proptest! {
    /// Whatever is moved, nothing is lost or doubled, and each node lies below one of the kind above.
    #[test]
    fn moving_keeps_every_node_in_a_tree(steps in proptest::collection::vec((0..3_u8, 0..40_usize, 0..40_usize), 0..40)) {
        let mut own = Draft::of(&Shipped::Livelihood.tree().unwrap());
        let mut ids: Vec<NodeId> = own.nodes.iter().map(|own| own.id).collect();
        for (what, one, other) in steps {
            let (one, other) = (own.nodes[one % own.nodes.len()].id, own.nodes[other % own.nodes.len()].id);
            match what {
                0 => own.up(one),
                1 => own.down(one),
                _ => own.drop_on(one, other),
            };
            prop_assert_eq!(own.nodes[0].depth, 0);
            prop_assert!(own.nodes.windows(2).all(|pair| pair[1].depth <= pair[0].depth + 1));
        }
        let mut after: Vec<NodeId> = own.nodes.iter().map(|own| own.id).collect();
        ids.sort_unstable();
        after.sort_unstable();
        prop_assert_eq!(ids, after);
    }
}
