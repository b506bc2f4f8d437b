//! What keeps and sends comes in a file of its own, once the page is alive: sealing, the disk, and the words of every kind
//! of act. Until it is there, what is proposed waits in the page, and who closes it is asked first.

use domain::act::Proposal;
use domain::outbox::Item;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{Outbox, Written, send};

/// Between attempts to get the file.
const AGAIN_MS: u32 = 2_000;

/// What can be asked for.
pub enum Work {
    Start,
    Keep(Proposal),
    /// In place of what the form was written in; then says whether they are kept.
    KeepWritten(Vec<Item>, Written, Box<dyn FnOnce(bool)>),
    /// Together with a row of the drafts; then says whether both are kept.
    KeepBeside(Proposal, (String, String), Box<dyn FnOnce(bool)>),
    /// What lies under this key.
    Forget(String),
    /// Something was put on the disk beside this page.
    Again,
    /// Reads what lies on the disk, and then says so: before something is decided by it.
    Look(Box<dyn FnOnce()>),
}

/// Whoever closes the page is asked first, as long as something is in it only.
pub fn guard(outbox: Outbox) {
    let ask = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if outbox.only_here() {
            event.prevent_default();
        }
    });
    let _ = window().add_event_listener_with_callback("beforeunload", ask.as_ref().unchecked_ref());
    ask.forget();
}

/// Is done as soon as the code is there, in the order in which it was asked for.
pub fn ask(outbox: Outbox, work: Work) {
    spawn_local(async move {
        ready().await;
        let _ = begin(outbox, work).await;
    });
}

/// Waits for the file, and asks for it again and again.
pub async fn ready() {
    while come().await.is_err() {
        TimeoutFuture::new(AGAIN_MS).await;
    }
}

#[wasm_split(outbox, fallible, preload(come))]
fn begin(outbox: Outbox, work: Work) -> Result<(), SplitLoaderError> {
    match work {
        Work::Start => send::start(outbox),
        Work::Keep(proposal) => send::keep(outbox, proposal),
        Work::KeepWritten(items, from, then) => send::keep_written(outbox, items, from, then),
        Work::KeepBeside(proposal, row, then) => send::keep_beside(outbox, proposal, row, then),
        Work::Forget(key) => send::forget(outbox, key),
        Work::Again => send::again(outbox),
        Work::Look(then) => send::look(outbox, then),
    }
    Ok(())
}
