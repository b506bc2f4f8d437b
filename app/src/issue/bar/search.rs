//! What is typed in the bar: a word to search for, and who answers. The rest of the filter stays.

use domain::issue::list::Filter;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::issue::filter::href;
use crate::issue::ground;
use crate::part::Icon;
use crate::texts::texts;

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

/// Who answers is typed, not chosen: there are as many as there are offices.
#[component]
pub fn OwnerMenu() -> impl IntoView {
    let (t, filter, node) = (texts(), ground().filter, NodeRef::<html::Details>::new());
    let chosen =
        move || filter.with(|own| if own.owner.is_empty() { t.common.all().to_owned() } else { own.owner.clone() });
    let close = move |_: leptos::ev::SubmitEvent| {
        if let Some(details) = node.get_untracked() {
            details.set_open(false);
        }
    };
    view! {
        <details class="menu" name="issue-menu" node_ref=node on:submit=close>
            <summary class="select"><span class="quiet">{t.issue.owner()}</span>{chosen}<Icon name="i-down" size=14/></summary>
            <ul>
                <li><Search id="issue-owner" name="owner" label=t.issue.owner() hint=t.issue.owner_hint() part=|own| &mut own.owner/></li>
            </ul>
        </details>
    }
}
