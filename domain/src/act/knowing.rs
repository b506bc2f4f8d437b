//! What an act knows of earlier changes of its own device that are not recorded yet.

use super::Act;
use crate::kinds::MeasureId;
use crate::record::meanwhile::knowing;
use crate::{carrier, deployment, issue, meeting, notice, report, rule, study, survey, unit};

/// Where both acts are this one: what the second has in its place.
macro_rules! both {
    ($own:ident after $earlier:ident: $($subject:ident($act:path { $field:ident })),+ $(,)?) => {
        $(if let (
            Act::$subject($act { $field, was, .. }),
            Act::$subject($act { $field: after, was: before, .. }),
        ) = (&mut *$own, $earlier)
        {
            knowing(was, $field, (before.as_deref(), after));
        })+
    };
}

impl Act {
    /// Two changes of one record made without network: the second is made by somebody who knows of the first, though the page
    /// still shows what was there before both. What the first changed and this one changes again is not somebody else's.
    pub fn knows_of(&mut self, earlier: &Act) {
        if self.key() != earlier.key() || self.measure() != earlier.measure() {
            return;
        }
        both!(self after earlier:
            Issue(issue::Act::Amend { facts }),
            Issue(issue::Act::ChangeMeasure { measure }),
            Carrier(carrier::Act::Change { description }),
            Report(report::Act::Change { description }),
            Rule(rule::Act::Change { description }),
            Study(study::Act::Change { plan }),
            Notice(notice::Act::Change { content }),
            Meeting(meeting::Act::Change { plan }),
            Deployment(deployment::Act::Change { content }),
            Survey(survey::Act::Change { plan }),
            Unit(unit::Act::SetGoal { goal }),
        );
    }

    /// The measure that it changes, if it changes one.
    #[must_use]
    pub fn measure(&self) -> Option<MeasureId> {
        if let Act::Issue(issue::Act::ChangeMeasure { measure, .. }) = self { Some(measure.id) } else { None }
    }
}
