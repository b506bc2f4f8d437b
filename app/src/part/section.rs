//! A section hangs from a rule. Its title states the finding; the line below says what is counted. Above all sections
//! of a record's page stands its summary.

use leptos::prelude::*;

#[component]
pub fn Section(
    #[prop(into)] title: Signal<String>,
    /// What is counted, in one line.
    #[prop(into, optional)]
    note: Option<String>,
    #[prop(into, optional)] id: Option<String>,
    /// More classes, as `span-8`.
    #[prop(into, optional)]
    class: String,
    /// What stands at the right of the title: one link or button.
    #[prop(optional, into)]
    more: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("section {class}") id=id>
            <header>
                <div>
                    <h2>{move || title.get()}</h2>
                    {note.map(|note| view! { <p>{note}</p> })}
                </div>
                {more}
            </header>
            {children()}
        </section>
    }
}

/// The head of a record's page: where it belongs, what it is called, how it stands.
#[component]
pub fn Summary(
    #[prop(into)] title: String,
    /// Its list and its unit: address and word.
    crumbs: Vec<(String, String)>,
    /// How it stands, in one line.
    #[prop(into)]
    line: AnyView,
    /// What stands at the right.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let crumbs = crumbs.into_iter().enumerate().map(|(place, (href, word))| {
        view! { {(place > 0).then_some("·")}<a href=href>{word}</a> }
    });
    view! {
        <leptos_meta::Title text=title.clone()/>
        <header class="summary">
            <div>
                <p class="quiet">{crumbs.collect_view()}</p>
                <h1>{title}</h1>
                {line}
            </div>
            {children.map(|children| children())}
        </header>
    }
}
