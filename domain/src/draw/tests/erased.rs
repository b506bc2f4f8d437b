//! A roster is erased: after which step, by whom, and what stays of the draw.

use super::*;

fn erase(bench: &Bench) -> Act {
    let roster = own(bench).roster.map_or_else(|| frozen().hash, |own| own.hash);
    Act::EraseRoster { draw: draw(), roster, reason: reason() }
}

#[test]
fn a_roster_is_erased_once_there_is_a_result_and_the_result_stays() {
    for state in ["prepared", "frozen", "committed"] {
        let mut bench = in_state(state);
        let refused = bench.no(&cast::HEAD, erase(&in_state(state)));
        assert_eq!(refused, Refusal::WrongState { state: state.to_owned() });
    }
    for state in ["drawn", "abandoned"] {
        let mut bench = in_state("drawn");
        if state == "abandoned" {
            bench.ok(&MEMBER, abandon());
        }
        let (before, act) = (own(&bench), erase(&bench));
        assert_eq!(crate::act::Act::from(act.clone()).erases(), [&before.roster.as_ref().unwrap().hash]);
        bench.ok(&MEMBER, act.clone());
        let after = own(&bench);
        assert_eq!(after.erased.as_ref().map(|own| own.1.person), Some(MEMBER.id));
        assert_eq!(Draw { erased: None, ..after.clone() }, before);
        assert_eq!((after.picks(), after.state()), (before.picks(), state));
        assert_eq!(bench.no(&MEMBER, act), Refusal::Unchanged);
    }
    // Whoever has the sheet still checks the draw, and the order goes on by numbers.
    let mut bench = in_state("drawn");
    bench.ok(&MEMBER, erase(&bench.clone()));
    let sheet = sheet::Sheet::of(&own(&bench), Some(roster()));
    assert!(sheet.check().iter().all(|own| own.fits));
    bench.ok(&MEMBER, extend(&[1, 1]));
    // A draw that never had a roster has none to erase.
    let mut bench = in_state("prepared");
    bench.ok(&MEMBER, abandon());
    assert_eq!(bench.no(&cast::HEAD, erase(&in_state("drawn"))), Refusal::NotFound);
}

#[test]
fn a_roster_is_erased_by_who_froze_it_or_by_the_groups_lead_and_for_a_reason() {
    let bench = in_state("drawn");
    for who in [MEMBER, cast::HEAD, cast::DEPUTY] {
        bench.clone().ok(&who, erase(&bench));
    }
    let refused = |who: &CastPerson, act| bench.clone().no(who, act);
    assert!(matches!(refused(&cast::LIAISON, erase(&bench)), Refusal::NotYours { .. }));
    for who in [STAFF, cast::OFFICE_LEADER] {
        assert_eq!(refused(&who, erase(&bench)), Refusal::NotYours { whose: Whose::Group });
    }
    for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        assert_eq!(refused(&who, erase(&bench)), Refusal::NotFound);
    }
    let other = Act::EraseRoster { draw: draw(), roster: crate::testing::hash(7), reason: reason() };
    assert_eq!(refused(&MEMBER, other), Refusal::NotFound);
    let short = Act::EraseRoster { draw: draw(), roster: own(&bench).roster.unwrap().hash, reason: text("要求") };
    assert!(matches!(refused(&MEMBER, short), Refusal::TooShort { .. }));
}
