//! Who of a group answers for which of its units: what lies with such a unit is theirs to be reminded of. Where nobody
//! does, the whole group is.

use std::collections::BTreeMap;

use super::{Matter, Reason};
use crate::kinds::{PersonId, UnitId};
use crate::person::Person;
use crate::unit::Unit;

/// The units for which somebody answers, with those who do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answering(BTreeMap<UnitId, Vec<PersonId>>);

impl Answering {
    /// Who left the group answers for nothing any more: a unit that was theirs alone is everybody's again.
    #[must_use]
    pub fn of(units: &[Unit], people: &[Person]) -> Answering {
        let answer = |own: &Unit| (own.id, own.answering(people).map(|one| one.id).collect::<Vec<_>>());
        Answering(units.iter().map(answer).filter(|(_, own)| !own.is_empty()).collect())
    }

    /// Is this person of the group reminded of it? What has become late is told to those who lead as well.
    #[must_use]
    pub fn hears(&self, matter: &Matter, person: PersonId, leads: bool) -> bool {
        let own = matter.what.lies_with().and_then(|unit| self.0.get(&unit));
        own.is_none_or(|own| own.contains(&person) || leads && matter.reason == Reason::Late)
    }
}
