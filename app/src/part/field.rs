//! Fields of forms. Uncontrolled: what is typed before the page is alive stays; it is read when the form is sent.

use leptos::html;
use leptos::prelude::*;

/// One line of text with its label, and the refusal below it.
#[component]
pub fn Field(
    #[prop(into)] label: String,
    /// Never the name of a form's own property (`action`, `method`, `id` ...).
    #[prop(into)]
    name: String,
    /// `text`, `date`, `number`, `search`, `password` ...
    #[prop(into, default = "text".into())]
    kind: String,
    #[prop(into, optional)] value: String,
    #[prop(optional)] required: bool,
    /// What helps to fill it in, below the label.
    #[prop(into, optional)]
    hint: String,
    /// Why it was refused.
    #[prop(into, optional)]
    wrong: Signal<Option<String>>,
    #[prop(optional)] node: NodeRef<html::Input>,
    #[prop(into, optional)] autocomplete: String,
) -> impl IntoView {
    let id = format!("field-{name}");
    let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
    let says = described(&hint_id, &wrong_id, !hint.is_empty(), wrong);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <input
                id=id
                name=name
                type=kind
                value=value
                required=required
                autocomplete=(!autocomplete.is_empty()).then_some(autocomplete)
                aria-invalid=move || wrong.get().is_some().then_some("true")
                aria-describedby=says
                node_ref=node
            />
            <Complaint id=wrong_id wrong/>
        </div>
    }
}

/// What a field begins with that only the browser knows: a page that was kept has the day of then in its text. What was
/// typed stays.
pub fn begins(node: NodeRef<html::Input>, value: impl Fn() -> String + 'static) {
    Effect::new(move || {
        if let Some(input) = node.get() {
            // The default shows until something is typed.
            input.set_default_value(&value());
        }
    });
}

/// Several lines of text. Beside the page of a slip, which has no script (`survey/answer.rs`), the only place where a `textarea` is
/// written: leptos does not escape its children on the
/// server, so the text goes in as the attribute-safe property and, on the server, as escaped text.
#[component]
pub fn TextArea(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    #[prop(into, optional)] value: String,
    #[prop(default = 3)] rows: u16,
    /// Characters that the browser lets in at most.
    #[prop(optional)]
    longest: Option<usize>,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] hint: String,
    #[prop(into, optional)] wrong: Signal<Option<String>>,
    #[prop(optional)] node: NodeRef<html::Textarea>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let (hint_id, wrong_id) = (format!("{id}-hint"), format!("{id}-wrong"));
    let says = described(&hint_id, &wrong_id, !hint.is_empty(), wrong);
    // The browser sets what the form starts with; server-rendered markup stays empty and so can't be broken out of.
    Effect::new(move || {
        if let Some(area) = node.get()
            && !value.is_empty()
            && (area.value().is_empty() || Ok(area.value()) == area.default_value())
        {
            // The default, so that a reset form has it again.
            let _ = area.set_default_value(&value);
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            <textarea
                id=id
                name=name
                rows=rows
                maxlength=longest
                required=required
                aria-invalid=move || wrong.get().is_some().then_some("true")
                aria-describedby=says
                node_ref=node
            ></textarea>
            <Complaint id=wrong_id wrong/>
        </div>
    }
}

/// One box of [`Checks`].
pub struct Check {
    pub name: String,
    pub label: String,
    pub on: bool,
}

/// Boxes of which any number may be ticked, and the refusal below them.
#[component]
pub fn Checks(
    #[prop(into)] legend: String,
    boxes: Vec<Check>,
    #[prop(into, optional)] wrong: Signal<Option<String>>,
) -> impl IntoView {
    let boxes = boxes.into_iter().map(|Check { name, label, on }| {
        view! { <label class="check"><input type="checkbox" name=name value="1" checked=on/>{label}</label> }
    });
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="checks">{boxes.collect_view()}</div>
            <p class="wrong" role="alert">{wrong}</p>
        </fieldset>
    }
}

/// A choice from a list: `(value, label)`.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    #[prop(into)] name: String,
    options: Vec<(String, String)>,
    #[prop(into, optional)] value: String,
    #[prop(optional)] required: bool,
    #[prop(into, optional)] wrong: Signal<Option<String>>,
    #[prop(optional)] node: NodeRef<html::Select>,
) -> impl IntoView {
    let id = format!("field-{name}");
    let wrong_id = format!("{id}-wrong");
    let says = described("", &wrong_id, false, wrong);
    let options = options
        .into_iter()
        .map(|(key, word)| {
            let chosen = key == value;
            view! { <option value=key selected=chosen>{word}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                name=name
                required=required
                aria-invalid=move || wrong.get().is_some().then_some("true")
                aria-describedby=says
                node_ref=node
            >
                {options}
            </select>
            <Complaint id=wrong_id wrong/>
        </div>
    }
}

fn described(
    hint: &str,
    wrong: &str,
    has_hint: bool,
    refused: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + use<> {
    let (hint, wrong) = (hint.to_owned(), wrong.to_owned());
    move || match (has_hint, refused.get().is_some()) {
        (true, true) => Some(format!("{hint} {wrong}")),
        (true, false) => Some(hint.clone()),
        (false, true) => Some(wrong.clone()),
        (false, false) => None,
    }
}

#[component]
pub fn Complaint(#[prop(into)] id: String, wrong: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p class="wrong" id=id role="alert">
            {move || wrong.get().map(|why| view! { <super::Icon name="s-late"/><span>{why}</span> })}
        </p>
    }
}
