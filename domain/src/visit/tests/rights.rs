//! Who writes of visits, and who reads what of them.

use super::*;

#[test]
fn only_the_group_writes_visits_and_others_do_not_know_of_them() {
    let acts = || {
        let bench = in_state("recorded");
        [plan(), amend(&bench), cancel(), add_promise(), drop_promise(), reopen()]
    };
    for act in acts() {
        for who in [cast::ACADEMY_STAFF, cast::MUSIC_STAFF, cast::SYSTEM_ADMIN, cast::AUDIT_ADMIN] {
            assert_eq!(in_state("recorded").no(&who, act.clone()), Refusal::NotFound);
        }
        for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER, cast::OFFICE_LEADER] {
            let refusal = in_state("recorded").no(&who, act.clone());
            let told = matches!(act, Act::Plan { .. });
            assert!(refusal == Refusal::NotYours { whose: Whose::Group } || told, "{refusal:?}");
        }
    }
    for who in [cast::ACADEMY_STAFF, cast::SYSTEM_ADMIN, cast::ORGANISATION_STAFF] {
        assert_eq!(Bench::new().no(&who, record(Form::Site)), Refusal::NotFound);
        assert_eq!(Bench::new().no(&who, plan()), Refusal::NotFound);
    }
    for who in [cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
        assert_eq!(Bench::new().no(&who, record(Form::Site)), Refusal::NotYours { whose: Whose::Group });
    }
    for who in [cast::HEAD, cast::DEPUTY, cast::LIAISON, cast::MEMBER] {
        Bench::new().ok(&who, record(Form::Site));
        Bench::new().ok(&who, plan());
    }
}

#[test]
fn the_unit_and_its_organisation_say_that_a_promise_is_kept() {
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER, cast::ORGANISATION_STAFF, WHO] {
        in_state("recorded").ok(&who, keep());
    }
    for who in [cast::ACADEMY_STAFF, cast::SECURITY_ADMIN] {
        assert_eq!(in_state("recorded").no(&who, keep()), Refusal::NotFound);
    }
    assert_eq!(in_state("recorded").no(&cast::OFFICE_LEADER, keep()), Refusal::NotYours { whose: Whose::Unit });
}

#[test]
fn what_is_counted_is_taken_back_by_who_recorded_it_or_by_the_lead() {
    for who in [WHO, cast::HEAD, cast::DEPUTY] {
        in_state("recorded").ok(&who, cancel());
        in_state("cancelled").ok(&who, reinstate());
    }
    let lead = Refusal::NotYours { whose: Whose::GroupLead };
    assert_eq!(in_state("recorded").no(&cast::LIAISON, cancel()), lead);
    assert_eq!(in_state("cancelled").no(&cast::LIAISON, reinstate()), lead);
    in_state("planned").ok(&cast::LIAISON, cancel());
    let short = Act::Cancel { visit: VISIT, reason: text("短") };
    assert!(matches!(in_state("planned").no(&WHO, short), Refusal::TooShort { .. }));
}

#[test]
fn what_is_planned_without_notice_is_the_groups_own() {
    let mut bench = in_state("planned");
    assert_eq!((visit(&bench).seen_by(), visit(&bench).seen_by_organisation()), (None, None));
    assert_eq!(bench.no(&cast::NORMAL_STAFF, cancel()), Refusal::NotFound);
    bench.ok(&WHO, cancel());
    assert_eq!(visit(&bench).seen_by(), None);
    let announced = Description { announced: true, ..description(Form::Meeting) };
    let mut bench = Bench::new();
    bench.ok(&WHO, Act::Plan { visit: VISIT, unit: cast::UNITS[1].id, description: Box::new(announced), drawn: None });
    assert_eq!(visit(&bench).seen_by(), Some(cast::UNITS[1].id));
    assert_eq!(bench.no(&cast::NORMAL_STAFF, cancel()), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&WHO, record(Form::Meeting));
    assert_eq!(visit(&bench).seen_by_organisation(), Some(cast::UNITS[1].organisation(0)));
}
