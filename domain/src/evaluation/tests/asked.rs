//! What a round takes from surveys: from which of them, of whom, and that it is told which.

use super::values::staff_said;
use super::*;
use crate::evaluation::export::Export;
use crate::issue::Category;
use crate::kinds::{SurveyId, Time};
use crate::score::Rows;
use crate::survey::result::Said;
use crate::survey::{Plan, Survey, usual};

#[test]
fn answers_of_a_survey_are_part_of_the_score_where_there_are_enough() {
    let bench = in_state("agreed");
    let round = own(&bench);
    let mut rows = round.rows(UNIT, &bench.all, bench.now.day());
    let mut asked = |of: &str, answers| {
        let opinion = Opinion { part: answers, of: answers, answers };
        rows.opinions.insert(text(of), opinion);
    };
    asked("教职工", 86);
    asked("领导干部", 4);
    asked("没有问到的人", 50);
    let measured = round.measure(&rows);
    assert_eq!(measured.keys().copied().collect::<Vec<_>>(), [NODES[2], NODES[3]]);
    let score = round.score(UNIT, &measured);
    assert_eq!(score.satisfaction.unwrap().to_string(), "100.0");
    let told: Vec<&str> = score.moved.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(told, ["整改效果", "领导干部"]);
}

#[test]
fn a_value_of_satisfaction_names_the_survey_that_it_was_read_from() {
    let mut round = own(&in_state("published")).clone();
    let published = round.published.unwrap().at;
    let on = |days| published.day().plus(days).start();
    let all = [staff_said(3, on(1), 70), staff_said(1, on(-2), 80), staff_said(2, on(0), 90)];
    let surveys = |round: &Evaluation, said: &[Said]| round.surveys(said);
    // the last in the period; of a published one nothing that came later
    round.period.start = published.day().plus(-5);
    assert_eq!(surveys(&round, &all), [(NODES[2], id::<SurveyId>(2))]);
    assert_eq!(surveys(&Evaluation { published: None, ..round.clone() }, &all), [(NODES[2], id(3))]);
    assert_eq!(surveys(&round, &all[..2]), [(NODES[2], id(1))]);
    assert!(surveys(&round, &all[..1]).is_empty());
    let single = Evaluation { scored: Scored::Issue { issue: ISSUE }, ..round };
    assert!(surveys(&single, &all).is_empty());
}

/// What staff said: of all of the unit last, of people's livelihood twice before.
fn of_two_subjects(bench: &Bench) -> [Said; 3] {
    let at = |days| bench.now.day().plus(days).start();
    let livelihood = |own| Said { category: Some(Category::Livelihood), ..own };
    [staff_said(1, at(3), 90), livelihood(staff_said(2, at(2), 60)), livelihood(staff_said(3, at(1), 50))]
}

#[test]
fn a_round_about_a_category_reads_what_was_said_of_it_and_else_what_was_said_of_the_whole_unit() {
    let bench = in_state("scoring");
    let read = |scored, said: &[Said]| {
        let round = Evaluation { scored, ..own(&bench).clone() };
        let rows = Rows::none(round.period, bench.now.day()).with_opinions(scored, said);
        let part = |own: &Value| if let Value::Asked { opinion } = own { Some(opinion.part) } else { None };
        let values = round.measure(&rows);
        let from = round.surveys(said).into_iter().map(|own| own.1).collect::<Vec<SurveyId>>();
        ([NODES[2], NODES[3]].map(|node| values.get(&node).and_then(part)), from)
    };
    let of = |category| Scored::Category { category };
    let said = of_two_subjects(&bench);
    // the last about it, however late one about the whole unit was closed
    assert_eq!(read(of(Category::Livelihood), &said), ([Some(60), None], vec![id(2)]));
    for scored in [of(Category::Hard), Scored::Unit] {
        assert_eq!(read(scored, &said), ([Some(90), None], vec![id(1)]), "{scored:?}");
        // what is about another category counts for none
        assert_eq!(read(scored, &said[1..]), ([None, None], vec![]), "{scored:?}");
    }
    // who was asked of the whole unit only is read there
    let leaders = Said { raters: text("领导干部"), ..staff_said(1, said[0].closed, 80) };
    let all = [said.as_slice(), &[leaders]].concat();
    assert_eq!(read(of(Category::Livelihood), &all), ([Some(60), Some(80)], vec![id(2), id(1)]));
    let single = Scored::Issue { issue: ISSUE };
    assert_eq!(read(single, &all), ([None, None], vec![]));
}

#[test]
fn what_a_category_was_published_with_is_computed_again_from_its_export() {
    let published = |scored| {
        let mut bench = Bench::new();
        take_in_proof(&mut bench);
        bench.ok(&HEAD, template::Act::Make { template: template(), title: text("评估"), tree: tree(), from: None });
        bench.ok(&HEAD, open(Opened { scored, ..opened() }));
        bench.ok(&HEAD, step("begin"));
        graded(&mut bench);
        bench.ok(&HEAD, step("calibrate"));
        bench.ok(&HEAD, agree(Grade::Fair));
        bench.ok(&HEAD, step("conclude"));
        let said = of_two_subjects(&bench).to_vec();
        bench.all.said.insert(UNIT, said);
        bench.days_later(4);
        bench.ok(&HEAD, step("publish"));
        let export = Export::of(own(&bench), UNIT, "松江师范大学").unwrap();
        assert!(export.agrees(), "{scored:?}");
        (export.published.satisfaction, own(&bench).surveys(&bench.all.said[&UNIT]))
    };
    let read = |share: &str, survey| (Some(share.to_owned()), vec![(NODES[2], id::<SurveyId>(survey))]);
    let of = |category| Scored::Category { category };
    assert_eq!(published(of(Category::Livelihood)), read("60.0", 2));
    assert_eq!(published(of(Category::Hard)), read("90.0", 1));
    assert_eq!(published(Scored::Unit), read("90.0", 1));
}

/// A survey of the unit that was closed then, with so many slips for each group of raters.
fn closed(at: Time, printed: [u32; 4]) -> Survey {
    let plan = Plan {
        title: text("满意度测评"),
        title_en: None,
        category: None,
        raters: usual::raters().unwrap(),
        questions: usual::questions().unwrap(),
        opens: at.day(),
        closes: at.day(),
    };
    Survey {
        id: id(1),
        book: cast::book(),
        unit: UNIT,
        plan,
        planned_at: at,
        printed: printed.to_vec(),
        taken_back: vec![0; 4],
        sheets: Vec::new(),
        closed_at: Some(at),
        dropped_at: None,
    }
}

#[test]
fn a_group_that_nobody_asked_is_told_from_one_of_which_few_answered() {
    let mut round = own(&in_state("published")).clone();
    let published = round.published.unwrap().at;
    round.period.start = published.day().plus(-5);
    let on = |days| published.day().plus(days).start();
    let asked = |round: &Evaluation, own: Survey| round.asked([&own]);
    let staff = [0, 20, 0, 0];
    assert_eq!(asked(&round, closed(on(0), staff)), [NODES[2]]);
    assert_eq!(asked(&round, closed(on(0), [3, 20, 9, 0])), [NODES[2], NODES[3]]);
    // whatever was not closed in time asked nobody for this round
    for own in [closed(on(-6), staff), closed(on(1), staff), Survey { closed_at: None, ..closed(on(0), staff) }] {
        assert!(asked(&round, own).is_empty());
    }
    let mut livelihood = closed(on(0), staff);
    livelihood.plan.category = Some(Category::Livelihood);
    let category = |category| Evaluation { scored: Scored::Category { category }, ..round.clone() };
    assert_eq!(asked(&category(Category::Livelihood), livelihood.clone()), [NODES[2]]);
    assert!(asked(&category(Category::Hard), livelihood.clone()).is_empty() && asked(&round, livelihood).is_empty());
    let single = Evaluation { scored: Scored::Issue { issue: ISSUE }, ..round };
    assert!(asked(&single, closed(on(0), staff)).is_empty());
}
