//! What stands on the agenda: what was left, what is red, still or due, what is owed; nothing twice.

use super::*;
use crate::calendar::SHIPPED;
use crate::testing::{MEASURE, day};

#[test]
fn an_agenda_that_is_too_full_has_something_of_every_kind() {
    let mut bench = open(Series::Weekly);
    bench.ok(&GROUP, decide(resolution(20, Some(1), Becomes::Minutes)));
    bench.ok(&GROUP, present(&["郑砚秋"]));
    bench.ok(&GROUP, Act::Close { meeting: meeting() });
    bench.ok(&GROUP, issue::Act::Find(Box::new(find(ISSUE))));
    let notice = id(0x60_0001);
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: prompt(None) });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice });
    let decision = own(&bench).decisions[0].clone();
    let meetings = [Meeting { decisions: vec![decision; 60], ..own(&bench).clone() }];
    let issues = vec![bench.issue().clone(); 60];
    let notices: Vec<_> = bench.all.notices().cloned().collect();
    let cases = Cases { meetings: &meetings, issues: &issues, notices: &notices, ..Cases::default() };
    let on = issues[0].due_day().unwrap().plus(1);
    let all = offers(cases, Series::Weekly, on, on);
    let many = |of: fn(Source) -> bool| all.iter().filter(|own| of(own.source)).count();
    let decided = many(|own| matches!(own, Source::Decided { .. }));
    let (late, asked) =
        (many(|own| matches!(own, Source::Late { .. })), many(|own| matches!(own, Source::Asked { .. })));
    assert_eq!((decided, late, asked, all.len()), (20, 19, 1, agenda::OFFERED));
    assert_eq!(agenda::left_out(cases, Series::Weekly, on, on), 121 - agenda::OFFERED);
}

#[test]
fn the_next_of_a_series_is_a_week_or_a_month_after_the_last_at_its_hour() {
    let bench = open(dispatch());
    let (meetings, at) = ([own(&bench).clone()], own(&bench).plan.at);
    let later = Time(at.0 + 30 * 86_400_000_000);
    let next = |meetings: &[Meeting], series, now| agenda::next_at(meetings, series, &SHIPPED, now);
    assert_eq!(next(&meetings, dispatch(), at), later);
    assert_eq!(next(&meetings, dispatch(), Time(later.0 + 1)), Time(later.0 + 1), "it would have been");
    assert_eq!(next(&meetings, Series::Weekly, at), at, "of which there was none");
    let cancelled = [Meeting { cancelled: Some((reason(), own(&bench).planned)), ..own(&bench).clone() }];
    assert_eq!(next(&cancelled, dispatch(), at), at);
}

#[test]
fn a_month_later_is_the_same_day_of_the_next_month_or_its_last_and_never_a_day_off() {
    for (held, next) in [
        ("2023-03-15", "2023-04-15"),
        ("2023-05-15", "2023-06-15"),
        ("2023-01-31", "2023-02-28"),
        ("2024-01-31", "2024-02-29"),
        ("2023-12-05", "2024-01-05"),
    ] {
        assert_eq!(dispatch().after(day(held)), day(next), "{held}");
    }
    // a Saturday; the first week of October; a Tuesday
    for (held, next) in [("2023-03-15", "2023-04-17"), ("2023-09-02", "2023-10-07"), ("2023-06-25", "2023-07-25")] {
        assert_eq!(dispatch().after_at_work(day(held), &SHIPPED), day(next), "{held}");
    }
    let own = own(&open(dispatch())).clone();
    let plan = Plan { at: day("2023-03-15").start(), ..own.plan.clone() };
    let meetings = [Meeting { plan, ..own }];
    let next = agenda::next_at(&meetings, dispatch(), &SHIPPED, day("2023-03-16").start());
    assert_eq!(next, day("2023-04-17").start());
}

#[test]
fn the_agenda_has_what_is_red_then_what_stands_then_what_is_due() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&GROUP, issue::Act::Agree { issue: ISSUE, note: None });
    let (percent, note) = (crate::kinds::Percent::parse("10").unwrap(), text("已着手"));
    bench.ok(&STAFF, issue::Act::ReportProgress { issue: ISSUE, percent, node: None, note });
    let issues = [bench.issue().clone()];
    let due = issues[0].due_day().unwrap();
    let on = |today: Day, series: Series| {
        let cases = Cases { issues: &issues, ..Cases::default() };
        offers(cases, series, today, today).into_iter().map(|own| own.source).collect::<Vec<_>>()
    };
    assert_eq!(on(start(), Series::Weekly), []);
    assert_eq!(on(start().plus(20), Series::Weekly), [Source::Stuck { issue: ISSUE }]);
    assert_eq!(on(due.plus(1), Series::Weekly), [Source::Late { issue: ISSUE }]);
    assert_eq!(on(due.plus(1), dispatch()), [Source::Late { issue: ISSUE }]);
    assert_eq!(on(due.plus(1), Series::Dispatch { unit: cast::UNITS[0].id }), []);
    // before it stands still, a month ahead it is due for the dispatch meeting and not for the weekly one
    let moved = [Issue { moved_at: due.plus(-12).start(), measures: Vec::new(), ..issues[0].clone() }];
    let cases = Cases { issues: &moved, ..Cases::default() };
    let sources = |series| offers(cases, series, due.plus(-12), due.plus(-12)).len();
    assert_eq!((sources(Series::Weekly), sources(dispatch())), (0, 1));
}

#[test]
fn a_measure_brings_its_issue_onto_the_agenda_by_its_own_day_and_once() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&GROUP, issue::Act::Agree { issue: ISSUE, note: None });
    let on = |bench: &Bench, today: Day| {
        let issues = [bench.issue().clone()];
        let all = offers(Cases { issues: &issues, ..Cases::default() }, Series::Weekly, today, today);
        all.into_iter().map(|own| (own.source, own.what.to_string(), own.due.unwrap())).collect::<Vec<_>>()
    };
    let (measure, whole) = (day("2023-05-31"), bench.issue().due_day().unwrap());
    let called = format!("{} {}", bench.issue().code(), bench.issue().title);
    let part = format!("{called} · 开通网上报修，三日内答复");
    assert_eq!(on(&bench, measure.plus(-8)), [], "not before the next meeting");
    assert_eq!(on(&bench, measure.plus(-7)), [(Source::Due { issue: ISSUE }, part.clone(), measure)]);
    assert_eq!(on(&bench, measure.plus(1)), [(Source::Late { issue: ISSUE }, part, measure)]);
    assert_eq!(on(&bench, whole.plus(1)), [(Source::Late { issue: ISSUE }, called, whole)], "beside itself no measure");
    bench.now = measure.start();
    bench.ok(&STAFF, issue::Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    assert_eq!(on(&bench, measure.plus(1)), []);
}

#[test]
fn what_else_is_owed_comes_onto_the_agenda_before_the_next_meeting_or_late() {
    use crate::testing::owing::{DEPLOYED, MILESTONE, Owing, REPORT, look_back, monday, owing};
    let bench = owing();
    let all = Owing::of(&bench);
    let on = |series: Series, day: Day| {
        let offers = offers(all.cases(), series, day, day);
        offers.into_iter().map(|own| (own.unit.unwrap(), own.source)).collect::<Vec<_>>()
    };
    let (own, other) = (cast::UNITS[1].id, cast::UNITS[2].id);
    let point = |unit, owed| (unit, Source::Owed { owed });
    let [milestone, answers, report] = [MILESTONE, look_back(), REPORT].map(|owed| point(own, owed));
    let steps = [point(own, DEPLOYED), point(other, DEPLOYED)];
    assert_eq!(on(dispatch(), monday()), [milestone, answers, steps[0], report]);
    assert_eq!(on(dispatch(), monday().plus(60)).len(), 4, "late");
    // a week ahead, and a month ahead
    assert_eq!(on(Series::Weekly, monday().plus(-6)), [milestone]);
    assert_eq!(on(Series::Weekly, monday()), [milestone, answers, steps[0], steps[1], report]);
    assert_eq!(on(dispatch(), monday().plus(-29)), [milestone]);
    assert_eq!(on(Series::Dispatch { unit: other }, monday()), [steps[1]]);
}

#[test]
fn a_point_about_what_is_owed_is_of_the_unit_that_owes_it() {
    use crate::testing::owing::{DEPLOYED, MILESTONE, REPORT, look_back, owing};
    let mut bench = owing();
    bench.ok(&GROUP, plan(Series::Weekly));
    let add = |number, owed, unit| {
        let point = Point { source: Source::Owed { owed }, ..by_hand(number, unit) };
        Act::AddPoint { meeting: meeting(), point: Box::new(point) }
    };
    for (owed, number) in [MILESTONE, look_back(), DEPLOYED, REPORT].into_iter().zip(1..) {
        for unit in [None, Some(3)] {
            assert_eq!(bench.no(&GROUP, add(number, owed, unit)), Refusal::Elsewhere { field: Field::Item });
        }
        bench.ok(&GROUP, add(number, owed, Some(1)));
        assert_eq!(bench.no(&GROUP, add(number + 9, owed, Some(1))), Refusal::Exists);
    }
}

#[test]
fn a_step_or_a_paper_stands_on_the_agenda_once_for_each_unit() {
    use crate::testing::owing::{DEPLOYED, owing};
    let mut bench = owing();
    let mut content = prompt(Some(bench.now.day().plus(7)));
    content.units.push(cast::UNITS[2].id);
    let notice = id(0x60_0001);
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice });
    bench.ok(&GROUP, plan(Series::Weekly));
    let add = |number, source, unit| {
        let point = Point { source, ..by_hand(number, Some(unit)) };
        Act::AddPoint { meeting: meeting(), point: Box::new(point) }
    };
    for (source, number) in [Source::Owed { owed: DEPLOYED }, Source::Asked { notice }].into_iter().zip([10, 20]) {
        let offered = |bench: &Bench, unit: usize| !own(bench).asks(source, Some(cast::UNITS[unit].id));
        bench.ok(&GROUP, add(number, source, 1));
        assert_eq!([1, 2].map(|unit| offered(&bench, unit)), [false, true], "{source:?}");
        bench.ok(&GROUP, add(number + 1, source, 2));
        for unit in [1, 2] {
            assert_eq!(bench.no(&GROUP, add(number + 2, source, unit)), Refusal::Exists, "{source:?}");
        }
    }
}
