//! From what was drawn to a planned visit: only the draw's own picks, in its own unit, by its group, and none twice while
//! the first visit stands.

use super::*;
use crate::cast::{self, CastPerson};
use crate::draw::tests::{abandon, draw, extend, in_state};
use crate::kinds::VisitId;
use crate::refusal::Whose;
use crate::testing::{Bench, day, id, reason, start, text};
use crate::visit::act::{Amended, Recorded};
use crate::visit::{Act, Description, Findings, Form};

const WHO: CastPerson = cast::MEMBER;

fn first() -> VisitId {
    id(0x115_0011)
}

fn second() -> VisitId {
    id(0x115_0012)
}

fn description() -> Description {
    Description {
        form: Form::Interview,
        organisation: None,
        site: None,
        place: None,
        topic: Some(text("个别访谈")),
        at: day("2023-04-20").start(),
        members: vec![WHO.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    }
}

fn plan_of(visit: VisitId, numbers: &[u16]) -> Act {
    let drawn = Some(Drawn { draw: draw(), numbers: numbers.to_vec() });
    Act::Plan { visit, unit: cast::UNITS[1].id, description: Box::new(description()), drawn }
}

fn picked(bench: &Bench) -> Vec<u16> {
    bench.all.draw(draw()).unwrap().picks().iter().map(|pick| pick.number).collect()
}

fn cancel(visit: VisitId) -> Act {
    Act::Cancel { visit, reason: reason() }
}

fn reinstate(visit: VisitId) -> Act {
    Act::Reinstate { visit, reason: reason() }
}

#[test]
fn picks_become_visits_one_by_one_or_several_at_once() {
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    assert_eq!(picks.len(), 3);
    bench.ok(&WHO, plan_of(first(), &picks[..1]));
    bench.ok(&WHO, plan_of(second(), &picks[1..]));
    let visit = bench.all.visit(second()).unwrap();
    assert_eq!(visit.state(), "planned");
    assert!(visit.goes_to(draw(), picks[2]) && !visit.goes_to(draw(), picks[0]) && !visit.goes_to(id(0xd9), picks[2]));
}

#[test]
fn what_the_visit_was_planned_for_stays_through_all_that_happens_to_it() {
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    bench.ok(&WHO, plan_of(first(), &picks));
    let based_on = bench.all.visit(first()).unwrap().version;
    let moved = Description { at: start().start(), ..description() };
    let amended = Amended { visit: first(), based_on, description: moved.clone(), findings: None };
    bench.ok(&WHO, Act::Amend(Box::new(amended)));
    let findings = Findings { people: 3, ..Findings::default() };
    let (unit, promises) = (cast::UNITS[1].id, Vec::new());
    bench.ok(
        &WHO,
        Act::Record(Box::new(Recorded {
            visit: first(),
            unit,
            based_on: None,
            description: moved,
            findings,
            promises,
        })),
    );
    bench.ok(&WHO, cancel(first()));
    bench.ok(&WHO, reinstate(first()));
    let visit = bench.all.visit(first()).unwrap();
    assert_eq!(visit.state(), "recorded");
    assert_eq!(visit.drawn, Some(Drawn { draw: draw(), numbers: picks }));
}

#[test]
fn a_unit_reads_that_a_visit_comes_from_a_draw_and_not_to_which_pick_it_went() {
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    bench.ok(&WHO, plan_of(first(), &picks));
    let visit = bench.all.visit(first()).unwrap();
    let read = |who: CastPerson| visit.clone().shown_to(&who.viewer().unwrap()).drawn.unwrap();
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER, cast::ORGANISATION_STAFF] {
        assert_eq!(read(who), Drawn { draw: draw(), numbers: Vec::new() }, "{}", who.login);
    }
    for who in [WHO, cast::HEAD, cast::OFFICE_LEADER] {
        assert_eq!(read(who).numbers, picks, "{}", who.login);
    }
}

#[test]
fn only_the_draws_own_picks_are_planned_and_each_is_named_once() {
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    let other = (1..=10).find(|number| !picks.contains(number)).unwrap();
    let elsewhere = Refusal::Elsewhere { field: Field::Number };
    for wrong in [other, 0, 11] {
        assert_eq!(bench.no(&WHO, plan_of(first(), &[picks[0], wrong])), elsewhere);
    }
    assert_eq!(bench.no(&WHO, plan_of(first(), &[])), Refusal::Missing { field: Field::Number });
    assert_eq!(bench.no(&WHO, plan_of(first(), &[picks[0], picks[0]])), Refusal::Exists);
    // What an extension draws can be planned from then on.
    let next = bench.all.draw(draw()).unwrap().reserves()[0].number;
    assert_eq!(bench.no(&WHO, plan_of(first(), &[next])), elsewhere);
    bench.ok(&WHO, extend(&[1, 1]));
    bench.ok(&WHO, plan_of(first(), &[next]));
}

#[test]
fn nothing_is_planned_from_a_draw_without_a_result() {
    for state in ["prepared", "frozen", "committed", "abandoned"] {
        let refused = in_state(state).no(&WHO, plan_of(first(), &[1]));
        assert_eq!(refused, Refusal::WrongState { state: state.to_owned() });
    }
    assert_eq!(Bench::new().no(&WHO, plan_of(first(), &[1])), Refusal::NotFound);
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    bench.ok(&WHO, plan_of(first(), &picks[..1]));
    bench.ok(&WHO, abandon());
    assert_eq!(bench.all.visit(first()).unwrap().state(), "planned", "what was agreed with people stays");
    let refused = bench.no(&WHO, plan_of(second(), &picks[1..]));
    assert_eq!(refused, Refusal::WrongState { state: "abandoned".to_owned() });
}

#[test]
fn a_visit_to_another_unit_is_none_to_these_picks() {
    let mut bench = in_state("drawn");
    let drawn = Some(Drawn { draw: draw(), numbers: picked(&bench) });
    let act = Act::Plan { visit: first(), unit: cast::UNITS[2].id, description: Box::new(description()), drawn };
    assert_eq!(bench.no(&WHO, act), Refusal::Elsewhere { field: Field::Unit });
}

#[test]
fn no_pick_is_planned_twice_while_the_first_visit_stands() {
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    bench.ok(&WHO, plan_of(first(), &picks[..2]));
    assert_eq!(bench.no(&WHO, plan_of(second(), &picks[1..])), Refusal::AlreadyPlanned);
    bench.ok(&WHO, plan_of(second(), &picks[2..]));
    bench.ok(&WHO, cancel(first()));
    let third: VisitId = id(0x115_0013);
    bench.ok(&WHO, plan_of(third, &picks[..1]));
    // The first would come back beside the one that took its place.
    assert_eq!(bench.no(&WHO, reinstate(first())), Refusal::AlreadyPlanned);
    bench.ok(&WHO, cancel(third));
    bench.ok(&WHO, reinstate(first()));
    assert_eq!(bench.no(&WHO, reinstate(third)), Refusal::AlreadyPlanned);
}

#[test]
fn only_the_group_plans_and_others_do_not_know_of_the_draw() {
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER, cast::OFFICE_LEADER] {
        assert_eq!(bench.no(&who, plan_of(first(), &picks)), Refusal::NotYours { whose: Whose::Group });
    }
    for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN, cast::AUDIT_ADMIN] {
        assert_eq!(bench.no(&who, plan_of(first(), &picks)), Refusal::NotFound);
    }
    for who in [cast::HEAD, cast::DEPUTY, cast::LIAISON, cast::MEMBER] {
        in_state("drawn").ok(&who, plan_of(first(), &picks));
    }
}

#[test]
fn what_a_visit_usually_is_follows_from_the_purpose_and_the_kind_of_roster() {
    let suggestion = |kind, purpose: &str| {
        let bench = in_state("drawn");
        let plan = bench.all.draw(draw()).unwrap().plan.clone();
        let own = suggested(&Plan { kind, purpose: text(purpose), ..plan });
        (own.form, own.site, own.together)
    };
    assert_eq!(suggestion(Kind::People, "个别访谈"), (Form::Interview, None, false));
    assert_eq!(suggestion(Kind::People, "师生座谈"), (Form::Seminar, None, true));
    assert_eq!(suggestion(Kind::People, "整改电话回访"), (Form::Phone, None, false));
    assert_eq!(suggestion(Kind::Events, "随机听课"), (Form::Site, Some(Site::Classroom), false));
    assert_eq!(suggestion(Kind::Events, "随机参加支部主题党日"), (Form::Activity, None, false));
    assert_eq!(suggestion(Kind::Events, "Meetings of branches"), (Form::Meeting, None, false));
    // Minutes of meetings are read, however the purpose calls them.
    assert_eq!(suggestion(Kind::Documents, "随机调阅会议记录"), (Form::Documents, None, true));
    assert_eq!(suggestion(Kind::Documents, "台账"), (Form::Documents, None, true));
    assert_eq!(suggestion(Kind::Events, "周末"), (Form::Activity, None, false));
}

#[test]
fn coverage_counts_the_picks_to_which_a_visit_went() {
    use crate::draw::coverage;
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    bench.ok(&WHO, plan_of(first(), &picks[1..]));
    let draw = bench.all.draw(draw()).unwrap();
    let visits = [bench.all.visit(first()).unwrap().as_ref().clone()];
    let sum = |visits: &[Visit]| {
        let coverage = coverage::of([draw.as_ref()], visits);
        let of = |all: Vec<&coverage::Reached>| all.iter().map(|own| own.visited).sum::<usize>();
        (of(coverage.strata.values().collect()), of(coverage.organisations.values().collect()))
    };
    assert_eq!((sum(&[]), sum(&visits)), ((0, 0), (2, 2)));
}

#[test]
fn a_draw_that_is_abandoned_after_its_result_counts_for_nothing_and_its_visits_stay_visits() {
    use crate::draw::coverage::{self, Coverage};
    let mut bench = in_state("drawn");
    let picks = picked(&bench);
    bench.ok(&WHO, plan_of(first(), &picks));
    let count = |bench: &Bench| {
        let visits = [bench.all.visit(first()).unwrap().as_ref().clone()];
        coverage::of([bench.all.draw(draw()).unwrap().as_ref()], &visits)
    };
    assert_ne!(count(&bench), Coverage::default());
    bench.ok(&WHO, abandon());
    assert_eq!(count(&bench), Coverage::default());
    let visit = bench.all.visit(first()).unwrap();
    let numbers = visit.drawn.as_ref().map(|own| own.numbers.clone());
    assert_eq!((visit.state(), numbers), ("planned", Some(picks)), "where it comes from stays said");
}
