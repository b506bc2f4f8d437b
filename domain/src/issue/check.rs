//! Who may do what to an issue, and when. Reads only; `fold.rs` makes the change.

use super::act::Act;
use super::{Issue, State, describe, measure, slip, transfer};
use crate::entry::Stamp;
use crate::kinds::{Book, IssueId, Note};
use crate::policy::{Policies, Policy};
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// At most so many measures, files, shared measures on one issue: a slip of a script is not a plan.
pub(super) const MANY: usize = 200;

/// Decides about one act on one issue, in this order: is it this person's to do, is there a reason where one is needed,
/// is the issue in a state for it, and does the act itself hold.
///
/// # Errors
/// The [`Refusal`] that the person reads.
pub fn check(issue: Option<&Issue>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Find(find) = act {
        describe::find(find, facts)?;
        must_be_new(issue)?;
        let number = facts.known.numbers.get(&(facts.book, find.origin)).copied().unwrap_or(0).saturating_add(1);
        return Ok(Stamp { number: Some(number), ..Stamp::default() });
    }
    let issue = must_be_in(issue, |issue| issue.book, facts.book)?;
    facts.must_see(issue.unit, issue.organisation)?;
    who(issue, act, facts)?;
    why(act).map_or(Ok(()), reasoned)?;
    must(when(act).contains(&issue.state), wrong(issue))?;
    what(issue, act, facts)?;
    Ok(Stamp { lookback_days: lookback_days(issue, act, facts), ..Stamp::default() })
}

fn who(issue: &Issue, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let viewer = facts.viewer;
    match act {
        Act::Find(_) => Ok(()),
        // Before it is agreed the unit may describe it; afterwards only the group changes what was agreed.
        Act::Amend { .. } => {
            participant(issue, facts)?;
            if issue.phase() == State::Found { Ok(()) } else { viewer.must_be_group(issue.book) }
        }
        Act::AddMeasure { .. }
        | Act::ChangeMeasure { .. }
        | Act::DropMeasure { .. }
        | Act::ShareMeasure { .. }
        | Act::UnshareMeasure { .. }
        | Act::Comment { .. } => participant(issue, facts),
        Act::FinishMeasure { .. }
        | Act::ReopenMeasure { .. }
        | Act::ReportProgress { .. }
        | Act::AddEvidence { .. }
        | Act::WithdrawEvidence { .. } => worker(issue, facts),
        Act::Submit { .. } | Act::Recall { .. } | Act::Dispute { .. } => viewer.must_be_unit(issue.unit),
        Act::NameReport { .. } => viewer.must_be_unit_or_group(issue.book, issue.unit),
        Act::Agree { .. }
        | Act::Return { .. }
        | Act::Verify { .. }
        | Act::Confirm { .. }
        | Act::Relapse { .. }
        | Act::Settle { .. } => viewer.must_be_group(issue.book),
        Act::Withdraw { .. } => slip::withdraws(issue, facts),
        Act::SetLookback { .. } | Act::Merge { .. } | Act::Transfer { .. } | Act::Reinstate { .. } => {
            viewer.must_lead_group(issue.book)
        }
    }
}

/// The unit, or the organisation that does the work.
fn worker(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    if facts.viewer.in_organisation(issue.organisation) { Ok(()) } else { facts.viewer.must_be_unit(issue.unit) }
}

/// Anyone who works on it from either side.
pub(super) fn participant(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    if facts.viewer.in_group(issue.book) { Ok(()) } else { worker(issue, facts) }
}

fn why(act: &Act) -> Option<&Note> {
    match act {
        Act::ReopenMeasure { reason, .. }
        | Act::DropMeasure { reason, .. }
        | Act::WithdrawEvidence { reason, .. }
        | Act::Recall { reason, .. }
        | Act::Return { reason, .. }
        | Act::SetLookback { reason, .. }
        | Act::Relapse { reason, .. }
        | Act::Dispute { reason, .. }
        | Act::Settle { reason, .. }
        | Act::Withdraw { reason, .. }
        | Act::Merge { reason, .. }
        | Act::Transfer { reason, .. }
        | Act::Reinstate { reason, .. } => Some(reason),
        Act::Find(_)
        | Act::Amend { .. }
        | Act::AddMeasure { .. }
        | Act::ChangeMeasure { .. }
        | Act::FinishMeasure { .. }
        | Act::ShareMeasure { .. }
        | Act::UnshareMeasure { .. }
        | Act::Agree { .. }
        | Act::ReportProgress { .. }
        | Act::AddEvidence { .. }
        | Act::Submit { .. }
        | Act::Verify { .. }
        | Act::Confirm { .. }
        | Act::NameReport { .. }
        | Act::Comment { .. } => None,
    }
}

fn when(act: &Act) -> &'static [State] {
    use State::{Agreed, Disputed, Found, Held, InProgress, Merged, Submitted, Transferred, Verified, Withdrawn};
    match act {
        Act::Find(_) => &[],
        // Both sides plan until the work is submitted; the timeline shows what was changed after it was agreed.
        Act::AddMeasure { .. }
        | Act::ChangeMeasure { .. }
        | Act::DropMeasure { .. }
        | Act::ShareMeasure { .. }
        | Act::UnshareMeasure { .. } => &[Found, Agreed, InProgress, Disputed],
        Act::FinishMeasure { .. }
        | Act::ReopenMeasure { .. }
        | Act::AddEvidence { .. }
        | Act::WithdrawEvidence { .. }
        | Act::Dispute { .. } => &[Found, Agreed, InProgress],
        Act::Agree { .. } => &[Found],
        Act::ReportProgress { .. } => &[Agreed, InProgress],
        Act::Submit { .. } => &[InProgress],
        Act::Recall { .. } | Act::Return { .. } | Act::Verify { .. } => &[Submitted],
        Act::SetLookback { .. } | Act::Confirm { .. } => &[Verified],
        Act::Relapse { .. } => &[Verified, Held],
        Act::Settle { .. } => &[Disputed],
        Act::Amend { .. } | Act::Withdraw { .. } | Act::Merge { .. } | Act::Transfer { .. } => {
            &[Found, Agreed, InProgress, Submitted, Disputed]
        }
        Act::Reinstate { .. } => &[Withdrawn, Merged, Transferred],
        Act::NameReport { .. } => &[Found, Agreed, InProgress, Submitted, Verified, Held, Disputed],
        Act::Comment { .. } => <State as strum::VariantArray>::VARIANTS,
    }
}

fn wrong(issue: &Issue) -> Refusal {
    let state: &'static str = issue.state.into();
    Refusal::WrongState { state: state.to_owned() }
}

fn what(issue: &Issue, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    match act {
        Act::Amend { facts: description, was, .. } => describe::amend(issue, description, was.as_deref(), facts),
        Act::AddMeasure { measure, .. } => measure::add(issue, measure),
        Act::ChangeMeasure { measure, was, .. } => measure::change(issue, measure, was.as_deref()),
        Act::FinishMeasure { measure, .. } => measure::finish(issue, *measure),
        Act::ReopenMeasure { measure, .. } => measure::reopen(issue, *measure),
        Act::DropMeasure { measure, .. } => measure::drop(issue, *measure, facts),
        Act::ShareMeasure { from, measure, .. } => measure::share(issue, *from, *measure, facts),
        Act::UnshareMeasure { from, measure, .. } => measure::unshare(issue, *from, *measure),
        Act::Agree { .. } => agree(issue, facts),
        Act::ReportProgress { node, .. } => node.map_or(Ok(()), |node| in_chain(issue, node, facts)),
        Act::AddEvidence { hash, .. } => {
            few(issue.evidence.len())?;
            must(!issue.proof().any(|own| own.hash == *hash), Refusal::Taken { field: Field::Evidence })?;
            complete(facts.known.files.contains(hash), Field::Evidence)
        }
        Act::WithdrawEvidence { hash, .. } => must(issue.proof().any(|own| own.hash == *hash), Refusal::NotFound),
        Act::Submit { .. } => submit(issue, facts),
        Act::Verify { .. } => not_the_submitter(issue, facts),
        Act::SetLookback { day, .. } => {
            must(*day >= facts.now.day(), Refusal::TooEarly { field: Field::Day })?;
            must(issue.lookback != Some(*day), Refusal::Unchanged)
        }
        Act::Confirm { .. } => confirm(issue, facts),
        Act::Merge { into, .. } => merge(issue, *into, facts),
        Act::NameReport { report, .. } => {
            must(issue.report != *report, Refusal::Unchanged)?;
            report.map_or(Ok(()), |report| describe::found_by(report, issue.unit, facts))
        }
        Act::Transfer { to, taken_up_as, .. } => transfer::check(issue, *to, *taken_up_as, facts),
        Act::Reinstate { .. } => {
            facts.must_be_open(issue.unit)?;
            transfer::undo(issue, facts)
        }
        Act::Relapse { .. } => facts.must_be_open(issue.unit),
        Act::Find(_)
        | Act::Recall { .. }
        | Act::Return { .. }
        | Act::Dispute { .. }
        | Act::Settle { .. }
        | Act::Withdraw { .. }
        | Act::Comment { .. } => Ok(()),
    }
}

fn agree(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    complete(issue.category.is_some(), Field::Category)?;
    complete(measure::planned(issue, facts), Field::Measure)?;
    complete(issue.official.is_some(), Field::Official)?;
    complete(issue.department.is_some(), Field::Department)?;
    complete(issue.due.is_some(), Field::Due)
}

fn in_chain(issue: &Issue, node: u8, facts: &Facts) -> Result<(), Refusal> {
    let chain = policy(issue, facts).map_or(0, |policy| policy.nodes.len());
    must(usize::from(node) < chain, Refusal::Elsewhere { field: Field::Node })
}

fn submit(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    // The one it was agreed on may have been another issue's, and dropped there since.
    complete(measure::planned(issue, facts), Field::Measure)?;
    let open = measure::open(issue, facts);
    must(open == 0, Refusal::MeasuresOpen { open })?;
    let policy = policy(issue, facts).ok_or(Refusal::Missing { field: Field::Category })?;
    complete(!policy.evidence || issue.proof_of_round().next().is_some(), Field::Evidence)?;
    let reached = |node: usize| issue.nodes.iter().any(|own| usize::from(*own) == node);
    complete((0..policy.nodes.len()).all(reached), Field::Node)
}

/// Whoever submitted it neither verifies it nor confirms that it held.
fn not_the_submitter(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    must(issue.submitted_by != Some(facts.viewer.person), Refusal::OwnSubmission)
}

fn confirm(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    not_the_submitter(issue, facts)?;
    match issue.lookback {
        Some(day) => must(facts.now.day() >= day, Refusal::LookbackNotDue { day }),
        None => Ok(()),
    }
}

fn merge(issue: &Issue, into: IssueId, facts: &Facts) -> Result<(), Refusal> {
    let target = must_be_in(facts.known.issue(into), |target| target.book, issue.book)?;
    must(target.id != issue.id, Refusal::Unchanged)?;
    must(target.unit == issue.unit, Refusal::Elsewhere { field: Field::Unit })?;
    must(target.origin == issue.origin, Refusal::Elsewhere { field: Field::Origin })?;
    // What is solved was looked at as it was: nothing more is put under its verification.
    let state: &'static str = target.state.into();
    must(target.state.open(), Refusal::TargetState { state: state.to_owned() })
}

/// What the writer stamps on a verification: the policy as it stands on this day.
fn lookback_days(issue: &Issue, act: &Act, facts: &Facts) -> Option<u16> {
    let verified = matches!(act, Act::Verify { .. });
    policy(issue, facts).filter(|_| verified).map(|policy| policy.lookback_days)
}

/// The policy of the issue's category, as the group has set it or as shipped.
fn policy(issue: &Issue, facts: &Facts) -> Option<Policy> {
    let category = issue.category?;
    let Book::Group(group) = issue.book else { return None };
    Some(facts.known.policies(group).map_or_else(|| Policies::shipped(group), Clone::clone).of(category).clone())
}

/// One more may be added to so many.
pub(super) fn few(have: usize) -> Result<(), Refusal> {
    must(have < MANY, Refusal::TooMany { max: MANY })
}
