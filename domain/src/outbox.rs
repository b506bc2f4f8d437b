//! The queue of proposals not yet answered, as a plain value. The browser keeps it on disk; tests keep it in memory.
//! What came in the place of something that waited is in `outbox/instead.rs`.

mod instead;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::act::{Act, Key, Proposal, Verdict};
use crate::issue::Hash;
use crate::kinds::{ActId, Book};
use crate::record::{Known, Need, needs};
use crate::refusal::Refusal;

crate::tagged! {
    "Place" by "place";
    /// Where an item is now.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Place {
        /// Only on this device.
        Local,
        /// The server said no; it stays with the reason until it is mended or discarded.
        Refused { refusal: Refusal },
    }
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    pub proposal: Proposal,
    pub place: Place,
    /// What waited and gave way to it, newest first. Each may have arrived all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instead: Vec<Proposal>,
}

/// What is to go out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// Proposals whose files are there, in their order.
    Send(Vec<Proposal>),
    /// One file, of the oldest item that waits for one.
    File(Hash),
}

/// Items in the order in which they were made; they are sent in that order, each after the files that it names.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Outbox {
    pub items: Vec<Item>,
    /// Files that lie on this device and are not on the server yet, as far as is known.
    #[serde(default)]
    pub files: BTreeSet<Hash>,
}

/// The files that a proposal names: the server wants them before it.
#[must_use]
pub fn files(proposal: &Proposal) -> BTreeSet<Hash> {
    named(&proposal.act, proposal.book)
}

/// The files that an act names.
#[must_use]
pub fn named(act: &Act, book: Book) -> BTreeSet<Hash> {
    let needs = needs(act, book, &Known::default());
    needs.into_iter().filter_map(|need| if let Need::File(hash) = need { Some(hash) } else { None }).collect()
}

impl Outbox {
    /// Keeps a proposal; the same id twice is one item.
    pub fn put(&mut self, proposal: Proposal) {
        self.hold(Item::new(proposal));
    }

    /// The same for an item.
    pub fn hold(&mut self, item: Item) {
        if !self.items.iter().any(|own| own.proposal.id == item.proposal.id) {
            self.items.push(item);
        }
    }

    /// Items that are there already stand in their places as they are now, and new ones behind everything.
    pub fn renew(&mut self, items: Vec<Item>) {
        for item in items {
            match self.items.iter_mut().find(|own| own.proposal.id == item.proposal.id) {
                Some(own) => *own = item,
                None => self.items.push(item),
            }
        }
    }

    /// What is to be sent next, oldest first, at most `most`: up to the first whose files have not arrived.
    #[must_use]
    pub fn next(&self, most: usize) -> Vec<Proposal> {
        let ready = self.local().take_while(|own| files(own).is_disjoint(&self.files));
        ready.take(most).cloned().collect()
    }

    /// What is to go out now, at most `most` proposals; nothing where nothing waits. What is ready goes first: words don't wait for
    /// the photos of what was made after them.
    #[must_use]
    pub fn step(&self, most: usize) -> Option<Step> {
        let ready = self.next(most);
        if ready.is_empty() { self.next_file().map(Step::File) } else { Some(Step::Send(ready)) }
    }

    /// The file that is to be sent next: of the oldest item that waits for one.
    #[must_use]
    pub fn next_file(&self) -> Option<Hash> {
        self.local().flat_map(files).find(|file| self.files.contains(file))
    }

    fn local(&self) -> impl Iterator<Item = &Proposal> {
        self.items.iter().filter(|item| item.place == Place::Local).map(|item| &item.proposal)
    }

    /// What waits to be sent about this record, oldest first.
    pub fn about(&self, key: Key) -> impl Iterator<Item = &Act> {
        self.local().map(|own| &own.act).filter(move |act| act.key() == key)
    }

    /// The server has the file, or has said that it won't: either way its item may go.
    pub fn arrived(&mut self, file: &Hash) {
        self.files.remove(file);
    }

    /// Is there an item that names this file?
    #[must_use]
    pub fn names(&self, file: &Hash) -> bool {
        self.items.iter().any(|item| files(&item.proposal).contains(file))
    }

    /// Takes in what another look at the disk found. It may have been read a moment ago: what is `over` here does not come back
    /// with it, and an answer that is known here stands. What the disk lacks was put there since, or it found no room and is
    /// `unkept`; a refused item that it lacks was given up elsewhere.
    pub fn take_in(&mut self, kept: Outbox, over: &BTreeSet<ActId>, unkept: &BTreeSet<ActId>) {
        let own = std::mem::replace(self, kept).items;
        self.items.retain(|item| !over.contains(&item.proposal.id));
        for item in own {
            let id = item.proposal.id;
            match self.items.iter_mut().find(|there| there.proposal.id == id) {
                Some(there) if item.place != Place::Local => *there = item,
                Some(_) => {}
                None if item.place == Place::Local || unkept.contains(&id) => self.items.push(item),
                None => {}
            }
        }
    }

    /// Takes in the server's answer: accepted leaves, refused stays with its reason, later stays as it is.
    pub fn settle(&mut self, id: ActId, verdict: &Verdict) {
        match verdict {
            Verdict::Accepted { .. } => self.discard(id),
            Verdict::Refused { refusal } => {
                if let Some(item) = self.items.iter_mut().find(|item| item.proposal.id == id) {
                    item.place = Place::Refused { refusal: refusal.clone() };
                }
            }
            Verdict::Later => {}
        }
    }

    /// The person gives a refused item up.
    pub fn discard(&mut self, id: ActId) {
        self.items.retain(|item| item.proposal.id != id);
    }

    #[must_use]
    pub fn waiting(&self) -> usize {
        self.items.iter().filter(|item| item.place == Place::Local).count()
    }

    #[must_use]
    pub fn refused(&self) -> usize {
        self.items.len() - self.waiting()
    }
}

#[cfg(test)]
mod tests;
