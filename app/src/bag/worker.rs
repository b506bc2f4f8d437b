//! The browser's half: starts the worker and asks it to take pages along; while the network is away, has every link
//! opened as a whole page, which is how pages are kept.

use std::cell::RefCell;
use std::rc::Rc;

use domain::kinds::PersonId;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, MessageChannel, MessageEvent, StorageEstimate};

use super::along::Stand;
use super::read::{Needed, read_bag, read_visit_bag};
use super::room::Told;
use super::{Along, Source};
use crate::edge;
use crate::live::{Link, Live};
use crate::outbox::clock::kept;
use crate::outbox::rows::{self, BAG};
use crate::wire;

/// Bytes of the pictures of one taking, at most.
const PICTURES: u32 = 40 << 20;

/// For as long as the tab lives.
pub fn start(person: PersonId, live: Live) {
    whole_pages(live);
    spawn_local(async move {
        // The key first: the worker keeps nothing that it can't seal.
        if let Ok(true) = rows::key(person).await {
            let asked = window().navigator().service_worker().register("/sw.js");
            if let Err(why) = JsFuture::from(asked).await {
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

/// Everything that is along.
pub(super) async fn all(person: PersonId) -> Vec<Along> {
    let rows = rows::all(person, BAG).await.unwrap_or_default();
    rows.into_iter().filter_map(|(_, bytes)| wire::row(&bytes?)).collect()
}

pub(super) async fn along(person: PersonId, source: Source) -> Option<Along> {
    wire::row(&rows::get(person, BAG, source.key()).await.ok()??)
}

/// Asks which pages it needs, has them and their pictures fetched and keeps the list.
pub(super) fn take(person: PersonId, source: Source, title: String, stand: RwSignal<Stand>) {
    spawn_local(async move {
        stand.set(Stand::Taking { step: 0, of: 0 });
        stand.set(if controller().is_none() {
            Stand::Unsafe
        } else {
            match fetched(person, source, title, stand).await {
                Some(along) => Stand::Along(along),
                None => Stand::Failed(along(person, source).await),
            }
        });
    });
}

/// What is along now; `None` where nothing of it came or it could not be written down.
async fn fetched(person: PersonId, source: Source, title: String, stand: RwSignal<Stand>) -> Option<Along> {
    let Needed { pages: addresses, pictures } = match source {
        Source::Unit { unit } => read_bag(unit).await.ok()?,
        Source::Visit { visit } => read_visit_bag(visit).await.ok()?,
    };
    let of = addresses.len() + pictures.len();
    let step = move |step| stand.set(Stand::Taking { step, of });
    let (pages, missing) = ask(Ask::Page, &addresses, step).await?;
    let many = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
    if missing >= many {
        return None;
    }
    let (pictures, bytes, left) = shown(pictures, move |at| step(many + at)).await;
    let (since, bytes) = (edge::now(), pages + bytes);
    let before = self::along(person, source).await;
    let along = Along { source, title, addresses, since, bytes, missing, pictures, left };
    rows::put(person, BAG, &source.key(), serde_json::to_vec(&along).ok()?).await.ok()?;
    // what it needed before and nothing needs now
    let_go(before.into_iter().flat_map(Along::kept), &all(person).await).await;
    Some(along)
}

/// Has the pictures fetched until it is enough: those that are along, their bytes, and how many are not. Each is asked for by
/// itself, because browsers end a worker that is at one thing for minutes.
async fn shown(pictures: Vec<String>, step: impl Fn(u32)) -> (Vec<String>, u32, u32) {
    let (mut along, mut bytes, mut left) = (Vec::new(), 0, 0);
    for (picture, at) in pictures.into_iter().zip(1..) {
        let one = std::slice::from_ref(&picture);
        let taken = if bytes < PICTURES { ask(Ask::Picture, one, |_| ()).await } else { None };
        match taken {
            Some((size, 0)) => {
                bytes += size;
                along.push(picture);
            }
            Some(_) | None => left += 1,
        }
        step(at);
    }
    (along, bytes, left)
}

/// Lets go of those of these addresses that none of `by` needs.
async fn let_go(addresses: impl Iterator<Item = String>, by: &[Along]) {
    let only: Vec<String> = addresses.filter(|address| !by.iter().any(|along| along.needs(address))).collect();
    ask(Ask::Drop, &only, |_| ()).await;
}

/// Lets go of its pages and pictures, except those that something else needs as well.
pub(super) fn leave(person: PersonId, source: Source, stand: RwSignal<Stand>) {
    spawn_local(async move {
        let (own, others): (Vec<_>, Vec<_>) = all(person).await.into_iter().partition(|along| along.source == source);
        let_go(own.into_iter().flat_map(Along::kept), &others).await;
        if rows::remove(person, BAG, &source.key()).await.is_ok() {
            stand.set(Stand::Not);
        }
    });
}

fn controller() -> Option<web_sys::ServiceWorker> {
    let own = Reflect::get(&window().navigator(), &"serviceWorker".into()).ok()?;
    if own.is_undefined() { None } else { window().navigator().service_worker().controller() }
}

/// What the worker is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
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

/// Asks the worker; hears each step and then how many bytes it was, and how many addresses it could not get.
async fn ask(what: Ask, addresses: &[String], step: impl Fn(u32) + 'static) -> Option<(u32, u32)> {
    let worker = controller()?;
    let channel = MessageChannel::new().ok()?;
    let message = Object::new();
    let list: Array = addresses.iter().map(|address| JsValue::from_str(address)).collect();
    Reflect::set(&message, &what.key().into(), &list).ok()?;
    Reflect::set(&message, &"picture".into(), &(what == Ask::Picture).into()).ok()?;
    let ended: Rc<RefCell<Option<Function>>> = Rc::default();
    let keep = Rc::clone(&ended);
    let promise = Promise::new(&mut |done, _| *keep.borrow_mut() = Some(done));
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        match number(&data, "step") {
            Some(at) => step(at),
            None => drop(ended.borrow().as_ref().map(|done| done.call1(&JsValue::NULL, &data))),
        }
    });
    channel.port1().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    worker.post_message_with_transferable(&message, &Array::of1(&channel.port2())).ok()?;
    let told = JsFuture::from(promise).await.ok()?;
    let missing = Reflect::get(&told, &"missing".into()).ok()?;
    Some((number(&told, "bytes")?, Array::from(&missing).length()))
}

/// A number of what the worker said: it counts bytes and pages, whole and not negative.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn number(data: &JsValue, name: &str) -> Option<u32> {
    Reflect::get(data, &name.into()).ok()?.as_f64().map(|number| number as u32)
}

/// What the browser tells of its room, in whole bytes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) async fn room() -> Option<Told> {
    let storage = window().navigator().storage();
    let told: StorageEstimate = JsFuture::from(storage.estimate().ok()?).await.ok()?.unchecked_into();
    let lasting = JsFuture::from(storage.persisted().ok()?).await.ok()?.as_bool().unwrap_or(false);
    let (used, quota) = (told.get_usage()?, told.get_quota()?.max(1.0));
    Some(Told { used: used as u64, share: (used / quota * 100.0) as u64, lasting })
}
