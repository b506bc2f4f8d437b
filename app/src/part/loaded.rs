//! What a resource brings, as soon as it is there: bones first, then what was read, or why it can't be had.

use leptos::prelude::*;

use super::{Bones, Problem};
use crate::failure::Failure;
use crate::wire;

/// What a page shows: `show` makes what was read into a view, and again when it was read anew.
pub fn loaded<T>(
    found: wire::Resource<Result<T, Failure>>,
    bones: usize,
    show: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    loaded_or(found, bones, show, unread)
}

/// Why a page has nothing to show; where it lies on the device it opens as it was kept instead.
pub(super) fn unread(failure: Failure) -> AnyView {
    #[cfg(feature = "hydrate")]
    if failure == Failure::Offline {
        leptos::task::spawn_local(crate::bag::opens_here());
    }
    view! { <Problem failure/> }.into_any()
}

/// The same, where a failure has a view of its own: in a part of a page, [`Problem`].
pub fn loaded_or<T>(
    found: wire::Resource<Result<T, Failure>>,
    bones: usize,
    show: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
    failed: impl Fn(Failure) -> AnyView + Clone + Send + Sync + 'static,
) -> AnyView
where
    T: Clone + Send + Sync + 'static,
{
    let view = move || {
        let (show, failed) = (show.clone(), failed.clone());
        Suspend::new(async move {
            match found.await {
                Ok(found) => show(found),
                Err(failure) => failed(failure),
            }
        })
    };
    // The server walks what stands in a `Transition` up to three times and runs a closure each time; nothing changes there.
    #[cfg(feature = "ssr")]
    let view = view();
    view! { <Transition fallback=move || view! { <Bones rows=bones/> }>{view}</Transition> }.into_any()
}

#[cfg(test)]
mod tests;
