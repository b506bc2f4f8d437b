//! Who of the group answers for a unit, once some of them have left the group.

use super::*;
use crate::person;

fn assign(member: PersonId) -> Act {
    Act::Assign { unit: UNIT, member }
}

fn release(member: PersonId) -> Act {
    Act::Release { unit: UNIT, member }
}

fn of_the_office(bench: &mut Bench, act: person::Act) {
    bench.book = Book::Office;
    bench.ok(&cast::SYSTEM_ADMIN, act);
    bench.book = cast::book();
}

/// Somebody new joins the group.
fn joins(bench: &mut Bench, number: u128) -> PersonId {
    let (person, login) = (id(0xd_0000 + number), text(&format!("zuyuan{number}")));
    of_the_office(bench, person::Act::Register { person, name: text("新组员"), login, demo: true });
    of_the_office(bench, person::Act::GrantRole { person, role: cast::MEMBER.role });
    person
}

/// As many as can answer for one unit.
fn full() -> (Bench, Vec<PersonId>) {
    let mut bench = Bench::new();
    let members: Vec<PersonId> = (1..=20).map(|number| joins(&mut bench, number)).collect();
    for member in &members {
        bench.ok(&cast::HEAD, assign(*member));
    }
    (bench, members)
}

#[test]
fn who_has_left_the_group_or_may_not_sign_in_is_not_counted_among_the_twenty() {
    let (mut bench, members) = full();
    let (many, role) = (Refusal::TooMany { max: 20 }, cast::MEMBER.role);
    assert_eq!(bench.no(&cast::HEAD, assign(cast::MEMBER.id)), many);
    of_the_office(&mut bench, person::Act::RevokeRole { person: members[0], role });
    bench.ok(&cast::HEAD, assign(cast::MEMBER.id));
    assert_eq!(bench.no(&cast::HEAD, assign(cast::LIAISON.id)), many, "twenty are there again");
    of_the_office(&mut bench, person::Act::Suspend { person: members[1], reason: reason() });
    bench.ok(&cast::HEAD, assign(cast::LIAISON.id));
    assert_eq!(bench.no(&cast::HEAD, assign(cast::DEPUTY.id)), many);
    assert_eq!(bench.all.unit(UNIT).unwrap().members.len(), 22, "who left stays until they are taken out");
}

#[test]
fn who_has_left_the_group_is_taken_out_by_the_lead_also_of_a_unit_that_is_closed() {
    let mut bench = Bench::new();
    let [first, second] = [1, 2].map(|number| joins(&mut bench, number));
    for member in [first, second] {
        bench.ok(&cast::HEAD, assign(member));
        of_the_office(&mut bench, person::Act::RevokeRole { person: member, role: cast::MEMBER.role });
    }
    let unit = bench.all.unit(UNIT).unwrap();
    assert!([first, second].iter().all(|own| !unit.answers(bench.all.person(*own).unwrap())));
    assert_eq!(bench.no(&cast::MEMBER, release(first)), Refusal::NotYours { whose: Whose::GroupLead });
    bench.ok(&cast::DEPUTY, release(first));
    assert_eq!(bench.no(&cast::HEAD, assign(first)), Refusal::Elsewhere { field: Field::Member });
    bench.ok(&cast::HEAD, close());
    bench.ok(&cast::HEAD, release(second));
    assert_eq!(bench.all.unit(UNIT).unwrap().members, []);
}
