//! What is frozen when a round is published comes from records, and the score follows from it alone.

use super::*;
use crate::kinds::{CarrierId, MilestoneId, Time};
use crate::score::{Formula, Rows};
use crate::survey::result::Said;
use crate::testing::{day, seminar};
use crate::{carrier, deployment, notice, study, visit, worklog};

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

#[test]
fn a_look_back_that_held_counts_also_after_the_issue_came_back() {
    let mut bench = in_state("scoring");
    solve(&mut bench, ISSUE);
    let (issue, looked) = (ISSUE, day("2023-06-05"));
    bench.ok(&HEAD, issue::Act::SetLookback { issue, day: looked, reason: reason() });
    bench.now = looked.start();
    bench.ok(&HEAD, issue::Act::Confirm { issue, note: reason() });
    bench.now = day("2023-06-25").start();
    bench.ok(&HEAD, issue::Act::Relapse { issue, reason: reason() });
    let held = |start, end| {
        let rows = Rows::none(Period { start: day(start), end: day(end) }, bench.now.day());
        Formula::Held.of(&rows.with_issues(Scored::Unit, [bench.issue()]))
    };
    assert_eq!(held("2023-06-01", "2023-06-30"), Some(Quantity::Share { part: 1, of: 2 }));
    assert_eq!(held("2023-06-01", "2023-06-24"), Some(Quantity::Share { part: 1, of: 1 }));
    assert_eq!(held("2023-06-06", "2023-06-30"), Some(Quantity::Share { part: 0, of: 1 }));
}

const CARRIERS: [CarrierId; 2] =
    [CarrierId(uuid::Uuid::from_u128(0xca_1001)), CarrierId(uuid::Uuid::from_u128(0xca_1002))];

/// Of the unit: two carriers, the first at 80 % with a milestone in time and one that is late, the second at 10 %.
fn with_carriers(bench: &mut Bench) {
    let [first, second] = CARRIERS;
    for (carrier, percent, name) in [(first, 80, "教师教育协同育人基地"), (second, 10, "实验室开放共享平台")]
    {
        let (department, lead) = (text("教务处"), text("韩立群"));
        let description = carrier::Description { name: text(name), department, lead, detail: None };
        bench.ok(&STAFF, carrier::Act::Start { carrier, unit: UNIT, description });
        let percent = crate::kinds::Percent::try_from(percent).unwrap();
        bench.ok(&STAFF, carrier::Act::ReportProgress { carrier, percent, note: text("已签协议") });
    }
    for (number, due) in [(1, start()), (2, start().plus(10))] {
        let (carrier, milestone): (_, MilestoneId) = (first, id(0x3d_1000 + number));
        bench.ok(&STAFF, carrier::Act::AddMilestone { carrier, milestone, name: text("挂牌"), due });
    }
    bench.ok(&STAFF, carrier::Act::ReachMilestone { carrier: first, milestone: id(0x3d_1001), note: None });
}

/// Of the unit as a whole: a visit, a paper to be answered, a matter in step, and what staff said in its survey.
fn with_the_whole_unit(bench: &mut Bench) {
    let organisation = Some(cast::UNITS[1].organisation(0));
    let description = visit::Description { organisation, topic: Some(text("教师座谈")), ..seminar(bench.now) };
    let findings = visit::Findings { people: 9, notes: Some(text("教师谈了减负")), ..visit::Findings::default() };
    let recorded = visit::act::Recorded {
        visit: id(0x11_1001),
        unit: UNIT,
        based_on: None,
        description,
        findings,
        promises: Vec::new(),
    };
    bench.ok(&cast::MEMBER, visit::Act::Record(Box::new(recorded)));
    let paper = notice::Content {
        paper: notice::Paper::Notice,
        title: text("关于报送进展的通知"),
        text: text("请报送"),
        units: vec![UNIT],
        about: Vec::new(),
        reply_by: Some(start().plus(3)),
        after: None,
        from: None,
    };
    let notice = id(0x61_1001);
    bench.ok(&HEAD, notice::Act::Draft { notice, content: Box::new(paper) });
    bench.ok(&HEAD, notice::Act::Issue { notice });
    let matter = deployment::Content {
        title: text("安全生产大检查"),
        text: text("两级同步开展"),
        sides: vec![deployment::Side { unit: UNIT, organisations: Vec::new() }],
        days: deployment::Days { deployed: Some(start().plus(5)), ..deployment::Days::default() },
    };
    bench.ok(&HEAD, deployment::Act::Open { deployment: id(0x68_1001), content: Box::new(matter) });
    bench.all.said.insert(UNIT, vec![staff_said(1, bench.now, 90)]);
}

pub(super) fn staff_said(survey: u128, closed: Time, part: u32) -> Said {
    let opinion = Opinion { part, of: 100, answers: 100 };
    Said { survey: id(survey), category: None, closed, raters: text("教职工"), opinion }
}

#[test]
fn a_single_carrier_or_issue_counts_itself_and_nothing_of_the_unit_as_a_whole() {
    let mut bench = in_state("scoring");
    bench.ok(&STAFF, issue::Act::Find(Box::new(find(ISSUE))));
    with_carriers(&mut bench);
    with_the_whole_unit(&mut bench);
    bench.days_later(20);
    let round = |scored| Evaluation { scored, ..own(&bench).clone() };
    let rows = |scored| round(scored).rows(UNIT, &bench.all, bench.now.day());
    let carriers = |scored| rows(scored).carriers.map(|own| own.iter().map(|own| own.id).collect::<Vec<_>>());
    let whole = |scored| {
        let rows = rows(scored);
        let tasks = [rows.receipts, rows.deployments].map(|own| own.map(|own| own.len()));
        let visited = rows.organisations.map(|own| own.iter().filter(|own| own.visited).count());
        (visited, tasks, rows.opinions.len())
    };
    let [first, second] = CARRIERS;
    assert_eq!(carriers(Scored::Carrier { carrier: first }), Some(vec![first]));
    assert_eq!(carriers(Scored::Carrier { carrier: second }), Some(vec![second]));
    assert_eq!(carriers(Scored::Unit).map(|own| own.len()), Some(2));
    assert_eq!(carriers(Scored::Issue { issue: ISSUE }), None);
    for scored in [Scored::Unit, Scored::Category { category: issue::Category::Hard }] {
        assert_eq!(whole(scored), (Some(1), [Some(1); 2], 1), "{scored:?}");
    }
    let single = [Scored::Carrier { carrier: first }, Scored::Issue { issue: ISSUE }];
    for scored in single {
        assert_eq!(whole(scored), (None, [None; 2], 0), "{scored:?}");
        assert!(!round(scored).measure(&rows(scored)).contains_key(&NODES[2]), "{scored:?}");
    }
    let figure = |carrier, formula: Formula| formula.of(&rows(Scored::Carrier { carrier }));
    assert_eq!(figure(first, Formula::Progress), Some(Quantity::Share { part: 80, of: 100 }));
    assert_eq!(figure(first, Formula::Milestones), Some(Quantity::Share { part: 1, of: 2 }));
    assert_eq!(figure(second, Formula::Progress), Some(Quantity::Share { part: 10, of: 100 }));
    for formula in [Formula::Milestones, Formula::Solved, Formula::Coverage, Formula::Receipts, Formula::Deployments] {
        assert_eq!(figure(second, formula), None, "{formula:?}");
    }
}

#[test]
fn study_and_logs_of_the_group_change_no_formula_and_no_figure() {
    use crate::kinds::{StudyId, WorklogId};
    use crate::meeting::{Attendee, Presence};
    use strum::VariantArray as _;
    let mut bench = in_state("scoring");
    solve(&mut bench, ISSUE);
    with_carriers(&mut bench);
    with_the_whole_unit(&mut bench);
    let counted = |bench: &Bench| {
        let rows = own(bench).rows(UNIT, &bench.all, bench.now.day());
        let values: Vec<_> = Formula::VARIANTS.iter().map(|formula| formula.of(&rows)).collect();
        (values, bench.tally.clone())
    };
    let before = counted(&bench);
    assert!(before.0.iter().any(Option::is_some) && !before.1.is_empty());
    let (study, day): (StudyId, _) = (id(0x71_1001), bench.now.day());
    let plan = study::Plan {
        form: study::Form::Session,
        topic: text("学习整改验收标准"),
        at: bench.now,
        place: None,
        host: None,
    };
    bench.ok(&HEAD, study::Act::Plan { study, plan: Box::new(plan) });
    let attendees = vec![Attendee { name: text("郑砚秋"), person: None, presence: Presence::Present }];
    bench.ok(&HEAD, study::Act::Hold { study, attendees, summary: text("统一了验收尺度"), was: None });
    let worklog = WorklogId::of(cast::book(), HEAD.id, day);
    bench.ok(&HEAD, worklog::Act::Write { worklog, day, after: None, text: text("走访后勤处") });
    let records =
        [bench.all.study(study).cloned().map(Record::from), bench.all.worklog(worklog).cloned().map(Record::from)];
    assert!(records.into_iter().all(|own| own.unwrap().cells().is_empty()));
    assert_eq!(counted(&bench), before);
}

#[test]
fn the_weight_of_what_only_the_whole_unit_has_goes_openly_to_the_rest() {
    let mut bench = in_state("scoring");
    solve(&mut bench, ISSUE);
    with_the_whole_unit(&mut bench);
    let score = |scored| {
        let round = Evaluation { scored, ..own(&bench).clone() };
        score(&round.tree, &round.measure(&round.rows(UNIT, &bench.all, bench.now.day())))
    };
    let moved = |scored| score(scored).moved.iter().map(|own| own.name.to_string()).collect::<Vec<_>>();
    assert_eq!(moved(Scored::Unit), ["过程落实", "领导干部"]);
    let single = Scored::Issue { issue: ISSUE };
    assert_eq!(moved(single), ["过程落实", "满意度"]);
    assert_eq!((score(single).satisfaction, score(single).total.unwrap().to_string()), (None, "100.0".to_owned()));
}

fn rule_description() -> rule::Description {
    rule::Description { title: text("报修办法"), department: text("后勤处"), detail: None }
}
