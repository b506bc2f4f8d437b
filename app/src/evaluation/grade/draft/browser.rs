//! The browser's half of drafts: what is typed, into the person's sealed rows and back.

use domain::kinds::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Draft, Drafts, Keeps, OfSheet, Place, begins};
use crate::outbox::draft;
use crate::wire;

impl Drafts {
    /// As soon as the device can be asked (reactive).
    pub(super) fn ask(self, place: Place) {
        let Some(outbox) = self.outbox.filter(|own| own.drafts()) else { return };
        if self.asked.try_update_value(|all| all.insert(place)) == Some(true) {
            spawn_local(self.look(outbox.person(), place));
        }
    }

    async fn look(self, person: PersonId, place: Place) {
        let text = draft::read(person, &place.key()).await;
        // it was sent meanwhile
        if self.is_open(place) {
            return;
        }
        if let Some(kept) = text.and_then(|text| wire::row::<Draft>(&text)) {
            let _ = self.found.try_update(|all| all.insert(place, kept));
            return;
        }
        let _ = self.open.try_update_value(|all| all.insert(place));
        self.again(place);
    }

    fn is_open(self, place: Place) -> bool {
        self.open.try_with_value(|all| all.contains(&place)) == Some(true)
    }

    /// Keeps what is typed there by now, or nothing.
    pub(super) fn write(self, place: Place) {
        let Some(person) = self.outbox.map(|own| own.person()).filter(|_| self.is_open(place)) else { return };
        let Some(own) = self.get(place) else { return spawn_local(self.remove(person, place)) };
        let text = serde_json::to_vec(&own).unwrap_or_default();
        draft::write(person, place.key(), text, move |kept| self.told(place, kept));
    }

    /// It is on the disk, or found no room there.
    fn told(self, place: Place, kept: bool) {
        if self.get(place).is_some() {
            let (hour, minute) = crate::edge::now().clock();
            let keeps = if kept { Keeps::At(hour, minute) } else { Keeps::Not };
            let _ = self.keeps.try_update(|all| all.insert(place, keeps));
        }
    }

    async fn remove(self, person: PersonId, place: Place) {
        draft::remove(person, &place.key()).await;
        let _ = self.keeps.try_update(|all| all.remove(&place));
        self.again(place);
    }

    /// Everything of a sheet, as soon as the device can be asked (reactive).
    pub(super) fn clear(self, sheet: OfSheet) {
        let Some(outbox) = self.outbox.filter(|own| own.drafts()) else { return };
        spawn_local(async move {
            let (person, begins) = (outbox.person(), begins(sheet));
            for key in draft::keys(person).await.into_iter().filter(|key| key.starts_with(&begins)) {
                draft::remove(person, &key).await;
            }
        });
    }
}
