//! The browser's half: starts the worker; while the network is away, has every link opened as a whole page, which is how pages
//! are kept.

use domain::kinds::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, StorageEstimate};

use super::room::Told;
use crate::live::{Link, Live};
use crate::outbox::clock::kept;
use crate::outbox::rows;

/// For as long as the tab lives.
pub fn start(person: PersonId, live: Live) {
    whole_pages(live);
    spawn_local(async move {
        // The key first: the worker keeps nothing that it can't seal.
        if let Ok(true) = rows::key(person).await {
            let Some(container) = super::container() else { return };
            if let Err(why) = JsFuture::from(container.register("/sw.js")).await {
                leptos::logging::warn!("nothing can be kept for offline: {why:?}");
            }
        }
    });
}

/// Is the server out of reach, as far as this page can tell?
#[must_use]
pub fn away(live: Live) -> bool {
    let lost = match live.link.get_untracked() {
        Link::Lost => true,
        // A kept page stands there because nothing answered a moment ago: until the stream is open, that is what is known.
        Link::Opening => kept(),
        Link::Live => false,
    };
    lost || !window().navigator().on_line()
}

/// The router fetches what the next page reads; without network there is only the page itself, as it was kept. After midnight the
/// page of a desk tells of yesterday; one that is loaded as a whole tells of today.
fn whole_pages(live: Live) {
    let click = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = target.and_then(|target| target.closest("a[href]").ok().flatten()) else { return };
        const MARK: &str = "data-whole";
        let whole = away(live) || live.over.get_untracked();
        if whole && link.get_attribute("rel").is_none() {
            let _ = link.set_attribute("rel", "external");
            let _ = link.set_attribute(MARK, "");
        } else if !whole && link.has_attribute(MARK) {
            let _ = link.remove_attribute("rel");
            let _ = link.remove_attribute(MARK);
        }
    });
    let heard = click.as_ref().unchecked_ref();
    // Before the router, which listens at the window on the way up.
    let _ = document().add_event_listener_with_callback_and_bool("click", heard, true);
    click.forget();
}

/// The network went between a click and what the next page reads: if that page lies on the device, it opens as it was kept.
pub async fn opens_here() {
    let location = window().location();
    let Ok(address) = location.href() else { return };
    let Ok(kept_copies) = window().caches() else { return };
    let found = JsFuture::from(kept_copies.match_with_str(&address)).await;
    // A kept page has with it what it reads: what fails in it fails again.
    if found.is_ok_and(|found| found.is_object()) && !kept() {
        let _ = location.reload();
    }
}

/// Is it to be said here that nothing of this device is sealed? Once a tab.
pub(super) fn unsealed() -> bool {
    const SAID: &str = "unsealed-said";
    if window().is_secure_context() {
        return false;
    }
    let Ok(Some(tab)) = window().session_storage() else { return true };
    let said = tab.get_item(SAID).ok().flatten().is_some();
    let _ = tab.set_item(SAID, "1");
    !said
}

/// What the browser tells of its room, in whole bytes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes and a share, none of them negative")]
pub(super) async fn room() -> Option<Told> {
    let storage = window().navigator().storage();
    let told: StorageEstimate = JsFuture::from(storage.estimate().ok()?).await.ok()?.unchecked_into();
    let lasting = JsFuture::from(storage.persisted().ok()?).await.ok()?.as_bool().unwrap_or(false);
    let (used, quota) = (told.get_usage()?, told.get_quota()?.max(1.0));
    Some(Told { used: used as u64, share: (used / quota * 100.0) as u64, lasting })
}
