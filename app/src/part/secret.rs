//! A password field: uncontrolled, with a button that shows what was typed. The text never leaves the form.

use leptos::prelude::*;

use super::Icon;
use crate::texts::texts;

#[component]
pub fn Secret(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    /// `current-password` or `new-password`.
    #[prop(into)]
    autocomplete: String,
    #[prop(into, optional)] hint: String,
    /// Why it was refused, and what more there is to say.
    #[prop(optional_no_strip)]
    wrong: Option<(String, String)>,
) -> impl IntoView {
    let t = texts();
    let shown = RwSignal::new(false);
    let id = format!("secret-{name}");
    let (why_id, hint_id) = (format!("{id}-why"), format!("{id}-hint"));
    let says = if wrong.is_some() { Some(why_id.clone()) } else { (!hint.is_empty()).then(|| hint_id.clone()) };
    let class = if wrong.is_some() { "field wrong" } else { "field" };
    let invalid = wrong.is_some().then_some("true");
    view! {
        <div class=class>
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <div class="with">
                <input
                    id=id
                    name=name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    maxlength="128"
                    aria-invalid=invalid
                    aria-describedby=says
                    required
                />
                <button class="button plain small" type="button" on:click=move |_| shown.update(|shown| *shown = !*shown)>
                    {move || if shown.get() { t.signin.hide() } else { t.signin.show() }}
                </button>
            </div>
            {wrong.map(|(why, more)| view! {
                <p id=why_id role="alert"><span class="mark late"><Icon name="s-late"/>{why}</span>{more}</p>
            })}
        </div>
    }
}
