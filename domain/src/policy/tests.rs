//! What each category asks for is set by the group's head.

use super::*;
use crate::cast;
use crate::refusal::Whose;
use crate::testing::{Bench, id, text};

fn set(policy: Policy) -> Act {
    Act::Set { group: cast::GROUP, category: Category::Hard, policy }
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
    let foreign = Act::Set { group: id(9), category: Category::Hard, policy: policy() };
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
