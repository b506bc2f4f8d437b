//! One field in two versions, of which the person chooses one; nothing is chosen for them but what only one side changed.

use leptos::prelude::*;

use crate::texts::texts;

/// `both` are mine and theirs, as people read them; `choose` hears `true` for theirs.
#[component]
pub fn Versus(
    /// Of the radio buttons, this field's alone on its page.
    name: String,
    #[prop(into)] word: String,
    both: [String; 2],
    choose: Callback<(bool,)>,
    /// What is chosen already, `true` for theirs.
    #[prop(optional_no_strip)]
    chosen: Option<bool>,
) -> impl IntoView {
    let t = texts();
    let option = |theirs: bool, whose: &'static str, text: String| {
        let text = if text.is_empty() { t.history.nothing().to_owned() } else { text };
        let ticked = chosen == Some(theirs);
        view! {
            <label>
                <input type="radio" name=name.clone() checked=ticked on:change=move |_| choose.run((theirs,))/>
                <small>{whose}</small>
                <span>{text}</span>
            </label>
        }
    };
    let [mine, theirs] = both;
    view! {
        <fieldset class="versus">
            <legend>{word}</legend>
            {option(false, t.visit.compare_mine(), mine)}
            {option(true, t.visit.compare_theirs(), theirs)}
        </fieldset>
    }
}
