//! A form that ends in one act: fields are read when it is sent, the rule decides at once, a refusal stands under its
//! field, a formal act is confirmed first. Never writes anything itself: the act goes through the outbox.

use std::collections::HashMap;

use domain::act::Act;
use domain::kinds::Book;
use domain::record::{Facts, Known, check};
use domain::refusal::Refusal;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::HtmlFormElement;

use super::Confirm;
use super::empty::refusal_text;
use crate::outbox::outbox;
use crate::session::me;
use crate::texts::texts;

/// Somebody is typing on this page: what changes meanwhile is shown when they are done, so that nothing typed is lost.
#[derive(Clone, Copy)]
pub struct Editing(RwSignal<bool>);

impl Editing {
    /// For the page that this is called in.
    #[must_use]
    pub fn provide() -> Editing {
        let editing = Editing(RwSignal::new(false));
        provide_context(editing);
        editing
    }

    /// A version that stands still while somebody types.
    #[must_use]
    pub fn hold(self, version: impl Fn() -> u64 + Send + Sync + 'static) -> Memo<u64> {
        Memo::new(move |old: Option<&u64>| {
            let now = version();
            match old {
                Some(old) if self.0.get() => *old,
                Some(_) | None => now,
            }
        })
    }

    fn set(self, on: bool) {
        if self.0.get_untracked() != on {
            self.0.set(on);
        }
    }
}

/// What was typed, by field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entered(HashMap<String, String>);

/// The field that can't be taken as it is, and why.
pub type Wrong = (&'static str, Refusal);

impl Entered {
    #[must_use]
    pub fn raw(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// The field as a value.
    ///
    /// # Errors
    /// The refusal, with the field that it belongs to.
    pub fn get<T>(&self, field: &'static str, parse: impl FnOnce(&str) -> Result<T, Refusal>) -> Result<T, Wrong> {
        parse(self.raw(field)).map_err(|refusal| (field, refusal))
    }

    /// Reads the form's own fields; names carry the form's prefix, so that two forms of a page don't meet.
    #[cfg(feature = "hydrate")]
    pub(crate) fn of(form: &HtmlFormElement, prefix: &str) -> Entered {
        use wasm_bindgen::JsCast;
        let mut entered = Entered::default();
        let Ok(data) = web_sys::FormData::new_with_form(form) else { return entered };
        let Ok(Some(pairs)) = js_sys::try_iter(&data) else { return entered };
        for pair in pairs.flatten().filter_map(|pair| pair.dyn_into::<js_sys::Array>().ok()) {
            let (name, value) = (pair.get(0).as_string(), pair.get(1).as_string());
            if let (Some(name), Some(value)) = (name, value)
                && let Some(field) = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'))
            {
                entered.0.insert(field.to_owned(), value);
            }
        }
        entered
    }

    /// Nothing is sent on the server.
    #[cfg(not(feature = "hydrate"))]
    pub(crate) fn of(_form: &HtmlFormElement, _prefix: &str) -> Entered {
        Entered::default()
    }
}

/// The names of one form's fields and what is wrong with them.
#[derive(Clone, Copy)]
pub struct Form {
    prefix: StoredValue<String>,
    wrong: RwSignal<Option<(String, String)>>,
}

impl Form {
    /// `prefix` is this form's alone on its page.
    #[must_use]
    pub fn new(prefix: impl Into<String>) -> Form {
        Form { prefix: StoredValue::new(prefix.into()), wrong: RwSignal::new(None) }
    }

    #[must_use]
    pub fn name(self, field: &str) -> String {
        self.prefix.with_value(|prefix| format!("{prefix}-{field}"))
    }

    /// What is wrong with this field, if anything.
    #[must_use]
    pub fn wrong(self, field: &'static str) -> Signal<Option<String>> {
        let wrong = self.wrong;
        Signal::derive(move || wrong.get().filter(|(own, _)| own == field).map(|(_, why)| why))
    }

    fn refuse(self, field: String, why: String) {
        self.wrong.set(Some((field, why)));
    }
}

/// The form that a refusal belongs to has this field; otherwise it stands above the verb.
fn place(refusal: &Refusal, entered: &Entered) -> String {
    let named = refusal.field().map(|field| <&str>::from(field).to_owned());
    let too_short = matches!(refusal, Refusal::TooShort { .. } | Refusal::Empty).then(|| "reason".to_owned());
    named.or(too_short).filter(|field| entered.0.contains_key(field)).unwrap_or_default()
}

/// One act. `read` makes it from what was typed.
#[component]
pub fn ActForm(
    form: Form,
    book: Book,
    /// What the rule may look at. Without it only the server decides.
    #[prop(optional)]
    known: Option<Known>,
    #[prop(into)] verb: String,
    read: Callback<(Entered,), Result<Act, Wrong>>,
    /// A formal act says first what will happen, one sentence each.
    #[prop(optional)]
    formal: Vec<String>,
    /// The page's one primary act.
    #[prop(optional)]
    primary: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (t, me, outbox) = (texts(), me(), outbox());
    let (confirm, waiting) = (RwSignal::new(false), StoredValue::new(None::<Act>));
    let node = NodeRef::<html::Form>::new();
    let ask = !formal.is_empty();
    let editing = use_context::<Editing>().unwrap_or_else(|| Editing(RwSignal::new(false)));
    let (person, known) = (StoredValue::new(me), StoredValue::new(known));
    let send = move |act: Act| {
        outbox.propose(book, act);
        if let Some(form) = node.get_untracked() {
            close(&form);
        }
        editing.set(false);
    };
    let decide = move |act: &Act| {
        person.with_value(|me| {
            known.with_value(|known| match known {
                Some(known) => {
                    let now = outbox.now(me);
                    check(act, &Facts { now, book, viewer: &me.viewer, known }).map(|_| ())
                }
                None => Ok(()),
            })
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(own) = node.get_untracked() else { return };
        let entered = form.prefix.with_value(|prefix| Entered::of(&own, prefix));
        form.wrong.set(None);
        let act = read.run((entered.clone(),)).map_err(|(field, refusal)| (field.to_owned(), refusal));
        let act = act.and_then(|act| match decide(&act) {
            Ok(()) => Ok(act),
            Err(refusal) => Err((place(&refusal, &entered), refusal)),
        });
        match act {
            Err((field, refusal)) => form.refuse(field, refusal_text(&refusal, t)),
            Ok(act) if ask => {
                waiting.set_value(Some(act));
                confirm.set(true);
            }
            Ok(act) => send(act),
        }
    };
    let confirmed = move |()| {
        confirm.set(false);
        if let Some(act) = waiting.try_update_value(Option::take).flatten() {
            send(act);
        }
    };
    let general = move || form.wrong.get().filter(|(field, _)| field.is_empty()).map(|(_, why)| why);
    let class = if primary { "button primary" } else { "button" };
    view! {
        <form class="one-act" novalidate node_ref=node on:submit=submit on:input=move |_| editing.set(true)>
            {children.map(|children| children())}
            <p class="wrong" role="alert">{general}</p>
            <div class="row"><button class=class>{verb.clone()}</button></div>
        </form>
        {ask.then(|| view! {
            <Confirm open=confirm title=verb.clone() consequences=formal verb=verb on_confirm=Callback::new(confirmed)/>
        })}
    }
}

/// Empties a form and folds it away.
fn close(form: &HtmlFormElement) {
    form.reset();
    if let Ok(Some(fold)) = form.closest("details") {
        let _ = fold.remove_attribute("open");
    }
}

/// A form behind its verb.
#[component]
pub fn Fold(
    #[prop(into)] verb: String,
    /// Inside the fold, so that a link to it opens it.
    #[prop(into, optional)]
    id: String,
    children: Children,
) -> impl IntoView {
    let id = (!id.is_empty()).then_some(id);
    view! {
        <details class="act-fold">
            <summary class="button small">{verb}</summary>
            <div id=id>{children()}</div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(fields: &[&str]) -> Entered {
        Entered(fields.iter().map(|field| ((*field).to_owned(), String::new())).collect())
    }

    #[test]
    fn a_refusal_stands_under_its_field_if_the_form_has_it() {
        let missing = Refusal::Missing { field: domain::refusal::Field::Milestone };
        assert_eq!(place(&missing, &entered(&["milestone"])), "milestone");
        assert_eq!(place(&missing, &entered(&["percent"])), "");
        let short = Refusal::TooShort { min: 10, length: 2 };
        assert_eq!(place(&short, &entered(&["reason"])), "reason");
        assert_eq!(place(&Refusal::NotFound, &entered(&["reason"])), "");
    }
}
