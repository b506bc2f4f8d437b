//! A week's list: one for each week, what it begins with, who ticks what, and what a unit reads of it.

use super::suggest::{Cases, suggest};
use super::*;
use crate::cast::{self, CastPerson};
use crate::record::{Record, Telling};
use crate::refusal::{Field, Refusal, Whose};
use crate::testing::{Bench, ISSUE, find, id, prompt, reason, start, text};

const GROUP: CastPerson = cast::MEMBER;
const STAFF: CastPerson = cast::NORMAL_STAFF;

fn week() -> Week {
    Week::of(start())
}

fn list() -> WorklistId {
    WorklistId::of(cast::book(), week())
}

fn by_hand(number: u128, unit: Option<usize>) -> NewItem {
    let task = Task {
        unit: unit.map(|unit| cast::UNITS[unit].id),
        who: None,
        source: Source::Hand,
        what: text("报送二级组织学习安排"),
        due: None,
        from: None,
        weeks: 0,
    };
    NewItem { id: id(number), task }
}

fn prepare(week: Week, items: Vec<NewItem>) -> Act {
    Act::Prepare { worklist: WorklistId::of(cast::book(), week), week, items }
}

fn answer(item: u128, done: bool) -> Act {
    Act::Answer { worklist: list(), item: id(item), done, note: Some(text("已经报送")) }
}

fn tick(item: u128) -> Act {
    Act::Tick { worklist: list(), item: id(item), then: None }
}

/// Three items: of the second unit, of the third, of the group itself.
fn issued() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&GROUP, prepare(week(), vec![by_hand(1, Some(1)), by_hand(2, Some(2)), by_hand(3, None)]));
    bench.ok(&GROUP, Act::Issue { worklist: list() });
    bench
}

fn own(bench: &Bench) -> &Worklist {
    bench.all.worklist(list()).unwrap()
}

#[test]
fn there_is_one_for_each_week_however_often_it_is_asked_for() {
    let mut bench = issued();
    assert_eq!(bench.no(&GROUP, prepare(week(), Vec::new())), Refusal::Exists);
    assert_eq!(bench.no(&cast::HEAD, prepare(week(), Vec::new())), Refusal::Exists);
    // another id for the same week
    let other = Act::Prepare { worklist: id(7), week: week(), items: Vec::new() };
    assert_eq!(bench.no(&GROUP, other), Refusal::Differs { field: Field::Week });
    bench.ok(&GROUP, prepare(week().next(), vec![by_hand(9, None)]));
    let far = week().next().next();
    assert_eq!(bench.no(&GROUP, prepare(far, Vec::new())), Refusal::TooLate { field: Field::Week });
    bench.days_later(30);
    assert_eq!(bench.no(&GROUP, prepare(far, Vec::new())), Refusal::TooEarly { field: Field::Week });
    assert_ne!(WorklistId::of(cast::book(), week()), WorklistId::of(Book::Office, week()));
}

#[test]
fn it_is_numbered_and_counted_when_it_goes_out() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, prepare(week(), Vec::new()));
    assert_eq!(bench.no(&GROUP, Act::Issue { worklist: list() }), Refusal::Missing { field: Field::Item });
    bench.ok(&GROUP, Act::Add { worklist: list(), item: Box::new(by_hand(1, Some(1))) });
    assert_eq!(bench.tally.get(&Cell::Worklist), None);
    assert_eq!(bench.ok(&GROUP, Act::Issue { worklist: list() }).number, Some(1));
    assert_eq!(bench.tally[&Cell::Worklist], 1);
    assert_eq!(bench.no(&GROUP, Act::Issue { worklist: list() }), Refusal::WrongState { state: "issued".to_owned() });
}

#[test]
fn the_unit_answers_its_own_and_the_group_ticks() {
    let mut bench = issued();
    assert_eq!(bench.no(&STAFF, answer(2, true)), Refusal::NotFound);
    assert_eq!(bench.no(&STAFF, answer(3, true)), Refusal::NotFound);
    assert_eq!(bench.no(&GROUP, answer(1, true)), Refusal::NotYours { whose: Whose::Unit });
    assert_eq!(bench.no(&STAFF, tick(1)), Refusal::NotYours { whose: Whose::Group });
    let bare = Act::Answer { worklist: list(), item: id(1), done: false, note: None };
    assert_eq!(bench.no(&STAFF, bare), Refusal::Missing { field: Field::Note });
    bench.ok(&STAFF, answer(1, false));
    assert_eq!(own(&bench).items[0].state(), "open");
    bench.ok(&STAFF, answer(1, true));
    assert_eq!(own(&bench).items[0].state(), "answered");
    assert_eq!(bench.no(&STAFF, answer(1, true)), Refusal::Unchanged);
    bench.ok(&GROUP, tick(1));
    assert_eq!(bench.no(&STAFF, answer(1, false)), Refusal::WrongState { state: "ticked".to_owned() });
    bench.ok(&GROUP, Act::Untick { worklist: list(), item: id(1), reason: reason() });
    bench.ok(&GROUP, tick(1));
    bench.ok(&GROUP, Act::Drop { worklist: list(), item: id(2), reason: reason() });
    assert_eq!(own(&bench).state(), "issued");
    bench.ok(&GROUP, tick(3));
    assert_eq!(own(&bench).state(), "done");
}

#[test]
fn the_next_week_begins_from_what_is_left_marked_and_counted() {
    let mut bench = issued();
    bench.ok(&GROUP, tick(2));
    let cases = |bench: &Bench| {
        let before = own(bench).clone();
        suggest(
            Cases { lists: &[before], issues: &[], visits: &[], notices: &[], meetings: &[] },
            week().next(),
            start(),
        )
    };
    let left = cases(&bench);
    assert_eq!(left.iter().map(|own| own.weeks).collect::<Vec<_>>(), [1, 1]);
    let items: Vec<NewItem> =
        left.iter().zip(11..).map(|(task, number)| NewItem { id: id(number), task: task.clone() }).collect();
    let next = week().next();
    // the count is the writer's to check
    let mut boasted = items.clone();
    boasted[0].task.weeks = 5;
    assert_eq!(bench.no(&GROUP, prepare(next, boasted)), Refusal::Differs { field: Field::Item });
    let mut done = items.clone();
    done[0].task.from = Some(Carried { worklist: list(), item: id(2) });
    assert_eq!(bench.no(&GROUP, prepare(next, done)), Refusal::Elsewhere { field: Field::Item });
    bench.ok(&GROUP, prepare(next, items));
    let second = bench.all.worklist(WorklistId::of(cast::book(), next)).unwrap();
    assert_eq!(second.items.len(), 2);
}

fn all(bench: &Bench) -> Vec<Worklist> {
    let lists = bench.all.records.values().filter_map(|own| <&Box<Worklist>>::try_from(own).ok());
    lists.map(|own| (**own).clone()).collect()
}

fn what_is_left(bench: &Bench, week: Week) -> Vec<NewItem> {
    let lists = all(bench);
    let cases = Cases { lists: &lists, issues: &[], visits: &[], notices: &[], meetings: &[] };
    let tasks = suggest(cases, week, bench.now.day());
    let number = 1000 + 100 * u128::try_from(lists.len()).unwrap();
    tasks.into_iter().zip(number..).map(|(task, number)| NewItem { id: id(number), task }).collect()
}

fn standing_items(bench: &Bench) -> Vec<(Week, ItemId)> {
    let lists = all(bench);
    let mut items: Vec<_> = standing(&lists).map(|(list, item)| (list.week, item.id)).collect();
    items.sort();
    items
}

#[test]
fn an_item_stands_on_the_last_list_that_holds_it_once_that_is_issued() {
    let mut bench = issued();
    let (this, next) = (week(), week().next());
    let first = [(this, id(1)), (this, id(2)), (this, id(3))];
    assert_eq!(standing_items(&bench), first);
    let items = what_is_left(&bench, next);
    bench.ok(&GROUP, prepare(next, items.clone()));
    assert_eq!(standing_items(&bench), first, "the units don't read the draft");
    let second = WorklistId::of(cast::book(), next);
    bench.ok(&GROUP, Act::Drop { worklist: second, item: items[2].id, reason: reason() });
    bench.ok(&GROUP, Act::Issue { worklist: second });
    let stands = standing_items(&bench);
    assert_eq!(stands, [(next, items[0].id), (next, items[1].id)], "what was taken off is asked of nobody");
    // the unit whose only item was taken off reads that it was, and is not asked by the list before
    let dropped = items[0].task.unit.unwrap();
    bench.ok(&GROUP, Act::Drop { worklist: second, item: items[0].id, reason: reason() });
    let list = bench.all.worklist(second).unwrap();
    assert_eq!((list.units().contains(&dropped), list.readers().contains(&dropped)), (false, true));
}

#[test]
fn nothing_is_lost_on_the_way_to_the_list_of_any_later_week() {
    let mut bench = issued();
    let (next, third) = (week().next(), week().next().next());
    // the next list is made early; what comes onto this one afterwards goes on all the same
    let early = what_is_left(&bench, next);
    bench.ok(&GROUP, prepare(next, early));
    bench.ok(&GROUP, Act::Add { worklist: list(), item: Box::new(by_hand(50, Some(1))) });
    assert_eq!(
        what_is_left(&bench, next).iter().map(|own| own.task.from).collect::<Vec<_>>(),
        [Some(Carried { worklist: list(), item: id(50) })]
    );
    // the list that was made early is never issued: what it holds goes on from there, once
    bench.days_later(14);
    let items = what_is_left(&bench, third);
    let mut weeks: Vec<u16> = items.iter().map(|own| own.task.weeks).collect();
    weeks.sort_unstable();
    assert_eq!(weeks, [1, 2, 2, 2]);
    bench.ok(&GROUP, prepare(third, items));
    let last = WorklistId::of(cast::book(), third);
    bench.ok(&GROUP, Act::Issue { worklist: last });
    assert!(standing_items(&bench).iter().all(|(own, _)| *own == third), "each on the last list, once");
    assert_eq!((standing_items(&bench).len(), what_is_left(&bench, third).len()), (4, 0));
}

fn second() -> WorklistId {
    WorklistId::of(cast::book(), week().next())
}

/// The next list, made from what is left now.
fn prepare_next(bench: &mut Bench) {
    let items = what_is_left(bench, week().next());
    bench.ok(&GROUP, prepare(week().next(), items));
}

/// The item of a list that was carried over from this one of the first.
fn carried(bench: &Bench, list: WorklistId, item: u128) -> Item {
    let place = Some(Carried { worklist: self::list(), item: id(item) });
    let list = bench.all.worklist(list).unwrap();
    list.items.iter().find(|own| own.before == place || own.task.from == place).unwrap().clone()
}

#[test]
fn what_the_unit_answered_goes_on_with_the_item_and_waits_for_the_tick() {
    let mut bench = issued();
    bench.ok(&STAFF, answer(1, true));
    prepare_next(&mut bench);
    bench.ok(&GROUP, Act::Issue { worklist: second() });
    let item = carried(&bench, second(), 1);
    assert_eq!((item.state(), item.answers.len()), ("answered", 1));
    assert_eq!(carried(&bench, second(), 2).state(), "open");
    // what comes late for the first list is not lost in it: it is refused, and done where the item stands now
    let carried_over = Refusal::WrongState { state: "carried".to_owned() };
    assert_eq!(bench.no(&STAFF, answer(1, false)), carried_over);
    assert_eq!(bench.no(&GROUP, tick(1)), carried_over);
    assert_eq!(bench.no(&GROUP, Act::Drop { worklist: list(), item: id(1), reason: reason() }), carried_over);
    let again = Act::Answer { worklist: second(), item: item.id, done: true, note: Some(text("已经报送")) };
    assert_eq!(bench.no(&STAFF, again), Refusal::Unchanged);
    bench.ok(&GROUP, Act::Tick { worklist: second(), item: item.id, then: None });
}

#[test]
fn what_was_done_after_the_next_list_was_prepared_is_not_open_on_it() {
    let mut bench = issued();
    prepare_next(&mut bench);
    bench.ok(&STAFF, answer(1, true));
    bench.ok(&GROUP, tick(2));
    bench.ok(&GROUP, Act::Drop { worklist: list(), item: id(3), reason: reason() });
    bench.ok(&GROUP, Act::Issue { worklist: second() });
    let states = [1, 2, 3].map(|number| carried(&bench, second(), number).state());
    assert_eq!(states, ["answered", "ticked", "dropped"]);
    // where all of it was ticked meanwhile, there is nothing to issue
    let mut bench = issued();
    prepare_next(&mut bench);
    [1, 2, 3].into_iter().for_each(|number| drop(bench.ok(&GROUP, tick(number))));
    assert_eq!(bench.no(&GROUP, Act::Issue { worklist: second() }), Refusal::Missing { field: Field::Item });
}

#[test]
fn an_answer_goes_on_past_a_list_that_was_never_issued() {
    let mut bench = issued();
    let last = week().next().next();
    let third = WorklistId::of(cast::book(), last);
    prepare_next(&mut bench);
    bench.ok(&STAFF, answer(1, true));
    bench.days_later(14);
    let items = what_is_left(&bench, last);
    bench.ok(&GROUP, prepare(last, items));
    bench.ok(&GROUP, Act::Issue { worklist: third });
    assert_eq!((carried(&bench, third, 1).state(), carried(&bench, third, 2).state()), ("answered", "open"));
    // the unit does not read the draft between, and is asked once all the same
    let staff = STAFF.viewer().unwrap();
    let theirs: Vec<Worklist> = all(&bench).into_iter().filter_map(|own| own.shown_to(&staff)).collect();
    assert_eq!(standing(&theirs).map(|(list, _)| list.week).collect::<Vec<_>>(), [last]);
}

#[test]
fn what_is_carried_onto_a_list_that_is_out_brings_its_answer() {
    let mut bench = issued();
    let (next, more) = (week().next(), by_hand(9, Some(2)));
    bench.ok(&GROUP, prepare(next, vec![more]));
    bench.ok(&GROUP, Act::Issue { worklist: second() });
    bench.ok(&STAFF, answer(1, true));
    let left = what_is_left(&bench, next);
    let own = left.into_iter().find(|own| own.task.unit == Some(cast::UNITS[1].id)).unwrap();
    bench.ok(&GROUP, Act::Add { worklist: second(), item: Box::new(own) });
    assert_eq!(carried(&bench, second(), 1).state(), "answered");
}

#[test]
fn what_is_due_stuck_promised_and_asked_comes_by_itself_and_once() {
    let mut bench = Bench::new();
    bench.ok(&GROUP, crate::issue::Act::Find(Box::new(find(ISSUE))));
    let issue = bench.issue().clone();
    let due = issue.due_day().unwrap();
    let issues = [issue];
    let made = |lists: &[Worklist], on: crate::kinds::Day| {
        suggest(Cases { lists, issues: &issues, visits: &[], notices: &[], meetings: &[] }, Week::of(on), on)
    };
    assert_eq!(made(&[], due.plus(-20)), []);
    let tasks = made(&[], due);
    assert_eq!((tasks.len(), tasks[0].source, tasks[0].due), (1, Source::Due { issue: ISSUE }, Some(due)));
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
fn a_unit_reads_its_own_items_of_an_issued_list() {
    let bench = issued();
    let viewer = |who: &CastPerson| who.viewer().unwrap();
    let whole = own(&bench).clone();
    let shown = whole.clone().shown_to(&viewer(&STAFF)).unwrap();
    assert_eq!(shown.items.iter().map(|own| own.id).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(whole.clone().shown_to(&viewer(&cast::ACADEMY_STAFF)), None);
    assert_eq!(whole.clone().shown_to(&viewer(&cast::OFFICE_LEADER)).unwrap(), whole);
    let unissued = Worklist { issued: None, ..whole.clone() };
    assert_eq!(unissued.shown_to(&viewer(&STAFF)), None);
    let record = Record::Worklist(Box::new(whole));
    let tells = |act: Act, who: &CastPerson| record.tells(&act.into(), GROUP.id, &viewer(who));
    assert_eq!((tells(answer(1, true), &STAFF), tells(answer(2, true), &STAFF)), (Telling::Whole, Telling::Nothing));
    assert_eq!(tells(prepare(week(), Vec::new()), &STAFF), Telling::Nothing);
    assert_eq!(tells(prepare(week(), Vec::new()), &cast::OFFICE_LEADER), Telling::Whole);
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
    let resolution = Resolution { id: id(20), point: None, what, unit, who: None, due, becomes: Becomes::Minutes };
    bench.ok(&GROUP, M::Decide { meeting, then: id(21), resolution: Box::new(resolution) });
    let meetings = [bench.all.meeting(meeting).unwrap().as_ref().clone()];
    let cases = Cases { lists: &[], issues: &[], visits: &[], notices: &[], meetings: &meetings };
    let tasks = suggest(cases, week(), start());
    let source = Source::Decided { meeting, decision: id(20) };
    assert_eq!(
        tasks.iter().map(|own| (own.source, own.unit, own.due)).collect::<Vec<_>>(),
        [(source, unit, Some(due))]
    );
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
    let recorded = visit::act::Recorded { visit, unit, description, findings, promises: vec![promised] };
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
    let cases = Cases { lists: &lists, issues: &issues, visits: &visits, notices: &notices, meetings: &meetings };
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
    let (unit_of, becomes) = (Some(unit), Becomes::Minutes);
    let resolution = Resolution { id: decision, point: None, what, unit: unit_of, who: None, due, becomes };
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
        let mut own: Vec<_> = own.iter().copied().map(Some).collect();
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
