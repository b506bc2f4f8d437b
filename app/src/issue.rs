//! The issue page.

use leptos::prelude::*;

pub mod query;

#[component]
pub fn Page() -> impl IntoView {
    view! { <h1>"issue"</h1> }
}
