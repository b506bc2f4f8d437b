//! Finding what is to be mended: it lies on the device, so only the browser knows it, a moment after the page stands there.

use domain::kinds::ActId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{Broken, KEY};
use crate::outbox::{Chosen, Outbox, outbox};
use crate::visit::read::Start;

/// How it stands with mending.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub enum Stage {
    /// The form is for something new.
    Not,
    Looking,
    /// It is not in the outbox any more.
    Gone,
    Found(Box<Found>),
}

/// What is mended, with what the form needs of the device.
#[derive(Clone, PartialEq, Debug)]
pub struct Found {
    pub broken: Broken,
    /// With the visit as the server has it, where there is one.
    pub start: Start,
    /// Its photos that the visit does not have yet, as this device shows them.
    pub photos: Vec<Chosen>,
    /// Somebody has begun to mend it: the draft says how it stands.
    pub begun: bool,
}

/// What the address asks to be mended.
pub fn stage(start: Start) -> RwSignal<Stage> {
    let (stage, hash, outbox) = (RwSignal::new(Stage::Not), use_location().hash, outbox());
    let start = StoredValue::new(start);
    Effect::new(move || match asked(&hash.get()) {
        None => stage.set(Stage::Not),
        Some(id) => {
            stage.set(Stage::Looking);
            look(outbox, id, start, stage);
        }
    });
    stage
}

/// Does the address ask for something to be mended? Then the form that stands there first gives way in a moment.
#[must_use]
pub fn asks() -> bool {
    // what stands behind the `#` is not sent to the server
    cfg!(feature = "hydrate") && asked(&use_location().hash.get_untracked()).is_some()
}

fn asked(hash: &str) -> Option<ActId> {
    hash.trim_start_matches('#').strip_prefix(KEY)?.parse().ok()
}

fn look(outbox: Outbox, id: ActId, start: StoredValue<Start>, stage: RwSignal<Stage>) {
    #[cfg(feature = "hydrate")]
    outbox.once_known(move || {
        let broken = Broken::of(id, &untrack(|| outbox.items()));
        let (Some(broken), Some(start)) = (broken, start.try_get_value()) else {
            let _ = stage.try_set(Stage::Gone);
            return;
        };
        leptos::task::spawn_local(async move {
            let found = browser::found(outbox, broken, start).await;
            let _ = stage.try_set(Stage::Found(Box::new(found)));
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (outbox, id, start, stage);
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::kinds::{Name, Text};
    use domain::visit::Photo;

    use super::{Broken, Chosen, Found, Outbox, Start};
    use crate::outbox::{draft, file, mending, short};
    use crate::visit::mend::Begins;
    use crate::visit::new::Purpose;
    use crate::visit::read::read_start;

    pub async fn found(outbox: Outbox, broken: Broken, start: Start) -> Found {
        let start = planned(&broken, start).await;
        let begun = draft::read(outbox.person(), &mending(&broken.id.to_string())).await.is_some();
        let mut photos = Vec::new();
        if !begun {
            for photo in Begins::of(&start, Some(&broken)).photos {
                photos.extend(chosen(outbox, photo).await);
            }
        }
        Found { broken, start, photos, begun }
    }

    /// Only the server knows whether it was planned before. Out of reach, it is mended as one that was not: the server looks again.
    async fn planned(broken: &Broken, start: Start) -> Start {
        if broken.purpose != Purpose::Record || start.visit.is_some() {
            return start;
        }
        match read_start(broken.visit.to_string(), None).await {
            Ok(planned) => Start { room: planned.room.or(start.room), ..planned },
            Err(_) => start,
        }
    }

    /// As when it was chosen; one that has gone to the server already is not shown.
    async fn chosen(outbox: Outbox, photo: Photo) -> Option<Chosen> {
        let shows = file::shown(outbox.person(), &photo.hash).await;
        let name = Text::parse(short(photo.hash.as_str())).ok()?;
        Some(Chosen { hash: photo.hash, name, media: Name::parse(photo.media.as_str()).ok()?, size: 0, shows })
    }
}
