//! What must hold when measures are planned, finished and shared: one measure may serve several issues. Reads only.

use super::act::Plan;
use super::check::few;
use super::{Issue, Measure, Shared, State};
use crate::kinds::{Day, IssueId, MeasureId};
use crate::record::meanwhile::amended;
use crate::record::{Facts, Known};
use crate::refusal::{Field, Refusal, complete, must};

impl Measure {
    /// What [`super::Act::ChangeMeasure`] would replace.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan { id: self.id, what: self.what.clone(), who: self.who.clone(), due: self.due }
    }
}

impl Issue {
    fn measure(&self, id: MeasureId) -> Result<&Measure, Refusal> {
        self.measures.iter().find(|own| own.id == id).ok_or(Refusal::NotFound)
    }

    /// The first of its own measures to be done by a day, while the unit works on it.
    #[must_use]
    pub fn next_measure(&self) -> Option<(&Measure, Day)> {
        let works = matches!(self.state, State::Agreed | State::InProgress);
        let open = self.measures.iter().filter(|own| works && own.done_at.is_none());
        open.filter_map(|own| Some((own, own.due?))).min_by_key(|(_, due)| *due)
    }

    /// Is this measure of another issue one of its own too? What was taken back or moved elsewhere leans on nothing.
    #[must_use]
    pub fn leans_on(&self, shared: Shared) -> bool {
        self.state.counted() && self.shared.contains(&shared)
    }
}

impl Known {
    /// The issues at hand that lean on this measure.
    fn sharers(&self, shared: Shared) -> impl Iterator<Item = &Issue> {
        self.issues().filter(move |own| own.leans_on(shared))
    }
}

pub(super) fn add(issue: &Issue, plan: &Plan) -> Result<(), Refusal> {
    few(issue.measures.len())?;
    must(issue.measure(plan.id).is_err(), Refusal::Exists)
}

pub(super) fn change(issue: &Issue, plan: &Plan, was: Option<&Plan>) -> Result<(), Refusal> {
    let own = issue.measure(plan.id)?;
    // of another measure nothing can be known by it
    must(was.is_none_or(|was| was.id == plan.id), Refusal::Elsewhere { field: Field::Measure })?;
    amended(was, plan, &own.plan()).map(|_| ())
}

pub(super) fn finish(issue: &Issue, id: MeasureId) -> Result<(), Refusal> {
    must(issue.measure(id)?.done_at.is_none(), Refusal::Unchanged)
}

pub(super) fn reopen(issue: &Issue, id: MeasureId) -> Result<(), Refusal> {
    must(issue.measure(id)?.done_at.is_some(), Refusal::Unchanged)
}

/// A measure on which others lean stays: they let go of it first. In older journals it could go.
pub(super) fn drop(issue: &Issue, id: MeasureId, facts: &Facts) -> Result<(), Refusal> {
    must(issue.measure(id)?.done_at.is_none(), Refusal::Unchanged)?;
    let issues = facts.known.sharers(Shared { issue: issue.id, measure: id }).count();
    must(issues == 0, Refusal::MeasureShared { issues })?;
    not_the_last(issue)
}

pub(super) fn share(issue: &Issue, from: IssueId, id: MeasureId, facts: &Facts) -> Result<(), Refusal> {
    few(issue.shared.len())?;
    let home = facts.known.issue(from).filter(|home| home.book == issue.book && home.unit == issue.unit);
    let home = home.ok_or(Refusal::NotFound)?;
    facts.must_see(home.unit, home.organisation)?;
    must(home.id != issue.id, Refusal::Unchanged)?;
    home.measure(id)?;
    must(!issue.shared.iter().any(|own| own.measure == id), Refusal::Unchanged)
}

pub(super) fn unshare(issue: &Issue, from: IssueId, id: MeasureId) -> Result<(), Refusal> {
    must(issue.shared.contains(&Shared { issue: from, measure: id }), Refusal::NotFound)?;
    not_the_last(issue)
}

/// What was agreed keeps a measure.
fn not_the_last(issue: &Issue) -> Result<(), Refusal> {
    complete(issue.phase() == State::Found || issue.measures.len() + issue.shared.len() > 1, Field::Measure)
}

/// Is there a measure to agree on? One that its own issue has dropped meanwhile is none.
pub(super) fn planned(issue: &Issue, facts: &Facts) -> bool {
    let stands =
        |shared: &Shared| facts.known.issue(shared.issue).is_none_or(|home| home.measure(shared.measure).is_ok());
    !issue.measures.is_empty() || issue.shared.iter().any(stands)
}

/// How many measures, its own and the shared ones, are not finished.
pub(super) fn open(issue: &Issue, facts: &Facts) -> usize {
    let shared = issue.shared.iter().filter_map(|own| facts.known.issue(own.issue)?.measure(own.measure).ok());
    issue.measures.iter().chain(shared).filter(|measure| measure.done_at.is_none()).count()
}
