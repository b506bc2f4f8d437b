//! What the outbox tells: where each item is, what waits, what arrived. Reads only.

use std::collections::BTreeMap;

use domain::act::{Key, Verdict};
use domain::issue::Hash;
use domain::kinds::ActId;
use domain::outbox::{Item, Place};
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::{Carried, Outbox, Receipt};

/// Where one proposal is now, as shown beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Whereabouts {
    /// 正在存到本机: not on the disk yet.
    Keeping,
    /// 在本机: kept here, the server can't be reached.
    Local,
    /// 只在这一页: the device did not take it; it goes out, and is gone if the page is closed before.
    Unkept,
    /// 发送中
    Sending,
    /// 已到服务器, with its number in the book and the hash that chains it there.
    Recorded { seq: i64, hash: String },
    /// 服务器未收, with the reason.
    Refused { refusal: Refusal },
    /// Given up by the person.
    Gone,
}

impl Outbox {
    /// Where this proposal is now (reactive).
    #[must_use]
    pub fn whereabouts(&self, id: ActId) -> Whereabouts {
        let item = self.queue.with(|queue| queue.items.iter().find(|item| item.proposal.id == id).cloned());
        match item.map(|item| item.place) {
            Some(Place::Refused { refusal }) => Whereabouts::Refused { refusal },
            Some(Place::Local) if self.keeping.with(|keeping| keeping.contains(&id)) => Whereabouts::Keeping,
            Some(Place::Local) if self.unkept.with(|unkept| unkept.contains_key(&id)) => Whereabouts::Unkept,
            Some(Place::Local) if self.offline.get() => Whereabouts::Local,
            Some(Place::Local) => Whereabouts::Sending,
            None => match self.verdict(id) {
                Some(Verdict::Accepted { seq, hash, .. }) => Whereabouts::Recorded { seq, hash },
                Some(Verdict::Refused { refusal }) => Whereabouts::Refused { refusal },
                Some(Verdict::Later) | None => Whereabouts::Gone,
            },
        }
    }

    /// The server's answer to this proposal, once it is there (reactive).
    #[must_use]
    pub fn verdict(&self, id: ActId) -> Option<Verdict> {
        self.answered
            .with(|answered| answered.iter().rev().find(|(own, _)| *own == id).map(|(_, verdict)| verdict.clone()))
    }

    /// Items about one record that are not recorded yet (reactive): the record's page shows them in place.
    #[must_use]
    pub fn about(&self, key: Key) -> Vec<Item> {
        self.queue.with(|queue| queue.items.iter().filter(|item| item.proposal.act.key() == key).cloned().collect())
    }

    /// One item as it is now.
    #[must_use]
    pub fn item(&self, id: ActId) -> Option<Item> {
        self.queue.with_untracked(|queue| queue.items.iter().find(|item| item.proposal.id == id).cloned())
    }

    /// Everything that waits or was refused (reactive).
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        self.queue.with(|queue| queue.items.clone())
    }

    /// Nothing waits and nothing was refused, as far as the whole device is known (reactive); never on the server.
    #[must_use]
    pub fn clear(&self) -> bool {
        self.known.get() && self.counts() == (0, 0)
    }

    /// Has what lies on this device been read (reactive)?
    #[must_use]
    pub fn known(&self) -> bool {
        self.known.get()
    }

    /// How many wait, how many were refused or can't be read (reactive).
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let illegible = self.illegible.with(Vec::len);
        self.queue.with(|queue| (queue.waiting(), queue.refused() + illegible))
    }

    /// Is something on its way to the disk (reactive)?
    #[must_use]
    pub fn keeping(&self) -> bool {
        self.keeping.with(|keeping| !keeping.is_empty())
    }

    /// How many are in this page only (reactive).
    #[must_use]
    pub fn unkept(&self) -> usize {
        self.unkept.with(BTreeMap::len)
    }

    /// Would something be gone with the page?
    #[cfg(feature = "hydrate")]
    pub(super) fn only_here(&self) -> bool {
        let unkept = self.unkept.try_with_untracked(|unkept| !unkept.is_empty()) == Some(true);
        unkept || self.keeping.try_with_untracked(|keeping| !keeping.is_empty()) == Some(true)
    }

    /// Where a file is that was chosen on this device (reactive).
    #[must_use]
    pub fn carried(&self, file: &Hash) -> Carried {
        match self.sent.get() {
            Some((hash, percent)) if hash == *file => Carried::Sending(percent),
            Some(_) | None if self.queue.with(|queue| queue.files.contains(file)) => Carried::Local,
            Some(_) | None => Carried::There,
        }
    }

    /// Files that lie on this device.
    #[cfg(feature = "hydrate")]
    pub(super) fn files(&self) -> Vec<Hash> {
        self.queue.with_untracked(|queue| queue.files.iter().cloned().collect())
    }

    /// What was recorded lately, newest first (reactive).
    #[must_use]
    pub fn receipts(&self) -> Vec<Receipt> {
        self.receipts.get()
    }

    /// Can drafts of this device be read already (reactive)?
    #[must_use]
    pub fn drafts(&self) -> bool {
        self.drafts.get()
    }
}
