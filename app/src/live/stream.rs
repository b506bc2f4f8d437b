//! The browser's end of the stream: opens it, and opens it again when it was cut for good. A short cut the browser
//! mends by itself; it gives up when something between us and the server answers in its place.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{EventSource, MessageEvent};

use super::{Link, Live};
use crate::wire;

/// Before the first new attempt; each further one waits twice as long, up to [`LONGEST`].
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(60);
/// A new day begins for the page so long after it has begun for the server.
pub(super) const SLACK: Duration = Duration::from_secs(2);
/// How often it is looked whether the stream still says anything, and how often in vain before it is taken for dead. The server
/// says something every 20 seconds; a network that went away without a word says nothing for hours.
const LOOK: Duration = Duration::from_secs(10);
const SILENT: u32 = 5;

/// The open stream with what listens to it.
struct Stream {
    source: EventSource,
    /// Looked at so often since it said anything.
    silent: Rc<Cell<u32>>,
    _take: Closure<dyn FnMut(MessageEvent)>,
    _beat: Closure<dyn FnMut()>,
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
    let _ = set_interval_with_handle(move || look(live), LOOK);
    // the worker says so of each read
    let kept = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        if message.data().as_string().as_deref() == Some("kept") {
            live.behind();
        }
    });
    if let Some(worker) = crate::bag::container() {
        worker.set_onmessage(Some(kept.as_ref().unchecked_ref()));
    }
    // as long as the tab
    kept.forget();
}

/// A stream that says nothing for long is opened anew, also one that never came to say anything. What has ended is opened again by
/// whoever noticed.
fn look(live: Live) {
    let dead = STREAM.with_borrow(|own| {
        let Some(own) = own else { return false };
        let before = own.silent.replace(own.silent.get() + 1);
        before >= SILENT && own.source.ready_state() != EventSource::CLOSED
    });
    if dead {
        again(live, 0);
    }
}

/// What the page shows is not to be trusted until the server has said how far its books are, which it is asked after a while: the
/// longer, the more often in a row.
pub(super) fn again(live: Live, times: u32) {
    live.link.set(Link::Lost);
    set_timeout(move || connect(live, FIRST), (FIRST * 2_u32.pow(times.min(5))).min(LONGEST));
}

/// One stream per tab: the one before is closed.
fn connect(live: Live, wait: Duration) {
    close();
    let Ok(source) = EventSource::new("/api/live") else {
        live.link.set(Link::Lost);
        return;
    };
    let silent = Rc::new(Cell::new(0));
    let (heard, beaten) = (Rc::clone(&silent), Rc::clone(&silent));
    let take = Closure::<dyn FnMut(_)>::new(move |message: MessageEvent| {
        heard.set(0);
        let text = message.data().as_string().unwrap_or_default();
        if let Ok(event) = wire::read(&text) {
            live.take(&event);
        }
    });
    let lost = Closure::<dyn FnMut()>::new(move || lost(live, wait));
    let beat = Closure::<dyn FnMut()>::new(move || beaten.set(0));
    source.set_onmessage(Some(take.as_ref().unchecked_ref()));
    let _ = source.add_event_listener_with_callback("beat", beat.as_ref().unchecked_ref());
    source.set_onerror(Some(lost.as_ref().unchecked_ref()));
    STREAM.with_borrow_mut(|own| *own = Some(Stream { source, silent, _take: take, _beat: beat, _lost: lost }));
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
