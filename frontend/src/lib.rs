//! The browser's half: takes over the page that the server rendered.

/// Called by the start script once the wasm is there.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    // for whoever waits until a click does something: the browser tests, and a script on a slow phone
    if let Some(root) = leptos::prelude::document().document_element() {
        drop(root.set_attribute("data-alive", ""));
    }
}
