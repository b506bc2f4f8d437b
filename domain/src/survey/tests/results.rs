//! What a survey comes to: what is shown, what stays hidden, and that nothing of the one tells of the other.

use super::*;

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
        category: None,
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
    assert_eq!((closed.len(), closed[0].raters.as_str(), closed[0].category), (1, "领导干部", None));
    // it takes along what the survey asked about
    let mut own = in_state("closed").all.survey(survey()).unwrap().as_ref().clone();
    own.plan.category = Some(Category::Livelihood);
    assert_eq!(said(&own, &ballots)[0].category, Some(Category::Livelihood));
}

#[test]
fn a_group_is_asked_from_its_first_slip_on_whatever_became_of_that() {
    let (few, none) = (voted(&[0]), Ballot::new(&plan()));
    let own = Survey { printed: vec![20, 0, 20, 0], taken_back: vec![0, 0, 20, 0], ..asking(&plan(), 20) };
    let told = [&few, &none, &none, &none].into_iter().enumerate();
    let told = told.map(|(raters, ballot)| [progress(&own, raters, ballot), of_raters(&own, raters, ballot)]);
    let asked: Vec<_> = told.map(|both| both.map(|own| (own.asked, own.returned))).collect();
    assert_eq!(asked, [[(true, None); 2], [(false, None); 2], [(true, None); 2], [(false, None); 2]]);
}
