//! What an item looks at, read off the record that it is about.

use super::{Source, Worklist};
use crate::cases::Cases;
use crate::strand::{Strand, Strands};

impl Worklist {
    /// Of it what looks at this strand, and nothing else.
    #[must_use]
    pub fn within(mut self, strand: Strand) -> Worklist {
        self.items.retain(|own| own.task.strands.has(strand));
        self
    }
}

impl Cases<'_> {
    /// The strands of what this came from; none where the record says nothing of it or is not at hand.
    #[must_use]
    pub fn strands(&self, source: Source) -> Strands {
        match source {
            Source::Due { issue } | Source::Stuck { issue } => {
                self.issues.iter().find(|own| own.id == issue).map(Strands::of_issue).unwrap_or_default()
            }
            Source::Promised { visit, .. } => {
                self.visits.iter().find(|own| own.id == visit).map(Strands::of_visit).unwrap_or_default()
            }
            // a paper looks at what the issues that it is about look at
            Source::Asked { notice } => {
                let own = self.notices.iter().find(|own| own.id == notice);
                let about = own.iter().flat_map(|own| &own.content.about);
                let issues = about.filter_map(|about| self.issues.iter().find(|own| own.id == about.issue));
                issues.flat_map(|own| Strands::of_issue(own).all()).collect()
            }
            Source::Owed { owed } => Strands::of_owed(owed),
            Source::Decided { meeting, decision } => {
                let own = self.meetings.iter().find(|own| own.id == meeting);
                own.and_then(|own| own.decision(decision)).map(|one| one.resolution.strands).unwrap_or_default()
            }
            Source::Hand => Strands::default(),
        }
    }
}
