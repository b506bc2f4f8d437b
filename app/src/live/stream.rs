//! The browser's end of the stream: opens it, and opens it again when it was cut for good. A short cut the browser
//! mends by itself; it gives up when something between us and the server answers in its place.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{EventSource, MessageEvent};

use super::{Link, Live};
use crate::wire;

/// Before the first new attempt; each further one waits twice as long, up to [`LONGEST`].
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(60);

/// The open stream with what listens to it.
struct Stream {
    source: EventSource,
    _take: Closure<dyn FnMut(MessageEvent)>,
    _lost: Closure<dyn FnMut()>,
}

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
}

/// Opens the stream for as long as the tab lives.
pub(super) fn open(live: Live) {
    connect(live, FIRST);
    let _ = window_event_listener(leptos::ev::offline, move |_| live.link.set(Link::Lost));
    let _ = window_event_listener(leptos::ev::online, move |_| connect(live, FIRST));
}

/// One stream per tab: the one before is closed.
fn connect(live: Live, wait: Duration) {
    close();
    let Ok(source) = EventSource::new("/api/live") else {
        live.link.set(Link::Lost);
        return;
    };
    let take = Closure::<dyn FnMut(_)>::new(move |message: MessageEvent| {
        let text = message.data().as_string().unwrap_or_default();
        if let Ok(event) = wire::read(&text) {
            live.take(&event);
        }
    });
    let lost = Closure::<dyn FnMut()>::new(move || lost(live, wait));
    source.set_onmessage(Some(take.as_ref().unchecked_ref()));
    source.set_onerror(Some(lost.as_ref().unchecked_ref()));
    STREAM.with_borrow_mut(|own| *own = Some(Stream { source, _take: take, _lost: lost }));
}

fn close() {
    if let Some(old) = STREAM.take() {
        old.source.set_onmessage(None);
        old.source.set_onerror(None);
        old.source.close();
    }
}

/// Cut. If the browser has given up, we have not.
fn lost(live: Live, wait: Duration) {
    // Whoever was connected a moment ago begins with the short wait again.
    let was_live = live.link.get_untracked() == Link::Live;
    live.link.set(Link::Lost);
    let over =
        STREAM.with_borrow(|own| own.as_ref().is_some_and(|own| own.source.ready_state() == EventSource::CLOSED));
    if over {
        let wait = if was_live { FIRST } else { wait };
        set_timeout(move || connect(live, (wait * 2).min(LONGEST)), wait);
    }
}
