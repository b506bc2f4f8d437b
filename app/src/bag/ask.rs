//! What the worker is asked for: each question has a channel of its own, on which it says how far it is and then what came
//! of it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration};

/// Who says nothing for so long was ended by the browser: longer than the worker waits for one address (`worker/pages.js`).
const QUIET_MS: u32 = 45_000;
/// Between two looks whether the worker is there, and how many: over a slow line it takes minutes to have the release.
const LOOK_MS: u32 = 250;
const LOOKS: u32 = 1_200;
const NONE_AFTER: u32 = 60;

/// What the worker is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    Page,
    Picture,
    Drop,
}

impl Ask {
    /// As it reads it: an earlier worker takes a picture like a page.
    fn key(self) -> &'static str {
        match self {
            Ask::Page | Ask::Picture => "take",
            Ask::Drop => "drop",
        }
    }
}

/// Nothing where browsers have no workers: on plain http, in some private windows.
pub(crate) fn container() -> Option<ServiceWorkerContainer> {
    let own = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    if own.is_undefined() { None } else { Some(window().navigator().service_worker()) }
}

/// Also where this page was loaded past it.
async fn worker() -> Option<ServiceWorker> {
    let container = container()?;
    if let Some(own) = container.controller() {
        return Some(own);
    }
    let found = JsFuture::from(container.get_registration()).await.ok()?;
    found.dyn_into::<ServiceWorkerRegistration>().ok()?.active()
}

/// Is one on its way?
async fn comes() -> bool {
    let Some(container) = container() else { return false };
    let found = JsFuture::from(container.get_registration()).await.ok();
    found.and_then(|found| found.dyn_into::<ServiceWorkerRegistration>().ok()).is_some()
}

/// Waits for the worker: after the first sign-in it still fetches the release. Where the browser took none there is none to come.
pub(super) async fn prepared() {
    for look in 0..LOOKS {
        if worker().await.is_some() || look > NONE_AFTER && !comes().await {
            return;
        }
        TimeoutFuture::new(LOOK_MS).await;
    }
}

/// Ends the waiting for an answer, once.
type End = Rc<RefCell<Option<Function>>>;

fn end(end: &End, told: &JsValue) {
    let done = end.borrow_mut().take();
    drop(done.map(|done| done.call1(&JsValue::NULL, told)));
}

/// Ends it without an answer once nothing was heard for long.
async fn watch(waits: End, heard: Rc<Cell<u32>>) {
    while waits.borrow().is_some() {
        let before = heard.get();
        TimeoutFuture::new(QUIET_MS).await;
        if heard.get() == before {
            end(&waits, &JsValue::UNDEFINED);
        }
    }
}

fn message(what: Ask, addresses: &[String]) -> Option<Object> {
    let message = Object::new();
    let list: Array = addresses.iter().map(|address| JsValue::from_str(address)).collect();
    Reflect::set(&message, &what.key().into(), &list).ok()?;
    Reflect::set(&message, &"picture".into(), &(what == Ask::Picture).into()).ok()?;
    Some(message)
}

/// Asks the worker; hears each step and then how many bytes it was, and how many addresses it could not get. Nothing where it
/// has gone silent, or there is none.
pub(super) async fn ask(what: Ask, addresses: &[String], step: impl Fn(u32) + 'static) -> Option<(u32, u32)> {
    let (worker, message) = (worker().await?, message(what, addresses)?);
    let channel = MessageChannel::new().ok()?;
    let (waits, heard): (End, Rc<Cell<u32>>) = (Rc::default(), Rc::default());
    let promise = Promise::new(&mut |done, _| *waits.borrow_mut() = Some(done));
    let (waiting, hears) = (Rc::clone(&waits), Rc::clone(&heard));
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        hears.set(hears.get() + 1);
        let data = event.data();
        match number(&data, "step") {
            Some(at) => step(at),
            None => end(&waiting, &data),
        }
    });
    let port = channel.port1();
    port.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    worker.post_message_with_transferable(&message, &Array::of1(&channel.port2())).ok()?;
    spawn_local(watch(waits, heard));
    let told = JsFuture::from(promise).await;
    // a worker that speaks again is not heard any more
    port.set_onmessage(None);
    port.close();
    let told = told.ok()?;
    let missing = Reflect::get(&told, &"missing".into()).ok()?;
    Some((number(&told, "bytes")?, Array::from(&missing).length()))
}

/// A number of what the worker said.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it counts bytes and pages")]
fn number(data: &JsValue, name: &str) -> Option<u32> {
    Reflect::get(data, &name.into()).ok()?.as_f64().map(|number| number as u32)
}
