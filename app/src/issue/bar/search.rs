//! A field of the bar in which a part of the filter is typed. The rest of the filter stays.

use domain::issue::list::Filter;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::issue::filter::href;
use crate::issue::ground;
use crate::part::Icon;

#[component]
pub fn Search(
    id: &'static str,
    /// The key of the address.
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    /// Where the filter holds it.
    part: fn(&mut Filter) -> &mut String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let filter = ground().filter;
    let node = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let held = move |mut filter: Filter| std::mem::take(part(&mut filter));
    let seek = move || {
        let typed = node.get_untracked().map(|input| input.value()).unwrap_or_default();
        if typed.trim() != held(filter.get_untracked()) {
            let mut next = Filter { page: 0, ..filter.get_untracked() };
            *part(&mut next) = typed;
            navigate(&href(&next), NavigateOptions::default());
        }
    };
    let emptied = seek.clone();
    // A link of the page may change the text: the field follows.
    Effect::new(move || {
        let text = held(filter.get());
        if let Some(input) = node.get()
            && input.value().trim() != text
        {
            input.set_value(&text);
        }
    });
    let text = held(filter.get_untracked());
    view! {
        <form class="search" role="search" aria-label=label method="get" action="/issues" on:submit=move |event| {
            event.prevent_default();
            seek();
        }>
            <Icon name="i-search"/>
            <input
                type="search"
                name=name
                id=id
                value=text
                placeholder=hint
                aria-label=label
                autocomplete="off"
                node_ref=node
                on:change=move |_| emptied()
            />
            {children.map(|children| children())}
        </form>
    }
}
