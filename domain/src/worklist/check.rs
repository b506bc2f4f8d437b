//! Who may do what to a weekly list, and when.

use std::collections::BTreeMap;

use super::{Act, Before, Carried, ITEMS, Item, NewItem, Source, Task, Worklist, carried_on, carry};
use crate::act::Subject;
use crate::entry::Stamp;
use crate::kinds::{ItemId, UnitId, Week, WorklistId};
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// # Errors
/// Not the one whose step it is; a second list for a week, or one for a week that is not near; an item whose source is
/// another unit's; a step out of order.
pub fn check(list: Option<&Worklist>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Prepare { worklist, week, items } = act {
        must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
        facts.viewer.must_be_group(facts.book)?;
        must(*worklist == WorklistId::of(facts.book, *week), Refusal::Differs { field: Field::Week })?;
        must_be_new(list)?;
        near(*week, facts)?;
        must(items.len() <= ITEMS, Refusal::TooMany { max: ITEMS })?;
        return new(items, facts).map(|()| Stamp::default());
    }
    let list = must_be_in(list, |own| own.book, facts.book)?;
    must(list.is_known_to(facts.viewer), Refusal::NotFound)?;
    if let Act::Answer { item, .. } = act {
        let unit = shown(list, *item, facts)?.task.unit.ok_or(Refusal::NotFound)?;
        facts.viewer.must_be_unit(unit)?;
    } else {
        facts.viewer.must_be_group(facts.book)?;
    }
    existing(list, act, facts)?;
    let number = matches!(act, Act::Issue { .. }).then(|| facts.known.highest(Subject::Worklist, facts.book) + 1);
    Ok(Stamp { number, before: before(list, act, facts), ..Stamp::default() })
}

/// What the items that come out with this act had come to. On a draft nothing has: until it is issued they are answered and ticked
/// where they stood before.
fn before(list: &Worklist, act: &Act, facts: &Facts) -> BTreeMap<ItemId, Before> {
    let lists: Vec<&Worklist> = of_book(facts).collect();
    let one = |id: ItemId, task: &Task| Some((id, carry::before(task, list.week, &lists)?));
    match act {
        Act::Issue { .. } => list.items.iter().filter_map(|own| one(own.id, &own.task)).collect(),
        Act::Add { item, .. } if list.issued.is_some() => one(item.id, &item.task).into_iter().collect(),
        Act::Prepare { .. }
        | Act::Add { .. }
        | Act::Drop { .. }
        | Act::Answer { .. }
        | Act::Tick { .. }
        | Act::Untick { .. }
        | Act::LookAt { .. } => BTreeMap::new(),
    }
}

/// The lists of this book, as far as they are at hand.
fn of_book<'a>(facts: &'a Facts) -> impl Iterator<Item = &'a Worklist> {
    facts.known.worklists().filter(|own| own.book == facts.book)
}

fn existing(list: &Worklist, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = |state: &str| Refusal::WrongState { state: state.to_owned() };
    let issued = must(list.issued.is_some(), wrong("draft"));
    // What arrives late, for an item that went on meanwhile, is refused and not taken there: whoever wrote it has it back with its words,
    // and reads first what the item has come to on the list that holds it now.
    let own = |item: &ItemId| {
        let own = shown(list, *item, facts)?;
        let gone = carried_on(of_book(facts)).contains(&Carried { worklist: list.id, item: *item });
        must(!gone, wrong("carried")).map(|()| own)
    };
    let left = |own: &Item| must(own.left(), wrong(own.state()));
    match act {
        Act::Prepare { .. } => Ok(()),
        Act::Add { item, .. } => {
            must(list.items.len() < ITEMS, Refusal::TooMany { max: ITEMS })?;
            must(list.item(item.id).is_none(), Refusal::Exists)?;
            let held = list.items.iter().filter(|own| own.dropped.is_none());
            let twice = item.task.source != Source::Hand
                && held.into_iter().any(|own| own.task.source == item.task.source && own.task.unit == item.task.unit);
            must(!twice, Refusal::Exists)?;
            new(std::slice::from_ref(item), facts)
        }
        Act::Drop { item, reason, .. } => {
            reasoned(reason)?;
            left(own(item)?)
        }
        Act::Issue { .. } => {
            must(list.issued.is_none(), wrong(list.state()))?;
            let before = before(list, act, facts);
            let stays = |own: &Item| own.left() && before.get(&own.id).is_none_or(Before::left);
            complete(list.items.iter().any(stays), Field::Item)
        }
        Act::Answer { item, done, note, .. } => {
            issued?;
            let own = own(item)?;
            left(own)?;
            // who says that it is not done says why
            must(*done || note.is_some(), Refusal::Missing { field: Field::Note })?;
            let last = own.answers.last();
            must(last.is_none_or(|last| (last.done, &last.note) != (*done, note)), Refusal::Unchanged)
        }
        Act::Tick { item, .. } => {
            issued?;
            left(own(item)?)
        }
        Act::Untick { item, reason, .. } => {
            reasoned(reason)?;
            let state = own(item)?.state();
            must(state == "ticked", wrong(state))
        }
        Act::LookAt { item, strands, .. } => {
            let own = own(item)?;
            left(own)?;
            must(own.task.strands != *strands, Refusal::Unchanged)
        }
    }
}

/// The item, if the viewer may know of it.
fn shown<'a>(list: &'a Worklist, item: ItemId, facts: &Facts) -> Result<&'a Item, Refusal> {
    let own = list.item(item).ok_or(Refusal::NotFound)?;
    must(facts.viewer.sees(facts.book, own.task.unit, None), Refusal::NotFound)?;
    Ok(own)
}

/// This week or the next: a list is made when it is needed, not afterwards.
fn near(week: Week, facts: &Facts) -> Result<(), Refusal> {
    let now = Week::of(facts.now.day());
    must(week >= now, Refusal::TooEarly { field: Field::Week })?;
    must(week <= now.next(), Refusal::TooLate { field: Field::Week })
}

fn new(items: &[NewItem], facts: &Facts) -> Result<(), Refusal> {
    for (place, own) in items.iter().enumerate() {
        must(items.iter().take(place).all(|other| other.id != own.id), Refusal::Exists)?;
        task(&own.task, facts)?;
    }
    Ok(())
}

fn task(task: &Task, facts: &Facts) -> Result<(), Refusal> {
    if let Some(unit) = task.unit {
        facts.open_unit(unit)?;
    }
    let of = |unit: UnitId| task.unit == Some(unit);
    let fits = match task.source {
        Source::Due { issue } | Source::Stuck { issue } => facts.known.issue(issue).is_some_and(|own| of(own.unit)),
        Source::Promised { visit, promise } => {
            facts.known.visit(visit).is_some_and(|own| of(own.unit) && own.promise(promise).is_some())
        }
        Source::Asked { notice } => {
            let there = |unit| facts.known.notice(notice).is_some_and(|own| own.addressee(unit).is_some());
            task.unit.is_some_and(there)
        }
        Source::Decided { meeting, decision } => {
            let own = facts.known.meeting(meeting).filter(|own| own.book == facts.book);
            own.and_then(|own| own.decision(decision)).is_some_and(|own| own.resolution.unit == task.unit)
        }
        Source::Owed { owed } => task.unit.is_some_and(|unit| owed.is_of(unit, facts.known)),
        Source::Hand => true,
    };
    must(fits, Refusal::Elsewhere { field: Field::Item })?;
    let before = match task.from {
        None => 0,
        Some(from) => {
            let list = facts.known.worklist(from.worklist).filter(|own| own.book == facts.book);
            let own = list.and_then(|own| own.item(from.item)).filter(|own| own.left());
            own.ok_or(Refusal::Elsewhere { field: Field::Item })?.task.weeks.saturating_add(1)
        }
    };
    must(task.weeks == before, Refusal::Differs { field: Field::Item })
}
