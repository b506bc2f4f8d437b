//! What a look-back asks about, and the record that it is a part of.

use uuid::Uuid;

use crate::act::{Key, Subject};
use crate::kinds::{IssueId, MeasureId, PromiseId, RuleId, VisitId};

crate::tagged! {
    "About" by "about";
    /// What fell due, by the record that it is a part of.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum About {
        /// Closed provisionally: did it hold?
        Issue {
            issue: IssueId,
        },
        Promise {
            visit: VisitId,
            promise: PromiseId,
        },
        Measure {
            issue: IssueId,
            measure: MeasureId,
        },
        /// In force for a while: is it lived by?
        Rule {
            rule: RuleId,
        },
    }
}

impl About {
    /// Is it an issue as a whole?
    #[must_use]
    pub fn is_issue(self) -> bool {
        matches!(self, About::Issue { .. })
    }
}

/// The record that a thing is a part of.
#[must_use]
pub fn record_of(about: About) -> Key {
    let (subject, id): (_, Uuid) = match about {
        About::Issue { issue } | About::Measure { issue, .. } => (Subject::Issue, issue.0),
        About::Promise { visit, .. } => (Subject::Visit, visit.0),
        About::Rule { rule } => (Subject::Rule, rule.0),
    };
    Key { subject, id }
}
