//! What issues ask for.

use super::*;
use crate::refusal::Field;

#[test]
fn an_issue_that_lacks_something_is_to_be_filled_in() {
    let mut bench = Bench::new();
    let facts = issue::act::Facts { official: None, due: None, ..description() };
    let find = issue::act::Find { facts, measures: Vec::new(), ..find(ISSUE) };
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find)));
    let ask = only(&bench);
    assert_eq!(ask.verb, Verb::FillIn);
    let fields = [Field::Measure, Field::Official, Field::Due];
    assert_eq!(ask.why, fields.map(|field| Why::Missing { field }));
    assert!(held(&issues(&bench), &[], &[], bench.now.day()).is_empty());
}

#[test]
fn a_complete_found_issue_waits_for_the_group_to_agree() {
    let mut bench = Bench::new();
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find(ISSUE))));
    assert!(asked(&bench).is_empty());
    let held = held(&issues(&bench), &[], &[], bench.now.day());
    assert_eq!(held.iter().map(|own| own.until).collect::<Vec<_>>(), [Until::Agreed]);
}

#[test]
fn an_agreed_issue_far_from_its_date_asks_for_nothing() {
    let mut bench = agreed();
    bench.days_later(3);
    assert!(asked(&bench).is_empty());
}

#[test]
fn two_weeks_without_a_report_ask_for_one() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.days_later(13);
    assert!(asked(&bench).is_empty());
    bench.days_later(1);
    let ask = only(&bench);
    let why = vec![Why::Stagnant { days: 14 }, Why::MeasuresOpen { open: 1 }];
    assert_eq!((ask.verb, ask.why), (Verb::FinishMeasures, why));
}

#[test]
fn what_is_asked_and_the_list_call_the_same_issues_stagnant() {
    use crate::act::{Key, Subject};
    use strum::VariantArray as _;
    let mut bench = agreed();
    let issue = bench.issue().clone();
    bench.days_later(20);
    for state in State::VARIANTS {
        let issue = Issue { state: *state, ..issue.clone() };
        let listed = issue.stagnant_days(bench.now.day());
        let key = Key { subject: Subject::Issue, id: ISSUE.0 };
        bench.all.records.insert(key, Record::Issue(Box::new(issue)));
        let days = |why: Why| if let Why::Stagnant { days } = why { Some(days) } else { None };
        let asked = asked(&bench).into_iter().flat_map(|ask| ask.why).find_map(days);
        assert_eq!(asked, listed, "{state:?}");
    }
}

#[test]
fn a_near_date_asks_and_a_past_one_says_late() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.now = day("2023-06-16").start();
    assert!(only(&bench).why.contains(&Why::Soon { days: 14 }));
    bench.now = day("2023-06-30").start();
    assert!(only(&bench).why.contains(&Why::Soon { days: 0 }));
    bench.now = day("2023-07-02").start();
    let ask = only(&bench);
    assert!(ask.why.contains(&Why::Late { days: 2 }));
    assert!(ask.why.contains(&Why::MeasuresLate { late: 1 }));
    assert_eq!((ask.verb, ask.due), (Verb::FinishMeasures, Some(day("2023-06-30"))));
}

#[test]
fn the_near_day_of_a_measure_asks_though_the_issue_has_time() {
    let mut bench = agreed();
    bench.now = day("2023-05-14").start();
    progress(&mut bench);
    bench.now = day("2023-05-16").start();
    assert!(asked(&bench).is_empty(), "its measure is due on 31 May, itself on 30 June");
    bench.now = day("2023-05-17").start();
    let ask = only(&bench);
    assert_eq!(ask.why, [Why::MeasuresSoon { soon: 1 }, Why::MeasuresOpen { open: 1 }]);
    assert_eq!((ask.verb, ask.due), (Verb::FinishMeasures, Some(day("2023-06-30"))));
    bench.now = day("2023-05-18").start();
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    assert!(asked(&bench).is_empty());
}

#[test]
fn a_standing_issue_is_never_late_but_may_stagnate() {
    let mut bench = Bench::new();
    let facts = issue::act::Facts { due: Some(Due::Standing), ..description() };
    let measures = find(ISSUE).measures.into_iter().map(|plan| issue::act::Plan { due: None, ..plan }).collect();
    let find = issue::act::Find { facts, measures, ..find(ISSUE) };
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find)));
    bench.ok(&cast::HEAD, Act::Agree { issue: ISSUE, note: None });
    progress(&mut bench);
    bench.days_later(400);
    let ask = only(&bench);
    assert_eq!(ask.due, None);
    assert_eq!(ask.why[0], Why::Stagnant { days: 400 });
}

#[test]
fn the_verb_leads_from_measures_over_evidence_to_submitting() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.now = day("2023-06-20").start();
    assert_eq!(only(&bench).verb, Verb::FinishMeasures);
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    assert_eq!(only(&bench).verb, Verb::AddEvidence);
    bench.all.files.insert(hash(1));
    let evidence = Act::AddEvidence { issue: ISSUE, hash: hash(1), name: text("报修记录.pdf"), size: 9 };
    bench.ok(&cast::NORMAL_STAFF, evidence);
    let ask = only(&bench);
    assert_eq!(ask.verb, Verb::Submit);
    assert!(ask.why.contains(&Why::Ready));
}

#[test]
fn what_is_ready_is_asked_for_even_far_from_its_date() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    bench.all.files.insert(hash(1));
    let evidence = Act::AddEvidence { issue: ISSUE, hash: hash(1), name: text("报修记录.pdf"), size: 9 };
    bench.ok(&cast::NORMAL_STAFF, evidence);
    assert_eq!(only(&bench).why, [Why::Ready]);
    bench.ok(&cast::NORMAL_STAFF, Act::Submit { issue: ISSUE, note: None });
    assert!(asked(&bench).is_empty());
    assert_eq!(held(&issues(&bench), &[], &[], bench.now.day())[0].until, Until::Verified);
    bench.ok(&cast::HEAD, Act::Return { issue: ISSUE, reason: reason() });
    assert_eq!(only(&bench).why[0], Why::Returned { times: 1 });
}

#[test]
fn a_look_back_is_in_the_groups_hands_once_it_is_due() {
    let mut bench = Bench::new();
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find(ISSUE))));
    let mut issue = bench.issue().clone();
    issue.state = State::Verified;
    issue.lookback = Some(day("2023-06-01"));
    let held_on = |on| held(std::slice::from_ref(&issue), &[], &[], day(on));
    assert!(held_on("2023-05-31").is_empty());
    assert_eq!(held_on("2023-06-01")[0].until, Until::LookedBack);
}
