//! The acts on one issue in their small form, and what of an issue they depend on.

use domain::issue::State;

use crate::curve::Since;
use crate::matter::Matter;
use crate::star::Turn;

/// One act on an issue, small enough that all of a campaign fit into memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Deed {
    Find,
    Describe,
    Plan(u8),
    Agree,
    /// Percent, node of the chain, which text.
    Progress(u8, Option<u8>, u8),
    Finish(u8),
    Evidence(u8),
    Submit(u8),
    Return(u8),
    Verify(u8),
    /// To this day.
    SetLookback(Since),
    Confirm,
    Relapse,
    Dispute,
    Settle,
    Withdraw,
    /// Into the issue at this place.
    Merge(usize),
    CommentGroup(u8),
    CommentUnit(u8),
}

/// Does the first act bring everything that agreeing needs?
pub(crate) fn complete(matter: &Matter) -> bool {
    let full = !by_group(matter) && !matter.salt.is_multiple_of(4);
    full && matter.state != State::Found && matter.state != State::Disputed
}

/// Did a member of the group raise it, or the unit?
pub(crate) fn by_group(matter: &Matter) -> bool {
    use domain::issue::Origin;
    match matter.origin {
        Origin::Guidance | Origin::Survey => true,
        Origin::Research => (matter.salt >> 7) % 100 < 45 || matter.star.is_some_and(|star| star.turn == Turn::Told),
        Origin::TeamList => false,
    }
}

pub(crate) fn measures(matter: &Matter) -> u8 {
    if matter.star.is_some() { 2 } else { 1 + u8::from(!(matter.salt >> 3).is_multiple_of(3)) }
}
