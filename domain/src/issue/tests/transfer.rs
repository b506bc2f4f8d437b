//! Handing over: one act, two issues, and no unit takes one up twice.

use super::*;
use crate::testing::id;

const NEW: IssueId = IssueId(uuid::Uuid::from_u128(77));
const TO: usize = 2;

fn transfer(new: Option<IssueId>) -> Act {
    Act::Transfer { issue: ISSUE, to: cast::UNITS[TO].id, reason: reason(), taken_up_as: new }
}

/// As it was taken up when that was an act of its own.
fn take_up(new: IssueId) -> Act {
    let facts = act::Facts { organisation: None, ..description() };
    let from = Some(From::Transfer { issue: ISSUE });
    Act::Find(Box::new(act::Find { unit: cast::UNITS[TO].id, facts, from, ..find(new) }))
}

fn reinstate(issue: IssueId) -> Act {
    Act::Reinstate { issue, reason: reason() }
}

fn withdraw(issue: IssueId) -> Act {
    Act::Withdraw { issue, reason: reason() }
}

#[test]
fn one_act_ends_the_old_issue_and_begins_the_new() {
    for state in [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Disputed] {
        let mut bench = in_state(state);
        let before = bench.issue().clone();
        bench.ok(&cast::DEPUTY, transfer(Some(NEW)));
        let (old, new) = (bench.issue(), bench.issue_of(NEW));
        assert_eq!((old.state, old.number), (State::Transferred, before.number));
        assert_eq!(old.transferred_to, Some(cast::UNITS[TO].id));
        assert_eq!((new.state, new.unit, new.number), (State::Found, cast::UNITS[TO].id, 3));
        assert_eq!(new.from, Some(From::Transfer { issue: ISSUE }));
        assert_eq!((&new.title, &new.detail, new.category, new.due), (&old.title, &old.detail, old.category, old.due));
        assert_eq!((new.organisation, &new.official, &new.department), (None, &None, &None));
        assert!(new.measures.is_empty());
    }
}

#[test]
fn what_was_taken_up_is_not_taken_up_again() {
    let mut bench = found();
    bench.ok(&cast::HEAD, transfer(Some(NEW)));
    assert_eq!(bench.no(&cast::COLLEGE_STAFF, take_up(id(78))), Refusal::TakenUp);
    assert_eq!(bench.no(&cast::HEAD, take_up(id(78))), Refusal::TakenUp);
    let mut bench = in_state(State::Transferred);
    bench.ok(&cast::COLLEGE_STAFF, take_up(NEW));
    assert_eq!(bench.no(&cast::HEAD, take_up(id(78))), Refusal::TakenUp);
}

#[test]
fn the_new_issue_is_a_new_one() {
    let mut bench = found();
    assert_eq!(bench.no(&cast::HEAD, transfer(Some(OTHER))), Refusal::Exists);
    assert_eq!(bench.no(&cast::HEAD, transfer(Some(ISSUE))), Refusal::Exists);
    assert_eq!(bench.issue().state, State::Found);
}

#[test]
fn what_another_unit_works_on_does_not_come_back_beside_it() {
    let mut bench = in_state(State::Agreed);
    bench.ok(&cast::HEAD, transfer(Some(NEW)));
    assert_eq!(bench.no(&cast::HEAD, reinstate(ISSUE)), Refusal::TakenUp);
    bench.ok(&cast::HEAD, withdraw(NEW));
    bench.ok(&cast::HEAD, reinstate(ISSUE));
    assert_eq!((bench.issue().state, bench.issue().transferred_to), (State::Agreed, None));
    // Handed over once more, it is another issue; the withdrawn one stays as it is.
    bench.ok(&cast::HEAD, transfer(Some(id(78))));
    assert_eq!(bench.issue_of(NEW).state, State::Withdrawn);
    assert_eq!(bench.issue_of(id(78)).number, 4);
}

#[test]
fn a_new_issue_that_comes_back_to_life_stands_alone() {
    let mut bench = in_state(State::Agreed);
    bench.ok(&cast::HEAD, transfer(Some(NEW)));
    bench.ok(&cast::HEAD, withdraw(NEW));
    bench.ok(&cast::HEAD, reinstate(ISSUE));
    assert_eq!(bench.no(&cast::HEAD, reinstate(NEW)), Refusal::TakenUp);
    assert_eq!(bench.issue_of(NEW).state, State::Withdrawn);
}

#[test]
fn it_can_be_handed_on_and_back() {
    let mut bench = in_state(State::Agreed);
    bench.ok(&cast::HEAD, transfer(Some(NEW)));
    let back = Act::Transfer { issue: NEW, to: cast::UNITS[1].id, reason: reason(), taken_up_as: Some(id(78)) };
    bench.ok(&cast::HEAD, back);
    assert_eq!(bench.issue_of(NEW).state, State::Transferred);
    let own = bench.issue_of(id(78));
    assert_eq!((own.unit, own.from), (cast::UNITS[1].id, Some(From::Transfer { issue: NEW })));
    assert_eq!(bench.no(&cast::HEAD, reinstate(NEW)), Refusal::TakenUp);
}
