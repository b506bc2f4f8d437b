//! The keyboard in the box: j and k go down and up, Enter opens, e marks as read (or as unread again). Never acts while a
//! person types or a dialog is open.

#[cfg(not(feature = "hydrate"))]
pub fn listen() {}

#[cfg(feature = "hydrate")]
pub fn listen() {
    use crate::issue::keys::{busy, step};
    use leptos::prelude::*;
    Effect::new(move || {
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
            if modified || event.default_prevented() || busy() {
                return;
            }
            let used = match event.key().as_str() {
                "j" => step(".reminders .what a", 1),
                "k" => step(".reminders .what a", -1),
                "e" => mark(),
                _ => false,
            };
            if used {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// Presses the button of the row in focus.
#[cfg(feature = "hydrate")]
fn mark() -> bool {
    use wasm_bindgen::JsCast as _;
    let row = leptos::prelude::document().active_element().and_then(|own| own.closest(".reminders li").ok().flatten());
    let own = row.and_then(|row| row.query_selector("button").ok().flatten());
    own.and_then(|own| own.dyn_into::<web_sys::HtmlElement>().ok()).inspect(web_sys::HtmlElement::click).is_some()
}
