//! What a person committed to, kept on the device until it is revealed: sealed for them, as drafts are.

use domain::kinds::DrawId;
use leptos::prelude::*;

use crate::outbox::Outbox;

#[cfg(feature = "hydrate")]
use crate::outbox::draft;

#[cfg(feature = "hydrate")]
fn place(draw: DrawId) -> String {
    format!("draw {draw}")
}

/// Where nothing can be kept, the line is there as long as the page is, to be written down.
pub fn keep(outbox: Outbox, draw: DrawId, line: &str) {
    #[cfg(feature = "hydrate")]
    draft::write(outbox.person(), place(draw), line.as_bytes().to_vec(), |_| ());
    #[cfg(not(feature = "hydrate"))]
    let _ = (outbox, draw, line);
}

/// The line, once the device has been asked for it.
#[must_use]
pub fn find(outbox: Outbox, draw: DrawId) -> RwSignal<Option<String>> {
    let line = RwSignal::new(None);
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        if outbox.drafts() {
            leptos::task::spawn_local(async move {
                let found = draft::read(outbox.person(), &place(draw)).await;
                let _ = line.try_set(found.and_then(|bytes| String::from_utf8(bytes).ok()));
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (outbox, draw);
    });
    line
}

/// Revealed or abandoned: of no more use.
pub fn forget(outbox: Outbox, draw: DrawId) {
    Effect::new(move || {
        #[cfg(feature = "hydrate")]
        if outbox.drafts() {
            leptos::task::spawn_local(async move { draft::remove(outbox.person(), &place(draw)).await });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (outbox, draw);
    });
}
