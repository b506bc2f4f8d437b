//! Raters do not learn of each other before both are done; a unit reads its own result and nothing before its time.

use super::*;
use crate::record::Telling;
use crate::viewer::Viewer;

fn viewer(who: CastPerson) -> Viewer {
    who.viewer().unwrap()
}

fn shown(bench: &Bench, who: CastPerson) -> Option<Evaluation> {
    own(bench).clone().shown_to(&viewer(who))
}

fn grades(bench: &Bench, who: CastPerson, unit: UnitId) -> Vec<PersonId> {
    let round = shown(bench, who).unwrap();
    round.sheet(unit).unwrap().grades.iter().map(|own| own.by.person).collect()
}

const ONE: CastPerson = RATERS[0];
const SECOND: CastPerson = RATERS[1];

#[test]
fn a_rater_reads_their_own_grades_until_all_are_done_with_that_unit() {
    let mut bench = in_state("scoring");
    bench.ok(&ONE, grade_as(UNIT, Grade::Poor));
    bench.ok(&ONE, finish(UNIT));
    bench.ok(&SECOND, grade_as(UNIT, Grade::Good));
    bench.ok(&SECOND, grade_as(OTHER, Grade::Good));
    assert_eq!(grades(&bench, ONE, UNIT), [ONE.id]);
    assert_eq!(grades(&bench, SECOND, UNIT), [SECOND.id]);
    // Nor does anybody else who could tell: not the head, not another member, not the office.
    for who in [HEAD, cast::LIAISON, cast::OFFICE_LEADER] {
        assert!(grades(&bench, who, UNIT).is_empty(), "{}", who.login);
    }
    assert!(shown(&bench, ONE).unwrap().settled(UNIT, quality()).is_none());
    bench.ok(&SECOND, finish(UNIT));
    for who in [ONE, SECOND, HEAD, cast::LIAISON, cast::OFFICE_LEADER] {
        assert_eq!(grades(&bench, who, UNIT), [ONE.id, SECOND.id], "{}", who.login);
    }
    assert_eq!(grades(&bench, ONE, OTHER), []);
}

#[test]
fn the_words_of_an_entry_are_kept_from_the_other_rater_as_long() {
    let mut bench = in_state("scoring");
    let grading: Act = grade_as(UNIT, Grade::Poor);
    bench.ok(&ONE, grading.clone());
    bench.ok(&ONE, finish(UNIT));
    let tells = |bench: &Bench, who| own(bench).tells(&grading, ONE.id, &viewer(who));
    for who in [SECOND, HEAD, cast::LIAISON, cast::OFFICE_LEADER] {
        assert_eq!(tells(&bench, who), Telling::Bare, "{}", who.login);
    }
    assert_eq!(tells(&bench, ONE), Telling::Whole);
    for who in [STAFF, cast::NORMAL_LEADER, cast::ACADEMY_STAFF, cast::COLLEGE_STAFF, cast::SYSTEM_ADMIN] {
        assert_eq!(tells(&bench, who), Telling::Nothing, "{}", who.login);
    }
    bench.ok(&SECOND, grade_as(UNIT, Grade::Good));
    bench.ok(&SECOND, finish(UNIT));
    assert_eq!(tells(&bench, SECOND), Telling::Whole);
    assert_eq!(tells(&bench, STAFF), Telling::Nothing);
}

/// Everything that a unit must not read before the result is published, and of the raters ever.
fn told(round: &Evaluation) -> String {
    serde_json::to_string(round).unwrap()
}

#[test]
fn a_unit_reads_its_own_result_and_only_when_it_is_published() {
    assert!(shown(&in_state("opened"), STAFF).is_none());
    for state in ["scoring", "calibrating", "agreed"] {
        let round = shown(&in_state(state), STAFF).unwrap();
        let sheet = round.sheet(UNIT).unwrap();
        assert!(sheet.grades.is_empty() && sheet.agreed.is_empty() && sheet.settled.is_empty(), "{state}");
        assert!(sheet.values.is_none() && sheet.finished.is_empty() && round.raters.is_empty(), "{state}");
        assert!(round.settled(UNIT, quality()).is_none());
        assert!(!told(&round).contains(reason().as_str()), "{state}");
        assert!(!told(&round).contains(&ONE.id.to_string()), "{state}");
    }
    let round = shown(&in_state("published"), STAFF).unwrap();
    assert_eq!(round.units, [UNIT]);
    assert_eq!(round.settled(UNIT, quality()).unwrap().grade, Grade::Fair);
    assert_eq!(round.score(UNIT, &Values::new()).total.unwrap().to_string(), "85.0");
    assert!(!told(&round).contains(&SECOND.id.to_string()), "who graded what stays in the group");
}

#[test]
fn a_unit_reads_nothing_of_another_unit_and_a_foreign_one_nothing_at_all() {
    let mut bench = in_state("scoring");
    bench.ok(&STAFF, self_score(940));
    let round = shown(&bench, cast::ACADEMY_STAFF).unwrap();
    assert_eq!((round.units.as_slice(), round.sheets.len()), (&[OTHER][..], 1));
    assert!(!told(&round).contains(&UNIT.to_string()) && !told(&round).contains("940"));
    for state in STATES {
        for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN, cast::AUDIT_ADMIN] {
            assert!(shown(&in_state(state), who).is_none(), "{} {state}", who.login);
        }
    }
    let elsewhere = Viewer {
        roles: vec![crate::viewer::Role::Group { group: id(0x0a00_0009), post: crate::viewer::Post::Head }],
        ..viewer(HEAD)
    };
    assert!(own(&bench).clone().shown_to(&elsewhere).is_none());
    assert!(!own(&bench).is_known_to(&elsewhere));
}

#[test]
fn a_unit_reads_of_the_history_what_was_said_to_it_and_by_it() {
    let bench = in_state("published");
    let tells = |act: &Act, who| own(&bench).tells(act, HEAD.id, &viewer(who));
    for act in [step("begin"), step("publish"), open(opened())] {
        assert_eq!(tells(&act, STAFF), Telling::Bare);
    }
    for act in [object(), answer(), self_score(900)] {
        assert_eq!((tells(&act, STAFF), tells(&act, cast::ACADEMY_STAFF)), (Telling::Whole, Telling::Nothing));
    }
    for act in [grade_as(UNIT, Grade::Good), finish(UNIT), remark(), agree(Grade::Good), recalibrate()] {
        assert_eq!(tells(&act, STAFF), Telling::Nothing);
        assert_eq!(tells(&act, cast::OFFICE_LEADER), Telling::Whole);
    }
    let begun = in_state("opened");
    assert_eq!(own(&begun).tells(&step("begin"), HEAD.id, &viewer(STAFF)), Telling::Nothing);
}

#[test]
fn the_rules_need_no_more_than_what_a_viewer_reads() {
    // In the browser a rater's act is checked against the round as that rater reads it: the answer is the same.
    let mut bench = in_state("scoring");
    bench.ok(&ONE, grade_as(UNIT, Grade::Poor));
    bench.ok(&SECOND, grade_as(UNIT, Grade::Good));
    for who in [ONE, SECOND, HEAD] {
        for act in [finish(UNIT), reopen(UNIT), grade_as(UNIT, Grade::Poor), step("calibrate")] {
            let act = Any::from(act);
            let (whole, mut seen) = (bench.ask(&who, &act), bench.clone());
            let round = Record::Evaluation(Box::new(shown(&bench, who).unwrap()));
            seen.all.records.insert(act.key(), round);
            assert_eq!(seen.ask(&who, &act), whole, "{} {}", who.login, act.kind());
        }
    }
}

#[test]
fn a_file_of_a_grade_is_for_who_reads_the_grade() {
    let mut bench = in_state("scoring");
    bench.all.files.insert(hash(7));
    let links = vec![Link::Evidence { hash: hash(7), name: Some(text("现场.jpg")) }];
    let (evaluation, indicator) = (round(), quality());
    let grading = Grading { evaluation, unit: UNIT, indicator, grade: Grade::Poor, reason: reason(), links };
    bench.ok(&ONE, Act::Grade(Box::new(grading)));
    bench.ok(&ONE, finish(UNIT));
    let files = |bench: &Bench, who| shown(bench, who).unwrap().sheet(UNIT).unwrap().files().count();
    assert_eq!(files(&bench, ONE), 1);
    for who in [SECOND, HEAD, cast::OFFICE_LEADER, STAFF] {
        assert_eq!(files(&bench, who), 0, "{}", who.login);
    }
    bench.ok(&SECOND, grade_as(UNIT, Grade::Good));
    bench.ok(&SECOND, finish(UNIT));
    for who in [SECOND, HEAD, cast::OFFICE_LEADER] {
        assert_eq!(files(&bench, who), 2, "{}", who.login);
    }
    assert_eq!(files(&bench, STAFF), 0);
}
