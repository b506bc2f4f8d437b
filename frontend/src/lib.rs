//! The browser's half: takes over the page that the server rendered.
use leptos::{mount, prelude::document, tachys::dom::body};

/// Called by the start script once the wasm is there, with the file of groups that the page names; done when the page is alive.
#[wasm_bindgen::prelude::wasm_bindgen]
pub async fn hydrate(tree: Option<String>) {
    console_error_panic_hook::set_once();
    if let Some(tree) = tree {
        app::session::tree::fetched(&tree);
    }
    mount::hydrate_from_async(body(), app::App).await.forget();
    app::live::alive();
    // for whoever waits until a click does something: the browser tests, and a script on a slow phone
    if let Some(root) = document().document_element() {
        drop(root.set_attribute("data-alive", ""));
    }
}
