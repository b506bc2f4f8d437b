//! The document around every page: head, style, and the script that starts the browser's half.
use crate::App;
use axum::http::request::Parts;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;
use std::{collections::BTreeMap, sync::Arc};

use crate::pages;
use crate::texts::{Lang, asked};

/// Where the built files are. Their names carry a hash of their content, so only the build knows them;
/// the server reads its manifest once and hands this in as context.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Assets {
    pub js: String,
    /// the script that loads the pages' files
    pub loader: String,
    /// what every page needs
    pub wasm: String,
    /// what a page needs besides, by the names in `pages`
    pub pages: BTreeMap<String, Vec<String>>,
    pub css: String,
}

pub fn shell() -> impl IntoView {
    let assets = use_context::<Arc<Assets>>().unwrap_or_default();
    // One app (their `id`), named as the page that it is installed from.
    let manifest = match asked() {
        Lang::Zh => "/site.webmanifest",
        Lang::En => "/site.en.webmanifest",
    };
    view! {
        <!DOCTYPE html>
        <html lang=asked().code()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <link rel="stylesheet" href=assets.css.to_string() />
                <link rel="icon" href="/icon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/touch-180.png" />
                <link rel="manifest" href=manifest />
                {(!still()).then(|| view! { <Start assets /> })}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Pages that need no script: whoever answers a survey is done in a minute.
fn still() -> bool {
    use_context::<Parts>().is_some_and(|parts| is_of_slips(&parts))
}

/// Is it one of the pages that whoever answers a survey sees?
pub(crate) fn is_of_slips(asked: &Parts) -> bool {
    asked.uri.path() == "/s" || asked.uri.path().starts_with("/s/")
}

/// A file that is newer than the page tells other groups than the page shows: then the page is loaded anew, once.
const READ_TREE: &str = "const file = document.getElementById('tree')?.href; \
    const read = async () => { \
        const answer = await fetch(file); \
        if (!answer.ok) throw answer.status; \
        const other = !file.endsWith('/' + answer.headers.get('x-tree')) && sessionStorage.tree !== file; \
        if (!other) return answer.text(); \
        sessionStorage.tree = file; location.reload(); return new Promise(() => {}); \
    };";

/// What is pressed before the page is alive is kept and done once it is: the last button, and only where the browser itself does
/// nothing. A form without a way of its own to send (`method`) waits likewise, or the browser would load the page anew without
/// what was typed; so does one that must first look at what the device holds (`data-held`), unless the code never comes. A link
/// is the browser's until then: the router, which listens before, would read the next page, and not know yet that there is no
/// network and that only whole pages lie on the device.
const KEEP_PRESSED: &str = "let pressed, held = true; \
    const sends = form => /get|post/.test(form?.getAttribute('method')) && !(held && 'held' in form.dataset); \
    const press = event => { \
        const { target } = event; \
        if (target.closest('a[href]')) event.stopPropagation(); \
        const button = target.closest('button'); \
        if (!button || button.type === 'submit' && sends(button.form)) return; \
        pressed?.removeAttribute('aria-busy'); \
        (pressed = button).setAttribute('aria-busy', true); \
    }; \
    const submit = event => sends(event.target) || event.preventDefault(); \
    addEventListener('click', press, true); \
    addEventListener('submit', submit, true); \
    const alive = () => { \
        removeEventListener('click', press, true); \
        removeEventListener('submit', submit, true); \
        pressed?.removeAttribute('aria-busy'); \
        if (pressed?.isConnected) pressed.click(); \
    };";

/// Instead of leptos' HydrationScripts, which looks for hash.txt beside the executable on every page.
#[component]
fn Start(assets: Arc<Assets>) -> impl IntoView {
    let Assets { js, loader, wasm, .. } = &*assets;
    // What the desk names as the file of its groups is there before it is taken over.
    let script = format!(
        "{KEEP_PRESSED} {READ_TREE} const tree = file && read(); \
         import({js:?}).then(m => m.default({{ module_or_path: {wasm:?} }}).then(async () => m.hydrate(await tree)).then(alive))\
         .catch(why => {{ held = false; pressed?.removeAttribute('aria-busy'); throw why; }})"
    );
    let scripts = [js, loader].map(|file| view! { <link rel="modulepreload" href=file.to_string() /> });
    let code = [wasm.to_string()].into_iter().chain(own(&assets));
    let code = code.map(|file| view! { <link rel="preload" href=file r#as="fetch" crossorigin="" /> });
    view! {
        {scripts}
        {code.collect_view()}
        <script type="module" nonce=use_nonce()>{script}</script>
    }
}

/// What the page needs that is asked for.
fn own(assets: &Assets) -> Vec<String> {
    let Some(parts) = use_context::<Parts>() else { return Vec::new() };
    let mut packs = Vec::new();
    for pack in pages::files(parts.uri.path()).into_iter().filter_map(|file| assets.pages.get(file)).flatten() {
        // what most need is named for each
        if !packs.contains(pack) {
            packs.push(pack.clone());
        }
    }
    packs
}
