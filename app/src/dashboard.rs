//! The dashboard page.

use leptos::prelude::*;

#[component]
pub fn Page() -> impl IntoView {
    view! { <h1>"dashboard"</h1> }
}
