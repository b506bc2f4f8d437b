//! What is typed on the phone form is kept on this device while typing, sealed for its person, and stands there again when
//! the page is opened. One draft per person and visit, new ones each for itself (`draft/shelf.rs`); it goes when the visit is in
//! the outbox, when the person gives it up, or when they sign out. On the server there is none. What it was begun on is kept with
//! it (`draft/began.rs`), so that what others wrote since is not overwritten unseen.

use std::collections::BTreeSet;

use domain::kinds::UnitId;
use domain::visit::Form;
use leptos::html;
use leptos::prelude::*;

use super::form::Desk;
use super::send::Task;
use crate::outbox::{Outbox, mending};
use crate::texts::Texts;

mod began;
#[cfg(feature = "hydrate")]
mod browser;
mod shelf;
mod standing;

pub use began::{Began, Since};
pub use shelf::Shelf;
pub use standing::{Banner, Others, Standing};

/// How it stands with keeping.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
enum Keeps {
    Nothing,
    /// Hour and minute at which it was kept last.
    At(i64, i64),
    /// The device did not take it.
    Not,
}

#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code, reason = "only the browser uses it"))]
pub struct Draft {
    outbox: Outbox,
    key: StoredValue<String>,
    /// Of a new visit: how the keys of others like it begin.
    kind: Option<&'static str>,
    shelf: Shelf,
    keeps: RwSignal<Keeps>,
    /// What was kept before stands in the form.
    found: RwSignal<bool>,
    /// What was kept stands in the form; before that nothing is kept, it would take its place.
    open: StoredValue<bool>,
    /// Fields that were typed in before: they stay as they were typed.
    typed: StoredValue<BTreeSet<String>>,
}

impl Draft {
    #[must_use]
    pub fn new(outbox: Outbox, task: &Task, desk: Desk, shelf: Shelf) -> Draft {
        let kind = shelf::kind(task.purpose);
        let (key, kind) = match (&task.broken, &task.start.visit) {
            (Some(broken), _) => (mending(&broken.id.to_string()), None),
            (None, Some(visit)) => (format!("visit {}", visit.id), None),
            (None, None) => (format!("{kind} {}", desk.visit.get_value()), Some(kind)),
        };
        Draft {
            outbox,
            key: StoredValue::new(key),
            kind,
            shelf,
            keeps: RwSignal::new(Keeps::Nothing),
            found: RwSignal::new(false),
            open: StoredValue::new(false),
            typed: StoredValue::new(BTreeSet::new()),
        }
    }

    /// Under which it lies among the drafts of its person.
    fn key(self) -> String {
        self.key.try_get_value().unwrap_or_default()
    }

    /// Its form is sent: nothing is kept any more. Gives the key.
    #[must_use]
    pub fn sent(self) -> String {
        self.open.set_value(false);
        self.key()
    }

    /// 边写边存在这台设备上，14:31 已存
    #[must_use]
    pub fn said(self, t: Texts) -> String {
        match self.keeps.get() {
            Keeps::At(hour, minute) => t.visit.kept(format!("{hour:02}:{minute:02}")),
            Keeps::Nothing => t.visit.keeps().to_owned(),
            Keeps::Not => t.visit.keeps_not().to_owned(),
        }
    }

    /// Is the device unable to keep it (reactive)?
    #[must_use]
    pub fn failed(self) -> bool {
        self.keeps.get() == Keeps::Not
    }

    /// Is there something that can be given up (reactive)?
    #[must_use]
    pub fn begun(self) -> bool {
        self.found.get() || matches!(self.keeps.get(), Keeps::At(..))
    }

    /// The person gives it up: the form begins anew. It can be had back as long as the page is open.
    pub fn discard(self) {
        self.open.set_value(false);
        #[cfg(feature = "hydrate")]
        leptos::task::spawn_local(self.give_up());
    }

    /// Keeps every field as it stands now that this one was typed in.
    pub fn keep(self, node: NodeRef<html::Form>, desk: Desk, field: String) {
        #[cfg(feature = "hydrate")]
        if self.open.get_value() {
            self.write(node, desk);
        } else {
            self.typed.update_value(|typed| {
                typed.insert(field);
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (node, desk, field);
    }

    /// Fills the form with what was kept, once; from then on keeps what changes without being typed.
    pub fn recall(self, node: NodeRef<html::Form>, desk: Desk, form: RwSignal<Form>, unit: RwSignal<Option<UnitId>>) {
        Effect::new(move || {
            #[cfg(feature = "hydrate")]
            if node.get().is_some() && self.outbox.drafts() {
                leptos::task::spawn_local(self.refill(node, desk, form, unit));
            }
            #[cfg(not(feature = "hydrate"))]
            let _ = (node, desk, form, unit);
        });
        Effect::new(move |before: Option<()>| {
            desk.rows();
            #[cfg(feature = "hydrate")]
            if before.is_some() {
                // the rows stand in the form a moment later
                set_timeout(move || self.write(node, desk), std::time::Duration::ZERO);
            }
            #[cfg(not(feature = "hydrate"))]
            let _ = before;
        });
    }
}
