//! Who may do what to a meeting, and when.

use std::collections::HashSet;

use super::{Act, Attendee, Becomes, Decision, LINES, MANY, Meeting, Plan, Point, Resolution, Roll, Series, Source};
use crate::cases::Cases;
use crate::entry::Stamp;
use crate::kinds::{DecisionId, UnitId};
use crate::record::meanwhile::amended;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, Whose, complete, must, reasoned};
use crate::worklist;

/// # Errors
/// Not the one whose step it is; a point or decision about a stranger's record; a line by somebody who does not hold the pen;
/// a step out of order.
pub fn check(meeting: Option<&Meeting>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Plan { plan, agenda, .. } = act {
        must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
        facts.viewer.must_be_group(facts.book)?;
        must_be_new(meeting)?;
        planned(plan, facts)?;
        plan.series.unit().map_or(Ok(()), |unit| facts.must_be_open(unit))?;
        must(agenda.len() <= MANY, Refusal::TooMany { max: MANY })?;
        let mut ids = HashSet::new();
        must(agenda.iter().all(|own| ids.insert(own.id)), Refusal::Exists)?;
        agenda.iter().try_for_each(|own| point(own, plan.series, facts))?;
        return Ok(Stamp::default());
    }
    let own = must_be_in(meeting, |own| own.book, facts.book)?;
    must(own.is_known_to(facts.viewer), Refusal::NotFound)?;
    // what was decided for others, a unit does not know of
    let known = |decision| own.decision_for(decision, facts.viewer).is_some();
    must(act.decision().is_none_or(known), Refusal::NotFound)?;
    who(own, act, facts)?;
    when(own, act)?;
    what(own, act, facts).map(|()| Stamp::default())
}

/// The group; the unit may say that what it was to do is done, and put something on the agenda of a dispatch meeting.
fn who(own: &Meeting, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let theirs = match act {
        Act::AddPoint { point, .. } => own.plan.series.unit().filter(|_| point.source == Source::Hand),
        Act::Settle { decision, .. } => own.decision(*decision).and_then(|own| own.resolution.unit),
        Act::Plan { .. }
        | Act::Change { .. }
        | Act::DropPoint { .. }
        | Act::Cancel { .. }
        | Act::Attend { .. }
        | Act::TakePen { .. }
        | Act::Write { .. }
        | Act::Decide { .. }
        | Act::Speak { .. }
        | Act::Unsettle { .. }
        | Act::Close { .. }
        | Act::Reopen { .. } => None,
    };
    match theirs {
        Some(unit) => facts.viewer.must_be_unit_or_group(facts.book, unit),
        None => facts.viewer.must_be_group(facts.book),
    }
}

fn when(own: &Meeting, act: &Act) -> Result<(), Refusal> {
    let allowed: &[&str] = match act {
        Act::Plan { .. } => &[],
        Act::Cancel { .. } => &["planned"],
        Act::Change { .. }
        | Act::AddPoint { .. }
        | Act::DropPoint { .. }
        | Act::Attend { .. }
        | Act::TakePen { .. } => &["planned", "open"],
        Act::Write { .. } | Act::Decide { .. } | Act::Close { .. } => &["open"],
        Act::Speak { .. } | Act::Settle { .. } | Act::Unsettle { .. } => &["open", "closed"],
        Act::Reopen { .. } => &["closed"],
    };
    must(allowed.contains(&own.state()), Refusal::WrongState { state: own.state().to_owned() })
}

fn what(own: &Meeting, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    match act {
        Act::Plan { .. } => Err(Refusal::Exists),
        Act::Change { plan, was, .. } => {
            // whose meeting it is, is who may read it
            must(own.plan.series == plan.series, Refusal::Differs { field: Field::Unit })?;
            planned(&amended(was.as_deref(), plan, &own.plan)?, facts)
        }
        Act::AddPoint { point: new, .. } => {
            must(own.agenda.len() < MANY, Refusal::TooMany { max: MANY })?;
            must(own.point(new.id).is_none(), Refusal::Exists)?;
            must(!own.asks(new.source, new.unit), Refusal::Exists)?;
            point(new, own.plan.series, facts)
        }
        Act::DropPoint { point, .. } => {
            must(own.point(*point).is_some(), Refusal::NotFound)?;
            // what was said to it stays where it stands
            let spoken = own.lines.iter().any(|line| line.point == Some(*point));
            let decided = own.decisions.iter().any(|one| one.resolution.point == Some(*point));
            must(!spoken && !decided, Refusal::Elsewhere { field: Field::Note })
        }
        Act::Cancel { reason, .. } | Act::Reopen { reason, .. } => reasoned(reason),
        Act::Attend { attendees, was, .. } => attended(own, attendees, was.as_deref()),
        Act::TakePen { .. } => {
            must(own.clerk.is_none_or(|clerk| clerk.person != facts.viewer.person), Refusal::Unchanged)
        }
        Act::Write { line, point, text, .. } => {
            holds_the_pen(own, facts)?;
            must(point.is_none_or(|point| own.point(point).is_some()), Refusal::NotFound)?;
            let before = own.line(*line);
            must(before.is_some() || own.lines.len() < LINES, Refusal::TooMany { max: LINES })?;
            must(before.map(|own| &own.text) != text.as_ref(), Refusal::Unchanged)
        }
        Act::Decide { resolution, .. } => decided(own, resolution, facts),
        Act::Speak { decision, agrees, note, .. } => {
            let own = found(own, *decision)?;
            must(*agrees || note.is_some(), Refusal::Missing { field: Field::Note })?;
            let last = own.voices.iter().find(|own| own.by.person == facts.viewer.person);
            must(last.is_none_or(|last| (last.agrees, &last.note) != (*agrees, note)), Refusal::Unchanged)
        }
        Act::Settle { decision, .. } => must(waits(found(own, *decision)?, facts), Refusal::Unchanged),
        Act::Unsettle { decision, reason, .. } => {
            reasoned(reason)?;
            must(found(own, *decision)?.settled.is_some(), Refusal::Unchanged)
        }
        Act::Close { .. } => {
            let came = own.attendees.iter().any(|one| one.presence == super::Presence::Present);
            complete(came, Field::Attendees)
        }
    }
}

fn found(own: &Meeting, decision: DecisionId) -> Result<&Decision, Refusal> {
    own.decision(decision).ok_or(Refusal::NotFound)
}

/// Is it still to be done, as far as what it became is at hand?
fn waits(own: &Decision, facts: &Facts) -> bool {
    if own.open() || own.settled.is_some() {
        return own.open();
    }
    let (issues, notices, lists): (Vec<_>, Vec<_>, Vec<_>) = (
        facts.known.issues().cloned().collect(),
        facts.known.notices().cloned().collect(),
        facts.known.worklists().cloned().collect(),
    );
    own.waits(Cases { issues: &issues, notices: &notices, lists: &lists, ..Cases::default() })
}

fn holds_the_pen(own: &Meeting, facts: &Facts) -> Result<(), Refusal> {
    let holds = own.clerk.is_some_and(|clerk| clerk.person == facts.viewer.person);
    must(holds, Refusal::NotYours { whose: Whose::Clerk })
}

fn planned(plan: &Plan, facts: &Facts) -> Result<(), Refusal> {
    plan.series.unit().map_or(Ok(()), |unit| facts.seen_unit(unit).map(|_| ()))
}

/// Each once, also put together with whom others called meanwhile.
fn attended(own: &Meeting, attendees: &[Attendee], was: Option<&Roll>) -> Result<(), Refusal> {
    let few = |all: &[Attendee]| must(all.len() <= MANY, Refusal::TooMany { max: MANY });
    few(attendees)?;
    was.map_or(Ok(()), |was| few(&was.attendees))?;
    let mut names = HashSet::new();
    must(attendees.iter().all(|one| names.insert(&one.name)), Refusal::Taken { field: Field::Name })?;
    few(&amended(was, &Roll::of(attendees), &own.roll())?.attendees)
}

/// Of a unit of this group, and at a dispatch meeting of its own; about a record of that unit.
fn point(own: &Point, series: Series, facts: &Facts) -> Result<(), Refusal> {
    let here = series.unit().is_none_or(|unit| own.unit.is_none_or(|one| one == unit));
    must(here, Refusal::Elsewhere { field: Field::Unit })?;
    if let Some(unit) = own.unit {
        facts.open_unit(unit)?;
    }
    let of = |unit: UnitId| own.unit == Some(unit);
    let fits = match own.source {
        Source::Late { issue } | Source::Stuck { issue } | Source::Due { issue } => {
            facts.known.issue(issue).is_some_and(|own| of(own.unit))
        }
        Source::Promised { visit, promise } => {
            facts.known.visit(visit).is_some_and(|own| of(own.unit) && own.promise(promise).is_some())
        }
        Source::Asked { notice } => {
            let there = |unit| facts.known.notice(notice).is_some_and(|own| own.addressee(unit).is_some());
            own.unit.is_some_and(there)
        }
        Source::Decided { meeting, decision } => facts
            .known
            .meeting(meeting)
            .is_some_and(|own| own.book == facts.book && own.plan.series == series && own.decision(decision).is_some()),
        Source::Owed { owed } => own.unit.is_some_and(|unit| owed.is_of(unit, facts.known)),
        Source::Hand => true,
    };
    must(fits, Refusal::Elsewhere { field: Field::Item })
}

/// What it becomes must be accepted too: the rules of that act are looked at here.
fn decided(own: &Meeting, new: &Resolution, facts: &Facts) -> Result<(), Refusal> {
    must(own.decisions.len() < MANY, Refusal::TooMany { max: MANY })?;
    must(own.decision(new.id).is_none(), Refusal::Exists)?;
    must(new.point.is_none_or(|point| own.point(point).is_some()), Refusal::NotFound)?;
    let here = own.plan.series.unit().is_none_or(|unit| new.unit.is_none_or(|one| one == unit));
    must(here, Refusal::Elsewhere { field: Field::Unit })?;
    if let Some(unit) = new.unit {
        facts.open_unit(unit)?;
    }
    let alone = matches!(new.becomes, Becomes::Minutes | Becomes::Item { .. });
    // nobody does what the whole group is to do; one of it is to be named, or a unit
    complete(!alone || new.unit.is_some() || new.who.is_some(), Field::Who)?;
    must(new.due >= facts.now.day(), Refusal::TooEarly { field: Field::Due })?;
    match new.becomes {
        Becomes::Minutes => Ok(()),
        Becomes::Item { worklist, item } => {
            let list = must_be_in(
                facts.known.worklist(worklist).map(AsRef::as_ref),
                |own: &worklist::Worklist| own.book,
                facts.book,
            )?;
            must(list.items.len() < worklist::ITEMS, Refusal::TooMany { max: worklist::ITEMS })?;
            must(list.item(item).is_none(), Refusal::Exists)
        }
        Becomes::Issue { issue } => {
            complete(new.unit.is_some(), Field::Unit)?;
            must_be_new(facts.known.issue(issue))
        }
        Becomes::Notice { notice } => {
            complete(new.unit.is_some(), Field::Unit)?;
            must_be_new(facts.known.notice(notice))
        }
    }
}
