//! Mending a refused act: what the person wrote stands there again, is changed, and goes out as a new act in its place.
//! Knows no subject: the words are found in the act as it crosses the wire. Taking acts apart and reading them back is much code, and
//! seldom needed: all but the button and the empty dialog is in a file of its own.

mod apart;
mod broken;
mod standing;
mod told;
mod versus;
mod words;

use std::pin::Pin;
use std::sync::Arc;

use domain::outbox::{Item, Place};
use domain::refusal::{Field, Refusal};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use self::broken::Broken;
use crate::texts::texts;

/// What the dialog shows, made anew whenever it is opened.
type Shown = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// Reads what is needed to mend this item.
#[wasm_split(acts, fallible)]
fn open(item: Item, mending: Mending) -> Result<Pin<Box<dyn Future<Output = Shown>>>, SplitLoaderError> {
    Ok(Box::pin(async move {
        let broken = Broken::of(item).await;
        Arc::new(move || broken.clone().shown(mending)) as Shown
    }))
}

/// What is being mended. One for the page: rows come and go while somebody types, the dialog stays.
#[derive(Clone, Copy)]
pub struct Mending(RwSignal<Option<Shown>>);

impl Mending {
    /// For every page of the desk.
    pub fn provide() {
        provide_context(Mending(RwSignal::new(None)));
    }

    fn close(self) {
        self.0.set(None);
    }

    /// The code for it did not come.
    fn missing(self) -> Shown {
        let t = texts();
        Arc::new(move || {
            view! {
                <h2>{t.common.not_loaded()}</h2>
                <p class="wrong" role="alert">{t.common.not_loaded_note()}</p>
                <div class="row">
                    <button type="button" class="button" on:click=move |_| self.close()>{t.common.not_now()}</button>
                </div>
            }
            .into_any()
        })
    }
}

/// Was somebody else first, so that both versions have to be looked at?
fn overtaken(item: &Item) -> bool {
    let Place::Refused { refusal } = &item.place else { return false };
    let template = matches!(refusal, Refusal::Differs { field: Field::Template });
    matches!(refusal, Refusal::Overtaken { .. } | Refusal::ChangedMeanwhile { .. })
        || (template && item.proposal.act.kind() == "template.revise")
}

/// The button that opens the words, or both versions where somebody else was first.
#[component]
pub fn Mend(item: Item) -> impl IntoView {
    let (t, mending) = (texts(), use_context::<Mending>());
    let word = if overtaken(&item) { t.visit.compare() } else { t.outbox.mend() };
    let press = move |_| {
        if let Some(mending) = mending {
            let (item, missing) = (item.clone(), mending.missing());
            spawn_local(async move {
                let shown = match open(item, mending).await {
                    Ok(coming) => coming.await,
                    Err(_) => missing,
                };
                drop(mending.0.try_set(Some(shown)));
            });
        }
    };
    view! { <button type="button" class="button small" on:click=press>{word}</button> }
}

/// The one dialog of the desk, outside of everything that is read anew.
#[component]
pub fn Dialog() -> impl IntoView {
    let (t, mending) = (texts(), expect_context::<Mending>());
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let open = mending.0.with(Option::is_some);
        let Some(dialog) = node.get() else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="confirm act-form" aria-label=t.outbox.mend() node_ref=node on:close=move |_| mending.close()>
            {move || mending.0.get().map(|shown| shown())}
        </dialog>
    }
}
