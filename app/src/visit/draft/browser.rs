//! The browser's half of drafts: the form's fields into the device's storage and back, and where the device is.

use domain::kinds::UnitId;
use domain::visit::Form;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::texts::Texts;
use crate::visit::form::Desk;
use crate::visit::raise::Made;

/// The form as it stood.
#[derive(Default, Serialize, Deserialize)]
pub struct Kept {
    fields: Vec<(String, String)>,
    raised: Vec<(uuid::Uuid, String)>,
    promised: Vec<uuid::Uuid>,
}

impl Kept {
    pub fn of(form: &HtmlFormElement, desk: Desk) -> Kept {
        let mut kept = Kept::default();
        if let Ok(data) = web_sys::FormData::new_with_form(form)
            && let Ok(Some(pairs)) = js_sys::try_iter(&data)
        {
            let pairs = pairs.flatten().filter_map(|pair| pair.dyn_into::<js_sys::Array>().ok());
            kept.fields = pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?))).collect();
        }
        kept.raised = desk.raised.get_untracked().into_iter().map(|own| (own.id, own.sentence)).collect();
        kept.promised = desk.promised.get_untracked();
        kept
    }

    pub fn rows(&self, desk: Desk) {
        let made = self.raised.iter().map(|(id, sentence)| Made { id: *id, sentence: sentence.clone() });
        desk.raised.set(made.collect());
        desk.promised.set(self.promised.clone());
    }

    pub fn form(&self) -> Option<Form> {
        self.fields.iter().find(|own| own.0 == "form").and_then(|own| own.1.parse().ok())
    }

    pub fn unit(&self) -> Option<UnitId> {
        self.fields.iter().find(|own| own.0 == "unit").and_then(|own| own.1.parse().ok())
    }

    pub fn fill(&self, form: &HtmlFormElement, desk: Desk) {
        let elements = form.elements();
        for place in 0..elements.length() {
            if let Some(element) = elements.item(place) {
                self.fill_one(&element, desk);
            }
        }
    }

    fn fill_one(&self, element: &Element, desk: Desk) {
        let name = element.get_attribute("name").unwrap_or_default();
        let chosen = |value: &str| self.fields.iter().any(|own| own.0 == name && own.1 == value);
        let value = self.fields.iter().find(|own| own.0 == name).map(|own| own.1.clone());
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(&value.unwrap_or_default());
            if name == "notes" {
                desk.notes.set(area.value());
            }
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            if let Some(value) = value {
                select.set_value(&value);
            }
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "radio" | "checkbox" => input.set_checked(chosen(&input.value())),
                "hidden" => {}
                _ => input.set_value(&value.unwrap_or_default()),
            }
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

pub fn write(key: &str, kept: &Kept) -> bool {
    let Ok(text) = serde_json::to_string(kept) else { return false };
    storage().is_some_and(|storage| storage.set_item(key, &text).is_ok())
}

pub fn read(key: &str) -> Option<Kept> {
    let text = storage()?.get_item(key).ok().flatten()?;
    serde_json::from_str(&text).ok()
}

pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

pub fn locate(at: RwSignal<Option<String>>, says: RwSignal<String>, t: Texts) {
    let none = move || says.set(t.visit.position_none().to_owned());
    let Ok(device) = window().navigator().geolocation() else {
        none();
        return;
    };
    says.set(t.visit.position_asking().to_owned());
    let found = Closure::once_into_js(move |position: JsValue| at.set(raw(&position)));
    let failed = Closure::once_into_js(move |_: JsValue| none());
    let ask = js_sys::Reflect::get(&device, &"getCurrentPosition".into()).ok();
    let ask = ask.and_then(|ask| ask.dyn_into::<js_sys::Function>().ok());
    if ask.and_then(|ask| ask.call2(&device, &found, &failed).ok()).is_none() {
        none();
    }
}

/// In millionths of a degree and metres.
fn raw(position: &JsValue) -> Option<String> {
    let coords = js_sys::Reflect::get(position, &"coords".into()).ok()?;
    let number = |key: &str| js_sys::Reflect::get(&coords, &key.into()).ok()?.as_f64();
    let (latitude, longitude, metres) = (number("latitude")?, number("longitude")?, number("accuracy")?);
    Some(format!("{:.0},{:.0},{metres:.0}", latitude * 1e6, longitude * 1e6))
}
