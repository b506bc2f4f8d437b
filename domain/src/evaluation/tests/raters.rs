//! A rater who leaves, and who takes over.

use super::*;

fn replace(former: CastPerson, rater: CastPerson) -> Act {
    Act::ReplaceRater { evaluation: round(), former: former.id, rater: rater.id, reason: reason() }
}

#[test]
fn a_rater_who_leaves_is_replaced_and_their_grades_stay() {
    let mut bench = in_state("scoring");
    let [one, other] = RATERS;
    // Of the other unit all are done; of this one the one who leaves is, the other is not.
    for rater in RATERS {
        bench.ok(&rater, grade_as(OTHER, Grade::Fair));
        bench.ok(&rater, finish(OTHER));
    }
    bench.ok(&one, grade_as(UNIT, Grade::Poor));
    bench.ok(&one, finish(UNIT));
    bench.ok(&HEAD, replace(one, cast::LIAISON));
    let round = own(&bench);
    assert_eq!(round.raters, [cast::LIAISON.id, other.id]);
    assert_eq!((round.raters_of(OTHER), round.done(OTHER)), (&RATERS.map(|own| own.id)[..], true));
    assert_eq!(round.settled(OTHER, quality()).unwrap().grade, Grade::Fair);
    assert!(round.sheet(UNIT).unwrap().finished.is_empty() && !round.done(UNIT));
    assert_eq!(bench.no(&one, grade_as(UNIT, Grade::Good)), Refusal::NotYours { whose: Whose::Rater });
    // What was done has been read by all: nobody grades it anew.
    let done = Refusal::WrongState { state: "finished".to_owned() };
    assert_eq!(bench.no(&cast::LIAISON, grade_as(OTHER, Grade::Good)), done);
    for rater in [cast::LIAISON, other] {
        bench.ok(&rater, grade_as(UNIT, Grade::Good));
        bench.ok(&rater, finish(UNIT));
    }
    let round = own(&bench);
    assert_eq!(round.settled(UNIT, quality()).unwrap().grade, Grade::Good, "the former grade does not count");
    assert_eq!(round.sheet(UNIT).unwrap().graded(quality(), one.id).unwrap().grade, Grade::Poor, "and it stays");
    assert_eq!((round.replaced.len(), round.replaced[0].former), (1, one.id));
    bench.ok(&HEAD, step("calibrate"));
    assert_eq!(bench.no(&HEAD, replace(other, one)), Refusal::WrongState { state: "calibrating".to_owned() });
}

#[test]
fn only_a_member_who_does_not_grade_yet_takes_over() {
    let mut bench = in_state("scoring");
    let [one, other] = RATERS;
    let elsewhere = Refusal::Elsewhere { field: Field::Raters };
    assert_eq!(bench.no(&HEAD, replace(HEAD, cast::LIAISON)), elsewhere);
    assert_eq!(bench.no(&HEAD, replace(one, STAFF)), elsewhere);
    assert_eq!(bench.no(&HEAD, replace(one, other)), Refusal::Taken { field: Field::Raters });
    let short = Act::ReplaceRater { evaluation: round(), former: one.id, rater: HEAD.id, reason: text("走了") };
    assert!(matches!(bench.no(&HEAD, short), Refusal::TooShort { .. }));
    assert_eq!(bench.no(&cast::MEMBER, replace(one, HEAD)), Refusal::NotYours { whose: Whose::GroupLead });
    // Nobody reads more for it: not the new one of the former's, nor the former of anybody's.
    bench.ok(&one, grade_as(UNIT, Grade::Poor));
    bench.ok(&HEAD, replace(one, HEAD));
    let seen = own(&bench).clone().shown_to(&HEAD.viewer().unwrap()).unwrap();
    assert!(seen.sheet(UNIT).unwrap().grades.is_empty());
    let told = own(&bench).clone().shown_to(&STAFF.viewer().unwrap()).unwrap();
    assert!(told.replaced.is_empty());
}
