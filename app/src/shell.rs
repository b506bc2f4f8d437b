//! The document around every page: head, style, and the script that starts the browser's half.
use crate::App;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use std::sync::Arc;

/// Where the built files are. Their names carry a hash of their content, so only the build knows them;
/// the server reads its manifest once and hands this in as context.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub js: Arc<str>,
    pub wasm: Arc<str>,
    pub css: Arc<str>,
}

pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang=crate::texts::asked().code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="stylesheet" href=assets.css.to_string() />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <Start assets />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The text between `<title>` and `</title>`. On the server leptos_meta writes it as it is, and titles hold names that
/// people have typed; in the browser it is set as a text.
pub fn title(text: String) -> String {
    if cfg!(feature = "ssr") { text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;") } else { text }
}

/// Instead of leptos' HydrationScripts, which looks for hash.txt beside the executable on every page.
#[component]
fn Start(assets: Assets) -> impl IntoView {
    let Assets { js, wasm, .. } = assets;
    let script = format!("import({js:?}).then(m => m.default({{ module_or_path: {wasm:?} }}).then(() => m.hydrate()))");
    view! {
        <link rel="modulepreload" href=js.to_string() />
        <link rel="preload" href=wasm.to_string() r#as="fetch" r#type="application/wasm" crossorigin="" />
        <script type="module" nonce=use_nonce()>{script}</script>
    }
}
