//! The two meetings: what stands on the agenda, who writes, and what a decision becomes.

use super::agenda::offers;
use super::*;
use crate::cases::Cases;
use crate::cast::{self, CastPerson};
use crate::entry::Stamp;
use crate::issue::{Issue, Origin};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, ISSUE, find, id, prompt, reason, start, text};
use crate::{issue, notice, worklist};

const GROUP: CastPerson = cast::MEMBER;
const STAFF: CastPerson = cast::NORMAL_STAFF;

fn meeting() -> MeetingId {
    id(0x63_0001)
}

fn dispatch() -> Series {
    Series::Dispatch { unit: cast::UNITS[1].id }
}

fn plan(series: Series) -> Act {
    let plan =
        Plan { series, at: start().start(), place: Some(text("第一会议室")), chair: Some(text("郑砚秋")) };
    Act::Plan { meeting: meeting(), plan: Box::new(plan), agenda: Vec::new() }
}

fn by_hand(number: u128, unit: Option<usize>) -> Point {
    let unit = unit.map(|unit| cast::UNITS[unit].id);
    Point { id: id(number), source: Source::Hand, what: text("下月走访安排"), unit }
}

fn present(names: &[&str]) -> Act {
    let one = |name: &&str| Attendee { name: text(name), person: None, presence: Presence::Present };
    Act::Attend { meeting: meeting(), attendees: names.iter().map(one).collect() }
}

fn open(series: Series) -> Bench {
    let mut bench = Bench::new();
    bench.ok(&GROUP, plan(series));
    bench.ok(&GROUP, Act::TakePen { meeting: meeting() });
    bench
}

fn write(line: u128, raw: &str) -> Act {
    Act::Write { meeting: meeting(), line: id(line), point: None, text: Some(text(raw)) }
}

fn resolution(number: u128, unit: Option<usize>, becomes: Becomes) -> Resolution {
    Resolution {
        id: id(number),
        point: None,
        what: text("报送实验室报修台账"),
        unit: unit.map(|unit| cast::UNITS[unit].id),
        who: Some(text("后勤处")),
        due: start().plus(7),
        becomes,
    }
}

fn decide(resolution: Resolution) -> Act {
    Act::Decide { meeting: meeting(), then: id(resolution.id.0.as_u128() + 1), resolution: Box::new(resolution) }
}

fn own(bench: &Bench) -> &Meeting {
    bench.all.meeting(meeting()).unwrap()
}

#[test]
fn the_group_plans_both_series_and_the_unit_sees_its_own() {
    let mut bench = Bench::new();
    assert_eq!(bench.no(&STAFF, plan(dispatch())), Refusal::NotFound);
    bench.ok(&GROUP, plan(dispatch()));
    let seen = |who: &CastPerson, bench: &Bench| {
        bench.ask(who, &Act::AddPoint { meeting: meeting(), point: Box::new(by_hand(1, None)) }.into())
    };
    assert_eq!(seen(&STAFF, &bench), Ok(Stamp::default()));
    assert_eq!(seen(&cast::ACADEMY_STAFF, &bench), Err(Refusal::NotFound));
    assert_eq!(seen(&cast::OFFICE_LEADER, &bench), Err(Refusal::NotYours { whose: Whose::Unit }));
    let mut weekly = Bench::new();
    weekly.ok(&GROUP, plan(Series::Weekly));
    assert_eq!(seen(&STAFF, &weekly), Err(Refusal::NotFound));
    let seen = own(&bench).plan.clone();
    let change =
        |mine: Plan| Act::Change { meeting: meeting(), plan: Box::new(mine), was: Some(Box::new(seen.clone())) };
    let other = change(Plan { series: Series::Weekly, ..seen.clone() });
    assert_eq!(bench.no(&GROUP, other), Refusal::Differs { field: Field::Unit });
    // two who change it lose nothing of each other
    bench.ok(&GROUP, change(Plan { place: Some(text("二楼会议室")), ..seen.clone() }));
    bench.ok(&GROUP, change(Plan { chair: Some(text("何明远")), ..seen.clone() }));
    let now = &own(&bench).plan;
    assert_eq!((now.place.clone(), now.chair.clone()), (Some(text("二楼会议室")), Some(text("何明远"))));
    let both = change(Plan { place: Some(text("三楼会议室")), ..seen.clone() });
    assert_eq!(bench.no(&GROUP, both), Refusal::ChangedMeanwhile { field: Field::Place });
}

#[test]
fn a_point_of_a_dispatch_meeting_is_about_its_unit() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&GROUP, plan(dispatch()));
    let add = |point: Point| Act::AddPoint { meeting: meeting(), point: Box::new(point) };
    assert_eq!(bench.no(&GROUP, add(by_hand(1, Some(2)))), Refusal::Elsewhere { field: Field::Unit });
    bench.ok(&STAFF, add(by_hand(1, Some(1))));
    let late = Point { id: id(2), source: Source::Late { issue: ISSUE }, ..by_hand(2, Some(1)) };
    assert_eq!(bench.no(&STAFF, add(late.clone())), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&GROUP, add(late.clone()));
    assert_eq!(bench.no(&GROUP, add(Point { id: id(3), ..late.clone() })), Refusal::Exists);
    let strange = Point { id: id(3), source: Source::Stuck { issue: ISSUE }, unit: None, ..late };
    assert_eq!(bench.no(&GROUP, add(strange)), Refusal::Elsewhere { field: Field::Item });
    bench.ok(&GROUP, Act::DropPoint { meeting: meeting(), point: id(1) });
    bench.ok(&GROUP, Act::TakePen { meeting: meeting() });
    let said = Act::Write { meeting: meeting(), line: id(9), point: Some(id(2)), text: Some(text("已催两次")) };
    bench.ok(&GROUP, said);
    let drop = Act::DropPoint { meeting: meeting(), point: id(2) };
    assert_eq!(bench.no(&GROUP, drop), Refusal::Elsewhere { field: Field::Note });
}

#[test]
fn one_holds_the_pen_and_another_takes_it_over() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, plan(Series::Weekly));
    assert_eq!(bench.no(&GROUP, write(1, "先说")), Refusal::WrongState { state: "planned".to_owned() });
    bench.ok(&GROUP, Act::TakePen { meeting: meeting() });
    bench.ok(&GROUP, write(1, "通报上周进展"));
    assert_eq!(bench.no(&GROUP, write(1, "通报上周进展")), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::HEAD, write(2, "插一句")), Refusal::NotYours { whose: Whose::Clerk });
    bench.ok(&cast::HEAD, Act::TakePen { meeting: meeting() });
    bench.ok(&cast::HEAD, write(1, "通报上周进展，两项滞后"));
    assert_eq!(bench.no(&GROUP, write(2, "再说")), Refusal::NotYours { whose: Whose::Clerk });
    assert_eq!(own(&bench).lines.len(), 1);
    bench.ok(&cast::HEAD, Act::Write { meeting: meeting(), line: id(1), point: None, text: None });
    assert_eq!(own(&bench).lines, []);
    let nothing = Act::Write { meeting: meeting(), line: id(1), point: None, text: None };
    assert_eq!(bench.no(&cast::HEAD, nothing), Refusal::Unchanged);
}

#[test]
fn it_is_closed_when_somebody_came_and_opened_again_with_a_reason() {
    let mut bench = open(Series::Weekly);
    let close = Act::Close { meeting: meeting() };
    assert_eq!(bench.no(&GROUP, close.clone()), Refusal::Missing { field: Field::Attendees });
    assert_eq!(bench.no(&GROUP, present(&["甲", "甲"])), Refusal::Taken { field: Field::Name });
    bench.ok(&GROUP, present(&["郑砚秋", "梁启航"]));
    bench.ok(&GROUP, close);
    assert_eq!(bench.no(&GROUP, write(1, "补一句")), Refusal::WrongState { state: "closed".to_owned() });
    bench.ok(&GROUP, Act::Reopen { meeting: meeting(), reason: reason() });
    bench.ok(&GROUP, write(1, "补一句"));
    let cancel = Act::Cancel { meeting: meeting(), reason: reason() };
    assert_eq!(bench.no(&GROUP, cancel), Refusal::WrongState { state: "open".to_owned() });
}

#[test]
fn a_decision_becomes_an_issue_in_the_same_breath() {
    let mut bench = open(dispatch());
    let becomes = Becomes::Issue { issue: ISSUE };
    assert_eq!(bench.no(&GROUP, decide(resolution(20, None, becomes))), Refusal::Missing { field: Field::Unit });
    assert_eq!(bench.no(&GROUP, decide(resolution(20, Some(2), becomes))), Refusal::Elsewhere { field: Field::Unit });
    let late = Resolution { due: start().plus(-1), ..resolution(20, Some(1), becomes) };
    assert_eq!(bench.no(&GROUP, decide(late)), Refusal::TooEarly { field: Field::Due });
    assert_eq!(bench.no(&STAFF, decide(resolution(20, Some(1), becomes))), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&GROUP, decide(resolution(20, Some(1), becomes)));
    let issue = bench.issue();
    assert_eq!((issue.origin, issue.number, issue.due_day()), (Origin::Guidance, 1, Some(start().plus(7))));
    assert_eq!(issue.meeting, Some(Resolved { meeting: meeting(), decision: id(20) }));
    // nobody raises another one in the name of that decision
    let other = issue::act::Find { issue: id(0x15_0009), meeting: issue.meeting, ..find(ISSUE) };
    let other = issue::Act::Find(Box::new(other));
    assert_eq!(bench.no(&GROUP, other), Refusal::Elsewhere { field: Field::Meeting });
}

#[test]
fn a_decision_becomes_an_item_or_a_paper_of_the_unit() {
    let mut bench = open(Series::Weekly);
    let week = crate::kinds::Week::of(start());
    let list = WorklistId::of(cast::book(), week);
    let becomes = Becomes::Item { worklist: list, item: id(31) };
    assert_eq!(bench.no(&GROUP, decide(resolution(30, None, becomes))), Refusal::NotFound);
    bench.ok(&GROUP, worklist::Act::Prepare { worklist: list, week, items: Vec::new() });
    bench.ok(&GROUP, decide(resolution(30, None, becomes)));
    let task = &bench.all.worklist(list).unwrap().items[0].task;
    assert_eq!(task.source, worklist::Source::Decided { meeting: meeting(), decision: id(30) });
    assert_eq!((&task.who, task.due), (&Some(text("后勤处")), Some(start().plus(7))));
    let again = Resolution { id: id(33), ..resolution(33, None, becomes) };
    assert_eq!(bench.no(&GROUP, decide(again)), Refusal::Exists);
    let paper = Becomes::Notice { notice: id(0x60_0001) };
    bench.ok(&GROUP, decide(resolution(40, Some(2), paper)));
    let notice = bench.all.notice(NoticeId(uuid::Uuid::from_u128(0x60_0001))).unwrap();
    assert_eq!((notice.state(), &notice.content.units), ("draft", &vec![cast::UNITS[2].id]));
    let from = notice::From::Meeting { meeting: meeting(), decision: id(40) };
    assert_eq!(notice.content.from, Some(from));
    // a paper can't be laid to a decision about another unit
    let content = notice::Content { units: vec![cast::UNITS[1].id], ..notice.content.clone() };
    let change = notice::Act::Change { notice: notice.id, content: Box::new(content), was: None };
    assert_eq!(bench.no(&GROUP, change), Refusal::Elsewhere { field: Field::Meeting });
}

#[test]
fn every_member_speaks_for_themselves_and_who_is_against_says_why() {
    let mut bench = open(Series::Weekly);
    bench.ok(&GROUP, decide(resolution(20, None, Becomes::Minutes)));
    let speak =
        |agrees, note: Option<&str>| Act::Speak { meeting: meeting(), decision: id(20), agrees, note: note.map(text) };
    bench.ok(&cast::HEAD, speak(true, None));
    assert_eq!(bench.no(&cast::HEAD, speak(true, None)), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::DEPUTY, speak(false, None)), Refusal::Missing { field: Field::Note });
    bench.ok(&cast::DEPUTY, speak(false, Some("时间太紧")));
    assert_eq!(bench.no(&STAFF, speak(true, None)), Refusal::NotFound);
    bench.ok(&cast::DEPUTY, speak(true, Some("顺延两天后同意")));
    let voices: Vec<bool> = own(&bench).decisions[0].voices.iter().map(|own| own.agrees).collect();
    assert_eq!(voices, [true, true]);
}

#[test]
fn what_was_decided_is_asked_about_next_time_until_it_is_settled() {
    let mut bench = open(dispatch());
    bench.ok(&GROUP, decide(resolution(20, Some(1), Becomes::Minutes)));
    bench.ok(&GROUP, present(&["许知遥"]));
    bench.ok(&GROUP, Act::Close { meeting: meeting() });
    let next = |bench: &Bench| {
        let meetings = [own(bench).clone()];
        let cases = Cases { meetings: &meetings, ..Cases::default() };
        let other = offers(cases, Series::Weekly, start().plus(30), start().plus(20));
        assert_eq!(other, [], "another series");
        offers(cases, dispatch(), start().plus(30), start().plus(20))
            .into_iter()
            .map(|own| own.source)
            .collect::<Vec<_>>()
    };
    assert_eq!(next(&bench), [Source::Decided { meeting: meeting(), decision: id(20) }]);
    // also where the group met again meanwhile, and nobody brought it up
    let between = Meeting {
        id: id(0x63_0009),
        plan: Plan { at: own(&bench).plan.at.day().plus(10).start(), ..own(&bench).plan.clone() },
        decisions: Vec::new(),
        ..own(&bench).clone()
    };
    let meetings = [own(&bench).clone(), between];
    let cases = Cases { meetings: &meetings, ..Cases::default() };
    assert_eq!(offers(cases, dispatch(), start().plus(30), start().plus(20)).len(), 1);
    let settle = Act::Settle { meeting: meeting(), decision: id(20), note: text("台账已报") };
    assert_eq!(bench.no(&cast::ACADEMY_STAFF, settle.clone()), Refusal::NotFound);
    bench.ok(&STAFF, settle.clone());
    assert_eq!(bench.no(&STAFF, settle), Refusal::Unchanged);
    assert_eq!(next(&bench), []);
    let again = Act::Unsettle { meeting: meeting(), decision: id(20), reason: reason() };
    assert_eq!(bench.no(&STAFF, again.clone()), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&GROUP, again);
    assert_eq!(next(&bench).len(), 1);
}

#[test]
fn what_became_a_record_that_is_given_up_is_asked_about_again() {
    let mut bench = open(Series::Weekly);
    let week = crate::kinds::Week::of(start());
    let (list, notice) = (WorklistId::of(cast::book(), week), id(0x60_0001));
    bench.ok(&GROUP, worklist::Act::Prepare { worklist: list, week, items: Vec::new() });
    bench.ok(&GROUP, decide(resolution(20, Some(1), Becomes::Item { worklist: list, item: id(21) })));
    bench.ok(&GROUP, decide(resolution(30, Some(1), Becomes::Notice { notice })));
    bench.ok(&GROUP, decide(resolution(40, Some(1), Becomes::Issue { issue: ISSUE })));
    bench.ok(&GROUP, present(&["郑砚秋"]));
    bench.ok(&GROUP, Act::Close { meeting: meeting() });
    let next = |bench: &Bench| {
        let issues: Vec<_> = bench.all.issues().cloned().collect();
        let notices: Vec<_> = bench.all.notices().cloned().collect();
        let lists: Vec<_> = bench.all.worklists().cloned().collect();
        let meetings = [own(bench).clone()];
        let cases =
            Cases { meetings: &meetings, issues: &issues, notices: &notices, lists: &lists, ..Cases::default() };
        let all = offers(cases, Series::Weekly, start().plus(30), start().plus(20)).into_iter();
        let of = |source| if let Source::Decided { decision, .. } = source { Some(decision) } else { None };
        all.filter_map(|own| of(own.source)).collect::<Vec<_>>()
    };
    let settle = |number| Act::Settle { meeting: meeting(), decision: id(number), note: text("另行安排") };
    assert_eq!(next(&bench), []);
    assert_eq!(bench.no(&GROUP, settle(30)), Refusal::Unchanged);
    bench.ok(&GROUP, worklist::Act::Drop { worklist: list, item: id(21), reason: reason() });
    assert_eq!(next(&bench), [id(20)]);
    bench.ok(&GROUP, notice::Act::Drop { notice, reason: reason() });
    bench.ok(&cast::HEAD, issue::Act::Withdraw { issue: ISSUE, reason: reason() });
    assert_eq!(next(&bench), [id(20), id(30), id(40)]);
    [20, 30, 40].into_iter().for_each(|number| drop(bench.ok(&GROUP, settle(number))));
    assert_eq!(next(&bench), []);
}

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
fn the_next_of_a_series_is_one_span_after_the_last_at_its_hour() {
    let bench = open(dispatch());
    let (meetings, at) = ([own(&bench).clone()], own(&bench).plan.at);
    let later = Time(at.0 + 30 * 86_400_000_000);
    assert_eq!(agenda::next_at(&meetings, dispatch(), at), later);
    assert_eq!(agenda::next_at(&meetings, dispatch(), Time(later.0 + 1)), Time(later.0 + 1), "it would have been");
    assert_eq!(agenda::next_at(&meetings, Series::Weekly, at), at, "of which there was none");
    let cancelled = [Meeting { cancelled: Some((reason(), own(&bench).planned)), ..own(&bench).clone() }];
    assert_eq!(agenda::next_at(&cancelled, dispatch(), at), at);
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
    let moved = [Issue { moved_at: due.plus(-12).start(), ..issues[0].clone() }];
    let cases = Cases { issues: &moved, ..Cases::default() };
    let sources = |series| offers(cases, series, due.plus(-12), due.plus(-12)).len();
    assert_eq!((sources(Series::Weekly), sources(dispatch())), (0, 1));
}

#[test]
fn a_unit_reads_of_a_weekly_meeting_what_was_decided_for_it_and_reports_it_done() {
    use crate::record::Telling;
    let mut bench = open(Series::Weekly);
    let staff = STAFF.viewer().unwrap();
    assert_eq!(own(&bench).clone().shown_to(&staff), None, "nothing was decided for it yet");
    bench.ok(&GROUP, write(1, "两个单位都慢了"));
    bench.ok(&GROUP, present(&["郑砚秋"]));
    bench.ok(&GROUP, decide(resolution(20, Some(1), Becomes::Minutes)));
    bench.ok(&GROUP, decide(resolution(40, Some(2), Becomes::Minutes)));
    bench.ok(&cast::HEAD, Act::Speak { meeting: meeting(), decision: id(20), agrees: true, note: None });
    let seen = own(&bench).clone().shown_to(&staff).unwrap();
    let only: Vec<_> = seen.decisions.iter().map(|one| (one.resolution.id, one.voices.len())).collect();
    assert_eq!((only, seen.state()), (vec![(id(20), 0)], "open"));
    assert_eq!((seen.lines.len(), seen.attendees.len(), seen.agenda.len()), (0, 0, 0));
    assert_eq!((seen.plan.place, seen.plan.chair), (None, None));
    assert_eq!(own(&bench).clone().shown_to(&cast::ACADEMY_STAFF.viewer().unwrap()), None);
    assert_eq!(own(&bench).clone().shown_to(&cast::HEAD.viewer().unwrap()).as_ref(), Some(own(&bench)));
    assert_eq!(own(&bench).units(), [cast::UNITS[1].id, cast::UNITS[2].id]);
    // the others' decision is as if it were not there
    let settle = |number| Act::Settle { meeting: meeting(), decision: id(number), note: text("台账已报") };
    assert_eq!(bench.no(&STAFF, settle(40)), Refusal::NotFound);
    assert_eq!(bench.no(&cast::ACADEMY_STAFF, settle(20)), Refusal::NotFound);
    let speak = Act::Speak { meeting: meeting(), decision: id(20), agrees: true, note: None };
    assert_eq!(bench.no(&STAFF, speak), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&STAFF, settle(20));
    let tells = |act: &Act| own(&bench).tells(act, &staff);
    assert_eq!(tells(&settle(20)), Telling::Whole);
    let others = [settle(40), write(1, "两个单位都慢了"), Act::Close { meeting: meeting() }, plan(Series::Weekly)];
    assert!(others.iter().all(|act| tells(act) == Telling::Nothing));
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
