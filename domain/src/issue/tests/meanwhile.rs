//! Two people change the same issue without knowing of each other.

use proptest::prelude::*;
use proptest::sample::subsequence;

use super::*;
use crate::act::Act as Any;
use crate::record::{Fields as _, Part};
use crate::testing::id;

/// Different from [`description`] in every field.
fn other(place: usize) -> act::Facts {
    act::Facts {
        title: text(["夜间开放", "周末开放"][place]),
        detail: Some(text(["学生说的", "教师说的"][place])),
        category: Some([Category::Special, Category::Hard][place]),
        organisation: Some(cast::UNITS[1].organisation(1)).filter(|_| place == 0),
        official: Some(text(["许知遥", "阎若水"][place])),
        department: Some(text(["教务处", "资产处"][place])),
        due: Some([Due::Standing, Due::On { day: day("2023-12-01") }][place]),
    }
}

/// The description with these fields as in `other`.
fn with(fields: &[usize], place: usize) -> act::Facts {
    let mut own = description();
    fields.iter().for_each(|field| (act::Facts::ALL[*field].take)(&mut own, &other(place), ""));
    own
}

fn amend(facts: act::Facts, was: act::Facts) -> Act {
    Act::Amend { issue: ISSUE, facts: Box::new(facts), was: Some(Box::new(was)) }
}

fn refused(field: Field) -> Refusal {
    Refusal::ChangedMeanwhile { field }
}

#[test]
fn another_field_stays_as_somebody_else_has_changed_it() {
    let mut bench = found();
    bench.ok(&cast::HEAD, amend(with(&[0], 0), description()));
    bench.ok(&STAFF, amend(with(&[4], 1), description()));
    let both = act::Facts { official: other(1).official, ..with(&[0], 0) };
    assert_eq!(bench.issue().description(), both);
}

#[test]
fn the_same_field_is_refused_to_the_second_who_sends_again_knowing_what_stands() {
    for (place, Part { field, take, .. }) in act::Facts::ALL.iter().enumerate() {
        let mut bench = found();
        bench.ok(&cast::HEAD, amend(with(&[place], 0), description()));
        let first = bench.issue().clone();
        let mine = with(&[place], 1);
        if mine == description() {
            continue;
        }
        assert_eq!(bench.no(&STAFF, amend(mine.clone(), description())), refused(*field));
        assert_eq!(*bench.issue(), first);
        bench.ok(&STAFF, amend(mine.clone(), first.description()));
        let mut both = first.description();
        take(&mut both, &mine, "");
        assert_eq!(bench.issue().description(), both);
    }
}

#[test]
fn both_changing_it_to_the_same_is_no_conflict() {
    let mut bench = found();
    bench.ok(&cast::HEAD, amend(with(&[0], 0), description()));
    assert_eq!(bench.no(&STAFF, amend(with(&[0], 0), description())), Refusal::Unchanged);
    bench.ok(&STAFF, amend(with(&[0, 1], 0), description()));
    assert_eq!(bench.issue().description(), with(&[0, 1], 0));
}

#[test]
fn an_amendment_of_before_there_was_a_field_for_it_replaces_everything() {
    let mut bench = found();
    bench.ok(&cast::HEAD, amend(with(&[0], 0), description()));
    let facts = Box::new(with(&[4], 1));
    bench.ok(&STAFF, Act::Amend { issue: ISSUE, facts, was: None });
    assert_eq!(bench.issue().description(), with(&[4], 1));
}

#[test]
fn what_was_agreed_stays_complete_also_put_together() {
    let mut bench = in_state(State::Agreed);
    let without = act::Facts { official: None, ..description() };
    assert_eq!(bench.no(&cast::HEAD, amend(without, description())), missing(Field::Official));
    let elsewhere = act::Facts { organisation: Some(cast::UNITS[2].organisation(0)), ..description() };
    let field = Field::Organisation;
    assert_eq!(bench.no(&cast::HEAD, amend(elsewhere, description())), Refusal::Elsewhere { field });
}

#[test]
fn two_who_change_one_measure_keep_what_the_other_wrote() {
    let mut bench = found();
    let was = bench.issue().measures[0].plan();
    let change = |measure: act::Plan| Act::ChangeMeasure { issue: ISSUE, measure, was: Some(Box::new(was.clone())) };
    bench.ok(&cast::HEAD, change(act::Plan { who: Some(text("许知遥")), ..was.clone() }));
    bench.ok(&STAFF, change(act::Plan { due: Some(day("2023-09-01")), ..was.clone() }));
    let own = &bench.issue().measures[0];
    assert_eq!(
        (own.who.as_ref().map(ToString::to_string), own.due),
        (Some("许知遥".to_owned()), Some(day("2023-09-01")))
    );
    let mine = change(act::Plan { who: Some(text("阎若水")), ..was.clone() });
    assert_eq!(bench.no(&STAFF, mine), refused(Field::Who));
    let foreign = Box::new(act::Plan { id: id(0x77), ..was.clone() });
    let mine = Act::ChangeMeasure { issue: ISSUE, measure: was.clone(), was: Some(foreign) };
    assert_eq!(bench.no(&STAFF, mine), Refusal::Elsewhere { field: Field::Measure });
}

#[test]
fn a_second_change_of_the_same_device_is_not_somebody_elses() {
    let first: Any = amend(with(&[0, 1], 0), description()).into();
    let mut second: Any = amend(with(&[0, 4], 1), description()).into();
    second.knows_of(&first);
    let mut bench = found();
    bench.ok(&STAFF, first);
    bench.ok(&STAFF, second);
    let both = act::Facts { detail: other(0).detail, ..with(&[0, 4], 1) };
    assert_eq!(bench.issue().description(), both);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Each with fields of their own, in both orders.
    #[test]
    fn whoever_comes_first_both_changes_stand(
        fields in subsequence((0..act::Facts::ALL.len()).collect::<Vec<_>>(), 2..=act::Facts::ALL.len()),
        cut in any::<prop::sample::Index>(),
    ) {
        let (one, other_fields) = fields.split_at(1 + cut.index(fields.len() - 1));
        let acts = [amend(with(one, 0), description()), amend(with(other_fields, 1), description())];
        let play = |order: [usize; 2]| {
            let mut bench = found();
            // one that changes nothing is refused as such, and nothing else is
            for place in order {
                let answer = bench.play(&STAFF, acts[place].clone());
                assert!(matches!(answer, Ok(_) | Err(Refusal::Unchanged)), "{answer:?}");
            }
            bench.issue().description()
        };
        let mut both = with(one, 0);
        other_fields.iter().for_each(|field| (act::Facts::ALL[*field].take)(&mut both, &other(1), ""));
        prop_assert_eq!(play([0, 1]), both.clone());
        prop_assert_eq!(play([1, 0]), both);
    }
}
