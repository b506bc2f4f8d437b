//! What is frozen when a round is published comes from records, and the score follows from it alone.

use super::*;

/// Verified by the head what the unit handed in.
fn solve(bench: &mut Bench, issue: IssueId) {
    let evidence = issue::Act::AddEvidence { issue, hash: hash(1), name: text("证据.pdf"), size: 9 };
    bench.all.files.insert(hash(1));
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(issue))));
    bench.ok(&HEAD, issue::Act::Agree { issue, note: None });
    let percent = crate::kinds::Percent::try_from(100).unwrap();
    bench.ok(&STAFF, issue::Act::ReportProgress { issue, percent, node: None, note: reason() });
    bench.ok(&STAFF, issue::Act::FinishMeasure { issue, measure: crate::testing::MEASURE, note: None });
    bench.ok(&STAFF, evidence);
    bench.ok(&STAFF, issue::Act::Submit { issue, note: None });
    bench.ok(&HEAD, issue::Act::Verify { issue, note: None });
}

#[test]
fn publishing_freezes_what_the_records_say_at_that_moment() {
    let mut bench = in_state("agreed");
    solve(&mut bench, ISSUE);
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(id(0x15_0009)))));
    let stamp = bench.ok(&HEAD, step("publish"));
    let half = Value::Measured { quantity: Quantity::Share { part: 1, of: 2 } };
    let graded = Value::Graded { grade: Grade::Fair };
    assert_eq!(stamp.values[&UNIT], Values::from([(NODES[0], half), (quality(), graded)]));
    // The other unit has no issues: missing, not zero.
    assert_eq!(stamp.values[&OTHER], Values::from([(quality(), graded)]));
    // What happens afterwards changes nothing.
    bench.ok(&HEAD, issue::Act::Withdraw { issue: id(0x15_0009), reason: reason() });
    let score = own(&bench).score(UNIT, &Values::new());
    // 50 % of 40, 85 % of 40, and 20 shared out as 10 and 10.
    assert_eq!(score.written().unwrap(), "25.0 + 42.5 = 67.5");
    assert_eq!(score.moved[0].name.as_str(), "满意度");
    assert_eq!(own(&bench).score(OTHER, &Values::new()).written().unwrap(), "85.0 = 85.0");
}

#[test]
fn no_act_carries_a_figure() {
    let wire = serde_json::to_string(&step("publish")).unwrap();
    assert_eq!(wire, r#"{"verb":"publish","evaluation":"00000000-0000-0000-0000-000000e01001"}"#);
    // One that brings its own is not even read as such.
    let forged = wire.replace('}', r#","values":{"x":1}}"#);
    assert_eq!(serde_json::from_str::<Act>(&forged).unwrap(), step("publish"));
}

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
fn a_category_counts_its_own_issues_and_the_rules_that_answer_them() {
    let mut bench = in_state("scoring");
    solve(&mut bench, ISSUE);
    let livelihood = issue::act::Facts { category: Some(issue::Category::Livelihood), ..crate::testing::description() };
    let other = issue::act::Find { facts: livelihood, ..find(id(0x15_0009)) };
    bench.ok(&STAFF, issue::Act::Find(Box::new(other)));
    for (number, issue) in [(1, ISSUE), (2, id(0x15_0009))] {
        let (rule, description) = (id(0x4f_1000 + number), rule_description());
        bench.ok(&STAFF, rule::Act::Draft { rule, unit: UNIT, description });
        bench.ok(&STAFF, rule::Act::LinkIssue { rule, issue });
    }
    let rows = |scored| {
        let mut round = own(&bench).clone();
        round.scored = scored;
        let rows = round.rows(UNIT, &bench.all, bench.now.day());
        [rows.issues.map(|own| own.len()), rows.rules.map(|own| own.len()), rows.carriers.map(|own| own.len())]
    };
    assert_eq!(rows(Scored::Unit), [Some(2), Some(2), Some(0)]);
    assert_eq!(rows(Scored::Category { category: issue::Category::Hard }), [Some(1), Some(1), Some(0)]);
    assert_eq!(rows(Scored::Issue { issue: id(0x15_0009) }), [Some(1), Some(1), None]);
    assert_eq!(rows(Scored::Carrier { carrier: id(1) }), [None, None, Some(0)]);
    let organisations = own(&bench).rows(UNIT, &bench.all, bench.now.day()).organisations.unwrap();
    assert_eq!((organisations.len(), organisations.iter().filter(|own| own.visited).count()), (4, 0));
}

fn rule_description() -> rule::Description {
    rule::Description { title: text("报修办法"), department: text("后勤处"), detail: None }
}
