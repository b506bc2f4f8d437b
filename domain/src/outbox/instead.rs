//! What was written in the place of something that waited. That may have arrived all the same, while it was gone on
//! with or with its answer lost on the way: then what was written goes out as a change of exactly that. Pure.

use std::iter::{once, repeat_with};

use uuid::Uuid;

use super::{Item, Place};
use crate::act::{Act, Proposal};
use crate::kinds::ActId;

impl Item {
    /// What was made now.
    #[must_use]
    pub fn new(proposal: Proposal) -> Item {
        Item { proposal, place: Place::Local, instead: Vec::new() }
    }

    /// In the place of those of `earlier` that waited and are about the same record.
    #[must_use]
    pub fn instead_of(proposal: Proposal, earlier: &[Item]) -> Item {
        let key = proposal.act.key();
        let same = earlier.iter().filter(|own| own.place == Place::Local && own.proposal.act.key() == key);
        let instead = same.flat_map(|own| once(&own.proposal).chain(&own.instead)).cloned().collect();
        Item { instead, ..Item::new(proposal) }
    }

    /// What is left to be sent of it where `first`, in whose place it came, is recorded as the entry `seq`: the first of
    /// these under its own id, none where both say the same. Nothing where it can't be a change of that. `id` makes ids.
    #[must_use]
    pub fn beyond(&self, first: &Proposal, seq: i64, mut id: impl FnMut() -> Uuid) -> Option<Vec<Item>> {
        let own = &self.proposal;
        let acts = if own.act == first.act {
            Vec::new()
        } else {
            let (Act::Visit(act), Act::Visit(earlier)) = (&own.act, &first.act) else { return None };
            act.beyond(earlier, seq, same_words(own, first), &mut id)?
        };
        let ids = once(own.id).chain(repeat_with(|| ActId(id())));
        Some(acts.into_iter().map(Act::Visit).zip(ids).map(|(act, id)| Item::new(part(own, id, act))).collect())
    }
}

/// Each was sealed for itself, so what they say of the same words differs.
fn same_words(own: &Proposal, first: &Proposal) -> bool {
    let words = |of: &Proposal| of.private.iter().map(|own| own.text.clone()).collect::<Vec<_>>();
    !own.private.is_empty() && words(own) == words(first)
}

/// With the words that it names.
fn part(own: &Proposal, id: ActId, act: Act) -> Proposal {
    let private = {
        let named = act.commitments();
        let goes = own.private.iter().filter(|text| text.commitment().is_ok_and(|text| named.contains(&&text)));
        goes.cloned().collect()
    };
    Proposal { id, act, private, at: own.at, book: own.book }
}
