//! The group's own study: planned, held, and nobody else's business.

use super::*;
use crate::cast;
use crate::meeting::Presence;
use crate::refusal::{Field, Refusal, Whose};
use crate::standard;
use crate::testing::{Bench, hash, id, reason, start, text, two_at_once};

fn study() -> StudyId {
    id(0x71_0001)
}

fn plan(days: i64) -> Act {
    let at = start().plus(days).start();
    let plan =
        Plan {
            form: Form::Session, topic: text("学习整改验收标准"), at, place: Some(text("第一会议室")), host: None
        };
    Act::Plan { study: study(), plan: Box::new(plan) }
}

fn hold(names: &[&str]) -> Act {
    let one = |name: &&str| Attendee { name: text(name), person: None, presence: Presence::Present };
    Act::Hold {
        study: study(), attendees: names.iter().map(one).collect(), summary: text("统一了验收尺度"), was: None
    }
}

fn own(bench: &Bench) -> &Study {
    bench.all.study(study()).unwrap()
}

#[test]
fn units_and_the_office_do_not_plan_it() {
    let mut bench = Bench::new();
    assert_eq!(bench.no(&cast::NORMAL_STAFF, plan(0)), Refusal::NotFound);
    assert_eq!(bench.no(&cast::OFFICE_LEADER, plan(0)), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&cast::MEMBER, plan(0));
    assert_eq!(own(&bench).state(), "planned");
}

#[test]
fn it_is_held_with_a_roll_once_it_has_begun_and_can_be_corrected() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, plan(3));
    assert_eq!(bench.no(&cast::MEMBER, hold(&["郑砚秋"])), Refusal::TooEarly { field: Field::Time });
    bench.days_later(4);
    assert_eq!(bench.no(&cast::MEMBER, hold(&[])), Refusal::Missing { field: Field::Attendees });
    bench.ok(&cast::MEMBER, hold(&["郑砚秋"]));
    assert_eq!(bench.no(&cast::MEMBER, hold(&["郑砚秋"])), Refusal::Unchanged);
    bench.ok(&cast::MEMBER, hold(&["郑砚秋", "何明远"]));
    assert_eq!(own(&bench).held.as_ref().unwrap().attendees.len(), 2);
    let cancel = Act::Cancel { study: study(), reason: reason() };
    assert_eq!(bench.no(&cast::MEMBER, cancel), Refusal::WrongState { state: "held".to_owned() });
}

#[test]
fn materials_are_files_that_are_stored_and_entries_of_the_library() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, plan(0));
    let file = Material::File { proof: Proof { hash: hash(1), name: text("讲稿.pdf"), size: 2048 } };
    let add = |material: &Material| Act::AddMaterial { study: study(), material: material.clone() };
    assert_eq!(bench.no(&cast::MEMBER, add(&file)), Refusal::Missing { field: Field::Evidence });
    bench.all.files.insert(hash(1));
    bench.ok(&cast::MEMBER, add(&file));
    assert_eq!(bench.no(&cast::MEMBER, add(&file)), Refusal::Exists);
    let entry = Material::Standard { citation: Citation { standard: id(0x70_0001), version: 1 } };
    assert_eq!(bench.no(&cast::MEMBER, add(&entry)), Refusal::NotFound);
    let content = standard::Content {
        title: text("整改验收标准"),
        sort: standard::Sort::Yardstick,
        strands: Vec::new(),
        source: None,
        since: None,
        text: text("措施落实到人。"),
    };
    bench.ok(&cast::MEMBER, standard::Act::Enter { standard: id(0x70_0001), content: Box::new(content) });
    bench.ok(&cast::MEMBER, add(&entry));
    assert_eq!(own(&bench).files().count(), 1);
    bench.ok(&cast::MEMBER, Act::RemoveMaterial { study: study(), material: file.clone() });
    assert_eq!(bench.no(&cast::MEMBER, Act::RemoveMaterial { study: study(), material: file }), Refusal::NotFound);
}

#[test]
fn what_is_cancelled_stays_so() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, plan(0));
    bench.ok(&cast::MEMBER, Act::Cancel { study: study(), reason: reason() });
    assert_eq!(bench.no(&cast::MEMBER, hold(&["郑砚秋"])), Refusal::WrongState { state: "cancelled".to_owned() });
}

fn one(name: &str, presence: Presence) -> Attendee {
    Attendee { name: text(name), person: None, presence }
}

/// Written by somebody who saw this.
fn knowing(seen: &Account, attendees: &[Attendee], summary: &str) -> Act {
    let was = Some(Box::new(seen.clone()));
    Act::Hold { study: study(), attendees: attendees.to_vec(), summary: text(summary), was }
}

#[test]
fn two_who_correct_it_at_once_lose_nothing_of_each_other() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, plan(0));
    bench.ok(&cast::MEMBER, hold(&["郑砚秋", "何明远"]));
    let seen = own(&bench).account();
    let marked = |presence| [one("郑砚秋", presence), one("何明远", Presence::Present)];
    let mine = knowing(&seen, &marked(Presence::Excused), "统一了验收尺度");
    let other = knowing(&seen, &seen.attendees, "统一了验收尺度，下周试行");
    let again = knowing(&seen, &marked(Presence::Absent), "统一了验收尺度");
    two_at_once(&bench, &cast::MEMBER, [mine, other, again], Field::Attendees);
    let twice = [one("郑砚秋", Presence::Absent), one("郑砚秋", Presence::Present)];
    let twice = knowing(&seen, &twice, "统一了验收尺度");
    assert_eq!(bench.no(&cast::MEMBER, twice), Refusal::Taken { field: Field::Name });
    let nobody = knowing(&seen, &[], "统一了验收尺度");
    assert_eq!(bench.no(&cast::MEMBER, nobody), Refusal::Missing { field: Field::Attendees });
}

#[test]
fn two_who_record_it_first_keep_whom_each_called_and_choose_between_what_they_wrote() {
    let mut bench = Bench::new();
    bench.ok(&cast::MEMBER, plan(0));
    let seen = own(&bench).account();
    let (zheng, he) = (one("郑砚秋", Presence::Present), one("何明远", Presence::Present));
    bench.ok(&cast::MEMBER, knowing(&seen, std::slice::from_ref(&zheng), "统一了验收尺度"));
    let other = knowing(&seen, std::slice::from_ref(&he), "下周试行");
    assert_eq!(bench.no(&cast::HEAD, other), Refusal::ChangedMeanwhile { field: Field::Note });
    bench.ok(&cast::HEAD, knowing(&seen, std::slice::from_ref(&he), "统一了验收尺度"));
    assert_eq!(own(&bench).account().attendees, [zheng, he]);
}
