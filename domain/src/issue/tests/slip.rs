//! What was recorded by mistake, taken back by whoever did it.

use super::*;
use crate::refusal::Whose;

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
