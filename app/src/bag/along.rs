//! Taking something along, seeing what is along of it, leaving it behind.

use leptos::prelude::*;

use super::{Along, Source, size};
use crate::outbox::outbox;
use crate::part::{Icon, Moment};
use crate::texts::texts;

/// How a taking stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub(super) enum Stand {
    #[default]
    Not,
    /// It was along, and is no longer on this device.
    Gone,
    /// The worker is still fetching the release.
    Preparing,
    Taking {
        step: u32,
        of: usize,
    },
    Along(Along),
    /// It did not come; what was along before still is.
    Failed(Option<Along>),
    /// A browser without a worker.
    Unsafe,
}

impl Stand {
    /// Of something that was taken along.
    pub fn of(along: Along) -> Stand {
        if along.is_gone() { Stand::Gone } else { Stand::Along(along) }
    }

    /// What is along.
    #[cfg(feature = "hydrate")]
    pub fn along(self) -> Option<Along> {
        match self {
            Stand::Along(along) => Some(along),
            Stand::Not | Stand::Gone | Stand::Preparing | Stand::Taking { .. } | Stand::Failed(_) | Stand::Unsafe => {
                None
            }
        }
    }
}

/// One tap puts all pages of it on the device, with their pictures.
#[component]
pub fn TakeAlong(
    source: Source,
    #[prop(into)] title: String,
    /// Beside other things: once it is along, only that it is, and the way to the rest.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let stand = RwSignal::new(Stand::default());
    let outbox = outbox();
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(async move {
            if let Some(now) = super::take::stands(outbox.person(), source).await {
                let _ = stand.try_set(now);
            }
        });
        #[cfg(not(feature = "hydrate"))]
        let _ = outbox;
    });
    view! { <Buttons source title stand brief/> }
}

/// The verbs for how it stands.
#[component]
pub(super) fn Buttons(
    source: Source,
    title: String,
    stand: RwSignal<Stand>,
    #[prop(optional)] brief: bool,
) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let take = move || {
        #[cfg(feature = "hydrate")]
        super::take::take(outbox.person(), source, title.clone(), stand);
        #[cfg(not(feature = "hydrate"))]
        let _ = (&title, source, outbox);
    };
    let take = StoredValue::new(take);
    let taken = move |_| take.with_value(|take| take());
    let leave = move |_| {
        #[cfg(feature = "hydrate")]
        super::take::leave(outbox.person(), source, stand);
    };
    let button = move |word: &'static str| {
        view! { <button type="button" class="button small" on:click=taken><Icon name="o-local"/>{word}</button> }
    };
    let sending = move |says: String| {
        view! { <span class="outbox sending" role="status"><Icon name="o-sending"/>{says}</span> }.into_any()
    };
    let along = move |along: Along| {
        if brief {
            let class = "button small outbox server";
            return view! { <a class=class href="/bag"><Icon name="o-local"/>{t.bag.taken()}</a> }.into_any();
        }
        view! {
            <span class="outbox server" role="status"><Icon name="o-local"/>{t.bag.taken()}</span>
            <span class="note">
                {t.bag.since()} " " <Moment time=along.since/> " · "
                {t.bag.size(along.addresses.len(), size(along.bytes.into()))}
                {(!along.pictures.is_empty()).then(|| format!(" · {}", t.bag.pictures(along.pictures.len())))}
                {(along.missing > 0).then(|| format!(" · {}", t.bag.part(along.missing)))}
                {(along.left > 0).then(|| format!(" · {}", t.bag.left(along.left)))}
            </span>
            {button(t.bag.again())}
            <button type="button" class="button small" on:click=leave>{t.bag.remove()}</button>
        }
        .into_any()
    };
    let row = move || match stand.get() {
        Stand::Not => button(t.bag.take()).into_any(),
        Stand::Gone => view! {
            {button(t.bag.take())}
            <button type="button" class="button small" on:click=leave>{t.bag.remove()}</button>
            <span class="note" role="status">{t.bag.gone()}</span>
        }
        .into_any(),
        Stand::Preparing => sending(t.bag.preparing().to_owned()),
        Stand::Failed(before) => {
            let before = before.map_or_else(|| button(t.bag.take()).into_any(), along);
            view! { {before}<span class="note" role="alert">{t.bag.failed()}</span> }.into_any()
        }
        Stand::Unsafe => view! { <span class="note" role="alert">{t.bag.no_worker()}</span> }.into_any(),
        Stand::Taking { step, of } => sending(t.bag.taking(of, step)),
        Stand::Along(own) => along(own),
    };
    view! { <div class="along">{row}</div> }
}
