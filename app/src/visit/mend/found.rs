//! Finding what is to be mended: it lies on the device, so only the browser knows it, a moment after the page stands
//! there. What was sent while somebody was going on with it is found with what they wrote.

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
    /// It is not in the outbox any more, and nobody was at it.
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
        let Some(start) = start.try_get_value() else { return };
        leptos::task::spawn_local(async move {
            let found = match broken {
                Some(broken) => Some(browser::found(outbox, broken, start).await),
                None => browser::left(outbox, id, start).await,
            };
            let _ = stage.try_set(found.map_or(Stage::Gone, |found| Stage::Found(Box::new(found))));
        });
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (outbox, id, start, stage);
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::kinds::{ActId, Name, Text};
    use domain::visit::Photo;
    use serde::Deserialize;

    use super::{Broken, Chosen, Found, Outbox, Start};
    use crate::outbox::rows::{self, ITEMS};
    use crate::outbox::{disk, draft, file, mending, short};
    use crate::visit::mend::Begins;
    use crate::visit::new::Purpose;
    use crate::visit::read::read_start;
    use crate::wire;

    /// Of a draft: the row of what it goes on with.
    #[derive(Deserialize)]
    struct Of {
        #[serde(default)]
        mends: Option<String>,
    }

    /// It was sent while somebody was going on with it, and their page was closed before they saved.
    pub async fn left(outbox: Outbox, id: ActId, start: Start) -> Option<Found> {
        let text = draft::read(outbox.person(), &mending(&id.to_string())).await?;
        let row = wire::row::<Of>(&text)?.mends?;
        let item = disk::item(row.clone()).await?;
        let broken = Broken { row: Some(row), ..Broken::of(id, &[item])? };
        // its issues went with it
        let start = match read_start(broken.visit.to_string(), None).await {
            Ok(own) => Start { raised: own.raised, ..start },
            Err(_) => start,
        };
        Some(Found { broken, start, photos: Vec::new(), begun: true })
    }

    pub async fn found(outbox: Outbox, broken: Broken, start: Start) -> Found {
        let start = planned(&broken, start).await;
        let row = rows::get(outbox.person(), ITEMS, broken.id.to_string()).await.ok().flatten();
        let broken = Broken { row: row.and_then(|row| String::from_utf8(row).ok()), ..broken };
        let begun = draft::read(outbox.person(), &mending(&broken.id.to_string())).await.is_some();
        let mut photos = Vec::new();
        if !begun {
            for photo in Begins::of(&start, Some(&broken)).photos {
                photos.extend(chosen(outbox, photo).await);
            }
        }
        Found { broken, start, photos, begun }
    }

    /// Only the server knows whether it was planned before. Out of reach, it is mended as one that was not: the server
    /// looks again. What turned into a change of something that had arrived has its form where it was written.
    async fn planned(broken: &Broken, start: Start) -> Start {
        if broken.purpose == Purpose::Plan || start.visit.is_some() {
            return start;
        }
        match read_start(broken.visit.to_string(), None).await {
            // new on this device, so it is there by this very item, whose answer did not come
            Ok(own) if recorded(&own) && broken.refusal.is_none() && broken.based_on.is_none() => {
                Start { raised: own.raised, ..start }
            }
            Ok(planned) => Start { room: planned.room.or(start.room), ..planned },
            Err(_) => start,
        }
    }

    fn recorded(start: &Start) -> bool {
        start.visit.as_ref().is_some_and(|visit| visit.findings.is_some())
    }

    /// As when it was chosen; one that has gone to the server already is not shown.
    async fn chosen(outbox: Outbox, photo: Photo) -> Option<Chosen> {
        let shows = file::shown(outbox.person(), &photo.hash).await;
        let name = Text::parse(short(photo.hash.as_str())).ok()?;
        Some(Chosen { hash: photo.hash, name, media: Name::parse(photo.media.as_str()).ok()?, size: 0, shows })
    }
}
