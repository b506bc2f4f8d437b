//! A carrier, its milestones and its progress.

use super::*;
use crate::act::Act as Any;
use crate::cast::{self, CastPerson};
use crate::refusal::{Field, Whose};
use crate::testing::{Bench, day, id, reason, text, two_at_once};

const UNIT: UnitId = cast::UNITS[1].id;
const STAFF: CastPerson = cast::NORMAL_STAFF;

fn carrier() -> CarrierId {
    id(0xca1)
}

fn description() -> Description {
    Description {
        name: text("教师教育协同育人基地"), department: text("教务处"), lead: text("韩立群"), detail: None
    }
}

fn start() -> Act {
    Act::Start { carrier: carrier(), unit: UNIT, description: description() }
}

fn milestone(number: u128, due: &str) -> Act {
    Act::AddMilestone { carrier: carrier(), milestone: id(number), name: text("挂牌"), due: day(due) }
}

fn reach(number: u128) -> Act {
    Act::ReachMilestone { carrier: carrier(), milestone: id(number), note: None }
}

fn remove(number: u128) -> Act {
    Act::RemoveMilestone { carrier: carrier(), milestone: id(number), reason: reason() }
}

fn reinstate(number: u128) -> Act {
    Act::ReinstateMilestone { carrier: carrier(), milestone: id(number), reason: reason() }
}

fn progress(percent: u8) -> Act {
    Act::ReportProgress { carrier: carrier(), percent: Percent::try_from(percent).unwrap(), note: text("已签协议") }
}

fn changed() -> Act {
    Act::Change { carrier: carrier(), description: Description { lead: text("许知遥"), ..description() }, was: None }
}

fn drop() -> Act {
    Act::Drop { carrier: carrier(), reason: reason() }
}

fn resume() -> Act {
    Act::Resume { carrier: carrier(), reason: reason() }
}

fn running() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&STAFF, start());
    bench.ok(&STAFF, milestone(1, "2023-06-01"));
    bench
}

#[test]
fn the_unit_and_its_group_run_a_carrier_and_others_do_not_know_of_it() {
    for act in [start(), changed(), milestone(2, "2023-05-01"), reach(1), remove(1), progress(40), drop()] {
        let bench = || if act == start() { Bench::new() } else { running() };
        for who in [STAFF, cast::NORMAL_LEADER, cast::MEMBER] {
            bench().ok(&who, act.clone());
        }
        for who in [cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(bench().no(&who, act.clone()), Refusal::NotFound);
            assert_eq!(running().no(&who, act.clone()), Refusal::NotFound);
        }
        assert_eq!(bench().no(&cast::OFFICE_LEADER, act.clone()), Refusal::NotYours { whose: Whose::Unit });
    }
    assert_eq!(running().no(&STAFF, start()), Refusal::Exists);
    assert_eq!(Bench::new().no(&STAFF, progress(1)), Refusal::NotFound);
}

#[test]
fn a_dropped_carrier_refuses_everything_but_being_resumed() {
    let mut bench = running();
    assert_eq!(bench.no(&STAFF, resume()), Refusal::WrongState { state: "running".to_owned() });
    bench.ok(&STAFF, drop());
    assert!(bench.all.carrier(carrier()).unwrap().cells().is_empty());
    for act in [changed(), milestone(2, "2023-05-01"), reach(1), remove(1), reinstate(1), progress(40), drop()] {
        assert_eq!(bench.no(&STAFF, act), Refusal::WrongState { state: "dropped".to_owned() });
    }
    bench.ok(&STAFF, resume());
    assert_eq!(bench.all.carrier(carrier()).unwrap().cells(), [Cell::Carrier]);
}

#[test]
fn a_carrier_is_finished_only_with_all_its_milestones() {
    let mut bench = running();
    assert_eq!(bench.no(&STAFF, progress(100)), Refusal::Missing { field: Field::Milestone });
    bench.ok(&STAFF, progress(99));
    bench.ok(&STAFF, reach(1));
    assert_eq!(bench.no(&STAFF, reach(1)), Refusal::Unchanged);
    bench.ok(&STAFF, progress(100));
}

#[test]
fn milestones_stand_in_the_order_of_their_days_and_can_be_reopened() {
    let mut bench = running();
    bench.ok(&STAFF, milestone(2, "2023-05-01"));
    assert_eq!(bench.no(&STAFF, milestone(2, "2023-05-01")), Refusal::Exists);
    assert_eq!(bench.no(&STAFF, reach(3)), Refusal::NotFound);
    let ids =
        |bench: &Bench| bench.all.carrier(carrier()).unwrap().milestones.iter().map(|own| own.id).collect::<Vec<_>>();
    assert_eq!(ids(&bench), [id(2), id(1)]);
    let later = Act::ChangeMilestone {
        carrier: carrier(),
        milestone: id(2),
        name: text("挂牌"),
        due: day("2023-07-01"),
        was: None,
    };
    bench.ok(&STAFF, later.clone());
    assert_eq!(bench.no(&STAFF, later), Refusal::Unchanged);
    assert_eq!(ids(&bench), [id(1), id(2)]);
    let reopen = Act::ReopenMilestone { carrier: carrier(), milestone: id(1), reason: reason() };
    assert_eq!(bench.no(&STAFF, reopen.clone()), Refusal::Unchanged);
    bench.ok(&STAFF, reach(1));
    bench.ok(&STAFF, reopen);
    assert_eq!(
        bench.no(&STAFF, Act::Change { carrier: carrier(), description: description(), was: None }),
        Refusal::Unchanged
    );
}

#[test]
fn every_act_on_a_milestone_in_every_state_of_it() {
    let change = Act::ChangeMilestone {
        carrier: carrier(),
        milestone: id(1),
        name: text("揭牌"),
        due: day("2023-06-02"),
        was: None,
    };
    let reopen = Act::ReopenMilestone { carrier: carrier(), milestone: id(1), reason: reason() };
    let acts = [milestone(1, "2023-06-01"), change, reach(1), reopen, remove(1), reinstate(1)];
    let state = |state: &str| Some(Refusal::WrongState { state: state.to_owned() });
    let (no, same, there) = (Some(Refusal::NotFound), Some(Refusal::Unchanged), Some(Refusal::Exists));
    let gone = state("removed");
    let table = [
        ("never there", vec![], [None, no.clone(), no.clone(), no.clone(), no.clone(), no]),
        ("to come", vec![milestone(1, "2023-06-01")], [there.clone(), None, None, same.clone(), None, same.clone()]),
        (
            "reached",
            vec![milestone(1, "2023-06-01"), reach(1)],
            [there.clone(), None, same.clone(), None, state("completed"), same],
        ),
        (
            "removed",
            vec![milestone(1, "2023-06-01"), remove(1)],
            [there, gone.clone(), gone.clone(), gone.clone(), gone, None],
        ),
    ];
    for (which, before, wanted) in table {
        for (act, wanted) in acts.iter().zip(wanted) {
            let mut bench = Bench::new();
            bench.ok(&STAFF, start());
            before.iter().for_each(|own| {
                bench.ok(&STAFF, own.clone());
            });
            match wanted {
                None => {
                    bench.ok(&STAFF, act.clone());
                }
                Some(refusal) => assert_eq!(bench.no(&STAFF, act.clone()), refusal, "{which}: {act:?}"),
            }
        }
    }
}

#[test]
fn what_is_late_only_the_leads_of_the_group_take_out_or_put_off() {
    let put_off = |due: &str, name: &str| Act::ChangeMilestone {
        carrier: carrier(),
        milestone: id(1),
        name: text(name),
        due: day(due),
        was: None,
    };
    let on = |today: &str| {
        let mut bench = running();
        bench.now = day(today).start();
        bench
    };
    let leads = [cast::HEAD, cast::DEPUTY];
    let others = [STAFF, cast::NORMAL_LEADER, cast::MEMBER, cast::LIAISON];
    for act in [remove(1), put_off("2023-09-01", "挂牌"), put_off("2023-05-01", "挂牌")] {
        // on its day it is not late
        for who in leads.iter().chain(&others) {
            on("2023-06-01").ok(who, act.clone());
        }
        for who in &leads {
            on("2023-06-02").ok(who, act.clone());
        }
        for who in &others {
            assert_eq!(on("2023-06-02").no(who, act.clone()), Refusal::MilestoneLate, "{}", who.login);
        }
        assert_eq!(on("2023-06-02").no(&cast::OFFICE_LEADER, act.clone()), Refusal::NotYours { whose: Whose::Unit });
        for who in [cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(on("2023-06-02").no(&who, act.clone()), Refusal::NotFound);
        }
    }
    // a name hides nothing, and neither does reaching it; that it was late when it was reached stays
    let mut bench = on("2023-06-02");
    bench.ok(&STAFF, put_off("2023-06-01", "揭牌"));
    bench.ok(&STAFF, reach(1));
    assert_eq!(bench.no(&STAFF, put_off("2023-06-02", "揭牌")), Refusal::MilestoneLate);
    bench.ok(&cast::DEPUTY, put_off("2023-06-02", "揭牌"));
    // reached in time, put off afterwards and opened again it would be late no more
    let mut bench = running();
    bench.ok(&STAFF, reach(1));
    bench.now = day("2023-06-20").start();
    assert_eq!(bench.no(&STAFF, put_off("2023-06-30", "挂牌")), Refusal::MilestoneLate);
    // taken out in time, brought back late: it is late again, and stays
    let mut bench = running();
    bench.ok(&STAFF, remove(1));
    bench.now = day("2023-06-20").start();
    bench.ok(&STAFF, reinstate(1));
    assert_eq!(bench.no(&STAFF, remove(1)), Refusal::MilestoneLate);
}

#[test]
fn a_carrier_with_a_late_milestone_only_the_leads_of_the_group_stop() {
    let on = |today: &str, acts: &[Act]| {
        let mut bench = running();
        bench.now = day(today).start();
        for act in acts {
            bench.ok(&STAFF, act.clone());
        }
        bench
    };
    let leads = [cast::HEAD, cast::DEPUTY];
    let others = [STAFF, cast::NORMAL_LEADER, cast::MEMBER, cast::LIAISON];
    // late, and reached when it was late
    for acts in [vec![], vec![reach(1)]] {
        for who in &leads {
            on("2023-06-02", &acts).ok(who, drop());
        }
        for who in &others {
            assert_eq!(on("2023-06-02", &acts).no(who, drop()), Refusal::MilestoneLate, "{}", who.login);
            // on its day it is not late
            on("2023-06-01", &acts).ok(who, drop());
        }
    }
    // reached in time it hides nothing, however long ago that is
    let mut bench = on("2023-06-01", &[reach(1)]);
    bench.now = day("2023-06-20").start();
    bench.ok(&STAFF, drop());
    bench.ok(&STAFF, resume());
    // nor does one that was taken out before its day
    let mut bench = on("2023-05-20", &[remove(1)]);
    bench.now = day("2023-06-20").start();
    bench.ok(&STAFF, drop());
}

#[test]
fn a_removed_milestone_is_neither_counted_nor_late_and_comes_back_in_its_place() {
    let mut bench = running();
    bench.ok(&STAFF, milestone(2, "2023-05-01"));
    bench.ok(&STAFF, reach(1));
    let short = Act::RemoveMilestone { carrier: carrier(), milestone: id(2), reason: text("不办") };
    assert_eq!(bench.no(&STAFF, short), Refusal::TooShort { min: 10, length: 2 });
    bench.ok(&STAFF, remove(2));
    let stands = |bench: &Bench| {
        let own = bench.all.carrier(carrier()).unwrap().clone();
        let late = own.late(day("2023-05-02")).map(|own| own.id);
        (own.milestones.iter().map(|own| own.id).collect::<Vec<_>>(), own.reached(), late)
    };
    assert_eq!(stands(&bench), (vec![id(1)], 1, None));
    let gone = &bench.all.carrier(carrier()).unwrap().removed;
    assert_eq!(gone.iter().map(|own| (own.id, own.due)).collect::<Vec<_>>(), [(id(2), day("2023-05-01"))]);
    // What was left out does not keep the carrier from being finished.
    bench.ok(&STAFF, progress(100));
    bench.ok(&STAFF, reinstate(2));
    assert_eq!(stands(&bench), (vec![id(2), id(1)], 1, Some(id(2))));
    assert!(bench.all.carrier(carrier()).unwrap().removed.is_empty());
}

#[test]
fn a_carrier_that_was_kept_before_milestones_could_be_removed_is_read_and_kept_as_it_was() {
    let bench = running();
    let kept = serde_json::to_string(bench.all.carrier(carrier()).unwrap()).unwrap();
    assert!(!kept.contains("removed"), "{kept}");
    assert_eq!(serde_json::from_str::<Carrier>(&kept).unwrap(), *bench.all.carrier(carrier()).unwrap());
}

#[test]
fn two_who_change_a_milestone_at_once_lose_nothing_of_each_other() {
    let seen = Aim { name: text("挂牌"), due: day("2023-06-01") };
    let change = |number: u128, name: &str, due: &str| Act::ChangeMilestone {
        carrier: carrier(),
        milestone: id(number),
        name: text(name),
        due: day(due),
        was: Some(Box::new(seen.clone())),
    };
    let again = change(1, "授牌", "2023-06-01");
    let acts = [change(1, "揭牌", "2023-06-01"), change(1, "挂牌", "2023-07-01"), again.clone()];
    two_at_once(&running(), &STAFF, acts, Field::Name);
    // of another milestone nothing is known
    let again = Any::Carrier(again);
    let mut own = again.clone();
    own.knows_of(&change(2, "揭牌", "2023-06-01").into());
    assert_eq!(own, again);
}
