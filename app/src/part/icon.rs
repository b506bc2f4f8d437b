//! Icons from one sprite, `public/icons.svg`. `i-` things, `s-` states of issues, `o-` places in the outbox.

use leptos::prelude::*;

/// A 16 px icon; says nothing by itself, words stand beside it.
#[component]
pub fn Icon(
    /// The symbol's id in the sprite, as `i-issue`.
    #[prop(into)]
    name: String,
    /// Width and height in px.
    #[prop(default = 16)]
    size: u16,
) -> impl IntoView {
    view! {
        <svg class="icon" width=size height=size viewBox="0 0 16 16" aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}
