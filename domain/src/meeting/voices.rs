//! Who of the group has spoken to a decision (民主集中), and who is still asked to.

use super::{Decision, Meeting};
use crate::cases::Cases;
use crate::kinds::{Day, PersonId};

/// So many days after something was decided its voices are asked for: by then the group has met twice more, and whoever
/// had something to say could say it there.
pub const SPEAK_DAYS: i64 = 14;

impl Decision {
    #[must_use]
    pub fn has_spoken(&self, person: PersonId) -> bool {
        self.voices.iter().any(|own| own.by.person == person)
    }
}

impl Meeting {
    /// What this member of its group has not spoken to and is asked to: of a meeting that was held, what was decided
    /// lately and is still open. What became a record of its own is followed there.
    pub fn unspoken<'a>(
        &'a self,
        person: PersonId,
        cases: Cases<'a>,
        today: Day,
    ) -> impl Iterator<Item = &'a Decision> + 'a {
        let held = self.closed.is_some();
        let lately = move |own: &Decision| today.since(own.by.at.day()) < SPEAK_DAYS;
        self.decisions.iter().filter(move |own| held && lately(own) && own.waits(cases) && !own.has_spoken(person))
    }
}
