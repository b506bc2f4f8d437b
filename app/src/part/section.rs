//! A section hangs from a rule. Its title states the finding; the line below says what is counted.

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
