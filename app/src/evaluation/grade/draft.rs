//! What is being typed into the forms of a sheet.

use std::collections::BTreeMap;

use domain::evaluation::Link;
use domain::kinds::{NodeId, UnitId};
use domain::score::Grade;
use leptos::prelude::*;

/// What stands in one form: the grade that is chosen, the reason as far as it is written, what was chosen to lean on.
pub type Draft = (Option<Grade>, String, Vec<Link>);

/// What is being typed, and files that were taken in for it: outlives that the page is read anew, as it is whenever another
/// grade is recorded.
#[derive(Clone, Copy)]
pub struct Drafts {
    typed: StoredValue<BTreeMap<(UnitId, NodeId), Draft>>,
    /// Until the form that now stands for them has them.
    taken: RwSignal<Vec<((UnitId, NodeId), Link)>>,
}

impl Drafts {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Drafts { typed: StoredValue::new(BTreeMap::new()), taken: RwSignal::new(Vec::new()) });
    }

    /// What was typed for this indicator.
    pub fn get(self, at: (UnitId, NodeId)) -> Option<Draft> {
        self.typed.with_value(|all| all.get(&at).cloned())
    }

    /// One more to lean on, for whichever form stands there by now.
    pub fn lean(self, at: (UnitId, NodeId), link: Link) {
        // nobody waits for it on a page that was left
        let _ = self.taken.try_update(|all| all.push((at, link)));
    }

    /// What came to lean on, once (reactive).
    pub fn taken(self, at: (UnitId, NodeId)) -> Vec<Link> {
        if !self.taken.with(|all| all.iter().any(|(own, _)| *own == at)) {
            return Vec::new();
        }
        let mut own = Vec::new();
        self.taken.update(|all| {
            all.retain(|(to, link)| {
                *to != at || {
                    own.push(link.clone());
                    false
                }
            })
        });
        own
    }

    /// What is typed by now; `None` once it is sent.
    pub fn set(self, at: (UnitId, NodeId), draft: Option<Draft>) {
        self.typed.update_value(|all| {
            all.remove(&at);
            all.extend(draft.map(|own| (at, own)));
        });
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_file_goes_once_to_the_form_that_it_was_taken_in_for() {
        let owner = Owner::new();
        owner.with(|| {
            Drafts::provide();
            let drafts = expect_context::<Drafts>();
            let at = |own: u128| (UnitId(Uuid::from_u128(1)), NodeId(Uuid::from_u128(own)));
            let link = Link::Rule { rule: domain::kinds::RuleId(Uuid::from_u128(9)) };
            drafts.lean(at(1), link.clone());
            assert_eq!(drafts.taken(at(2)), []);
            assert_eq!(drafts.taken(at(1)), [link]);
            assert_eq!(drafts.taken(at(1)), []);
        });
    }
}
