//! What the unit answers and the group marks, each in its part.

use super::*;

#[test]
fn an_answer_finishes_the_measure_and_keeps_the_promise() {
    let mut bench = opened();
    bench.ok(&STAFF, answer(measure(), true));
    bench.ok(&STAFF, answer(promise(), true));
    assert!(bench.issue_of(id(0x15_1003)).measures[0].done_at.is_some());
    let kept = |bench: &Bench| bench.all.visit(id::<VisitId>(0x115_1001)).unwrap().promises[0].state();
    assert_eq!(kept(&bench), "kept");
    bench.ok(&MEMBER, mark(promise(), Verdict::NotConfirmed));
    assert_eq!(kept(&bench), "open");
    bench.ok(&MEMBER, mark(promise(), Verdict::Confirmed));
    assert_eq!(kept(&bench), "kept");
    bench.ok(&STAFF, answer(rule(), true));
    bench.ok(&MEMBER, mark(rule(), Verdict::Confirmed));
}

#[test]
fn what_is_not_done_is_explained_and_brings_nothing() {
    let mut bench = opened();
    let said = |done, note: Option<&str>| {
        let note = note.map(text);
        Act::Answer(Box::new(Answering { lookback: own(), item: measure(), done, note, proof: None, then: then(1) }))
    };
    assert_eq!(bench.no(&STAFF, said(false, None)), Refusal::Missing { field: Field::Reason });
    assert!(matches!(bench.no(&STAFF, said(false, Some("没办"))), Refusal::TooShort { .. }));
    bench.ok(&STAFF, said(false, Some("设备七月中旬才到货，已经催了厂家")));
    assert!(bench.issue_of(id(0x15_1003)).measures[0].done_at.is_none());
    assert_eq!(bench.no(&STAFF, said(false, Some("设备七月中旬才到货，已经催了厂家"))), Refusal::Unchanged);
    bench.ok(&STAFF, said(true, None));
    let silent = |verdict| {
        let item = measure();
        Act::Mark(Box::new(Marking { lookback: own(), item, verdict, note: None, then: then(2) }))
    };
    for verdict in [Verdict::NotConfirmed, Verdict::Later] {
        assert_eq!(bench.no(&MEMBER, silent(verdict)), Refusal::Missing { field: Field::Reason });
    }
    bench.ok(&MEMBER, silent(Verdict::Confirmed));
}

#[test]
fn proof_is_stored_before_it_is_named() {
    let mut bench = opened();
    let proof = Some(Proof { hash: hash(1), name: text("六月台账.pdf"), size: 2048 });
    let (item, note) = (rule(), None);
    let said = Act::Answer(Box::new(Answering { lookback: own(), item, done: true, note, proof, then: then(1) }));
    assert_eq!(bench.no(&STAFF, said.clone()), Refusal::Missing { field: Field::Evidence });
    bench.all.files.insert(hash(1));
    bench.ok(&STAFF, said);
}

#[test]
fn each_side_has_its_own_part() {
    let mut bench = opened();
    assert_eq!(bench.no(&MEMBER, answer(measure(), true)), Refusal::NotYours { whose: Whose::Unit });
    assert_eq!(bench.no(&STAFF, mark(measure(), Verdict::Confirmed)), Refusal::NotYours { whose: Whose::Group });
    assert_eq!(bench.no(&MEMBER, Act::Lock { lookback: own() }), Refusal::NotYours { whose: Whose::GroupLead });
    for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::AUDIT_ADMIN] {
        assert_eq!(bench.no(&who, answer(measure(), true)), Refusal::NotFound, "{}", who.login);
        assert_eq!(bench.no(&who, mark(measure(), Verdict::Confirmed)), Refusal::NotFound, "{}", who.login);
    }
    assert_eq!(bench.no(&cast::OFFICE_LEADER, answer(measure(), true)), Refusal::NotYours { whose: Whose::Unit });
    bench.ok(&cast::NORMAL_LEADER, answer(measure(), true));
    let foreign = About::Issue { issue: id(0x15_1005) };
    assert_eq!(bench.no(&STAFF, answer(foreign, true)), Refusal::NotFound);
}

#[test]
fn within_the_month_the_unit_is_heard_first() {
    let mut bench = opened();
    let early = mark(issue_of(ISSUE), Verdict::Confirmed);
    assert_eq!(bench.no(&MEMBER, early.clone()), Refusal::WrongState { state: "answering".to_owned() });
    bench.now = day("2023-07-01").start();
    bench.ok(&MEMBER, early);
    // Marked is marked: what the unit has to add comes next month.
    let late = bench.no(&STAFF, answer(issue_of(ISSUE), true));
    assert_eq!(late, Refusal::WrongState { state: "marked".to_owned() });
}

#[test]
fn a_measure_that_was_found_untrue_is_not_counted_as_done_while_that_is_the_last_word() {
    let mut bench = opened();
    bench.ok(&STAFF, answer(measure(), true));
    bench.days_later(1);
    let (said, marked) = (bench.now.day().plus(-1), bench.now.day());
    let done = |bench: &Bench, today: Day| {
        // over before anything was marked
        let period = Period { start: day("2023-04-17"), end: said };
        let rows = Rows::none(period, today).with_issues(Scored::Unit, [bench.issue_of(id(0x15_1003))]);
        let rows = rows.with_lookbacks([lookback(bench)]);
        (Formula::MeasuresDone.of(&rows), rows.untrue.len())
    };
    let share = |part| Some(Quantity::Share { part, of: 1 });
    assert_eq!(done(&bench, marked), (share(1), 0));
    bench.ok(&MEMBER, mark(measure(), Verdict::NotConfirmed));
    assert_eq!(done(&bench, marked), (share(0), 1));
    assert_eq!(done(&bench, said), (share(1), 0), "as of a day before it");
    bench.days_later(1);
    bench.ok(&MEMBER, mark(measure(), Verdict::Confirmed));
    assert_eq!(done(&bench, bench.now.day()), (share(1), 0));
}

#[test]
fn of_several_months_the_last_result_of_a_measure_counts_and_putting_off_is_none() {
    let mut bench = opened();
    bench.ok(&STAFF, answer(measure(), true));
    bench.ok(&MEMBER, mark(measure(), Verdict::NotConfirmed));
    let june = lookback(&bench).clone();
    let About::Measure { measure: about, .. } = measure() else { panic!("no measure") };
    let later = |verdict, days: i64| {
        let mut own = june.clone();
        let marks =
            own.items.iter_mut().filter(|item| item.due.about == measure()).filter_map(|item| item.mark.as_mut());
        for mark in marks {
            mark.verdict = verdict;
            mark.by.at = bench.now.day().plus(days).start();
        }
        own
    };
    let found = |july: &Lookback| untrue([july, &june], bench.now.day().plus(60)).contains_key(&about);
    assert!(!found(&later(Verdict::Confirmed, 30)) && found(&later(Verdict::Later, 30)));
    assert!(found(&later(Verdict::Confirmed, -30)), "what was said before is not the last word");
    assert_eq!(untrue([&june], bench.now.day()).get(&about), Some(&bench.now.day()));
}
