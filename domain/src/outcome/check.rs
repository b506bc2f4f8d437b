//! Who may do what to an outcome, and when.

use super::{Act, Lesson, Link, MANY, Outcome, names};
use crate::entry::Stamp;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// # Errors
/// Not the unit's or its group's; links to others' records; a lesson that names somebody.
pub fn check(outcome: Option<&Outcome>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Tell { unit, .. } = act {
        facts.open_unit(*unit)?;
        facts.viewer.must_be_unit_or_group(facts.book, *unit)?;
        must_be_new(outcome)?;
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
        | Act::Link { .. }
        | Act::Unlink { .. }
        | Act::AddPicture { .. }
        | Act::RemovePicture { .. }
        | Act::Drop { .. }
        | Act::Restore { .. } => facts.viewer.must_be_unit_or_group(own.book, own.unit),
    }
}

fn existing(own: &Outcome, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: own.state().to_owned() };
    if let Act::Restore { .. } = act {
        return must(own.dropped.is_some(), wrong());
    }
    must(own.dropped.is_none(), wrong())?;
    match act {
        Act::Tell { .. } | Act::Restore { .. } => Err(Refusal::Exists),
        Act::Change { based_on, content, .. } => {
            must(*based_on == own.version, Refusal::Overtaken { seq: own.version })?;
            must(own.content != **content, Refusal::Unchanged)
        }
        Act::Link { link, .. } => linked(own, *link, facts),
        Act::Unlink { link, .. } => must(own.links.contains(link), Refusal::NotFound),
        Act::AddPicture { picture, .. } => {
            must(own.pictures.iter().all(|one| one.proof.hash != picture.hash), Refusal::Exists)?;
            must(own.pictures.len() < MANY, Refusal::TooMany { max: MANY })?;
            complete(facts.known.files.contains(&picture.hash), Field::Photo)
        }
        Act::RemovePicture { hash, .. } => {
            must(own.pictures.iter().any(|one| one.proof.hash == *hash), Refusal::NotFound)
        }
        Act::Publish { lesson, .. } => {
            must(own.lesson.as_ref().is_none_or(|one| one.0 != **lesson), Refusal::Unchanged)?;
            nameless(own, lesson, facts)
        }
        Act::Unpublish { reason, .. } => {
            reasoned(reason)?;
            must(own.public().is_some(), wrong())
        }
        Act::Drop { reason, .. } => reasoned(reason),
    }
}

/// A record of the same unit, once; and a lesson that stands does not name whose it is.
fn linked(own: &Outcome, link: Link, facts: &Facts) -> Result<(), Refusal> {
    must(!own.links.contains(&link), Refusal::Exists)?;
    must(own.links.len() < MANY, Refusal::TooMany { max: MANY })?;
    let unit = facts.known.records.get(&link.key()).and_then(crate::record::Record::unit);
    must(unit == Some(own.unit), Refusal::NotFound)?;
    match own.public() {
        Some(lesson) => {
            let more = Outcome { links: own.links.iter().copied().chain([link]).collect(), ..own.clone() };
            nameless(&more, lesson, facts)
        }
        None => Ok(()),
    }
}

fn nameless(own: &Outcome, lesson: &Lesson, facts: &Facts) -> Result<(), Refusal> {
    match names(own, lesson, facts.known).next() {
        Some(name) => Err(Refusal::Names { name }),
        None => Ok(()),
    }
}
