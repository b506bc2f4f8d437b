//! A unit is closed and comes back: what keeps it from that, and what does not begin with it any more.

use super::*;

fn reopen() -> Act {
    Act::Reopen { unit: UNIT, reason: reason() }
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
