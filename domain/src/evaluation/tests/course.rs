//! How a round goes: its states, its numbers, who takes which step, objection and answer.

use super::*;

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let table: [(CastPerson, Act, &[&str]); 12] = [
        (HEAD, step("begin"), &["opened"]),
        (RATERS[0], grade_as(UNIT, Grade::Poor), &["scoring"]),
        (STAFF, self_score(940), &["scoring"]),
        (HEAD, remark(), &["calibrating", "agreed"]),
        (HEAD, agree(Grade::Fair), &["calibrating"]),
        (HEAD, recalibrate(), &["agreed"]),
        (HEAD, step("publish"), &["agreed"]),
        (STAFF, object(), &["published"]),
        (HEAD, abandon(), &["opened", "scoring", "calibrating", "agreed"]),
        (RATERS[0], finish(UNIT), &[]),
        (RATERS[0], reopen(UNIT), &[]),
        (HEAD, step("conclude"), &[]),
    ];
    for (who, act, states) in table {
        for state in STATES {
            let mut bench = in_state(state);
            if states.contains(&state) {
                bench.ok(&who, act.clone());
            } else {
                let refusal = bench.no(&who, act.clone());
                // What the unit does not know of yet is not there for it.
                let hidden = who == STAFF && ["opened", "abandoned"].contains(&state) && refusal == Refusal::NotFound;
                let early = matches!(
                    (state, &refusal),
                    ("scoring" | "calibrating", Refusal::GradesOpen { .. } | Refusal::Unchanged)
                );
                let wrong = refusal == Refusal::WrongState { state: state.to_owned() };
                assert!(wrong || hidden || early, "{} in {state}: {refusal}", Any::from(act.clone()).kind());
            }
        }
    }
    assert_eq!(begun().no(&HEAD, open(opened())), Refusal::Exists);
}

#[test]
fn a_round_goes_its_way_and_has_a_number_in_its_book() {
    let mut bench = in_state("published");
    assert_eq!(own(&bench).number, 1);
    let next = Opened { evaluation: id(0xe0_1002), ..opened() };
    bench.ok(&HEAD, open(next));
    assert_eq!(bench.all.evaluation(id::<EvaluationId>(0xe0_1002)).unwrap().number, 2);
    bench.ok(&HEAD, Act::Abandon { evaluation: id(0xe0_1002), reason: reason() });
    assert_eq!(
        bench.no(&HEAD, Act::Begin { evaluation: id(0xe0_1002) }),
        Refusal::WrongState { state: "abandoned".to_owned() }
    );
}

#[test]
fn the_tree_is_frozen_as_the_template_was() {
    let mut bench = begun();
    let mut later = tree();
    later.aspects.swap(0, 1);
    let (template, title) = (template(), text("评估"));
    bench.ok(&HEAD, template::Act::Revise { template, based_on: 1, title, tree: later, note: None });
    assert_eq!((own(&bench).version, &own(&bench).tree), (1, &tree()));
    let old = Opened { evaluation: id(0xe0_1002), ..opened() };
    assert_eq!(bench.no(&HEAD, open(old.clone())), Refusal::Differs { field: Field::Template });
    bench.ok(&HEAD, template::Act::Retire { template, reason: reason() });
    let retired = Refusal::WrongState { state: "retired".to_owned() };
    assert_eq!(bench.no(&HEAD, open(Opened { version: 2, ..old })), retired);
}

#[test]
fn a_round_is_opened_only_with_what_belongs_together() {
    let refused = |change: fn(&mut Opened)| {
        let mut bench = begun();
        bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
        let mut own = Opened { evaluation: id(0xe0_1002), ..opened() };
        change(&mut own);
        bench.play(&HEAD, open(own)).err()
    };
    assert_eq!(refused(|_| {}), None);
    assert_eq!(refused(|own| own.units.clear()), Some(Refusal::Missing { field: Field::Unit }));
    assert_eq!(refused(|own| own.units = vec![UNIT, UNIT]), Some(Refusal::Exists));
    assert_eq!(refused(|own| own.units = vec![id(9)]), Some(Refusal::NotFound));
    assert_eq!(refused(|own| own.raters.truncate(1)), Some(Refusal::Missing { field: Field::Raters }));
    assert_eq!(refused(|own| own.raters[1] = own.raters[0]), Some(Refusal::Exists));
    let elsewhere = |field| Some(Refusal::Elsewhere { field });
    assert_eq!(refused(|own| own.raters[1] = STAFF.id), elsewhere(Field::Raters));
    assert_eq!(refused(|own| own.template = id(9)), elsewhere(Field::Template));
    assert_eq!(refused(|own| own.period.end = start().plus(-1)), Some(Refusal::TooEarly { field: Field::End }));
    assert_eq!(refused(|own| own.scored = Scored::Issue { issue: ISSUE }), elsewhere(Field::Issue));
    let single = |own: &mut Opened| (own.scored, own.units) = (Scored::Issue { issue: ISSUE }, vec![UNIT]);
    assert_eq!(refused(single), None);
    let foreign = |own: &mut Opened| (own.scored, own.units) = (Scored::Issue { issue: ISSUE }, vec![OTHER]);
    assert_eq!(refused(foreign), elsewhere(Field::Issue));
    assert_eq!(refused(|own| own.scored = Scored::Carrier { carrier: id(7) }), elsewhere(Field::Carrier));
}

#[test]
fn each_step_is_for_whom_it_is() {
    let lead = Refusal::NotYours { whose: Whose::GroupLead };
    for act in [step("begin"), abandon(), step("calibrate"), agree(Grade::Fair), step("conclude"), step("publish")] {
        assert_eq!(in_state("scoring").no(&cast::MEMBER, act.clone()), lead);
        assert_eq!(in_state("scoring").no(&STAFF, act.clone()), lead);
        assert_eq!(in_state("scoring").no(&cast::OFFICE_LEADER, act), lead);
    }
    for act in [grade_as(UNIT, Grade::Good), finish(UNIT), reopen(UNIT)] {
        assert_eq!(in_state("scoring").no(&HEAD, act.clone()), Refusal::NotYours { whose: Whose::Rater });
        assert_eq!(in_state("scoring").no(&STAFF, act), Refusal::NotYours { whose: Whose::Group });
    }
    assert_eq!(in_state("scoring").no(&HEAD, self_score(900)), Refusal::NotYours { whose: Whose::Unit });
    assert_eq!(in_state("published").no(&HEAD, object()), Refusal::NotYours { whose: Whose::Unit });
    for who in [cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        for act in [step("begin"), self_score(900), grade_as(UNIT, Grade::Good), open(opened())] {
            assert_eq!(in_state("scoring").no(&who, act), Refusal::NotFound, "{}", who.login);
        }
    }
    // Another unit of the same round is not there either, nor one that has no part in it.
    assert_eq!(in_state("scoring").no(&cast::ACADEMY_STAFF, self_score(900)), Refusal::NotFound);
    assert_eq!(in_state("scoring").no(&RATERS[0], finish(cast::UNITS[2].id)), Refusal::NotFound);
    // Who has left the group grades no more.
    let mut bench = in_state("scoring").in_book(Book::Office);
    let role = RATERS[0].role;
    bench.ok(&cast::SYSTEM_ADMIN, crate::person::Act::RevokeRole { person: RATERS[0].id, role });
    let gone = bench.all.person(RATERS[0].id).unwrap().viewer();
    assert!(gone.is_none_or(|gone| !gone.in_group(cast::book())));
}
