//! A page that reads something and shows it: bones first, then what was read, or why it can't be had. When it changes
//! it is read again; while somebody types in it that waits, and the page says so. So does what was asked for before they began.

use std::future::Future;
use std::str::FromStr;

use domain::act::Subject;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::editing::Editing;
use super::empty::failure_text;
use super::loaded::{loaded_or, unread};
use crate::failure::Failure;
use crate::live::{Live, live};
use crate::texts::texts;
use crate::wire;

/// What `key` asks for, made from records of these kinds.
pub fn reading<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    subjects: &'static [Subject],
    read: impl Fn(K) -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + Send + 'static,
{
    reading_or(key, subjects, read, show, |failure| view! { <Unread failure/> }.into_any())
}

/// The same for what is asked of the reader, which their box tells of as well.
pub fn reading_box<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    subjects: &'static [Subject],
    read: impl Fn(K) -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + Send + 'static,
{
    let live = live();
    let newest = move || live.newest(subjects) + live.inbox.get();
    anew(key, newest, read, show, |failure| view! { <Unread failure/> }.into_any())
}

/// Why there is nothing to read. What is read gives the page its title; here its reason does.
#[component]
pub fn Unread(failure: Failure) -> impl IntoView {
    let (title, _) = failure_text(&failure, texts());
    view! { <leptos_meta::Title text=title/>{unread(failure)} }
}

/// The same, where a failure has a view of its own.
pub fn reading_or<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    subjects: &'static [Subject],
    read: impl Fn(K) -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
    failed: fn(Failure) -> AnyView,
) -> AnyView
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + Send + 'static,
{
    let live = live();
    anew(key, move || live.newest(subjects), read, show, failed)
}

/// Read anew with each version, one reading after the other.
fn anew<K, T, F>(
    key: impl Fn() -> K + Send + Sync + 'static,
    newest: impl Fn() -> u64 + Copy + Send + Sync + 'static,
    read: impl Fn(K) -> F + Send + Sync + 'static,
    show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
    failed: fn(Failure) -> AnyView,
) -> AnyView
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + Send + 'static,
{
    let (live, editing) = (live(), Editing::provide());
    let shown = editing.hold(newest);
    let key = Memo::new(move |_| key());
    leaving(key, editing);
    let last = Last::new(None::<(K, T)>);
    let read = move |key: K| {
        let reading = read(key.clone());
        kept_or(reading, key, last, (live, editing))
    };
    let show = move |found: T| {
        if cfg!(feature = "hydrate") {
            // what stood there is taken away: whoever is at it stays there
            let key = key.get_untracked();
            if let Some(same) = last.with_value(|last| last.as_ref().map(|(of, _)| *of == key)) {
                super::stay::keep(same);
            }
            last.set_value(Some((key, found.clone())));
            editing.shown();
        }
        show(found)
    };
    let failed = move |failure| {
        editing.shown();
        failed(failure)
    };
    let found = wire::blocking(move || (key.get(), shown.get()), move |(key, _)| read(key));
    let behind = Memo::new(move |_| editing.types() && (editing.waits() || newest() != shown.get()));
    view! {
        {move || behind.get().then(|| view! { <Behind editing/> })}
        {loaded_or(found, 8, show, failed)}
    }
    .into_any()
}

/// What was read last, and for what: without network it stays on the page.
type Last<K, T> = StoredValue<Option<(K, T)>>;

/// What is read, once nobody types in what stands there; without network what stands there.
async fn kept_or<K, T>(
    reading: impl Future<Output = Result<T, Failure>> + Send,
    key: K,
    last: Last<K, T>,
    (live, editing): (Live, Editing),
) -> Result<T, Failure>
where
    K: PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
{
    if cfg!(feature = "hydrate") {
        editing.reads();
    }
    let kept = || last.try_with_value(|last| last.clone()).flatten().filter(|(of, _)| *of == key);
    let found = match reading.await {
        Err(Failure::Offline) => {
            live.behind();
            kept().map_or(Err(Failure::Offline), |(_, found)| Ok(found))
        }
        other => other,
    };
    // Nobody types in what is not there yet.
    if last.try_with_value(|last| last.as_ref().is_some_and(|(of, _)| *of == key)) == Some(true) {
        editing.still().await;
    }
    found
}

/// What was typed belongs to what is left behind: nothing waits for it.
fn leaving<K: PartialEq + Clone + Send + Sync + 'static>(key: Memo<K>, editing: Editing) {
    Effect::new(move |before: Option<K>| {
        let now = key.get();
        if before.is_some_and(|before| before != now) {
            editing.release();
        }
        now
    });
}

/// The record whose id stands in the address.
pub fn record<Id, T, F>(
    subjects: &'static [Subject],
    read: fn(Id) -> F,
    show: impl Fn(T) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView
where
    Id: FromStr + PartialEq + Clone + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = Result<T, Failure>> + Send + 'static,
{
    let params = use_params_map();
    let id = move || params.read().get("id").and_then(|raw| raw.parse::<Id>().ok());
    let read = move |id: Option<Id>| async move {
        match id {
            Some(id) => read(id).await,
            None => Err(Failure::not_found()),
        }
    };
    reading(id, subjects, read, show)
}

/// Something changed while the person types.
#[component]
fn Behind(editing: Editing) -> impl IntoView {
    let t = texts();
    view! {
        <p class="behind" role="status">
            {t.common.behind()}
            <button type="button" class="button small" on:click=move |_| editing.release()>{t.common.show_newer()}</button>
        </p>
    }
}
