//! What the grades are worth and where they begin, typed beside the tree: both are part of it.

use domain::score::Grade;
use leptos::prelude::*;
use strum::VariantArray;

use super::Edit;
use crate::evaluation::grade_word;
use crate::template::draft::{Draft, Marked};
use crate::texts::texts;

/// The text of one field in what was typed.
type At = fn(&mut Marked, usize) -> Option<&mut String>;

#[component]
pub fn Marks(edit: Edit) -> impl IntoView {
    let t = texts();
    let worth: At = |own, at| own.worth.get_mut(at);
    // Below the lowest line a result is poor: that has none of its own.
    let from: At = |own, at| own.from.get_mut(at.checked_sub(1)?);
    let row = move |name: &'static str, at: At, least: usize| {
        let fields = Grade::VARIANTS.iter().enumerate().skip(least).rev();
        let fields = fields.map(|(place, grade)| {
            let word = grade_word(*grade, t);
            let label = if name == "worth" { t.template.worth_of(word) } else { t.template.from_of(word) };
            let get = move || edit.draft.with(|own| at(&mut own.marks.clone(), place).cloned().unwrap_or_default());
            let typed = move |event| {
                let raw = event_target_value(&event);
                edit.draft.update(|own: &mut Draft| {
                    if let Some(text) = at(&mut own.marks, place) {
                        *text = raw;
                    }
                });
            };
            let id = edit.form.name(&format!("{name}-{place}"));
            view! {
                <span class="mark">
                    <label for=id.clone()>{label}</label>
                    <input
                        id=id class="num" inputmode="numeric" autocomplete="off" aria-describedby="marks-wrong"
                        prop:value=get on:input=typed
                    />
                </span>
            }
        });
        view! { <div class="row marks">{fields.collect_view()}</div> }
    };
    let wrong = move || {
        let own = edit.wrong.with(|all| all.iter().find(|own| own.1.of_marks()).map(|own| own.1.clone()));
        own.map(|own| own.text(t))
    };
    view! {
        <fieldset class="field">
            <legend>{t.template.marks()}</legend>
            <p class="hint">{t.template.marks_hint()}</p>
            {row("worth", worth, 0)}
            {row("from", from, 1)}
            <p class="wrong" id="marks-wrong" role="alert">{wrong}</p>
        </fieldset>
    }
}
