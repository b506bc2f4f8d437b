//! What is typed on the phone form is kept on this device while typing, and stands there again when the page is opened.
//! One draft per person and purpose; it goes when the visit is in the outbox. On the server there is none.

use domain::kinds::{PersonId, UnitId, VisitId};
use domain::visit::Form;
use leptos::html;
use leptos::prelude::*;

use super::form::Desk;
use super::new::Purpose;
use crate::texts::Texts;

#[cfg(feature = "hydrate")]
mod browser;

/// How the keys of all drafts of a person begin.
#[must_use]
pub fn drafts(person: PersonId) -> String {
    format!("xundao.visit.{person}.")
}

#[derive(Clone, Copy)]
pub struct Draft {
    #[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
    key: StoredValue<String>,
    /// Hour and minute at which it was kept last.
    kept: RwSignal<Option<(i64, i64)>>,
}

impl Draft {
    #[must_use]
    pub fn new(person: PersonId, purpose: Purpose, visit: Option<VisitId>) -> Draft {
        let of = visit.map_or_else(|| format!("{purpose:?}").to_lowercase(), |visit| visit.to_string());
        Draft { key: StoredValue::new(format!("{}{of}", drafts(person))), kept: RwSignal::new(None) }
    }

    /// 边写边存在这台设备上，14:31 已存
    #[must_use]
    pub fn said(self, t: Texts) -> String {
        match self.kept.get() {
            Some((hour, minute)) => t.visit.kept(format!("{hour:02}:{minute:02}")),
            None => t.visit.keeps().to_owned(),
        }
    }

    #[cfg(not(feature = "hydrate"))]
    pub fn keep(self, _node: NodeRef<html::Form>, _desk: Desk) {}

    #[cfg(not(feature = "hydrate"))]
    pub fn forget(self) {}

    #[cfg(not(feature = "hydrate"))]
    pub fn recall(
        self,
        _node: NodeRef<html::Form>,
        _desk: Desk,
        _form: RwSignal<Form>,
        _unit: RwSignal<Option<UnitId>>,
    ) {
    }

    /// Keeps every field of the form as it stands.
    #[cfg(feature = "hydrate")]
    pub fn keep(self, node: NodeRef<html::Form>, desk: Desk) {
        let Some(form) = node.get_untracked() else { return };
        let kept = browser::Kept::of(&form, desk);
        if self.key.with_value(|key| browser::write(key, &kept)) {
            self.kept.set(Some(crate::edge::now().clock()));
        }
    }

    #[cfg(feature = "hydrate")]
    pub fn forget(self) {
        self.key.with_value(|key| browser::remove(key));
    }

    /// Fills the form with what was kept.
    #[cfg(feature = "hydrate")]
    pub fn recall(self, node: NodeRef<html::Form>, desk: Desk, form: RwSignal<Form>, unit: RwSignal<Option<UnitId>>) {
        let Some(element) = node.get() else { return };
        let Some(kept) = self.key.with_value(|key| browser::read(key)) else { return };
        kept.rows(desk);
        if let Some(own) = kept.form() {
            form.set(own);
        }
        if let Some(own) = kept.unit() {
            unit.set(Some(own));
        }
        // The rows of issues and promises stand there with the next frame.
        request_animation_frame(move || kept.fill(&element, desk));
    }
}

/// Asks the device where it is, once.
pub fn locate(at: RwSignal<Option<String>>, says: RwSignal<String>, t: Texts) {
    #[cfg(feature = "hydrate")]
    browser::locate(at, says, t);
    #[cfg(not(feature = "hydrate"))]
    let _ = (at, says, t);
}
