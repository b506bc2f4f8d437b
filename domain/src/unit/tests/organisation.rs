//! The tree of a unit: what is its own, where each organisation stands, and what is put below what.

use super::*;
use crate::act::{Key, Subject};

#[test]
fn what_is_a_units_own_is_for_the_unit_and_its_group_and_hidden_from_others() {
    let organisation = cast::UNITS[1].organisation(0);
    let close = Act::CloseOrganisation { unit: UNIT, organisation, reason: reason() };
    let changed = place(organisation, None, OrganisationKind::Branch);
    for act in [goal(), branch(0x0b9, 0), rename(organisation, "美术与设计学院"), changed, close] {
        for who in [STAFF, cast::NORMAL_LEADER, cast::MEMBER, cast::HEAD] {
            Bench::new().ok(&who, act.clone());
        }
        for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(Bench::new().no(&who, act.clone()), Refusal::NotFound);
        }
        assert_eq!(Bench::new().no(&cast::OFFICE_LEADER, act), Refusal::NotYours { whose: Whose::Unit });
    }
}

#[test]
fn every_faculty_may_have_its_first_branch_but_only_one() {
    let mut bench = Bench::new();
    bench.ok(&STAFF, branch(1, 0));
    bench.ok(&STAFF, branch(2, 1));
    assert_eq!(bench.no(&STAFF, branch(3, 0)), Refusal::Taken { field: Field::Name });
    assert_eq!(bench.no(&STAFF, branch(1, 2)), Refusal::Exists);
    assert_eq!(
        bench.no(&STAFF, rename(cast::UNITS[1].organisation(1), "美术学院")),
        Refusal::Taken { field: Field::Name }
    );
}

#[test]
fn an_organisation_hangs_under_one_of_its_own_unit() {
    let mut bench = Bench::new();
    let (unit, kind, name) = (UNIT, OrganisationKind::Branch, text("第二党支部"));
    let parent = Some(cast::UNITS[2].organisation(0));
    let act = Act::AddOrganisation { unit, organisation: id(1), parent, name, kind };
    assert_eq!(bench.no(&STAFF, act), Refusal::Elsewhere { field: Field::Organisation });
    assert_eq!(bench.no(&STAFF, rename(cast::UNITS[2].organisation(0), "别的单位")), Refusal::NotFound);
}

#[test]
fn a_closed_organisation_frees_its_name_and_reopens_only_while_it_is_free() {
    let mut bench = Bench::new();
    let close = |organisation| Act::CloseOrganisation { unit: UNIT, organisation, reason: reason() };
    let reopen = |organisation| Act::ReopenOrganisation { unit: UNIT, organisation };
    bench.ok(&STAFF, branch(1, 0));
    assert_eq!(bench.no(&STAFF, reopen(id(1))), Refusal::Unchanged);
    bench.ok(&STAFF, close(id(1)));
    assert_eq!(bench.no(&STAFF, close(id(1))), Refusal::Unchanged);
    bench.ok(&STAFF, branch(2, 0));
    assert_eq!(bench.no(&STAFF, reopen(id(1))), Refusal::Taken { field: Field::Name });
    bench.ok(&STAFF, close(id(2)));
    bench.ok(&STAFF, reopen(id(1)));
    assert_eq!(bench.no(&STAFF, close(id(9))), Refusal::NotFound);
}

#[test]
fn an_organisation_is_closed_after_those_below_it_and_comes_back_before_them() {
    let mut bench = Bench::new();
    let (above, below) = (cast::UNITS[1].organisation(0), id(1));
    let close = |organisation| Act::CloseOrganisation { unit: UNIT, organisation, reason: reason() };
    let reopen = |organisation| Act::ReopenOrganisation { unit: UNIT, organisation };
    bench.ok(&STAFF, branch(1, 0));
    assert_eq!(bench.no(&STAFF, close(above)), Refusal::WrongState { state: "in_use".to_owned() });
    bench.ok(&STAFF, close(below));
    bench.ok(&STAFF, close(above));
    let elsewhere = Refusal::Elsewhere { field: Field::Organisation };
    assert_eq!(bench.no(&STAFF, branch(2, 0)), elsewhere);
    assert_eq!(bench.no(&STAFF, reopen(below)), elsewhere);
    bench.ok(&STAFF, reopen(above));
    bench.ok(&STAFF, reopen(below));
}

#[test]
fn what_stands_open_under_a_closed_organisation_from_before_stands_at_the_top() {
    let mut bench = Bench::new();
    let above = cast::UNITS[1].organisation(0);
    bench.ok(&STAFF, branch(1, 0));
    let mut unit = bench.all.unit(UNIT).unwrap().clone();
    let stands = |unit: &Unit| unit.stands_under(unit.organisation(id(1)).unwrap());
    assert_eq!(stands(&unit), Some(above));
    assert_eq!(unit.below(above).count(), 1);
    with(&mut unit, above, |own| own.closed_at = Some(bench.now));
    assert_eq!(stands(&unit), None);
}

#[test]
fn an_organisation_gets_another_kind_and_place_and_what_is_below_it_comes_along() {
    use OrganisationKind::{Branch, Secondary};
    let mut bench = Bench::new();
    let (one, other) = (cast::UNITS[1].organisation(0), cast::UNITS[1].organisation(1));
    bench.ok(&STAFF, branch(1, 0));
    assert_eq!(bench.no(&STAFF, place(id(1), Some(one), Branch)), Refusal::Unchanged);
    bench.ok(&STAFF, place(id(1), Some(one), Secondary));
    bench.ok(&STAFF, place(one, Some(other), Secondary));
    assert_eq!(bench.no(&STAFF, place(other, None, Branch)), Refusal::BelowBranch, "it has one below it");
    let unit = bench.all.unit(UNIT).unwrap();
    let of = |id| unit.organisation(id).map(|own| (own.kind, own.parent));
    assert_eq!((of(id(1)), of(one)), (Some((Secondary, Some(one))), Some((Secondary, Some(other)))));
    assert!(unit.within(id(1), other) && !unit.within(other, id(1)));
    bench.ok(&STAFF, place(one, None, Secondary));
    assert_eq!(bench.no(&STAFF, place(id(9), None, Branch)), Refusal::NotFound);
}

#[test]
fn no_organisation_stands_below_itself() {
    let kind = OrganisationKind::Secondary;
    let mut bench = Bench::new();
    let above = cast::UNITS[1].organisation(0);
    bench.ok(&STAFF, branch(1, 0));
    bench.ok(&STAFF, place(id(1), Some(above), kind));
    let under =
        Act::AddOrganisation { unit: UNIT, organisation: id(2), parent: Some(id(1)), name: text("第一小组"), kind };
    bench.ok(&STAFF, under);
    for below in [above, id(1), id(2)] {
        assert_eq!(bench.no(&STAFF, place(above, Some(below), kind)), Refusal::BelowItself);
    }
    // Also where one between them was closed, as was possible once.
    let mut unit = bench.all.unit(UNIT).unwrap().clone();
    with(&mut unit, id(1), |own| own.closed_at = Some(bench.now));
    assert!(unit.within(id(2), above));
    // And whatever a journal holds, the search ends.
    with(&mut unit, above, |own| own.parent = Some(id(2)));
    assert!(!unit.within(id(2), id(9)));
}

#[test]
fn an_organisation_is_put_only_where_something_open_of_its_unit_leaves_its_name_free() {
    let kind = OrganisationKind::Branch;
    let (one, other) = (cast::UNITS[1].organisation(0), cast::UNITS[1].organisation(1));
    let mut bench = Bench::new();
    bench.ok(&STAFF, branch(1, 0));
    bench.ok(&STAFF, branch(2, 1));
    let elsewhere = Refusal::Elsewhere { field: Field::Organisation };
    assert_eq!(bench.no(&STAFF, place(id(1), Some(cast::UNITS[2].organisation(0)), kind)), elsewhere);
    assert_eq!(bench.no(&STAFF, place(id(1), Some(id(9)), kind)), elsewhere);
    let taken = Refusal::SameNameThere { name: text("第一党支部") };
    assert_eq!(bench.no(&STAFF, place(id(1), Some(other), kind)), taken);
    for organisation in [id(2), other] {
        bench.ok(&STAFF, Act::CloseOrganisation { unit: UNIT, organisation, reason: reason() });
    }
    assert_eq!(bench.no(&STAFF, place(id(1), Some(other), kind)), elsewhere);
    let closed = Refusal::WrongState { state: "closed".to_owned() };
    assert_eq!(bench.no(&STAFF, place(id(2), Some(one), kind)), closed);
}

#[test]
fn nothing_is_put_below_a_branch_and_what_stands_there_from_before_can_leave() {
    use OrganisationKind::{Branch, Secondary};
    let (one, other) = (cast::UNITS[1].organisation(0), cast::UNITS[1].organisation(1));
    let mut bench = Bench::new();
    bench.ok(&STAFF, branch(1, 0));
    let under = |organisation, parent| {
        let name = text("第一小组");
        Act::AddOrganisation { unit: UNIT, organisation, parent, name, kind: Branch }
    };
    assert_eq!(bench.no(&STAFF, under(id(2), Some(id(1)))), Refusal::BelowBranch);
    assert_eq!(bench.no(&STAFF, place(other, Some(id(1)), Secondary)), Refusal::BelowBranch);
    bench.ok(&STAFF, under(id(2), Some(one)));
    bench.ok(&STAFF, Act::CloseOrganisation { unit: UNIT, organisation: id(2), reason: reason() });
    // It was possible once.
    let mut unit = bench.all.unit(UNIT).unwrap().clone();
    with(&mut unit, id(2), |own| own.parent = Some(id(1)));
    let key = Key { subject: Subject::Unit, id: UNIT.0 };
    bench.all.records.insert(key, unit.clone().into());
    assert_eq!(bench.no(&STAFF, Act::ReopenOrganisation { unit: UNIT, organisation: id(2) }), Refusal::BelowBranch);
    with(&mut unit, id(2), |own| own.closed_at = None);
    bench.all.records.insert(key, unit.into());
    bench.ok(&STAFF, place(id(2), Some(id(1)), Secondary));
    bench.ok(&STAFF, place(id(2), Some(one), Secondary));
}
