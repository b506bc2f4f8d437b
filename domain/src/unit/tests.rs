//! A unit and its tree: what the group's lead does, and what is the unit's own.

mod answering;
mod closing;
mod meanwhile;
mod organisation;

use super::*;
use crate::cast::{self, CastPerson};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, id, reason, text};

const UNIT: UnitId = cast::UNITS[1].id;
const STAFF: CastPerson = cast::NORMAL_STAFF;

fn add(code: &str) -> Act {
    Act::Add { unit: id(0xb9), code: text(code), name: text("新单位") }
}

fn branch(number: u128, place: usize) -> Act {
    let parent = Some(cast::UNITS[1].organisation(place));
    let kind = OrganisationKind::Branch;
    Act::AddOrganisation { unit: UNIT, organisation: id(number), parent, name: text("第一党支部"), kind }
}

fn called(name: &str) -> Act {
    Act::Rename { unit: UNIT, name: text(name), was: None }
}

fn rename(organisation: OrganisationId, name: &str) -> Act {
    Act::RenameOrganisation { unit: UNIT, organisation, name: text(name), was: None }
}

fn place(organisation: OrganisationId, parent: Option<OrganisationId>, kind: OrganisationKind) -> Act {
    Act::ChangeOrganisation { unit: UNIT, organisation, parent, kind, was: None }
}

fn goal() -> Act {
    Act::SetGoal {
        unit: UNIT, goal: Goal { goal: text("建设一流师范大学"), direction: text("产教协同") }, was: None
    }
}

fn recode(code: &str) -> Act {
    Act::Recode { unit: UNIT, code: text(code), was: None }
}

fn close() -> Act {
    Act::Close { unit: UNIT, reason: reason() }
}

#[test]
fn only_the_groups_lead_adds_and_renames_units() {
    for act in [add("XDW1"), called("松江师大")] {
        for who in [cast::LIAISON, cast::MEMBER, STAFF, cast::OFFICE_LEADER] {
            assert_eq!(Bench::new().no(&who, act.clone()), Refusal::NotYours { whose: Whose::GroupLead });
        }
        for who in [cast::HEAD, cast::DEPUTY] {
            Bench::new().ok(&who, act.clone());
        }
    }
}

#[test]
fn a_code_is_plain_and_taken_once() {
    let mut bench = Bench::new();
    assert_eq!(bench.no(&cast::HEAD, add("xdw")), Refusal::BadCharacter);
    assert_eq!(bench.no(&cast::HEAD, add("SJSF")), Refusal::Taken { field: Field::Code });
    bench.ok(&cast::HEAD, add("XDW1"));
    assert_eq!(bench.no(&cast::HEAD, add("XDW2")), Refusal::Exists);
    assert_eq!(bench.no(&cast::MEMBER, add("XDW2")), Refusal::NotYours { whose: Whose::GroupLead });
}

#[test]
fn a_code_is_corrected_and_the_one_before_is_free_again() {
    let mut bench = Bench::new();
    assert_eq!(bench.no(&cast::HEAD, recode("SJSF")), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::HEAD, recode("sjsd")), Refusal::BadCharacter);
    assert_eq!(bench.no(&cast::HEAD, recode("KXY")), Refusal::Taken { field: Field::Code });
    bench.ok(&cast::HEAD, recode("SJSD"));
    assert_eq!(bench.all.unit(UNIT).unwrap().code.as_str(), "SJSD");
    bench.ok(&cast::HEAD, add("SJSF"));
    assert_eq!(bench.no(&cast::HEAD, recode("SJSF")), Refusal::Taken { field: Field::Code });
}

#[test]
fn the_same_goal_or_name_again_changes_nothing() {
    let mut bench = Bench::new();
    bench.ok(&STAFF, goal());
    assert_eq!(bench.no(&STAFF, goal()), Refusal::Unchanged);
    let same = called(cast::UNITS[1].name);
    assert_eq!(bench.no(&cast::HEAD, same), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, rename(cast::UNITS[1].organisation(0), "美术学院")), Refusal::Unchanged);
}

#[test]
fn the_lead_names_who_of_the_group_answers_for_a_unit_each_once_until_they_are_released_or_leave() {
    let assign = |member| Act::Assign { unit: UNIT, member };
    let release = |member| Act::Release { unit: UNIT, member };
    let (mut bench, member) = (Bench::new(), cast::MEMBER.id);
    for act in [assign(member), release(member)] {
        for who in [cast::LIAISON, cast::MEMBER, STAFF, cast::OFFICE_LEADER] {
            assert_eq!(bench.no(&who, act.clone()), Refusal::NotYours { whose: Whose::GroupLead });
        }
    }
    for stranger in [STAFF.id, cast::OFFICE_LEADER.id] {
        assert_eq!(bench.no(&cast::HEAD, assign(stranger)), Refusal::Elsewhere { field: Field::Member });
    }
    assert_eq!(bench.no(&cast::HEAD, release(member)), Refusal::Unchanged);
    bench.ok(&cast::DEPUTY, assign(member));
    bench.ok(&cast::HEAD, assign(cast::LIAISON.id));
    assert_eq!(bench.no(&cast::HEAD, assign(member)), Refusal::Unchanged);
    assert_eq!(bench.all.unit(UNIT).unwrap().members, [member, cast::LIAISON.id]);
    bench.ok(&cast::HEAD, release(cast::LIAISON.id));
    let unit = bench.all.unit(UNIT).unwrap().clone();
    assert_eq!(unit.members, [member]);
    let here: Vec<_> = bench.all.person(member).into_iter().cloned().collect();
    let left: Vec<_> = here.iter().map(|own| Person { roles: Vec::new(), ..own.clone() }).collect();
    assert_eq!(unit.answering(&here).count(), 1);
    assert_eq!(unit.answering(&left).count(), 0, "who left answers for nothing");
    bench.ok(&cast::HEAD, close());
    assert_eq!(bench.no(&cast::HEAD, assign(cast::LIAISON.id)), Refusal::UnitClosed);
}
