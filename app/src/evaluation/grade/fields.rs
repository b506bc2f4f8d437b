//! The fields of a form of a grade, as the browser has them. On the server there are none.

use domain::score::Grade;
use leptos::prelude::*;
use leptos::web_sys::{Element, Event, HtmlElement};

use super::draft::Draft;

/// The form around what an event came from.
pub fn form_of(event: &Event) -> Option<Element> {
    let target: HtmlElement = event_target(event);
    target.closest("form").ok().flatten()
}

/// The grade that is chosen, and the reason as far as it is written.
#[cfg(feature = "hydrate")]
pub fn typed(form: &Element) -> (Option<Grade>, String) {
    let radio = form.query_selector("input[type=radio]:checked").ok().flatten();
    let grade = radio.and_then(|own| own.get_attribute("value")).and_then(|raw| raw.parse().ok());
    (grade, area(form).map(|own| own.value()).unwrap_or_default())
}

/// What stands in a form into which something may have been typed before the page was alive; of the reason what is `shown`, as
/// long as it is not other than that.
#[cfg(feature = "hydrate")]
pub fn touched(form: &Element, shown: &Draft) -> Draft {
    let reason = area(form).filter(|own| Ok(own.value()) != own.default_value()).map(|own| own.value());
    Draft {
        grade: typed(form).0.or(shown.grade),
        reason: reason.unwrap_or_else(|| shown.reason.clone()),
        links: shown.links.clone(),
    }
}

#[cfg(feature = "hydrate")]
fn area(form: &Element) -> Option<web_sys::HtmlTextAreaElement> {
    use wasm_bindgen::JsCast as _;
    form.query_selector("textarea").ok().flatten()?.dyn_into().ok()
}

/// This grade and this reason in place of what stands there.
#[cfg(feature = "hydrate")]
pub fn fill(form: &Element, draft: &Draft) {
    use wasm_bindgen::JsCast as _;
    let Some(form) = form.dyn_ref::<web_sys::HtmlFormElement>() else { return };
    let (elements, chosen) = (form.elements(), draft.grade.map(<&str>::from));
    for element in (0..elements.length()).filter_map(|at| elements.item(at)) {
        if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
            if input.type_() == "radio" {
                input.set_checked(chosen == Some(input.value().as_str()));
            }
        } else if let Some(area) = element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
            area.set_value(&draft.reason);
        }
    }
}

/// As it was shown first: nothing is typed in it any more.
#[cfg(feature = "hydrate")]
pub fn reset(form: &Element) {
    use wasm_bindgen::JsCast as _;
    if let Some(form) = form.dyn_ref::<web_sys::HtmlFormElement>() {
        form.reset();
    }
}

#[cfg(feature = "hydrate")]
pub fn submit(form: &Element) {
    use wasm_bindgen::JsCast as _;
    if let Some(form) = form.dyn_ref::<web_sys::HtmlFormElement>() {
        let _ = form.request_submit();
    }
}

#[cfg(not(feature = "hydrate"))]
pub fn typed(_form: &Element) -> (Option<Grade>, String) {
    (None, String::new())
}

#[cfg(not(feature = "hydrate"))]
pub fn touched(_form: &Element, shown: &Draft) -> Draft {
    shown.clone()
}

#[cfg(not(feature = "hydrate"))]
pub fn fill(_form: &Element, _draft: &Draft) {}

#[cfg(not(feature = "hydrate"))]
pub fn reset(_form: &Element) {}

#[cfg(not(feature = "hydrate"))]
pub fn submit(_form: &Element) {}
