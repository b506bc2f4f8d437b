//! A week's list: one for each week, what it begins with, who ticks what, and what a unit reads of it.

mod carried;
mod suggested;

use super::suggest::suggest;
use super::*;
use crate::cases::Cases;
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
        strands: Default::default(),
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

fn all(bench: &Bench) -> Vec<Worklist> {
    let lists = bench.all.records.values().filter_map(|own| <&Box<Worklist>>::try_from(own).ok());
    lists.map(|own| (**own).clone()).collect()
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
