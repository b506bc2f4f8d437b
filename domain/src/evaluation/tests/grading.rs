//! What raters do: they grade, finish, are settled between.

use super::*;

#[test]
fn only_what_is_graded_by_people_is_graded() {
    let mut bench = in_state("scoring");
    let grade = |indicator, links| {
        let (evaluation, unit, grade) = (round(), UNIT, Grade::Good);
        Act::Grade(Box::new(Grading { evaluation, unit, indicator, grade, reason: reason(), links }))
    };
    let elsewhere = |field| Refusal::Elsewhere { field };
    assert_eq!(bench.no(&RATERS[0], grade(NODES[0], Vec::new())), elsewhere(Field::Indicator));
    assert_eq!(bench.no(&RATERS[0], grade(id(9), Vec::new())), elsewhere(Field::Indicator));
    let short = Grading {
        evaluation: round(),
        unit: UNIT,
        indicator: quality(),
        grade: Grade::Good,
        reason: text("好"),
        links: proof(),
    };
    assert!(matches!(bench.no(&RATERS[0], Act::Grade(Box::new(short))), Refusal::TooShort { .. }));
    assert_eq!(bench.no(&RATERS[0], grade(quality(), Vec::new())), Refusal::Missing { field: Field::Basis });
    let proof = Link::Evidence { hash: hash(7), name: Some(text("现场.jpg")) };
    assert_eq!(
        bench.no(&RATERS[0], grade(quality(), vec![proof.clone()])),
        Refusal::Missing { field: Field::Evidence }
    );
    let link = Link::Issue { issue: ISSUE };
    assert_eq!(bench.no(&RATERS[0], grade(quality(), vec![link.clone()])), elsewhere(Field::Issue));
    assert_eq!(bench.no(&RATERS[0], grade(quality(), vec![Link::Visit { visit: id(3) }])), elsewhere(Field::Visit));
    bench.all.files.insert(hash(7));
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&RATERS[0], grade(quality(), vec![proof.clone(), link.clone()]));
    assert_eq!(bench.no(&RATERS[0], grade(quality(), vec![proof, link.clone()])), Refusal::Unchanged);
    // An issue of the one unit proves nothing about the other.
    let other = Grading {
        evaluation: round(),
        unit: OTHER,
        indicator: quality(),
        grade: Grade::Good,
        reason: reason(),
        links: vec![link],
    };
    assert_eq!(bench.no(&RATERS[0], Act::Grade(Box::new(other))), elsewhere(Field::Issue));
}

#[test]
fn a_rater_finishes_only_what_is_graded_and_goes_on_only_until_all_are_done() {
    let mut bench = in_state("scoring");
    let [one, other] = RATERS;
    assert_eq!(bench.no(&one, finish(UNIT)), Refusal::GradesOpen { open: 1 });
    bench.ok(&one, grade_as(UNIT, Grade::Poor));
    assert_eq!(bench.no(&one, reopen(UNIT)), Refusal::Unchanged);
    bench.ok(&one, finish(UNIT));
    assert_eq!(bench.no(&one, finish(UNIT)), Refusal::Unchanged);
    let done = Refusal::WrongState { state: "finished".to_owned() };
    assert_eq!(bench.no(&one, grade_as(UNIT, Grade::Good)), done);
    bench.ok(&one, reopen(UNIT));
    bench.ok(&one, grade_as(UNIT, Grade::Good));
    bench.ok(&one, finish(UNIT));
    bench.ok(&other, grade_as(UNIT, Grade::Fair));
    bench.ok(&other, finish(UNIT));
    assert!(own(&bench).done(UNIT) && !own(&bench).done(OTHER));
    // Both have read each other now: nobody goes back.
    let read = Refusal::WrongState { state: "calibrating".to_owned() };
    assert_eq!(bench.no(&one, reopen(UNIT)), read);
    assert_eq!(bench.no(&HEAD, step("calibrate")), Refusal::GradesOpen { open: 2 });
    assert_eq!(own(&bench).sheet(UNIT).unwrap().grades.len(), 2);
}

#[test]
fn what_differs_is_agreed_on_with_a_reason_and_both_grades_stay() {
    let mut bench = in_state("calibrating");
    assert_eq!(own(&bench).gaps(UNIT), [quality()]);
    assert!(own(&bench).gaps(OTHER).is_empty());
    assert_eq!(bench.no(&HEAD, step("conclude")), Refusal::GradesOpen { open: 1 });
    let alike =
        Act::Agree { evaluation: round(), unit: OTHER, indicator: quality(), grade: Grade::Good, reason: reason() };
    assert_eq!(bench.no(&HEAD, alike), Refusal::Unchanged);
    bench.ok(&HEAD, agree(Grade::Fair));
    assert_eq!(bench.no(&HEAD, agree(Grade::Fair)), Refusal::Unchanged);
    bench.ok(&HEAD, agree(Grade::Ordinary));
    let settled = own(&bench).settled(UNIT, quality()).unwrap();
    assert_eq!((settled.grade, settled.reasons.len()), (Grade::Ordinary, 1));
    let alike = own(&bench).settled(OTHER, quality()).unwrap();
    assert_eq!((alike.grade, alike.reasons.len()), (Grade::Fair, 2));
    assert_eq!(own(&bench).sheet(UNIT).unwrap().grades.len(), 2);
    bench.ok(&HEAD, step("conclude"));
    bench.ok(&HEAD, recalibrate());
    assert_eq!(own(&bench).state(), "calibrating");
}

#[test]
fn the_order_of_the_raters_changes_nothing() {
    let graded = |turned: bool| {
        let mut bench = begun();
        bench.ok(&HEAD, step("begin"));
        let mut order = [(RATERS[0], Grade::Good), (RATERS[1], Grade::Poor)];
        if turned {
            order.reverse();
        }
        for (rater, grade) in order {
            bench.ok(&rater, grade_as(UNIT, grade));
            bench.ok(&rater, finish(UNIT));
        }
        // both are done with the one unit; the other is not of interest
        for (rater, _) in order {
            bench.ok(&rater, grade_as(OTHER, Grade::Fair));
            bench.ok(&rater, finish(OTHER));
        }
        bench.ok(&HEAD, step("calibrate"));
        bench
    };
    let score = |bench: &Bench, turned: bool| {
        let mut round = own(bench).clone();
        if turned {
            round.raters.reverse();
        }
        (round.gaps(UNIT), round.score(UNIT, &Values::new()))
    };
    // neither the first nor the better grade counts as long as they differ
    let [mut plain, mut turned] = [graded(false), graded(true)];
    assert_eq!(score(&plain, false), score(&turned, true));
    assert_eq!((score(&plain, false).0, score(&plain, false).1.total), (vec![quality()], None));
    for bench in [&mut plain, &mut turned] {
        bench.ok(&HEAD, agree(Grade::Ordinary));
    }
    assert_eq!(score(&plain, false), score(&turned, true));
    assert_eq!(score(&turned, true).1.total.unwrap().to_string(), "70.0");
}

#[test]
fn the_unit_scores_itself_within_a_hundred_and_may_say_it_anew() {
    let mut bench = in_state("scoring");
    assert_eq!(bench.no(&STAFF, self_score(1001)), Refusal::BadPercent);
    bench.ok(&STAFF, self_score(940));
    assert_eq!(bench.no(&STAFF, self_score(940)), Refusal::Unchanged);
    bench.ok(&cast::NORMAL_LEADER, self_score(935));
    let said = own(&bench).sheet(UNIT).unwrap().own.as_ref().unwrap();
    assert_eq!((said.tenths, said.by.person), (935, cast::NORMAL_LEADER.id));
}

#[test]
fn a_unit_objects_once_and_gets_one_answer() {
    let mut bench = in_state("published");
    assert_eq!(bench.no(&HEAD, answer()), Refusal::NotFound);
    bench.ok(&STAFF, object());
    assert_eq!(bench.no(&cast::NORMAL_LEADER, object()), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::MEMBER, answer()), Refusal::NotYours { whose: Whose::GroupLead });
    bench.ok(&cast::DEPUTY, answer());
    assert_eq!(bench.no(&HEAD, answer()), Refusal::Unchanged);
    let objection = own(&bench).sheet(UNIT).unwrap().objection.as_ref().unwrap();
    assert_eq!(objection.answer.as_ref().unwrap().1.person, cast::DEPUTY.id);
    assert!(own(&bench).sheet(OTHER).unwrap().objection.is_none());
}
