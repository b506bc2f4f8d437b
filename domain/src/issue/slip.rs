//! A slip of the finger: what was never meant to be an issue is withdrawn by whoever recorded it, on the same day, while
//! nobody else has acted on it. After that only who leads the group withdraws it.

use super::check::participant;
use super::{Issue, State};
use crate::kinds::{Day, PersonId};
use crate::record::Facts;
use crate::refusal::{Refusal, Whose, must};

impl Issue {
    /// May it still be a slip of this person's, as far as it shows?
    #[must_use]
    pub fn slip_of(&self, person: PersonId, today: Day) -> bool {
        self.state == State::Found && self.only_by == Some(person) && self.found_at.day() == today
    }

    /// It was taken back by whoever recorded it, and nobody else has acted on it.
    #[must_use]
    pub fn never_meant(&self) -> bool {
        self.state == State::Withdrawn && self.only_by.is_some()
    }
}

pub(super) fn withdraws(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    let viewer = facts.viewer;
    // who has left group or unit since takes nothing back there
    let slip = issue.slip_of(viewer.person, facts.now.day()) && participant(issue, facts).is_ok();
    must(slip || viewer.leads_group(issue.book), Refusal::NotYours { whose: Whose::Recorder })
}
