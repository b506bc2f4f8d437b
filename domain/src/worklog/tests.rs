//! A log is its writer's.

use super::*;
use crate::cast::{self, CastPerson};
use crate::testing::{Bench, start, text};

fn write(who: &CastPerson, day: Day, raw: &str) -> Act {
    Act::Write { worklog: WorklogId::of(cast::book(), who.id, day), day, after: None, text: text(raw) }
}

fn over(who: &CastPerson, day: Day, before: &str, raw: &str) -> Act {
    let Act::Write { worklog, text, .. } = write(who, day, raw);
    Act::Write { worklog, day, after: digest(&super::Note::parse(before).unwrap()), text }
}

#[test]
fn everybody_writes_their_own_and_no_other() {
    let mut bench = Bench::new();
    let today = bench.now.day();
    bench.ok(&cast::MEMBER, write(&cast::MEMBER, today, "走访后勤处"));
    assert_eq!(bench.no(&cast::MEMBER, write(&cast::MEMBER, today, "走访后勤处")), Refusal::Unchanged);
    // from another device, which knew nothing of the first
    let seq = bench.all.worklog(WorklogId::of(cast::book(), cast::MEMBER.id, today)).unwrap().version;
    assert_eq!(bench.no(&cast::MEMBER, write(&cast::MEMBER, today, "下午座谈")), Refusal::Overtaken { seq });
    bench.ok(&cast::MEMBER, over(&cast::MEMBER, today, "走访后勤处", "走访后勤处和教务处"));
    // one after the other, both before the server has answered
    bench.ok(&cast::MEMBER, over(&cast::MEMBER, today, "走访后勤处和教务处", "走访三处"));
    let another = Refusal::NotYours { whose: Whose::Writer };
    assert_eq!(bench.no(&cast::HEAD, write(&cast::MEMBER, today, "代记")), another);
    assert_eq!(
        bench.no(&cast::MEMBER, write(&cast::MEMBER, today.plus(1), "明天")),
        Refusal::TooLate { field: Field::Day }
    );
    assert_eq!(bench.no(&cast::NORMAL_STAFF, write(&cast::NORMAL_STAFF, today, "旁人")), Refusal::NotFound);
}

#[test]
fn the_lead_reads_it_and_nobody_else() {
    let mut bench = Bench::new();
    let day = start();
    bench.ok(&cast::MEMBER, write(&cast::MEMBER, day, "走访后勤处"));
    let own = bench.all.worklog(WorklogId::of(cast::book(), cast::MEMBER.id, day)).unwrap().clone();
    let reads = |who: &CastPerson| {
        let viewer = who.viewer().unwrap();
        let told = own.tells(&viewer) == Telling::Whole;
        assert_eq!(own.clone().shown_to(&viewer).is_some(), told);
        told
    };
    assert!(reads(&cast::MEMBER) && reads(&cast::HEAD) && reads(&cast::DEPUTY));
    assert!(!reads(&cast::LIAISON) && !reads(&cast::OFFICE_LEADER) && !reads(&cast::NORMAL_STAFF));
}
