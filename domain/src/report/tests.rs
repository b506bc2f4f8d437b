//! A research report from planned to completed.

use super::*;
use crate::act::Act as Any;
use crate::cast::{self, CastPerson};
use crate::refusal::{Field, Whose};
use crate::testing::{Bench, id, reason, text};

const STAFF: CastPerson = cast::NORMAL_STAFF;

fn report() -> ReportId {
    id(0x4e1)
}

fn description() -> Description {
    Description { title: text("实验室开放共享调研"), official: text("韩立群"), due: None }
}

fn plan() -> Act {
    Act::Plan { report: report(), unit: cast::UNITS[1].id, description: description() }
}

fn change() -> Act {
    Act::Change {
        report: report(), description: Description { official: text("许知遥"), ..description() }, was: None
    }
}

fn complete() -> Act {
    Act::Complete { report: report(), summary: text("发现四个问题，提出六条建议"), was: None }
}

fn reopen() -> Act {
    Act::Reopen { report: report(), reason: reason() }
}

fn drop() -> Act {
    Act::Drop { report: report(), reason: reason() }
}

fn resume() -> Act {
    Act::Resume { report: report(), reason: reason() }
}

fn in_state(state: &str) -> Bench {
    let mut bench = Bench::new();
    bench.ok(&STAFF, plan());
    if state == "completed" {
        bench.ok(&STAFF, complete());
    }
    if state == "dropped" {
        bench.ok(&STAFF, drop());
    }
    assert_eq!(bench.all.report(report()).unwrap().state(), state);
    bench
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let table: [(Act, &[&str], &str); 5] = [
        (change(), &["planned", "completed"], ""),
        (complete(), &["planned"], "completed"),
        (reopen(), &["completed"], "planned"),
        (drop(), &["planned"], "dropped"),
        (resume(), &["dropped"], "planned"),
    ];
    for (act, states, leads_to) in table {
        for state in ["planned", "completed", "dropped"] {
            let mut bench = in_state(state);
            if states.contains(&state) {
                bench.ok(&STAFF, act.clone());
                let now = bench.all.report(report()).unwrap().state();
                assert_eq!(now, if leads_to.is_empty() { state } else { leads_to });
            } else {
                assert_eq!(bench.no(&STAFF, act.clone()), Refusal::WrongState { state: state.to_owned() });
            }
        }
    }
    assert_eq!(in_state("planned").no(&STAFF, plan()), Refusal::Exists);
    let same = Act::Change { report: report(), description: description(), was: None };
    assert_eq!(in_state("planned").no(&STAFF, same), Refusal::Unchanged);
}

#[test]
fn the_unit_and_its_group_write_reports_and_others_do_not_know_of_them() {
    for (state, act) in [
        ("planned", change()),
        ("planned", complete()),
        ("completed", reopen()),
        ("planned", drop()),
        ("dropped", resume()),
    ] {
        for who in [STAFF, cast::NORMAL_LEADER, cast::MEMBER] {
            in_state(state).ok(&who, act.clone());
            Bench::new().ok(&who, plan());
        }
        for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(in_state(state).no(&who, act.clone()), Refusal::NotFound);
            assert_eq!(in_state(state).no(&who, plan()), Refusal::NotFound);
        }
        assert_eq!(in_state(state).no(&cast::OFFICE_LEADER, act), Refusal::NotYours { whose: Whose::Unit });
    }
}

#[test]
fn only_a_completed_report_is_counted() {
    for (state, cells) in [("planned", 0), ("completed", 1), ("dropped", 0)] {
        assert_eq!(in_state(state).all.report(report()).unwrap().cells().len(), cells);
    }
}

#[test]
fn what_a_report_came_to_is_not_written_over_by_who_has_not_read_it() {
    let complete = |raw: &str, seen: Option<&str>| {
        let was = Some(Box::new(Finding { summary: seen.map(text) }));
        Act::Complete { report: report(), summary: text(raw), was }
    };
    let mut bench = in_state("planned");
    let first = complete("发现四个问题", None);
    bench.ok(&STAFF, first.clone());
    bench.ok(&STAFF, reopen());
    let second = complete("发现五个问题", None);
    assert_eq!(bench.no(&STAFF, second.clone()), Refusal::ChangedMeanwhile { field: Field::Note });
    let mut own: Any = second.into();
    own.knows_of(&first.into());
    bench.ok(&STAFF, own);
    // taken up again, and completed as it was
    bench.ok(&STAFF, reopen());
    bench.ok(&STAFF, complete("发现五个问题", Some("发现五个问题")));
    assert_eq!(bench.all.report(report()).unwrap().finding(), Finding { summary: Some(text("发现五个问题")) });
}
