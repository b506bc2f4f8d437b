//! A rule from draft to in force, and the issues it answers.

use super::*;
use crate::cast::{self, CastPerson};
use crate::refusal::Whose;
use crate::testing::{Bench, ISSUE, id, reason, start, text};

const STAFF: CastPerson = cast::NORMAL_STAFF;

fn rule() -> RuleId {
    id(0x4f1)
}

fn description() -> Description {
    Description { title: text("实验室设备报修办法"), department: text("后勤处"), detail: None }
}

fn draft() -> Act {
    Act::Draft { rule: rule(), unit: cast::UNITS[1].id, description: description() }
}

fn change() -> Act {
    Act::Change { rule: rule(), description: Description { department: text("资产处"), ..description() }, was: None }
}

fn establish() -> Act {
    Act::Establish { rule: rule(), in_force: start() }
}

fn repeal() -> Act {
    Act::Repeal { rule: rule(), reason: reason() }
}

fn reinstate() -> Act {
    Act::Reinstate { rule: rule(), reason: reason() }
}

fn in_state(state: &str) -> Bench {
    let mut bench = Bench::new();
    bench.ok(&STAFF, draft());
    if state != "draft" {
        bench.ok(&STAFF, establish());
    }
    if state == "repealed" {
        bench.ok(&STAFF, repeal());
    }
    assert_eq!(bench.all.rule(rule()).unwrap().state(), state);
    bench
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let table: [(Act, &[&str], &str); 4] = [
        (change(), &["draft", "in_force"], ""),
        (establish(), &["draft"], "in_force"),
        (repeal(), &["draft", "in_force"], "repealed"),
        (reinstate(), &["repealed"], "in_force"),
    ];
    for (act, states, leads_to) in table {
        for state in ["draft", "in_force", "repealed"] {
            let mut bench = in_state(state);
            if states.contains(&state) {
                bench.ok(&STAFF, act.clone());
                let now = bench.all.rule(rule()).unwrap().state();
                assert_eq!(now, if leads_to.is_empty() { state } else { leads_to });
            } else {
                assert_eq!(bench.no(&STAFF, act.clone()), Refusal::WrongState { state: state.to_owned() });
            }
        }
    }
    assert_eq!(in_state("draft").no(&STAFF, draft()), Refusal::Exists);
    let same = Act::Change { rule: rule(), description: description(), was: None };
    assert_eq!(in_state("draft").no(&STAFF, same), Refusal::Unchanged);
}

#[test]
fn the_unit_and_its_group_make_rules_and_others_do_not_know_of_them() {
    for act in [change(), establish(), repeal()] {
        for who in [STAFF, cast::NORMAL_LEADER, cast::MEMBER] {
            in_state("draft").ok(&who, act.clone());
            Bench::new().ok(&who, draft());
        }
        for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(in_state("draft").no(&who, act.clone()), Refusal::NotFound);
            assert_eq!(in_state("draft").no(&who, draft()), Refusal::NotFound);
        }
        assert_eq!(in_state("draft").no(&cast::OFFICE_LEADER, act), Refusal::NotYours { whose: Whose::Unit });
    }
}

#[test]
fn a_rule_answers_issues_of_its_own_unit() {
    let mut bench = in_state("draft");
    let link = |issue| Act::LinkIssue { rule: rule(), issue };
    let unlink = Act::UnlinkIssue { rule: rule(), issue: ISSUE };
    assert_eq!(bench.no(&STAFF, link(ISSUE)), Refusal::Elsewhere { field: Field::Issue });
    bench.ok(&STAFF, crate::issue::Act::Find(Box::new(crate::testing::find(ISSUE))));
    let facts = crate::issue::act::Facts { organisation: None, ..crate::testing::description() };
    let foreign = crate::issue::act::Find { unit: cast::UNITS[0].id, facts, ..crate::testing::find(id(77)) };
    bench.ok(&cast::HEAD, crate::issue::Act::Find(Box::new(foreign)));
    assert_eq!(bench.no(&STAFF, link(id(77))), Refusal::Elsewhere { field: Field::Issue });
    assert_eq!(bench.no(&STAFF, unlink.clone()), Refusal::NotFound);
    bench.ok(&STAFF, link(ISSUE));
    assert_eq!(bench.no(&STAFF, link(ISSUE)), Refusal::Unchanged);
    bench.ok(&STAFF, unlink);
    assert!(bench.all.rule(rule()).unwrap().issues.is_empty());
}

#[test]
fn a_rule_is_established_on_the_day_it_holds_or_later() {
    let mut bench = in_state("draft");
    let establish = |in_force| Act::Establish { rule: rule(), in_force };
    assert_eq!(bench.no(&STAFF, establish(start().plus(1))), Refusal::TooLate { field: Field::Day });
    bench.days_later(1);
    bench.ok(&STAFF, establish(start().plus(1)));
    assert_eq!(bench.all.rule(rule()).unwrap().cells(), [Cell::Rule]);
}
