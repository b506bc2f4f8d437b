//! What milestones, reports, goals, shared measures, promises and look-backs ask for.

use super::*;
use crate::kinds::{Month, VisitId};

#[test]
fn milestones_and_reports_ask_when_their_day_is_near() {
    let mut bench = Bench::new();
    let (unit, carrier, report) = (cast::UNITS[1].id, crate::testing::id(7), crate::testing::id(8));
    let description =
        carrier::Description {
            name: text("低碳技术"), department: text("科研处"), lead: text("阎若水"), detail: None
        };
    bench.ok(&cast::NORMAL_STAFF, carrier::Act::Start { carrier, unit, description });
    let milestone = carrier::Act::AddMilestone {
        carrier,
        milestone: crate::testing::id(9),
        name: text("立项"),
        due: day("2023-05-20"),
    };
    bench.ok(&cast::NORMAL_STAFF, milestone);
    let due = Some(day("2023-05-10"));
    let description = report::Description { title: text("学生资助调研"), official: text("韩立群"), due };
    bench.ok(&cast::NORMAL_STAFF, report::Act::Plan { report, unit, description });
    assert!(asked(&bench).is_empty());
    let late = |bench: &Bench| {
        let (carriers, reports) = (records(bench), records(bench));
        let dated = Dated { carriers: &carriers, reports: &reports, visits: &[], deployments: &[] };
        let late = overdue(dated, bench.now.day()).into_iter().map(|(whose, ask)| (whose, ask.about));
        late.collect::<Vec<_>>()
    };
    bench.now = day("2023-05-12").start();
    assert_eq!(late(&bench), [(Some(unit), About::Report { id: report })], "the milestone is only near");
    let asks = asked(&bench);
    assert_eq!(asks.iter().map(|ask| ask.verb).collect::<Vec<_>>(), [Verb::CompleteReport, Verb::ReachMilestone]);
    assert_eq!(asks[0].why, [Why::Late { days: 2 }]);
    bench.ok(&cast::NORMAL_STAFF, report::Act::Complete { report, summary: text("发放滞后"), was: None });
    bench.ok(&cast::NORMAL_STAFF, carrier::Act::Drop { carrier, reason: reason() });
    assert!(asked(&bench).is_empty());
}

#[test]
fn a_unit_without_a_goal_is_asked_for_one() {
    let mut bench = Bench::new();
    let id = cast::UNITS[1].id;
    let policies = Policies::shipped(cast::GROUP);
    let verbs = |bench: &Bench| {
        let unit: &unit::Unit = bench.all.unit(id).unwrap();
        let records = Records { unit: Some(unit), ..none(&policies) };
        asks(records, bench.now.day()).iter().map(|ask| ask.verb).collect::<Vec<_>>()
    };
    assert_eq!(verbs(&bench), [Verb::SetGoal]);
    let goal = unit::Goal { goal: text("建设国内一流师范大学"), direction: text("产教协同") };
    bench.ok(&cast::NORMAL_STAFF, unit::Act::SetGoal { unit: id, goal, was: None });
    assert!(verbs(&bench).is_empty());
}

#[test]
fn a_shared_measure_counts_as_open_until_its_own_issue_finished_it() {
    let mut bench = agreed();
    let other = issue::act::Find { measures: Vec::new(), ..find(OTHER) };
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(other)));
    bench.ok(&cast::NORMAL_STAFF, Act::ShareMeasure { issue: OTHER, from: ISSUE, measure: MEASURE });
    let all = issues(&bench);
    assert_eq!(open_measures(bench.issue_of(OTHER), &all), 1);
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    assert_eq!(open_measures(bench.issue_of(OTHER), &issues(&bench)), 0);
}

#[test]
fn a_promise_is_asked_for_until_it_is_kept_dropped_or_its_visit_is_cancelled() {
    use crate::visit::act::Recorded;
    use crate::visit::{self, Findings, Promised};
    let who = cast::MEMBER;
    let id: VisitId = crate::testing::id(0x115_0021);
    let promised = |number: u128, due: &str| Promised {
        id: crate::testing::id(0x140_0020 + number),
        what: text(&format!("承诺{number}")),
        who: None,
        due: day(due),
    };
    let description = crate::testing::seminar(crate::testing::start().start());
    let promises = vec![promised(1, "2023-08-01"), promised(2, "2023-04-20"), promised(3, "2023-05-20")];
    let (unit, findings) = (cast::UNITS[1].id, Findings { people: 3, ..Findings::default() });
    let mut bench = Bench::new();
    let recorded = Recorded { visit: id, unit, based_on: None, description, findings, promises };
    bench.ok(&who, visit::Act::Record(Box::new(recorded)));
    bench.days_later(5);
    let told = |bench: &Bench| asked(bench).into_iter().map(|ask| (ask.title, ask.why)).collect::<Vec<_>>();
    // Overdue first, then by day; a day far off is no reason yet, the promise is asked for all the same.
    let all = [("承诺2", vec![Why::Late { days: 2 }]), ("承诺3", vec![]), ("承诺1", vec![])];
    assert_eq!(told(&bench), all.map(|(title, why)| (title.to_owned(), why)));
    let promise = crate::testing::id(0x140_0022);
    assert_eq!(asked(&bench)[0].about, About::Promise { visit: id, promise });
    assert_eq!(asked(&bench)[0].verb, Verb::KeepPromise);
    bench.ok(&who, visit::Act::KeepPromise { visit: id, promise, note: None });
    let promise = crate::testing::id(0x140_0023);
    bench.ok(&who, visit::Act::DropPromise { visit: id, promise, reason: reason() });
    assert_eq!(told(&bench), [("承诺1".to_owned(), vec![])]);
    bench.ok(&who, visit::Act::Cancel { visit: id, reason: reason() });
    assert!(told(&bench).is_empty());
}

#[test]
fn a_lookback_is_asked_of_the_unit_until_it_is_answered_and_then_waits_for_the_group() {
    use crate::kinds::{ActId, LookbackId};
    use crate::lookback::{self, act::Answering};
    let mut bench = agreed();
    bench.now = day("2023-05-20").start();
    let (unit, month) = (cast::UNITS[1].id, Month::of(bench.now.day()));
    let lookback = LookbackId::of(unit, month);
    bench.ok(&cast::HEAD, lookback::Act::Open { lookback, unit, month });
    let own = |bench: &Bench| asked(bench).into_iter().find(|ask| ask.verb == Verb::AnswerLookback);
    let ask = own(&bench).unwrap();
    assert_eq!((ask.about, ask.due), (About::Lookback { id: lookback, month }, Some(day("2023-05-31"))));
    assert_eq!(ask.why, [Why::Soon { days: 11 }, Why::Unanswered { open: 1 }]);
    assert!(held(&[], &lookbacks(&bench), &[], bench.now.day()).is_empty());
    let item = lookback::About::Measure { issue: ISSUE, measure: MEASURE };
    let then = ActId(uuid::Uuid::from_u128(0xac7_5000));
    let answer = Answering { lookback, item, done: true, note: None, proof: None, then };
    bench.ok(&cast::NORMAL_STAFF, lookback::Act::Answer(Box::new(answer)));
    assert_eq!(own(&bench), None);
    let held = held(&[], &lookbacks(&bench), &[], bench.now.day());
    assert_eq!((held[0].about, held[0].until, held[0].day), (ask.about, Until::Marked, day("2023-05-20")));
}
