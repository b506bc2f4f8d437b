//! The browser's half of drafts: the form's fields into the person's sealed rows and back.

use domain::kinds::DrawId;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::{Draft, Keeps};
use crate::draw::roster::Lines;
use crate::outbox::{draft, rostering};
use crate::wire;

/// The form as it stood.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    fields: Vec<(String, String)>,
}

/// The form around the lines, as long as it is there.
fn around(lines: Lines) -> Option<HtmlFormElement> {
    lines.area.try_get_untracked().flatten()?.form()
}

impl Draft {
    fn key(self) -> String {
        self.key.try_get_value().unwrap_or_default()
    }

    pub(super) fn write(self, lines: Lines) {
        let (open, Some(form)) = (self.open.try_get_value(), around(lines)) else { return };
        if open != Some(true) {
            return;
        }
        let kept = Kept::of(&form);
        if kept.says() {
            return self.put(&kept);
        }
        let (person, key) = (self.outbox.person(), self.key());
        spawn_local(async move {
            draft::remove(person, &key).await;
            // what was typed meanwhile went with it
            if let Some(kept) = around(lines).map(|form| Kept::of(&form)).filter(Kept::says) {
                self.put(&kept);
            }
        });
    }

    fn put(self, kept: &Kept) {
        let text = serde_json::to_vec(kept).unwrap_or_default();
        draft::write(self.outbox.person(), self.key(), text, move |kept| {
            let (hour, minute) = crate::edge::now().clock();
            let _ = self.keeps.try_set(if kept { Keeps::At(hour, minute) } else { Keeps::Not });
        });
    }

    pub(super) async fn refill(self, lines: Lines) {
        let text = draft::read(self.outbox.person(), &self.key()).await;
        let kept: Option<Kept> = text.and_then(|text| wire::row(&text));
        let Some(form) = around(lines) else { return };
        if let Some(kept) = kept.filter(Kept::says) {
            kept.fill(&form);
            lines.look();
            // the rows of strata stand there a moment later
            TimeoutFuture::new(0).await;
            kept.fill(&form);
            let _ = self.restored.try_set(true);
        }
        let _ = self.open.try_update_value(|open| *open = true);
    }

    /// Under another key, and no more under this one.
    pub(super) fn moves(self, lines: Lines, draw: Option<DrawId>) {
        let (person, before) = (self.outbox.person(), self.key());
        self.key.set_value(rostering(self.unit, draw));
        self.write(lines);
        spawn_local(async move { draft::remove(person, &before).await });
    }

    pub(super) fn remove(self) {
        let (person, key) = (self.outbox.person(), self.key());
        let _ = self.open.try_update_value(|open| *open = false);
        spawn_local(async move { draft::remove(person, &key).await });
    }

    pub(super) async fn empty(self, lines: Lines) {
        let Some(form) = around(lines) else { return };
        self.open.set_value(false);
        form.reset();
        lines.look();
        draft::remove(self.outbox.person(), &self.key()).await;
        // what the lines say by now is not kept again
        TimeoutFuture::new(0).await;
        let _ = self.restored.try_set(false);
        let _ = self.keeps.try_set(Keeps::Nothing);
        let _ = self.open.try_update_value(|open| *open = true);
    }
}

impl Kept {
    fn of(form: &HtmlFormElement) -> Kept {
        let mut kept = Kept::default();
        if let Ok(data) = web_sys::FormData::new_with_form(form)
            && let Ok(Some(pairs)) = js_sys::try_iter(&data)
        {
            let pairs = pairs.flatten().filter_map(|pair| pair.dyn_into::<js_sys::Array>().ok());
            kept.fields = pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?))).collect();
        }
        kept
    }

    /// Something was typed or pasted: choices alone are no draft.
    fn says(&self) -> bool {
        let typed = ["prepare-purpose", "prepare-roster"];
        self.fields.iter().any(|(name, value)| typed.contains(&name.as_str()) && !value.trim().is_empty())
    }

    fn fill(&self, form: &HtmlFormElement) {
        let elements = form.elements();
        for element in (0..elements.length()).filter_map(|place| elements.item(place)) {
            let name = element.get_attribute("name").unwrap_or_default();
            if let Some((_, value)) = self.fields.iter().find(|own| own.0 == name) {
                fill_one(&element, value);
            }
        }
    }
}

/// What was typed since the page is there stays.
fn fill_one(element: &Element, value: &str) {
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        if area.value().is_empty() {
            area.set_value(value);
        }
    } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        select.set_value(value);
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>()
        && matches!(input.type_().as_str(), "text" | "number")
        && input.value() == input.default_value()
    {
        input.set_value(value);
    }
}
