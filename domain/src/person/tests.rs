//! People, their roles, and the three administrators who can't do each other's part.

use super::*;
use crate::cast;
use crate::kinds::Book;
use crate::refusal::Whose;
use crate::testing::{Bench, id, reason, second_of_two, text};
use crate::viewer::{Admin, Post, UnitPost};

const ADMIN: cast::CastPerson = cast::SYSTEM_ADMIN;

fn bench() -> Bench {
    Bench::new().in_book(Book::Office)
}

fn register(login: &str) -> Act {
    Act::Register { person: id(0xd99), name: text("新来的人"), login: text(login), demo: false }
}

fn grant(role: Role) -> Act {
    Act::GrantRole { person: cast::MEMBER.id, role }
}

#[test]
fn only_the_system_administrator_manages_people() {
    let (person, role) = (cast::MEMBER.id, cast::MEMBER.role);
    let acts = [
        register("newcomer"),
        Act::Rename { person, name: text("改名"), was: None },
        grant(Role::OfficeLeader),
        Act::RevokeRole { person, role },
        Act::Suspend { person, reason: reason() },
    ];
    for act in acts {
        for who in cast::PEOPLE.iter().filter(|who| **who != ADMIN) {
            assert_eq!(bench().no(who, act.clone()), Refusal::NotYours { whose: Whose::SystemAdmin });
        }
        bench().ok(&ADMIN, act.clone());
        assert_eq!(Bench::new().no(&ADMIN, act), Refusal::NotFound, "people stand in the office's book");
    }
}

#[test]
fn a_login_is_plain_and_belongs_to_one_person() {
    let mut bench = bench();
    assert_eq!(bench.no(&ADMIN, register("Liang")), Refusal::BadCharacter);
    assert_eq!(bench.no(&ADMIN, register("梁")), Refusal::BadCharacter);
    assert_eq!(bench.no(&ADMIN, register(cast::MEMBER.login)), Refusal::Taken { field: Field::Login });
    bench.ok(&ADMIN, register("new.comer-1_a"));
    assert_eq!(bench.no(&ADMIN, register("another")), Refusal::Exists);
}

#[test]
fn a_role_leads_to_something_that_is_there() {
    let (group, unit) = (cast::GROUP, cast::UNITS[1].id);
    let organisation = cast::UNITS[1].organisation(0);
    let post = UnitPost::Liaison;
    let wrong = [
        Role::Group { group: id(9), post: Post::Head },
        Role::Unit { unit: id(9), group, post },
        Role::Unit { unit, group: id(9), post },
        Role::Organisation { organisation: cast::UNITS[2].organisation(0), unit, group },
        Role::Organisation { organisation, unit, group: id(9) },
    ];
    for role in wrong {
        assert_eq!(bench().no(&ADMIN, grant(role)), Refusal::Elsewhere { field: Field::Role });
    }
    for role in [Role::Unit { unit, group, post }, Role::Organisation { organisation, unit, group }, Role::OfficeLeader]
    {
        bench().ok(&ADMIN, grant(role));
    }
    assert_eq!(bench().no(&ADMIN, grant(cast::MEMBER.role)), Refusal::Unchanged);
}

#[test]
fn nobody_holds_two_of_the_three_administrators() {
    let mut bench = bench();
    for office in [Admin::Security, Admin::Audit] {
        let both = Act::GrantRole { person: ADMIN.id, role: Role::Admin { office } };
        assert_eq!(bench.no(&ADMIN, both), Refusal::Elsewhere { field: Field::Role });
    }
    bench.ok(&ADMIN, grant(Role::Admin { office: Admin::Audit }));
}

#[test]
fn nobody_gives_themselves_a_role() {
    let mut bench = bench();
    for role in [Role::OfficeLeader, cast::HEAD.role, cast::NORMAL_STAFF.role] {
        assert_eq!(bench.no(&ADMIN, Act::GrantRole { person: ADMIN.id, role }), Refusal::OwnRole);
    }
}

#[test]
fn a_role_is_revoked_but_not_ones_own_as_administrator() {
    let mut bench = bench();
    let (person, role) = (cast::MEMBER.id, cast::MEMBER.role);
    bench.ok(&ADMIN, Act::RevokeRole { person, role });
    assert_eq!(bench.no(&ADMIN, Act::RevokeRole { person, role }), Refusal::Unchanged);
    assert!(bench.all.person(person).unwrap().roles.is_empty());
    assert_eq!(bench.no(&ADMIN, Act::RevokeRole { person: ADMIN.id, role: ADMIN.role }), Refusal::LastOne);
}

#[test]
fn a_suspended_person_is_nobody_until_restored() {
    let mut bench = bench();
    let person = cast::MEMBER.id;
    let short = Act::Suspend { person, reason: text("调离") };
    assert_eq!(bench.no(&ADMIN, short), Refusal::TooShort { min: 10, length: 2 });
    assert_eq!(bench.no(&ADMIN, Act::Restore { person, reason: reason() }), Refusal::Unchanged);
    bench.ok(&ADMIN, Act::Suspend { person, reason: reason() });
    assert_eq!(bench.all.person(person).unwrap().viewer(), None);
    assert_eq!(bench.no(&ADMIN, Act::Suspend { person, reason: reason() }), Refusal::Unchanged);
    bench.ok(&ADMIN, Act::Restore { person, reason: reason() });
    assert_eq!(bench.all.person(person).unwrap().viewer(), cast::MEMBER.viewer());
    assert_eq!(bench.no(&ADMIN, Act::Suspend { person: ADMIN.id, reason: reason() }), Refusal::LastOne);
}

#[test]
fn a_name_changes_to_another_and_of_somebody_who_is_there() {
    let mut bench = bench();
    let rename = |person, name| Act::Rename { person, name: text(name), was: None };
    assert_eq!(bench.no(&ADMIN, rename(cast::MEMBER.id, cast::MEMBER.name)), Refusal::Unchanged);
    assert_eq!(bench.no(&ADMIN, rename(id(9), "无此人")), Refusal::NotFound);
    bench.ok(&ADMIN, rename(cast::MEMBER.id, "梁启行"));
    assert_eq!(bench.all.person(cast::MEMBER.id).unwrap().name.as_str(), "梁启行");
}

#[test]
fn of_two_who_rename_somebody_at_once_the_second_is_told() {
    let rename = |name: &str| Act::Rename {
        person: cast::MEMBER.id,
        name: text(name),
        was: Some(Box::new(text(cast::MEMBER.name))),
    };
    second_of_two(&bench(), &ADMIN, [rename("梁启行"), rename("梁启程")], Field::Name);
}
