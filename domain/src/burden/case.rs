//! What the work on a case itself asks of a unit: what an issue must have before it can be agreed, the answer to what was promised
//! and to what a meeting decided. What came along with where it came from is not asked again.

use super::{Asked, asked_for, count};
use crate::act::{Key, Subject};
use crate::asks::lacks;
use crate::issue::{Issue, State};
use crate::kinds::UnitId;
use crate::meeting::{Becomes, Meeting};
use crate::visit::Visit;
use crate::worklist::suggest::first;

/// Category, measure, official, department, day.
const FIELDS: usize = 5;
/// Those of them that an issue has from the one which it was split off or taken over from: all but the measure.
const FROM_ISSUE: usize = 4;
/// And from the decision of a meeting: who does it, by when.
const FROM_DECISION: usize = 2;

/// The five things that it must have before it can be agreed, on the day it was found. From the unit's own ledger comes
/// whatever stands in it; a measure that is shared with another issue stands there.
pub(super) fn issue(own: &Issue, unit: UnitId) -> Option<Asked> {
    if own.unit != unit {
        return None;
    }
    let stands = FIELDS.saturating_sub(lacks(own).len());
    let shared = usize::from(own.measures.is_empty() && !own.shared.is_empty());
    let along = match (&own.ledger, own.from, own.meeting) {
        (Some(_), _, _) => stands,
        (None, Some(_), _) => FROM_ISSUE,
        (None, None, Some(_)) => FROM_DECISION,
        (None, None, None) => 0,
    };
    Some(Asked {
        key: Key { subject: Subject::Issue, id: own.id.0 },
        title: format!("{} {}", own.code(), own.title),
        on: own.found_at.day(),
        paper: false,
        fields: count(FIELDS),
        filled: count((along + shared).min(stands)),
        withdrawn: own.state == State::Withdrawn,
    })
}

/// How each was kept. What was promised, by whom and by when, the group has written down on the visit.
pub(super) fn promises(own: &Visit, unit: UnitId) -> Vec<Asked> {
    let counts = own.unit == unit && own.recorded_at.is_some();
    let made = own.promises.iter().filter(|_| counts);
    let asked = |one: &crate::visit::Promise| Asked {
        key: Key { subject: Subject::Visit, id: own.id.0 },
        title: first(one.what.as_str()),
        on: own.description.at.day(),
        paper: false,
        fields: 2,
        filled: 1,
        withdrawn: own.cancelled_at.is_some() || one.dropped_at.is_some(),
    };
    made.map(asked).collect()
}

/// What came of each that became nothing else: what became an item, an issue or a paper is asked for there. What its words ask
/// for although it is counted here comes along.
pub(super) fn decisions(own: &Meeting, unit: UnitId) -> Vec<Asked> {
    let theirs = own.decisions.iter().map(|one| (one, &one.resolution));
    let theirs = theirs.filter(|(_, own)| own.unit == Some(unit) && own.becomes == Becomes::Minutes);
    let asked = theirs.map(|(one, resolution)| {
        let known = count(asked_for(resolution.what.as_str()).len());
        Asked {
            key: Key { subject: Subject::Meeting, id: own.id.0 },
            title: resolution.what.to_string(),
            on: one.by.at.day(),
            paper: false,
            fields: 1 + known,
            filled: known,
            withdrawn: false,
        }
    });
    asked.collect()
}
