//! What an act knows of earlier changes of its own device that are not recorded yet.

use super::Act;
use crate::record::meanwhile::knowing;
use crate::{
    campaign, carrier, deployment, group, issue, meeting, notice, person, policy, report, rule, study, survey, unit,
};

/// Where both acts are this one: what the second has in its place, as it stands in the act or put together from its fields.
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
    (parts $own:ident after $earlier:ident: $($subject:ident($act:path { $($field:ident),+ } as $of:path)),+ $(,)?) => {
        $(if let (Act::$subject($act { $($field,)+ was, .. }), Act::$subject(earlier)) = (&mut *$own, $earlier) {
            let mine = $of($($field),+);
            if let $act { $($field,)+ was: before, .. } = earlier {
                knowing(was, &mine, (before.as_deref(), &$of($($field),+)));
            }
        })+
    };
}

impl Act {
    /// Two changes of one record made without network: the second is made by somebody who knows of the first, though the page
    /// still shows what was there before both. What the first changed and this one changes again is not somebody else's.
    pub fn knows_of(&mut self, earlier: &Act) {
        if self.key() != earlier.key() || self.part() != earlier.part() {
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
            Unit(unit::Act::Rename { name }),
            Unit(unit::Act::Recode { code }),
            Unit(unit::Act::RenameOrganisation { name }),
            Group(group::Act::Rename { name }),
            Person(person::Act::Rename { name }),
            Policy(policy::Act::Set { policy }),
            Policy(policy::Act::SetWaits { waits }),
            Campaign(campaign::Act::Change { period }),
        );
        both!(parts self after earlier:
            Carrier(carrier::Act::ChangeMilestone { name, due } as carrier::Aim::of),
            Meeting(meeting::Act::Attend { attendees } as meeting::Roll::of),
            Report(report::Act::Complete { summary } as report::Finding::of),
            Study(study::Act::Hold { attendees, summary } as study::Account::of),
            Unit(unit::Act::ChangeOrganisation { parent, kind } as unit::Placement::of),
        );
        self.knows_of_the_first(earlier);
    }

    /// Who sets the first goal once more says nothing of what they saw, and saw the one that they had set.
    fn knows_of_the_first(&mut self, earlier: &Act) {
        if let Act::Unit(unit::Act::SetGoal { was, .. }) = self
            && let Act::Unit(unit::Act::SetGoal { goal, .. }) = earlier
        {
            was.get_or_insert_with(|| Box::new(goal.clone()));
        }
    }

    /// The part of its record that it changes, if it changes one that is not there once: a measure, a milestone, an organisation,
    /// a category of policies.
    #[must_use]
    pub fn part(&self) -> Option<String> {
        if let Act::Issue(issue::Act::ChangeMeasure { measure, .. }) = self {
            Some(measure.id.to_string())
        } else if let Act::Carrier(carrier::Act::ChangeMilestone { milestone, .. }) = self {
            Some(milestone.to_string())
        } else if let Act::Unit(
            unit::Act::RenameOrganisation { organisation, .. } | unit::Act::ChangeOrganisation { organisation, .. },
        ) = self
        {
            Some(organisation.to_string())
        } else if let Act::Policy(policy::Act::Set { category, .. }) = self {
            Some(<&str>::from(*category).to_owned())
        } else {
            None
        }
    }
}
