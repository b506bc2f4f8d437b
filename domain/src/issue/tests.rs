//! The life of an issue, act by act. Every state is reached as people reach it: by acts.

mod life;
mod matrix;
mod meanwhile;
mod plan;
mod slip;
mod transfer;

use super::*;
use crate::cast::{self, CastPerson};
use crate::refusal::{Field, Refusal};
use crate::testing::{Bench, ISSUE, MEASURE, OTHER, day, description, find, hash, plan, reason, text};

const STAFF: CastPerson = cast::NORMAL_STAFF;

fn missing(field: Field) -> Refusal {
    Refusal::Missing { field }
}

fn elsewhere(field: Field) -> Refusal {
    Refusal::Elsewhere { field }
}

fn wrong(state: &str) -> Refusal {
    Refusal::WrongState { state: state.to_owned() }
}

fn target(state: &str) -> Refusal {
    Refusal::TargetState { state: state.to_owned() }
}

fn agree() -> Act {
    Act::Agree { issue: ISSUE, note: None }
}

fn progress() -> Act {
    Act::ReportProgress {
        issue: ISSUE, percent: Percent::try_from(80).unwrap(), node: None, note: text("设备已到位")
    }
}

fn evidence(number: u8) -> Act {
    Act::AddEvidence { issue: ISSUE, hash: hash(number), name: text("验收单.jpg"), size: 1024 }
}

fn submit() -> Act {
    Act::Submit { issue: ISSUE, note: None }
}

fn verify() -> Act {
    Act::Verify { issue: ISSUE, note: None }
}

fn confirm() -> Act {
    Act::Confirm { issue: ISSUE, note: text("回访三个学院，报修均在三日内答复") }
}

/// Two issues of 松江师范大学, found; the first has a finished measure and a file.
fn found() -> Bench {
    let mut bench = Bench::new();
    bench.all.files.extend([hash(1), hash(2), hash(3)]);
    bench.ok(&STAFF, Act::Find(Box::new(find(ISSUE))));
    bench.ok(&STAFF, Act::Find(Box::new(act::Find { measures: vec![plan(9)], ..find(OTHER) })));
    bench.ok(&STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    bench.ok(&STAFF, evidence(1));
    bench
}

/// The same, with the first issue in this state.
fn in_state(state: State) -> Bench {
    let mut bench = found();
    for (who, act) in road(state) {
        if act == confirm() {
            bench.days_later(60);
        }
        bench.ok(&who, act);
    }
    assert_eq!(bench.issue().state, state);
    bench
}

/// The acts that lead from found to this state; what leaves the road leaves it from agreed.
fn road(state: State) -> Vec<(CastPerson, Act)> {
    let (issue, reason, into, to) = (ISSUE, reason(), OTHER, cast::UNITS[2].id);
    let step = |before, who, act| road(before).into_iter().chain([(who, act)]).collect();
    match state {
        State::Found => Vec::new(),
        State::Agreed => step(State::Found, cast::MEMBER, agree()),
        State::InProgress => step(State::Agreed, STAFF, progress()),
        State::Submitted => step(State::InProgress, STAFF, submit()),
        State::Verified => step(State::Submitted, cast::MEMBER, verify()),
        State::Held => step(State::Verified, cast::MEMBER, confirm()),
        State::Disputed => step(State::Agreed, STAFF, Act::Dispute { issue, reason }),
        State::Withdrawn => step(State::Agreed, cast::HEAD, Act::Withdraw { issue, reason }),
        State::Merged => step(State::Agreed, cast::HEAD, Act::Merge { issue, into, reason }),
        State::Transferred => step(State::Agreed, cast::HEAD, Act::Transfer { issue, to, reason, taken_up_as: None }),
    }
}
