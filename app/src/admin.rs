//! The admin page.

use leptos::prelude::*;

#[component]
pub fn Page() -> impl IntoView {
    view! { <h1>"admin"</h1> }
}
