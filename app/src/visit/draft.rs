//! What is typed on the phone form is kept on this device while typing, sealed for its person, and stands there again when
//! the page is opened. One draft per person and purpose; it goes when the visit is in the outbox, or when the person signs
//! out. On the server there is none.

use std::collections::BTreeSet;

use domain::kinds::UnitId;
use domain::visit::Form;
use leptos::html;
use leptos::prelude::*;

use super::form::Desk;
use super::send::Task;
use crate::outbox::{Outbox, mending};
use crate::texts::Texts;

#[cfg(feature = "hydrate")]
mod browser;

/// How it stands with keeping.
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
enum Keeps {
    Nothing,
    /// Hour and minute at which it was kept last.
    At(i64, i64),
    /// The device did not take it.
    Not,
}

#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
pub struct Draft {
    outbox: Outbox,
    key: StoredValue<String>,
    keeps: RwSignal<Keeps>,
    /// What was kept stands in the form; before that nothing is kept, it would take its place.
    open: StoredValue<bool>,
    /// Fields that were typed in before: they stay as they were typed.
    typed: StoredValue<BTreeSet<String>>,
}

impl Draft {
    #[must_use]
    pub fn new(outbox: Outbox, task: &Task) -> Draft {
        let key = match (&task.broken, &task.start.visit) {
            (Some(broken), _) => mending(&broken.id.to_string()),
            (None, Some(visit)) => format!("visit {}", visit.id),
            (None, None) => format!("visit {:?}", task.purpose).to_lowercase(),
        };
        Draft {
            outbox,
            key: StoredValue::new(key),
            keeps: RwSignal::new(Keeps::Nothing),
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

/// Asks the device where it is, once.
pub fn locate(at: RwSignal<Option<String>>, says: RwSignal<String>, t: Texts) {
    #[cfg(feature = "hydrate")]
    browser::locate(at, says, t);
    #[cfg(not(feature = "hydrate"))]
    let _ = (at, says, t);
}
