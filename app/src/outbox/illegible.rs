//! What lies on this device and can't be read: shown as such, so that it is neither lost nor in the way.

use leptos::prelude::*;

use super::{Illegible, outbox};
use crate::part::Icon;
use crate::texts::texts;

/// Each with two ways out: a file to keep, or to be given up.
#[component]
pub fn IllegibleItems() -> impl IntoView {
    let outbox = outbox();
    let rows = move || {
        let items = outbox.illegible.get().into_iter();
        items.map(|item| view! { <Row item/> }).collect_view()
    };
    let some = Memo::new(move |_| outbox.illegible.with(|items| !items.is_empty()));
    move || some.get().then(|| view! { <ul class="pending">{rows}</ul> })
}

#[component]
fn Row(item: Illegible) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let Illegible { key, text } = item;
    let keep = move |_| as_file(&text, t.outbox.illegible_file());
    view! {
        <li>
            <strong>{t.outbox.illegible()}</strong>
            <span class="outbox refused" role="alert"><Icon name="o-refused"/>{t.outbox.not_sent()}</span>
            <p class="reason">{t.outbox.illegible_note()}</p>
            <button type="button" class="button small" on:click=keep>{t.outbox.save()}</button>
            <button type="button" class="button small" on:click=move |_| outbox.give_up(&key)>{t.outbox.discard()}</button>
        </li>
    }
}

fn as_file(text: &str, name: &str) {
    #[cfg(feature = "hydrate")]
    {
        let parts = js_sys::Array::of1(&text.into());
        // A browser that makes no files shows none; the item stays.
        let _ = web_sys::Blob::new_with_str_sequence(&parts).and_then(|blob| crate::part::save::save(&blob, name));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (text, name);
}
