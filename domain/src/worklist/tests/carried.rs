//! What is left goes on from list to list, with what was answered and ticked.

use super::*;

#[test]
fn the_next_week_begins_from_what_is_left_marked_and_counted() {
    let mut bench = issued();
    bench.ok(&GROUP, tick(2));
    let cases = |bench: &Bench| {
        let before = own(bench).clone();
        suggest(Cases { lists: &[before], ..Cases::default() }, week().next(), start())
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

fn what_is_left(bench: &Bench, week: Week) -> Vec<NewItem> {
    let lists = all(bench);
    let cases = Cases { lists: &lists, ..Cases::default() };
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
