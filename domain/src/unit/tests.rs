//! A unit and its tree: what the group's lead does, and what is the unit's own.

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
