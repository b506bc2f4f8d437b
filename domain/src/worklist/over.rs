//! When what an item came from is over: kept, answered, solved, reached or settled elsewhere. Then nobody has to do it, ticked or not, and
//! no later list takes it over.

use std::collections::BTreeSet;

use super::suggest::{due_by, part};
use super::{Item, Source, Task, Worklist};
use crate::act::{Key, Subject};
use crate::cases::Cases;
use crate::issue::Issue;
use crate::kinds::Week;
use crate::notice::Notice;
use crate::visit::Visit;

impl Cases<'_> {
    /// Is there nothing left to do about what this came from?
    #[must_use]
    pub fn over(&self, task: &Task) -> bool {
        match task.source {
            Source::Due { issue } | Source::Stuck { issue } => {
                self.issues.iter().any(|own| own.id == issue && (!own.state.open() || is_measured(own, task)))
            }
            Source::Promised { visit, promise } => {
                let own = self.visits.iter().find(|own| own.id == visit);
                let open =
                    |own: &Visit| own.cancelled_at.is_none() && own.promise(promise).is_some_and(|one| one.open());
                own.is_some_and(|own| !open(own))
            }
            Source::Asked { notice } => {
                let own = self.notices.iter().find(|own| own.id == notice);
                let addressee = |own: &Notice| task.unit.and_then(|unit| own.owes_since(own.addressee(unit)?));
                own.is_some_and(|own| addressee(own).is_none())
            }
            Source::Decided { meeting, decision } => {
                let own = self.meetings.iter().find(|own| own.id == meeting).and_then(|own| own.decision(decision));
                own.is_some_and(|own| own.settled.is_some())
            }
            Source::Owed { owed } => task.unit.is_some_and(|unit| self.is_settled(owed, unit)),
            Source::Hand => false,
        }
    }
}

/// Did the item come of a measure that is done, with no other to be done by the end of that week?
fn is_measured(own: &Issue, task: &Task) -> bool {
    let done = own.measures.iter().filter(|one| one.done_at.is_some());
    let named = done.map(|one| part(own, one)).any(|part| part == task.what.as_str());
    let until = task.due.map(|due| Week::of(due).sunday());
    named && until.is_some_and(|until| due_by(own, until).is_none())
}

/// The issues and visits from which what is left on these lists came.
#[must_use]
pub fn origins<'a>(lists: impl IntoIterator<Item = &'a Worklist>) -> BTreeSet<Key> {
    let left = lists.into_iter().flat_map(|own| &own.items).filter(|own| own.left());
    left.filter_map(origin).collect()
}

fn origin(item: &Item) -> Option<Key> {
    match item.task.source {
        Source::Due { issue } | Source::Stuck { issue } => Some(Key { subject: Subject::Issue, id: issue.0 }),
        Source::Promised { visit, .. } => Some(Key { subject: Subject::Visit, id: visit.0 }),
        // the others are read as a whole
        Source::Asked { .. } | Source::Decided { .. } | Source::Owed { .. } | Source::Hand => None,
    }
}
