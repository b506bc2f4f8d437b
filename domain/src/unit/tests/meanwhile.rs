//! Two who change a unit or its tree at once.

use super::*;
use crate::testing::{second_of_two, two_at_once};

#[test]
fn of_two_who_set_the_first_goal_of_a_unit_at_once_the_second_is_told() {
    let set = |goal: &str, direction: &str| {
        let goal = Goal { goal: text(goal), direction: text(direction) };
        Act::SetGoal { unit: UNIT, goal, was: None }
    };
    let first = set("建设一流师范大学", "产教协同");
    second_of_two(&Bench::new(), &STAFF, [first.clone(), set("教师教育提质", "产教协同")], Field::Goal);
    second_of_two(&Bench::new(), &STAFF, [first.clone(), set("建设一流师范大学", "教师教育提质")], Field::Direction);
    // Both set the same: nothing is left to be done.
    let mut bench = Bench::new();
    bench.ok(&STAFF, first.clone());
    assert_eq!(bench.no(&cast::MEMBER, first), Refusal::Unchanged);
}

#[test]
fn of_two_who_correct_a_code_at_once_the_second_is_told() {
    let was = || Some(Box::new(text(cast::UNITS[1].code)));
    let recode = |code: &str| Act::Recode { unit: UNIT, code: text(code), was: was() };
    second_of_two(&Bench::new(), &cast::HEAD, [recode("SJSD"), recode("SJSX")], Field::Code);
}

#[test]
fn of_two_who_change_what_an_organisation_is_and_stands_under_both_stand_or_the_second_is_told() {
    let [organisation, one, other] = [0, 1, 2].map(|place: usize| cast::UNITS[1].organisation(place));
    let seen = Placement { parent: None, kind: OrganisationKind::Secondary };
    let change = |own: Placement| {
        let (Placement { parent, kind }, was) = (own, Some(Box::new(seen)));
        Act::ChangeOrganisation { unit: UNIT, organisation, parent, kind, was }
    };
    let under = |parent| change(Placement { parent: Some(parent), ..seen });
    let branch = change(Placement { kind: OrganisationKind::Branch, ..seen });
    two_at_once(&Bench::new(), &STAFF, [under(one), branch, under(other)], Field::Organisation);
    // What is put together is looked at again: nothing stands under a branch.
    let mut bench = Bench::new();
    bench.ok(&STAFF, place(one, None, OrganisationKind::Branch));
    assert_eq!(bench.no(&STAFF, under(one)), Refusal::BelowBranch);
}

#[test]
fn of_two_who_rename_a_unit_or_an_organisation_at_once_the_second_is_told() {
    let unit =
        |name: &str| Act::Rename { unit: UNIT, name: text(name), was: Some(Box::new(text(cast::UNITS[1].name))) };
    second_of_two(&Bench::new(), &cast::HEAD, [unit("松江师大"), unit("松江师范")], Field::Name);
    let organisation = |name: &str| Act::RenameOrganisation {
        unit: UNIT,
        organisation: cast::UNITS[1].organisation(0),
        name: text(name),
        was: Some(Box::new(text(cast::UNITS[1].organisations[0]))),
    };
    second_of_two(&Bench::new(), &STAFF, [organisation("美术系"), organisation("设计系")], Field::Name);
}
