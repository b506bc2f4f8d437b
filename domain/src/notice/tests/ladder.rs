//! The ladder: who is chased, after how long, and what an answer to a higher rung settles.

use super::*;
use crate::kinds::ActId;

#[test]
fn the_ladder_waits_anew_from_the_day_on_which_a_reply_was_sent_back() {
    let mut bench = in_state("replied");
    // long after the day of the reply
    bench.days_later(10);
    bench.ok(&GROUP, send_back(1));
    let back = bench.now.day();
    let unit = cast::UNITS[1].id;
    assert_eq!(own(&bench).owes_since(own(&bench).addressee(unit).unwrap()), Some(back));
    let reminder = Content {
        paper: Paper::Reminder,
        units: vec![unit],
        reply_by: Some(back.plus(30)),
        after: Some(notice()),
        ..content()
    };
    let time = SHIPPED.plus(back, policy::Waits::default().reminder);
    bench.now = time.plus(-1).start();
    let early = Refusal::TooEarly { field: Field::Notice };
    assert_eq!(bench.no(&GROUP, draft(id(0x71), reminder.clone())), early);
    bench.now = time.start();
    bench.ok(&GROUP, draft(id(0x71), reminder));
    // sent back before its day, it is owed from its day on
    let mut bench = in_state("replied");
    bench.ok(&GROUP, send_back(1));
    assert_eq!(own(&bench).owes_since(own(&bench).addressee(unit).unwrap()), content().reply_by);
}

#[test]
fn a_paper_goes_from_its_draft_over_a_reminder_to_an_answer_that_closes_both() {
    let mut bench = Bench::new();
    let (unit, late) = (cast::UNITS[1].id, SHIPPED.plus(start(), policy::Waits::default().reminder));
    let paper = |bench: &Bench, number: u128| bench.all.notice(id::<NoticeId>(number)).unwrap().clone();
    bench.ok(&GROUP, draft(notice(), Content { units: vec![unit], ..content() }));
    assert_eq!(own(&bench).state(), "draft");
    bench.ok(&LEAD, Act::Issue { notice: notice() });
    assert_eq!(own(&bench).state(), "issued");
    let reminder = Content {
        paper: Paper::Reminder,
        units: vec![unit],
        reply_by: Some(late.plus(7)),
        after: Some(notice()),
        ..content()
    };
    bench.now = late.plus(-1).start();
    let early = Refusal::TooEarly { field: Field::Notice };
    assert_eq!(bench.no(&GROUP, draft(id(0x71), reminder.clone())), early, "it is not late yet");
    bench.now = late.start();
    bench.ok(&GROUP, draft(id(0x71), reminder));
    bench.ok(&LEAD, Act::Issue { notice: id(0x71) });
    let accept = Act::Accept { notice: id(0x71), unit, through: None, then: vec![id(0xac8_0001)] };
    assert_eq!(bench.no(&GROUP, accept.clone()), Refusal::WrongState { state: "issued".to_owned() });
    bench.ok(&STAFF, crate::testing::receive(id(0x71), unit));
    assert_eq!(paper(&bench, 0x71).state(), "received");
    bench.ok(&STAFF, crate::testing::reply(id(0x71), unit, "已经办结，请核对"));
    assert_eq!((paper(&bench, 0x71).state(), own(&bench).state()), ("replied", "issued"));
    bench.ok(&GROUP, accept);
    assert_eq!([0x71, 0x60].map(|number| paper(&bench, number).state()), ["closed"; 2]);
}

/// A prompt to the second and third unit, the reminder and the call to a talk that follow it for the third.
fn chased() -> Bench {
    let mut bench = in_state("issued");
    let third = vec![cast::UNITS[2].id];
    let after = |paper, after| {
        let reply_by = Some(start().plus(60));
        Content { paper, units: third.clone(), reply_by, after: Some(after), ..content() }
    };
    bench.days_later(20);
    bench.ok(&GROUP, draft(id(0x71), after(Paper::Reminder, notice())));
    bench.ok(&LEAD, Act::Issue { notice: id(0x71) });
    bench.days_later(20);
    bench.ok(&GROUP, draft(id(0x72), after(Paper::Talk, id(0x71))));
    bench.ok(&LEAD, Act::Issue { notice: id(0x72) });
    bench
}

#[test]
fn an_accepted_answer_to_the_paper_that_chases_settles_what_it_chases() {
    let mut bench = chased();
    let third = cast::UNITS[2].id;
    let state = |bench: &Bench, paper: u128| {
        let own = bench.all.notice(id::<NoticeId>(paper)).unwrap();
        own.state_of(own.addressee(third).unwrap())
    };
    bench.ok(&OTHER, crate::testing::receive(id(0x72), third));
    bench.ok(&OTHER, crate::testing::reply(id(0x72), third, "负责同志已到会说明"));
    let accept = |then: Vec<ActId>| Act::Accept { notice: id(0x72), unit: third, through: None, then };
    assert_eq!(bench.no(&GROUP, accept(vec![id(1); BELOW + 1])), Refusal::TooMany { max: BELOW });
    bench.ok(&GROUP, accept(vec![id(0xac8_0001), id(0xac8_0002)]));
    assert_eq!([0x72, 0x71, 0x60].map(|paper| state(&bench, paper)), ["closed"; 3]);
    // the other unit, which was not chased, still owes its own
    assert_eq!(own(&bench).state(), "issued");
    assert!(own(&bench).owes_since(&own(&bench).addressees[0]).is_some());
}

#[test]
fn nothing_is_settled_through_a_paper_that_does_not_chase_it_or_was_not_accepted() {
    let mut bench = chased();
    let third = cast::UNITS[2].id;
    let through = |later| Act::Accept { notice: notice(), unit: third, through: Some(id(later)), then: Vec::new() };
    let wrong = Refusal::WrongState { state: "issued".to_owned() };
    assert_eq!(bench.no(&GROUP, through(0x72)), wrong);
    bench.ok(&OTHER, crate::testing::receive(id(0x72), third));
    bench.ok(&OTHER, crate::testing::reply(id(0x72), third, "负责同志已到会说明"));
    // by a phone of before, which brings nothing along
    bench.ok(&GROUP, Act::Accept { notice: id(0x72), unit: third, through: None, then: Vec::new() });
    assert_eq!(bench.no(&GROUP, through(0x77)), wrong);
    bench.ok(&GROUP, through(0x72));
}

#[test]
fn no_rung_of_the_ladder_is_stepped_over() {
    let mut bench = Bench::new();
    let missing = Refusal::Missing { field: Field::Notice };
    for paper in [Paper::Reminder, Paper::Talk] {
        assert_eq!(bench.no(&GROUP, draft(notice(), Content { paper, ..content() })), missing);
    }
    bench.ok(&GROUP, draft(notice(), content()));
    let change =
        Act::Change { notice: notice(), content: Box::new(Content { paper: Paper::Talk, ..content() }), was: None };
    assert_eq!(bench.no(&GROUP, change), missing);
}

#[test]
fn the_ladder_waits_as_long_as_the_group_says_and_chases_only_who_owes() {
    let mut bench = in_state("issued");
    let waits = policy::Waits::default();
    bench.ok(&STAFF, receive(1));
    // not received: from the day of issue; received: from the day of the reply
    assert_eq!(own(&bench).chase(start().plus(2), waits, &SHIPPED), None);
    let third = cast::UNITS[2].id;
    assert_eq!(own(&bench).chase(start().plus(3), waits, &SHIPPED), Some((Paper::Reminder, vec![third])));
    assert_eq!(own(&bench).chase(start().plus(8), waits, &SHIPPED).unwrap().1, [cast::UNITS[1].id, third]);

    let reminder = |units: Vec<UnitId>| Content {
        paper: Paper::Reminder,
        units,
        reply_by: Some(start().plus(20)),
        after: Some(notice()),
        from: None,
        ..content()
    };
    bench.days_later(2);
    let early = Refusal::TooEarly { field: Field::Notice };
    assert_eq!(bench.no(&GROUP, draft(id(0x71), reminder(vec![third]))), early);
    bench.days_later(1);
    let both = reminder(vec![cast::UNITS[1].id, third]);
    assert_eq!(bench.no(&GROUP, draft(id(0x71), both)), Refusal::TooEarly { field: Field::Unit });
    let talk = Content { paper: Paper::Talk, ..reminder(vec![third]) };
    assert_eq!(bench.no(&GROUP, draft(id(0x71), talk)), Refusal::Differs { field: Field::Notice });
    // a group that waits longer
    let patient =
        policy::Act::SetWaits { group: cast::GROUP, waits: policy::Waits { reminder: 10, talk: 10 }, was: None };
    bench.ok(&LEAD, patient);
    assert_eq!(bench.no(&GROUP, draft(id(0x71), reminder(vec![third]))), early);
    bench.days_later(7);
    // ten days are nine working days
    assert_eq!(bench.no(&GROUP, draft(id(0x71), reminder(vec![third]))), early);
    bench.days_later(1);
    bench.ok(&GROUP, draft(id(0x71), reminder(vec![third])));
    // somebody else, or another phone, chases as well
    assert_eq!(bench.no(&LEAD, draft(id(0x72), reminder(vec![third]))), Refusal::Exists);
    bench.ok(&LEAD, Act::Issue { notice: id(0x71) });
    assert_eq!(bench.no(&LEAD, draft(id(0x72), reminder(vec![third]))), Refusal::Exists);
    let next = bench.all.notice(id::<NoticeId>(0x71)).unwrap();
    assert_eq!(next.chase(start().plus(30), policy::Waits::default(), &SHIPPED).unwrap().0, Paper::Talk);
    // nothing stands above a talk, and an answer ends the chase
    assert_eq!(Paper::Talk.next(), None);
    bench.ok(&OTHER, receive(2));
    bench.ok(&OTHER, reply(2));
    assert_eq!(own(&bench).owes_since(own(&bench).addressee(third).unwrap()), None);
}

#[test]
fn the_ladder_waits_in_working_days_of_the_campaigns_own_calendar() {
    let mut bench = in_state("issued");
    let third = cast::UNITS[2].id;
    let late = Content {
        paper: Paper::Reminder,
        units: vec![third],
        reply_by: Some(start().plus(30)),
        after: Some(notice()),
        ..content()
    };
    // Tuesday and Wednesday are off for once
    let (first, last) = (start().plus(1), start().plus(2));
    let off = campaign::Act::SetDays { campaign: cast::CAMPAIGN, first, last, works: false, name: None };
    let mut bench_of_office = bench.clone().in_book(Book::Office);
    bench_of_office.ok(&cast::OFFICE_LEADER, off);
    bench.all = bench_of_office.all;
    bench.days_later(3);
    assert_eq!(bench.no(&GROUP, draft(id(0x71), late.clone())), Refusal::TooEarly { field: Field::Notice });
    // Thursday, Friday, and the Sunday that is worked
    bench.days_later(3);
    bench.ok(&GROUP, draft(id(0x71), late));
}

#[test]
fn waiting_times_have_bounds() {
    let mut bench = Bench::new();
    let set = |reminder, talk| policy::Act::SetWaits {
        group: cast::GROUP,
        waits: policy::Waits { reminder, talk },
        was: None,
    };
    assert_eq!(bench.no(&LEAD, set(0, 5)), Refusal::Missing { field: Field::Waits });
    assert_eq!(bench.no(&LEAD, set(5, 61)), Refusal::Missing { field: Field::Waits });
    assert_eq!(bench.no(&LEAD, set(3, 7)), Refusal::Unchanged);
    assert_eq!(bench.no(&GROUP, set(2, 7)), Refusal::NotYours { whose: Whose::GroupHead });
    bench.ok(&LEAD, set(2, 7));
}
