//! The two meetings: what stands on the agenda, who writes, and what a decision becomes.

mod decision;
mod points;
mod roll;

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
    Act::Attend { meeting: meeting(), attendees: names.iter().map(one).collect(), was: None }
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
        strands: Default::default(),
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
