//! What falls due, who answers and marks it when, and what becomes of the records by it.

use super::act::{Answering, Marking};
use super::*;
use crate::cast::{self, CastPerson};
use crate::issue::{self, State};
use crate::kinds::{ActId, IssueId, Percent, VisitId};
use crate::refusal::{Field, Refusal, Whose};
use crate::score::rows::{Period, Scored};
use crate::score::{Formula, Quantity, Rows};
use crate::testing::{Bench, ISSUE, MEASURE, OTHER, day, find, hash, id, plan, reason, text};
use crate::visit::act::Recorded;
use crate::visit::{self, Description, Findings, Form, Promised};
use crate::{policy, rule};

const UNIT: UnitId = cast::UNITS[1].id;
const STAFF: CastPerson = cast::NORMAL_STAFF;
const MEMBER: CastPerson = cast::MEMBER;

fn june() -> Month {
    Month::parse("2023-06").unwrap()
}

fn own() -> LookbackId {
    LookbackId::of(UNIT, june())
}

fn open() -> Act {
    Act::Open { lookback: own(), unit: UNIT, month: june() }
}

fn then(number: u128) -> ActId {
    id(0xac9_0000 + number)
}

fn answer(item: About, done: bool) -> Act {
    let note = Some(text("设备报修已经恢复到三日内答复，六月没有超时"));
    Act::Answer(Box::new(Answering { lookback: own(), item, done, note, proof: None, then: then(1) }))
}

fn mark(item: About, verdict: Verdict) -> Act {
    Act::Mark(Box::new(Marking { lookback: own(), item, verdict, note: Some(reason()), then: then(2) }))
}

fn promise() -> About {
    About::Promise { visit: id(0x115_1001), promise: id(0x140_1001) }
}

fn rule() -> About {
    About::Rule { rule: id(0x4f_1001) }
}

fn issue_of(issue: IssueId) -> About {
    About::Issue { issue }
}

/// The measure of the issue that is still under way.
fn measure() -> About {
    About::Measure { issue: id(0x15_1003), measure: id(0x3ea_1003) }
}

/// Verifies an issue on this day; its look-back is 30 days later.
fn verified(bench: &mut Bench, issue: IssueId, number: u128, on: &str) {
    let measures = vec![issue::act::Plan { id: id(0x3ea_1000 + number), due: None, ..plan(1) }];
    bench.now = day("2023-04-18").start();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(issue::act::Find { measures, ..find(issue) })));
    bench.ok(&cast::HEAD, issue::Act::Agree { issue, note: None });
    let (percent, note) = (Percent::parse("100").unwrap(), text("已经办结"));
    bench.ok(&STAFF, issue::Act::ReportProgress { issue, percent, node: None, note });
    bench.ok(&STAFF, issue::Act::FinishMeasure { issue, measure: id(0x3ea_1000 + number), note: None });
    bench.ok(&STAFF, issue::Act::Submit { issue, note: None });
    bench.now = day(on).start();
    bench.ok(&cast::HEAD, issue::Act::Verify { issue, note: None });
}

fn promised(bench: &mut Bench) {
    let description = Description {
        form: Form::Seminar,
        organisation: None,
        site: None,
        place: None,
        topic: Some(text("报修座谈")),
        at: bench.now,
        members: vec![MEMBER.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    };
    let own =
        |number: u128, due| Promised {
            id: id(0x140_1000 + number), what: text("窗口延时半小时"), who: None, due
        };
    let promises = vec![own(1, day("2023-06-15")), own(2, day("2023-07-15"))];
    let findings = Findings { people: 8, ..Findings::default() };
    let recorded = Recorded { visit: id(0x115_1001), unit: UNIT, based_on: None, description, findings, promises };
    bench.ok(&MEMBER, visit::Act::Record(Box::new(recorded)));
}

/// Two verified issues whose look-back falls in June, one whose falls in July, an open measure, a promise, a rule in force.
fn begun() -> Bench {
    let mut bench = Bench::new();
    let policy = policy::Policy { evidence: false, lookback_days: 30, nodes: Vec::new() };
    bench.ok(&cast::HEAD, policy::Act::Set { group: cast::GROUP, category: issue::Category::Hard, policy, was: None });
    bench.now = day("2023-05-02").start();
    let department = text("后勤处");
    let description = rule::Description { title: text("报修办法"), department, detail: None };
    let own = id(0x4f_1001);
    bench.ok(&STAFF, rule::Act::Draft { rule: own, unit: UNIT, description });
    bench.ok(&STAFF, rule::Act::Establish { rule: own, in_force: day("2023-05-02") });
    promised(&mut bench);
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(id(0x15_1004)))));
    let due = Some(day("2023-06-20"));
    let measures = vec![issue::act::Plan { id: id(0x3ea_1003), due, ..plan(1) }];
    let third = issue::act::Find { measures, ..find(id(0x15_1003)) };
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(third)));
    bench.ok(&cast::HEAD, issue::Act::Agree { issue: id(0x15_1003), note: None });
    verified(&mut bench, ISSUE, 1, "2023-05-10");
    verified(&mut bench, OTHER, 2, "2023-05-16");
    verified(&mut bench, id(0x15_1005), 5, "2023-06-20");
    bench.now = day("2023-06-25").start();
    bench
}

fn opened() -> Bench {
    let mut bench = begun();
    bench.ok(&MEMBER, open());
    bench
}

fn lookback(bench: &Bench) -> &Lookback {
    bench.all.lookback(own()).unwrap()
}

#[test]
fn a_month_of_a_unit_is_opened_once_by_the_group_and_not_before_it_begins() {
    let mut bench = begun();
    assert_eq!(bench.no(&STAFF, open()), Refusal::NotYours { whose: Whose::Group });
    for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        assert_eq!(bench.no(&who, open()), Refusal::NotFound, "{}", who.login);
    }
    let july = Month::parse("2023-07").unwrap();
    let early = Act::Open { lookback: LookbackId::of(UNIT, july), unit: UNIT, month: july };
    assert_eq!(bench.no(&MEMBER, early), Refusal::TooEarly { field: Field::Month });
    let other = Act::Open { lookback: id(1), unit: UNIT, month: june() };
    assert_eq!(bench.no(&MEMBER, other), Refusal::Malformed);
    bench.ok(&MEMBER, open());
    assert_eq!(bench.no(&cast::HEAD, open()), Refusal::Taken { field: Field::Month });
    assert_ne!(LookbackId::of(UNIT, june()), LookbackId::of(cast::UNITS[0].id, june()));
}

#[test]
fn confirmed_is_held_and_not_confirmed_is_a_relapse_by_the_issues_own_acts() {
    let mut bench = opened();
    for issue in [ISSUE, OTHER] {
        bench.ok(&STAFF, answer(issue_of(issue), true));
        // The unit's word changes nothing yet.
        assert_eq!(bench.issue_of(issue).state, State::Verified);
    }
    bench.ok(&MEMBER, mark(issue_of(ISSUE), Verdict::Confirmed));
    bench.ok(&MEMBER, mark(issue_of(OTHER), Verdict::NotConfirmed));
    assert_eq!((bench.issue().state, bench.issue().held_at), (State::Held, Some(bench.now)));
    let other = bench.issue_of(OTHER);
    assert_eq!((other.state, other.rounds.len(), other.rounds[0].reason.clone()), (State::InProgress, 1, reason()));
    let count = lookback(&bench).count();
    assert_eq!((count.confirmed, count.not_confirmed, count.held, count.relapsed, count.waiting), (1, 1, 1, 1, 4));
}

#[test]
fn what_the_issue_refuses_is_refused_of_the_mark() {
    let mut bench = opened();
    for issue in [ISSUE, OTHER] {
        bench.ok(&STAFF, answer(issue_of(issue), true));
    }
    // Moved to a later day: it can't be confirmed before, only put off.
    let (issue, to) = (ISSUE, day("2023-06-28"));
    bench.ok(&cast::HEAD, issue::Act::SetLookback { issue, day: to, reason: reason() });
    let confirm = mark(issue_of(ISSUE), Verdict::Confirmed);
    assert_eq!(bench.no(&MEMBER, confirm.clone()), Refusal::LookbackNotDue { day: to });
    bench.ok(&MEMBER, mark(issue_of(ISSUE), Verdict::Later));
    assert_eq!(bench.issue().state, State::Verified);
    bench.now = to.start();
    bench.ok(&MEMBER, confirm);
    // Came back, and is not held by a second thought.
    bench.ok(&MEMBER, mark(issue_of(OTHER), Verdict::NotConfirmed));
    let no = bench.no(&MEMBER, mark(issue_of(OTHER), Verdict::Confirmed));
    assert_eq!(no, Refusal::WrongState { state: "in_progress".to_owned() });
    // What happened on the issue's own page meanwhile is not done twice.
    bench.ok(&MEMBER, mark(issue_of(ISSUE), Verdict::NotConfirmed));
    assert_eq!(bench.issue().rounds.len(), 1);
    let again = Act::Mark(Box::new(Marking {
        lookback: own(),
        item: issue_of(ISSUE),
        verdict: Verdict::NotConfirmed,
        note: Some(text("又去看了一次，仍然超时")),
        then: then(3),
    }));
    bench.ok(&MEMBER, again);
    assert_eq!(bench.issue().rounds.len(), 1);
}

#[test]
fn a_locked_month_changes_no_more_and_only_the_head_opens_it_again_with_a_reason() {
    let mut bench = opened();
    let lock = || Act::Lock { lookback: own() };
    let reopen = |reason: &str| Act::Reopen { lookback: own(), reason: text(reason) };
    bench.ok(&STAFF, answer(measure(), true));
    assert_eq!(bench.no(&cast::DEPUTY, lock()), Refusal::ItemsOpen { open: 6 });
    bench.now = day("2023-07-03").start();
    // Over: what was not answered may stay so, what was is marked.
    assert_eq!(bench.no(&cast::DEPUTY, lock()), Refusal::ItemsOpen { open: 1 });
    bench.ok(&MEMBER, mark(measure(), Verdict::Confirmed));
    assert!(matches!(bench.no(&cast::HEAD, reopen(reason().as_str())), Refusal::WrongState { .. }));
    bench.ok(&cast::DEPUTY, lock());
    let locked = || Refusal::WrongState { state: "locked".to_owned() };
    assert_eq!(lookback(&bench).state(), "locked");
    let before = lookback(&bench).clone();
    assert_eq!(bench.no(&STAFF, answer(issue_of(ISSUE), true)), locked());
    assert_eq!(bench.no(&MEMBER, mark(issue_of(ISSUE), Verdict::Confirmed)), locked());
    assert_eq!(bench.no(&cast::HEAD, lock()), locked());
    assert_eq!(lookback(&bench), &before);
    assert_eq!(bench.no(&cast::DEPUTY, reopen(reason().as_str())), Refusal::NotYours { whose: Whose::GroupHead });
    assert!(matches!(bench.no(&cast::HEAD, reopen("漏了")), Refusal::TooShort { .. }));
    bench.ok(&cast::HEAD, reopen("漏核了两个问题，补上再锁"));
    let (why, by) = lookback(&bench).locks[0].reopened.clone().unwrap();
    assert_eq!((why.as_str(), by.person), ("漏核了两个问题，补上再锁", cast::HEAD.id));
    bench.ok(&STAFF, answer(issue_of(ISSUE), true));
    bench.ok(&MEMBER, mark(issue_of(ISSUE), Verdict::Confirmed));
    bench.ok(&cast::DEPUTY, lock());
    assert_eq!(lookback(&bench).locks.len(), 2);
}

#[test]
fn once_there_is_a_result_nothing_is_put_off_any_more() {
    let mut bench = opened();
    bench.now = day("2023-07-01").start();
    let told = [
        (issue_of(ISSUE), Verdict::Confirmed),
        (issue_of(OTHER), Verdict::NotConfirmed),
        (promise(), Verdict::Confirmed),
        (measure(), Verdict::NotConfirmed),
        (rule(), Verdict::Confirmed),
    ];
    for (item, verdict) in told {
        bench.ok(&MEMBER, mark(item, Verdict::Later));
        bench.ok(&MEMBER, mark(item, verdict));
        let before = lookback(&bench).clone();
        let no = bench.no(&MEMBER, mark(item, Verdict::Later));
        assert_eq!(no, Refusal::WrongState { state: "marked".to_owned() }, "{item:?}");
        assert_eq!(lookback(&bench), &before);
    }
    // The other result undoes the first, on the record too.
    bench.ok(&MEMBER, mark(issue_of(ISSUE), Verdict::NotConfirmed));
    bench.ok(&MEMBER, mark(promise(), Verdict::NotConfirmed));
    assert_eq!((bench.issue().state, bench.issue().rounds.len()), (State::InProgress, 1));
    assert_eq!(bench.all.visit(id::<VisitId>(0x115_1001)).unwrap().promises[0].state(), "open");
}

#[test]
fn of_very_much_the_first_by_day_is_taken_whatever_it_is_and_the_rest_is_counted() {
    use crate::record::{Known, Record};
    let bench = begun();
    let one = bench.issue_of(id(0x15_1003)).clone();
    let mut known = Known::default();
    let measures = (0..400_u128).map(|number| issue::Measure { id: id(number), ..one.measures[0].clone() }).collect();
    let issue = issue::Issue { measures, ..one };
    known.records.insert(record_of(measure()), Record::Issue(Box::new(issue)));
    let gathered = gather(UNIT, june(), &known);
    assert_eq!((gathered.items.len(), gathered.left_out), (ITEMS, 100));
    assert_eq!(gather(cast::UNITS[0].id, june(), &known), Gathered::default());
    // A rule due on the 1st finds its place before the measures of the 20th, an issue due on the 28th does not.
    let late = issue::Issue { lookback: Some(day("2023-06-28")), ..bench.issue().clone() };
    known.records.insert(record_of(issue_of(ISSUE)), Record::Issue(Box::new(late)));
    known.records.insert(record_of(rule()), bench.all.records[&record_of(rule())].clone());
    let gathered = gather(UNIT, june(), &known);
    assert_eq!((gathered.items.len(), gathered.left_out), (ITEMS, 102));
    assert_eq!(gathered.items.last().map(|due| due.about), Some(rule()));
    assert!(gathered.items.iter().all(|due| !due.about.is_issue()));
}

#[test]
fn each_thing_looks_at_what_its_record_looks_at() {
    use crate::record::Record;
    let mut bench = begun();
    if let Some(Record::Visit(visit)) = bench.all.records.get_mut(&record_of(promise())) {
        visit.description.strands = vec![Strand::Study, Strand::Research];
    }
    let gathered = gather(UNIT, june(), &bench.all);
    let of = |about| gathered.items.iter().find(|due| due.about == about).unwrap().strands().all();
    assert_eq!(of(promise()), [Strand::Study, Strand::Research]);
    assert_eq!(of(rule()), [Strand::Rectification]);
    assert_eq!(of(issue_of(ISSUE)), [Strand::Rectification]);
}

mod again;
mod due;
mod sides;
