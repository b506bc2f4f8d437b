//! What a decision becomes, who agreed, and how long it is asked about.

use super::*;

#[test]
fn a_decision_becomes_an_issue_in_the_same_breath() {
    let mut bench = open(dispatch());
    let becomes = Becomes::Issue { issue: ISSUE };
    assert_eq!(bench.no(&GROUP, decide(resolution(20, None, becomes))), Refusal::Missing { field: Field::Unit });
    assert_eq!(bench.no(&GROUP, decide(resolution(20, Some(2), becomes))), Refusal::Elsewhere { field: Field::Unit });
    let late = Resolution { due: start().plus(-1), ..resolution(20, Some(1), becomes) };
    assert_eq!(bench.no(&GROUP, decide(late)), Refusal::TooEarly { field: Field::Due });
    assert_eq!(bench.no(&STAFF, decide(resolution(20, Some(1), becomes))), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&GROUP, decide(resolution(20, Some(1), becomes)));
    let issue = bench.issue();
    assert_eq!((issue.origin, issue.number, issue.due_day()), (Origin::Guidance, 1, Some(start().plus(7))));
    assert_eq!(issue.meeting, Some(Resolved { meeting: meeting(), decision: id(20) }));
    // nobody raises another one in the name of that decision
    let other = issue::act::Find { issue: id(0x15_0009), meeting: issue.meeting, ..find(ISSUE) };
    let other = issue::Act::Find(Box::new(other));
    assert_eq!(bench.no(&GROUP, other), Refusal::Elsewhere { field: Field::Meeting });
}

#[test]
fn a_decision_becomes_an_item_or_a_paper_of_the_unit() {
    let mut bench = open(Series::Weekly);
    let week = crate::kinds::Week::of(start());
    let list = WorklistId::of(cast::book(), week);
    let becomes = Becomes::Item { worklist: list, item: id(31) };
    assert_eq!(bench.no(&GROUP, decide(resolution(30, None, becomes))), Refusal::NotFound);
    bench.ok(&GROUP, worklist::Act::Prepare { worklist: list, week, items: Vec::new() });
    let strands = crate::strand::Strand::Research.into();
    bench.ok(&GROUP, decide(Resolution { strands, ..resolution(30, None, becomes) }));
    let task = &bench.all.worklist(list).unwrap().items[0].task;
    assert_eq!(task.source, worklist::Source::Decided { meeting: meeting(), decision: id(30) });
    assert_eq!((&task.who, task.due), (&Some(text("后勤处")), Some(start().plus(7))));
    assert_eq!(task.strands, strands, "the item looks at what the decision looks at");
    let again = Resolution { id: id(33), ..resolution(33, None, becomes) };
    assert_eq!(bench.no(&GROUP, decide(again)), Refusal::Exists);
    let paper = Becomes::Notice { notice: id(0x60_0001) };
    bench.ok(&GROUP, decide(resolution(40, Some(2), paper)));
    let notice = bench.all.notice(NoticeId(uuid::Uuid::from_u128(0x60_0001))).unwrap().clone();
    assert_eq!((notice.state(), &notice.content.units), ("draft", &vec![cast::UNITS[2].id]));
    let from = notice::From::Meeting { meeting: meeting(), decision: id(40) };
    assert_eq!(notice.content.from, Some(from));
    assert_eq!(notice.content.text.as_str(), "报送实验室报修台账\n责任人或部门：后勤处");
    let nobody = Resolution { who: None, ..resolution(50, Some(2), Becomes::Notice { notice: id(0x60_0002) }) };
    bench.ok(&GROUP, decide(nobody));
    let other = bench.all.notice(NoticeId(uuid::Uuid::from_u128(0x60_0002))).unwrap();
    assert_eq!(other.content.text.as_str(), "报送实验室报修台账");
    // a paper can't be laid to a decision about another unit
    let content = notice::Content { units: vec![cast::UNITS[1].id], ..notice.content.clone() };
    let change = notice::Act::Change { notice: notice.id, content: Box::new(content), was: None };
    assert_eq!(bench.no(&GROUP, change), Refusal::Elsewhere { field: Field::Meeting });
}

#[test]
fn what_the_group_does_itself_names_who_of_it_does_it_and_what_a_unit_does_need_not() {
    let mut bench = open(Series::Weekly);
    let nobody = |number: u128, unit, becomes| Resolution { who: None, ..resolution(number, unit, becomes) };
    let missing = Refusal::Missing { field: Field::Who };
    assert_eq!(bench.no(&GROUP, decide(nobody(20, None, Becomes::Minutes))), missing);
    let week = crate::kinds::Week::of(start());
    let list = WorklistId::of(cast::book(), week);
    bench.ok(&GROUP, worklist::Act::Prepare { worklist: list, week, items: Vec::new() });
    let item = Becomes::Item { worklist: list, item: id(31) };
    assert_eq!(bench.no(&GROUP, decide(nobody(30, None, item))), missing);
    bench.ok(&GROUP, decide(resolution(30, None, item)));
    bench.ok(&GROUP, decide(nobody(40, Some(2), Becomes::Minutes)));
    // as it was before this was asked, it is read and told all the same
    let act = decide(nobody(50, None, Becomes::Minutes));
    bench.record(&GROUP, act.into(), Stamp::default());
    assert!(own(&bench).decision(id(50)).is_some_and(Decision::open));
}

#[test]
fn every_member_speaks_for_themselves_and_who_is_against_says_why() {
    let mut bench = open(Series::Weekly);
    bench.ok(&GROUP, decide(resolution(20, None, Becomes::Minutes)));
    let speak =
        |agrees, note: Option<&str>| Act::Speak { meeting: meeting(), decision: id(20), agrees, note: note.map(text) };
    bench.ok(&cast::HEAD, speak(true, None));
    assert_eq!(bench.no(&cast::HEAD, speak(true, None)), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::DEPUTY, speak(false, None)), Refusal::Missing { field: Field::Note });
    bench.ok(&cast::DEPUTY, speak(false, Some("时间太紧")));
    assert_eq!(bench.no(&STAFF, speak(true, None)), Refusal::NotFound);
    bench.ok(&cast::DEPUTY, speak(true, Some("顺延两天后同意")));
    let voices: Vec<bool> = own(&bench).decisions[0].voices.iter().map(|own| own.agrees).collect();
    assert_eq!(voices, [true, true]);
}

#[test]
fn what_was_decided_is_asked_about_next_time_until_it_is_settled() {
    let mut bench = open(dispatch());
    bench.ok(&GROUP, decide(resolution(20, Some(1), Becomes::Minutes)));
    bench.ok(&GROUP, present(&["许知遥"]));
    bench.ok(&GROUP, Act::Close { meeting: meeting() });
    let next = |bench: &Bench| {
        let meetings = [own(bench).clone()];
        let cases = Cases { meetings: &meetings, ..Cases::default() };
        let other = offers(cases, Series::Weekly, start().plus(30), start().plus(20));
        assert_eq!(other, [], "another series");
        offers(cases, dispatch(), start().plus(30), start().plus(20))
            .into_iter()
            .map(|own| own.source)
            .collect::<Vec<_>>()
    };
    assert_eq!(next(&bench), [Source::Decided { meeting: meeting(), decision: id(20) }]);
    // also where the group met again meanwhile, and nobody brought it up
    let between = Meeting {
        id: id(0x63_0009),
        plan: Plan { at: own(&bench).plan.at.day().plus(10).start(), ..own(&bench).plan.clone() },
        decisions: Vec::new(),
        ..own(&bench).clone()
    };
    let meetings = [own(&bench).clone(), between];
    let cases = Cases { meetings: &meetings, ..Cases::default() };
    assert_eq!(offers(cases, dispatch(), start().plus(30), start().plus(20)).len(), 1);
    let settle = Act::Settle { meeting: meeting(), decision: id(20), note: text("台账已报") };
    assert_eq!(bench.no(&cast::ACADEMY_STAFF, settle.clone()), Refusal::NotFound);
    bench.ok(&STAFF, settle.clone());
    assert_eq!(bench.no(&STAFF, settle), Refusal::Unchanged);
    assert_eq!(next(&bench), []);
    let again = Act::Unsettle { meeting: meeting(), decision: id(20), reason: reason() };
    assert_eq!(bench.no(&STAFF, again.clone()), Refusal::NotYours { whose: Whose::Group });
    bench.ok(&GROUP, again);
    assert_eq!(next(&bench).len(), 1);
}

#[test]
fn what_became_a_record_that_is_given_up_is_asked_about_again() {
    let mut bench = open(Series::Weekly);
    let week = crate::kinds::Week::of(start());
    let (list, notice) = (WorklistId::of(cast::book(), week), id(0x60_0001));
    bench.ok(&GROUP, worklist::Act::Prepare { worklist: list, week, items: Vec::new() });
    bench.ok(&GROUP, decide(resolution(20, Some(1), Becomes::Item { worklist: list, item: id(21) })));
    bench.ok(&GROUP, decide(resolution(30, Some(1), Becomes::Notice { notice })));
    bench.ok(&GROUP, decide(resolution(40, Some(1), Becomes::Issue { issue: ISSUE })));
    bench.ok(&GROUP, present(&["郑砚秋"]));
    bench.ok(&GROUP, Act::Close { meeting: meeting() });
    let next = |bench: &Bench| {
        let issues: Vec<_> = bench.all.issues().cloned().collect();
        let notices: Vec<_> = bench.all.notices().cloned().collect();
        let lists: Vec<_> = bench.all.worklists().cloned().collect();
        let meetings = [own(bench).clone()];
        let cases =
            Cases { meetings: &meetings, issues: &issues, notices: &notices, lists: &lists, ..Cases::default() };
        let all = offers(cases, Series::Weekly, start().plus(30), start().plus(20)).into_iter();
        let of = |source| if let Source::Decided { decision, .. } = source { Some(decision) } else { None };
        all.filter_map(|own| of(own.source)).collect::<Vec<_>>()
    };
    let settle = |number| Act::Settle { meeting: meeting(), decision: id(number), note: text("另行安排") };
    assert_eq!(next(&bench), []);
    assert_eq!(bench.no(&GROUP, settle(30)), Refusal::Unchanged);
    bench.ok(&GROUP, worklist::Act::Drop { worklist: list, item: id(21), reason: reason() });
    assert_eq!(next(&bench), [id(20)]);
    bench.ok(&GROUP, notice::Act::Drop { notice, reason: reason() });
    bench.ok(&cast::HEAD, issue::Act::Withdraw { issue: ISSUE, reason: reason() });
    assert_eq!(next(&bench), [id(20), id(30), id(40)]);
    [20, 30, 40].into_iter().for_each(|number| drop(bench.ok(&GROUP, settle(number))));
    assert_eq!(next(&bench), []);
}
