//! The keyboard on the list: `/` searches, j and k go down and up, Enter opens, x chooses, Esc closes.
//! Never acts while a person types or a dialog is open.

use super::Ground;

#[cfg(not(feature = "hydrate"))]
pub fn listen(_: Ground) {}

#[cfg(feature = "hydrate")]
pub fn listen(ground: Ground) {
    use leptos::prelude::*;
    use leptos_router::hooks::use_navigate;
    let navigate = use_navigate();
    Effect::new(move || {
        let navigate = navigate.clone();
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
            if modified || event.default_prevented() || busy() {
                return;
            }
            let used = match event.key().as_str() {
                "/" => focus("#issue-search"),
                "j" => step(ROWS, 1),
                "k" => step(ROWS, -1),
                "x" => click_box(),
                "Escape" if ground.open.get_untracked().is_some() => {
                    let to = super::filter::href(&ground.filter.get_untracked());
                    navigate(&to, leptos_router::NavigateOptions::default());
                    true
                }
                _ => false,
            };
            if used {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    });
}

/// Is the person typing, or is a dialog or menu open?
#[cfg(feature = "hydrate")]
pub(crate) fn busy() -> bool {
    use leptos::prelude::document;
    let typing = document().active_element().is_some_and(|own| {
        let tag = own.tag_name().to_lowercase();
        let checkbox = own.get_attribute("type").is_some_and(|kind| kind == "checkbox");
        matches!(tag.as_str(), "textarea" | "select") || (tag == "input" && !checkbox)
    });
    typing || document().query_selector("dialog[open]").ok().flatten().is_some()
}

#[cfg(feature = "hydrate")]
fn focus(selector: &str) -> bool {
    use wasm_bindgen::JsCast as _;
    let found = leptos::prelude::document().query_selector(selector).ok().flatten();
    let found = found.and_then(|own| own.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|own| own.focus().is_ok())
}

/// The links of the list's rows.
#[cfg(feature = "hydrate")]
const ROWS: &str = ".issues tbody th a";

/// Goes from the row in focus (or the open one) to the next or the one before.
#[cfg(feature = "hydrate")]
pub(crate) fn step(rows: &str, by: i32) -> bool {
    use wasm_bindgen::JsCast as _;
    let document = leptos::prelude::document();
    let Ok(links) = document.query_selector_all(rows) else { return false };
    let count = i32::try_from(links.length()).unwrap_or(0);
    let link = |place: i32| {
        let place = u32::try_from(place).ok()?;
        links.get(place)?.dyn_into::<web_sys::HtmlElement>().ok()
    };
    let focused = document.active_element();
    let is_here = |own: &web_sys::HtmlElement| focused.as_deref().is_some_and(|node| node.is_same_node(Some(own)));
    let is_open = |own: &web_sys::HtmlElement| own.has_attribute("aria-current");
    let find = |test: &dyn Fn(&web_sys::HtmlElement) -> bool| {
        (0..count).find(|place| link(*place).is_some_and(|own| test(&own)))
    };
    let next = match find(&is_here).or_else(|| find(&is_open)) {
        Some(here) => (here + by).clamp(0, (count - 1).max(0)),
        None => 0,
    };
    link(next).is_some_and(|own| own.focus().is_ok())
}

/// Chooses the row in focus.
#[cfg(feature = "hydrate")]
fn click_box() -> bool {
    use wasm_bindgen::JsCast as _;
    let row = leptos::prelude::document().active_element().and_then(|own| own.closest("tr").ok().flatten());
    let own = row.and_then(|row| row.query_selector(".pick input").ok().flatten());
    let own = own.and_then(|own| own.dyn_into::<web_sys::HtmlElement>().ok());
    own.inspect(web_sys::HtmlElement::click).is_some()
}
