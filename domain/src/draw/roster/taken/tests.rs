//! What is taken from records is a roster as it stands: every line can be read, none doubles a chance, nothing is left out unsaid.

use super::super::{Roster, typed};
use super::*;
use crate::cast;
use crate::issue::State;
use crate::kinds::{MeetingId, PersonId, Time, VisitId};
use crate::meeting::{self, Plan};
use crate::testing::{Bench, ISSUE, day, find, id, reason, start, text};
use crate::visit::list;

const SALT: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn unit() -> Unit {
    Bench::new().all.unit(cast::UNITS[1].id).unwrap().clone()
}

fn person(number: u128, name: &str, roles: &[Role]) -> Person {
    let id: PersonId = id(number);
    Person { id, name: text(name), login: text("somebody"), roles: roles.to_vec(), demo: false, suspended_at: None }
}

fn entry(stratum: &str, name: &str, note: &str) -> Entry {
    Entry::parse(stratum, name, note).unwrap()
}

/// As it is frozen.
fn roster(entries: impl IntoIterator<Item = Entry>) -> Roster {
    Roster::new(text(SALT), typed::read(&Taken::of(entries).lines.join("\n")).unwrap().entries).unwrap()
}

#[test]
fn a_line_is_read_as_it_was_taken_whatever_the_record_is_called() {
    let taken = |stratum, name, note| Entry::recorded(stratum, name, Some(note)).unwrap();
    let long = "长".repeat(500);
    let rows = [
        taken("制度", "实验室开放、预约，值班", "后勤处"),
        taken("制度", "水|电\t网\n报修", ""),
        taken(&long, &long, &long),
    ];
    let read = roster(rows).entries;
    assert_eq!(read[0], entry("制度", "实验室开放、预约，值班", "后勤处"));
    assert_eq!(read[1], entry("制度", "水 电 网 报修", ""));
    assert_eq!(read[2].name.as_str(), format!("{}…", "长".repeat(99)));
    assert_eq!(Entry::recorded("制度", " | ", None), None);
}

#[test]
fn who_is_called_the_same_gets_a_number() {
    let one = entry("单位联络员", "王伟", "");
    let (two, other) = (entry("单位联络员", "王伟（2）", ""), entry("二级组织", "王伟", "美术学院"));
    let taken = [one.clone(), two, one.clone(), one, other];
    let names: Vec<_> = roster(taken).entries.iter().map(|own| own.name.to_string()).collect();
    assert_eq!(names, ["王伟", "王伟（2）", "王伟（3）", "王伟（4）", "王伟"]);
    let long = entry("制度", &"长".repeat(100), "");
    assert_eq!(roster([long.clone(), long]).entries.len(), 2);
}

#[test]
fn more_than_a_roster_takes_is_said() {
    let entries = |many: usize| (0..many).map(|number| entry("制度", &format!("制度{number}"), ""));
    assert!(!Taken::of(entries(MAX)).more);
    let taken = Taken::of(entries(MAX + 1));
    assert!(taken.more);
    assert_eq!(taken.lines.len(), MAX);
}

#[test]
fn people_stand_under_their_posts_with_their_organisations() {
    let unit = unit();
    let organisation = cast::ORGANISATION_STAFF.role;
    let mut gone = person(6, "林秋", &[cast::NORMAL_STAFF.role]);
    gone.suspended_at = Some(Time(0));
    let people = [
        person(1, "许知遥", &[cast::NORMAL_STAFF.role]),
        person(2, "韩立群", &[cast::COLLEGE_STAFF.role, cast::NORMAL_LEADER.role]),
        person(3, "温如玉", &[organisation]),
        person(4, "温如玉", &[organisation, cast::NORMAL_STAFF.role]),
        person(5, "温如玉", &[organisation]),
        gone,
        person(7, "姚克俭", &[cast::COLLEGE_STAFF.role, cast::MEMBER.role]),
    ];
    let roster = roster(people.iter().filter_map(|own| Entry::of_person(own, &unit)));
    let expected = [
        entry("单位联络员", "许知遥", ""),
        entry("单位班子成员", "韩立群", ""),
        entry("二级组织", "温如玉", "美术学院"),
        entry("单位联络员", "温如玉", "美术学院"),
        entry("二级组织", "温如玉（2）", "美术学院"),
    ];
    assert_eq!(roster.entries, expected);
    let home = (cast::UNITS[1].organisation(0), "美术学院".to_owned());
    assert_eq!(roster.frozen(&roster.strata(), &[home]).unwrap().places, [0, 0, 1, 1, 1]);
}

#[test]
fn closed_organisations_are_left_out() {
    let mut unit = unit();
    unit.organisations[1].closed_at = Some(Time(0));
    let parent = unit.organisations[0].id;
    unit.organisations[2].parent = Some(parent);
    let entries: Vec<_> = unit.organisations.iter().filter_map(|own| Entry::of_organisation(own, &unit)).collect();
    let of = |name: &str, note: &str| entry("二级组织", name, note);
    assert_eq!(entries, [of("美术学院", ""), of("化学化工学院", "美术学院"), of("继续教育学院", "")]);
}

#[test]
fn open_and_solved_issues_are_drawn_apart_and_those_taken_back_not_at_all() {
    let (mut bench, unit) = (Bench::new(), unit());
    bench.ok(&cast::MEMBER, crate::issue::Act::Find(Box::new(find(ISSUE))));
    let mut issue = bench.issue().clone();
    issue.organisation = Some(cast::UNITS[1].organisation(0));
    let called = format!("{} {}", issue.code(), issue.title);
    assert_eq!(Entry::of_issue(&issue, &unit), Some(entry("未解决的问题", &called, "美术学院")));
    issue.state = State::Held;
    assert_eq!(Entry::of_issue(&issue, &unit), Some(entry("已解决的问题", &called, "美术学院")));
    issue.state = State::Withdrawn;
    assert_eq!(Entry::of_issue(&issue, &unit), None);
}

#[test]
fn events_are_meetings_that_stand_and_visits_to_what_others_hold() {
    let (mut bench, unit) = (Bench::new(), unit());
    let meeting: MeetingId = id(0x63_0001);
    let series = Series::Dispatch { unit: unit.id };
    let plan = Plan { series, at: start().start(), place: Some(text("校内会议室")), chair: None };
    bench.ok(&cast::MEMBER, meeting::Act::Plan { meeting, plan: Box::new(plan), agenda: Vec::new() });
    let mut own = bench.all.meeting(meeting).unwrap().clone();
    assert_eq!(Entry::of_meeting(&own), Some(entry("单位月调度会", "2023-04-17 单位月调度会", "")));
    own.plan.series = Series::Weekly;
    assert_eq!(Entry::of_meeting(&own), Some(entry("组内周例会", "2023-04-17 组内周例会", "")));
    own.cancelled = Some((reason(), own.planned));
    assert_eq!(Entry::of_meeting(&own), None);

    let visit = |form, topic: Option<&str>, place: Option<&str>| list::Line {
        id: VisitId(uuid::Uuid::nil()),
        book: cast::book(),
        unit: unit.id,
        organisation: Some(cast::UNITS[1].organisation(0)),
        form,
        site: None,
        place: place.map(str::to_owned),
        topic: topic.map(str::to_owned),
        at: day("2023-05-09").start(),
        people: 0,
        state: list::State::Recorded,
        strands: Vec::new(),
        promises_open: 0,
        issues: 0,
    };
    let of = |form, topic, place| Entry::of_visit(&visit(form, topic, place), &unit);
    let seminar = of(Form::Seminar, Some("青年教师座谈"), Some("实验楼三层"));
    assert_eq!(seminar, Some(entry("座谈会", "2023-05-09 青年教师座谈", "美术学院")));
    let meeting = of(Form::Meeting, None, Some("实验楼三层"));
    assert_eq!(meeting, Some(entry("列席会议", "2023-05-09 实验楼三层", "美术学院")));
    assert_eq!(of(Form::Activity, None, None), Some(entry("参加活动", "2023-05-09 参加活动", "美术学院")));
    assert_eq!(of(Form::Interview, Some("班子成员分工落实"), None), None);
}
