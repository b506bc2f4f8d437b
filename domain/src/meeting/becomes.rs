//! What has become of a decision that became a record of its own. Where that record is given up, nothing follows the decision any
//! more: it is asked about again, as one that became nothing else.

use std::collections::BTreeSet;

use super::{Becomes, Decision, Meeting};
use crate::act::{Key, Subject};
use crate::cases::Cases;
use crate::issue::State;
use crate::record::Known;
use crate::worklist::{Item, Thing};

impl Decision {
    /// Is it asked about: because it became nothing else, or because what it became is given up?
    #[must_use]
    pub fn waits(&self, cases: Cases) -> bool {
        self.open() || (self.settled.is_none() && self.lost(cases))
    }

    /// Was the draft or the paper dropped, the item taken off, the issue withdrawn? What stands on a later list is followed there.
    fn lost(&self, cases: Cases) -> bool {
        let items = cases.lists.iter().flat_map(|own| own.items.iter().map(move |item| (own.week, item)));
        let own = items.filter(|(_, item)| item.task.source.record() == Some(Thing::of(self.resolution.id.0)));
        if let Some((_, item)) = own.max_by_key(|(week, _)| *week) {
            return item.dropped.is_some();
        }
        if cases.given_up.contains(&self.resolution.id) {
            return true;
        }
        match self.resolution.becomes {
            Becomes::Minutes | Becomes::Item { .. } => false,
            Becomes::Issue { issue } => cases.issues.iter().any(|own| own.id == issue && own.state == State::Withdrawn),
            Becomes::Notice { notice } => cases.notices.iter().any(|own| own.id == notice && own.withdrawn.is_some()),
        }
    }
}

impl Decision {
    /// The paper or list that it became, of which a unit reads nothing before it is issued.
    #[must_use]
    pub fn drafted(&self) -> Option<Key> {
        match self.resolution.becomes {
            Becomes::Notice { notice } => Some(Key { subject: Subject::Notice, id: notice.0 }),
            Becomes::Item { worklist, .. } => Some(Key { subject: Subject::Worklist, id: worklist.0 }),
            Becomes::Minutes | Becomes::Issue { .. } => None,
        }
    }

    /// Was that draft dropped, or the item taken off, before it was issued? Its unit reads neither, and is asked for what was decided
    /// as if it had become nothing else.
    #[must_use]
    pub fn given_up(&self, known: &Known) -> bool {
        match self.resolution.becomes {
            Becomes::Notice { notice } => {
                known.notice(notice).is_some_and(|own| own.issued.is_none() && own.withdrawn.is_some())
            }
            Becomes::Item { worklist, item } => known.worklist(worklist).is_some_and(|own| {
                let unread = |one: &Item| own.issued.as_ref().is_none_or(|issued| !one.went_out(issued));
                own.item(item).is_some_and(|one| one.dropped.is_some() && unread(one))
            }),
            Becomes::Minutes | Becomes::Issue { .. } => false,
        }
    }
}

/// The issues that decisions of these meetings became, of those that are not settled.
#[must_use]
pub fn made<'a>(meetings: impl IntoIterator<Item = &'a Meeting>) -> BTreeSet<Key> {
    let decisions = meetings.into_iter().flat_map(|own| &own.decisions).filter(|own| own.settled.is_none());
    decisions.filter_map(issue).collect()
}

fn issue(own: &Decision) -> Option<Key> {
    match own.resolution.becomes {
        Becomes::Issue { issue } => Some(Key { subject: Subject::Issue, id: issue.0 }),
        Becomes::Minutes | Becomes::Item { .. } | Becomes::Notice { .. } => None,
    }
}
