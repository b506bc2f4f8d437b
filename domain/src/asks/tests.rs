use super::issue::open_measures;
use super::*;
use crate::cast;
use crate::issue::{self, Act, Due};
use crate::kinds::Percent;
use crate::record::Record;
use crate::testing::{Bench, ISSUE, MEASURE, OTHER, day, description, find, hash, reason, text};
use crate::{carrier, report, unit};

fn issues(bench: &Bench) -> Vec<Issue> {
    bench.all.issues().cloned().collect()
}

fn lookbacks(bench: &Bench) -> Vec<Lookback> {
    let all = bench.all.records.values().cloned();
    all.filter_map(|record| Box::<Lookback>::try_from(record).ok()).map(|own| *own).collect()
}

fn records<T: TryFrom<Record>>(bench: &Bench) -> Vec<T> {
    bench.all.records.values().cloned().filter_map(|own| T::try_from(own).ok()).collect()
}

fn asked(bench: &Bench) -> Vec<Ask> {
    let (carriers, reports) = (records::<Carrier>(bench), records::<Report>(bench));
    let policies = Policies::shipped(cast::GROUP);
    let issues = issues(bench);
    let visits: Vec<Visit> = bench.all.visits().cloned().collect();
    let (visits, lookbacks) = (visits.as_slice(), lookbacks(bench));
    let staff = cast::NORMAL_STAFF.viewer().unwrap();
    let shown: Vec<Record> = bench.all.records.values().cloned().filter_map(|own| own.shown_to(&staff)).collect();
    let notices: Vec<Notice> = shown.iter().filter_map(|own| Some(*Box::try_from(own.clone()).ok()?)).collect();
    let worklists: Vec<Worklist> = shown.iter().filter_map(|own| Some(*Box::try_from(own.clone()).ok()?)).collect();
    let meetings: Vec<Meeting> = shown.iter().filter_map(|own| Some(*Box::try_from(own.clone()).ok()?)).collect();
    let deployments: Vec<Deployment> = shown.into_iter().filter_map(|own| Some(*Box::try_from(own).ok()?)).collect();
    let records = Records {
        unit: None,
        issues: &issues,
        carriers: &carriers,
        reports: &reports,
        visits,
        lookbacks: &lookbacks,
        notices: &notices,
        worklists: &worklists,
        meetings: &meetings,
        deployments: &deployments,
        organisations: &[],
        policies: &policies,
    };
    asks(records, bench.now.day())
}

fn only(bench: &Bench) -> Ask {
    let mut asks = asked(bench);
    assert_eq!(asks.len(), 1, "{asks:?}");
    asks.remove(0)
}

fn agreed() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find(ISSUE))));
    bench.ok(&cast::HEAD, Act::Agree { issue: ISSUE, note: None });
    bench
}

fn progress(bench: &mut Bench) {
    let (percent, note) = (Percent::parse("40").unwrap(), text("已完成采购"));
    bench.ok(&cast::NORMAL_STAFF, Act::ReportProgress { issue: ISSUE, percent, node: None, note });
}

#[test]
fn an_issue_that_lacks_something_is_to_be_filled_in() {
    let mut bench = Bench::new();
    let facts = issue::act::Facts { official: None, due: None, ..description() };
    let find = issue::act::Find { facts, measures: Vec::new(), ..find(ISSUE) };
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find)));
    let ask = only(&bench);
    assert_eq!(ask.verb, Verb::FillIn);
    let fields = [Field::Measure, Field::Official, Field::Due];
    assert_eq!(ask.why, fields.map(|field| Why::Missing { field }));
    assert!(held(&issues(&bench), &[], &[], bench.now.day()).is_empty());
}

#[test]
fn a_complete_found_issue_waits_for_the_group_to_agree() {
    let mut bench = Bench::new();
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find(ISSUE))));
    assert!(asked(&bench).is_empty());
    let held = held(&issues(&bench), &[], &[], bench.now.day());
    assert_eq!(held.iter().map(|own| own.until).collect::<Vec<_>>(), [Until::Agreed]);
}

#[test]
fn an_agreed_issue_far_from_its_date_asks_for_nothing() {
    let mut bench = agreed();
    bench.days_later(3);
    assert!(asked(&bench).is_empty());
}

#[test]
fn two_weeks_without_a_report_ask_for_one() {
    let mut bench = agreed();
    bench.days_later(14);
    let ask = only(&bench);
    assert_eq!((ask.verb, ask.why), (Verb::ReportProgress, vec![Why::Stagnant { days: 14 }]));
}

#[test]
fn a_near_date_asks_and_a_past_one_says_late() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.now = day("2023-06-16").start();
    assert!(only(&bench).why.contains(&Why::Soon { days: 14 }));
    bench.now = day("2023-06-30").start();
    assert!(only(&bench).why.contains(&Why::Soon { days: 0 }));
    bench.now = day("2023-07-02").start();
    let ask = only(&bench);
    assert!(ask.why.contains(&Why::Late { days: 2 }));
    assert!(ask.why.contains(&Why::MeasuresLate { late: 1 }));
    assert_eq!((ask.verb, ask.due), (Verb::FinishMeasures, Some(day("2023-06-30"))));
}

#[test]
fn a_standing_issue_is_never_late_but_may_stagnate() {
    let mut bench = Bench::new();
    let facts = issue::act::Facts { due: Some(Due::Standing), ..description() };
    let measures = find(ISSUE).measures.into_iter().map(|plan| issue::act::Plan { due: None, ..plan }).collect();
    let find = issue::act::Find { facts, measures, ..find(ISSUE) };
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find)));
    bench.ok(&cast::HEAD, Act::Agree { issue: ISSUE, note: None });
    progress(&mut bench);
    bench.days_later(400);
    let ask = only(&bench);
    assert_eq!(ask.due, None);
    assert_eq!(ask.why[0], Why::Stagnant { days: 400 });
}

#[test]
fn the_verb_leads_from_measures_over_evidence_to_submitting() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.now = day("2023-06-20").start();
    assert_eq!(only(&bench).verb, Verb::FinishMeasures);
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    assert_eq!(only(&bench).verb, Verb::AddEvidence);
    bench.all.files.insert(hash(1));
    let evidence = Act::AddEvidence { issue: ISSUE, hash: hash(1), name: text("报修记录.pdf"), size: 9 };
    bench.ok(&cast::NORMAL_STAFF, evidence);
    let ask = only(&bench);
    assert_eq!(ask.verb, Verb::Submit);
    assert!(ask.why.contains(&Why::Ready));
}

#[test]
fn what_is_ready_is_asked_for_even_far_from_its_date() {
    let mut bench = agreed();
    progress(&mut bench);
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    bench.all.files.insert(hash(1));
    let evidence = Act::AddEvidence { issue: ISSUE, hash: hash(1), name: text("报修记录.pdf"), size: 9 };
    bench.ok(&cast::NORMAL_STAFF, evidence);
    assert_eq!(only(&bench).why, [Why::Ready]);
    bench.ok(&cast::NORMAL_STAFF, Act::Submit { issue: ISSUE, note: None });
    assert!(asked(&bench).is_empty());
    assert_eq!(held(&issues(&bench), &[], &[], bench.now.day())[0].until, Until::Verified);
    bench.ok(&cast::HEAD, Act::Return { issue: ISSUE, reason: reason() });
    assert_eq!(only(&bench).why[0], Why::Returned { times: 1 });
}

#[test]
fn a_look_back_is_in_the_groups_hands_once_it_is_due() {
    let mut bench = Bench::new();
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find(ISSUE))));
    let mut issue = bench.issue().clone();
    issue.state = State::Verified;
    issue.lookback = Some(day("2023-06-01"));
    let held_on = |on| held(std::slice::from_ref(&issue), &[], &[], day(on));
    assert!(held_on("2023-05-31").is_empty());
    assert_eq!(held_on("2023-06-01")[0].until, Until::LookedBack);
}

#[test]
fn milestones_and_reports_ask_when_their_day_is_near() {
    let mut bench = Bench::new();
    let (unit, carrier, report) = (cast::UNITS[1].id, crate::testing::id(7), crate::testing::id(8));
    let description =
        carrier::Description {
            name: text("低碳技术"), department: text("科研处"), lead: text("阎若水"), detail: None
        };
    bench.ok(&cast::NORMAL_STAFF, carrier::Act::Start { carrier, unit, description });
    let milestone = carrier::Act::AddMilestone {
        carrier,
        milestone: crate::testing::id(9),
        name: text("立项"),
        due: day("2023-05-20"),
    };
    bench.ok(&cast::NORMAL_STAFF, milestone);
    let due = Some(day("2023-05-10"));
    let description = report::Description { title: text("学生资助调研"), official: text("韩立群"), due };
    bench.ok(&cast::NORMAL_STAFF, report::Act::Plan { report, unit, description });
    assert!(asked(&bench).is_empty());
    let late = |bench: &Bench| {
        let (carriers, reports) = (records(bench), records(bench));
        let dated = Dated { carriers: &carriers, reports: &reports, visits: &[], deployments: &[] };
        let late = overdue(dated, bench.now.day()).into_iter().map(|(whose, ask)| (whose, ask.about));
        late.collect::<Vec<_>>()
    };
    bench.now = day("2023-05-12").start();
    assert_eq!(late(&bench), [(Some(unit), About::Report { id: report })], "the milestone is only near");
    let asks = asked(&bench);
    assert_eq!(asks.iter().map(|ask| ask.verb).collect::<Vec<_>>(), [Verb::CompleteReport, Verb::ReachMilestone]);
    assert_eq!(asks[0].why, [Why::Late { days: 2 }]);
    bench.ok(&cast::NORMAL_STAFF, report::Act::Complete { report, summary: text("发放滞后") });
    bench.ok(&cast::NORMAL_STAFF, carrier::Act::Drop { carrier, reason: reason() });
    assert!(asked(&bench).is_empty());
}

#[test]
fn a_unit_without_a_goal_is_asked_for_one() {
    let mut bench = Bench::new();
    let id = cast::UNITS[1].id;
    let policies = Policies::shipped(cast::GROUP);
    let verbs = |bench: &Bench| {
        let unit: &unit::Unit = bench.all.unit(id).unwrap();
        let records = Records {
            unit: Some(unit),
            issues: &[],
            carriers: &[],
            reports: &[],
            visits: &[],
            lookbacks: &[],
            notices: &[],
            worklists: &[],
            meetings: &[],
            deployments: &[],
            organisations: &[],
            policies: &policies,
        };
        asks(records, bench.now.day()).iter().map(|ask| ask.verb).collect::<Vec<_>>()
    };
    assert_eq!(verbs(&bench), [Verb::SetGoal]);
    let goal = unit::Goal { goal: text("建设国内一流师范大学"), direction: text("产教协同") };
    bench.ok(&cast::NORMAL_STAFF, unit::Act::SetGoal { unit: id, goal, was: None });
    assert!(verbs(&bench).is_empty());
}

#[test]
fn a_shared_measure_counts_as_open_until_its_own_issue_finished_it() {
    let mut bench = agreed();
    let other = issue::act::Find { measures: Vec::new(), ..find(OTHER) };
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(other)));
    bench.ok(&cast::NORMAL_STAFF, Act::ShareMeasure { issue: OTHER, from: ISSUE, measure: MEASURE });
    let all = issues(&bench);
    assert_eq!(open_measures(bench.issue_of(OTHER), &all), 1);
    bench.ok(&cast::NORMAL_STAFF, Act::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    assert_eq!(open_measures(bench.issue_of(OTHER), &issues(&bench)), 0);
}

#[test]
fn a_promise_is_asked_for_until_it_is_kept_dropped_or_its_visit_is_cancelled() {
    use crate::visit::act::Recorded;
    use crate::visit::{self, Description, Findings, Form, Promised};
    let who = cast::MEMBER;
    let id: VisitId = crate::testing::id(0x115_0021);
    let promised = |number: u128, due: &str| Promised {
        id: crate::testing::id(0x140_0020 + number),
        what: text(&format!("承诺{number}")),
        who: None,
        due: day(due),
    };
    let description = Description {
        form: Form::Seminar,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at: crate::testing::start().start(),
        members: vec![who.id],
        strands: Vec::new(),
        announced: false,
    };
    let promises = vec![promised(1, "2023-08-01"), promised(2, "2023-04-20"), promised(3, "2023-05-20")];
    let (unit, findings) = (cast::UNITS[1].id, Findings { people: 3, ..Findings::default() });
    let mut bench = Bench::new();
    let recorded = Recorded { visit: id, unit, description, findings, promises };
    bench.ok(&who, visit::Act::Record(Box::new(recorded)));
    bench.days_later(5);
    let told = |bench: &Bench| asked(bench).into_iter().map(|ask| (ask.title, ask.why)).collect::<Vec<_>>();
    // Overdue first, then by day; a day far off is no reason yet, the promise is asked for all the same.
    let all = [("承诺2", vec![Why::Late { days: 2 }]), ("承诺3", vec![]), ("承诺1", vec![])];
    assert_eq!(told(&bench), all.map(|(title, why)| (title.to_owned(), why)));
    let promise = crate::testing::id(0x140_0022);
    assert_eq!(asked(&bench)[0].about, About::Promise { visit: id, promise });
    assert_eq!(asked(&bench)[0].verb, Verb::KeepPromise);
    bench.ok(&who, visit::Act::KeepPromise { visit: id, promise, note: None });
    let promise = crate::testing::id(0x140_0023);
    bench.ok(&who, visit::Act::DropPromise { visit: id, promise, reason: reason() });
    assert_eq!(told(&bench), [("承诺1".to_owned(), vec![])]);
    bench.ok(&who, visit::Act::Cancel { visit: id, reason: reason() });
    assert!(told(&bench).is_empty());
}

#[test]
fn a_lookback_is_asked_of_the_unit_until_it_is_answered_and_then_waits_for_the_group() {
    use crate::kinds::{ActId, LookbackId};
    use crate::lookback::{self, act::Answering};
    let mut bench = agreed();
    bench.now = day("2023-05-20").start();
    let (unit, month) = (cast::UNITS[1].id, Month::of(bench.now.day()));
    let lookback = LookbackId::of(unit, month);
    bench.ok(&cast::HEAD, lookback::Act::Open { lookback, unit, month });
    let own = |bench: &Bench| asked(bench).into_iter().find(|ask| ask.verb == Verb::AnswerLookback);
    let ask = own(&bench).unwrap();
    assert_eq!((ask.about, ask.due), (About::Lookback { id: lookback, month }, Some(day("2023-05-31"))));
    assert_eq!(ask.why, [Why::Soon { days: 11 }, Why::Unanswered { open: 1 }]);
    assert!(held(&[], &lookbacks(&bench), &[], bench.now.day()).is_empty());
    let item = lookback::About::Measure { issue: ISSUE, measure: MEASURE };
    let then = ActId(uuid::Uuid::from_u128(0xac7_5000));
    let answer = Answering { lookback, item, done: true, note: None, proof: None, then };
    bench.ok(&cast::NORMAL_STAFF, lookback::Act::Answer(Box::new(answer)));
    assert_eq!(own(&bench), None);
    let held = held(&[], &lookbacks(&bench), &[], bench.now.day());
    assert_eq!((held[0].about, held[0].until, held[0].day), (ask.about, Until::Marked, day("2023-05-20")));
}

#[test]
fn papers_and_items_of_the_list_are_asked_for_until_they_are_answered() {
    use crate::kinds::{Week, WorklistId};
    use crate::{notice, worklist};
    let mut bench = Bench::new();
    let (id, unit) = (crate::testing::id(0x60), cast::UNITS[1].id);
    let content = notice::Content {
        paper: notice::Paper::Notice,
        title: text("关于报送进展的通知"),
        text: text("请报送"),
        units: vec![unit, cast::UNITS[2].id],
        about: Vec::new(),
        reply_by: Some(bench.now.day().plus(4)),
        after: None,
        from: None,
    };
    bench.ok(&cast::HEAD, notice::Act::Draft { notice: id, content: Box::new(content) });
    assert_eq!(asked(&bench), []);
    bench.ok(&cast::HEAD, notice::Act::Issue { notice: id });
    let one = |bench: &Bench| asked(bench).into_iter().map(|own| (own.verb, own.why)).collect::<Vec<_>>();
    assert_eq!(one(&bench), [(Verb::ReceiveNotice, vec![Why::Soon { days: 0 }])]);
    bench.ok(&cast::NORMAL_STAFF, crate::testing::receive(id, unit));
    assert_eq!(one(&bench), [(Verb::ReplyNotice, vec![Why::Soon { days: 4 }])]);
    bench.ok(&cast::NORMAL_STAFF, crate::testing::reply(id, unit, "已报"));
    assert_eq!(asked(&bench), []);

    let week = Week::of(bench.now.day());
    let worklist = WorklistId::of(bench.book, week);
    let task = |unit| worklist::Task {
        unit: Some(unit),
        who: None,
        source: worklist::Source::Hand,
        what: text("报送二级组织学习安排"),
        due: None,
        from: None,
        weeks: 0,
    };
    let items = [unit, cast::UNITS[2].id].into_iter().zip(1..);
    let items = items.map(|(unit, at)| worklist::NewItem { id: crate::testing::id(at), task: task(unit) }).collect();
    bench.ok(&cast::MEMBER, worklist::Act::Prepare { worklist, week, items });
    assert_eq!(asked(&bench), []);
    bench.ok(&cast::MEMBER, worklist::Act::Issue { worklist });
    assert_eq!(asked(&bench)[0].due, Some(week.sunday()));
    let item = crate::testing::id(1);
    bench.ok(&cast::NORMAL_STAFF, worklist::Act::Answer { worklist, item, done: true, note: None });
    assert_eq!(asked(&bench), []);
    let lists = [(**bench.all.worklist(worklist).unwrap()).clone()];
    let held = held(&[], &[], &lists, bench.now.day());
    let about = About::Item { worklist, item };
    assert_eq!(held.iter().map(|own| (own.about, own.until)).collect::<Vec<_>>(), [(about, Until::Ticked)]);
}

/// A meeting that is held, and how it decides.
fn meeting(series: crate::meeting::Series) -> (Bench, MeetingId) {
    use crate::meeting::{Act as M, Plan};
    let mut bench = Bench::new();
    let meeting = crate::testing::id(0x63_0001);
    let plan = Plan { series, at: bench.now, place: None, chair: None };
    bench.ok(&cast::HEAD, M::Plan { meeting, plan: Box::new(plan), agenda: Vec::new() });
    bench.ok(&cast::HEAD, M::TakePen { meeting });
    (bench, meeting)
}

fn decide(meeting: MeetingId, number: u128, unit: Option<UnitId>) -> crate::meeting::Act {
    crate::meeting::Act::Decide {
        meeting,
        then: crate::testing::id(number + 9),
        resolution: Box::new(crate::meeting::Resolution {
            id: crate::testing::id(number),
            point: None,
            what: text("报送报修台账"),
            unit,
            who: None,
            due: day("2023-04-20"),
            becomes: crate::meeting::Becomes::Minutes,
        }),
    }
}

#[test]
fn what_a_dispatch_meeting_decided_is_asked_until_it_is_settled() {
    use crate::meeting::{Act as M, Series};
    let unit = cast::UNITS[1].id;
    let (mut bench, meeting) = meeting(Series::Dispatch { unit });
    bench.ok(&cast::HEAD, decide(meeting, 20, Some(unit)));
    // the group's own is not asked for here
    bench.ok(&cast::HEAD, decide(meeting, 40, None));
    let decision = crate::testing::id(20);
    assert_eq!(only(&bench).about, About::Decision { meeting, decision });
    bench.ok(&cast::NORMAL_STAFF, M::Settle { meeting, decision, note: text("已经报送") });
    assert!(asked(&bench).is_empty());
}

#[test]
fn what_the_weekly_meeting_decided_for_a_unit_is_asked_at_once_and_once_only() {
    use crate::meeting::Series;
    use crate::worklist::{Act as W, NewItem, Task};
    let (mut bench, meeting) = meeting(Series::Weekly);
    bench.ok(&cast::HEAD, decide(meeting, 20, Some(cast::UNITS[1].id)));
    bench.ok(&cast::HEAD, decide(meeting, 40, Some(cast::UNITS[2].id)));
    let (decision, own) = (crate::testing::id(20), only(&bench));
    assert_eq!(own.about, About::Decision { meeting, decision });
    assert_eq!((own.verb, own.due), (Verb::SettleDecision, Some(day("2023-04-20"))));
    assert_eq!((own.title.as_str(), own.code), ("报送报修台账", Some(bench.now.day().to_string())));
    // on the week's list it is asked there, and not twice
    let week = crate::kinds::Week::of(bench.now.day());
    let worklist = WorklistId::of(cast::book(), week);
    let (unit, source) = (Some(cast::UNITS[1].id), Source::Decided { meeting, decision });
    let task = Task { unit, who: None, source, what: text("报送报修台账"), due: None, from: None, weeks: 0 };
    let items = vec![NewItem { id: crate::testing::id(90), task }];
    bench.ok(&cast::HEAD, W::Prepare { worklist, week, items });
    assert!(matches!(only(&bench).about, About::Decision { .. }), "the list is not out yet");
    bench.ok(&cast::HEAD, W::Issue { worklist });
    assert!(matches!(only(&bench).about, About::Item { .. }));
    // no later list takes it over: it stands where it is; taken off, what was decided is asked as such again
    bench.days_later(21);
    assert!(matches!(only(&bench).about, About::Item { .. }));
    let reason = crate::testing::reason();
    bench.ok(&cast::HEAD, W::Drop { worklist, item: crate::testing::id(90), reason });
    assert!(matches!(only(&bench).about, About::Decision { .. }));
}

#[test]
fn each_place_is_asked_for_its_own_next_step() {
    use crate::deployment::{Act as P, Content, Days, Place, Said, Side};
    let mut bench = Bench::new();
    let (deployment, own) = (crate::testing::id(0x62_0001), &cast::UNITS[1]);
    let below = own.organisation(0);
    let content = Content {
        title: text("专题学习"),
        text: text("两级同步"),
        sides: vec![Side { unit: own.id, organisations: vec![below] }],
        days: Days { deployed: Some(day("2023-04-20")), ..Days::default() },
    };
    bench.ok(&cast::HEAD, P::Open { deployment, content: Box::new(content) });
    let asked = |bench: &Bench, organisations: &[OrganisationId]| {
        let own = [bench.all.deployment(deployment).unwrap().as_ref().clone()];
        let records = Records {
            unit: None,
            issues: &[],
            carriers: &[],
            reports: &[],
            visits: &[],
            lookbacks: &[],
            notices: &[],
            worklists: &[],
            meetings: &[],
            deployments: &own,
            organisations,
            policies: &Policies::shipped(cast::GROUP),
        };
        asks(records, bench.now.day()).into_iter().map(|own| (own.about, own.due)).collect::<Vec<_>>()
    };
    let step = |step, due| (About::Step { deployment, step }, due);
    assert_eq!(asked(&bench, &[]), [step(Step::Deployed, Some(day("2023-04-20")))]);
    let said = Said {
        place: Place { unit: own.id, organisation: None },
        step: Step::Deployed,
        day: bench.now.day(),
        who: text("党委会"),
        note: None,
        proof: None,
        result: None,
    };
    bench.ok(&cast::NORMAL_STAFF, P::Report { deployment, said: Box::new(said) });
    assert_eq!(asked(&bench, &[]), [step(Step::Inspected, None)]);
    // the group follows up each step that is late, once for all places
    let late = |bench: &Bench, today: &str| {
        let own = [bench.all.deployment(deployment).unwrap().as_ref().clone()];
        let dated = Dated { carriers: &[], reports: &[], visits: &[], deployments: &own };
        overdue(dated, day(today)).into_iter().map(|(whose, own)| (whose, own.about)).collect::<Vec<_>>()
    };
    assert_eq!(late(&bench, "2023-04-20"), []);
    assert_eq!(late(&bench, "2023-04-21"), [(None, About::Step { deployment, step: Step::Deployed })]);
    assert_eq!(asked(&bench, &[below]), [step(Step::Deployed, Some(day("2023-04-20")))]);
    bench.ok(&cast::HEAD, P::Close { deployment });
    assert!(asked(&bench, &[]).is_empty());
}
