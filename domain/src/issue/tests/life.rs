//! From found to held, and the ways off the road and back.

use super::*;
use crate::act::Act as Any;
use crate::policy::{self, Policy};
use crate::record::check;
use crate::testing::{id, start};

fn issue_act(act: Act) -> Any {
    act.into()
}

fn set_policy(bench: &mut Bench, category: Category, policy: Policy) {
    bench.ok(&cast::HEAD, policy::Act::Set { group: cast::GROUP, category, policy, was: None });
}

#[test]
fn an_issue_lives_from_found_to_held() {
    let mut bench = found();
    let list = [
        (cast::HEAD, issue_act(agree()), "2023-04-20"),
        (STAFF, issue_act(progress()), "2023-05-04"),
        (STAFF, issue_act(submit()), "2023-05-30"),
        (cast::MEMBER, issue_act(verify()), "2023-06-01"),
        (cast::LIAISON, issue_act(confirm()), "2023-07-31"),
    ];
    assert_eq!(bench.run(list), Ok(()));
    let issue = bench.issue();
    assert_eq!(issue.state, State::Held);
    assert_eq!(issue.agreed_at, Some(day("2023-04-20").start()));
    assert_eq!(issue.verified_at, Some(day("2023-06-01").start()));
    assert_eq!(issue.held_at, Some(day("2023-07-31").start()));
    assert_eq!((issue.lookback, issue.rounds.len()), (None, 0));
}

#[test]
fn a_held_issue_refuses_progress() {
    assert_eq!(in_state(State::Held).no(&STAFF, progress()), wrong("held"));
}

#[test]
fn agreeing_needs_each_of_its_five_things() {
    type Take = fn(&mut act::Find);
    let takes: [(Take, Field); 5] = [
        (|find| find.facts.category = None, Field::Category),
        (|find| find.measures.clear(), Field::Measure),
        (|find| find.facts.official = None, Field::Official),
        (|find| find.facts.department = None, Field::Department),
        (|find| find.facts.due = None, Field::Due),
    ];
    for (take, field) in takes {
        let mut find = find(ISSUE);
        take(&mut find);
        let mut bench = Bench::new();
        bench.ok(&STAFF, Act::Find(Box::new(find)));
        assert_eq!(bench.no(&cast::HEAD, agree()), missing(field));
        assert_eq!(bench.issue().state, State::Found);
    }
}

#[test]
fn an_issue_without_an_end_can_be_agreed_and_is_never_late() {
    let mut bench = found();
    let facts = Box::new(act::Facts { due: Some(Due::Standing), ..description() });
    bench.ok(&STAFF, Act::Amend { issue: ISSUE, facts, was: None });
    bench.ok(&cast::HEAD, agree());
    assert_eq!(bench.issue().late_days(day("2024-01-01")), None);
}

#[test]
fn the_first_progress_starts_the_work() {
    let bench = in_state(State::InProgress);
    assert_eq!(bench.issue().percent.get(), 80);
    assert_eq!(bench.issue().moved_at, start().start());
}

#[test]
fn work_in_progress_is_stagnant_after_fourteen_days_without_a_word() {
    let mut bench = in_state(State::InProgress);
    assert_eq!(bench.issue().stagnant_days(start().plus(13)), None);
    assert_eq!(bench.issue().stagnant_days(start().plus(14)), Some(14));
    bench.days_later(13);
    bench.ok(&STAFF, progress());
    assert_eq!(bench.issue().stagnant_days(start().plus(14)), None);
}

#[test]
fn an_issue_is_late_from_the_day_after_it_was_due_until_it_is_submitted() {
    let due = day("2023-06-30");
    assert_eq!(in_state(State::Agreed).issue().late_days(due), None);
    assert_eq!(in_state(State::Agreed).issue().late_days(due.plus(1)), Some(1));
    assert_eq!(in_state(State::Submitted).issue().late_days(due.plus(1)), None);
    assert_eq!(in_state(State::Disputed).issue().late_days(due.plus(1)), None);
}

#[test]
fn submitting_needs_every_measure_finished() {
    let mut bench = in_state(State::InProgress);
    bench.ok(&STAFF, Act::AddMeasure { issue: ISSUE, measure: plan(2) });
    assert_eq!(bench.no(&STAFF, submit()), Refusal::MeasuresOpen { open: 1 });
    bench.ok(&STAFF, Act::FinishMeasure { issue: ISSUE, measure: plan(2).id, note: None });
    bench.ok(&STAFF, submit());
}

#[test]
fn submitting_needs_evidence_where_the_policy_says_so() {
    let mut bench = in_state(State::InProgress);
    bench.ok(&STAFF, Act::WithdrawEvidence { issue: ISSUE, hash: hash(1), reason: reason() });
    assert_eq!(bench.no(&STAFF, submit()), missing(Field::Evidence));
    set_policy(&mut bench, Category::Hard, Policy { evidence: false, lookback_days: 60, nodes: Vec::new() });
    bench.ok(&STAFF, submit());
}

#[test]
fn submitting_needs_every_node_of_the_policys_chain() {
    let mut bench = in_state(State::InProgress);
    let nodes = vec![text("方案"), text("实施"), text("销号")];
    set_policy(&mut bench, Category::Hard, Policy { evidence: true, lookback_days: 60, nodes });
    let reach = |node| Act::ReportProgress {
        issue: ISSUE,
        percent: Percent::default(),
        node: Some(node),
        note: text("节点完成"),
    };
    assert_eq!(bench.no(&STAFF, reach(3)), elsewhere(Field::Node));
    for node in [0, 2, 2] {
        bench.ok(&STAFF, reach(node));
        assert_eq!(bench.no(&STAFF, submit()), missing(Field::Node));
    }
    bench.ok(&STAFF, reach(1));
    bench.ok(&STAFF, submit());
    assert_eq!(bench.issue().nodes, [0, 2, 1]);
}

#[test]
fn another_category_begins_its_own_chain() {
    let mut bench = in_state(State::InProgress);
    set_policy(&mut bench, Category::Hard, Policy { evidence: true, lookback_days: 60, nodes: vec![text("方案")] });
    let (issue, percent, note) = (ISSUE, Percent::default(), text("节点完成"));
    bench.ok(&STAFF, Act::ReportProgress { issue, percent, node: Some(0), note });
    let facts = act::Facts { category: Some(Category::Special), ..description() };
    bench.ok(&cast::HEAD, Act::Amend { issue, facts: Box::new(facts), was: None });
    assert!(bench.issue().nodes.is_empty());
}

#[test]
fn a_file_that_is_not_stored_proves_nothing_and_none_proves_twice() {
    let mut bench = found();
    assert_eq!(bench.no(&STAFF, evidence(7)), missing(Field::Evidence));
    assert_eq!(bench.no(&STAFF, evidence(1)), Refusal::Taken { field: Field::Evidence });
    bench.ok(&STAFF, Act::WithdrawEvidence { issue: ISSUE, hash: hash(1), reason: reason() });
    bench.ok(&STAFF, evidence(1));
    assert_eq!(bench.issue().evidence.len(), 2, "the file taken back stays");
    let again = Act::WithdrawEvidence { issue: ISSUE, hash: hash(2), reason: reason() };
    assert_eq!(bench.no(&STAFF, again), Refusal::NotFound);
}

#[test]
fn whoever_submitted_can_neither_verify_nor_confirm() {
    let mut both = STAFF.viewer().unwrap();
    both.roles.push(cast::HEAD.role);
    let mut bench = in_state(State::Submitted);
    assert_eq!(bench.ask_as(&both, &verify().into()), Err(Refusal::OwnSubmission));
    bench.ok(&cast::HEAD, verify());
    bench.days_later(60);
    assert_eq!(bench.ask_as(&both, &confirm().into()), Err(Refusal::OwnSubmission));
    bench.ok(&cast::HEAD, confirm());
}

#[test]
fn a_returned_issue_is_in_progress_again_and_says_how_often() {
    let mut bench = in_state(State::Submitted);
    bench.ok(&cast::MEMBER, Act::Return { issue: ISSUE, reason: reason() });
    assert_eq!((bench.issue().state, bench.issue().returns), (State::InProgress, 1));
    bench.ok(&STAFF, submit());
    bench.ok(&STAFF, Act::Recall { issue: ISSUE, reason: reason() });
    assert_eq!((bench.issue().state, bench.issue().returns), (State::InProgress, 1));
}

#[test]
fn the_lookback_day_is_counted_from_the_policy_of_the_day_of_verifying() {
    for (category, days) in
        [(Category::Hard, 60), (Category::Special, 60), (Category::Livelihood, 30), (Category::Development, 90)]
    {
        let mut bench = found();
        if category != Category::Hard {
            let facts = Box::new(act::Facts { category: Some(category), ..description() });
            bench.ok(&STAFF, Act::Amend { issue: ISSUE, facts, was: None });
        }
        for (who, act) in [(cast::HEAD, agree()), (STAFF, progress()), (STAFF, submit())] {
            bench.ok(&who, act);
        }
        let stamp = bench.ok(&cast::MEMBER, verify());
        assert_eq!(stamp.lookback_days, Some(days));
        let verified = bench.issue().clone();
        assert_eq!(verified.lookback, Some(start().plus(i64::from(days))));
        // What is in the journal is not touched by a later policy.
        set_policy(&mut bench, category, Policy { evidence: true, lookback_days: 90, nodes: vec![text("方案")] });
        assert_eq!(*bench.issue(), verified);
    }
}

#[test]
fn an_issue_is_not_confirmed_before_its_lookback_day() {
    let mut bench = in_state(State::Verified);
    let due = bench.issue().lookback.unwrap();
    bench.days_later(59);
    assert_eq!(bench.no(&cast::HEAD, confirm()), Refusal::LookbackNotDue { day: due });
    bench.days_later(1);
    bench.ok(&cast::HEAD, confirm());
    assert_eq!(bench.issue().lookback, None);
}

#[test]
fn the_lookback_day_can_be_moved_but_not_into_the_past() {
    let mut bench = in_state(State::Verified);
    let set = |to: Day| Act::SetLookback { issue: ISSUE, day: to, reason: reason() };
    assert_eq!(bench.no(&cast::HEAD, set(start().plus(-1))), Refusal::TooEarly { field: Field::Day });
    assert_eq!(bench.no(&cast::HEAD, set(start().plus(60))), Refusal::Unchanged);
    bench.ok(&cast::HEAD, set(start().plus(90)));
    bench.days_later(60);
    assert_eq!(bench.no(&cast::HEAD, confirm()), Refusal::LookbackNotDue { day: start().plus(90) });
}

#[test]
fn a_relapse_opens_a_new_round_and_keeps_the_old() {
    for state in [State::Verified, State::Held] {
        let mut bench = in_state(state);
        let before = bench.issue().clone();
        bench.days_later(5);
        bench.ok(&cast::MEMBER, Act::Relapse { issue: ISSUE, reason: reason() });
        let issue = bench.issue();
        let (verified_at, held_at) = (before.verified_at, before.held_at);
        assert_eq!(issue.rounds, [Round { verified_at, held_at, relapsed_at: bench.now, reason: reason() }]);
        assert_eq!((issue.state, issue.number, issue.percent.get()), (State::InProgress, before.number, 0));
        assert_eq!((issue.verified_at, issue.held_at, issue.submitted_by, issue.lookback), (None, None, None, None));
        assert_eq!((&issue.measures, &issue.evidence), (&before.measures, &before.evidence));
    }
}

#[test]
fn after_a_relapse_the_old_files_prove_nothing() {
    let mut bench = in_state(State::Held);
    bench.days_later(5);
    bench.ok(&cast::MEMBER, Act::Relapse { issue: ISSUE, reason: reason() });
    bench.ok(&STAFF, progress());
    assert_eq!(bench.no(&STAFF, submit()), missing(Field::Evidence));
    bench.ok(&STAFF, evidence(2));
    bench.ok(&STAFF, submit());
    bench.ok(&cast::MEMBER, verify());
    bench.ok(&cast::MEMBER, Act::Relapse { issue: ISSUE, reason: reason() });
    assert_eq!(bench.issue().rounds.len(), 2);
}

#[test]
fn a_settled_dispute_comes_back_to_where_it_was() {
    for state in [State::Found, State::Agreed, State::InProgress] {
        let mut bench = in_state(state);
        bench.ok(&STAFF, Act::Dispute { issue: ISSUE, reason: reason() });
        assert_eq!((bench.issue().state, bench.issue().phase()), (State::Disputed, state));
        bench.ok(&cast::MEMBER, Act::Settle { issue: ISSUE, reason: reason() });
        assert_eq!((bench.issue().state, bench.issue().before), (state, None));
    }
}

#[test]
fn a_dispute_does_not_let_the_unit_change_what_was_agreed() {
    let mut bench = in_state(State::Disputed);
    let empty = || Box::new(act::Facts { category: None, ..description() });
    let amend = Act::Amend { issue: ISSUE, facts: empty(), was: None };
    assert!(matches!(bench.no(&STAFF, amend.clone()), Refusal::NotYours { .. }));
    assert_eq!(bench.no(&cast::HEAD, amend), missing(Field::Category));
    let mut bench = in_state(State::Found);
    bench.ok(&STAFF, Act::Dispute { issue: ISSUE, reason: reason() });
    bench.ok(&STAFF, Act::Amend { issue: ISSUE, facts: empty(), was: None });
}

#[test]
fn what_left_the_list_comes_back_to_its_earlier_state() {
    let (issue, to) = (ISSUE, cast::UNITS[2].id);
    let ways = || {
        [
            Act::Withdraw { issue, reason: reason() },
            Act::Merge { issue, into: OTHER, reason: reason() },
            Act::Transfer { issue, to, reason: reason(), taken_up_as: None },
        ]
    };
    for state in [State::Found, State::Agreed, State::InProgress, State::Submitted] {
        for way in ways() {
            let mut bench = in_state(state);
            let before = bench.issue().clone();
            bench.ok(&cast::HEAD, way);
            assert!(!bench.issue().state.counted());
            bench.ok(&cast::DEPUTY, Act::Reinstate { issue, reason: reason() });
            assert_eq!(*bench.issue(), Issue { moved_at: bench.now, only_by: None, ..before });
        }
    }
    for way in ways() {
        let mut bench = in_state(State::Disputed);
        bench.ok(&cast::HEAD, way);
        bench.ok(&cast::HEAD, Act::Reinstate { issue, reason: reason() });
        assert_eq!(bench.issue().state, State::Agreed, "the state before the dispute");
    }
}

#[test]
fn an_issue_merges_only_into_one_of_its_unit_and_origin_that_counts() {
    let merge = |into| Act::Merge { issue: ISSUE, into, reason: reason() };
    let mut bench = found();
    assert_eq!(bench.no(&cast::HEAD, merge(ISSUE)), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::HEAD, merge(id(77))), Refusal::NotFound);
    let listed = act::Find { origin: Origin::TeamList, ..find(id(77)) };
    bench.ok(&STAFF, Act::Find(Box::new(listed)));
    assert_eq!(bench.no(&cast::HEAD, merge(id(77))), elsewhere(Field::Origin));
    let facts = act::Facts { organisation: None, ..description() };
    let foreign = act::Find { unit: cast::UNITS[2].id, facts, ..find(id(78)) };
    bench.ok(&cast::HEAD, Act::Find(Box::new(foreign)));
    assert_eq!(bench.no(&cast::HEAD, merge(id(78))), elsewhere(Field::Unit));
    bench.ok(&cast::HEAD, Act::Withdraw { issue: OTHER, reason: reason() });
    assert_eq!(bench.no(&cast::HEAD, merge(OTHER)), target("withdrawn"));
}

#[test]
fn nothing_merges_into_what_is_solved() {
    for (state, word) in [(State::Verified, "verified"), (State::Held, "held")] {
        let mut bench = in_state(state);
        let merge = Act::Merge { issue: OTHER, into: ISSUE, reason: reason() };
        assert_eq!(bench.no(&cast::HEAD, merge.clone()), target(word));
        bench.ok(&cast::HEAD, Act::Relapse { issue: ISSUE, reason: reason() });
        bench.ok(&cast::HEAD, merge);
    }
}

#[test]
fn an_issue_is_transferred_to_another_unit_of_the_same_group() {
    let transfer = |to| Act::Transfer { issue: ISSUE, to, reason: reason(), taken_up_as: None };
    let mut bench = found();
    assert_eq!(bench.no(&cast::HEAD, transfer(cast::UNITS[1].id)), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::HEAD, transfer(id(77))), Refusal::NotFound);
    bench.ok(&cast::HEAD, transfer(cast::UNITS[2].id));
    assert_eq!(bench.issue().transferred_to, Some(cast::UNITS[2].id));
}

#[test]
fn a_policy_that_is_not_at_hand_is_the_shipped_one() {
    let bench = in_state(State::Submitted);
    let viewer = cast::HEAD.viewer().unwrap();
    let known = crate::record::Known { records: bench.all.records.clone(), ..Default::default() };
    let facts = crate::record::Facts { now: bench.now, book: bench.book, viewer: &viewer, known: &known };
    assert_eq!(check(&verify().into(), &facts).unwrap().lookback_days, Some(60));
}
