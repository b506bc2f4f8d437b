//! The browser's half of drafts: the form's fields into the person's sealed rows and back.

use std::collections::BTreeSet;

use domain::issue::Hash;
use domain::kinds::{Time, UnitId, VisitId};
use domain::visit::Form;
use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::shelf::{Unfinished, of_kind};
use super::{Began, Draft, Keeps};
use crate::outbox::{Chosen, MENDING, draft, file};
use crate::visit::form::Desk;
use crate::visit::raise::Made;
use crate::wire;

impl Draft {
    /// Not before what was kept stands in the form: it would take its place.
    pub(super) fn write(self, node: NodeRef<html::Form>, desk: Desk) {
        let Some(form) = node.try_get_untracked().flatten() else { return };
        if !self.open.get_value() {
            return;
        }
        let text = serde_json::to_vec(&Kept::of(&form, desk)).unwrap_or_default();
        draft::write(self.outbox.person(), self.key(), text, move |kept| {
            let (hour, minute) = crate::edge::now().clock();
            let _ = self.keeps.try_set(if kept { Keeps::At(hour, minute) } else { Keeps::Not });
        });
    }

    pub(super) async fn refill(
        self,
        node: NodeRef<html::Form>,
        desk: Desk,
        form: RwSignal<Form>,
        unit: RwSignal<Option<UnitId>>,
    ) {
        let kept = self.find().await;
        let Some(element) = node.try_get_untracked().flatten() else { return };
        self.typed.update_value(|typed| typed.extend(before_alive(&element)));
        if let Some(kept) = kept {
            let typed = |name: &str| self.typed.with_value(|typed| typed.contains(name));
            let mends = self.key().starts_with(MENDING);
            desk.began.update(|began| *began = kept.began(*began, mends));
            self.found.set(true);
            kept.rows(desk);
            // The switch of the position has no name.
            if !typed("") {
                kept.position(desk);
            }
            if let Some(own) = kept.form().filter(|_| !typed("form")) {
                form.set(own);
            }
            if let Some(own) = kept.unit().filter(|_| !typed("unit")) {
                unit.set(Some(own));
            }
            // The rows of issues and promises stand there a moment later.
            TimeoutFuture::new(0).await;
            let Some(typed) = self.typed.try_get_value() else { return };
            kept.fill(&element, desk, &typed);
            let mut photos = kept.photos;
            for photo in &mut photos {
                photo.shows = file::shown(self.outbox.person(), &photo.hash).await;
            }
            let _ = desk.photos.try_update(|all| drop(all.splice(0..0, photos)));
        }
        let _ = self.open.try_update_value(|open| *open = true);
        if self.typed.try_with_value(|typed| !typed.is_empty()) == Some(true) {
            self.write(node, desk);
        }
    }

    /// What was kept for this form. New visits are several: it goes on with one of them, and the others are offered.
    async fn find(self) -> Option<Kept> {
        let person = self.outbox.person();
        if let Some(kind) = self.kind {
            let mut all = Vec::new();
            for key in draft::keys(person).await.into_iter().filter(|key| of_kind(key, kind)) {
                let text = draft::read(person, &key).await;
                all.extend(text.and_then(|text| wire::row::<Kept>(&text)).map(|kept| kept.unfinished(key)));
            }
            let own = self.shelf.choose(all)?;
            let _ = self.key.try_update_value(|key| *key = own);
        }
        draft::read(person, &self.key()).await.and_then(|text| wire::row(&text))
    }

    pub(super) async fn give_up(self) {
        let (person, key) = (self.outbox.person(), self.key());
        let text = draft::read(person, &key).await;
        draft::remove(person, &key).await;
        self.shelf.give_up(key, text);
    }
}

/// Fields in which somebody has typed before the page was alive. The time is filled in by the page.
fn before_alive(form: &HtmlFormElement) -> BTreeSet<String> {
    let elements = form.elements();
    let changed = |element: Element| {
        let name = element.get_attribute("name").filter(|name| name != "at")?;
        let area = element.dyn_ref::<HtmlTextAreaElement>();
        let own = area.map(|area| (area.value(), area.default_value().unwrap_or_default()));
        let own = own.or_else(|| {
            let input = element.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "text")?;
            Some((input.value(), input.default_value()))
        });
        own.is_some_and(|(now, first)| now != first).then_some(name)
    };
    (0..elements.length()).filter_map(|place| elements.item(place)).filter_map(changed).collect()
}

/// So much of a topic tells an unfinished visit from others.
const TOPIC: usize = 12;

/// The form as it stood.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    fields: Vec<(String, String)>,
    raised: Vec<(uuid::Uuid, String)>,
    promised: Vec<uuid::Uuid>,
    /// Under which it is recorded, so that a draft that is sent twice is one visit.
    #[serde(default)]
    visit: Option<VisitId>,
    #[serde(default)]
    photos: Vec<Chosen>,
    /// Photos of the visit: whether each is to be there.
    #[serde(default)]
    turned: Vec<(Hash, bool)>,
    /// Earlier releases did not keep it.
    #[serde(default)]
    began: Option<Began>,
    /// The row of what it mends or goes on with (`mend/found.rs`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mends: Option<String>,
    #[serde(default)]
    written: Time,
}

impl Kept {
    fn of(form: &HtmlFormElement, desk: Desk) -> Kept {
        let mut kept = Kept::default();
        if let Ok(data) = web_sys::FormData::new_with_form(form)
            && let Ok(Some(pairs)) = js_sys::try_iter(&data)
        {
            let pairs = pairs.flatten().filter_map(|pair| pair.dyn_into::<js_sys::Array>().ok());
            kept.fields = pairs.filter_map(|pair| Some((pair.get(0).as_string()?, pair.get(1).as_string()?))).collect();
        }
        kept.raised = desk.raised.get_untracked().into_iter().map(|own| (own.id, own.sentence)).collect();
        kept.promised = desk.promised.get_untracked();
        kept.photos = desk.photos.get_untracked();
        kept.turned = desk.turned.get_untracked();
        kept.visit = Some(desk.visit.get_value());
        kept.began = Some(desk.began.get_untracked());
        kept.mends = desk.mends.get_value();
        kept.written = crate::edge::now();
        kept
    }

    /// A refused item says itself what it knew.
    fn began(&self, page: Began, mends: bool) -> Began {
        let earlier = || if mends { page } else { page.earlier(!self.promised.is_empty()) };
        self.began.unwrap_or_else(earlier)
    }

    fn unfinished(&self, key: String) -> Unfinished {
        let topic = self.value("topic").unwrap_or_default().trim().chars().take(TOPIC).collect();
        Unfinished { key, unit: self.unit(), topic, written: self.written }
    }

    /// What was made since the page is there stays.
    fn rows(&self, desk: Desk) {
        let made = self.raised.iter().map(|(id, sentence)| Made { id: *id, sentence: sentence.clone() });
        desk.raised.update(|all| drop(all.splice(0..0, made)));
        desk.promised.update(|all| drop(all.splice(0..0, self.promised.iter().copied())));
        desk.turned.update(|all| drop(all.splice(0..0, self.turned.iter().cloned())));
        if let Some(visit) = self.visit {
            desk.visit.set_value(visit);
        }
    }

    /// Switched off it is empty, and stays off. A plan has none.
    fn position(&self, desk: Desk) {
        if let Some(at) = self.value("position") {
            desk.position.set(Some(at.to_owned()).filter(|at| !at.is_empty()));
        }
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|own| own.0 == name).map(|own| own.1.as_str())
    }

    fn form(&self) -> Option<Form> {
        self.value("form")?.parse().ok()
    }

    fn unit(&self) -> Option<UnitId> {
        self.value("unit")?.parse().ok()
    }

    /// Every field but those that were typed in since.
    fn fill(&self, form: &HtmlFormElement, desk: Desk, typed: &BTreeSet<String>) {
        let elements = form.elements();
        for element in (0..elements.length()).filter_map(|place| elements.item(place)) {
            let name = element.get_attribute("name").unwrap_or_default();
            if !typed.contains(&name) {
                self.fill_one(&element, &name, desk);
            }
        }
    }

    fn fill_one(&self, element: &Element, name: &str, desk: Desk) {
        let chosen = |value: &str| self.fields.iter().any(|own| own.0 == name && own.1 == value);
        let value = self.value(name);
        if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(value.unwrap_or_default());
            if name == "notes" {
                desk.notes.set(area.value());
            }
        } else if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            if let Some(value) = value {
                select.set_value(value);
            }
        } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "radio" | "checkbox" if !name.is_empty() => input.set_checked(chosen(&input.value())),
                "radio" | "checkbox" | "hidden" | "file" => {}
                _ => input.set_value(value.unwrap_or_default()),
            }
        }
    }
}
