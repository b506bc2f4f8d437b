//! What each category asks for is set by the group's head.

use super::*;
use crate::act::Act as Any;
use crate::cast;
use crate::refusal::Whose;
use crate::testing::{Bench, id, text, two_at_once};

fn set(policy: Policy) -> Act {
    Act::Set { group: cast::GROUP, category: Category::Hard, policy, was: None }
}

fn policy() -> Policy {
    Policy { evidence: true, lookback_days: 90, nodes: vec![text("方案"), text("销号")] }
}

#[test]
fn only_the_head_sets_a_policy_of_the_own_group() {
    let mut bench = Bench::new();
    for who in cast::PEOPLE.iter().filter(|who| **who != cast::HEAD) {
        assert_eq!(bench.no(who, set(policy())), Refusal::NotYours { whose: Whose::GroupHead });
    }
    bench.ok(&cast::HEAD, set(policy()));
    let policies = bench.all.policies(cast::GROUP).unwrap();
    assert_eq!(policies.of(Category::Hard), &policy());
    assert_eq!(policies.special, Policies::shipped(cast::GROUP).special);
    assert_eq!(bench.no(&cast::HEAD, set(policy())), Refusal::Unchanged);
    let foreign = Act::Set { group: id(9), category: Category::Hard, policy: policy(), was: None };
    assert_eq!(bench.no(&cast::HEAD, foreign), Refusal::NotFound);
}

#[test]
fn a_policy_equal_to_the_shipped_one_changes_nothing() {
    let shipped = Policies::shipped(cast::GROUP).hard;
    assert_eq!(Bench::new().no(&cast::HEAD, set(shipped)), Refusal::Unchanged);
}

#[test]
fn only_thirty_sixty_and_ninety_days_and_short_chains_are_offered() {
    let mut bench = Bench::new();
    let odd = Policy { lookback_days: 45, ..policy() };
    assert_eq!(bench.no(&cast::HEAD, set(odd)), Refusal::Missing { field: Field::LookbackDays });
    let long = Policy { nodes: vec![text("步骤"); 13], ..policy() };
    assert_eq!(bench.no(&cast::HEAD, set(long)), Refusal::TooMany { max: 12 });
}

#[test]
fn two_who_set_a_policy_at_once_lose_nothing_of_each_other() {
    let seen = Policies::shipped(cast::GROUP).hard;
    let set = |policy: Policy| {
        let was = Some(Box::new(seen.clone()));
        Act::Set { group: cast::GROUP, category: Category::Hard, policy, was }
    };
    let days = |lookback_days| set(Policy { lookback_days, ..seen.clone() });
    let other = set(Policy { nodes: vec![text("方案")], ..seen.clone() });
    two_at_once(&Bench::new(), &cast::HEAD, [days(90), other, days(30)], Field::LookbackDays);
    // of another category nothing is known
    let mut own = Any::Policy(days(30));
    let was = Some(Box::new(seen.clone()));
    let special = Act::Set { group: cast::GROUP, category: Category::Special, policy: policy(), was };
    own.knows_of(&special.into());
    assert_eq!(own, Any::Policy(days(30)));
}

#[test]
fn two_who_set_the_waits_at_once_lose_nothing_of_each_other() {
    let set = |reminder, talk| {
        let was = Some(Box::new(Waits::default()));
        Act::SetWaits { group: cast::GROUP, waits: Waits { reminder, talk }, was }
    };
    two_at_once(&Bench::new(), &cast::HEAD, [set(2, 7), set(3, 9), set(5, 7)], Field::Waits);
}
