//! Handing an issue over to another unit of the group: one act that makes two entries, because an entry changes one
//! record. The old issue keeps its number and says where it went; the new one says where it came from.

use super::act::{Act, Facts as Description, Find};
use super::{From, Issue, State};
use crate::kinds::{IssueId, UnitId};
use crate::record::{Facts, Known, must_be_in, must_be_new};
use crate::refusal::{Refusal, must};

pub(super) fn check(issue: &Issue, to: UnitId, taken_up_as: Option<IssueId>, facts: &Facts) -> Result<(), Refusal> {
    let unit = must_be_in(facts.known.unit(to), |unit| unit.book(), facts.book)?;
    facts.must_be_open(unit.id)?;
    must(unit.id != issue.unit, Refusal::Unchanged)?;
    must_be_free(issue.id, to, facts)?;
    must_be_new(taken_up_as.and_then(|new| facts.known.issue(new)))
}

/// One unit takes an issue up once: as long as what it made of it was not withdrawn, there is nothing to hand over again.
pub(super) fn must_be_free(issue: IssueId, by: UnitId, facts: &Facts) -> Result<(), Refusal> {
    let stands = |own: &Issue| own.unit == by && own.state != State::Withdrawn;
    must(!facts.known.taken_up(issue).any(stands), Refusal::TakenUp)
}

/// What another unit works on does not come back beside it: neither the old issue beside the new nor the new beside the old.
pub(super) fn undo(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    if let Some(unit) = issue.transferred_to {
        must_be_free(issue.id, unit, facts)?;
    }
    let Some(From::Transfer { issue: source }) = issue.from.filter(|_| issue.state == State::Withdrawn) else {
        return Ok(());
    };
    let still = facts.known.issue(source).is_some_and(|source| source.transferred_to == Some(issue.unit));
    must(still, Refusal::TakenUp)?;
    must_be_free(source, issue.unit, facts)
}

/// What an accepted transfer brings with it. What is to be solved stays, who answers is settled anew.
pub(crate) fn follow(act: &Act, issue: &Issue) -> Option<Act> {
    let Act::Transfer { to, taken_up_as: Some(new), .. } = act else { return None };
    let facts = Description { organisation: None, official: None, department: None, ..issue.description() };
    Some(Act::Find(Box::new(Find {
        issue: *new,
        unit: *to,
        origin: issue.origin,
        facts,
        measures: Vec::new(),
        ledger: None,
        report: None,
        from: Some(From::Transfer { issue: issue.id }),
        visit: None,
        meeting: None,
    })))
}

impl Known {
    /// The issues at hand as which this one was taken up.
    fn taken_up(&self, issue: IssueId) -> impl Iterator<Item = &Issue> {
        self.issues().filter(move |own| own.from == Some(From::Transfer { issue }))
    }
}
