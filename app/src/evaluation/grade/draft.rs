//! What is being typed into the forms of a sheet.

use std::collections::BTreeMap;

use domain::evaluation::Link;
use domain::kinds::{NodeId, UnitId};
use domain::score::Grade;
use leptos::prelude::*;

/// What stands in one form: the grade that is chosen, the reason as far as it is written, what was chosen to lean on.
pub type Draft = (Option<Grade>, String, Vec<Link>);

/// What is being typed: outlives that the page is read anew, as it is whenever another grade is recorded.
#[derive(Clone, Copy)]
pub struct Drafts(StoredValue<BTreeMap<(UnitId, NodeId), Draft>>);

impl Drafts {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Drafts(StoredValue::new(BTreeMap::new())));
    }

    /// What was typed for this indicator.
    pub fn get(self, at: (UnitId, NodeId)) -> Option<Draft> {
        self.0.with_value(|all| all.get(&at).cloned())
    }

    /// One more to lean on, where there is a draft.
    pub fn lean(self, at: (UnitId, NodeId), link: Link) {
        self.0.update_value(|all| {
            if let Some(own) = all.get_mut(&at) {
                own.2.push(link);
            }
        });
    }

    /// What is typed by now; `None` once it is sent.
    pub fn set(self, at: (UnitId, NodeId), draft: Option<Draft>) {
        self.0.update_value(|all| {
            all.remove(&at);
            all.extend(draft.map(|own| (at, own)));
        });
    }
}
