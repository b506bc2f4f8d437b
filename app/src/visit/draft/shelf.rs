//! What of new visits lies unfinished on this device, each under a key of its own: which one a form goes on with, which others
//! it offers, and what was given up a moment ago. Of a visit that is there already there is one draft, under its own key.

use domain::kinds::{Time, UnitId};
use leptos::prelude::*;

use crate::outbox::Outbox;
use crate::visit::new::Purpose;

/// A new visit that somebody began to write.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unfinished {
    pub key: String,
    pub unit: Option<UnitId>,
    pub topic: String,
    /// When it was written last, by the device's clock.
    pub written: Time,
}

/// How the keys of drafts for this purpose begin; earlier releases had one each, and nothing behind it.
#[must_use]
pub fn kind(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Plan => "visit plan",
        Purpose::Record | Purpose::Amend => "visit record",
    }
}

#[must_use]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub fn of_kind(key: &str, kind: &str) -> bool {
    key.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Where the address names a unit, the newest of that unit; where it names none, the only one there is.
#[must_use]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
fn goes_on(all: &[Unfinished], named: Option<UnitId>) -> Option<&Unfinished> {
    match named {
        Some(unit) => all.iter().filter(|own| own.unit.is_none_or(|own| own == unit)).max_by_key(|own| own.written),
        None => all.first().filter(|_| all.len() == 1),
    }
}

/// What the page shares with its form about drafts.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub struct Shelf {
    /// The unit that the address names.
    named: Option<UnitId>,
    /// The key that the person chose; empty for none of them.
    wanted: StoredValue<Option<String>>,
    others: RwSignal<Vec<Unfinished>>,
    /// Key and text of what was given up last.
    given_up: RwSignal<Option<(String, Vec<u8>)>>,
    /// How often the form began anew.
    turn: RwSignal<u32>,
}

impl Shelf {
    #[must_use]
    pub fn new(named: Option<UnitId>) -> Shelf {
        Shelf {
            named,
            wanted: StoredValue::new(None),
            others: RwSignal::new(Vec::new()),
            given_up: RwSignal::new(None),
            turn: RwSignal::new(0),
        }
    }

    /// The form is made anew when this changes (reactive).
    #[must_use]
    pub fn turn(self) -> u32 {
        self.turn.get()
    }

    /// Those that the form does not go on with (reactive).
    #[must_use]
    pub fn others(self) -> Vec<Unfinished> {
        self.others.get()
    }

    /// Was something given up that can be had back (reactive)?
    #[must_use]
    pub fn gave_up(self) -> bool {
        self.given_up.with(Option::is_some)
    }

    /// The form begins anew with this one; with none of them if the key is empty.
    pub fn open(self, key: String) {
        self.wanted.set_value(Some(key));
        self.turn.update(|turn| *turn += 1);
    }

    /// What was given up stands in the form again.
    pub fn restore(self, outbox: Outbox) {
        let Some((key, text)) = self.given_up.try_update(Option::take).flatten() else { return };
        #[cfg(feature = "hydrate")]
        crate::outbox::draft::write(outbox.person(), key.clone(), text, |_| {});
        #[cfg(not(feature = "hydrate"))]
        let _ = (outbox, text);
        self.open(key);
    }

    #[cfg(feature = "hydrate")]
    pub(super) fn give_up(self, key: String, text: Option<Vec<u8>>) {
        if self.given_up.try_set(text.map(|text| (key, text))).is_none() {
            self.open(String::new());
        }
    }

    /// The key with which the form goes on, where there is one; the others are offered.
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
    pub(super) fn choose(self, all: Vec<Unfinished>) -> Option<String> {
        let own = match self.wanted.try_get_value().flatten() {
            Some(key) => Some(key).filter(|key| !key.is_empty()),
            None => goes_on(&all, self.named).map(|own| own.key.clone()),
        };
        let others = all.into_iter().filter(|other| own.as_ref() != Some(&other.key));
        let _ = self.others.try_set(others.collect());
        own
    }
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;

    fn unfinished(place: usize, written: i64) -> Unfinished {
        let key = format!("visit record {place} {written}");
        Unfinished { key, unit: Some(cast::UNITS[place].id), topic: String::new(), written: Time(written) }
    }

    #[test]
    fn a_form_goes_on_with_what_was_written_of_its_unit_and_never_with_that_of_another() {
        let (first, second, newer) = (unfinished(0, 1), unfinished(1, 2), unfinished(1, 3));
        let all = [first.clone(), second.clone(), newer.clone()];
        let unit = |place: usize| Some(cast::UNITS[place].id);
        assert_eq!(goes_on(&all, unit(0)), Some(&first));
        assert_eq!(goes_on(&all, unit(1)), Some(&newer));
        assert_eq!(goes_on(&all, unit(2)), None);
        assert_eq!(goes_on(&all, None), None, "the person chooses");
        assert_eq!(goes_on(&all[..1], None), Some(&first));
        // an earlier release did not say of which unit
        let old = Unfinished { unit: None, ..first };
        assert_eq!(goes_on(std::slice::from_ref(&old), unit(2)), Some(&old));
    }

    #[test]
    fn what_the_form_does_not_go_on_with_is_offered_and_can_be_chosen() {
        let owner = Owner::new();
        owner.with(|| {
            let (first, second) = (unfinished(0, 1), unfinished(1, 2));
            let all = || vec![first.clone(), second.clone()];
            let shelf = Shelf::new(first.unit);
            assert_eq!(shelf.choose(all()), Some(first.key.clone()));
            assert_eq!(shelf.others(), std::slice::from_ref(&second));
            shelf.open(second.key.clone());
            assert_eq!(shelf.choose(all()), Some(second.key.clone()));
            assert_eq!(shelf.others(), std::slice::from_ref(&first));
            shelf.open(String::new());
            assert_eq!(shelf.choose(all()), None);
            assert_eq!(shelf.others().len(), 2);
        });
    }

    #[test]
    fn drafts_of_one_kind_are_told_from_those_of_visits_that_are_there() {
        let record = kind(Purpose::Record);
        assert!(of_kind("visit record", record) && of_kind("visit record 01878da7", record));
        assert!(!of_kind("visit 01878da7", record) && !of_kind("visit plan 01878da7", record));
    }
}
