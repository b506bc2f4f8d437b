//! What an accepted answer brings along: who has answered a paper that chases another owes nothing to that other either, down the
//! ladder. Where the record says so already, nothing.

use super::{Act, Notice};
use crate::act::Act as Any;
use crate::kinds::{NoticeId, UnitId};
use crate::record::{Facts, Known};

pub(crate) fn follow(act: &Act, known: &Known) -> Option<Any> {
    let Act::Accept { notice, unit, then, .. } = act else { return None };
    let own = known.notice(*notice)?;
    let next = own.chases(known).find(|other| other.waits_for(*unit))?;
    let then = then.get(1..).unwrap_or_default().to_vec();
    Some(Any::Notice(Act::Accept { notice: next.id, unit: *unit, through: Some(*notice), then }))
}

/// Did the group accept what the unit answered to this later paper, which chases the first one?
pub(super) fn answered_through(first: &Notice, unit: UnitId, later: NoticeId, facts: &Facts) -> bool {
    let later = facts.known.notice(later).filter(|own| own.book == facts.book);
    later.is_some_and(|later| {
        let accepted = later.addressee(unit).is_some_and(|own| own.accepted.is_some());
        accepted && later.chases(facts.known).any(|own| own.id == first.id)
    })
}

impl Notice {
    /// The papers below it on the ladder, the nearest first, as far as they are at hand.
    fn chases<'a>(&'a self, known: &'a Known) -> impl Iterator<Item = &'a Notice> {
        let below = move |own: &&'a Notice| {
            let next = known.notice(own.content.after?)?;
            // each rung is weaker than the one above it, so that this ends
            (next.content.paper < own.content.paper).then_some(&**next)
        };
        std::iter::successors(Some(self), below).skip(1)
    }
}
