//! What each act makes of a weekly list.

use super::{Act, Answer, Item, NewItem, Worklist};
use crate::entry::{By, Entry, Stamp};
use crate::kinds::ItemId;

#[must_use]
pub fn fold(list: Option<Worklist>, act: &Act, entry: &Entry) -> Option<Worklist> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Prepare { worklist: id, week, items } = act {
        return Some(list.unwrap_or_else(|| Worklist {
            id: *id,
            book: entry.book,
            week: *week,
            number: None,
            items: items.iter().map(fresh).collect(),
            prepared: by,
            issued: None,
        }));
    }
    let mut list = list?;
    match act {
        Act::Prepare { .. } => {}
        Act::Add { item, .. } => {
            list.items.push(fresh(item));
            take_over(&mut list, &entry.stamp);
        }
        Act::Drop { item, reason, .. } => change(&mut list, *item, |own| own.dropped = Some((reason.clone(), by))),
        Act::Issue { .. } => {
            list.number = entry.stamp.number;
            list.issued = Some(by);
            take_over(&mut list, &entry.stamp);
        }
        Act::Answer { item, done, note, .. } => {
            let answer = Answer { done: *done, note: note.clone(), by };
            change(&mut list, *item, |own| own.answers.push(answer));
        }
        Act::Tick { item, .. } => change(&mut list, *item, |own| own.ticked = Some(by)),
        Act::Untick { item, .. } => change(&mut list, *item, |own| own.ticked = None),
        Act::LookAt { item, strands, .. } => change(&mut list, *item, |own| own.task.strands = *strands),
    }
    Some(list)
}

fn fresh(new: &NewItem) -> Item {
    Item { id: new.id, task: new.task.clone(), answers: Vec::new(), ticked: None, dropped: None, before: None }
}

/// What was answered, ticked or taken off where an item stood before stands here too: it is not asked, and not done, again.
fn take_over(list: &mut Worklist, stamp: &Stamp) {
    for own in &mut list.items {
        let Some(before) = stamp.before.get(&own.id) else { continue };
        own.before = Some(before.at);
        own.answers.clone_from(&before.answers);
        own.ticked = before.ticked;
        if own.dropped.is_none() {
            own.dropped.clone_from(&before.dropped);
        }
    }
}

fn change(list: &mut Worklist, item: ItemId, how: impl FnOnce(&mut Item)) {
    if let Some(own) = list.items.iter_mut().find(|own| own.id == item) {
        how(own);
    }
}
