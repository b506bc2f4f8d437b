//! The queue of proposals not yet answered, as a plain value. The browser keeps it on disk; tests keep it in memory.

use serde::{Deserialize, Serialize};

use crate::act::{Proposal, Verdict};
use crate::kinds::ActId;
use crate::refusal::Refusal;

/// Where an item is now.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "place", rename_all = "snake_case")]
pub enum Place {
    /// Only on this device.
    Local,
    /// The server said no; it stays with the reason until it is mended or discarded.
    Refused { refusal: Refusal },
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Item {
    pub proposal: Proposal,
    pub place: Place,
}

/// Items in the order in which they were made; they are sent in that order.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Outbox {
    pub items: Vec<Item>,
}

impl Outbox {
    /// Keeps a proposal; the same id twice is one item.
    pub fn put(&mut self, proposal: Proposal) {
        if !self.items.iter().any(|item| item.proposal.id == proposal.id) {
            self.items.push(Item { proposal, place: Place::Local });
        }
    }

    /// What is to be sent next, oldest first, at most `most`.
    #[must_use]
    pub fn next(&self, most: usize) -> Vec<Proposal> {
        let local = self.items.iter().filter(|item| item.place == Place::Local);
        local.take(most).map(|item| item.proposal.clone()).collect()
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
