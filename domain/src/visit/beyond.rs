//! What somebody wrote of a visit in the place of something of theirs that is recorded after all: what it says beyond
//! that. Pure.

use uuid::Uuid;

use super::act::{Act, Amended};
use super::{Description, Findings, Promised};
use crate::kinds::{PromiseId, UnitId};

/// What an act says of a visit.
pub(super) struct Said<'a> {
    /// A change stays with the unit of its visit.
    unit: Option<UnitId>,
    description: &'a Description,
    pub findings: Option<&'a Findings>,
    promises: &'a [Promised],
}

impl Act {
    /// A change of what `first` said, based on its entry `seq`, and the promises that are new; none of these where it
    /// says nothing else. A promise that was worded anew stands beside the one that is recorded, which only a reason
    /// takes back. `same_names`: both name the same people. Nothing where it can't be a change of that.
    pub(crate) fn beyond(
        &self,
        first: &Act,
        seq: i64,
        same_names: bool,
        id: &mut impl FnMut() -> Uuid,
    ) -> Option<Vec<Act>> {
        let (visit, own, before) = (self.visit(), said(self)?, said(first)?);
        let tells = own.findings.is_some() == before.findings.is_some();
        if visit != first.visit() || own.unit != before.unit || !tells {
            return None;
        }
        let mut findings = own.findings.cloned();
        if let Some(findings) = findings.as_mut().filter(|_| same_names) {
            findings.names = before.findings.and_then(|before| before.names.clone());
        }
        let changes = own.description != before.description || findings.as_ref() != before.findings;
        let description = own.description.clone();
        let change = changes.then(|| Act::Amend(Box::new(Amended { visit, based_on: seq, description, findings })));
        let new = own.promises.iter().filter(|promise| !before.promises.contains(promise));
        let adds = new.map(|promise| {
            let taken = before.promises.iter().any(|before| before.id == promise.id);
            let id = if taken { PromiseId(id()) } else { promise.id };
            Act::AddPromise { visit, promise: Promised { id, ..promise.clone() } }
        });
        Some(change.into_iter().chain(adds).collect())
    }
}

pub(super) fn said(act: &Act) -> Option<Said<'_>> {
    match act {
        Act::Plan { unit, description, .. } => {
            Some(Said { unit: Some(*unit), description: description.as_ref(), findings: None, promises: &[] })
        }
        Act::Record(own) => Some(Said {
            unit: Some(own.unit),
            description: &own.description,
            findings: Some(&own.findings),
            promises: &own.promises,
        }),
        Act::Amend(own) => {
            Some(Said { unit: None, description: &own.description, findings: own.findings.as_ref(), promises: &[] })
        }
        Act::Cancel { .. }
        | Act::Reinstate { .. }
        | Act::AddPromise { .. }
        | Act::KeepPromise { .. }
        | Act::DropPromise { .. }
        | Act::ReopenPromise { .. }
        | Act::Cite { .. }
        | Act::Uncite { .. }
        | Act::EraseNames { .. } => None,
    }
}
