//! Who has spoken to what a group decided. Its members are asked the same by their role; this is asked of each by name.

use std::collections::BTreeMap;

use super::{Matter, What};
use crate::kinds::{DecisionId, PersonId};
use crate::meeting::{Decision, Meeting};

/// Of each decision those who have spoken to it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spoken(BTreeMap<DecisionId, Vec<PersonId>>);

impl Spoken {
    #[must_use]
    pub fn of(meetings: &[Meeting]) -> Spoken {
        let spoken = |own: &Decision| own.voices.iter().map(|voice| voice.by.person).collect::<Vec<_>>();
        let decisions = meetings.iter().flat_map(|own| &own.decisions);
        Spoken(decisions.map(|own| (own.resolution.id, spoken(own))).collect())
    }

    /// Is one of these people still to speak, where that is what the matter asks? Of any other matter it keeps nobody.
    #[must_use]
    pub fn asks(&self, matter: &Matter, people: &[PersonId]) -> bool {
        let What::Speak { decision, .. } = matter.what else { return true };
        let spoken = self.0.get(&decision).map(Vec::as_slice).unwrap_or_default();
        people.iter().any(|own| !spoken.contains(own))
    }
}
