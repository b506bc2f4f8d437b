//! Who may do what to a deployment, and when.

use std::collections::BTreeSet;

use super::{Act, Content, Deployment, MANY, Place, Said, Step, shows};
use crate::act::Subject;
use crate::entry::Stamp;
use crate::record::meanwhile::amended;
use crate::record::{Facts, Record, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, Whose, complete, must, reasoned};

/// # Errors
/// Not the one whose step it is; a matter without units or with strangers' organisations; a step before the one that comes
/// first, in the future, or without what belongs to it.
pub fn check(deployment: Option<&Deployment>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Open { content, .. } = act {
        must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
        facts.viewer.must_be_group(facts.book)?;
        must_be_new(deployment)?;
        sound(content, None, facts)?;
        let number = facts.known.highest(Subject::Deployment, facts.book) + 1;
        return Ok(Stamp { number: Some(number), ..Stamp::default() });
    }
    let own = must_be_in(deployment, |own| own.book, facts.book)?;
    must(own.is_known_to(facts.viewer), Refusal::NotFound)?;
    match act.place() {
        Some(place) => must_be_there(own, place, facts)?,
        None => facts.viewer.must_be_group(facts.book)?,
    }
    existing(own, act, facts).map(|()| Stamp::default())
}

/// The place is a row of this matter that the viewer may know of, and is theirs to report for.
fn must_be_there(own: &Deployment, place: Place, facts: &Facts) -> Result<(), Refusal> {
    must(own.content.places().any(|one| one == place), Refusal::NotFound)?;
    must(facts.viewer.sees(facts.book, Some(place.unit), place.organisation), Refusal::NotFound)?;
    let theirs = facts.viewer.in_unit(place.unit)
        || (place.organisation.is_some() && facts.viewer.in_organisation(place.organisation));
    must(theirs, Refusal::NotYours { whose: Whose::Unit })
}

fn existing(own: &Deployment, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: own.state().to_owned() };
    match act {
        Act::Open { .. } => Err(Refusal::Exists),
        Act::Change { content, was, .. } => {
            must(own.runs(), wrong())?;
            let content = amended(was.as_deref(), content, &own.content)?;
            let stays = |place: Place| content.places().any(|one| one == place);
            must(own.taken.iter().all(|one| stays(one.said.place)), Refusal::Elsewhere { field: Field::Unit })?;
            sound(&content, Some(&own.content), facts)
        }
        Act::Report { said, .. } => {
            must(own.runs(), wrong())?;
            must(own.step(said.place, said.step).is_none_or(|one| one.said != **said), Refusal::Unchanged)?;
            taken(own, said, facts)
        }
        Act::TakeBack { place, step, reason, .. } => {
            reasoned(reason)?;
            must(own.runs(), wrong())?;
            must(own.step(*place, *step).is_some(), Refusal::NotFound)?;
            // what stands on it goes first
            let later = step.after().is_some_and(|after| own.step(*place, after).is_some());
            must(!later, Refusal::Elsewhere { field: Field::Step })
        }
        Act::Close { .. } => must(own.runs(), wrong()),
        Act::Reopen { reason, .. } => {
            reasoned(reason)?;
            must(own.closed.is_some() && own.withdrawn.is_none(), wrong())
        }
        Act::Withdraw { reason, .. } => {
            reasoned(reason)?;
            must(own.withdrawn.is_none(), wrong())
        }
    }
}

/// In order, on days that can be, with a result where one belongs.
fn taken(own: &Deployment, said: &Said, facts: &Facts) -> Result<(), Refusal> {
    must(said.day <= facts.now.day(), Refusal::TooLate { field: Field::Day })?;
    if let Some(before) = said.step.before() {
        let before = own.step(said.place, before).ok_or(Refusal::Missing { field: Field::Step })?;
        must(said.day >= before.said.day, Refusal::TooEarly { field: Field::Day })?;
    }
    if let Some(after) = said.step.after().and_then(|after| own.step(said.place, after)) {
        must(said.day <= after.said.day, Refusal::TooLate { field: Field::Day })?;
    }
    match said.step {
        Step::Assessed => complete(said.result.is_some(), Field::Result)?,
        Step::Deployed | Step::Inspected => {
            must(said.result.is_none(), Refusal::Elsewhere { field: Field::Result })?;
        }
    }
    shown(said, facts)
}

/// Something shows it: a file that is there, a record of this unit that whoever reports may read, a line.
fn shown(said: &Said, facts: &Facts) -> Result<(), Refusal> {
    complete(said.is_shown(), Field::Evidence)?;
    let there = |hash| facts.known.files.contains(hash);
    complete(said.proof.as_ref().is_none_or(|proof| there(&proof.hash)), Field::Evidence)?;
    let Some(key) = said.record else { return Ok(()) };
    let own = facts.known.records.get(&key).filter(|own| shows(own));
    let sees = |own: &&Record| facts.viewer.sees(facts.book, own.unit(), own.organisation());
    let theirs = own.filter(sees).is_some_and(|own| own.unit() == Some(said.place.unit));
    must(theirs, Refusal::Elsewhere { field: Field::Record })
}

/// A unit that is closed does not come in; where it is in already, it may stay.
fn sound(content: &Content, before: Option<&Content>, facts: &Facts) -> Result<(), Refusal> {
    complete(!content.sides.is_empty(), Field::Unit)?;
    must(content.sides.len() <= MANY, Refusal::TooMany { max: MANY })?;
    must(content.places().collect::<BTreeSet<_>>().len() == content.places().count(), Refusal::Exists)?;
    for side in &content.sides {
        must(side.organisations.len() <= MANY, Refusal::TooMany { max: MANY })?;
        let unit = facts.seen_unit(side.unit)?;
        let stays = before.is_some_and(|before| before.sides.iter().any(|own| own.unit == side.unit));
        must(stays || unit.closed.is_none(), Refusal::UnitClosed)?;
        let own = |wanted| unit.organisations.iter().any(|one| one.id == wanted);
        must(side.organisations.iter().all(|one| own(*one)), Refusal::Elsewhere { field: Field::Organisation })?;
    }
    let days = [content.days.deployed, content.days.inspected, content.days.assessed];
    let days: Vec<_> = days.into_iter().flatten().collect();
    must(days.is_sorted(), Refusal::TooEarly { field: Field::Due })
}
