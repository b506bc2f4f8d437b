//! What an act knows of earlier changes of its own device that are not recorded yet.

use super::Act;
use crate::record::meanwhile::knowing;
use crate::{carrier, issue, report, rule, study, unit};

impl Act {
    /// Two changes of one record made without network: the second is made by somebody who knows of the first, though the page
    /// still shows what was there before both. What the first changed and this one changes again is not somebody else's.
    pub fn knows_of(&mut self, earlier: &Act) {
        if self.key() != earlier.key() {
            return;
        }
        if let (Act::Issue(own), Act::Issue(earlier)) = (&mut *self, earlier) {
            of_issue(own, earlier);
        }
        if let (
            Act::Carrier(carrier::Act::Change { description, was, .. }),
            Act::Carrier(carrier::Act::Change { description: after, was: before, .. }),
        ) = (&mut *self, earlier)
        {
            knowing(was, description, (before.as_deref(), after));
        }
        if let (
            Act::Report(report::Act::Change { description, was, .. }),
            Act::Report(report::Act::Change { description: after, was: before, .. }),
        ) = (&mut *self, earlier)
        {
            knowing(was, description, (before.as_deref(), after));
        }
        if let (
            Act::Rule(rule::Act::Change { description, was, .. }),
            Act::Rule(rule::Act::Change { description: after, was: before, .. }),
        ) = (&mut *self, earlier)
        {
            knowing(was, description, (before.as_deref(), after));
        }
        if let (
            Act::Study(study::Act::Change { plan, was, .. }),
            Act::Study(study::Act::Change { plan: after, was: before, .. }),
        ) = (&mut *self, earlier)
        {
            knowing(was, plan, (before.as_deref(), after));
        }
        if let (
            Act::Unit(unit::Act::SetGoal { goal, was, .. }),
            Act::Unit(unit::Act::SetGoal { goal: after, was: before, .. }),
        ) = (self, earlier)
        {
            knowing(was, goal, (before.as_deref(), after));
        }
    }
}

fn of_issue(own: &mut issue::Act, earlier: &issue::Act) {
    if let (issue::Act::Amend { facts, was, .. }, issue::Act::Amend { facts: after, was: before, .. }) =
        (&mut *own, earlier)
    {
        knowing(was, facts, (before.as_deref(), after));
    }
    if let (
        issue::Act::ChangeMeasure { measure, was, .. },
        issue::Act::ChangeMeasure { measure: after, was: before, .. },
    ) = (own, earlier)
        && measure.id == after.id
    {
        knowing(was, measure, (before.as_deref(), after));
    }
}
