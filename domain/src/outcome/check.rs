//! Who may do what to an outcome, and when.

use std::collections::BTreeSet;

use super::{Act, Content, Link, MANY, Outcome, names};
use crate::entry::Stamp;
use crate::kinds::UnitId;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// # Errors
/// Not the unit's or its group's; links to others' records; a lesson that names somebody.
pub fn check(outcome: Option<&Outcome>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Tell { unit, content, .. } = act {
        facts.seen_unit(*unit)?;
        facts.viewer.must_be_unit_or_group(facts.book, *unit)?;
        must_be_new(outcome)?;
        sound(content, *unit, facts)?;
        return Ok(Stamp::default());
    }
    let own = must_be_in(outcome, |own| own.book, facts.book)?;
    facts.must_see(own.unit, None)?;
    who(own, act, facts)?;
    existing(own, act, facts).map(|()| Stamp::default())
}

fn who(own: &Outcome, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    match act {
        Act::Publish { .. } | Act::Unpublish { .. } => facts.viewer.must_be_group(own.book),
        Act::Tell { .. }
        | Act::Change { .. }
        | Act::AddPicture { .. }
        | Act::RemovePicture { .. }
        | Act::Drop { .. }
        | Act::Restore { .. } => facts.viewer.must_be_unit_or_group(own.book, own.unit),
    }
}

fn existing(own: &Outcome, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: own.state().to_owned() };
    let stands = || must(own.dropped.is_none(), wrong());
    match act {
        Act::Tell { .. } => Err(Refusal::Exists),
        Act::Change { content, .. } => {
            stands()?;
            must(own.content != **content, Refusal::Unchanged)?;
            sound(content, own.unit, facts)
        }
        Act::AddPicture { picture, .. } => {
            stands()?;
            must(own.pictures.iter().all(|one| one.proof.hash != picture.hash), Refusal::Exists)?;
            must(own.pictures.len() < MANY, Refusal::TooMany { max: MANY })?;
            complete(facts.known.files.contains(&picture.hash), Field::Photo)
        }
        Act::RemovePicture { hash, .. } => {
            stands()?;
            must(own.pictures.iter().any(|one| one.proof.hash == *hash), Refusal::NotFound)
        }
        Act::Publish { lesson, .. } => {
            stands()?;
            must(own.lesson.as_ref().is_none_or(|one| one.0 != **lesson), Refusal::Unchanged)?;
            match names(own, lesson, facts.known).next() {
                Some(name) => Err(Refusal::Names { name }),
                None => Ok(()),
            }
        }
        Act::Unpublish { reason, .. } => {
            reasoned(reason)?;
            must(own.public().is_some(), wrong())
        }
        Act::Drop { reason, .. } => {
            reasoned(reason)?;
            stands()
        }
        Act::Restore { .. } => must(own.dropped.is_some(), wrong()),
    }
}

/// Every link leads to a record of the same unit, once.
fn sound(content: &Content, unit: UnitId, facts: &Facts) -> Result<(), Refusal> {
    must(content.links.len() <= MANY, Refusal::TooMany { max: MANY })?;
    must(content.links.iter().collect::<BTreeSet<_>>().len() == content.links.len(), Refusal::Exists)?;
    let of = |link: &Link| facts.known.records.get(&link.key()).and_then(crate::record::Record::unit);
    must(content.links.iter().all(|link| of(link) == Some(unit)), Refusal::NotFound)
}
