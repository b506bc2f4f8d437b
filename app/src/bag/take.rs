//! The browser's half of taking along: the list of what is along is a row of the person's, the pages and pictures lie in the
//! worker's cache. What is listed may have been cleared there, so what is said of it is looked up there.

use std::collections::HashSet;

use domain::kinds::PersonId;
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, Request, Url};

use super::along::Stand;
use super::ask::{Ask, ask, container, prepared};
use super::read::{Needed, read_bag, read_visit_bag};
use super::shown::Shown;
use super::{Along, Source, needed_by_none};
use crate::edge;
use crate::outbox::rows::{self, BAG};
use crate::wire;

/// Pages of one message: browsers end a worker that is at one thing for minutes.
const PORTION: usize = 20;

/// Everything that was taken along, as it lies on the device now.
pub(super) async fn all(person: PersonId) -> Vec<Along> {
    let rows = rows::all(person, BAG).await.unwrap_or_default();
    let there = there(person).await;
    let all = rows.into_iter().filter_map(|(_, bytes)| wire::row::<Along>(&bytes?));
    all.map(|along| along.as_it_lies(|address| is_in(&there, address))).collect()
}

async fn others(person: PersonId, source: Source) -> Vec<Along> {
    let all = all(person).await;
    all.into_iter().filter(|along| along.source != source).collect()
}

/// How it stands with what was taken along of it; nothing where it never was.
pub(super) async fn stands(person: PersonId, source: Source) -> Option<Stand> {
    let (along, there) = (listed(person, source).await?, there(person).await);
    Some(Stand::of(along.as_it_lies(|address| is_in(&there, address))))
}

async fn listed(person: PersonId, source: Source) -> Option<Along> {
    wire::row(&rows::get(person, BAG, source.key()).await.ok()??)
}

async fn list(along: &Along, person: PersonId) -> Option<()> {
    rows::put(person, BAG, &along.source.key(), serde_json::to_vec(along).ok()?).await.ok()
}

/// The whole addresses of what the worker has kept along.
async fn there(person: PersonId) -> HashSet<String> {
    cached(person).await.unwrap_or_default()
}

async fn cached(person: PersonId) -> Option<HashSet<String>> {
    // browsers have none on plain http
    if Reflect::get(&window(), &"caches".into()).ok()?.is_undefined() {
        return None;
    }
    let (caches, name) = (window().caches().ok()?, format!("along {person}"));
    if !JsFuture::from(caches.has(&name)).await.ok()?.is_truthy() {
        return None;
    }
    let cache: Cache = JsFuture::from(caches.open(&name)).await.ok()?.unchecked_into();
    let keys = Array::from(&JsFuture::from(cache.keys()).await.ok()?);
    Some(keys.iter().map(|key| key.unchecked_into::<Request>().url()).collect())
}

fn is_in(there: &HashSet<String>, address: &str) -> bool {
    let whole = window().location().origin().and_then(|origin| Url::new_with_base(address, &origin));
    whole.is_ok_and(|whole| there.contains(&whole.href()))
}

/// Asks which pages it needs, has them and their pictures fetched and keeps the list.
pub(super) fn take(person: PersonId, source: Source, title: String, stand: RwSignal<Stand>) {
    let show = move |now| drop(stand.try_set(now));
    spawn_local(async move {
        if container().is_none() {
            return show(Stand::Unsafe);
        }
        show(Stand::Preparing);
        prepared().await;
        show(Stand::Taking { step: 0, of: 0 });
        let step = move |step, of| show(Stand::Taking { step, of });
        show(match fetched(person, source, title, step).await {
            Some(along) => Stand::Along(along),
            None => Stand::Failed(stands(person, source).await.and_then(Stand::along)),
        });
    });
}

async fn needed(source: Source) -> Option<Needed> {
    match source {
        Source::Unit { unit } => read_bag(unit).await.ok(),
        Source::Visit { visit } => read_visit_bag(visit).await.ok(),
    }
}

/// What is along now; `None` where nothing of it came or it could not be written down.
async fn fetched(
    person: PersonId,
    source: Source,
    title: String,
    step: impl Fn(u32, usize) + Copy + 'static,
) -> Option<Along> {
    let Needed { pages: addresses, pictures } = needed(source).await?;
    let (of, before) = (addresses.len() + pictures.len(), listed(person, source).await);
    let step = move |at| step(at, of);
    let mut own = Along { source, title, addresses, since: edge::now(), bytes: 0, missing: 0, pictures, left: 0 };
    // Listed before anything comes: what is ended midway can be left behind like the rest.
    let mut both = own.clone().and(before.as_ref());
    list(&both, person).await?;
    own.missing = came(&own.addresses, &mut both, person, step).await;
    let many = count(own.addresses.len());
    if own.missing >= many {
        back(before, source, person).await;
        return None;
    }
    let shown = shown(own.pictures, move |at| step(many + at)).await;
    own.bytes = both.bytes.saturating_add(shown.bytes);
    (own.pictures, own.left) = (shown.along, shown.left);
    let mut by = others(person, source).await;
    by.push(own.clone());
    // What it needed before and nothing needs now; as long as that is there, it stays listed.
    if let_go(both.kept(), &by).await {
        list(&own, person).await?;
    }
    Some(own)
}

/// Has the pages fetched as long as any come, notes how many bytes they are, and gives how many did not come.
async fn came(addresses: &[String], both: &mut Along, person: PersonId, step: impl Fn(u32) + Copy + 'static) -> u32 {
    let (mut at, mut came) = (0, 0);
    for portion in addresses.chunks(PORTION) {
        let (many, from) = (count(portion.len()), at);
        let Some((bytes, missing)) = ask(Ask::Page, portion, move |own| step(from + own)).await else { break };
        (at, came) = (at + many, came + many.saturating_sub(missing));
        both.bytes = both.bytes.saturating_add(bytes);
        let _ = list(both, person).await;
        if missing >= many {
            break;
        }
    }
    count(addresses.len()).saturating_sub(came)
}

/// Nothing came: the list is as it was.
async fn back(before: Option<Along>, source: Source, person: PersonId) {
    match before {
        Some(before) => drop(list(&before, person).await),
        None => drop(rows::remove(person, BAG, &source.key()).await),
    }
}

/// Has the pictures fetched until it is enough, each by itself: some are large.
async fn shown(pictures: Vec<String>, step: impl Fn(u32)) -> Shown {
    let mut shown = Shown::default();
    for (picture, at) in pictures.into_iter().zip(1..) {
        let one = std::slice::from_ref(&picture);
        let came = if shown.wants_more() { ask(Ask::Picture, one, |_| ()).await } else { None };
        shown.take(picture, came);
        step(at);
    }
    shown
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// Lets go of those of these addresses that none of `by` needs; are they gone?
async fn let_go(addresses: impl Iterator<Item = String>, by: &[Along]) -> bool {
    let only = needed_by_none(addresses, by);
    only.is_empty() || ask(Ask::Drop, &only, |_| ()).await.is_some()
}

/// Lets go of its pages and pictures, except those that something else needs as well.
pub(super) fn leave(person: PersonId, source: Source, stand: RwSignal<Stand>) {
    spawn_local(async move {
        let Some(own) = listed(person, source).await else { return };
        let gone = let_go(own.kept(), &others(person, source).await).await;
        if gone && rows::remove(person, BAG, &source.key()).await.is_ok() {
            let _ = stand.try_set(Stand::Not);
        }
    });
}
