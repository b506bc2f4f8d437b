//! What is planned, and what is frozen for a plan, must hold.

use super::*;

#[test]
fn a_plan_names_people_of_both_sides_and_strata_that_can_be_told_apart() {
    let refusal = |change: &dyn Fn(&mut Plan)| {
        let mut plan = plan();
        change(&mut plan);
        Bench::new().no(&MEMBER, Act::Prepare { draw: draw(), unit: cast::UNITS[1].id, plan })
    };
    let elsewhere = |field| Refusal::Elsewhere { field };
    assert_eq!(refusal(&|plan| plan.presider = STAFF.id), elsewhere(Field::Presider));
    assert_eq!(refusal(&|plan| plan.witness = MEMBER.id), elsewhere(Field::Witness));
    assert_eq!(refusal(&|plan| plan.witness = cast::ACADEMY_STAFF.id), elsewhere(Field::Witness));
    assert_eq!(refusal(&|plan| plan.witness = id(0x99)), elsewhere(Field::Witness));
    assert_eq!(refusal(&|plan| plan.strata.clear()), Refusal::Missing { field: Field::Stratum });
    assert_eq!(refusal(&|plan| plan.strata[1].name = text("正高")), Refusal::Taken { field: Field::Stratum });
    assert_eq!(
        refusal(&|plan| plan.strata.iter_mut().for_each(|own| own.take = 0)),
        Refusal::Missing { field: Field::Number }
    );
    assert_eq!(refusal(&|plan| plan.strata[0].name = text("正|高")), Refusal::BadCharacter);
}

#[test]
fn a_roster_that_does_not_fit_its_plan_is_not_frozen() {
    let refusal = |change: &dyn Fn(&mut Frozen)| {
        let mut roster = frozen();
        change(&mut roster);
        in_state("prepared").no(&MEMBER, Act::Freeze { draw: draw(), roster })
    };
    assert_eq!(refusal(&|own| own.hash = text("5fc8")), Refusal::BadCharacter);
    assert_eq!(refusal(&|own| own.strata.clear()), Refusal::Missing { field: Field::Roster });
    assert_eq!(refusal(&|own| own.strata[0] = 2), Refusal::Elsewhere { field: Field::Stratum });
    assert_eq!(refusal(&|own| own.strata.fill(0)), Refusal::Missing { field: Field::Stratum });
    let few = |own: &mut Frozen| own.strata = [vec![0; 9], vec![1]].concat();
    assert_eq!(refusal(&few), Refusal::TooMany { max: 1 });
    assert_eq!(refusal(&|own| own.places[0] = 3), Refusal::Elsewhere { field: Field::Organisation });
    assert_eq!(refusal(&|own| own.organisations[0] = id(1)), Refusal::Elsewhere { field: Field::Organisation });
}
