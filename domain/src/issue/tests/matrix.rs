//! All acts in all states, by everybody.

use strum::VariantArray;

use super::*;
use crate::act::Act as Any;
use crate::refusal::Whose;
use crate::testing::{Dice, every_act, id};

/// `states`: F found, A agreed, P in progress, S submitted, V verified, H held, D disputed, W withdrawn, M merged, T transferred.
/// `who`: g anyone of the group, l only its lead, u the unit, o the organisation.
struct Row {
    act: Act,
    states: &'static str,
    who: &'static str,
    leads_to: Option<State>,
}

fn letter(state: State) -> char {
    match state {
        State::Found => 'F',
        State::Agreed => 'A',
        State::InProgress => 'P',
        State::Submitted => 'S',
        State::Verified => 'V',
        State::Held => 'H',
        State::Disputed => 'D',
        State::Withdrawn => 'W',
        State::Merged => 'M',
        State::Transferred => 'T',
    }
}

fn row(states: &'static str, who: &'static str, leads_to: Option<State>, act: Act) -> Row {
    Row { act, states, who, leads_to }
}

/// The life of an issue as the mission tells it.
fn expected() -> Vec<Row> {
    let (issue, reason, note) = (ISSUE, reason(), None);
    let (to, into, from, lookback) = (cast::UNITS[2].id, OTHER, OTHER, day("2023-12-01"));
    let amended = act::Facts { title: text("实验室设备报修周期仍然过长"), ..description() };
    let changed = act::Plan { what: text("每周通报一次报修办结率"), ..plan(1) };
    let (first, extra, shared) = (MEASURE, plan(7).id, plan(9).id);
    let why = || reason.clone();
    vec![
        row("FAPSD", "g", None, Act::Amend { issue, facts: Box::new(amended), was: None }),
        row("FAPD", "guo", None, Act::AddMeasure { issue, measure: plan(5) }),
        row("FAPD", "guo", None, Act::ChangeMeasure { issue, measure: changed, was: None }),
        row("FAP", "uo", None, Act::FinishMeasure { issue, measure: extra, note: None }),
        row("FAP", "uo", None, Act::ReopenMeasure { issue, measure: first, reason: why() }),
        row("FAPD", "guo", None, Act::DropMeasure { issue, measure: extra, reason: why() }),
        row("FAPD", "guo", None, Act::ShareMeasure { issue, from, measure: shared }),
        row("FAPD", "guo", None, Act::UnshareMeasure { issue, from, measure: shared }),
        row("F", "g", Some(State::Agreed), agree()),
        row("AP", "uo", Some(State::InProgress), progress()),
        row("FAP", "uo", None, evidence(2)),
        row("FAP", "uo", None, Act::WithdrawEvidence { issue, hash: hash(1), reason: why() }),
        row("P", "u", Some(State::Submitted), submit()),
        row("S", "u", Some(State::InProgress), Act::Recall { issue, reason: why() }),
        row("S", "g", Some(State::InProgress), Act::Return { issue, reason: why() }),
        row("S", "g", Some(State::Verified), verify()),
        row("V", "l", None, Act::SetLookback { issue, day: lookback, reason: why() }),
        row("V", "g", Some(State::Held), confirm()),
        row("VH", "g", Some(State::InProgress), Act::Relapse { issue, reason: why() }),
        row("FAP", "u", Some(State::Disputed), Act::Dispute { issue, reason: why() }),
        row("D", "g", Some(State::Agreed), Act::Settle { issue, reason: why() }),
        row("FAPSD", "l", Some(State::Withdrawn), Act::Withdraw { issue, reason: why() }),
        row("FAPSD", "l", Some(State::Merged), Act::Merge { issue, into, reason: why() }),
        row("FAPSD", "l", Some(State::Transferred), Act::Transfer { issue, to, reason: why(), taken_up_as: None }),
        row("FAPSVHD", "gu", None, Act::NameReport { issue, report: Some(id(1)) }),
        row("WMT", "l", Some(State::Agreed), Act::Reinstate { issue, reason: why() }),
        row("FAPSVHDWMT", "guo", None, Act::Comment { issue, text: reason.clone() }),
        row("", "gu", None, Act::Find(Box::new(act::Find { measures: Vec::new(), ..find(ISSUE) }))),
        row(
            "F",
            "guo",
            None,
            Act::Amend { issue, facts: Box::new(act::Facts { detail: note, ..description() }), was: None },
        ),
    ]
}

/// What must lie there before the act, where it can: an unfinished measure, a shared one.
fn ready(state: State, act: &Act) -> Bench {
    let mut bench = in_state(state);
    if matches!(act, Act::FinishMeasure { .. } | Act::DropMeasure { .. }) {
        let _late = bench.play(&cast::HEAD, Act::AddMeasure { issue: ISSUE, measure: plan(7) });
    }
    if matches!(act, Act::UnshareMeasure { .. }) {
        let _late = bench.play(&cast::HEAD, Act::ShareMeasure { issue: ISSUE, from: OTHER, measure: plan(9).id });
    }
    if let Act::NameReport { report: Some(report), .. } = act {
        let description =
            crate::report::Description { title: text("实验室调研"), official: text("杜若川"), due: None };
        let unit = cast::UNITS[1].id;
        bench.ok(&cast::HEAD, crate::report::Act::Plan { report: *report, unit, description });
    }
    bench.days_later(61);
    bench
}

#[test]
fn every_act_has_a_row() {
    let all = every_act(&mut Dice { throws: &[], at: 0 });
    for kind in all.iter().filter(|act| matches!(act, Any::Issue(_))).map(Any::kind) {
        assert!(expected().iter().any(|row| Any::from(row.act.clone()).kind() == kind), "{kind}");
    }
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let by = |row: &Row| if row.who.contains(['g', 'l']) { cast::HEAD } else { STAFF };
    for row in expected() {
        for state in State::VARIANTS {
            // The second row of amending: by the unit, before it is agreed.
            let mut bench = ready(*state, &row.act);
            let who = if row.states == "F" && row.who == "guo" { STAFF } else { by(&row) };
            let kind = Any::from(row.act.clone()).kind();
            let answer = bench.play(&who, row.act.clone());
            assert_eq!(answer.is_ok(), row.states.contains(letter(*state)), "{kind} while {state:?}: {answer:?}");
            match (answer, row.leads_to) {
                (Ok(_), leads_to) => {
                    assert_eq!(bench.issue().state, leads_to.unwrap_or(*state), "{kind} from {state:?}")
                }
                (Err(refusal), _) => {
                    let plain =
                        matches!(refusal, Refusal::WrongState { .. } | Refusal::Exists | Refusal::NotYours { .. });
                    assert!(plain, "{kind} while {state:?}: {refusal}");
                    assert_eq!(bench.issue(), ready(*state, &row.act).issue());
                }
            }
        }
    }
}

#[test]
fn every_act_is_for_its_people_and_nobody_else() {
    let people = [
        (cast::HEAD, "gl"),
        (cast::DEPUTY, "gl"),
        (cast::LIAISON, "g"),
        (cast::MEMBER, "g"),
        (STAFF, "u"),
        (cast::NORMAL_LEADER, "u"),
        (cast::ORGANISATION_STAFF, "o"),
        (cast::OFFICE_LEADER, ""),
    ];
    for row in expected().into_iter().filter(|row| !row.states.is_empty()) {
        let first = row.states.chars().next();
        let state = *State::VARIANTS.iter().find(|state| Some(letter(**state)) == first).unwrap();
        // Amending twice: what only the group may do is tried once it is agreed.
        let state = if row.states == "FAPSD" && row.who == "g" { State::Agreed } else { state };
        let bench = ready(state, &row.act);
        for (who, letters) in people {
            let kind = Any::from(row.act.clone()).kind();
            let answer = bench.ask(&who, &row.act.clone().into());
            let allowed = letters.chars().any(|letter| row.who.contains(letter));
            match answer {
                Ok(_) => assert!(allowed, "{kind} by {}", who.login),
                Err(refusal) => {
                    assert!(!allowed, "{kind} by {}: {refusal}", who.login);
                    assert!(
                        matches!(refusal, Refusal::NotYours { .. } | Refusal::NotFound),
                        "{kind} by {}: {refusal}",
                        who.login
                    );
                }
            }
        }
    }
}

#[test]
fn to_a_foreign_unit_an_issue_is_as_if_it_were_not_there() {
    for row in expected() {
        for state in State::VARIANTS {
            let bench = ready(*state, &row.act);
            for who in [cast::ACADEMY_STAFF, cast::MUSIC_STAFF, cast::SYSTEM_ADMIN, cast::AUDIT_ADMIN] {
                let act = row.act.clone().into();
                assert_eq!(bench.ask(&who, &act), Err(Refusal::NotFound), "{act:?} while {state:?}");
            }
        }
    }
}

#[test]
fn an_issue_that_is_not_there_refuses_every_act() {
    let bench = Bench::new();
    for row in expected().into_iter().filter(|row| !row.states.is_empty()) {
        assert_eq!(bench.ask(&cast::HEAD, &row.act.into()), Err(Refusal::NotFound));
    }
}

#[test]
fn an_issue_is_not_found_through_another_book() {
    for row in expected() {
        let mut bench = ready(State::Agreed, &row.act);
        bench.book = Book::Office;
        assert_eq!(bench.ask(&STAFF, &row.act.clone().into()), Err(Refusal::NotFound));
        bench.book = Book::Group(id(99));
        assert_eq!(bench.ask(&STAFF, &row.act.into()), Err(Refusal::NotFound));
    }
}

#[test]
fn the_office_reads_and_writes_no_case() {
    let bench = in_state(State::Submitted);
    let answer = bench.ask(&cast::OFFICE_LEADER, &verify().into());
    assert_eq!(answer, Err(Refusal::NotYours { whose: Whose::Group }));
}

#[test]
fn an_act_that_needs_a_reason_refuses_a_short_one() {
    for row in expected() {
        let mut body = serde_json::to_value(Any::from(row.act.clone())).unwrap();
        let Some(reason) = body["act"].get_mut("reason") else { continue };
        *reason = "太短".into();
        let act: Any = serde_json::from_value(body).unwrap();
        let state = row.states.chars().next();
        let state = *State::VARIANTS.iter().find(|own| Some(letter(**own)) == state).unwrap();
        let who = if row.who.contains(['g', 'l']) { cast::HEAD } else { STAFF };
        assert_eq!(ready(state, &row.act).ask(&who, &act), Err(Refusal::TooShort { min: 10, length: 2 }), "{act:?}");
    }
}
