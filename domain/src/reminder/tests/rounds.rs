//! What rounds ask, of whom, and until when.

use super::*;
use crate::evaluation::{By, Objection};
use crate::testing::reason;

#[test]
fn a_low_result_is_asked_about_until_interview_and_other_look_are_there() {
    let round = crate::evaluation::tests::low::published();
    let rounds = std::slice::from_ref(&round);
    let unit = cast::UNITS[1].id;
    let since = round.published.unwrap().at.day();
    let of = |notices: &[Notice], rounds: &[crate::evaluation::Evaluation]| {
        let matters = of_group(Group { rounds, notices, ..nothing() }, since.plus(20));
        matters.into_iter().filter(|own| matches!(own.what, What::Low { .. })).collect::<Vec<_>>()
    };
    let asked = of(&[], rounds);
    let low = |next| What::Low { evaluation: round.id, unit, next, since };
    assert_eq!(asked.iter().map(|own| own.what).collect::<Vec<_>>(), [low(Next::Interview), low(Next::Again)]);
    assert!(asked.iter().all(|own| own.reason == Reason::Asked && own.title == round.title.as_str()));
    assert_ne!(asked[0].what.key(), asked[1].what.key());
    let (id, again) = (id(0xe0_2002), Some(round.id));
    let second = crate::evaluation::Evaluation { id, again, published: None, ..round.clone() };
    assert_eq!(of(&[], &[round.clone(), second]).len(), 1);
}

#[test]
fn a_rater_is_reminded_of_the_grades_they_owe_and_of_nobody_elses() {
    let today = day("2023-06-20");
    let mut round = crate::evaluation::tests::low::published();
    (round.calibrating, round.agreed, round.published) = (None, None, None);
    round.due = Some(today.plus(-1));
    round.sheets[0].finished.retain(|own| own.person != cast::MEMBER.id);
    let of = |person| {
        let rounds = std::slice::from_ref(&round);
        keys(&of_group(Group { rounds, person, ..nothing() }, today))
    };
    assert_eq!(of(cast::MEMBER.id), [(format!("round-{}", round.id), Reason::Late)]);
    assert_eq!([of(cast::DEPUTY.id), of(cast::HEAD.id)], [[], []]);
    // a robot speaks to all of them: one who owes is enough
    let owed = |raters: &[PersonId]| Matter::owed(&round, raters, today).map(|own| own.what);
    assert_eq!(owed(&round.raters), Some(What::Round { evaluation: round.id }));
    assert_eq!((owed(&[cast::DEPUTY.id]), owed(&[])), (None, None));
}

#[test]
fn a_unit_is_asked_to_score_itself_while_the_round_is_scored() {
    let mut round = crate::evaluation::tests::low::published();
    let unit = round.units[0];
    let of = |round: &Evaluation| {
        self_scores(std::slice::from_ref(round), unit).into_iter().map(|own| own.what).collect::<Vec<_>>()
    };
    assert_eq!(of(&round), [], "it is over");
    (round.calibrating, round.agreed, round.published) = (None, None, None);
    round.sheets.iter_mut().for_each(|sheet| sheet.own = None);
    assert_eq!(of(&round), [What::SelfScore { evaluation: round.id, unit }]);
    assert_eq!(self_scores(std::slice::from_ref(&round), cast::UNITS[4].id), []);
    let by = crate::evaluation::By { person: cast::NORMAL_STAFF.id, at: crate::kinds::Time(0) };
    let own = crate::evaluation::SelfScore { tenths: 850, note: text("全部按期完成"), by };
    round.sheets.iter_mut().filter(|sheet| sheet.unit == unit).for_each(|sheet| sheet.own = Some(own.clone()));
    assert_eq!(of(&round), []);
}

/// What of a round waits for those who lead the group.
fn led(round: &Evaluation, leads: bool, today: Day) -> Vec<(Stage, Reason)> {
    let matters = of_group(Group { rounds: std::slice::from_ref(round), leads, ..nothing() }, today);
    let stage = |own: &Matter| if let What::Lead { stage, .. } = own.what { Some((stage, own.reason)) } else { None };
    matters.iter().filter_map(stage).collect()
}

#[test]
fn a_round_waits_for_its_next_step_by_those_who_lead_and_for_nobody_else() {
    let mut round = crate::evaluation::tests::low::published();
    let today = day("2023-06-20");
    let by = round.calibrating;
    assert_eq!(led(&round, true, today), [], "it is over");
    round.published = None;
    assert_eq!(led(&round, true, today), [(Stage::Publish, Reason::Waiting)]);
    assert_eq!(led(&round, false, today), []);
    round.agreed = None;
    assert_eq!(led(&round, true, today), [(Stage::Conclude, Reason::Waiting)]);
    // where the raters differ nothing is settled yet
    round.sheets.iter_mut().for_each(|sheet| {
        sheet.settled.clear();
        sheet.agreed.clear();
    });
    assert_eq!(led(&round, true, today), [(Stage::Settle, Reason::Waiting)]);
    round.calibrating = None;
    assert_eq!(led(&round, true, today), [(Stage::Calibrate, Reason::Waiting)]);
    assert_eq!(led(&round, false, today), []);
    round.started = None;
    assert_eq!(led(&round, true, today), [(Stage::Begin, Reason::Waiting)]);
    assert_eq!(led(&round, false, today), []);
    let abandoned = Evaluation { abandoned: by.map(|by| (reason(), by)), ..round.clone() };
    assert_eq!(led(&abandoned, true, today), []);
}

#[test]
fn raters_who_are_not_done_by_the_last_day_are_told_to_those_who_lead() {
    let mut round = crate::evaluation::tests::low::published();
    let due = day("2023-06-20");
    (round.calibrating, round.agreed, round.published, round.due) = (None, None, None, Some(due));
    round.sheets[0].finished.retain(|own| own.person != cast::MEMBER.id);
    assert_eq!([led(&round, true, due), led(&round, false, due.plus(1))], [[], []]);
    assert_eq!(led(&round, true, due.plus(1)), [(Stage::Ungraded, Reason::Late)]);
    assert_eq!(serde_json::from_str::<Stage>("\"owed\"").unwrap(), Stage::Ungraded, "as boxes were kept before");
    round.due = None;
    assert_eq!(led(&round, true, due.plus(90)), [], "it has no last day");
}

#[test]
fn a_unit_hears_of_its_result_until_it_objects_or_two_weeks_are_over() {
    let mut round = crate::evaluation::tests::low::published();
    let (unit, since) = (round.units[0], round.published.unwrap().at.day());
    let of = |round: &Evaluation, unit, today| {
        let told = published(std::slice::from_ref(round), unit, today);
        told.into_iter().map(|own| own.what).collect::<Vec<_>>()
    };
    let told = [What::Published { evaluation: round.id, unit }];
    for days in [0, 14] {
        assert_eq!(of(&round, unit, since.plus(days)), told, "{days} days after it");
    }
    assert_eq!(of(&round, unit, since.plus(15)), []);
    assert_eq!(of(&round, cast::UNITS[4].id, since), [], "it is not of this round");
    let by = By { person: cast::NORMAL_STAFF.id, at: crate::kinds::Time(0) };
    let objection = Objection { reason: reason(), by, answer: None };
    round.sheets.iter_mut().filter(|sheet| sheet.unit == unit).for_each(|sheet| {
        sheet.objection = Some(objection.clone());
    });
    assert_eq!(of(&round, unit, since), []);
    assert_eq!(of(&round, round.units[1], since).len(), 1, "the other has not");
    round.published = None;
    assert_eq!(of(&round, round.units[1], since), []);
}
