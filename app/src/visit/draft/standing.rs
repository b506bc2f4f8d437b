//! What the form says of its draft: what others did since it was begun, how it is kept, and that it can be given up; above the
//! form the others that lie on this device.

use domain::visit::Visit;
use leptos::prelude::*;

use super::shelf::Unfinished;
use super::{Draft, Shelf, Since};
use crate::outbox::outbox;
use crate::part::{Icon, moment_text};
use crate::session::me;
use crate::texts::texts;
use crate::visit::form::Desk;

/// What is saved is compared with what others wrote.
#[component]
pub fn Banner(visit: Option<Visit>, desk: Desk) -> impl IntoView {
    let t = texts();
    let since = Memo::new(move |_| desk.began.get().since(visit.as_ref()));
    move || {
        let (what, note) = match since.get()? {
            Since::Changed => (t.visit.draft_changed(), t.visit.draft_changed_note()),
            Since::Recorded => (t.visit.draft_recorded(), t.visit.draft_recorded_note()),
        };
        Some(view! {
            <div class="mends" role="status">
                <p><Icon name="s-late"/><strong>{what}</strong></p>
                <p class="hint">{note}</p>
            </div>
        })
    }
}

#[component]
pub fn Standing(
    draft: Draft,
    /// What mends a refused item is given up with it, in the outbox.
    mends: bool,
) -> impl IntoView {
    let t = texts();
    let another = draft.kind.is_some().then(|| {
        let begin = move |_| draft.shelf.open(String::new());
        view! { <button type="button" class="button small plain" on:click=begin>{t.visit.draft_another()}</button> }
    });
    let acts = (!mends).then(|| {
        view! {
            <div class="row" hidden=move || !draft.begun()>
                <button type="button" class="button small plain" on:click=move |_| draft.discard()>{t.visit.draft_discard()}</button>
                {another}
            </div>
        }
    });
    view! {
        <p class="hint" class:late=move || draft.failed() role="status">{move || draft.said(t)}</p>
        {acts}
    }
}

/// Other new visits that were begun on this device, and what was given up a moment ago.
#[component]
pub fn Others(shelf: Shelf) -> impl IntoView {
    let (t, me, outbox) = (texts(), StoredValue::new(me()), outbox());
    let some = Memo::new(move |_| !shelf.others().is_empty());
    let row = move |own: Unfinished| {
        let unit = own.unit.map(|id| me.with_value(|me| me.unit_name(id))).unwrap_or_default();
        let parts = [unit, own.topic, moment_text(own.written, t.lang)];
        let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("·");
        let key = own.key;
        view! { <li><button type="button" class="button" on:click=move |_| shelf.open(key.clone())>{name}</button></li> }
    };
    let gone = move || {
        shelf.gave_up().then(|| {
            view! {
                <p class="row" role="status">
                    {t.visit.draft_gone()}
                    <button type="button" class="button small" on:click=move |_| shelf.restore(outbox)>{t.visit.draft_back()}</button>
                </p>
            }
        })
    };
    let list = move || {
        some.get().then(|| {
            view! {
                <section class="unfinished" aria-label=t.visit.drafts()>
                    <h2>{t.visit.drafts()}</h2>
                    <ul><For each=move || shelf.others() key=|own| own.key.clone() children=row/></ul>
                </section>
            }
        })
    };
    view! { {gone} {list} }
}
