//! What is counted as asked, and what need not be asked.

use uuid::Uuid;

use super::*;
use crate::act::Act;
use crate::cast;
use crate::issue;
use crate::kinds::{Week, WorklistId};
use crate::notice::{self, About, Content, Paper};
use crate::testing::{Bench, ISSUE, find, id, reason, start, text};
use crate::worklist::{self, NewItem, Task};

fn records(bench: &Bench) -> Vec<Record> {
    bench.all.records.values().cloned().collect()
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
    let asked = asked(&without_issues(&bench), cast::UNITS[1].id);
    let said: Vec<_> = asked.iter().map(|own| (own.fields, own.filled, own.paper)).collect();
    assert_eq!(said, [(2, 1, true), (1, 1, true)]);
    let load = Load::of(&asked, Month::of(start()));
    assert_eq!((load, load.left()), (Load { requests: 2, papers: 2, fields: 3, filled: 2, withdrawn: 0 }, 1));
    assert_eq!(Load::of(&asked, Month::of(start()).plus(1)), Load::default());
    assert!(super::asked(&without_issues(&bench), cast::UNITS[0].id).is_empty());
    // withdrawn a month later, it was asked all the same, in its own month
    bench.days_later(40);
    bench.ok(&cast::HEAD, notice::Act::Withdraw { notice: id(1), reason: reason() });
    let asked = super::asked(&without_issues(&bench), cast::UNITS[1].id);
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
        task: Task { unit, who: None, source, what: text("核对报修台账"), due: None, from: None, weeks: 0 },
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
    assert!(asked(&without_issues(&bench), cast::UNITS[1].id).is_empty(), "not issued yet");
    bench.ok(&cast::HEAD, worklist::Act::Issue { worklist });
    let said = asked(&without_issues(&bench), cast::UNITS[1].id);
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
    };
    let items = [1, 2, 3].map(|number| NewItem { id: id(number), task: task("整理走访记录") }).to_vec();
    bench.ok(&cast::HEAD, worklist::Act::Prepare { worklist, week, items });
    let drop = |number: u128| worklist::Act::Drop { worklist, item: id(number), reason: reason() };
    bench.ok(&cast::HEAD, drop(1));
    bench.ok(&cast::HEAD, worklist::Act::Issue { worklist });
    bench.days_later(1);
    let of = |bench: &Bench| {
        let asked = asked(&records(bench), unit);
        asked.iter().map(|own| (own.fields, own.withdrawn)).collect::<Vec<_>>()
    };
    assert_eq!(of(&bench), [(2, false)]);
    bench.ok(&cast::HEAD, drop(2));
    assert_eq!(of(&bench), [(2, false)], "the other one still stands");
    bench.ok(&cast::HEAD, drop(3));
    assert_eq!(of(&bench), [(2, true)]);
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
        }),
    };
    // who and by when come from the decision
    let becomes = Becomes::Issue { issue: crate::testing::OTHER };
    bench.ok(&cast::HEAD, decide(20, "夜间实验室不足", unit, becomes));
    bench.ok(&cast::HEAD, decide(30, "报送问题数和已解决数", unit, Becomes::Minutes));
    bench.ok(&cast::HEAD, decide(40, "安排座谈", cast::UNITS[2].id, Becomes::Minutes));
    let asked = asked(&records(&bench), unit);
    let mut said: Vec<_> = asked.iter().map(|own| (own.key.subject, own.fields, own.filled)).collect();
    said.sort_unstable();
    let mut all = vec![(Subject::Issue, 5, 0), (Subject::Issue, 5, 2), (Subject::Meeting, 3, 2)];
    all.sort_unstable();
    assert_eq!(said, all);
    let load = Load::of(&asked, Month::of(start()));
    assert_eq!((load, load.left()), (Load { requests: 3, papers: 0, fields: 13, filled: 4, withdrawn: 0 }, 9));
    // what is done away with was asked for until then
    bench.ok(&cast::HEAD, issue::Act::Withdraw { issue: ISSUE, reason: reason() });
    assert_eq!(Load::of(&super::asked(&records(&bench), unit), Month::of(start())), Load { withdrawn: 1, ..load });
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
    let asked = asked(&records(&bench), cast::UNITS[1].id);
    let said: Vec<_> = asked.iter().map(|own| (own.key.id, own.fields, own.filled)).collect();
    assert_eq!(said, [(visit.0, 2, 1)]);
    assert!(super::asked(&records(&bench), cast::UNITS[0].id).is_empty());
    let withdrawn = |bench: &Bench| super::asked(&records(bench), cast::UNITS[1].id)[0].withdrawn;
    assert!(!withdrawn(&bench));
    bench.ok(&cast::HEAD, visit::Act::DropPromise { visit, promise: id(0x140_0001), reason: reason() });
    assert!(withdrawn(&bench));
}
