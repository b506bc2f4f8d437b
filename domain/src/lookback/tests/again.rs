//! What comes again in another month, and what does not.

use super::*;
use crate::record::Record;

fn month(raw: &str) -> Month {
    Month::parse(raw).unwrap()
}

/// Opens this month on this day.
fn next(bench: &mut Bench, raw: &str, on: &str) -> Lookback {
    bench.now = day(on).start();
    let month = month(raw);
    let lookback = LookbackId::of(UNIT, month);
    bench.ok(&MEMBER, Act::Open { lookback, unit: UNIT, month });
    Lookback::clone(bench.all.lookback(lookback).unwrap())
}

fn told(lookback: &Lookback, item: About, verdict: Verdict) -> Act {
    let (lookback, note) = (lookback.id, Some(reason()));
    Act::Mark(Box::new(Marking { lookback, item, verdict, note, then: then(4) }))
}

/// Keeps a promise of the visit on this day, away from any look-back.
fn keep(bench: &mut Bench, promise: About, on: &str) {
    let About::Promise { visit, promise } = promise else { panic!("{promise:?}") };
    bench.now = day(on).start();
    bench.ok(&STAFF, visit::Act::KeepPromise { visit, promise, note: None });
}

fn later_promise() -> About {
    About::Promise { visit: id(0x115_1001), promise: id(0x140_1002) }
}

fn asks(lookback: &Lookback, about: About) -> Option<(Day, bool)> {
    lookback.item(about).map(|item| (item.due.day, item.due.done))
}

#[test]
fn what_was_not_settled_comes_again_next_month() {
    let mut bench = opened();
    bench.ok(&STAFF, answer(issue_of(ISSUE), true));
    bench.ok(&MEMBER, mark(issue_of(ISSUE), Verdict::Confirmed));
    let july = next(&mut bench, "2023-07", "2023-07-03");
    for about in [issue_of(OTHER), measure(), promise()] {
        assert!(july.item(about).is_some(), "{about:?}");
    }
    // Nobody looked at it.
    assert_eq!(asks(&july, rule()), Some((day("2023-06-01"), false)));
    // Held.
    assert_eq!(july.item(issue_of(ISSUE)), None);
}

#[test]
fn what_is_done_or_in_force_comes_until_a_look_back_has_a_result() {
    let mut bench = opened();
    for item in [measure(), promise()] {
        bench.ok(&STAFF, answer(item, true));
    }
    bench.now = day("2023-07-01").start();
    // The measure stays without a mark.
    for item in [promise(), rule()] {
        bench.ok(&MEMBER, mark(item, Verdict::Later));
    }
    let july = next(&mut bench, "2023-07", "2023-07-03");
    assert_eq!(asks(&july, promise()), Some((day("2023-06-15"), true)));
    assert_eq!(asks(&july, measure()), Some((day("2023-06-20"), true)));
    assert!(july.item(rule()).is_some());
    bench.now = day("2023-08-01").start();
    for (item, verdict) in
        [(promise(), Verdict::Confirmed), (measure(), Verdict::NotConfirmed), (rule(), Verdict::NotConfirmed)]
    {
        bench.ok(&MEMBER, told(&july, item, verdict));
    }
    let august = next(&mut bench, "2023-08", "2023-08-02");
    for about in [promise(), measure(), rule()] {
        assert_eq!(august.item(about), None, "{about:?}");
    }
}

#[test]
fn what_fell_due_in_a_month_that_was_never_opened_comes_in_the_next_one() {
    let mut bench = begun();
    keep(&mut bench, promise(), "2023-06-26");
    let july = next(&mut bench, "2023-07", "2023-07-01");
    assert_eq!(asks(&july, promise()), Some((day("2023-06-15"), true)));
    assert_eq!(asks(&july, rule()), Some((day("2023-06-01"), false)));
}

#[test]
fn what_arose_and_was_done_after_a_month_was_opened_comes_in_the_next_one() {
    let mut bench = begun();
    let july = next(&mut bench, "2023-07", "2023-07-01");
    bench.now = day("2023-07-05").start();
    let (visit, what) = (id(0x115_1001), text("开学前再走访一次"));
    let own = Promised { id: id(0x140_1003), what, who: None, due: day("2023-07-20") };
    let arisen = About::Promise { visit, promise: own.id };
    bench.ok(&MEMBER, visit::Act::AddPromise { visit, promise: own });
    keep(&mut bench, arisen, "2023-07-20");
    assert_eq!(july.item(arisen), None);
    let august = next(&mut bench, "2023-08", "2023-08-01");
    assert_eq!(asks(&august, arisen), Some((day("2023-07-20"), true)));
}

#[test]
fn what_was_done_again_after_its_result_comes_again() {
    let mut bench = opened();
    bench.ok(&STAFF, answer(promise(), true));
    bench.ok(&MEMBER, mark(promise(), Verdict::NotConfirmed));
    keep(&mut bench, promise(), "2023-06-29");
    bench.now = day("2023-07-01").start();
    bench.ok(&STAFF, answer(measure(), false));
    bench.ok(&MEMBER, mark(measure(), Verdict::NotConfirmed));
    bench.now = day("2023-07-02").start();
    let (issue, measure_id) = (id(0x15_1003), id(0x3ea_1003));
    bench.ok(&STAFF, issue::Act::FinishMeasure { issue, measure: measure_id, note: None });
    let july = next(&mut bench, "2023-07", "2023-07-03");
    assert_eq!(asks(&july, promise()), Some((day("2023-06-15"), true)));
    assert_eq!(asks(&july, measure()), Some((day("2023-06-20"), true)));
    // Kept by the counter-mark, in the same moment: that was the last word.
    bench.ok(&MEMBER, visit::Act::ReopenPromise { visit: id(0x115_1001), promise: id(0x140_1001), reason: reason() });
    bench.now = day("2023-08-01").start();
    bench.ok(&MEMBER, told(&july, promise(), Verdict::Confirmed));
    assert_eq!(next(&mut bench, "2023-08", "2023-08-01").item(promise()), None);
}

#[test]
fn measures_of_an_issue_that_came_back_were_looked_at_with_it() {
    let mut bench = opened();
    let mut dated = bench.issue().clone();
    dated.measures[0].due = Some(day("2023-06-05"));
    bench.all.records.insert(record_of(issue_of(ISSUE)), Record::Issue(Box::new(dated)));
    bench.now = day("2023-07-01").start();
    bench.ok(&MEMBER, mark(issue_of(ISSUE), Verdict::NotConfirmed));
    let (issue, plan) = (ISSUE, issue::act::Plan { id: id(0x3ea_2001), due: Some(day("2023-07-10")), ..plan(1) });
    bench.ok(&STAFF, issue::Act::AddMeasure { issue, measure: plan });
    bench.now = day("2023-07-09").start();
    bench.ok(&STAFF, issue::Act::FinishMeasure { issue, measure: id(0x3ea_2001), note: None });
    let july = next(&mut bench, "2023-07", "2023-07-20");
    let of_it = july.items.iter().filter(|item| record_of(item.due.about).id == ISSUE.0);
    let asked: Vec<About> = of_it.map(|item| item.due.about).collect();
    assert_eq!(asked, [About::Measure { issue, measure: id(0x3ea_2001) }]);
}

#[test]
fn a_month_that_is_opened_after_a_later_one_leaves_out_what_that_one_settled() {
    let mut bench = opened();
    let early = About::Measure { issue: id(0x15_1004), measure: MEASURE };
    assert!(lookback(&bench).item(early).is_some());
    bench.ok(&STAFF, answer(early, true));
    bench.ok(&MEMBER, mark(early, Verdict::Confirmed));
    assert_eq!(next(&mut bench, "2023-05", "2023-06-27").item(early), None);
}

#[test]
fn what_is_done_is_asked_about_for_a_year_and_what_is_open_for_ever() {
    let mut bench = begun();
    keep(&mut bench, promise(), "2023-06-26");
    let asked = |month: Month| {
        let gathered = gather(UNIT, month, &bench.all);
        [promise(), rule(), later_promise()].map(|own| gathered.items.iter().any(|due| due.about == own))
    };
    assert_eq!(asked(month("2024-06")), [true, true, true]);
    assert_eq!(asked(month("2024-07")), [false, false, true]);
}
