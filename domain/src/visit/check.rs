//! Who may do what to a visit, and when. Reads only; `fold.rs` makes the change.

use super::act::{Act, Amended, Recorded};
use super::{Description, Findings, Form, Promise, Promised, Visit, checklist, drawn};
use crate::entry::Stamp;
use crate::issue::Hash;
use crate::kinds::{Book, PersonId, PromiseId};
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};
use crate::unit::Unit;
use crate::viewer::Role;

/// At most so many promises on one visit, members who go.
const MANY: usize = 50;
/// At most so many photos on one visit.
pub const PHOTOS: usize = 30;
/// At most so many people were talked to: a hall, not a slip of a thumb.
pub const PEOPLE: u16 = 5_000;
/// Degrees of latitude and longitude, in millionths.
const LATITUDE: u32 = 90_000_000;
const LONGITUDE: u32 = 180_000_000;

/// # Errors
/// Not the group's; a visit in another state; somebody else changed it meanwhile; what is said does not hold.
pub fn check(visit: Option<&Visit>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    match act {
        Act::Plan { unit: id, description, drawn, .. } => {
            let unit = facts.open_unit(*id)?;
            facts.viewer.must_be_group(facts.book)?;
            must_be_new(visit)?;
            described(description, None, unit, facts)?;
            checklist::check(&description.checklist, false)?;
            drawn.as_ref().map_or(Ok(()), |drawn| drawn::plan(drawn, *id, facts))
        }
        Act::Record(recorded) if visit.is_none() => {
            let unit = facts.open_unit(recorded.unit)?;
            facts.viewer.must_be_group(facts.book)?;
            came_of_it(recorded, None, unit, facts)
        }
        Act::Record(_)
        | Act::Amend(_)
        | Act::Cancel { .. }
        | Act::Reinstate { .. }
        | Act::AddPromise { .. }
        | Act::KeepPromise { .. }
        | Act::DropPromise { .. }
        | Act::ReopenPromise { .. }
        | Act::Cite { .. }
        | Act::Uncite { .. }
        | Act::EraseNames { .. } => on_record(visit, act, facts),
    }
    .map(|()| Stamp::default())
}

/// A visit that is there already, for who may know of it.
fn on_record(visit: Option<&Visit>, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let visit = must_be_in(visit, |visit| visit.book, facts.book)?;
    let seen = facts.viewer.sees(visit.book, visit.seen_by(), visit.seen_by_organisation());
    must(seen, Refusal::NotFound)?;
    who(visit, act, facts)?;
    existing(visit, act, facts)
}

fn who(visit: &Visit, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let viewer = facts.viewer;
    match act {
        Act::Plan { .. }
        | Act::Record(_)
        | Act::Amend(_)
        | Act::AddPromise { .. }
        | Act::DropPromise { .. }
        | Act::ReopenPromise { .. }
        | Act::Cite { .. }
        | Act::Uncite { .. } => viewer.must_be_group(visit.book),
        // What is counted already is taken back by who recorded it, or by the group's lead.
        Act::Cancel { .. } | Act::Reinstate { .. } | Act::EraseNames { .. } => {
            viewer.must_be_group(visit.book)?;
            let own = visit.recorded_by.is_none_or(|by| by == viewer.person);
            if own { Ok(()) } else { viewer.must_lead_group(visit.book) }
        }
        Act::KeepPromise { .. } => {
            let theirs = viewer.in_organisation(visit.description.organisation);
            if theirs { Ok(()) } else { viewer.must_be_unit_or_group(visit.book, visit.unit) }
        }
    }
}

fn existing(visit: &Visit, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: visit.state().to_owned() };
    match act {
        Act::Plan { .. } => Err(Refusal::Exists),
        Act::Record(recorded) => {
            must(visit.cancelled_at.is_none(), wrong())?;
            // Two who were there recorded it both: the second sees what the first wrote;
            // and who recorded a plan that was changed meanwhile, what it says now.
            let knew = recorded.based_on.is_none_or(|seq| seq == visit.version);
            must(visit.recorded_at.is_none() && knew, Refusal::Overtaken { seq: visit.version })?;
            must(visit.unit == recorded.unit, Refusal::Elsewhere { field: Field::Unit })?;
            came_of_it(recorded, Some(visit), facts.seen_unit(visit.unit)?, facts)
        }
        Act::Amend(amended) => {
            must(visit.cancelled_at.is_none(), wrong())?;
            amend(visit, amended, facts)
        }
        Act::Cancel { reason, .. } => {
            reasoned(reason)?;
            must(visit.cancelled_at.is_none(), wrong())
        }
        Act::Reinstate { reason, .. } => {
            reasoned(reason)?;
            must(visit.cancelled_at.is_some(), wrong())?;
            visit.drawn.as_ref().map_or(Ok(()), |drawn| drawn::free(drawn, Some(visit), facts))
        }
        Act::AddPromise { promise, .. } => {
            must(visit.state() == "recorded", wrong())?;
            facts.must_be_open(visit.unit)?;
            must(visit.promises.len() < MANY, Refusal::TooMany { max: MANY })?;
            must(visit.promise(promise.id).is_none(), Refusal::Exists)
        }
        Act::KeepPromise { promise, .. } => {
            must(visit.state() == "recorded", wrong())?;
            of_promise(visit, *promise, Promise::open)
        }
        Act::DropPromise { promise, reason, .. } => {
            reasoned(reason)?;
            must(visit.state() == "recorded", wrong())?;
            of_promise(visit, *promise, Promise::open)
        }
        Act::ReopenPromise { promise, reason, .. } => {
            reasoned(reason)?;
            must(visit.state() == "recorded", wrong())?;
            facts.must_be_open(visit.unit)?;
            of_promise(visit, *promise, |own| !own.open())
        }
        Act::Cite { citation, .. } => {
            must(visit.cancelled_at.is_none(), wrong())?;
            must(visit.standards.len() < MANY, Refusal::TooMany { max: MANY })?;
            must(visit.standards.iter().all(|own| own != citation), Refusal::Exists)?;
            crate::standard::known(*citation, visit.book, facts)
        }
        Act::Uncite { standard, .. } => {
            must(visit.standards.iter().any(|own| own.standard == *standard), Refusal::NotFound)
        }
        Act::EraseNames { names, reason, .. } => {
            reasoned(reason)?;
            complete(!names.is_empty(), Field::Names)?;
            let here = visit.all_names();
            must(names.iter().all(|own| here.contains(&own)), Refusal::NotFound)
        }
    }
}

fn of_promise(visit: &Visit, id: PromiseId, when: fn(&Promise) -> bool) -> Result<(), Refusal> {
    let promise = visit.promise(id).ok_or(Refusal::NotFound)?;
    must(when(promise), Refusal::WrongState { state: promise.state().to_owned() })
}

/// What changed meanwhile is shown beside what was typed; nothing is overwritten unseen.
fn amend(visit: &Visit, amended: &Amended, facts: &Facts) -> Result<(), Refusal> {
    must(amended.based_on == visit.version, Refusal::Overtaken { seq: visit.version })?;
    let wrong = || Refusal::WrongState { state: visit.state().to_owned() };
    must(amended.findings.is_some() == visit.findings.is_some(), wrong())?;
    described(&amended.description, Some(visit), facts.seen_unit(visit.unit)?, facts)?;
    checklist::check(&amended.description.checklist, visit.findings.is_some())?;
    if let Some(findings) = &amended.findings {
        happened(&amended.description, findings, Some(visit), facts)?;
    }
    let same = amended.description == visit.description && amended.findings == visit.findings;
    must(!same, Refusal::Unchanged)
}

/// The organisation is one of the unit's and open, a site visit says where it went, and who goes is of the group;
/// what the visit has already may stay.
fn described(own: &Description, before: Option<&Visit>, unit: &Unit, facts: &Facts) -> Result<(), Refusal> {
    let before = before.map(|visit| &visit.description);
    if let Some(id) = own.organisation {
        let kept = before.is_some_and(|before| before.organisation == Some(id));
        let open = unit.organisation(id).is_some_and(|own| own.closed_at.is_none());
        must(kept || open, Refusal::Elsewhere { field: Field::Organisation })?;
    }
    match own.form {
        Form::Site => complete(own.site.is_some(), Field::Place)?,
        Form::Meeting | Form::Activity | Form::Seminar | Form::Interview | Form::Phone | Form::Documents => {
            must(own.site.is_none(), Refusal::Elsewhere { field: Field::Place })?;
        }
    }
    must(own.members.len() <= MANY, Refusal::TooMany { max: MANY })?;
    complete(!own.members.is_empty(), Field::Members)?;
    let there = |id: &PersonId| before.is_some_and(|before| before.members.contains(id)) || of_group(*id, facts);
    must(own.members.iter().all(there), Refusal::Elsewhere { field: Field::Members })?;
    let once = own.members.iter().enumerate().all(|(place, id)| !own.members[..place].contains(id));
    must(once, Refusal::Exists)?;
    let once = own.strands.iter().enumerate().all(|(place, strand)| !own.strands[..place].contains(strand));
    must(once, Refusal::Exists)
}

fn of_group(id: PersonId, facts: &Facts) -> bool {
    let here = |role: &Role| matches!(role, Role::Group { group, .. } if Book::Group(*group) == facts.book);
    facts.known.person(id).is_some_and(|person| person.roles.iter().any(here))
}

fn came_of_it(recorded: &Recorded, before: Option<&Visit>, unit: &Unit, facts: &Facts) -> Result<(), Refusal> {
    described(&recorded.description, before, unit, facts)?;
    checklist::check(&recorded.description.checklist, true)?;
    happened(&recorded.description, &recorded.findings, before, facts)?;
    let promises = &recorded.promises;
    must(promises.len() <= MANY, Refusal::TooMany { max: MANY })?;
    let new = |(place, own): (usize, &Promised)| {
        let mut others = promises[..place].iter().map(|other| other.id);
        !others.any(|id| id == own.id)
    };
    must(promises.iter().enumerate().all(new), Refusal::Exists)
}

/// It lies behind us, whoever was talked to is counted, and photos have been stored before they are named.
fn happened(own: &Description, findings: &Findings, before: Option<&Visit>, facts: &Facts) -> Result<(), Refusal> {
    must(own.at.day() <= facts.now.day(), Refusal::TooLate { field: Field::Time })?;
    must(findings.people <= PEOPLE, Refusal::TooMany { max: usize::from(PEOPLE) })?;
    complete(!own.form.names_people() || findings.people > 0, Field::People)?;
    let named = findings.names.is_some();
    must(!named || own.form.names_people(), Refusal::Elsewhere { field: Field::Names })?;
    must(findings.photos.len() <= PHOTOS, Refusal::TooMany { max: PHOTOS })?;
    let kept = |hash: &Hash| before.is_some_and(|visit| visit.all_photos().any(|own| own.hash == *hash));
    let stored = |hash: &Hash| facts.known.files.contains(hash) || kept(hash);
    complete(findings.photos.iter().all(|photo| stored(&photo.hash)), Field::Photo)?;
    let on_earth = findings
        .position
        .is_none_or(|place| place.latitude.unsigned_abs() <= LATITUDE && place.longitude.unsigned_abs() <= LONGITUDE);
    must(on_earth, Refusal::Malformed)
}
