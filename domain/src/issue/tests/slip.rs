//! What was recorded by mistake, taken back by whoever did it.

use super::*;
use crate::kinds::{MeetingId, NoticeId, Week, WorklistId};
use crate::refusal::Whose;
use crate::testing::{id, prompt, start};
use crate::{meeting, notice, worklist};

const TOO_LATE: Refusal = Refusal::NotYours { whose: Whose::Recorder };

fn withdraw() -> Act {
    Act::Withdraw { issue: ISSUE, reason: reason() }
}

fn recorded(who: CastPerson) -> Bench {
    let mut bench = Bench::new();
    bench.all.files.insert(hash(1));
    bench.ok(&who, Act::Find(Box::new(find(ISSUE))));
    bench
}

#[test]
fn whoever_recorded_an_issue_takes_it_back_on_the_same_day() {
    for who in [cast::MEMBER, cast::LIAISON, STAFF, cast::ORGANISATION_STAFF] {
        let mut bench = recorded(who);
        bench.ok(&who, withdraw());
        assert_eq!(bench.issue().state, State::Withdrawn, "{}", who.login);
        assert!(bench.issue().never_meant());
        // what was taken back comes back by the group's lead alone
        let reinstate = Act::Reinstate { issue: ISSUE, reason: reason() };
        assert_eq!(bench.no(&who, reinstate.clone()), Refusal::NotYours { whose: Whose::GroupLead });
        bench.ok(&cast::HEAD, reinstate);
        assert_eq!(bench.no(&who, withdraw()), TOO_LATE, "{}: the head wants it", who.login);
    }
}

#[test]
fn what_one_did_to_it_oneself_does_not_keep_it() {
    let mut bench = recorded(STAFF);
    bench.ok(&STAFF, evidence(1));
    bench.ok(&STAFF, Act::Comment { issue: ISSUE, text: reason() });
    bench.ok(&STAFF, withdraw());
}

#[test]
fn the_next_day_it_is_for_who_leads_the_group() {
    let mut bench = recorded(cast::MEMBER);
    bench.days_later(1);
    assert_eq!(bench.no(&cast::MEMBER, withdraw()), TOO_LATE);
    bench.ok(&cast::DEPUTY, withdraw());
    assert!(!bench.issue().never_meant(), "the deputy has looked at it");
}

#[test]
fn nobody_takes_back_what_another_person_recorded() {
    let mut bench = recorded(cast::MEMBER);
    for who in [cast::LIAISON, STAFF, cast::NORMAL_LEADER, cast::ORGANISATION_STAFF] {
        assert_eq!(bench.no(&who, withdraw()), TOO_LATE, "{}", who.login);
    }
}

#[test]
fn what_somebody_else_acted_on_stays() {
    let comment = Act::Comment { issue: ISSUE, text: reason() };
    let acts = [(STAFF, comment.clone()), (STAFF, evidence(1)), (cast::LIAISON, comment), (cast::HEAD, agree())];
    for (other, act) in acts {
        let mut bench = recorded(cast::MEMBER);
        bench.ok(&other, act);
        assert_eq!(bench.no(&cast::MEMBER, withdraw()), TOO_LATE, "{}", other.login);
    }
}

/// May the member who recorded it take it back now?
fn takes_back(bench: &Bench) -> Result<(), Refusal> {
    bench.ask(&cast::MEMBER, &withdraw().into()).map(|_| ())
}

#[test]
fn what_another_issue_was_merged_into_stays() {
    let mut bench = recorded(cast::MEMBER);
    bench.ok(&STAFF, Act::Find(Box::new(act::Find { measures: vec![plan(9)], ..find(OTHER) })));
    assert_eq!(takes_back(&bench), Ok(()), "another issue of the unit is nothing to it");
    bench.ok(&cast::HEAD, Act::Merge { issue: OTHER, into: ISSUE, reason: reason() });
    assert_eq!(takes_back(&bench), Err(TOO_LATE));
    bench.ok(&cast::HEAD, Act::Reinstate { issue: OTHER, reason: reason() });
    assert_eq!(takes_back(&bench), Ok(()), "it stands by itself again");
    bench.ok(&cast::HEAD, Act::Merge { issue: OTHER, into: ISSUE, reason: reason() });
    bench.ok(&cast::HEAD, withdraw());
}

#[test]
fn what_somebody_else_split_a_part_off_stays() {
    let from = Some(From::Split { issue: ISSUE });
    let split = Act::Find(Box::new(act::Find { measures: Vec::new(), from, ..find(OTHER) }));
    for (who, answer) in [(cast::MEMBER, Ok(())), (cast::LIAISON, Err(TOO_LATE)), (STAFF, Err(TOO_LATE))] {
        let mut bench = recorded(cast::MEMBER);
        bench.ok(&who, split.clone());
        assert_eq!(takes_back(&bench), answer, "{}", who.login);
    }
}

#[test]
fn what_a_paper_is_about_stays_once_that_is_issued() {
    let (mut bench, paper): (_, NoticeId) = (recorded(cast::MEMBER), id(0x60));
    let mut content = prompt(None);
    content.about = vec![notice::About { unit: cast::UNITS[1].id, issue: ISSUE }];
    bench.ok(&cast::LIAISON, notice::Act::Draft { notice: paper, content });
    assert_eq!(takes_back(&bench), Ok(()), "a draft is nobody's word yet");
    bench.ok(&cast::HEAD, notice::Act::Issue { notice: paper });
    assert_eq!(takes_back(&bench), Err(TOO_LATE));
    bench.ok(&cast::HEAD, notice::Act::Withdraw { notice: paper, reason: reason() });
    assert_eq!(takes_back(&bench), Err(TOO_LATE), "the unit has read it");
    bench.ok(&cast::HEAD, withdraw());
}

#[test]
fn a_paper_about_another_issue_keeps_nothing_else() {
    let (mut bench, paper): (_, NoticeId) = (recorded(cast::MEMBER), id(0x60));
    bench.ok(&STAFF, Act::Find(Box::new(act::Find { measures: vec![plan(9)], ..find(OTHER) })));
    let mut content = prompt(None);
    content.about = vec![notice::About { unit: cast::UNITS[1].id, issue: OTHER }];
    bench.ok(&cast::LIAISON, notice::Act::Draft { notice: paper, content });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice: paper });
    bench.ok(&cast::MEMBER, withdraw());
}

fn item(number: u128, source: worklist::Source) -> worklist::NewItem {
    let task = worklist::Task {
        unit: Some(cast::UNITS[1].id),
        who: None,
        source,
        what: text("催办实验室报修"),
        due: None,
        from: None,
        weeks: 0,
        strands: Default::default(),
    };
    worklist::NewItem { id: id(number), task }
}

/// The week's list with the issue on it and something else.
fn listed() -> (Bench, WorklistId) {
    let (mut bench, week) = (recorded(cast::MEMBER), Week::of(start()));
    let list = WorklistId::of(cast::book(), week);
    let items = vec![item(1, worklist::Source::Due { issue: ISSUE }), item(2, worklist::Source::Hand)];
    bench.ok(&cast::LIAISON, worklist::Act::Prepare { worklist: list, week, items });
    (bench, list)
}

#[test]
fn what_stands_on_a_weekly_list_stays_once_that_is_issued() {
    let (mut bench, list) = listed();
    assert_eq!(takes_back(&bench), Ok(()), "the list is a draft");
    bench.ok(&cast::LIAISON, worklist::Act::Issue { worklist: list });
    assert_eq!(takes_back(&bench), Err(TOO_LATE));
}

#[test]
fn what_was_taken_off_a_list_before_that_was_issued_was_asked_of_nobody() {
    let (mut bench, list) = listed();
    bench.ok(&cast::LIAISON, worklist::Act::Drop { worklist: list, item: id(1), reason: reason() });
    bench.ok(&cast::LIAISON, worklist::Act::Issue { worklist: list });
    bench.ok(&cast::MEMBER, withdraw());
}

#[test]
fn what_stands_on_an_agenda_stays_until_the_meeting_is_cancelled() {
    let (mut bench, meeting): (_, MeetingId) = (recorded(cast::MEMBER), id(0x63));
    let plan = meeting::Plan { series: meeting::Series::Weekly, at: bench.now, place: None, chair: None };
    let source = meeting::Source::Due { issue: ISSUE };
    let point = meeting::Point { id: id(1), source, what: text("实验室报修"), unit: Some(cast::UNITS[1].id) };
    bench.ok(&cast::LIAISON, meeting::Act::Plan { meeting, plan: Box::new(plan), agenda: vec![point] });
    assert_eq!(takes_back(&bench), Err(TOO_LATE));
    bench.ok(&cast::LIAISON, meeting::Act::Cancel { meeting, reason: reason() });
    bench.ok(&cast::MEMBER, withdraw());
}

#[test]
fn what_was_agreed_is_no_slip_whoever_agreed_it() {
    let mut bench = recorded(cast::MEMBER);
    bench.ok(&cast::MEMBER, agree());
    assert_eq!(bench.no(&cast::MEMBER, withdraw()), TOO_LATE);
}

#[test]
fn who_has_left_the_group_takes_nothing_back() {
    let bench = recorded(cast::MEMBER);
    let gone = CastPerson { role: cast::OFFICE_LEADER.role, ..cast::MEMBER };
    assert_eq!(bench.ask(&gone, &withdraw().into()), Err(TOO_LATE));
}

#[test]
fn an_issue_of_an_older_journal_is_nobodys_slip() {
    let bench = recorded(cast::MEMBER);
    let mut stored = serde_json::to_value(bench.issue()).unwrap();
    stored.as_object_mut().unwrap().remove("only_by").unwrap();
    let issue: Issue = serde_json::from_value(stored).unwrap();
    assert!(bench.issue().slip_of(cast::MEMBER.id, bench.now.day()));
    assert!(!issue.slip_of(cast::MEMBER.id, bench.now.day()));
}
