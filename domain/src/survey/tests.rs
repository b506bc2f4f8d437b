//! A survey from plan to result: who may do what when, codes, ballots, and what stays hidden.

mod results;

use std::cmp::Ordering;

use proptest::prelude::*;

use super::answer::{Answer, Unfit, read};
use super::ballot::{Ballot, Spoilt};
use super::code::{Code, Mistyped};
use super::result::{OfRaters, Returns, Said, of_raters, progress, said};
use super::*;
use crate::cast::{self, CastPerson};
use crate::refusal::{Field, Refusal, Whose};
use crate::score::rows::{Period, Scored};
use crate::score::{Opinion, Rows};
use crate::testing::{Bench, day, id, reason, start, text};

const MEMBER: CastPerson = cast::MEMBER;

fn survey() -> SurveyId {
    id(0x5e1)
}

fn plan() -> Plan {
    Plan {
        title: text("整改情况满意度测评"),
        title_en: None,
        category: None,
        raters: usual::raters().unwrap(),
        questions: usual::questions().unwrap(),
        opens: start(),
        closes: day("2023-06-30"),
    }
}

fn planned() -> Act {
    Act::Plan { survey: survey(), unit: cast::UNITS[2].id, plan: Box::new(plan()) }
}

fn print(raters: u8, slips: u16) -> Act {
    Act::Print { survey: survey(), raters, slips }
}

fn void(raters: u8, first: u32) -> Act {
    Act::Void { survey: survey(), raters, first, reason: reason() }
}

fn pick(number: u8) -> Option<Answer> {
    Some(Answer::Pick(number))
}

fn hash(number: u32) -> String {
    format!("{number:064x}")
}

fn in_state(state: &str) -> Bench {
    let mut bench = Bench::new();
    bench.ok(&MEMBER, planned());
    if matches!(state, "open" | "closed") {
        bench.ok(&MEMBER, print(1, 30));
    }
    if state == "closed" {
        bench.ok(&MEMBER, Act::Close { survey: survey() });
    }
    if state == "dropped" {
        bench.ok(&MEMBER, Act::Drop { survey: survey(), reason: reason() });
    }
    assert_eq!(bench.all.survey(survey()).unwrap().state(), state);
    bench
}

#[test]
fn two_who_change_a_plan_lose_nothing_of_each_other() {
    let mut bench = in_state("planned");
    let change = |mine: Plan| Act::Change { survey: survey(), plan: Box::new(mine), was: Some(Box::new(plan())) };
    let fewer = Plan { raters: plan().raters[..1].to_vec(), ..plan() };
    bench.ok(&MEMBER, change(fewer));
    bench.ok(&MEMBER, change(Plan { title: text("第二次满意度测评"), ..plan() }));
    let own = bench.all.survey(survey()).unwrap();
    assert_eq!((own.plan.raters.len(), own.printed.len(), own.plan.title.as_str()), (1, 1, "第二次满意度测评"));
    let both = change(Plan { title: text("又一个题目"), ..plan() });
    assert_eq!(bench.no(&MEMBER, both), Refusal::ChangedMeanwhile { field: Field::Title });
}

#[test]
fn a_title_is_shown_in_english_where_it_has_english() {
    let both = Plan { title_en: Some(text("Satisfaction with the rectification")), ..plan() };
    assert_eq!([true, false].map(|english| both.title(english).as_str().is_ascii()), [true, false]);
    assert_eq!(plan().title(true), plan().title(false));
    // English that one gives and Chinese that another mends meet
    let mut bench = in_state("planned");
    let change = |mine: Plan| Act::Change { survey: survey(), plan: Box::new(mine), was: Some(Box::new(plan())) };
    bench.ok(&MEMBER, change(both.clone()));
    bench.ok(&MEMBER, change(Plan { raters: plan().raters[..1].to_vec(), ..plan() }));
    assert_eq!(bench.all.survey(survey()).unwrap().plan.title_en, both.title_en);
}

#[test]
fn a_plan_of_before_there_was_an_english_title_is_still_read() {
    let mut old = serde_json::to_value(plan()).unwrap();
    assert_eq!(old.as_object_mut().unwrap().remove("title_en"), None, "nothing is written where there is none");
    assert_eq!(serde_json::from_value::<Plan>(old).unwrap(), plan());
}

#[test]
fn a_plan_of_before_surveys_had_a_subject_is_about_all_of_the_unit() {
    let own = Plan { category: Some(Category::Livelihood), ..plan() };
    let mut old = serde_json::to_value(&own).unwrap();
    assert_eq!(old.as_object_mut().unwrap().remove("category"), Some(serde_json::json!("livelihood")));
    assert_eq!(serde_json::from_value::<Plan>(old.clone()).unwrap(), plan());
    assert_eq!(serde_json::to_value(plan()).unwrap(), old, "nothing is written where there is none");
    // what one says that it is about, and how another calls it, meet
    let mut bench = in_state("planned");
    let change = |mine: Plan| Act::Change { survey: survey(), plan: Box::new(mine), was: Some(Box::new(plan())) };
    bench.ok(&MEMBER, change(own));
    bench.ok(&MEMBER, change(Plan { title: text("第二次满意度测评"), ..plan() }));
    let both = &bench.all.survey(survey()).unwrap().plan;
    assert_eq!((both.category, both.title.as_str()), (Some(Category::Livelihood), "第二次满意度测评"));
    let other = Plan { category: Some(Category::Hard), ..plan() };
    assert_eq!(bench.no(&MEMBER, change(other)), Refusal::ChangedMeanwhile { field: Field::Category });
}

#[test]
fn every_act_is_possible_in_its_states_and_in_no_other() {
    let changed = Plan { title: text("第二次满意度测评"), ..plan() };
    let table: [(Act, &[&str], &str); 7] = [
        (Act::Change { survey: survey(), plan: Box::new(changed), was: None }, &["planned"], "planned"),
        (print(0, 10), &["planned", "open"], "open"),
        (Act::TakeBack { survey: survey(), raters: 1, reason: reason() }, &["open"], "open"),
        (void(1, 0), &["open"], "open"),
        (Act::Extend { survey: survey(), closes: day("2023-07-15") }, &["planned", "open"], ""),
        (Act::Close { survey: survey() }, &["open"], "closed"),
        (Act::Drop { survey: survey(), reason: reason() }, &["planned", "open"], "dropped"),
    ];
    for (act, states, leads_to) in table {
        for state in ["planned", "open", "closed", "dropped"] {
            let mut bench = in_state(state);
            if states.contains(&state) {
                bench.ok(&MEMBER, act.clone());
                let now = bench.all.survey(survey()).unwrap().state();
                assert_eq!(now, if leads_to.is_empty() { state } else { leads_to });
            } else {
                assert_eq!(bench.no(&MEMBER, act.clone()), Refusal::WrongState { state: state.to_owned() }, "{act:?}");
            }
        }
    }
}

#[test]
fn only_the_group_asks_and_a_foreign_one_learns_nothing() {
    let mut bench = Bench::new();
    let whose = Refusal::NotYours { whose: Whose::Group };
    assert_eq!(bench.no(&cast::COLLEGE_STAFF, planned()), whose);
    assert_eq!(bench.no(&cast::NORMAL_STAFF, planned()), Refusal::NotFound);
    bench.ok(&MEMBER, planned());
    assert_eq!(bench.no(&cast::COLLEGE_STAFF, print(0, 5)), whose);
    assert_eq!(bench.no(&cast::NORMAL_STAFF, print(0, 5)), Refusal::NotFound);
}

#[test]
fn a_plan_must_ask_somebody_something_that_can_be_counted() {
    let with = |change: fn(&mut Plan)| {
        let mut own = plan();
        change(&mut own);
        super::check::sound(&own)
    };
    assert_eq!(with(|_| {}), Ok(()));
    assert_eq!(with(|plan| plan.raters.clear()), Err(Refusal::Missing { field: Field::RaterGroup }));
    assert_eq!(with(|plan| plan.raters[1] = plan.raters[0].clone()), Err(Refusal::Taken { field: Field::RaterGroup }));
    assert_eq!(
        with(|plan| plan.questions.retain(|own| own.kind != Kind::Scale)),
        Err(Refusal::Missing { field: Field::Question })
    );
    assert_eq!(with(|plan| plan.closes = day("2023-04-01")), Err(Refusal::TooEarly { field: Field::End }));
    let choice = |options: Vec<Words>| Question { words: plan().raters[0].clone(), kind: Kind::Choice { options } };
    let mut own = plan();
    own.questions.push(choice(vec![plan().raters[0].clone()]));
    assert_eq!(super::check::sound(&own), Err(Refusal::Missing { field: Field::Options }));
}

#[test]
fn slips_have_bounds_and_a_group() {
    let mut bench = in_state("planned");
    assert_eq!(bench.no(&MEMBER, print(0, 0)), Refusal::Missing { field: Field::Number });
    assert_eq!(bench.no(&MEMBER, print(4, 1)), Refusal::NotFound);
    assert_eq!(bench.no(&MEMBER, print(0, SLIPS + 1)), Refusal::TooMany { max: SLIPS.into() });
    for _ in 0..10 {
        bench.ok(&MEMBER, print(0, SLIPS));
    }
    assert_eq!(bench.no(&MEMBER, print(0, 1)), Refusal::TooMany { max: 0 });
}

#[test]
fn what_is_taken_back_is_what_was_printed_until_then() {
    let mut bench = in_state("open");
    let back = Act::TakeBack { survey: survey(), raters: 1, reason: reason() };
    let nothing = Act::TakeBack { survey: survey(), raters: 0, reason: reason() };
    assert_eq!(bench.no(&MEMBER, nothing), Refusal::Unchanged);
    bench.ok(&MEMBER, back.clone());
    assert_eq!(bench.no(&MEMBER, back), Refusal::Unchanged);
    bench.ok(&MEMBER, print(1, 12));
    let own = bench.all.survey(survey()).unwrap();
    assert_eq!((own.printed[1], own.taken_back[1]), (42, 30));
}

#[test]
fn a_sheet_is_made_void_once_and_no_other_with_it() {
    let mut bench = in_state("open");
    bench.ok(&MEMBER, print(1, 12));
    bench.ok(&MEMBER, print(0, 5));
    for (raters, first) in [(1, 12), (0, 30), (9, 0)] {
        assert_eq!(bench.no(&MEMBER, void(raters, first)), Refusal::NotFound, "{raters} {first}");
    }
    let short = Act::Void { survey: survey(), raters: 1, first: 30, reason: text("丢") };
    assert!(matches!(bench.no(&MEMBER, short), Refusal::TooShort { .. }));
    assert_eq!(bench.no(&cast::NORMAL_STAFF, void(1, 30)), Refusal::NotFound);
    bench.ok(&MEMBER, void(1, 30));
    assert_eq!(bench.no(&MEMBER, void(1, 30)), Refusal::Unchanged);
    let own = bench.all.survey(survey()).unwrap();
    let places = own.good_sheets().map(|own| (own.raters, own.places())).collect::<Vec<_>>();
    assert_eq!(places, [(1, 0..30), (0, 0..5)]);
    let first = own.void_sheets(1).map(|own| own.first).collect::<Vec<_>>();
    assert_eq!((first, own.void_sheets(0).count()), (vec![30], 0));
    // with all others it is taken back as they are
    bench.ok(&MEMBER, Act::TakeBack { survey: survey(), raters: 1, reason: reason() });
    assert_eq!(bench.no(&MEMBER, void(1, 0)), Refusal::Unchanged);
    let own = bench.all.survey(survey()).unwrap();
    let places = own.good_sheets().map(|own| (own.raters, own.places())).collect::<Vec<_>>();
    assert_eq!((places, own.void_sheets(1).count()), (vec![(0, 0..5)], 0));
}

#[test]
fn a_survey_of_before_sheets_were_told_apart_is_still_read() {
    let own = in_state("open").all.survey(survey()).unwrap().as_ref().clone();
    let mut raw = serde_json::to_value(&own).unwrap();
    raw.as_object_mut().unwrap().remove("sheets");
    let read: Survey = serde_json::from_value(raw).unwrap();
    assert_eq!(read, Survey { sheets: Vec::new(), ..own });
}

#[test]
fn what_was_printed_before_sheets_were_told_apart_has_none_that_could_become_void() {
    use crate::entry::Stamp;
    let mut bench = in_state("planned");
    // as entries of then are folded, now or once more
    bench.record(&MEMBER, print(1, 30).into(), Stamp::default());
    bench.record(&MEMBER, print(1, 12).into(), Stamp::default());
    assert!(bench.ok(&MEMBER, print(1, 5)).sheet);
    let own = bench.all.survey(survey()).unwrap();
    let places = own.good_sheets().map(|own| (own.raters, own.places())).collect::<Vec<_>>();
    assert_eq!((own.printed[1], places), (47, vec![(1, 42..47)]));
    for first in [0, 30] {
        assert_eq!(bench.no(&MEMBER, void(1, first)), Refusal::NotFound, "{first}");
    }
    bench.ok(&MEMBER, void(1, 42));
    bench.ok(&MEMBER, Act::TakeBack { survey: survey(), raters: 1, reason: reason() });
    assert_eq!(bench.all.survey(survey()).unwrap().taken_back[1], 47);
}

#[test]
fn a_slip_is_taken_from_the_first_day_to_the_last() {
    let bench = in_state("open");
    let own = bench.all.survey(survey()).unwrap();
    assert_eq!(own.takes(day("2023-04-01")), Ordering::Less);
    assert_eq!(own.takes(start()), Ordering::Equal);
    assert_eq!(own.takes(day("2023-06-30")), Ordering::Equal);
    assert_eq!(own.takes(day("2023-07-01")), Ordering::Greater);
    for state in ["planned", "closed", "dropped"] {
        assert_eq!(in_state(state).all.survey(survey()).unwrap().takes(start()), Ordering::Greater, "{state}");
    }
}

#[test]
fn a_code_is_read_as_people_write_it() {
    let code = Code::new([7; 32]);
    let printed = code.to_string();
    assert_eq!(printed.len(), 34);
    let forgiven = [printed.to_lowercase(), printed.replace('-', " "), printed.replace('-', "")];
    for typed in forgiven {
        assert!(Code::parse(&typed) == Ok(code.clone()), "{typed}");
    }
    assert!(Code::parse("ＩＬｏ").is_err());
    assert!(Code::parse(&format!("{printed}0")) == Err(Mistyped));
    assert!(Code::parse("") == Err(Mistyped));
    assert_eq!(format!("{code:?}"), "Code(..)");
}

#[test]
fn what_no_form_offers_is_refused() {
    let typed = |raw: [&str; 4]| raw.map(|raw| Some(raw.to_owned()));
    let own = plan();
    assert_eq!(read(&own, &typed(["0", "5", "", "好"])).unwrap()[..2], [pick(0), pick(5)]);
    assert_eq!(read(&own, &typed(["", " ", "", ""])), Err(Unfit::Blank));
    assert_eq!(read(&own, &[]), Err(Unfit::Blank));
    assert_eq!(read(&own, &typed(["6", "", "", ""])), Err(Unfit::Foreign { question: 0 }));
    assert_eq!(read(&own, &typed(["0", "-1", "", ""])), Err(Unfit::Foreign { question: 1 }));
    assert_eq!(read(&own, &typed(["0", "", "", &"长".repeat(501)])), Err(Unfit::TooLong { question: 3 }));
}

proptest! {
    /// In whatever order slips come, the ballot is the same to the last byte.
    #[test]
    fn order_leaves_no_trace(levels in proptest::collection::vec(0u8..6, 1..12), seed in any::<u64>()) {
        let mut slips: Vec<(u32, u8)> = (0..).zip(levels.iter().copied()).collect();
        let straight = filled(&slips);
        let turn = usize::try_from(seed % u64::try_from(slips.len()).unwrap()).unwrap();
        slips.rotate_left(turn);
        slips.reverse();
        prop_assert_eq!(serde_json::to_string(&filled(&slips)).unwrap(), serde_json::to_string(&straight).unwrap());
    }

    #[test]
    fn any_one_wrong_letter_is_found(chance in any::<[u8; 32]>(), place in 0usize..28, by in 1usize..32) {
        const LETTERS: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let printed = Code::new(chance).to_string().replace('-', "");
        prop_assert_eq!(Code::parse(&printed).map(|code| code.hash()).ok(), Some(Code::new(chance).hash()));
        let mut wrong = printed.into_bytes();
        let own = LETTERS.iter().position(|letter| *letter == wrong[place]).unwrap();
        wrong[place] = LETTERS[(own + by) % 32];
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert!(Code::parse(&wrong) == Err(Mistyped));
    }
}

fn filled(slips: &[(u32, u8)]) -> Ballot {
    let mut ballot = Ballot::new(&plan());
    ballot.hand_out((0..12).map(hash));
    for (slip, level) in slips {
        let words = Answer::Words(text(&format!("{level}号窗口")));
        ballot.take(&hash(*slip), &[pick(*level), None, pick(5 - *level), Some(words)]).unwrap();
    }
    ballot
}
