//! What is counted as asked, and what need not be asked.

use uuid::Uuid;

use super::*;
use crate::act::Act;
use crate::cast;
use crate::issue;
use crate::kinds::{Week, WorklistId};
use crate::notice::{self, About, Content, Paper};
use crate::strand::Strands;
use crate::testing::{Bench, ISSUE, day, find, id, reason, start, text};
use crate::unit;
use crate::worklist::{self, NewItem, Task};

/// Without the units themselves: of each its goal is asked for besides.
fn records(bench: &Bench) -> Vec<Record> {
    bench.all.records.values().filter(|own| !matches!(own, Record::Unit(_))).cloned().collect()
}

/// Until now.
fn asked_of(bench: &Bench, records: &[Record], unit: UnitId) -> Vec<Asked> {
    asked(records, unit, bench.now.day())
}

/// Of papers and lists alone: what the issues that they speak of ask for is counted beside them.
fn without_issues(bench: &Bench) -> Vec<Record> {
    records(bench).into_iter().filter(|own| !matches!(own, Record::Issue(_))).collect()
}

fn issued(bench: &mut Bench, number: u128, reply: bool) {
    let unit = cast::UNITS[1].id;
    let notice = id(number);
    let content = Content {
        paper: Paper::Notice,
        title: text("关于核对报修问题的通知"),
        text: text("请核对所列问题"),
        units: vec![unit],
        about: vec![About { unit, issue: ISSUE }],
        reply_by: reply.then(|| start().plus(9)),
        after: None,
        from: None,
    };
    bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: Box::new(content) });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice });
}

#[test]
fn a_paper_asks_for_its_answer_and_not_for_what_it_is_about() {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    issued(&mut bench, 1, true);
    issued(&mut bench, 2, false);
    let asked = asked_of(&bench, &without_issues(&bench), cast::UNITS[1].id);
    let said: Vec<_> = asked.iter().map(|own| (own.fields, own.filled, own.paper)).collect();
    assert_eq!(said, [(2, 1, true), (1, 1, true)]);
    let load = Load::of(&asked, Month::of(start()));
    assert_eq!((load, load.left()), (Load { requests: 2, papers: 2, fields: 3, filled: 2, withdrawn: 0 }, 1));
    assert_eq!(Load::of(&asked, Month::of(start()).plus(1)), Load::default());
    assert!(asked_of(&bench, &without_issues(&bench), cast::UNITS[0].id).is_empty());
    // withdrawn a month later, it was asked all the same, in its own month
    bench.days_later(40);
    bench.ok(&cast::HEAD, notice::Act::Withdraw { notice: id(1), reason: reason() });
    let asked = asked_of(&bench, &without_issues(&bench), cast::UNITS[1].id);
    assert_eq!(Load::of(&asked, Month::of(start())), Load { withdrawn: 1, ..load });
    let withdrawn: Vec<Uuid> = asked.iter().filter(|own| own.withdrawn).map(|own| own.key.id).collect();
    assert_eq!(withdrawn, [id::<crate::kinds::NoticeId>(1).0]);
}

#[test]
fn of_a_list_only_the_units_own_items_count() {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    let week = Week::of(bench.now.day());
    let worklist = WorklistId::of(cast::book(), week);
    let item = |number: u128, unit: Option<UnitId>, source| NewItem {
        id: id(number),
        task: Task {
            unit,
            who: None,
            source,
            what: text("核对报修台账"),
            due: None,
            from: None,
            weeks: 0,
            strands: Default::default(),
        },
    };
    let own = Some(cast::UNITS[1].id);
    let items = vec![
        item(1, own, Source::Due { issue: ISSUE }),
        item(2, own, Source::Hand),
        item(3, Some(cast::UNITS[0].id), Source::Hand),
        item(4, None, Source::Hand),
    ];
    let act: Act = worklist::Act::Prepare { worklist, week, items }.into();
    bench.ok(&cast::HEAD, act);
    assert!(asked_of(&bench, &without_issues(&bench), cast::UNITS[1].id).is_empty(), "not issued yet");
    bench.ok(&cast::HEAD, worklist::Act::Issue { worklist });
    let said = asked_of(&bench, &without_issues(&bench), cast::UNITS[1].id);
    assert_eq!(said.iter().map(|own| (own.fields, own.filled)).collect::<Vec<_>>(), [(3, 1)]);
}

#[test]
fn what_is_taken_off_a_list_that_went_out_was_asked_and_what_was_taken_off_before_was_not() {
    let mut bench = Bench::new();
    let week = Week::of(bench.now.day());
    let worklist = WorklistId::of(cast::book(), week);
    let unit = cast::UNITS[1].id;
    let task = |what: &str| Task {
        unit: Some(unit),
        who: None,
        source: Source::Hand,
        what: text(what),
        due: None,
        from: None,
        weeks: 0,
        strands: Default::default(),
    };
    let items = [1, 2, 3].map(|number| NewItem { id: id(number), task: task("整理走访记录") }).to_vec();
    bench.ok(&cast::HEAD, worklist::Act::Prepare { worklist, week, items });
    let drop = |number: u128| worklist::Act::Drop { worklist, item: id(number), reason: reason() };
    bench.ok(&cast::HEAD, drop(1));
    bench.ok(&cast::HEAD, worklist::Act::Issue { worklist });
    bench.days_later(1);
    let of = |bench: &Bench| {
        let asked = asked_of(bench, &records(bench), unit);
        asked.iter().map(|own| (own.fields, own.withdrawn)).collect::<Vec<_>>()
    };
    assert_eq!(of(&bench), [(2, false)]);
    bench.ok(&cast::HEAD, drop(2));
    assert_eq!(of(&bench), [(2, false)], "the other one still stands");
    bench.ok(&cast::HEAD, drop(3));
    assert_eq!(of(&bench), [(2, true)]);
    // and the unit itself still reads that it was
    let list = bench.all.worklist(worklist).unwrap().clone();
    let own = list.clone().shown_to(&cast::NORMAL_STAFF.viewer().unwrap()).unwrap();
    assert_eq!(
        asked(&[Record::Worklist(Box::new(own))], unit, bench.now.day()),
        asked(&records(&bench), unit, bench.now.day())
    );
    assert_eq!(list.shown_to(&cast::ACADEMY_STAFF.viewer().unwrap()), None, "nothing was asked of the other");
}

#[test]
fn a_unit_whose_items_were_all_taken_off_before_the_list_went_out_does_not_know_of_it() {
    let mut bench = Bench::new();
    let week = Week::of(bench.now.day());
    let worklist = WorklistId::of(cast::book(), week);
    let item = |number: u128, unit| NewItem {
        id: id(number),
        task: Task {
            unit,
            who: None,
            source: Source::Hand,
            what: text("整理走访记录"),
            due: None,
            from: None,
            weeks: 0,
            strands: Strands::default(),
        },
    };
    let items = vec![item(1, Some(cast::UNITS[1].id)), item(2, Some(cast::UNITS[0].id))];
    bench.ok(&cast::HEAD, worklist::Act::Prepare { worklist, week, items });
    bench.ok(&cast::HEAD, worklist::Act::Drop { worklist, item: id(1), reason: reason() });
    bench.ok(&cast::HEAD, worklist::Act::Issue { worklist });
    let list = bench.all.worklist(worklist).unwrap();
    assert_eq!(list.readers(), [cast::UNITS[0].id]);
}

/// The requests to the normal university that are not those of its cases.
fn plans(bench: &Bench) -> Vec<(Subject, u32, u32, Day, bool)> {
    let all: Vec<Record> = bench.all.records.values().cloned().collect();
    let own = asked_of(bench, &all, cast::UNITS[1].id).into_iter();
    let own = own.filter(|own| matches!(own.key.subject, Subject::Unit | Subject::Carrier | Subject::Report));
    own.map(|own| (own.key.subject, own.fields, own.filled, own.on, own.withdrawn)).collect()
}

#[test]
fn a_units_goal_is_asked_for_from_its_first_day_and_milestones_and_reports_once_their_day_is_near() {
    use crate::testing::owing::{MILESTONE, REPORT, does, owing};
    let mut bench = Bench::new();
    let goal = (Subject::Unit, 2, 0, start(), false);
    assert_eq!(plans(&bench), [goal]);
    let goals = unit::Goal { goal: text("育人"), direction: text("进学院") };
    bench.ok(&cast::NORMAL_STAFF, unit::Act::SetGoal { unit: cast::UNITS[1].id, goal: goals, was: None });
    assert_eq!(plans(&bench), [goal], "what was answered was asked");

    let mut bench = owing();
    let milestone = (Subject::Carrier, 2, 1, day("2023-05-16"), false);
    let report = (Subject::Report, 2, 1, day("2023-05-20"), false);
    assert_eq!(plans(&bench), [report, milestone, goal]);
    bench.now = day("2023-05-19").start();
    assert_eq!(plans(&bench), [milestone, goal], "its day is far still");
    bench.now = day("2023-05-29").start();
    does(&mut bench, MILESTONE);
    does(&mut bench, REPORT);
    assert_eq!(plans(&bench), [report, milestone, goal]);
}

#[test]
fn what_was_reached_or_taken_out_before_anybody_asked_is_not_counted_and_what_was_afterwards_is() {
    use crate::carrier::{Act as C, Description};
    let (mut bench, staff) = (Bench::new(), cast::NORMAL_STAFF);
    let (carrier, unit) = (id(0xca_0009), cast::UNITS[1].id);
    let description =
        Description { name: text("低碳"), department: text("科研处"), lead: text("阎若水"), detail: None };
    bench.ok(&staff, C::Start { carrier, unit, description });
    for number in 1..=4 {
        let (milestone, due) = (id(number), start().plus(40));
        bench.ok(&staff, C::AddMilestone { carrier, milestone, name: text(&format!("第{number}步")), due });
    }
    bench.days_later(1);
    bench.ok(&staff, C::ReachMilestone { carrier, milestone: id(1), note: None });
    bench.ok(&staff, C::RemoveMilestone { carrier, milestone: id(2), reason: reason() });
    bench.days_later(30);
    bench.ok(&staff, C::RemoveMilestone { carrier, milestone: id(3), reason: reason() });
    let asked = |bench: &Bench| -> Vec<bool> {
        plans(bench).into_iter().filter(|own| own.0 == Subject::Carrier).map(|own| own.4).collect()
    };
    let mut said = asked(&bench);
    said.sort_unstable();
    assert_eq!(said, [false, true]);
    // back again, it is asked for as before
    bench.ok(&staff, C::ReinstateMilestone { carrier, milestone: id(2), reason: reason() });
    bench.ok(&staff, C::ReinstateMilestone { carrier, milestone: id(3), reason: reason() });
    assert_eq!(asked(&bench), [false; 3]);
}

#[test]
fn a_sentence_that_asks_for_what_is_counted_here_is_known() {
    assert_eq!(asked_for("请于周五前报送本单位问题数和已解决数。"), [Counted::Issues, Counted::Solved]);
    assert_eq!(asked_for("请汇总调研报告完成情况；另请安排座谈。"), [Counted::Reports]);
    for (said, known) in [
        ("请将问题数报我组。", Counted::Issues),
        ("问题总数于月底前报指导组。", Counted::Issues),
        ("请提供已解决数。", Counted::Solved),
        ("请填写逾期情况。", Counted::Overdue),
        ("实践载体个数请于周五前报至办公室。", Counted::Carriers),
        ("请上交制度数。", Counted::Rules),
        ("问题台账请一并报来。", Counted::Issues),
    ] {
        assert_eq!(asked_for(said), [known], "{said}");
    }
    assert_eq!(asked_for("调研报告要写到问题根子上。"), [], "a report is no reporting");
    // named, but not asked for
    assert_eq!(asked_for("调研报告写得实。请报送座谈会安排。"), []);
    assert_eq!(asked_for("请报送\n问题数已核对"), []);
}

/// A month of one unit: an issue that the group found, one that a meeting decided, a promise, a decision that asks for what is
/// counted here.
#[test]
fn issues_promises_and_decisions_are_counted_with_what_came_along() {
    use crate::meeting::{Act as M, Becomes, Plan, Resolution, Series};
    let mut bench = Bench::new();
    let unit = cast::UNITS[1].id;
    // category, official, department, day and measure: nothing of them was here before
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    let (meeting, at) = (id(0x63_0001), bench.now);
    let plan = Plan { series: Series::Weekly, at, place: None, chair: None };
    bench.ok(&cast::HEAD, M::Plan { meeting, plan: Box::new(plan), agenda: Vec::new() });
    bench.ok(&cast::HEAD, M::TakePen { meeting });
    let decide = |number: u128, what: &str, unit, becomes| M::Decide {
        meeting,
        then: id(number + 1),
        resolution: Box::new(Resolution {
            id: id(number),
            point: None,
            what: text(what),
            unit: Some(unit),
            who: Some(text("后勤处")),
            due: start().plus(7),
            becomes,
            strands: Default::default(),
        }),
    };
    // who and by when come from the decision
    let becomes = Becomes::Issue { issue: crate::testing::OTHER };
    bench.ok(&cast::HEAD, decide(20, "夜间实验室不足", unit, becomes));
    bench.ok(&cast::HEAD, decide(30, "报送问题数和已解决数", unit, Becomes::Minutes));
    bench.ok(&cast::HEAD, decide(40, "安排座谈", cast::UNITS[2].id, Becomes::Minutes));
    let asked = asked_of(&bench, &records(&bench), unit);
    let mut said: Vec<_> = asked.iter().map(|own| (own.key.subject, own.fields, own.filled)).collect();
    said.sort_unstable();
    let mut all = vec![(Subject::Issue, 5, 0), (Subject::Issue, 5, 2), (Subject::Meeting, 3, 2)];
    all.sort_unstable();
    assert_eq!(said, all);
    let load = Load::of(&asked, Month::of(start()));
    assert_eq!((load, load.left()), (Load { requests: 3, papers: 0, fields: 13, filled: 4, withdrawn: 0 }, 9));
    // what is done away with was asked for until then
    bench.ok(&cast::HEAD, issue::Act::Withdraw { issue: ISSUE, reason: reason() });
    assert_eq!(Load::of(&asked_of(&bench, &records(&bench), unit), Month::of(start())), Load { withdrawn: 1, ..load });
}

#[test]
fn a_promise_asks_how_it_was_kept_and_nothing_that_was_written_down() {
    use crate::visit;
    let mut bench = Bench::new();
    let (visit, unit): (crate::kinds::VisitId, _) = (id(0x115_0001), cast::UNITS[1].id);
    let description = visit::Description {
        form: visit::Form::Seminar,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at: bench.now,
        members: vec![cast::HEAD.id],
        strands: Vec::new(),
        announced: true,
        checklist: Vec::new(),
    };
    let promises =
        vec![visit::Promised { id: id(0x140_0001), what: text("先开两个晚上"), who: None, due: start() }];
    let findings = visit::Findings { people: 5, ..visit::Findings::default() };
    let recorded = visit::act::Recorded { visit, unit, based_on: None, description, findings, promises };
    bench.ok(&cast::HEAD, visit::Act::Record(Box::new(recorded)));
    let asked = asked_of(&bench, &records(&bench), cast::UNITS[1].id);
    let said: Vec<_> = asked.iter().map(|own| (own.key.id, own.fields, own.filled)).collect();
    assert_eq!(said, [(visit.0, 2, 1)]);
    assert!(asked_of(&bench, &records(&bench), cast::UNITS[0].id).is_empty());
    let withdrawn = |bench: &Bench| asked_of(bench, &records(bench), cast::UNITS[1].id)[0].withdrawn;
    assert!(!withdrawn(&bench));
    bench.ok(&cast::HEAD, visit::Act::DropPromise { visit, promise: id(0x140_0001), reason: reason() });
    assert!(withdrawn(&bench));
}
