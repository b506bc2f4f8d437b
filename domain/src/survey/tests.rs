//! A survey from plan to result: who may do what when, codes, ballots, and what stays hidden.

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

fn pick(number: u8) -> Option<Answer> {
    Some(Answer::Pick(number))
}

fn hash(number: u32) -> String {
    format!("{number:064x}")
}

/// A ballot with as many slips, each answering the scales with these levels.
fn voted(levels: &[u8]) -> Ballot {
    let mut ballot = Ballot::new(&plan());
    ballot.hand_out((0..20).map(hash));
    for (slip, level) in (0..).zip(levels) {
        let said = [pick(*level), pick(*level), pick(*level), None];
        ballot.take(&hash(slip), &said).unwrap();
    }
    ballot
}

/// A survey with this plan, of which each group got so many slips.
fn asking(plan: &Plan, printed: u32) -> Survey {
    let own = in_state("open").all.survey(survey()).unwrap().as_ref().clone();
    Survey { plan: plan.clone(), printed: vec![printed; plan.raters.len()], ..own }
}

/// What the ballot of one group of this plan says.
fn shown(plan: &Plan, ballot: &Ballot) -> OfRaters {
    of_raters(&asking(plan, 20), 0, ballot)
}

#[test]
fn a_slip_is_worth_one_answer() {
    let mut ballot = voted(&[0]);
    let again = ballot.clone();
    assert_eq!(ballot.take(&hash(0), &[pick(4)]), Err(Spoilt::Used));
    assert_eq!(ballot.take(&hash(77), &[pick(4)]), Err(Spoilt::Unknown));
    assert_eq!(ballot, again);
    ballot.take_back(&(0..15).map(hash).collect());
    assert_eq!(ballot.take(&hash(1), &[pick(4)]), Err(Spoilt::Void));
    assert_eq!(ballot.take(&hash(15), &[pick(4)]), Ok(()));
    assert_eq!((ballot.handed_out(), ballot.returned()), (6, 2));
}

#[test]
fn four_answers_show_nothing_and_five_show_all() {
    let four = shown(&plan(), &voted(&[0, 0, 1, 4]));
    assert_eq!((four.returned, four.questions.len(), four.satisfied), (None, 0, None));
    let five = shown(&plan(), &voted(&[0, 0, 1, 4, 5]));
    assert_eq!((five.returned, five.handed_out), (Some(5), 20));
    assert_eq!(five.questions[0].counts, Some(vec![2, 1, 0, 0, 1, 1]));
    // four know: their share is not shown
    assert_eq!((five.questions[0].satisfied, five.satisfied), (None, None));
    let six = shown(&plan(), &voted(&[0, 0, 1, 4, 5, 2]));
    assert_eq!(six.satisfied, Some(Opinion { part: 9, of: 15, answers: 5 }));
}

#[test]
fn a_choice_is_counted_option_by_option_and_hidden_below_five() {
    let mut plan = plan();
    let option = |zh| Words { zh: text(zh), en: None };
    let options = ["通知", "同事", "没有听说"].map(option).to_vec();
    plan.questions.insert(0, Question { words: option("您从哪里知道整改情况？"), kind: Kind::Choice { options } });
    let told = |picked: &[u8], left_out: u32| {
        let mut ballot = Ballot::new(&plan);
        ballot.hand_out((0..20).map(hash));
        let slips = picked.iter().map(|option| [pick(*option), pick(0)]);
        let slips = slips.chain((0..left_out).map(|_| [None, pick(0)]));
        for (slip, said) in (0..).zip(slips) {
            ballot.take(&hash(slip), &said).unwrap();
        }
        shown(&plan, &ballot)
    };
    let own = told(&[0, 2, 0, 0, 2], 3);
    assert_eq!((own.returned, own.questions[0].counts.clone()), (Some(8), Some(vec![3, 0, 2])));
    // a choice is no satisfaction, also where the first options are picked most
    assert_eq!((own.questions[0].satisfied, own.satisfied.map(|own| own.answers)), (None, Some(8)));
    let few = told(&[0, 2, 0, 0], 4);
    assert_eq!((few.returned, few.questions[0].counts.clone()), (Some(8), None));
    assert_eq!(few.questions[1].counts, Some(vec![8, 0, 0, 0, 0, 0]));
}

/// As the page has them of these groups, each with so many slips out and back.
fn groups(all: &[(u32, u32)]) -> Vec<OfRaters> {
    let filled = |(out, back): &(u32, u32)| {
        let mut ballot = Ballot::new(&plan());
        ballot.hand_out((0..*out).map(hash));
        (0..*back).for_each(|slip| ballot.take(&hash(slip), &[pick(0)]).unwrap());
        progress(&asking(&plan(), *out), 0, &ballot)
    };
    all.iter().map(filled).collect()
}

#[test]
fn returns_of_several_groups_are_of_those_that_are_shown_in_both_numbers() {
    let told = |all: &[(u32, u32)]| Returns::of(&groups(all));
    let some = told(&[(9, 4), (40, 4), (60, 12), (20, 2)]);
    assert_eq!(some, Returns { groups: 1, returned: 12, handed_out: 60, few: 3, in_all: 129 });
    assert_eq!(told(&[(20, 20), (40, 5)]), Returns { groups: 2, returned: 25, handed_out: 60, few: 0, in_all: 60 });
    assert_eq!(told(&[(20, 4), (40, 4)]), Returns { few: 2, in_all: 60, ..Returns::default() });
    // who got no slips is nobody of whom few answered
    assert_eq!(told(&[(40, 5), (0, 0)]), Returns { groups: 1, returned: 5, handed_out: 40, few: 0, in_all: 40 });
    assert_eq!(told(&[(0, 0)]), Returns::default());
}

#[test]
fn returns_are_the_same_whatever_a_hidden_group_brought_back() {
    let all = |hidden| groups(&[(40, 12), (30, 9), (30, hidden)]);
    for hidden in 1..5 {
        assert_eq!((Returns::of(&all(hidden)), all(hidden)), (Returns::of(&all(0)), all(0)));
    }
    // thirty slips, the others of which are taken back, then so many more
    let taken_back = |back: u32, later: u32| {
        let mut ballot = Ballot::new(&plan());
        ballot.hand_out((0..30).map(hash));
        (0..back).for_each(|slip| ballot.take(&hash(slip), &[pick(0)]).unwrap());
        ballot.take_back(&(0..30).map(hash).collect());
        ballot.hand_out((30..30 + later).map(hash));
        let own = Survey { taken_back: vec![30; 4], ..asking(&plan(), 30 + later) };
        let mut all = groups(&[(40, 12), (30, 9)]);
        all.extend([progress(&own, 0, &ballot), of_raters(&own, 0, &ballot)]);
        (Returns::of(&all), all)
    };
    for (hidden, later) in (0..5).flat_map(|hidden| [(hidden, 0), (hidden, 12)]) {
        let (returns, all) = taken_back(hidden, later);
        assert_eq!((all[2].handed_out, all[3].handed_out, returns.in_all), (later, later, 70 + 2 * later));
        assert_eq!((returns, all), taken_back(0, later));
    }
    // who is shown has both numbers of the same slips
    let (_, all) = taken_back(6, 12);
    assert_eq!((all[2].handed_out, all[2].returned), (18, Some(6)));
}

/// Thirty slips on three sheets, so many of the first and second used; then the second is void or is not, then twelve more.
fn on_sheets(first: u32, second: u32, is_void: bool) -> Vec<OfRaters> {
    let mut ballot = Ballot::new(&plan());
    ballot.hand_out((0..30).map(hash));
    for slip in (0..first).chain(10..10 + second) {
        ballot.take(&hash(slip), &[pick(0)]).unwrap();
    }
    if is_void {
        ballot.make_void(&(10..20).map(hash).collect());
        // as it is read again after it was written without them
        let mut written: Ballot = serde_json::from_str(&serde_json::to_string(&ballot).unwrap()).unwrap();
        written.make_void(&(10..20).map(hash).collect());
        assert_eq!(written, ballot);
        assert_eq!(ballot.look(&hash(19)), Err(Spoilt::Void));
        assert_eq!((ballot.look(&hash(9)), ballot.look(&hash(20))), (Ok(()), Ok(())));
    }
    ballot.hand_out((30..42).map(hash));
    let own = asking(&plan(), 42);
    vec![progress(&own, 0, &ballot), of_raters(&own, 0, &ballot)]
}

#[test]
fn nothing_that_is_shown_changes_when_a_sheet_becomes_void() {
    for (first, second) in (0..9).flat_map(|first| (0..9).map(move |second| (first, second))) {
        let told = on_sheets(first, second, true);
        assert_eq!(told, on_sheets(first, second, false), "{first} {second}");
        assert_eq!(told[0].handed_out, 42);
        // so many came back: on which sheets they were is told by nothing
        let other = on_sheets(second, first, true);
        assert_eq!((told[0].handed_out, told[0].returned), (other[0].handed_out, other[0].returned));
    }
}

#[test]
fn a_sum_over_questions_does_not_tell_the_one_that_is_hidden() {
    let mut ballot = Ballot::new(&plan());
    ballot.hand_out((0..20).map(hash));
    for slip in 0..9 {
        // four of nine answer the second question, nobody the third
        let second = if slip < 4 { pick(4) } else { None };
        ballot.take(&hash(slip), &[pick(0), second]).unwrap();
    }
    let told = shown(&plan(), &ballot);
    assert_eq!((told.questions[1].counts.clone(), told.questions[1].satisfied), (None, None));
    assert_eq!(told.satisfied, Some(Opinion { part: 9, of: 9, answers: 9 }));
}

#[test]
fn words_stay_hidden_below_five_and_come_in_the_order_of_the_alphabet() {
    let mut ballot = Ballot::new(&plan());
    ballot.hand_out((0..9).map(hash));
    for (slip, words) in ["丙", "甲", "乙", "丁"].into_iter().enumerate() {
        let said = [pick(0), None, None, Some(Answer::Words(text(words)))];
        ballot.take(&hash(u32::try_from(slip).unwrap()), &said).unwrap();
    }
    ballot.take(&hash(8), &[pick(1)]).unwrap();
    assert_eq!(shown(&plan(), &ballot).questions[3].words, Vec::<String>::new());
    ballot.take(&hash(7), &[None, None, None, Some(Answer::Words(text("食堂")))]).unwrap();
    let words = shown(&plan(), &ballot).questions[3].words.clone();
    let mut sorted = words.clone();
    sorted.sort();
    assert_eq!((words.len(), &words), (5, &sorted));
}

#[test]
fn an_evaluation_takes_what_a_group_said_last_in_its_period() {
    let own = |closed, part| Said {
        survey: survey(),
        closed: day(closed).start(),
        raters: text("教职工"),
        opinion: Opinion { part, of: 100, answers: 100 },
    };
    let period = Period { start: day("2023-05-01"), end: day("2023-06-30") };
    let all = [own("2023-06-10", 90), own("2023-05-10", 80), own("2023-04-30", 70), own("2023-07-01", 60)];
    let rows = |said| Rows::none(period, day("2023-08-01")).with_opinions(Scored::Unit, said);
    assert_eq!(rows(&all).opinions.get(&text("教职工")).map(|own| own.part), Some(90));
    assert!(rows(&all[2..]).opinions.is_empty());
}

#[test]
fn only_a_closed_survey_says_anything_and_only_of_groups_that_are_shown() {
    let ballots = [voted(&[0, 0, 1, 4, 5, 2]), voted(&[0, 0, 1, 4]), voted(&[]), voted(&[])];
    let of = |state| said(in_state(state).all.survey(survey()).unwrap(), &ballots);
    assert_eq!((of("open"), of("dropped")), (Vec::new(), Vec::new()));
    let closed = of("closed");
    assert_eq!((closed.len(), closed[0].raters.as_str()), (1, "领导干部"));
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
