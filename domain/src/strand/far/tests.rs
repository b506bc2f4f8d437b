//! What is counted for a strand, and what is not.

use super::*;
use crate::cast;
use crate::entry::By;
use crate::evaluation::tests::low::published;
use crate::kinds::{LookbackId, Month, Week, WorklistId};
use crate::lookback::{Due, Item, Mark};
use crate::strand::Strands;
use crate::testing::{Bench, id, start, text};
use crate::worklist::{Act, NewItem, Source, Task, Worklist};

const UNIT: UnitId = cast::UNITS[1].id;

fn item(number: u128, unit: usize, strand: Option<Strand>) -> NewItem {
    let task = Task {
        unit: Some(cast::UNITS[unit].id),
        who: None,
        source: Source::Hand,
        what: text("报送学习安排"),
        due: None,
        from: None,
        weeks: 0,
        strands: strand.into_iter().collect(),
    };
    NewItem { id: id(number), task }
}

fn on_lists(bench: &Bench) -> Vec<Far> {
    let lists = bench.all.records.values().filter_map(|own| <&Box<Worklist>>::try_from(own).ok());
    let lists: Vec<Worklist> = lists.map(|own| (**own).clone()).collect();
    let cases = Cases { lists: &lists, ..Cases::default() };
    let own = Basis { unit: UNIT, standards: None, cases, rounds: &[] };
    own.far(|strand| u32::from(strand == Strand::Development))
}

#[test]
fn items_of_the_unit_are_counted_in_their_strand_once_they_are_issued() {
    let mut bench = Bench::new();
    let week = Week::of(start());
    let worklist = WorklistId::of(cast::book(), week);
    let study = Some(Strand::Study);
    let items = vec![
        item(1, 1, study),
        item(2, 1, study),
        item(3, 1, None),
        item(4, 2, study),
        item(5, 1, Some(Strand::Research)),
    ];
    let counted =
        |bench: &Bench| on_lists(bench).into_iter().map(|own| (own.visits, own.open, own.done)).collect::<Vec<_>>();
    bench.ok(&cast::MEMBER, Act::Prepare { worklist, week, items });
    assert_eq!(counted(&bench), [(0, 0, 0), (0, 0, 0), (0, 0, 0), (1, 0, 0)]);
    bench.ok(&cast::MEMBER, Act::Issue { worklist });
    bench.ok(&cast::MEMBER, Act::Tick { worklist, item: id(1), then: None });
    assert_eq!(counted(&bench), [(0, 1, 1), (0, 1, 0), (0, 0, 0), (1, 0, 0)]);
    let empty: Vec<bool> = on_lists(&bench).iter().map(Far::is_empty).collect();
    assert_eq!(empty, [false, false, true, false]);
}

fn looked_back(month: &str, about: About, strands: Strands, verdict: Option<Verdict>) -> Lookback {
    let by = By { person: cast::MEMBER.id, at: start().start() };
    let month = Month::parse(month).unwrap();
    let due = Due { about, day: month.last(), done: false, look: None, strands };
    let mark = verdict.map(|verdict| Mark { verdict, note: None, by });
    Lookback {
        id: LookbackId::of(UNIT, month),
        book: cast::book(),
        unit: UNIT,
        month,
        opened: by,
        items: vec![Item { due, answer: None, mark }],
        left_out: 0,
        locks: Vec::new(),
    }
}

#[test]
fn a_thing_that_several_months_look_back_on_is_one_and_its_last_result_counts() {
    let promise = About::Promise { visit: id(1), promise: id(2) };
    let study = Strands::from(Strand::Study);
    let mut months = vec![
        looked_back("2023-07", promise, study, Some(Verdict::Confirmed)),
        looked_back("2023-06", promise, study, Some(Verdict::NotConfirmed)),
        // before anybody said what things look at: by its kind, and a promise by none
        looked_back("2023-05", About::Rule { rule: id(3) }, Strands::default(), Some(Verdict::Later)),
        looked_back("2023-04", About::Promise { visit: id(1), promise: id(4) }, Strands::default(), None),
    ];
    let counted = |months: &[Lookback]| {
        let cases = Cases { lookbacks: months, ..Cases::default() };
        let far = Basis { unit: UNIT, standards: None, cases, rounds: &[] }.far(|_| 0);
        far.into_iter().map(|own| (own.looked, own.confirmed)).collect::<Vec<_>>()
    };
    assert_eq!(counted(&months), [(1, 1), (0, 0), (1, 0), (0, 0)]);
    months.push(looked_back("2023-08", promise, study, Some(Verdict::NotConfirmed)));
    assert_eq!(counted(&months)[0], (1, 0));
}

#[test]
fn what_a_published_round_says_of_an_indicator_counts_where_the_indicator_names_a_strand() {
    let mut round = published();
    let graded = |round: &Evaluation| {
        let rounds = [Box::new(round.clone())];
        let cases = Cases::default();
        let far = Basis { unit: UNIT, standards: None, cases, rounds: &rounds }.far(|_| 0);
        far.into_iter().map(|own| own.graded).collect::<Vec<_>>()
    };
    assert_eq!(graded(&round), [0, 0, 0, 0]);
    round.tree.aspects[1].elements[0].indicators[0].strand = Some(Strand::Rectification);
    assert_eq!(graded(&round), [0, 0, 1, 0]);
    round.published = None;
    assert_eq!(graded(&round), [0, 0, 0, 0]);
}
