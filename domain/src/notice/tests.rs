//! A notice from draft to its last answer: who may do what when, the ladder, and what a unit reads of it.

use super::*;
use crate::calendar::SHIPPED;
use crate::campaign;
use crate::cast::{self, CastPerson};
use crate::policy;
use crate::record::{Record, Telling};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, find, id, reason, start, text};

const GROUP: CastPerson = cast::MEMBER;
const LEAD: CastPerson = cast::HEAD;
/// Of the second unit.
const STAFF: CastPerson = cast::NORMAL_STAFF;
/// Of the third.
const OTHER: CastPerson = cast::COLLEGE_STAFF;

fn notice() -> NoticeId {
    id(0x60)
}

fn content() -> Content {
    Content {
        paper: Paper::Prompt,
        title: text("关于实验室报修进度的提示"),
        text: text("请于三日内说明进度"),
        units: vec![cast::UNITS[1].id, cast::UNITS[2].id],
        about: Vec::new(),
        reply_by: Some(start().plus(5)),
        after: None,
        from: None,
    }
}

fn draft(notice: NoticeId, content: Content) -> Act {
    Act::Draft { notice, content: Box::new(content) }
}

fn receive(unit: usize) -> Act {
    crate::testing::receive(notice(), cast::UNITS[unit].id)
}

fn reply(unit: usize) -> Act {
    crate::testing::reply(notice(), cast::UNITS[unit].id, "已经办结，请核对")
}

fn accept(unit: usize) -> Act {
    Act::Accept { notice: notice(), unit: cast::UNITS[unit].id, through: None, then: Vec::new() }
}

fn send_back(unit: usize) -> Act {
    Act::Return { notice: notice(), unit: cast::UNITS[unit].id, reason: reason() }
}

fn own(bench: &Bench) -> &Notice {
    bench.all.notice(notice()).unwrap()
}

/// Both units always stand in the same place.
fn in_state(state: &str) -> Bench {
    let mut bench = Bench::new();
    bench.ok(&GROUP, draft(notice(), content()));
    let states = ["draft", "issued", "received", "replied", "closed"];
    let reached = |own: &str| states.iter().position(|one| *one == state) >= states.iter().position(|one| *one == own);
    if reached("issued") || state == "withdrawn" {
        bench.ok(&LEAD, Act::Issue { notice: notice() });
    }
    for (unit, staff) in [(1, STAFF), (2, OTHER)] {
        if reached("received") {
            bench.ok(&staff, receive(unit));
        }
        if reached("replied") {
            bench.ok(&staff, reply(unit));
        }
        if reached("closed") {
            bench.ok(&GROUP, accept(unit));
        }
    }
    if state == "withdrawn" {
        bench.ok(&LEAD, Act::Withdraw { notice: notice(), reason: reason() });
    }
    assert_eq!(own(&bench).state(), state);
    bench
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let changed = Box::new(Content { paper: Paper::Notice, ..content() });
    let n = notice();
    let table: [(CastPerson, Act, &[&str]); 9] = [
        (GROUP, Act::Change { notice: n, content: changed }, &["draft"]),
        (GROUP, Act::Drop { notice: n, reason: reason() }, &["draft"]),
        (LEAD, Act::Issue { notice: n }, &["draft"]),
        (STAFF, receive(1), &["issued"]),
        (STAFF, reply(1), &["received", "replied"]),
        (GROUP, send_back(1), &["replied"]),
        (GROUP, accept(1), &["replied"]),
        (LEAD, Act::Close { notice: n, reason: reason() }, &["issued", "received", "replied"]),
        (LEAD, Act::Withdraw { notice: n, reason: reason() }, &["issued", "received", "replied", "closed"]),
    ];
    for (who, act, states) in table {
        for state in ["draft", "issued", "received", "replied", "closed", "withdrawn"] {
            let mut bench = in_state(state);
            let answer = bench.play(&who, act.clone());
            assert_eq!(answer.is_ok(), states.contains(&state), "{act:?} in {state}: {answer:?}");
        }
    }
}

#[test]
fn it_is_numbered_when_it_is_issued_and_one_after_the_other() {
    let mut bench = in_state("draft");
    assert_eq!(own(&bench).number, None);
    assert_eq!(bench.ok(&LEAD, Act::Issue { notice: notice() }).number, Some(1));
    bench.ok(&GROUP, draft(id(0x61), content()));
    assert_eq!(bench.ok(&LEAD, Act::Issue { notice: id(0x61) }).number, Some(2));
    assert_eq!(bench.tally.values().sum::<i64>() - Bench::new().tally.values().sum::<i64>(), 2);
    bench.ok(&LEAD, Act::Withdraw { notice: id(0x61), reason: reason() });
    assert_eq!(bench.tally[&Cell::Notice { paper: Paper::Prompt }], 1);
    // the number of a withdrawn paper is not given again
    bench.ok(&GROUP, draft(id(0x62), content()));
    assert_eq!(bench.ok(&LEAD, Act::Issue { notice: id(0x62) }).number, Some(3));
}

#[test]
fn each_side_does_its_own_and_a_stranger_learns_nothing() {
    let mut bench = in_state("received");
    for act in [draft(id(0x77), content()), Act::Close { notice: notice(), reason: reason() }] {
        assert_eq!(bench.no(&cast::ACADEMY_STAFF, act), Refusal::NotFound);
    }
    // a unit that it did not go to, and one that answers for another
    assert_eq!(bench.no(&cast::ACADEMY_STAFF, reply(1)), Refusal::NotFound);
    assert_eq!(bench.no(&OTHER, reply(1)), Refusal::NotFound);
    assert_eq!(bench.no(&LEAD, reply(1)), Refusal::NotYours { whose: Whose::Unit });
    assert_eq!(bench.no(&OTHER, accept(2)), Refusal::NotYours { whose: Whose::Group });
    let mut bench = in_state("draft");
    assert_eq!(bench.no(&GROUP, Act::Issue { notice: notice() }), Refusal::NotYours { whose: Whose::GroupLead });
    // what is not issued is not there
    assert_eq!(bench.no(&STAFF, receive(1)), Refusal::NotFound);
}

#[test]
fn a_paper_goes_to_somebody_and_is_about_their_own() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, crate::issue::Act::Find(Box::new(find(crate::testing::ISSUE))));
    let with = |change: &dyn Fn(&mut Content)| {
        let mut content = content();
        change(&mut content);
        bench.clone().play(&GROUP, draft(id(0x99), content)).map(|_| ())
    };
    let about = |unit: usize| About { unit: cast::UNITS[unit].id, issue: crate::testing::ISSUE };
    assert_eq!(with(&|_| {}), Ok(()));
    assert_eq!(with(&|own| own.about = vec![about(1)]), Ok(()));
    assert_eq!(with(&|own| own.about = vec![about(2)]), Err(Refusal::Elsewhere { field: Field::Issue }));
    assert_eq!(with(&|own| own.units.clear()), Err(Refusal::Missing { field: Field::Unit }));
    assert_eq!(with(&|own| own.units.push(cast::UNITS[1].id)), Err(Refusal::Exists));
    assert_eq!(with(&|own| own.units.push(id(0xff))), Err(Refusal::NotFound));
    assert_eq!(with(&|own| own.reply_by = Some(start().plus(-1))), Err(Refusal::TooEarly { field: Field::Due }));
    assert_eq!(with(&|own| own.after = Some(id(5))), Err(Refusal::Elsewhere { field: Field::Notice }));
}

#[test]
fn a_reply_that_is_not_enough_is_asked_for_again_and_both_stay() {
    let mut bench = in_state("replied");
    bench.ok(&GROUP, send_back(1));
    let first = |bench: &Bench| own(bench).addressees[0].clone();
    assert_eq!((own(&bench).state(), own(&bench).state_of(&first(&bench))), ("received", "received"));
    assert_eq!(bench.no(&GROUP, accept(1)), Refusal::WrongState { state: "received".to_owned() });
    bench.ok(&STAFF, reply(1));
    assert_eq!((first(&bench).replies.len(), own(&bench).state()), (2, "replied"));
    bench.ok(&GROUP, accept(1));
    assert_eq!(own(&bench).state(), "replied");
    bench.ok(&GROUP, accept(2));
    assert_eq!(own(&bench).state(), "closed");
}

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
    let change = Act::Change { notice: notice(), content: Box::new(Content { paper: Paper::Talk, ..content() }) };
    assert_eq!(bench.no(&GROUP, change), missing);
}

#[test]
fn files_go_with_a_reply_once_they_are_there_and_no_other_unit_has_them() {
    use crate::issue::Proof;
    let mut bench = in_state("received");
    bench.all.files.insert(crate::testing::hash(3));
    let proof = |number| Proof { hash: crate::testing::hash(number), name: text("台账.pdf"), size: 2_048 };
    let with =
        |files: Vec<Proof>| Act::Reply { notice: notice(), unit: cast::UNITS[1].id, text: text("附台账"), files };
    assert_eq!(bench.no(&STAFF, with(vec![proof(4)])), Refusal::Missing { field: Field::Evidence });
    assert_eq!(bench.no(&STAFF, with(vec![proof(3), proof(3)])), Refusal::Exists);
    assert_eq!(bench.no(&STAFF, with(vec![proof(3); FILES + 1])), Refusal::TooMany { max: FILES });
    bench.ok(&STAFF, with(vec![proof(3)]));
    let files = |who: &CastPerson| {
        let shown = own(&bench).clone().shown_to(&who.viewer().unwrap());
        shown.map(|own| own.files().cloned().collect::<Vec<_>>())
    };
    assert_eq!(files(&STAFF), Some(vec![proof(3)]));
    assert_eq!(files(&GROUP), Some(vec![proof(3)]));
    assert_eq!((files(&OTHER), files(&cast::ACADEMY_STAFF)), (Some(Vec::new()), None));
}

#[test]
fn a_paper_that_asks_for_no_reply_is_done_once_everybody_has_it() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, draft(notice(), Content { reply_by: None, ..content() }));
    bench.ok(&LEAD, Act::Issue { notice: notice() });
    bench.ok(&STAFF, receive(1));
    assert_eq!(own(&bench).state(), "issued");
    bench.ok(&OTHER, receive(2));
    assert_eq!(own(&bench).state(), "closed");
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
    let patient = policy::Act::SetWaits { group: cast::GROUP, waits: policy::Waits { reminder: 10, talk: 10 } };
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
    let set = |reminder, talk| policy::Act::SetWaits { group: cast::GROUP, waits: policy::Waits { reminder, talk } };
    assert_eq!(bench.no(&LEAD, set(0, 5)), Refusal::Missing { field: Field::Waits });
    assert_eq!(bench.no(&LEAD, set(5, 61)), Refusal::Missing { field: Field::Waits });
    assert_eq!(bench.no(&LEAD, set(3, 7)), Refusal::Unchanged);
    assert_eq!(bench.no(&GROUP, set(2, 7)), Refusal::NotYours { whose: Whose::GroupHead });
    bench.ok(&LEAD, set(2, 7));
}

#[test]
fn who_receives_it_witnesses_the_journal_as_it_is() {
    let mut bench = in_state("issued");
    bench.all.hashes.insert((bench.book, 7), crate::testing::hash(1));
    let receive = |seq, number| {
        let witness = Some(Witness { seq, hash: crate::testing::hash(number) });
        Act::Receive { notice: notice(), unit: cast::UNITS[1].id, witness, who: Some(text("白明远")) }
    };
    // a phone of before, on which it waited, knew neither: it is taken as it was meant
    let old = Act::Receive { notice: notice(), unit: cast::UNITS[1].id, witness: None, who: None };
    in_state("issued").ok(&STAFF, old);
    for wrong in [receive(7, 2), receive(8, 1)] {
        assert_eq!(bench.no(&STAFF, wrong), Refusal::Differs { field: Field::Witness });
    }
    bench.ok(&STAFF, receive(7, 1));
    let receipt = own(&bench).addressees[0].received.clone().unwrap();
    assert_eq!((receipt.witness.unwrap().seq, receipt.who), (7, Some(text("白明远"))));
}

#[test]
fn that_a_paper_came_out_of_an_item_reads_the_unit_whose_item_it_is() {
    use crate::worklist::{Act as W, NewItem, Source, Task};
    let mut bench = Bench::new();
    let week = crate::kinds::Week::of(start());
    let (worklist, item) = (WorklistId::of(cast::book(), week), id(1));
    let (unit, what) = (Some(cast::UNITS[1].id), text("报送台账"));
    let task = Task { unit, who: None, source: Source::Hand, what, due: None, from: None, weeks: 0 };
    bench.ok(&GROUP, W::Prepare { worklist, week, items: vec![NewItem { id: item, task }] });
    let from = |unit: Option<usize>| Some(From::Item { worklist, item, unit: unit.map(|unit| cast::UNITS[unit].id) });
    let strange = draft(notice(), Content { from: from(Some(2)), ..content() });
    assert_eq!(bench.no(&GROUP, strange), Refusal::Elsewhere { field: Field::Item });
    let read = |content: Content| {
        let mut bench = bench.clone();
        bench.ok(&GROUP, draft(notice(), content));
        bench.ok(&LEAD, Act::Issue { notice: notice() });
        [STAFF, OTHER].map(|who| own(&bench).clone().shown_to(&who.viewer().unwrap()).and_then(|own| own.content.from))
    };
    assert_eq!(read(Content { from: from(Some(1)), ..content() }), [from(Some(1)), None]);
    // an older one that does not say whose it is
    assert_eq!(read(Content { from: from(None), ..content() }), [None, None]);
    let alone = Content { from: from(None), units: vec![cast::UNITS[1].id], ..content() };
    assert_eq!(read(alone), [from(None), None]);
}

#[test]
fn a_unit_reads_its_own_part_and_nobody_elses() {
    let bench = in_state("replied");
    let whole = own(&bench).clone();
    let viewer = |who: &CastPerson| who.viewer().unwrap();
    let shown = whole.clone().shown_to(&viewer(&STAFF)).unwrap();
    assert_eq!(shown.content.units, [cast::UNITS[1].id]);
    assert_eq!(shown.addressees.len(), 1);
    assert_eq!(whole.clone().shown_to(&viewer(&cast::ACADEMY_STAFF)), None);
    assert_eq!(whole.clone().shown_to(&viewer(&cast::OFFICE_LEADER)).unwrap(), whole);
    let record = Record::Notice(Box::new(whole));
    let tells = |act: Act, who: &CastPerson| record.tells(&act.into(), cast::HEAD.id, &viewer(who));
    assert_eq!((tells(reply(1), &STAFF), tells(reply(2), &STAFF)), (Telling::Whole, Telling::Nothing));
    assert_eq!(tells(draft(notice(), content()), &STAFF), Telling::Nothing);
    assert_eq!(tells(Act::Issue { notice: notice() }, &STAFF), Telling::Whole);
    assert_eq!(tells(Act::Issue { notice: notice() }, &cast::ACADEMY_STAFF), Telling::Nothing);
    let draft = in_state("draft");
    assert_eq!(own(&draft).clone().shown_to(&viewer(&STAFF)), None);
}
