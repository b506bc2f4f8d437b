//! A slip of the finger: what was never meant to be an issue is withdrawn by whoever recorded it, on the same day, while
//! nobody else has acted on it or built on it. After that only who leads the group withdraws it.

use super::check::participant;
use super::{Issue, State};
use crate::kinds::{Day, IssueId, PersonId};
use crate::meeting::{self, Meeting};
use crate::notice::Notice;
use crate::record::{Facts, Known, Need};
use crate::refusal::{Refusal, Whose, must};
use crate::worklist::{self, Worklist};

impl Issue {
    /// May it still be a slip of this person's, as far as it shows by itself? What others built on it stands elsewhere.
    #[must_use]
    pub fn slip_of(&self, person: PersonId, today: Day) -> bool {
        self.state == State::Found && self.only_by == Some(person) && self.found_at.day() == today
    }

    /// It was taken back by whoever recorded it, and nobody else has acted on it.
    #[must_use]
    pub fn never_meant(&self) -> bool {
        self.state == State::Withdrawn && self.only_by.is_some()
    }

    /// Was it split off that one, taken over from it, or merged into it?
    pub(crate) fn points_at(&self, other: IssueId) -> bool {
        self.merged_into == Some(other) || self.from.is_some_and(|from| from.issue() == other)
    }
}

/// What has to be known besides an issue that may be a slip.
pub(super) fn needs(issue: &Issue) -> Vec<Need> {
    let fresh = issue.state == State::Found && issue.only_by.is_some();
    if fresh { vec![Need::Linked(issue.id), Need::Notices, Need::Worklists, Need::Meetings] } else { Vec::new() }
}

pub(super) fn withdraws(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    let viewer = facts.viewer;
    // who has left group or unit since takes nothing back there
    let own = issue.slip_of(viewer.person, facts.now.day()) && participant(issue, facts).is_ok();
    let slip = own && !built_on(issue, viewer.person, facts.known);
    must(slip || viewer.leads_group(issue.book), Refusal::NotYours { whose: Whose::Recorder })
}

/// Has it become more than what one person wrote: does another issue come of it or stand in it that is not theirs
/// alone, or was it put before others in a paper, a list or an agenda? Whoever put it there, others read it.
fn built_on(issue: &Issue, person: PersonId, known: &Known) -> bool {
    let id = issue.id;
    known.issues().any(|own| own.points_at(id) && own.only_by != Some(person))
        || known.notices().any(|own| in_paper(own, id))
        || known.worklists().any(|own| on_list(own, id))
        || known.meetings().any(|own| on_agenda(own, id))
}

/// A draft is read by nobody yet. What was issued was read, also where it was withdrawn.
fn in_paper(own: &Notice, id: IssueId) -> bool {
    own.issued.is_some() && own.content.about.iter().any(|about| about.issue == id)
}

fn on_list(own: &Worklist, id: IssueId) -> bool {
    use worklist::Source::{Due, Stuck};
    let of = |source: worklist::Source| matches!(source, Due { issue } | Stuck { issue } if issue == id);
    own.issued.as_ref().is_some_and(|issued| own.items.iter().any(|one| one.went_out(issued) && of(one.task.source)))
}

fn on_agenda(own: &Meeting, id: IssueId) -> bool {
    use meeting::Source::{Due, Late, Stuck};
    let of =
        |source: meeting::Source| matches!(source, Late { issue } | Stuck { issue } | Due { issue } if issue == id);
    own.cancelled.is_none() && own.agenda.iter().any(|point| of(point.source))
}
