//! From values to a score: the example of the design written out, weights that move openly, and what no change may do.

use proptest::prelude::*;
use strum::VariantArray as _;

use super::*;
use crate::kinds::NodeId;
use crate::refusal::Refusal;
use crate::template::tree::{Aspect, Element, Indicator, Method as How, Tree};
use crate::template::{self, Shipped};
use crate::testing::{id, text};

fn share(part: u32, of: u32) -> Option<Value> {
    Some(Value::Measured { quantity: Quantity::Share { part, of } })
}

fn graded(grade: Grade) -> Option<Value> {
    Some(Value::Graded { grade })
}

fn asked(part: u32, of: u32, answers: u32) -> Option<Value> {
    Some(Value::Asked { opinion: Opinion { part, of, answers } })
}

type Leaf = (&'static str, u32, Option<Value>);

/// Each leaf: name, weight, value; numbered from 1 in order, as are aspects from 100.
fn built(limbs: &[(&str, &[Leaf])]) -> (Tree, Values) {
    let (mut tree, mut values, mut next) = (Tree::default(), Values::new(), 1_u128);
    for (place, (name, leaves)) in (0_u128..).zip(limbs) {
        let weight = leaves.iter().map(|own| own.1).sum();
        let mut indicators = Vec::new();
        for (name, weight, value) in *leaves {
            let method = match value {
                Some(Value::Asked { .. }) => How::Satisfaction { of: text(name) },
                Some(Value::Graded { .. }) => How::Qualitative { look_at: text(name), english: None },
                Some(Value::Measured { .. }) | None => {
                    How::Quantitative { formula: Formula::Solved, scale: Formula::Solved.usual() }
                }
            };
            values.extend(value.map(|value| (id::<NodeId>(next), value)));
            indicators.push(Indicator {
                id: id(next),
                name: text(name),
                english: None,
                weight: *weight,
                method,
                strand: None,
            });
            next += 1;
        }
        let (own, inner) = (id(100 + place), id(200 + place));
        let element = Element { id: inner, name: text(name), english: None, weight, indicators };
        tree.aspects.push(Aspect { id: own, name: text(name), english: None, weight, elements: vec![element] });
    }
    (tree, values)
}

/// 北江工程学院, second round, as the design draws it.
fn drawn() -> (Tree, Values) {
    built(&[
        (
            "整改效果",
            &[
                ("按期解决率", 1500, share(23, 25)),
                ("巩固率", 1500, share(9, 10)),
                ("整改质量", 1000, graded(Grade::Fair)),
            ],
        ),
        (
            "过程落实",
            &[
                ("三个同步完成度", 1000, share(71, 78)),
                ("按期回复", 500, share(18, 18)),
                ("领导班子带头", 1000, graded(Grade::Good)),
            ],
        ),
        ("长效机制", &[("制度现行有效", 500, share(8, 8)), ("制度执行", 1000, graded(Grade::Fair))]),
        (
            "满意度",
            &[
                ("教职工", 600, asked(842, 1000, 86)),
                ("学生", 600, asked(815, 1000, 212)),
                ("服务对象", 400, asked(880, 1000, 31)),
                ("离退休人员", 400, asked(3, 4, 4)),
            ],
        ),
    ])
}

#[test]
fn the_score_of_the_design_is_written_out() {
    let (tree, values) = drawn();
    let score = score(&tree, &values);
    assert_eq!(score.written().unwrap(), "35.8 + 23.6 + 13.5 + 16.8 = 89.7");
    // 16.8275 of 20.
    assert_eq!(score.satisfaction.as_ref().unwrap().to_string(), "84.1");
    // 35.8 + 23.60256… + 13.5 = 72.90256… of 80.
    assert_eq!(score.effect.as_ref().unwrap().to_string(), "91.1");
    let (effect, said) = score.halves();
    assert_eq!((effect.to_string().as_str(), said.to_string().as_str()), ("80.0", "20.0"));
    // 91.1282 × 0.8 + 84.1375 × 0.2 = 72.9026 + 16.8275 = 89.7301
    let whole = |own: &Option<Exact>, part: &Exact| own.as_ref().unwrap().times(part);
    let both = [whole(&score.effect, &effect), whole(&score.satisfaction, &said)];
    assert_eq!(Exact::sum(&both).per(&Exact::whole(100)), score.total);
    assert_eq!(score.above_public(940), Some(99));
    assert!(score.above_public(940) >= Some(APART));
    assert_eq!(score.grade(), Some(Grade::Fair));
}

#[test]
fn a_self_score_is_laid_beside_what_others_say_than_leading_officials() {
    let round = |officials: Option<Value>, others: Option<Value>| {
        let (tree, mut values) = built(&[
            ("整改效果", &[("按期解决率", 6000, share(9, 10))]),
            ("满意度", &[("领导干部", 2000, asked(100, 100, 100)), ("教职工", 2000, asked(70, 100, 100))]),
        ]);
        for (node, value) in [(2, officials), (3, others)] {
            values.remove(&id::<NodeId>(node));
            values.extend(value.map(|value| (id::<NodeId>(node), value)));
        }
        score(&tree, &values)
    };
    let own = round(asked(100, 100, 100), asked(70, 100, 100));
    assert_eq!([&own.satisfaction, &own.public].map(|own| own.as_ref().unwrap().to_string()), ["85.0", "70.0"]);
    assert_eq!(own.above_public(950), Some(250));
    // with the officials among them, 93.0, nobody would be asked about it
    let own = round(asked(100, 100, 100), asked(86, 100, 100));
    assert_eq!(own.satisfaction.as_ref().unwrap().to_string(), "93.0");
    assert_eq!((own.above_public(950), own.above_public(950) >= Some(APART)), (Some(90), true));
    // where nobody else was heard there is nothing to lay beside it
    assert_eq!(round(asked(100, 100, 100), None).above_public(950), None);
    let alone = round(None, asked(70, 100, 100));
    assert_eq!((&alone.public, alone.above_public(950)), (&alone.satisfaction, Some(250)));
}

#[test]
fn effect_and_satisfaction_make_up_the_total_by_what_each_counts() {
    let (tree, values) = built(&[
        ("整改效果", &[("按期解决率", 9000, share(863, 1000))]),
        ("满意度", &[("教职工", 1000, asked(832, 1000, 86))]),
    ]);
    let own = score(&tree, &values);
    let shown = [&own.effect, &own.satisfaction, &own.total].map(|own| own.as_ref().unwrap().to_string());
    let (effect, said) = own.halves();
    // 86.3 × 90 % + 83.2 × 10 % = 77.67 + 8.32 = 85.99
    assert_eq!(shown, ["86.3", "83.2", "86.0"]);
    assert_eq!((effect.to_string().as_str(), said.to_string().as_str()), ("90.0", "10.0"));
}

#[test]
fn the_weight_of_what_is_missing_goes_to_its_siblings_openly() {
    let (tree, values) = drawn();
    let score = score(&tree, &values);
    let [moved] = score.moved.as_slice() else { panic!("{:?}", score.moved) };
    assert_eq!((moved.name.as_str(), moved.weight.to_string().as_str()), ("离退休人员", "4.0"));
    let gained: Vec<String> = moved.to.iter().map(|own| format!("{} {}", own.name, own.gained)).collect();
    assert_eq!(gained, ["教职工 1.5", "学生 1.5", "服务对象 1.0"]);
    let full: Vec<String> = score.leaves()[8..].iter().map(|own| own.full.to_string()).collect();
    assert_eq!(full, ["7.5", "7.5", "5.0", "0.0"]);
    let staff = score.leaves()[8];
    assert_eq!(staff.of_hundred().unwrap().to_string(), "84.2");
    assert_eq!(staff.points.as_ref().unwrap().to_string(), "6.3");
    assert_eq!(score.leaves()[11].points, None);
}

#[test]
fn where_all_siblings_are_missing_their_parent_is() {
    let (tree, mut values) = drawn();
    values.retain(|own, _| *own < id(9) || *own > id(12));
    let own = score(&tree, &values);
    let [moved] = own.moved.as_slice() else { panic!("{:?}", own.moved) };
    assert_eq!((moved.name.as_str(), moved.weight.to_string().as_str()), ("满意度", "20.0"));
    // 20 in the proportion 40 : 25 : 15.
    let gained: Vec<String> = moved.to.iter().map(|own| own.gained.to_string()).collect();
    assert_eq!(gained, ["10.0", "6.3", "3.8"]);
    assert_eq!(own.satisfaction, None);
    assert_eq!(own.total, own.effect);
    assert_eq!(own.halves(), (Exact::whole(100), Exact::zero()));
    let nothing = score(&tree, &Values::new());
    assert_eq!((nothing.total.clone(), nothing.written()), (None, None));
    assert!(nothing.moved.is_empty() && nothing.leaves().len() == 12);
}

#[test]
fn a_value_of_another_kind_is_none() {
    let (tree, mut values) = drawn();
    values.insert(id(1), Value::Graded { grade: Grade::Good });
    let score = score(&tree, &values);
    assert_eq!(score.leaves()[0].points, None);
    assert_eq!(score.moved[0].name.as_str(), "按期解决率");
}

#[test]
fn a_round_is_compared_with_an_earlier_one_aspect_by_aspect() {
    let (tree, values) = drawn();
    let now = score(&tree, &values);
    let mut before = values.clone();
    before.insert(id(1), share(13, 25).unwrap());
    before.retain(|own, _| *own < id(9) || *own > id(12));
    let changes = now.against(&score(&tree, &before));
    assert_eq!(changes[0].id, None);
    assert_eq!(changes[1], Change { id: Some(id(100)), before: Some(373), now: Some(358) });
    assert_eq!(changes[1].by(), Some(-15));
    assert_eq!((changes[4].before, changes[4].by()), (None, None));
}

#[test]
fn a_score_lies_in_its_interval_and_what_is_only_counted_has_none() {
    let (tree, values) = drawn();
    let own = score(&tree, &values);
    let (low, high) = own.interval(&values).unwrap();
    let total = own.total.as_ref().unwrap().tenths();
    assert!(low < total && total < high, "{low} {total} {high}");
    assert_eq!(own.parts[0].interval(&values), None);
    // All of satisfaction is one aspect here: both are the same, and wider than that of the total.
    let asked = own.parts[3].interval(&values);
    assert_eq!(asked, own.satisfaction_interval(&values));
    let (from, to) = asked.unwrap();
    assert!(to - from > high - low);
}

#[test]
fn grades_are_worth_what_the_design_says_and_a_total_has_one() {
    let usual = Marks::default();
    assert_eq!([Grade::Good, Grade::Fair, Grade::Ordinary, Grade::Poor].map(|own| usual.worth(own)), [95, 85, 70, 50]);
    assert_eq!(
        [1000, 900, 899, 800, 799, 600, 599, 0].map(|own| usual.grade(own)),
        [
            Grade::Good,
            Grade::Good,
            Grade::Fair,
            Grade::Fair,
            Grade::Ordinary,
            Grade::Ordinary,
            Grade::Poor,
            Grade::Poor
        ]
    );
    assert_eq!(usual.check(), Ok(()));
}

#[test]
fn a_tree_says_what_its_grades_are_worth_and_where_they_begin() {
    let (mut tree, values) = drawn();
    let usual = score(&tree, &values);
    // 整改质量 较好 of 10, 领导班子带头 好 of 10, 制度执行 较好 of 10: 85 → 80, 95 → 100, 85 → 80 is half a point less.
    tree.marks = Marks { worth: [40, 60, 80, 100], from: [60, 75, 85] };
    let own = score(&tree, &values);
    let points = |score: &Score| score.total.clone().unwrap().tenths();
    assert_eq!((points(&usual), points(&own)), (897, 892));
    assert_eq!((usual.grade(), own.grade()), (Some(Grade::Fair), Some(Grade::Good)));
    assert_eq!(
        [Grade::Poor, Grade::Ordinary, Grade::Fair, Grade::Good].map(|own| tree.marks.below(own)),
        [Some(60), Some(75), Some(85), None]
    );
}

#[test]
fn marks_that_do_not_rise_or_go_beyond_a_hundred_are_refused() {
    let usual = Marks::default();
    for worth in [[50, 70, 95, 85], [50, 70, 70, 95], [50, 70, 85, 101]] {
        assert_eq!(Marks { worth, ..usual }.check(), Err(Refusal::BadWorths), "{worth:?}");
    }
    for from in [[60, 90, 80], [60, 60, 90], [0, 80, 90], [60, 80, 101]] {
        assert_eq!(Marks { from, ..usual }.check(), Err(Refusal::BadLimits), "{from:?}");
    }
    assert_eq!(Marks { worth: [0, 1, 2, 100], from: [1, 2, 100] }.check(), Ok(()));
}

#[test]
fn a_tree_from_before_it_said_so_has_the_usual_marks() {
    let tree = Shipped::Hard.tree().unwrap();
    let text = serde_json::to_string(&tree).unwrap();
    assert!(!text.contains("marks"));
    assert_eq!(serde_json::from_str::<Tree>(&text).unwrap().marks, Marks::default());
    let own = Tree { marks: Marks { worth: [40, 60, 80, 100], from: [60, 75, 85] }, ..tree };
    assert_eq!(serde_json::from_str::<Tree>(&serde_json::to_string(&own).unwrap()).unwrap(), own);
}

/// Any that are permitted.
fn some_marks() -> impl Strategy<Value = Marks> {
    let rising = |least: u8, many: usize| {
        let all: Vec<u8> = (least..=100).collect();
        proptest::sample::subsequence(all, many)
    };
    (rising(0, 4), rising(1, 3))
        .prop_map(|(worth, from)| Marks { worth: worth.try_into().unwrap(), from: from.try_into().unwrap() })
}

/// Any shipped tree with any marks and values, some missing.
pub(crate) fn some_values() -> impl Strategy<Value = (Tree, Values)> {
    let which = (0..Shipped::VARIANTS.len(), some_marks());
    (which, proptest::collection::vec((0..5_u8, 0..=100_u32, 1..300_u32), 40)).prop_map(|((which, marks), throws)| {
        let tree = Tree { marks, ..Shipped::VARIANTS[which].tree().unwrap() };
        let mut values = Values::new();
        for (own, (missing, percent, of)) in tree.indicators().zip(throws) {
            let part = of * percent / 100;
            let value = match &own.method {
                How::Quantitative { formula, .. } if formula.in_days() => {
                    Value::Measured { quantity: Quantity::Days { halves: part, of } }
                }
                How::Quantitative { .. } => Value::Measured { quantity: Quantity::Share { part, of } },
                How::Qualitative { .. } => Value::Graded { grade: Grade::VARIANTS[part as usize % 4] },
                How::Satisfaction { .. } => Value::Asked { opinion: Opinion { part, of, answers: of } },
            };
            if missing > 0 {
                values.insert(own.id, value);
            }
        }
        (tree, values)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn weights_always_add_up_to_the_whole_and_the_score_lies_within_it((tree, values) in some_values()) {
        let own = score(&tree, &values);
        let full = Exact::sum(own.leaves().into_iter().map(|leaf| &leaf.full));
        prop_assert_eq!(&full, &if own.total.is_some() { Exact::whole(100) } else { Exact::zero() });
        for leaf in own.leaves() {
            prop_assert_eq!(leaf.points.is_none(), leaf.full == Exact::zero());
            prop_assert!(leaf.points.as_ref().is_none_or(|points| *points <= leaf.full));
        }
        for part in own.parts.iter().filter(|own| own.points.is_some()) {
            let inside = Exact::sum(part.parts.iter().map(|own| &own.full));
            prop_assert_eq!(&inside, &part.full);
        }
        for shown in [&own.total, &own.effect, &own.satisfaction].into_iter().flatten() {
            prop_assert!(*shown <= Exact::whole(100));
        }
    }

    #[test]
    fn what_moved_is_what_was_gained((tree, values) in some_values()) {
        for moved in score(&tree, &values).moved {
            prop_assert!(!moved.to.is_empty());
            let gained = Exact::sum(moved.to.iter().map(|own| &own.gained));
            prop_assert_eq!(gained, moved.weight);
        }
    }

    #[test]
    fn a_better_grade_never_lowers_the_score((tree, values) in some_values()) {
        let before = score(&tree, &values);
        for (id, value) in &values {
            let Value::Graded { grade } = value else { continue };
            let better = Grade::VARIANTS.iter().find(|own| *own > grade);
            let Some(better) = better else { continue };
            let mut raised = values.clone();
            raised.insert(*id, Value::Graded { grade: *better });
            let after = score(&tree, &raised);
            prop_assert!(after.total > before.total && after.effect > before.effect);
            prop_assert_eq!(&after.satisfaction, &before.satisfaction);
        }
    }

    #[test]
    fn whatever_is_permitted_a_higher_total_never_has_a_worse_grade(marks in some_marks(), tenths in 0..1000_u64) {
        prop_assert_eq!(marks.check(), Ok(()));
        prop_assert!(marks.grade(tenths) <= marks.grade(tenths + 1));
        prop_assert_eq!((marks.grade(0), marks.grade(1000)), (Grade::Poor, Grade::Good));
        for grade in Grade::VARIANTS {
            prop_assert!(marks.worth(*grade) <= 100);
        }
    }

    #[test]
    fn the_score_follows_from_what_is_stored_alone((tree, values) in some_values()) {
        let stored = serde_json::to_string(&(&tree, &values)).unwrap();
        prop_assert!(!stored.contains('.') || !stored.split('"').step_by(2).any(|own| own.contains('.')), "a float is stored");
        let (again, read): (template::Tree, Values) = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(score(&again, &read), score(&tree, &values));
    }
}
