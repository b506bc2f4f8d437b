//! The issue page.

use leptos::prelude::*;

#[component]
pub fn Page() -> impl IntoView {
    view! { <h1>"issue"</h1> }
}
