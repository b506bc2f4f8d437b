//! Who is named first, who grades first and who of the raters gave which grade changes nothing of a published score.

use proptest::prelude::*;
use strum::VariantArray as _;

use super::*;
use crate::evaluation::export::Export;
use crate::template::{Shipped, Tree};

const THREE: [CastPerson; 3] = [cast::DEPUTY, cast::LIAISON, cast::MEMBER];

/// One way in which the same grades can come about.
#[derive(Clone, Debug)]
struct Way {
    /// In which order the raters are named when the round is opened.
    named: Vec<usize>,
    /// Which rater gives the first, second and third grade of every indicator.
    givers: Vec<usize>,
    /// Column and indicator of each grade, as they come.
    turns: Vec<(usize, usize)>,
    /// In which order raters are done.
    done: Vec<usize>,
    /// Whether gaps are settled from the last one on.
    backwards: bool,
}

fn shipped() -> Tree {
    Shipped::Hard.tree().unwrap()
}

/// In order, everybody after the other.
fn plain() -> Way {
    let many = shipped().qualitative().count();
    let turns = (0..3).flat_map(|column| (0..many).map(move |place| (column, place))).collect();
    Way { named: vec![0, 1, 2], givers: vec![0, 1, 2], turns, done: vec![0, 1, 2], backwards: false }
}

fn any_way() -> impl Strategy<Value = Way> {
    let three = || Just(vec![0, 1, 2]).prop_shuffle();
    let turns = Just(plain().turns).prop_shuffle();
    (three(), three(), turns, three(), any::<bool>()).prop_map(|(named, givers, turns, done, backwards)| Way {
        named,
        givers,
        turns,
        done,
        backwards,
    })
}

/// Three grades for each indicator that is graded.
fn any_grades() -> impl Strategy<Value = Vec<[Grade; 3]>> {
    let grade = || (0..Grade::VARIANTS.len()).prop_map(|own| Grade::VARIANTS[own]);
    proptest::collection::vec([grade(), grade(), grade()], shipped().qualitative().count())
}

fn started(way: &Way) -> Bench {
    let mut bench = Bench::new();
    take_in_proof(&mut bench);
    bench.ok(&HEAD, template::Act::Make { template: template(), title: text("评估"), tree: shipped(), from: None });
    let raters = way.named.iter().map(|own| THREE[*own].id).collect();
    bench.ok(&HEAD, open(Opened { units: vec![UNIT], raters, ..opened() }));
    bench.ok(&HEAD, step("begin"));
    bench
}

/// Where raters differ the worst grade is agreed on.
fn settle(bench: &mut Bench, grades: &[[Grade; 3]], backwards: bool) {
    let nodes: Vec<NodeId> = shipped().qualitative().map(|own| own.id).collect();
    let mut gaps = own(bench).gaps(UNIT);
    if backwards {
        gaps.reverse();
    }
    for indicator in gaps {
        let place = nodes.iter().position(|own| *own == indicator).unwrap();
        let grade = *grades[place].iter().min().unwrap();
        bench.ok(&HEAD, Act::Agree { evaluation: round(), unit: UNIT, indicator, grade, reason: reason() });
    }
}

fn published(way: &Way, grades: &[[Grade; 3]]) -> Export {
    let mut bench = started(way);
    let nodes: Vec<NodeId> = shipped().qualitative().map(|own| own.id).collect();
    for (column, place) in &way.turns {
        let (evaluation, unit, indicator, grade) = (round(), UNIT, nodes[*place], grades[*place][*column]);
        let grading = Grading { evaluation, unit, indicator, grade, reason: reason(), links: proof() };
        bench.ok(&THREE[way.givers[*column]], Act::Grade(Box::new(grading)));
    }
    way.done.iter().for_each(|own| drop(bench.ok(&THREE[*own], finish(UNIT))));
    bench.ok(&HEAD, step("calibrate"));
    settle(&mut bench, grades, way.backwards);
    bench.ok(&HEAD, step("conclude"));
    bench.ok(&HEAD, step("publish"));
    Export::of(own(&bench), UNIT, "松江师范大学").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_permutation_of_raters_and_of_their_grades_changes_nothing_of_the_published_score(
        way in any_way(),
        grades in any_grades(),
    ) {
        prop_assert_eq!(published(&way, &grades), published(&plain(), &grades));
    }
}
