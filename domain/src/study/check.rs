//! Who may do what to a study session, and when.

use super::{Account, Act, MANY, Material, Study};
use crate::entry::Stamp;
use crate::kinds::Name;
use crate::meeting::Attendee;
use crate::record::meanwhile::amended;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, complete, must, reasoned};
use crate::standard;

/// # Errors
/// Not of the group; a session in another state; one that has not begun; materials that are not there.
pub fn check(study: Option<&Study>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
    if let Act::Plan { .. } = act {
        facts.viewer.must_be_group(facts.book)?;
        must_be_new(study)?;
    } else {
        let own = must_be_in(study, |own| own.book, facts.book)?;
        facts.viewer.must_be_group(facts.book)?;
        existing(own, act, facts)?;
    }
    Ok(Stamp::default())
}

fn existing(own: &Study, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    must(own.cancelled.is_none(), Refusal::WrongState { state: own.state().to_owned() })?;
    match act {
        Act::Plan { .. } => Err(Refusal::Exists),
        Act::Change { plan, was, .. } => {
            let plan = amended(was.as_deref(), plan, &own.plan)?;
            let later = own.held.is_some() && plan.at > facts.now;
            must(!later, Refusal::TooLate { field: Field::Time })
        }
        Act::AddMaterial { material, .. } => {
            must(own.materials.iter().all(|one| one.material != *material), Refusal::Exists)?;
            must(own.materials.len() < MANY, Refusal::TooMany { max: MANY })?;
            match material {
                Material::File { proof } => complete(facts.known.files.contains(&proof.hash), Field::Evidence),
                Material::Standard { citation } => standard::known(*citation, facts.book, facts),
            }
        }
        Act::RemoveMaterial { material, .. } => {
            must(own.materials.iter().any(|one| one.material == *material), Refusal::NotFound)
        }
        Act::Hold { attendees, summary, was, .. } => {
            must(own.plan.at <= facts.now, Refusal::TooEarly { field: Field::Time })?;
            held(own, &Account::of(attendees, summary), was.as_deref())
        }
        Act::Cancel { reason, .. } => {
            reasoned(reason)?;
            must(own.held.is_none(), Refusal::WrongState { state: own.state().to_owned() })
        }
    }
}

/// Somebody was there; who knows what stood there names each once, for of two of one name only one would be kept. Where two of one
/// name stood there from before that was asked for, they may go on standing.
fn held(own: &Study, mine: &Account, was: Option<&Account>) -> Result<(), Refusal> {
    let few = |all: &[Attendee]| must(all.len() <= MANY, Refusal::TooMany { max: MANY });
    few(&mine.attendees)?;
    was.map_or(Ok(()), |was| few(&was.attendees))?;
    let twice = |all: &[Attendee], name: &Name| all.iter().filter(|one| one.name == *name).count() > 1;
    let anew =
        |one: &Attendee| was.is_some_and(|was| twice(&mine.attendees, &one.name) && !twice(&was.attendees, &one.name));
    must(!mine.attendees.iter().any(anew), Refusal::Taken { field: Field::Name })?;
    let account = amended(was, mine, &own.account())?;
    complete(!account.attendees.is_empty(), Field::Attendees)?;
    few(&account.attendees)
}
