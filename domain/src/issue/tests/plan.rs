//! Finding, describing, measures of one's own and shared ones.

use super::*;
use crate::entry::Stamp;
use crate::testing::id;
use crate::unit;

fn find_it(find: act::Find) -> Act {
    Act::Find(Box::new(find))
}

fn without_organisation() -> act::Facts {
    act::Facts { organisation: None, ..description() }
}

#[test]
fn numbers_count_per_origin_and_never_change() {
    let mut bench = Bench::new();
    let mut next = |origin, number| bench.ok(&cast::HEAD, find_it(act::Find { origin, ..find(id(number)) })).number;
    assert_eq!(next(Origin::Research, 1), Some(1));
    assert_eq!(next(Origin::Research, 2), Some(2));
    assert_eq!(next(Origin::TeamList, 3), Some(1));
    assert_eq!(next(Origin::Research, 4), Some(3));
    bench.ok(&cast::HEAD, Act::Withdraw { issue: id(4), reason: reason() });
    assert_eq!(bench.ok(&cast::HEAD, find_it(find(id(5)))).number, Some(4));
    assert_eq!(bench.issue_of(id(4)).number, 3);
    assert_eq!(bench.issue_of(id(5)).code(), "调研-004");
}

#[test]
fn a_line_of_the_units_own_ledger_is_taken_in_as_it_stands() {
    let mut bench = Bench::new();
    let ledger = Some(Ledger { name: text("2023年整改台账"), number: 17 });
    let facts = act::Facts { category: None, official: None, due: None, ..without_organisation() };
    let line = act::Find { origin: Origin::TeamList, facts: facts.clone(), ledger: ledger.clone(), ..find(ISSUE) };
    bench.ok(&STAFF, find_it(line));
    assert_eq!((&bench.issue().ledger, bench.issue().description()), (&ledger, facts));
    assert_eq!(bench.issue().measures.len(), 1);
    assert_eq!(bench.no(&cast::HEAD, agree()), missing(Field::Category));
}

#[test]
fn the_unit_brings_in_its_lists_and_research_and_the_group_everything() {
    let bench = Bench::new();
    for origin in [Origin::TeamList, Origin::Research, Origin::Guidance, Origin::Survey] {
        let act = find_it(act::Find { origin, ..find(ISSUE) }).into();
        assert!(bench.ask(&cast::MEMBER, &act).is_ok());
        let theirs = matches!(origin, Origin::TeamList | Origin::Research);
        assert_eq!(bench.ask(&STAFF, &act).is_ok(), theirs);
        assert_eq!(bench.ask(&cast::ORGANISATION_STAFF, &act).is_ok(), theirs);
        assert_eq!(bench.ask(&cast::ACADEMY_STAFF, &act), Err(Refusal::NotFound));
    }
    let whole_unit = find_it(act::Find { facts: without_organisation(), ..find(ISSUE) }).into();
    assert_eq!(bench.ask(&cast::ORGANISATION_STAFF, &whole_unit), Err(Refusal::NotFound));
}

#[test]
fn an_issue_lies_with_an_open_organisation_of_its_unit() {
    let mut bench = found();
    let of = |place: usize| act::Facts { organisation: Some(cast::UNITS[1].organisation(place)), ..description() };
    let amend = |facts| Act::Amend { issue: ISSUE, facts: Box::new(facts), was: None };
    let foreign = act::Facts { organisation: Some(cast::UNITS[2].organisation(0)), ..description() };
    assert_eq!(bench.no(&STAFF, amend(foreign)), elsewhere(Field::Organisation));
    for place in [0, 1] {
        let (unit, organisation) = (cast::UNITS[1].id, cast::UNITS[1].organisation(place));
        bench.ok(&STAFF, unit::Act::CloseOrganisation { unit, organisation, reason: reason() });
    }
    assert_eq!(bench.no(&STAFF, amend(of(1))), elsewhere(Field::Organisation));
    bench.ok(&STAFF, amend(act::Facts { title: text("报修慢"), ..of(0) }));
    assert_eq!(bench.no(&STAFF, find_it(find(id(77)))), elsewhere(Field::Organisation));
}

#[test]
fn amending_into_the_same_is_refused_and_what_was_agreed_stays_complete() {
    let mut bench = in_state(State::Agreed);
    let amend = |facts| Act::Amend { issue: ISSUE, facts: Box::new(facts), was: None };
    assert_eq!(bench.no(&cast::HEAD, amend(description())), Refusal::Unchanged);
    let cases = [
        (act::Facts { category: None, ..description() }, Field::Category),
        (act::Facts { official: None, ..description() }, Field::Official),
        (act::Facts { department: None, ..description() }, Field::Department),
        (act::Facts { due: None, ..description() }, Field::Due),
    ];
    for (facts, field) in cases {
        assert_eq!(bench.no(&cast::HEAD, amend(facts)), missing(field));
    }
}

#[test]
fn a_report_on_which_an_issue_hangs_is_one_of_its_unit() {
    let mut bench = Bench::new();
    let plan = |report, place: usize| crate::report::Act::Plan {
        report,
        unit: cast::UNITS[place].id,
        description: crate::report::Description {
            title: text("实验室开放共享"), official: text("韩立群"), due: None
        },
    };
    bench.ok(&cast::HEAD, plan(id(0x4e1), 1));
    bench.ok(&cast::HEAD, plan(id(0x4e2), 2));
    let of = |report| find_it(act::Find { report: Some(id(report)), ..find(ISSUE) });
    assert_eq!(bench.no(&STAFF, of(0x4e2)), elsewhere(Field::Report));
    assert_eq!(bench.no(&STAFF, of(0x4e3)), elsewhere(Field::Report));
    bench.ok(&STAFF, of(0x4e1));
}

#[test]
fn an_issue_that_came_from_a_ledger_is_hung_on_the_report_that_found_it_and_taken_off() {
    let mut bench = found();
    let description =
        crate::report::Description { title: text("实验室开放共享"), official: text("韩立群"), due: None };
    for (report, place) in [(0x4e1, 1), (0x4e2, 2)] {
        let (report, unit, description) = (id(report), cast::UNITS[place].id, description.clone());
        bench.ok(&cast::HEAD, crate::report::Act::Plan { report, unit, description });
    }
    let name = |report: Option<u128>| Act::NameReport { issue: ISSUE, report: report.map(id) };
    assert_eq!(bench.no(&STAFF, name(None)), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, name(Some(0x4e2))), elsewhere(Field::Report));
    assert_eq!(bench.no(&STAFF, name(Some(0x4e3))), elsewhere(Field::Report));
    bench.ok(&STAFF, name(Some(0x4e1)));
    assert_eq!(bench.issue().report, Some(id(0x4e1)));
    assert_eq!(bench.no(&cast::HEAD, name(Some(0x4e1))), Refusal::Unchanged);
    bench.ok(&cast::HEAD, name(None));
    assert_eq!(bench.issue().report, None);
}

#[test]
fn an_issue_splits_within_its_unit_and_origin() {
    let mut bench = found();
    let split = |find| act::Find { from: Some(From::Split { issue: ISSUE }), ..find };
    assert_eq!(
        bench.no(&STAFF, find_it(split(act::Find { origin: Origin::TeamList, ..find(id(77)) }))),
        elsewhere(Field::Origin)
    );
    let foreign = act::Find { unit: cast::UNITS[0].id, facts: without_organisation(), ..find(id(77)) };
    assert_eq!(bench.no(&cast::HEAD, find_it(split(foreign.clone()))), elsewhere(Field::Unit));
    assert_eq!(bench.no(&cast::ACADEMY_STAFF, find_it(split(foreign))), Refusal::NotFound);
    bench.ok(&STAFF, find_it(split(find(id(77)))));
    assert_eq!(bench.issue_of(id(77)).from, Some(From::Split { issue: ISSUE }));
    let nowhere = act::Find { from: Some(From::Split { issue: id(99) }), ..find(id(78)) };
    assert_eq!(bench.no(&STAFF, find_it(nowhere)), Refusal::NotFound);
}

#[test]
fn a_transferred_issue_is_taken_up_by_the_unit_it_went_to() {
    let mut bench = in_state(State::Transferred);
    let taken = |place: usize| {
        let from = Some(From::Transfer { issue: ISSUE });
        find_it(act::Find { unit: cast::UNITS[place].id, facts: without_organisation(), from, ..find(id(77)) })
    };
    assert_eq!(bench.no(&cast::MUSIC_STAFF, taken(3)), Refusal::NotFound);
    assert_eq!(bench.no(&cast::HEAD, taken(3)), elsewhere(Field::Unit));
    bench.ok(&cast::COLLEGE_STAFF, taken(2));
    let mut bench = in_state(State::Transferred);
    bench.ok(&cast::HEAD, Act::Reinstate { issue: ISSUE, reason: reason() });
    assert_eq!(bench.no(&cast::HEAD, taken(2)), elsewhere(Field::Unit));
}

#[test]
fn a_measure_is_added_once_and_finished_once() {
    let mut bench = found();
    let (issue, first) = (ISSUE, MEASURE);
    assert_eq!(bench.no(&STAFF, Act::AddMeasure { issue, measure: plan(1) }), Refusal::Exists);
    assert_eq!(bench.no(&STAFF, Act::FinishMeasure { issue, measure: first, note: None }), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, Act::DropMeasure { issue, measure: first, reason: reason() }), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, Act::ChangeMeasure { issue, measure: plan(1), was: None }), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, Act::ChangeMeasure { issue, measure: plan(3), was: None }), Refusal::NotFound);
    assert_eq!(bench.no(&STAFF, Act::FinishMeasure { issue, measure: id(3), note: None }), Refusal::NotFound);
    bench.ok(&STAFF, Act::ReopenMeasure { issue, measure: first, reason: reason() });
    assert_eq!(bench.no(&STAFF, Act::ReopenMeasure { issue, measure: first, reason: reason() }), Refusal::Unchanged);
    bench.ok(&STAFF, Act::DropMeasure { issue, measure: first, reason: reason() });
    assert!(bench.issue().measures.is_empty());
}

#[test]
fn a_new_issue_names_each_measure_once() {
    let mut bench = Bench::new();
    let twice = act::Find { measures: vec![plan(1), plan(1)], ..find(ISSUE) };
    assert_eq!(bench.no(&STAFF, find_it(twice)), Refusal::Exists);
    let many = |most| act::Find { measures: (0..most).map(plan).collect(), ..find(ISSUE) };
    assert_eq!(bench.no(&STAFF, find_it(many(201))), Refusal::TooMany { max: 200 });
    bench.ok(&STAFF, find_it(many(200)));
    let more = Act::AddMeasure { issue: ISSUE, measure: plan(300) };
    assert_eq!(bench.no(&STAFF, more), Refusal::TooMany { max: 200 });
}

#[test]
fn an_agreed_issue_keeps_its_last_measure() {
    let mut bench = Bench::new();
    bench.ok(&STAFF, find_it(find(ISSUE)));
    bench.ok(&cast::HEAD, agree());
    let drop = |number| Act::DropMeasure { issue: ISSUE, measure: plan(number).id, reason: reason() };
    assert_eq!(bench.no(&STAFF, drop(1)), missing(Field::Measure));
    bench.ok(&STAFF, Act::AddMeasure { issue: ISSUE, measure: plan(2) });
    bench.ok(&STAFF, drop(1));
    assert_eq!(bench.no(&STAFF, drop(2)), missing(Field::Measure));
}

#[test]
fn one_measure_may_serve_several_issues() {
    let (issue, from, measure) = (ISSUE, OTHER, plan(9).id);
    let mut bench = Bench::new();
    bench.all.files.insert(hash(1));
    bench.ok(&STAFF, find_it(act::Find { measures: Vec::new(), ..find(ISSUE) }));
    bench.ok(&STAFF, find_it(act::Find { measures: vec![plan(9)], ..find(OTHER) }));
    bench.ok(&STAFF, Act::ShareMeasure { issue, from, measure });
    assert_eq!(bench.no(&STAFF, Act::ShareMeasure { issue, from, measure }), Refusal::Unchanged);
    for (who, act) in [(cast::HEAD, agree()), (STAFF, progress()), (STAFF, evidence(1))] {
        bench.ok(&who, act);
    }
    let unshare = Act::UnshareMeasure { issue, from, measure };
    assert_eq!(bench.no(&STAFF, unshare), missing(Field::Measure));
    assert_eq!(bench.no(&STAFF, submit()), Refusal::MeasuresOpen { open: 1 });
    bench.ok(&STAFF, Act::FinishMeasure { issue: OTHER, measure, note: None });
    bench.ok(&STAFF, submit());
}

/// Of [`OTHER`], as it could be before it was asked who leans on it.
fn dropped(bench: &mut Bench, measure: MeasureId) {
    bench.record(&STAFF, Act::DropMeasure { issue: OTHER, measure, reason: reason() }.into(), Stamp::default());
}

#[test]
fn a_measure_on_which_another_issue_leans_is_not_dropped() {
    let (issue, from, measure) = (ISSUE, OTHER, plan(9).id);
    let mut bench = Bench::new();
    bench.ok(&STAFF, find_it(find(ISSUE)));
    bench.ok(&STAFF, find_it(act::Find { measures: vec![plan(7), plan(8), plan(9)], ..find(OTHER) }));
    bench.ok(&STAFF, Act::ShareMeasure { issue, from, measure });
    let drop = |number| Act::DropMeasure { issue: OTHER, measure: plan(number).id, reason: reason() };
    bench.ok(&STAFF, drop(7));
    for who in [STAFF, cast::HEAD] {
        assert_eq!(bench.no(&who, drop(9)), Refusal::MeasureShared { issues: 1 });
    }
    // What was taken back leans on nothing; what comes back does again.
    bench.ok(&cast::HEAD, Act::Withdraw { issue, reason: reason() });
    assert!(bench.ask(&STAFF, &drop(9).into()).is_ok());
    bench.ok(&cast::HEAD, Act::Reinstate { issue, reason: reason() });
    assert_eq!(bench.no(&STAFF, drop(9)), Refusal::MeasureShared { issues: 1 });
    bench.ok(&STAFF, Act::UnshareMeasure { issue, from, measure });
    bench.ok(&STAFF, drop(9));
}

#[test]
fn what_was_verified_with_a_measure_of_another_issue_keeps_it() {
    let (issue, from, measure) = (ISSUE, OTHER, plan(9).id);
    let mut bench = found();
    bench.ok(&STAFF, Act::ShareMeasure { issue, from, measure });
    bench.ok(&STAFF, Act::FinishMeasure { issue: OTHER, measure, note: None });
    for (who, act) in [(cast::HEAD, agree()), (STAFF, progress()), (STAFF, submit()), (cast::MEMBER, verify())] {
        bench.ok(&who, act);
    }
    bench.ok(&STAFF, Act::ReopenMeasure { issue: OTHER, measure, reason: reason() });
    let drop = Act::DropMeasure { issue: OTHER, measure, reason: reason() };
    assert_eq!(bench.no(&STAFF, drop), Refusal::MeasureShared { issues: 1 });
}

#[test]
fn a_shared_measure_that_was_dropped_is_none_to_agree_on() {
    let (issue, from, measure) = (ISSUE, OTHER, plan(9).id);
    let mut bench = Bench::new();
    bench.ok(&STAFF, find_it(act::Find { measures: Vec::new(), ..find(ISSUE) }));
    bench.ok(&STAFF, find_it(act::Find { measures: vec![plan(9)], ..find(OTHER) }));
    bench.ok(&STAFF, Act::ShareMeasure { issue, from, measure });
    dropped(&mut bench, measure);
    assert_eq!(bench.no(&cast::HEAD, agree()), missing(Field::Measure));
    bench.ok(&STAFF, Act::UnshareMeasure { issue, from, measure });
    assert!(bench.issue().shared.is_empty());
}

#[test]
fn what_was_agreed_on_a_measure_that_was_dropped_since_is_not_submitted_without_another() {
    let (issue, from, measure) = (ISSUE, OTHER, plan(9).id);
    let mut bench = Bench::new();
    bench.all.files.insert(hash(1));
    bench.ok(&STAFF, find_it(act::Find { measures: Vec::new(), ..find(ISSUE) }));
    bench.ok(&STAFF, find_it(act::Find { measures: vec![plan(9), plan(8)], ..find(OTHER) }));
    bench.ok(&STAFF, Act::ShareMeasure { issue, from, measure });
    for (who, act) in [(cast::HEAD, agree()), (STAFF, progress()), (STAFF, evidence(1))] {
        bench.ok(&who, act);
    }
    dropped(&mut bench, measure);
    assert_eq!(bench.no(&STAFF, submit()), missing(Field::Measure));
    bench.ok(&STAFF, Act::AddMeasure { issue, measure: plan(7) });
    bench.ok(&STAFF, Act::FinishMeasure { issue, measure: plan(7).id, note: None });
    bench.ok(&STAFF, submit());
}

#[test]
fn a_measure_is_shared_only_from_an_issue_of_the_unit_that_one_sees() {
    let mut bench = found();
    let share = |from, measure| Act::ShareMeasure { issue: ISSUE, from, measure };
    assert_eq!(bench.no(&STAFF, share(ISSUE, MEASURE)), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, share(OTHER, id(5))), Refusal::NotFound);
    assert_eq!(bench.no(&STAFF, share(id(99), plan(9).id)), Refusal::NotFound);
    let foreign = act::Find { unit: cast::UNITS[0].id, facts: without_organisation(), ..find(id(77)) };
    bench.ok(&cast::HEAD, find_it(foreign));
    assert_eq!(bench.no(&STAFF, share(id(77), MEASURE)), Refusal::NotFound);
    let whole = Act::Amend { issue: OTHER, facts: Box::new(without_organisation()), was: None };
    bench.ok(&STAFF, whole);
    assert_eq!(bench.no(&cast::ORGANISATION_STAFF, share(OTHER, plan(9).id)), Refusal::NotFound);
    bench.ok(&STAFF, share(OTHER, plan(9).id));
}

#[test]
fn at_once_means_within_thirty_days() {
    let bench = found();
    let due = Due::immediately(bench.issue().found_at);
    assert_eq!(due, Due::Immediately { day: day("2023-05-17") });
}
