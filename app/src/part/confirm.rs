//! Before a formal act: what will happen, as a list, then the verb.

use leptos::html;
use leptos::prelude::*;

use super::editing::Editing;
use crate::texts::texts;

/// As which a question that stands open holds the page; there is one at a time.
const ASKS: &str = "confirm";

/// A dialog that opens while `open` is true. `children` are the fields that the act needs, if any.
#[component]
pub fn Confirm(
    open: RwSignal<bool>,
    #[prop(into)] title: String,
    /// What will happen, one sentence each.
    consequences: Vec<String>,
    /// The verb on the primary button.
    #[prop(into)]
    verb: String,
    #[prop(into)] on_confirm: Callback<()>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    // what changes meanwhile is shown once the question is answered: it would take the question off the page
    if let Some(editing) = use_context::<Editing>() {
        Effect::new(move || editing.set(ASKS, open.get()));
        on_cleanup(move || editing.set(ASKS, false));
    }
    let (t, name) = (texts(), title.clone());
    view! {
        <dialog class="confirm" aria-label=name node_ref=node on:close=move |_| open.set(false)>
            <h2>{title}</h2>
            <ul>{consequences.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            {children.map(|children| children())}
            <div class="acts">
                <button type="button" class="button" on:click=move |_| open.set(false)>{t.common.not_now()}</button>
                <button type="button" class="button primary" on:click=move |_| on_confirm.run(())>{verb}</button>
            </div>
        </dialog>
    }
}
