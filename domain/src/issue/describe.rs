//! What must hold when an issue is found and when its description is amended. Reads only.

use std::collections::HashSet;

use super::act::{Facts as Description, Find};
use super::check::MANY;
use super::{From, Issue, Origin, State, transfer};
use crate::kinds::{ReportId, UnitId};
use crate::meeting::Becomes;
use crate::record::meanwhile::{must_be_alone, over};
use crate::record::{Facts, must_be_in};
use crate::refusal::{Field, Refusal, Whose, complete, must};
use crate::unit::Unit;

/// The group raises issues of any origin; the unit brings in its own lists and its own research.
pub(super) fn find(find: &Find, facts: &Facts) -> Result<(), Refusal> {
    let viewer = facts.viewer;
    let organisation = find.facts.organisation;
    facts.must_see(find.unit, organisation)?;
    let unit = must_be_in(facts.known.unit(find.unit), |unit| unit.book(), facts.book)?;
    facts.must_be_open(unit.id)?;
    let theirs = viewer.in_unit(unit.id) || viewer.in_organisation(organisation);
    let own_origin = matches!(find.origin, Origin::TeamList | Origin::Research);
    must(viewer.in_group(facts.book) || (theirs && own_origin), Refusal::NotYours { whose: Whose::Group })?;
    described(&find.facts, None, unit)?;
    must(find.measures.len() <= MANY, Refusal::TooMany { max: MANY })?;
    let mut ids = HashSet::new();
    must(find.measures.iter().all(|measure| ids.insert(measure.id)), Refusal::Exists)?;
    if let Some(report) = find.report {
        found_by(report, unit.id, facts)?;
    }
    if let Some(quote) = &find.visit {
        // The notes are the group's own, and so is what is raised from them.
        viewer.must_be_group(facts.book)?;
        let visit = facts.known.visit(quote.visit);
        let there = visit.is_some_and(|visit| visit.unit == unit.id && visit.book == facts.book);
        must(there, Refusal::Elsewhere { field: Field::Visit })?;
    }
    if let Some(own) = find.meeting {
        viewer.must_be_group(facts.book)?;
        let meeting = facts.known.meeting(own.meeting).filter(|meeting| meeting.book == facts.book);
        let decision = meeting.and_then(|meeting| meeting.decision(own.decision)).map(|own| &own.resolution);
        let becomes = Becomes::Issue { issue: find.issue };
        let there = decision.is_some_and(|own| own.becomes == becomes && own.unit == Some(unit.id));
        must(there, Refusal::Elsewhere { field: Field::Meeting })?;
    }
    find.from.map_or(Ok(()), |from| came_from(find, from, facts))
}

/// The report is one of the same unit.
pub(super) fn found_by(report: ReportId, unit: UnitId, facts: &Facts) -> Result<(), Refusal> {
    let own = facts.known.report(report).is_some_and(|report| report.unit == unit && report.book == facts.book);
    must(own, Refusal::Elsewhere { field: Field::Report })
}

/// An issue splits within its unit, or is taken up by the unit that it was transferred to.
fn came_from(find: &Find, from: From, facts: &Facts) -> Result<(), Refusal> {
    let source = must_be_in(facts.known.issue(from.issue()), |source| source.book, facts.book)?;
    let handed_over = source.transferred_to == Some(find.unit);
    let seen = facts.viewer.sees(source.book, Some(source.unit), source.organisation);
    must(seen || handed_over, Refusal::NotFound)?;
    must(source.origin == find.origin, Refusal::Elsewhere { field: Field::Origin })?;
    let here = match from {
        From::Split { .. } => source.unit == find.unit,
        From::Transfer { .. } => handed_over,
    };
    must(here, Refusal::Elsewhere { field: Field::Unit })?;
    match from {
        From::Split { .. } => Ok(()),
        From::Transfer { issue } => transfer::must_be_free(issue, find.unit, facts),
    }
}

/// What was agreed stays complete. What somebody else changed meanwhile stands; what both changed is refused.
pub(super) fn amend(
    issue: &Issue,
    mine: &Description,
    was: Option<&Description>,
    facts: &Facts,
) -> Result<(), Refusal> {
    let unit = facts.known.unit(issue.unit).ok_or(Refusal::NotFound)?;
    let now = issue.description();
    must_be_alone(was, mine, &now)?;
    let description = &over(was, mine, &now);
    described(description, Some(issue), unit)?;
    if issue.phase() != State::Found {
        complete(description.category.is_some(), Field::Category)?;
        complete(description.official.is_some(), Field::Official)?;
        complete(description.department.is_some(), Field::Department)?;
        complete(description.due.is_some(), Field::Due)?;
    }
    must(*description != now, Refusal::Unchanged)
}

/// The organisation is one of the unit's, and open unless it has the issue already.
fn described(description: &Description, before: Option<&Issue>, unit: &Unit) -> Result<(), Refusal> {
    let Some(id) = description.organisation else { return Ok(()) };
    let kept = before.is_some_and(|issue| issue.organisation == Some(id));
    let open = unit.organisation(id).is_some_and(|own| own.closed_at.is_none());
    must(kept || open, Refusal::Elsewhere { field: Field::Organisation })
}
