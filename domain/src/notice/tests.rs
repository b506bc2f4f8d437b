//! A notice from draft to its last answer: who may do what when, the ladder, and what a unit reads of it.

mod ladder;

use super::*;
use crate::calendar::SHIPPED;
use crate::campaign;
use crate::cast::{self, CastPerson};
use crate::issue;
use crate::policy;
use crate::record::{Record, Telling};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, ISSUE, find, id, reason, start, text};

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
fn two_who_write_the_same_draft_lose_nothing_of_each_other() {
    let mut bench = in_state("draft");
    let change =
        |mine: Content| Act::Change { notice: notice(), content: Box::new(mine), was: Some(Box::new(content())) };
    bench.ok(&GROUP, change(Content { title: text("先改的标题"), ..content() }));
    bench.ok(&LEAD, change(Content { text: text("后改的正文"), ..content() }));
    let now = &own(&bench).content;
    assert_eq!((now.title.as_str(), now.text.as_str()), ("先改的标题", "后改的正文"));
    let both = change(Content { title: text("也改了标题"), ..content() });
    assert_eq!(bench.no(&LEAD, both), Refusal::ChangedMeanwhile { field: Field::Title });
    // what stands together is looked at as it would stand: one takes a unit out, the other names an issue of that unit
    bench.ok(&GROUP, issue::Act::Find(Box::new(find(ISSUE))));
    let [other, theirs] = [1, 0].map(|place| content().units[place]);
    assert_eq!(bench.all.issue(ISSUE).unwrap().unit, theirs);
    bench.ok(&GROUP, change(Content { units: vec![other], about: Vec::new(), ..content() }));
    let about = vec![super::About { unit: theirs, issue: ISSUE }];
    assert_eq!(bench.no(&LEAD, change(Content { about, ..content() })), Refusal::Elsewhere { field: Field::Issue });
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let changed = Box::new(Content { paper: Paper::Notice, ..content() });
    let n = notice();
    let table: [(CastPerson, Act, &[&str]); 9] = [
        (GROUP, Act::Change { notice: n, content: changed, was: None }, &["draft"]),
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
fn who_receives_it_witnesses_the_journal_as_it_is() {
    let mut bench = in_state("issued");
    bench.all.hashes.insert((bench.book, 7), crate::testing::hash(1));
    let receive = |seq, number| {
        let witness = Some(Witness { seq, hash: crate::testing::hash(number) });
        Act::Receive { notice: notice(), unit: cast::UNITS[1].id, witness, who: Some(text("白明远")) }
    };
    let blind = Act::Receive { notice: notice(), unit: cast::UNITS[1].id, witness: None, who: Some(text("白明远")) };
    assert_eq!(bench.no(&STAFF, blind), Refusal::Missing { field: Field::Witness });
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
    let task = Task {
        unit,
        who: None,
        source: Source::Hand,
        what,
        due: None,
        from: None,
        weeks: 0,
        strands: Default::default(),
    };
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
fn a_paper_calls_a_unit_to_its_own_meeting_that_is_still_to_be_held_and_no_other_unit_reads_that() {
    use crate::meeting::{Act as M, Plan, Series};
    let (mut bench, unit) = (Bench::new(), cast::UNITS[1].id);
    let [meeting, weekly, missing]: [MeetingId; 3] = [id(0x63_0001), id(0x63_0002), id(0x63_0003)];
    for (meeting, series) in [(meeting, Series::Dispatch { unit }), (weekly, Series::Weekly)] {
        let plan = Box::new(Plan { series, at: start().plus(3).start(), place: None, chair: None });
        bench.ok(&GROUP, M::Plan { meeting, plan, agenda: Vec::new() });
    }
    let call = |meeting, place: usize| Content {
        paper: Paper::Notice,
        from: Some(From::Call { meeting, unit: cast::UNITS[place].id }),
        ..content()
    };
    let elsewhere = Refusal::Elsewhere { field: Field::Meeting };
    let to_others = Content { units: vec![cast::UNITS[2].id], ..call(meeting, 1) };
    for wrong in [call(meeting, 2), call(weekly, 1), call(missing, 1), to_others] {
        assert_eq!(bench.no(&GROUP, draft(notice(), wrong)), elsewhere);
    }
    bench.ok(&GROUP, draft(notice(), call(meeting, 1)));
    let mut begun = bench.clone();
    begun.ok(&GROUP, M::TakePen { meeting });
    assert_eq!(begun.no(&LEAD, Act::Issue { notice: notice() }), elsewhere, "it is being held");
    bench.ok(&LEAD, Act::Issue { notice: notice() });
    let read = |who: CastPerson| own(&bench).clone().shown_to(&who.viewer().unwrap()).map(|own| own.content.from);
    assert_eq!([STAFF, OTHER].map(read), [Some(Some(From::Call { meeting, unit })), Some(None)]);
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
