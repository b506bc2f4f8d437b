//! What a person committed to, kept by the own browser until it is revealed.

use domain::kinds::{DrawId, PersonId};

fn place(draw: DrawId, person: PersonId) -> String {
    format!("draw-{draw}-{person}")
}

#[cfg(feature = "hydrate")]
fn storage() -> Option<web_sys::Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

pub fn keep(draw: DrawId, person: PersonId, line: &str) {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = storage() {
        // Where nothing can be kept, the line is shown to be written down.
        let _ = storage.set_item(&place(draw, person), line);
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (place(draw, person), line);
}

pub fn get(draw: DrawId, person: PersonId) -> Option<String> {
    #[cfg(feature = "hydrate")]
    return storage()?.get_item(&place(draw, person)).ok().flatten();
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = place(draw, person);
        None
    }
}

/// Revealed or abandoned: of no more use.
pub fn forget(draw: DrawId, person: PersonId) {
    #[cfg(feature = "hydrate")]
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&place(draw, person));
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = place(draw, person);
}
