//! The browser's half: starts the worker, and while the network is away has every link opened as a whole page, which is
//! how pages are kept.

use domain::kinds::PersonId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event};

use crate::live::{Link, Live};
use crate::outbox::seal;

/// For as long as the tab lives.
pub fn start(person: PersonId, live: Live) {
    whole_pages(live);
    spawn_local(async move {
        // The key first: the worker keeps nothing that it can't seal.
        if let Ok(Some(_)) = seal::key(person).await {
            let asked = window().navigator().service_worker().register("/sw.js");
            if let Err(why) = JsFuture::from(asked).await {
                leptos::logging::warn!("nothing can be kept for offline: {why:?}");
            }
        }
    });
}

/// Is the server out of reach, as far as this page can tell?
pub fn away(live: Live) -> bool {
    !window().navigator().on_line() || live.link.get_untracked() == Link::Lost
}

/// The router fetches what the next page reads; without network there is only the page itself, as it was kept.
fn whole_pages(live: Live) {
    let click = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = target.and_then(|target| target.closest("a[href]").ok().flatten()) else { return };
        const MARK: &str = "data-whole";
        if away(live) && link.get_attribute("rel").is_none() {
            let _ = link.set_attribute("rel", "external");
            let _ = link.set_attribute(MARK, "");
        } else if !away(live) && link.has_attribute(MARK) {
            let _ = link.remove_attribute("rel");
            let _ = link.remove_attribute(MARK);
        }
    });
    let heard = click.as_ref().unchecked_ref();
    // Before the router, which listens at the window on the way up.
    let _ = document().add_event_listener_with_callback_and_bool("click", heard, true);
    click.forget();
}
