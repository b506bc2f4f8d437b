//! The signin page.

use leptos::prelude::*;

#[component]
pub fn Page() -> impl IntoView {
    view! { <h1>"signin"</h1> }
}
