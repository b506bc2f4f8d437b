//! How much room the device has, and whether the browser has promised to keep what lies there: said in time.

use leptos::prelude::*;

use crate::outbox::outbox;
use crate::part::Icon;
use crate::texts::texts;

/// From then on it is said, in percent.
pub(super) const NEARLY: u64 = 80;

/// What the browser tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub(super) struct Told {
    /// Bytes.
    pub used: u64,
    /// Percent of what this site may have.
    pub share: u64,
    /// Promised not to clear it by itself.
    pub lasting: bool,
}

/// Asked again whenever something is kept or has gone.
pub(super) fn told() -> RwSignal<Option<Told>> {
    let (outbox, told) = (outbox(), RwSignal::new(None));
    Effect::new(move || {
        let _ = outbox.counts();
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            if let Some(now) = super::worker::room().await {
                let _ = told.try_set(Some(now));
            }
        });
    });
    told
}

/// The figure, and the warnings that apply.
#[component]
pub fn Room() -> impl IntoView {
    let (t, outbox, told) = (texts(), outbox(), told());
    let warn = |text: String| view! { <p role="alert"><span class="mark late"><Icon name="s-late"/>{text}</span></p> };
    move || {
        told.get().map(|told| {
            let waits = outbox.counts().0 > 0;
            view! {
                <p class="note">{t.bag.used(super::size(told.used))}</p>
                {(told.share >= NEARLY).then(|| warn(t.outbox.nearly_full(told.share)))}
                {(waits && !told.lasting).then(|| warn(t.outbox.not_lasting().to_owned()))}
            }
        })
    }
}
