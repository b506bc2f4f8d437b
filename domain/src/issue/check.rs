//! Who may do what to an issue, and when. Reads only; `fold.rs` makes the change.

use super::act::{Act, Facts as Description, Find, Plan};
use super::{From, Issue, REASON_MIN, State};
use crate::entry::Stamp;
use crate::kinds::{IssueId, MeasureId, Note};
use crate::policy::{Policies, Policy};
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, Whose};

/// At most so many measures, files, shared measures on one issue: a slip of a script is not a plan.
const MANY: usize = 200;

/// Decides about one act on one issue.
///
/// # Errors
/// The [`Refusal`] that the person reads.
pub fn check(issue: Option<&Issue>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Find(find) = act {
        must_be_new(issue)?;
        return find_allowed(find, facts);
    }
    let issue = must_be_in(issue, |issue| issue.book, facts.book)?;
    if !facts.viewer.sees(issue.book, Some(issue.unit), issue.organisation) {
        return Err(Refusal::NotFound);
    }
    if let Act::Verify { .. } = act {
        return verify(issue, facts);
    }
    existing(issue, act, facts).map(|()| Stamp::default())
}

fn existing(issue: &Issue, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let viewer = facts.viewer;
    let lead = || viewer.must_lead_group(issue.book);
    match act {
        Act::Find(_) | Act::Verify { .. } => Ok(()),
        Act::Amend { facts: description, .. } => amend(issue, description, facts),
        Act::AddMeasure { measure, .. } => add_measure(issue, measure, facts),
        Act::ChangeMeasure { measure, .. } => {
            planning(issue, facts).and_then(|()| measure_of(issue, measure.id, false))
        }
        Act::FinishMeasure { measure, .. } => working(issue, facts).and_then(|()| measure_of(issue, *measure, true)),
        Act::ReopenMeasure { measure, reason, .. } => {
            working(issue, facts)?;
            reasoned(reason)?;
            finished_measure(issue, *measure)
        }
        Act::DropMeasure { measure, reason, .. } => {
            planning(issue, facts)?;
            reasoned(reason)?;
            measure_of(issue, *measure, true)
        }
        Act::ShareMeasure { from, measure, .. } => share(issue, *from, *measure, facts),
        Act::UnshareMeasure { from, measure, .. } => {
            planning(issue, facts)?;
            let there = issue.shared.iter().any(|shared| shared.issue == *from && shared.measure == *measure);
            if there { Ok(()) } else { Err(Refusal::NotFound) }
        }
        Act::Agree { .. } => agree(issue, facts),
        Act::ReportProgress { node, .. } => progress(issue, *node, facts),
        Act::AddEvidence { hash, .. } => {
            working(issue, facts)?;
            few(issue.evidence.len())?;
            let twice = issue.proof().any(|evidence| evidence.hash == *hash);
            must(!twice, Refusal::Taken { field: Field::Evidence })?;
            must(facts.known.files.contains(hash), Refusal::Missing { field: Field::Evidence })
        }
        Act::WithdrawEvidence { hash, reason, .. } => {
            working(issue, facts)?;
            reasoned(reason)?;
            must(issue.proof().any(|evidence| evidence.hash == *hash), Refusal::NotFound)
        }
        Act::Submit { .. } => submit(issue, facts),
        Act::Recall { reason, .. } => {
            staff(issue, facts)?;
            reasoned(reason)?;
            in_state(issue, &[State::Submitted])
        }
        Act::Return { reason, .. } => {
            viewer.must_be_group(issue.book)?;
            reasoned(reason)?;
            in_state(issue, &[State::Submitted])
        }
        Act::SetLookback { day, reason, .. } => {
            lead()?;
            reasoned(reason)?;
            in_state(issue, &[State::Verified])?;
            must(*day >= facts.now.day(), Refusal::TooEarly { field: Field::Day })?;
            must(issue.lookback != Some(*day), Refusal::Unchanged)
        }
        Act::Confirm { .. } => confirm(issue, facts),
        Act::Relapse { reason, .. } => {
            viewer.must_be_group(issue.book)?;
            reasoned(reason)?;
            in_state(issue, &[State::Verified, State::Held])
        }
        Act::Dispute { reason, .. } => {
            staff(issue, facts)?;
            reasoned(reason)?;
            in_state(issue, &[State::Found, State::Agreed, State::InProgress])
        }
        Act::Settle { reason, .. } => {
            viewer.must_be_group(issue.book)?;
            reasoned(reason)?;
            in_state(issue, &[State::Disputed])
        }
        Act::Withdraw { reason, .. } => {
            lead()?;
            reasoned(reason)?;
            in_state(issue, OPEN)
        }
        Act::Merge { into, reason, .. } => merge(issue, *into, reason, facts),
        Act::Transfer { to, reason, .. } => {
            lead()?;
            reasoned(reason)?;
            in_state(issue, OPEN)?;
            let unit = must_be_in(facts.known.unit(*to), |unit| unit.book(), facts.book)?;
            must(unit.id != issue.unit, Refusal::Unchanged)
        }
        Act::Reinstate { reason, .. } => {
            lead()?;
            reasoned(reason)?;
            in_state(issue, &[State::Withdrawn, State::Merged, State::Transferred])
        }
        Act::Comment { .. } => participant(issue, facts),
    }
}

const OPEN: &[State] = &[State::Found, State::Agreed, State::InProgress, State::Submitted, State::Disputed];

fn find_allowed(find: &Find, facts: &Facts) -> Result<Stamp, Refusal> {
    use super::Origin;
    let viewer = facts.viewer;
    let unit = must_be_in(facts.known.unit(find.unit), |unit| unit.book(), facts.book)?;
    let organisation = find.facts.organisation;
    let theirs = viewer.in_unit(unit.id) || (organisation.is_some() && viewer.in_organisation(organisation));
    must(viewer.in_group(facts.book) || viewer.sees(facts.book, Some(unit.id), organisation), Refusal::NotFound)?;
    let own_origin = matches!(find.origin, Origin::TeamList | Origin::Research);
    must(viewer.in_group(facts.book) || (theirs && own_origin), Refusal::NotYours { whose: Whose::Group })?;
    described(&find.facts, unit)?;
    few(find.measures.len())?;
    if let Some(report) = find.report {
        let report = facts.known.report(report).filter(|report| report.unit == unit.id);
        must(report.is_some(), Refusal::Elsewhere { field: Field::Report })?;
    }
    if let Some(from) = find.from {
        came_from(find, from, facts)?;
    }
    let number = facts.known.numbers.get(&(facts.book, find.origin)).copied().unwrap_or(0) + 1;
    Ok(Stamp { number: Some(number), ..Stamp::default() })
}

fn came_from(find: &Find, from: From, facts: &Facts) -> Result<(), Refusal> {
    let source = facts.known.issue(from.issue()).filter(|issue| issue.book == facts.book).ok_or(Refusal::NotFound)?;
    must(source.origin == find.origin, Refusal::Elsewhere { field: Field::Origin })?;
    match from {
        From::Split { .. } => must(source.unit == find.unit, Refusal::Elsewhere { field: Field::Unit }),
        From::Transfer { .. } => {
            must(source.transferred_to == Some(find.unit), Refusal::Elsewhere { field: Field::Unit })
        }
    }
}

fn described(description: &Description, unit: &crate::unit::Unit) -> Result<(), Refusal> {
    match description.organisation {
        Some(id) if unit.organisation(id).is_none() => Err(Refusal::Elsewhere { field: Field::Organisation }),
        Some(_) | None => Ok(()),
    }
}

/// Before it is agreed the unit may describe it; afterwards only the group changes what was agreed.
fn amend(issue: &Issue, description: &Description, facts: &Facts) -> Result<(), Refusal> {
    match issue.state {
        State::Found | State::Disputed => participant(issue, facts)?,
        State::Agreed | State::InProgress | State::Submitted => facts.viewer.must_be_group(issue.book)?,
        State::Verified | State::Held | State::Withdrawn | State::Merged | State::Transferred => {
            return Err(wrong(issue));
        }
    }
    let unit = facts.known.unit(issue.unit).ok_or(Refusal::NotFound)?;
    described(description, unit)?;
    if issue.state != State::Found && issue.state != State::Disputed {
        complete(description.category.is_some(), Field::Category)?;
        complete(description.official.is_some(), Field::Official)?;
        complete(description.department.is_some(), Field::Department)?;
        complete(description.due.is_some(), Field::Due)?;
    }
    must(*description != issue.description(), Refusal::Unchanged)
}

fn add_measure(issue: &Issue, measure: &Plan, facts: &Facts) -> Result<(), Refusal> {
    planning(issue, facts)?;
    few(issue.measures.len())?;
    let there = issue.measures.iter().any(|own| own.id == measure.id);
    must(!there, Refusal::Exists)
}

fn share(issue: &Issue, from: IssueId, measure: MeasureId, facts: &Facts) -> Result<(), Refusal> {
    planning(issue, facts)?;
    few(issue.shared.len())?;
    let home = facts.known.issue(from).filter(|home| home.book == issue.book && home.unit == issue.unit);
    let home = home.ok_or(Refusal::NotFound)?;
    must(home.id != issue.id, Refusal::Unchanged)?;
    must(home.measures.iter().any(|own| own.id == measure), Refusal::NotFound)?;
    let there = issue.shared.iter().any(|shared| shared.measure == measure);
    must(!there, Refusal::Unchanged)
}

fn agree(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    facts.viewer.must_be_group(issue.book)?;
    in_state(issue, &[State::Found])?;
    complete(issue.category.is_some(), Field::Category)?;
    complete(!issue.measures.is_empty() || !issue.shared.is_empty(), Field::Measure)?;
    complete(issue.official.is_some(), Field::Official)?;
    complete(issue.department.is_some(), Field::Department)?;
    complete(issue.due.is_some(), Field::Due)
}

fn progress(issue: &Issue, node: Option<u8>, facts: &Facts) -> Result<(), Refusal> {
    worker(issue, facts)?;
    in_state(issue, &[State::Agreed, State::InProgress])?;
    let Some(node) = node else { return Ok(()) };
    let chain = policy(issue, facts).map_or(0, |policy| policy.nodes.len());
    must(usize::from(node) < chain, Refusal::Elsewhere { field: Field::Node })
}

fn submit(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    staff(issue, facts)?;
    in_state(issue, &[State::InProgress])?;
    let open = issue.measures.iter().filter(|measure| measure.done_at.is_none()).count();
    must(open == 0, Refusal::MeasuresOpen { open })?;
    if let Some(policy) = policy(issue, facts) {
        complete(!policy.evidence || issue.proof().next().is_some(), Field::Evidence)?;
        let all = (0..policy.nodes.len()).all(|node| issue.nodes.iter().any(|own| usize::from(*own) == node));
        complete(all, Field::Node)?;
    }
    Ok(())
}

fn verify(issue: &Issue, facts: &Facts) -> Result<Stamp, Refusal> {
    facts.viewer.must_be_group(issue.book)?;
    in_state(issue, &[State::Submitted])?;
    must(issue.submitted_by != Some(facts.viewer.person), Refusal::OwnSubmission)?;
    let days = policy(issue, facts).map(|policy| policy.lookback_days);
    Ok(Stamp { lookback_days: days, ..Stamp::default() })
}

fn confirm(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    facts.viewer.must_be_group(issue.book)?;
    in_state(issue, &[State::Verified])?;
    must(issue.submitted_by != Some(facts.viewer.person), Refusal::OwnSubmission)?;
    match issue.lookback {
        Some(day) if facts.now.day() < day => Err(Refusal::LookbackNotDue { day }),
        Some(_) | None => Ok(()),
    }
}

fn merge(issue: &Issue, into: IssueId, reason: &Note, facts: &Facts) -> Result<(), Refusal> {
    facts.viewer.must_lead_group(issue.book)?;
    reasoned(reason)?;
    in_state(issue, OPEN)?;
    let target = facts.known.issue(into).filter(|target| target.book == issue.book).ok_or(Refusal::NotFound)?;
    must(target.id != issue.id, Refusal::Unchanged)?;
    must(target.unit == issue.unit, Refusal::Elsewhere { field: Field::Unit })?;
    must(target.origin == issue.origin, Refusal::Elsewhere { field: Field::Origin })?;
    must(target.state.counted(), wrong(target))
}

/// The policy of the issue's category, as the group has set it or as shipped.
fn policy(issue: &Issue, facts: &Facts) -> Option<Policy> {
    let category = issue.category?;
    let crate::kinds::Book::Group(group) = issue.book else { return None };
    Some(facts.known.policies(group).map_or_else(|| Policies::shipped(group), Clone::clone).of(category).clone())
}

/// Measures are planned by both sides until the work is submitted; the timeline shows what was changed after it was agreed.
fn planning(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    match issue.state {
        State::Found | State::Agreed | State::InProgress | State::Disputed => participant(issue, facts),
        State::Submitted | State::Verified | State::Held | State::Withdrawn | State::Merged | State::Transferred => {
            Err(wrong(issue))
        }
    }
}

/// Work on it goes on: progress, measures, evidence.
fn working(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    worker(issue, facts)?;
    in_state(issue, &[State::Found, State::Agreed, State::InProgress])
}

/// The unit answers for its issues.
fn staff(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    facts.viewer.must_be_unit(issue.unit)
}

/// The unit, or the organisation that does the work.
fn worker(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    if facts.viewer.in_organisation(issue.organisation) { Ok(()) } else { staff(issue, facts) }
}

/// Anyone who works on it from either side.
fn participant(issue: &Issue, facts: &Facts) -> Result<(), Refusal> {
    if facts.viewer.in_group(issue.book) { Ok(()) } else { worker(issue, facts) }
}

fn measure_of(issue: &Issue, id: MeasureId, open: bool) -> Result<(), Refusal> {
    let measure = issue.measures.iter().find(|measure| measure.id == id).ok_or(Refusal::NotFound)?;
    must(!open || measure.done_at.is_none(), Refusal::Unchanged)
}

fn finished_measure(issue: &Issue, id: MeasureId) -> Result<(), Refusal> {
    let measure = issue.measures.iter().find(|measure| measure.id == id).ok_or(Refusal::NotFound)?;
    must(measure.done_at.is_some(), Refusal::Unchanged)
}

fn in_state(issue: &Issue, states: &[State]) -> Result<(), Refusal> {
    if states.contains(&issue.state) { Ok(()) } else { Err(wrong(issue)) }
}

fn wrong(issue: &Issue) -> Refusal {
    let state: &'static str = issue.state.into();
    Refusal::WrongState { state: state.to_owned() }
}

/// A reason that the other side can work with.
///
/// # Errors
/// [`Refusal::TooShort`].
pub(crate) fn reasoned(reason: &Note) -> Result<(), Refusal> {
    let length = reason.as_str().chars().count();
    if length < REASON_MIN { Err(Refusal::TooShort { min: REASON_MIN, length }) } else { Ok(()) }
}

fn few(have: usize) -> Result<(), Refusal> {
    must(have < MANY, Refusal::TooMany { max: MANY })
}

fn complete(there: bool, field: Field) -> Result<(), Refusal> {
    must(there, Refusal::Missing { field })
}

fn must(yes: bool, refusal: Refusal) -> Result<(), Refusal> {
    if yes { Ok(()) } else { Err(refusal) }
}
