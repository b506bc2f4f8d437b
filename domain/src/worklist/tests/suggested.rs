//! What comes onto a list by itself, and when it is over.

use super::*;
use crate::strand::{Strand, Strands};
use crate::testing::{MEASURE, day};

#[test]
fn what_is_due_stuck_promised_and_asked_comes_by_itself_and_once() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, crate::issue::Act::Find(Box::new(find(ISSUE))));
    let issue = bench.issue().clone();
    let due = issue.due_day().unwrap();
    let issues = [issue];
    let made = |lists: &[Worklist], on: crate::kinds::Day| {
        suggest(Cases { lists, issues: &issues, ..Cases::default() }, Week::of(on), on)
    };
    assert_eq!(made(&[], due.plus(-20)), []);
    let tasks = made(&[], due);
    assert_eq!((tasks.len(), tasks[0].source, tasks[0].due), (1, Source::Due { issue: ISSUE }, Some(due)));
    assert_eq!(tasks[0].strands.all(), [Strand::Rectification]);
    // on the list already, as stuck: one item, carried over
    let stuck = Task { source: Source::Stuck { issue: ISSUE }, ..tasks[0].clone() };
    let item = Item { id: id(1), task: stuck, answers: Vec::new(), ticked: None, dropped: None, before: None };
    let by = By { person: GROUP.id, at: bench.now };
    let before = Worklist {
        id: list(),
        book: cast::book(),
        week: week(),
        number: Some(1),
        items: vec![item],
        prepared: by,
        issued: Some(by),
    };
    let again = made(&[before], due);
    assert_eq!((again.len(), again[0].weeks), (1, 1));
    // its source must be the unit's own
    let foreign = Task { unit: Some(cast::UNITS[2].id), from: None, weeks: 0, ..tasks[0].clone() };
    bench.days_later(due.since(bench.now.day()));
    let new = NewItem { id: id(1), task: foreign };
    let this = Week::of(due);
    assert_eq!(bench.no(&GROUP, prepare(this, vec![new])), Refusal::Elsewhere { field: Field::Item });
    bench.ok(&GROUP, prepare(this, vec![NewItem { id: id(1), task: tasks[0].clone() }]));
    let twice = Act::Add {
        worklist: WorklistId::of(cast::book(), this),
        item: Box::new(NewItem { id: id(2), task: tasks[0].clone() }),
    };
    assert_eq!(bench.no(&GROUP, twice), Refusal::Exists);
}

#[test]
fn a_measure_brings_its_issue_onto_the_list_of_its_week_and_is_over_with_it() {
    use crate::issue::Act as I;
    let mut bench = Bench::new();
    bench.ok(&GROUP, I::Find(Box::new(find(ISSUE))));
    let measure = day("2023-05-31");
    let on = |bench: &Bench, day: Day| suggested(bench, Week::of(day), day);
    assert_eq!(on(&bench, measure), [], "nothing is agreed yet");
    bench.ok(&GROUP, I::Agree { issue: ISSUE, note: None });
    assert_eq!(on(&bench, measure.plus(-7)), []);
    let [task]: [Task; 1] = on(&bench, measure).try_into().unwrap();
    let what = format!("{} {} · 开通网上报修，三日内答复", bench.issue().code(), bench.issue().title);
    let came = (task.source, task.what.as_str(), task.due);
    assert_eq!(came, (Source::Due { issue: ISSUE }, what.as_str(), Some(measure)));
    let whole = bench.issue().due_day().unwrap();
    let late = on(&bench, whole);
    assert_eq!((late.len(), late[0].due, late[0].what.as_str() == what), (1, Some(whole), false), "once");

    // what is left of it goes on until the measure is done, and again where that is taken back
    bench.days_later(measure.since(bench.now.day()));
    let this = Week::of(measure);
    bench.ok(&GROUP, prepare(this, vec![NewItem { id: id(1), task }]));
    bench.ok(&GROUP, Act::Issue { worklist: WorklistId::of(cast::book(), this) });
    let next = |bench: &Bench| suggested(bench, this.next(), measure).iter().map(|own| own.weeks).collect::<Vec<_>>();
    assert_eq!(next(&bench), [1]);
    bench.ok(&STAFF, I::FinishMeasure { issue: ISSUE, measure: MEASURE, note: None });
    assert!(next(&bench).is_empty());
    bench.ok(&STAFF, I::ReopenMeasure { issue: ISSUE, measure: MEASURE, reason: reason() });
    assert_eq!(next(&bench), [1]);
}

#[test]
fn what_a_meeting_decided_and_nothing_became_comes_onto_the_list() {
    use crate::meeting::{Act as M, Becomes, Plan, Resolution, Series};
    let mut bench = Bench::new();
    let (meeting, at) = (id(0x63_0001), bench.now);
    let plan = Plan { series: Series::Weekly, at, place: None, chair: None };
    bench.ok(&GROUP, M::Plan { meeting, plan: Box::new(plan), agenda: Vec::new() });
    bench.ok(&GROUP, M::TakePen { meeting });
    let unit = Some(cast::UNITS[1].id);
    let (what, due) = (text("报送报修台账"), start().plus(3));
    let (becomes, strands) = (Becomes::Minutes, Strand::Study.into());
    let resolution = Resolution { id: id(20), point: None, what, unit, who: None, due, becomes, strands };
    bench.ok(&GROUP, M::Decide { meeting, then: id(21), resolution: Box::new(resolution) });
    let meetings = [bench.all.meeting(meeting).unwrap().as_ref().clone()];
    let cases = Cases { meetings: &meetings, ..Cases::default() };
    let tasks = suggest(cases, week(), start());
    let source = Source::Decided { meeting, decision: id(20) };
    assert_eq!(
        tasks.iter().map(|own| (own.source, own.unit, own.due)).collect::<Vec<_>>(),
        [(source, unit, Some(due))]
    );
    assert_eq!(tasks[0].strands.all(), [Strand::Study], "as the meeting said");
    let other = Task { unit: Some(cast::UNITS[2].id), ..tasks[0].clone() };
    let wrong = prepare(week(), vec![NewItem { id: id(1), task: other }]);
    assert_eq!(bench.no(&GROUP, wrong), Refusal::Elsewhere { field: Field::Item });
    bench.ok(&GROUP, prepare(week(), vec![NewItem { id: id(1), task: tasks[0].clone() }]));
    bench.ok(&GROUP, Act::Issue { worklist: list() });
    // the tick settles it, with what the unit said
    bench.ok(&STAFF, answer(1, true));
    let ticks = Act::Tick { worklist: list(), item: id(1), then: Some(id(77)) };
    bench.ok(&GROUP, ticks);
    let settled = bench.all.meeting(meeting).unwrap().decision(id(20)).unwrap().settled.clone();
    assert_eq!(settled.map(|(note, _)| note), Some(text("已经报送")));
}

/// What is promised, owed and does not move by a day three weeks later: of the second unit.
fn busy() -> (Bench, VisitId, PromiseId, NoticeId) {
    use crate::{issue, notice, visit};
    let mut bench = Bench::new();
    let (unit, today) = (cast::UNITS[1].id, start().plus(20));
    bench.ok(&GROUP, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&GROUP, issue::Act::Agree { issue: ISSUE, note: None });
    let percent = crate::kinds::Percent::try_from(20).unwrap();
    let note = text("已经安排到人");
    bench.ok(&cast::NORMAL_STAFF, issue::Act::ReportProgress { issue: ISSUE, percent, node: None, note });
    let (visit, promise, notice) = (id(0x115_0001), id(0x140_0001), id(0x60_0001));
    let description = visit::Description {
        form: visit::Form::Seminar,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at: start().start(),
        members: vec![GROUP.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    };
    let promised = visit::Promised { id: promise, what: text("先开两个晚上"), who: None, due: today };
    let findings = visit::Findings { people: 5, ..visit::Findings::default() };
    let recorded =
        visit::act::Recorded { visit, unit, based_on: None, description, findings, promises: vec![promised] };
    bench.ok(&GROUP, visit::Act::Record(Box::new(recorded)));
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: prompt(Some(start().plus(3))) });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice });
    (bench, visit, promise, notice)
}

/// What the list of a week would begin with, made on a day.
fn suggested(bench: &Bench, week: Week, today: Day) -> Vec<Task> {
    let issues: Vec<_> = bench.all.issues().cloned().collect();
    let visits: Vec<_> = bench.all.visits().cloned().collect();
    let notices: Vec<_> = bench.all.notices().cloned().collect();
    let records = bench.all.records.values();
    let meetings = records.filter_map(|own| <&Box<crate::meeting::Meeting>>::try_from(own).ok());
    let meetings: Vec<_> = meetings.map(|own| (**own).clone()).collect();
    let lists = all(bench);
    let owing = crate::testing::owing::Owing::of(bench);
    let cases = Cases {
        lists: &lists,
        issues: &issues,
        visits: &visits,
        notices: &notices,
        meetings: &meetings,
        ..owing.cases()
    };
    suggest(cases, week, today)
}

#[test]
fn what_was_promised_is_owed_or_does_not_move_comes_onto_the_list_until_it_is_done() {
    use crate::visit;
    let (mut bench, visit, promise, notice) = busy();
    let (unit, today) = (cast::UNITS[1].id, start().plus(20));
    let sources =
        |bench: &Bench| suggested(bench, Week::of(today), today).into_iter().map(|own| own.source).collect::<Vec<_>>();
    let found = sources(&bench);
    for source in [Source::Stuck { issue: ISSUE }, Source::Promised { visit, promise }, Source::Asked { notice }] {
        assert!(found.contains(&source), "{source:?} in {found:?}");
    }
    bench.ok(&STAFF, visit::Act::KeepPromise { visit, promise, note: None });
    bench.ok(&STAFF, crate::testing::receive(notice, unit));
    bench.ok(&STAFF, crate::testing::reply(notice, unit, "已办结"));
    assert_eq!(sources(&bench), [Source::Stuck { issue: ISSUE }]);
}

#[test]
fn an_item_whose_source_is_over_is_not_carried_on() {
    use crate::meeting::{Act as M, Becomes, Plan, Resolution, Series};
    use crate::{issue, visit};
    let (mut bench, visit, promise, notice) = busy();
    bench.days_later(20);
    let (unit, meeting, decision, now) = (cast::UNITS[1].id, id(0x63_0001), id(0x64_0001), bench.now);
    let plan = Plan { series: Series::Weekly, at: now, place: None, chair: None };
    bench.ok(&GROUP, M::Plan { meeting, plan: Box::new(plan), agenda: Vec::new() });
    bench.ok(&GROUP, M::TakePen { meeting });
    let (what, due) = (text("报送报修台账"), now.day());
    let (unit_of, becomes, strands) = (Some(unit), Becomes::Minutes, Strands::default());
    let resolution = Resolution { id: decision, point: None, what, unit: unit_of, who: None, due, becomes, strands };
    bench.ok(&GROUP, M::Decide { meeting, then: id(21), resolution: Box::new(resolution) });
    let (this, today) = (Week::of(now.day()), now.day());
    let tasks = suggested(&bench, this, today);
    let items = tasks.into_iter().zip(1..).map(|(task, number)| NewItem { id: id(number), task }).collect();
    bench.ok(&GROUP, prepare(this, items));
    bench.ok(&GROUP, Act::Issue { worklist: WorklistId::of(cast::book(), this) });
    let carried = |bench: &Bench| {
        let tasks = suggested(bench, this.next(), today);
        let mut left: Vec<_> = tasks.iter().filter(|own| own.from.is_some()).map(|own| own.source.record()).collect();
        left.sort_unstable();
        left
    };
    let these = |own: &[Uuid]| {
        let mut own: Vec<_> = own.iter().map(|id| Some(Thing::of(*id))).collect();
        own.sort_unstable();
        own
    };
    assert_eq!(carried(&bench), these(&[ISSUE.0, promise.0, notice.0, decision.0]));
    bench.ok(&cast::HEAD, issue::Act::Withdraw { issue: ISSUE, reason: reason() });
    assert_eq!(carried(&bench), these(&[promise.0, notice.0, decision.0]));
    bench.ok(&STAFF, visit::Act::KeepPromise { visit, promise, note: None });
    assert_eq!(carried(&bench), these(&[notice.0, decision.0]));
    bench.ok(&STAFF, crate::testing::receive(notice, unit));
    bench.ok(&STAFF, crate::testing::reply(notice, unit, "已办结"));
    assert_eq!(carried(&bench), these(&[decision.0]));
    bench.ok(&STAFF, M::Settle { meeting, decision, note: text("已经报送") });
    assert_eq!(carried(&bench), []);
}

/// What else is owed by units: in suggestions for the week of a day, made on that day.
fn owed(bench: &Bench, on: Day) -> Vec<Task> {
    let all = suggested(bench, Week::of(on), on).into_iter();
    all.filter(|own| matches!(own.source, Source::Owed { .. })).collect()
}

#[test]
fn milestones_look_backs_steps_and_reports_come_onto_the_list_of_the_week_in_which_they_are_due() {
    use crate::testing::owing::{DEPLOYED, MILESTONE, REPORT, look_back, monday, owing};
    let bench = owing();
    let unit = cast::UNITS[1].id;
    let tasks = owed(&bench, monday());
    let found: Vec<_> = tasks.iter().map(|own| (own.unit, own.source, own.what.as_str())).collect();
    let task = |unit, owed, what| (Some(unit), Source::Owed { owed }, what);
    // of a matter in step one for each unit
    let all = [
        task(unit, MILESTONE, "低碳技术 · 立项"),
        task(unit, look_back(), "2023-05"),
        task(unit, DEPLOYED, "专题学习"),
        task(cast::UNITS[2].id, DEPLOYED, "专题学习"),
        task(unit, REPORT, "学生资助调研"),
    ];
    assert_eq!(found, all);
    assert_eq!(owed(&bench, monday().plus(-1)), [], "nothing before its week");
    assert_eq!(owed(&bench, monday().plus(30)).len(), 5, "and late all the same");
}

#[test]
fn what_is_owed_stands_on_the_list_of_its_own_unit_alone() {
    use crate::testing::owing::{MILESTONE, monday, owing};
    let mut bench = owing();
    let (this, tasks) = (Week::of(monday()), owed(&bench, monday()));
    let wrong = Refusal::Elsewhere { field: Field::Item };
    let new = |task: &Task| vec![NewItem { id: id(1), task: task.clone() }];
    for task in &tasks {
        for unit in [None, Some(cast::UNITS[3].id)] {
            let foreign = Task { unit, ..task.clone() };
            assert_eq!(bench.no(&GROUP, prepare(this, new(&foreign))), wrong, "{:?}", task.source);
        }
    }
    let crate::owed::Owed::Milestone { carrier, .. } = MILESTONE else { panic!("a milestone") };
    let owed = crate::owed::Owed::Milestone { carrier, milestone: id(7) };
    let none = Task { source: Source::Owed { owed }, ..tasks[0].clone() };
    assert_eq!(bench.no(&GROUP, prepare(this, new(&none))), wrong);
    let worklist = WorklistId::of(cast::book(), this);
    let all = tasks.iter().zip(1..).map(|(task, number)| NewItem { id: id(number), task: task.clone() }).collect();
    bench.ok(&GROUP, prepare(this, all));
    let twice = Act::Add { worklist, item: Box::new(NewItem { id: id(9), task: tasks[0].clone() }) };
    assert_eq!(bench.no(&GROUP, twice), Refusal::Exists);
    bench.ok(&GROUP, Act::Issue { worklist });
    let seen = bench.all.worklist(worklist).unwrap().as_ref().clone().shown_to(&STAFF.viewer().unwrap()).unwrap();
    assert_eq!(seen.items.len(), 4);
}

#[test]
fn what_is_owed_goes_on_until_its_record_says_that_it_is_done() {
    use crate::deployment::Step;
    use crate::testing::owing::{DEPLOYED, INSPECTED, MILESTONE, REPORT, does, look_back, monday, owing, takes};
    let mut bench = owing();
    let (this, unit) = (Week::of(monday()), Some(cast::UNITS[1].id));
    let tasks: Vec<_> = owed(&bench, monday()).into_iter().filter(|own| own.unit == unit).collect();
    let items = tasks.into_iter().zip(1..).map(|(task, number)| NewItem { id: id(number), task }).collect();
    bench.ok(&GROUP, prepare(this, items));
    bench.ok(&GROUP, Act::Issue { worklist: WorklistId::of(cast::book(), this) });
    let next = |bench: &Bench| {
        let all = suggested(bench, this.next(), monday()).into_iter().filter(|own| own.unit == unit);
        let owed = |own: Task| if let Source::Owed { owed } = own.source { Some((owed, own.weeks)) } else { None };
        all.filter_map(owed).collect::<Vec<_>>()
    };
    assert_eq!(next(&bench), [(MILESTONE, 1), (look_back(), 1), (DEPLOYED, 1), (REPORT, 1)]);
    does(&mut bench, MILESTONE);
    does(&mut bench, look_back());
    assert_eq!(next(&bench), [(DEPLOYED, 1), (REPORT, 1)]);
    // the unit's own step is not that of its organisation
    takes(&mut bench, Step::Deployed, false);
    assert_eq!(next(&bench), [(DEPLOYED, 1), (REPORT, 1)]);
    // the step that comes next is another item
    takes(&mut bench, Step::Deployed, true);
    assert_eq!(next(&bench), [(REPORT, 1), (INSPECTED, 0)]);
    does(&mut bench, REPORT);
    let crate::owed::Owed::Step { deployment, .. } = INSPECTED else { panic!("a step") };
    bench.ok(&GROUP, crate::deployment::Act::Close { deployment });
    assert_eq!(next(&bench), []);
}

#[test]
fn what_is_given_up_is_owed_no_more() {
    use crate::owed::Owed;
    use crate::testing::owing::{MILESTONE, REPORT, monday, owing};
    let mut bench = owing();
    let (Owed::Milestone { carrier, milestone }, Owed::Report { report }) = (MILESTONE, REPORT) else { panic!("both") };
    let many = |bench: &Bench| owed(bench, monday()).len();
    assert_eq!(many(&bench), 5);
    let mut removed = bench.clone();
    removed.ok(&STAFF, crate::carrier::Act::RemoveMilestone { carrier, milestone, reason: reason() });
    assert_eq!(many(&removed), 4);
    bench.ok(&STAFF, crate::carrier::Act::Drop { carrier, reason: reason() });
    bench.ok(&STAFF, crate::report::Act::Drop { report, reason: reason() });
    assert_eq!(many(&bench), 3);
}

#[test]
fn an_item_looks_at_what_its_record_looks_at_and_what_somebody_chose_stays() {
    let owing = crate::testing::owing::owing();
    let read = crate::testing::owing::Owing::of(&owing);
    let today = owing.now.day();
    for task in suggest(read.cases(), Week::of(today).next(), today) {
        let wanted = match task.source {
            Source::Owed { owed } => Strands::of_owed(owed),
            Source::Promised { visit, .. } => Strands::of_visit(owing.all.visit(visit).unwrap()),
            Source::Due { issue } | Source::Stuck { issue } => Strands::of_issue(owing.all.issue(issue).unwrap()),
            Source::Asked { .. } | Source::Decided { .. } | Source::Hand => Strands::default(),
        };
        assert_eq!(task.strands, wanted, "{:?}", task.source);
    }
    // chosen by hand, carried over as it is
    let mut bench = Bench::new();
    let mut own = by_hand(1, Some(1));
    own.task.strands = Strand::Study.into();
    bench.ok(&GROUP, prepare(week(), vec![own]));
    bench.ok(&GROUP, Act::Issue { worklist: list() });
    let lists = all(&bench);
    let left = suggest(Cases { lists: &lists, ..Cases::default() }, week().next(), start());
    assert_eq!(left[0].strands.all(), [Strand::Study]);
    let within = |strand| lists[0].clone().within(strand).items.len();
    assert_eq!((within(Strand::Study), within(Strand::Research)), (1, 0));
    // said anew while it is open, by the group alone
    let look = |strands: Strands| Act::LookAt { worklist: list(), item: lists[0].items[0].id, strands };
    assert_eq!(bench.no(&STAFF, look(Strand::Research.into())), Refusal::NotYours { whose: Whose::Group });
    assert_eq!(bench.no(&GROUP, look(Strand::Study.into())), Refusal::Unchanged);
    bench.ok(&GROUP, look([Strand::Research, Strand::Development].into_iter().collect()));
    let lists = all(&bench);
    let left = suggest(Cases { lists: &lists, ..Cases::default() }, week().next(), start());
    assert_eq!(left[0].strands.all(), [Strand::Research, Strand::Development], "and goes on with it");
    bench.ok(&GROUP, Act::Tick { worklist: list(), item: lists[0].items[0].id, then: None });
    let done = Refusal::WrongState { state: "ticked".to_owned() };
    let again = Act::LookAt { worklist: list(), item: lists[0].items[0].id, strands: Strands::default() };
    assert_eq!(bench.no(&GROUP, again), done);
}
