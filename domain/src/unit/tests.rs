//! A unit and its tree: what the group's lead does, and what is the unit's own.

use super::*;
use crate::act::{Key, Subject};
use crate::cast::{self, CastPerson};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, id, reason, second_of_two, text, two_at_once};

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
fn the_same_goal_or_name_again_changes_nothing() {
    let mut bench = Bench::new();
    bench.ok(&STAFF, goal());
    assert_eq!(bench.no(&STAFF, goal()), Refusal::Unchanged);
    let same = called(cast::UNITS[1].name);
    assert_eq!(bench.no(&cast::HEAD, same), Refusal::Unchanged);
    assert_eq!(bench.no(&STAFF, rename(cast::UNITS[1].organisation(0), "美术学院")), Refusal::Unchanged);
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

fn close() -> Act {
    Act::Close { unit: UNIT, reason: reason() }
}

fn reopen() -> Act {
    Act::Reopen { unit: UNIT, reason: reason() }
}

fn recode(code: &str) -> Act {
    Act::Recode { unit: UNIT, code: text(code), was: None }
}

fn begun(carrier: u128) -> crate::carrier::Act {
    let description = crate::carrier::Description {
        name: text("乡村美育工作坊"),
        department: text("美术学院"),
        lead: text("顾晓岚"),
        detail: None,
    };
    crate::carrier::Act::Start { carrier: id(carrier), unit: UNIT, description }
}

#[test]
fn only_the_groups_lead_closes_and_recodes_a_unit_and_others_do_not_know_of_it() {
    for act in [close(), reopen(), recode("SJSD")] {
        for who in [cast::LIAISON, cast::MEMBER, STAFF, cast::OFFICE_LEADER] {
            assert_eq!(Bench::new().no(&who, act.clone()), Refusal::NotYours { whose: Whose::GroupLead });
        }
        for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
            assert_eq!(Bench::new().no(&who, act.clone()), Refusal::NotFound);
        }
    }
}

#[test]
fn a_unit_is_closed_with_a_reason_and_comes_back_with_one() {
    for who in [cast::HEAD, cast::DEPUTY] {
        let mut bench = Bench::new();
        assert_eq!(bench.no(&who, reopen()), Refusal::Unchanged);
        let short = Act::Close { unit: UNIT, reason: text("并了") };
        assert!(matches!(bench.no(&who, short), Refusal::TooShort { .. }));
        bench.ok(&who, close());
        assert_eq!(bench.no(&who, close()), Refusal::Unchanged);
        let closing = Closing { at: bench.now, reason: reason() };
        assert_eq!(bench.all.unit(UNIT).unwrap().closed, Some(closing));
        assert!(bench.all.unit(UNIT).is_some_and(|unit| Closed::among([unit].into_iter()).has(UNIT)));
        bench.ok(&who, reopen());
        assert_eq!(bench.all.unit(UNIT).unwrap().closed, None);
    }
}

#[test]
fn a_closed_unit_is_none_of_those_that_are_counted_and_what_it_did_still_is() {
    let mut bench = Bench::new();
    bench.ok(&STAFF, goal());
    let counted = |bench: &Bench| [Cell::Unit, Cell::Goal].map(|cell| bench.tally.get(&cell).copied().unwrap_or(0));
    assert_eq!(counted(&bench), [5, 1]);
    bench.ok(&cast::HEAD, close());
    assert_eq!(counted(&bench), [4, 1]);
    bench.ok(&cast::HEAD, reopen());
    assert_eq!(counted(&bench), [5, 1]);
}

#[test]
fn a_unit_is_not_closed_while_something_is_open_with_it_and_that_does_not_come_back_after() {
    use crate::{carrier, issue};
    let (mut bench, issue) = (Bench::new(), crate::testing::ISSUE);
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(crate::testing::find(issue))));
    bench.ok(&STAFF, begun(0xca_0001));
    assert_eq!(bench.no(&cast::HEAD, close()), Refusal::StillOpen { issues: 1, carriers: 1, others: 0 });
    // What is another unit's keeps it from nothing.
    bench.ok(&cast::HEAD, Act::Close { unit: cast::UNITS[2].id, reason: reason() });
    bench.ok(&cast::HEAD, issue::Act::Withdraw { issue, reason: reason() });
    assert_eq!(bench.no(&cast::HEAD, close()), Refusal::StillOpen { issues: 0, carriers: 1, others: 0 });
    let (drop, resume) = (
        carrier::Act::Drop { carrier: id(0xca_0001), reason: reason() },
        carrier::Act::Resume { carrier: id(0xca_0001), reason: reason() },
    );
    bench.ok(&STAFF, drop);
    bench.ok(&cast::HEAD, close());
    assert_eq!(bench.no(&cast::HEAD, issue::Act::Reinstate { issue, reason: reason() }), Refusal::UnitClosed);
    assert_eq!(bench.no(&STAFF, resume.clone()), Refusal::UnitClosed);
    bench.ok(&cast::HEAD, reopen());
    bench.ok(&STAFF, resume);
}

#[test]
fn nothing_new_begins_with_a_closed_unit_but_its_name_and_code_can_be_put_right() {
    use crate::act::Act as Any;
    use crate::kinds::{LookbackId, Month};
    use crate::{issue, lookback, notice, report};
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, close());
    let month = Month::parse("2023-04").unwrap();
    let look = lookback::Act::Open { lookback: LookbackId::of(UNIT, month), unit: UNIT, month };
    let description = report::Description { title: text("资助调研"), official: text("韩立群"), due: None };
    let found = issue::Act::Find(Box::new(crate::testing::find(crate::testing::ISSUE)));
    let acts: Vec<(CastPerson, Any)> = vec![
        (cast::HEAD, found.into()),
        (STAFF, begun(0xca_0001).into()),
        (STAFF, report::Act::Plan { report: id(1), unit: UNIT, description }.into()),
        (cast::HEAD, look.into()),
        (cast::HEAD, notice::Act::Draft { notice: id(2), content: crate::testing::prompt(None) }.into()),
        (STAFF, goal().into()),
        (STAFF, branch(3, 0).into()),
    ];
    for (who, act) in acts {
        let kind = act.kind();
        assert_eq!(bench.no(&who, act), Refusal::UnitClosed, "{kind}");
    }
    bench.ok(&cast::HEAD, called("松江师大（已并入）"));
    bench.ok(&cast::HEAD, recode("SJSD"));
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
fn of_what_several_units_share_only_the_closed_ones_part_is_left_out() {
    use crate::notice;
    let (mut bench, other) = (Bench::new(), cast::UNITS[2].id);
    let (paper, mut content) = (crate::kinds::NoticeId(uuid::Uuid::from_u128(2)), crate::testing::prompt(None));
    content.units = vec![UNIT, other];
    bench.ok(&cast::HEAD, notice::Act::Draft { notice: paper, content });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice: paper });
    bench.ok(&cast::HEAD, close());
    let closed = Closed::among(bench.all.unit(UNIT).into_iter());
    let mut papers = [(**bench.all.notice(paper).unwrap()).clone()];
    closed.leave_out(&mut papers, &mut [], &mut []);
    assert_eq!(papers[0].addressees.iter().map(|own| own.unit).collect::<Vec<_>>(), [other]);
}

#[test]
fn of_two_who_set_the_first_goal_of_a_unit_at_once_the_second_is_told() {
    let set = |goal: &str, direction: &str| {
        let goal = Goal { goal: text(goal), direction: text(direction) };
        Act::SetGoal { unit: UNIT, goal, was: None }
    };
    let first = set("建设一流师范大学", "产教协同");
    second_of_two(&Bench::new(), &STAFF, [first.clone(), set("教师教育提质", "产教协同")], Field::Goal);
    second_of_two(&Bench::new(), &STAFF, [first.clone(), set("建设一流师范大学", "教师教育提质")], Field::Direction);
    // Both set the same: nothing is left to be done.
    let mut bench = Bench::new();
    bench.ok(&STAFF, first.clone());
    assert_eq!(bench.no(&cast::MEMBER, first), Refusal::Unchanged);
}

#[test]
fn of_two_who_correct_a_code_at_once_the_second_is_told() {
    let was = || Some(Box::new(text(cast::UNITS[1].code)));
    let recode = |code: &str| Act::Recode { unit: UNIT, code: text(code), was: was() };
    second_of_two(&Bench::new(), &cast::HEAD, [recode("SJSD"), recode("SJSX")], Field::Code);
}

#[test]
fn of_two_who_change_what_an_organisation_is_and_stands_under_both_stand_or_the_second_is_told() {
    let [organisation, one, other] = [0, 1, 2].map(|place: usize| cast::UNITS[1].organisation(place));
    let seen = Placement { parent: None, kind: OrganisationKind::Secondary };
    let change = |own: Placement| {
        let (Placement { parent, kind }, was) = (own, Some(Box::new(seen)));
        Act::ChangeOrganisation { unit: UNIT, organisation, parent, kind, was }
    };
    let under = |parent| change(Placement { parent: Some(parent), ..seen });
    let branch = change(Placement { kind: OrganisationKind::Branch, ..seen });
    two_at_once(&Bench::new(), &STAFF, [under(one), branch, under(other)], Field::Organisation);
    // What is put together is looked at again: nothing stands under a branch.
    let mut bench = Bench::new();
    bench.ok(&STAFF, place(one, None, OrganisationKind::Branch));
    assert_eq!(bench.no(&STAFF, under(one)), Refusal::BelowBranch);
}

#[test]
fn of_two_who_rename_a_unit_or_an_organisation_at_once_the_second_is_told() {
    let unit =
        |name: &str| Act::Rename { unit: UNIT, name: text(name), was: Some(Box::new(text(cast::UNITS[1].name))) };
    second_of_two(&Bench::new(), &cast::HEAD, [unit("松江师大"), unit("松江师范")], Field::Name);
    let organisation = |name: &str| Act::RenameOrganisation {
        unit: UNIT,
        organisation: cast::UNITS[1].organisation(0),
        name: text(name),
        was: Some(Box::new(text(cast::UNITS[1].organisations[0]))),
    };
    second_of_two(&Bench::new(), &STAFF, [organisation("美术系"), organisation("设计系")], Field::Name);
}
