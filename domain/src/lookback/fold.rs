//! What an accepted act changes in a look-back. Total: never refuses, never panics.

use super::{About, Act, Answer, Item, Lock, Lookback, Mark};
use crate::entry::Entry;
use crate::evaluation::By;

/// The look-back after `entry`. `None` only where it was never opened.
#[must_use]
pub fn fold(lookback: Option<Lookback>, act: &Act, entry: &Entry) -> Option<Lookback> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Open { lookback: id, unit, month } = act {
        let gathered = entry.stamp.gathered.clone().unwrap_or_default();
        let items = gathered.items.into_iter().map(|due| Item { due, answer: None, mark: None }).collect();
        return Some(lookback.unwrap_or(Lookback {
            id: *id,
            book: entry.book,
            unit: *unit,
            month: *month,
            opened: by,
            items,
            left_out: gathered.left_out,
            locks: Vec::new(),
        }));
    }
    let mut own = lookback?;
    match act {
        Act::Open { .. } => {}
        Act::Answer(said) => with(&mut own, said.item, |item| {
            let (note, proof) = (said.note.clone(), said.proof.clone());
            item.answer = Some(Answer { done: said.done, note, proof, by });
        }),
        Act::Mark(said) => with(&mut own, said.item, |item| {
            item.mark = Some(Mark { verdict: said.verdict, note: said.note.clone(), by });
        }),
        Act::Lock { .. } => own.locks.push(Lock { by, reopened: None }),
        Act::Reopen { reason, .. } => {
            if let Some(last) = own.locks.last_mut() {
                last.reopened = Some((reason.clone(), by));
            }
        }
    }
    Some(own)
}

fn with(own: &mut Lookback, about: About, change: impl FnOnce(&mut Item)) {
    if let Some(item) = own.items.iter_mut().find(|item| item.due.about == about) {
        change(item);
    }
}
