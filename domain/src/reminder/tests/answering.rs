//! What lies with a unit is told to those who answer for it, and to all where nobody does.

use super::*;
use crate::asks::held;
use crate::person::Person;
use crate::unit::{self, Unit};

/// An issue of this unit waits to be agreed, and once its day has passed is followed up.
fn matters(bench: &Bench, leads: bool, today: Day) -> Vec<Matter> {
    let issues: Vec<Issue> = bench.all.issues().cloned().collect();
    let held = held(&issues, &[], &[], today);
    of_group(Group { held: &held, issues: &issues, leads, ..nothing() }, today)
}

fn told(bench: &Bench, who: cast::CastPerson, leads: bool, today: Day) -> Vec<(String, Reason)> {
    let units: Vec<Unit> = boxed(bench);
    let people: Vec<Person> = boxed(bench);
    let answering = Answering::of(&units, &people);
    let all = matters(bench, leads, today);
    keys(&all.into_iter().filter(|own| answering.hears(own, who.id, leads)).collect::<Vec<_>>())
}

#[test]
fn what_lies_with_a_unit_is_told_to_whoever_answers_for_it_and_to_all_where_nobody_does() {
    let (mut bench, unit) = (Bench::new(), cast::UNITS[1].id);
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    let today = bench.now.day();
    let waits = vec![(format!("held-issue-{ISSUE}"), Reason::Waiting)];
    for who in [cast::MEMBER, cast::LIAISON] {
        assert_eq!(told(&bench, who, false, today), waits, "nobody answers for it");
    }
    bench.ok(&cast::HEAD, unit::Act::Assign { unit, member: cast::MEMBER.id });
    assert_eq!(told(&bench, cast::MEMBER, false, today), waits);
    assert_eq!(told(&bench, cast::LIAISON, false, today), []);
    assert_eq!(told(&bench, cast::HEAD, true, today), [], "it is not late");
    // Another unit's answer is nobody else's loss.
    bench.ok(&cast::HEAD, unit::Act::Assign { unit: cast::UNITS[2].id, member: cast::LIAISON.id });
    assert_eq!(told(&bench, cast::LIAISON, false, today), []);
    bench.ok(&cast::HEAD, issue::Act::Agree { issue: ISSUE, note: None });
    let late = vec![(format!("follow-issue-{ISSUE}"), Reason::Late)];
    let after = day("2023-07-01");
    assert_eq!(told(&bench, cast::MEMBER, false, after), late);
    assert_eq!(told(&bench, cast::HEAD, true, after), late, "what is late is told to those who lead as well");
    assert_eq!(told(&bench, cast::LIAISON, false, after), []);
    bench.ok(&cast::HEAD, unit::Act::Release { unit, member: cast::MEMBER.id });
    assert_eq!(told(&bench, cast::LIAISON, false, after), late, "it is everybody's again");
}
