//! Who may do which step of a draw, and when. The order of the steps is what makes the result nobody's choice.

use std::collections::BTreeSet;

use super::roster::Roster;
use super::{Act, Draw, Frozen, Plan, Secret, Side, pick, roster};
use crate::entry::Stamp;
use crate::issue::Hash;
use crate::kinds::{Note, Text, UnitId};
use crate::private::Private;
use crate::record::{Facts, Known, must_be_in, must_be_new, must_be_there};
use crate::refusal::{Field, Refusal, complete, must, reasoned};

/// More strata than this nobody draws from.
pub const STRATA_MAX: usize = 20;
const ORGANISATIONS_MAX: usize = 500;
/// Fewer dice than this leave too few possible results.
pub const DICE_MIN: usize = 6;
pub const DICE_MAX: usize = 60;
/// A secret shorter than this is found by trying.
pub const SECRET_MIN: usize = 6;
const EXTENSIONS_MAX: usize = 50;

/// # Errors
/// Not the side whose step it is; a step out of order; a reveal that does not fit its commitment.
pub fn check(draw: Option<&Draw>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Prepare { unit, plan, .. } = act {
        facts.open_unit(*unit)?;
        facts.viewer.must_be_group(facts.book)?;
        must_be_new(draw)?;
        return prepare(*unit, plan, facts).map(|()| Stamp::default());
    }
    let draw = must_be_in(draw, |draw| draw.book, facts.book)?;
    facts.must_see(draw.unit, None)?;
    turn(draw, act, facts)?;
    existing(draw, act, facts).map(|()| Stamp::default())
}

fn turn(draw: &Draw, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    match act {
        Act::Prepare { .. } | Act::Freeze { .. } | Act::Recuse { .. } | Act::Extend { .. } | Act::Abandon { .. } => {
            facts.viewer.must_be_group(facts.book)
        }
        // Who laid the text down takes it away, or the group's lead.
        Act::EraseRoster { .. } => {
            facts.viewer.must_be_group(facts.book)?;
            let own = draw.frozen.is_some_and(|by| by.person == facts.viewer.person);
            if own { Ok(()) } else { facts.viewer.must_lead_group(facts.book) }
        }
        Act::Commit { side, .. } | Act::Reveal { side, .. } | Act::ThrowDice { side, .. } => match side {
            Side::Group => facts.viewer.must_be_group(facts.book),
            Side::Unit => facts.viewer.must_be_unit(draw.unit),
        },
    }
}

fn prepare(unit: UnitId, plan: &Plan, facts: &Facts) -> Result<(), Refusal> {
    let viewer = |person| facts.known.person(person).and_then(crate::person::Person::viewer);
    let presider = viewer(plan.presider).is_some_and(|own| own.in_group(facts.book));
    must(presider, Refusal::Elsewhere { field: Field::Presider })?;
    let witness = viewer(plan.witness).is_some_and(|own| own.in_unit(unit));
    must(witness && plan.witness != plan.presider, Refusal::Elsewhere { field: Field::Witness })?;
    strata(plan)
}

fn strata(plan: &Plan) -> Result<(), Refusal> {
    complete(!plan.strata.is_empty(), Field::Stratum)?;
    must(plan.strata.len() <= STRATA_MAX, Refusal::TooMany { max: STRATA_MAX })?;
    let names: BTreeSet<_> = plan.strata.iter().map(|own| own.name.as_str()).collect();
    must(names.len() == plan.strata.len(), Refusal::Taken { field: Field::Stratum })?;
    must(names.iter().all(|name| roster::is_plain(name)), Refusal::BadCharacter)?;
    complete(plan.strata.iter().any(|own| own.take > 0), Field::Number)
}

fn existing(draw: &Draw, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: draw.state().to_owned() };
    let state = draw.state();
    match act {
        Act::Prepare { .. } => Ok(()),
        Act::Freeze { roster, .. } => {
            must(state == "prepared", wrong())?;
            freeze(draw, roster, facts)
        }
        Act::Recuse { number, reason, .. } => {
            must(matches!(state, "frozen" | "committed") && !shown(draw), wrong())?;
            reasoned(reason)?;
            let there = draw.roster.as_ref().is_some_and(|own| (1..=own.strata.len()).contains(&usize::from(*number)));
            must(there, Refusal::Elsewhere { field: Field::Number })?;
            must(!draw.recused().contains(number), Refusal::Unchanged)
        }
        Act::Commit { side, commitment, .. } => {
            must(state == "frozen" && !draw.by_dice() && draw.hand(*side).commitment.is_none(), wrong())?;
            commit(draw, commitment, facts)
        }
        Act::Reveal { side, salt, secret, .. } => {
            must(state == "committed" && draw.hand(*side).reveal.is_none(), wrong())?;
            reveal(draw.hand(*side).commitment.as_ref().map(|(hash, _)| hash), salt, secret)
        }
        Act::ThrowDice { side, dice, .. } => {
            let committed = draw.group.commitment.is_some() || draw.witness.commitment.is_some();
            must(state == "frozen" && !committed, wrong())?;
            throw(draw, *side, dice, facts)
        }
        Act::Extend { more, reason, .. } => {
            must(state == "drawn", wrong())?;
            reasoned(reason)?;
            extend(draw, more)
        }
        Act::Abandon { reason, .. } => {
            must(state != "abandoned", wrong())?;
            reasoned(reason)
        }
        Act::EraseRoster { roster, reason, .. } => erase(draw, roster, reason),
    }
}

/// Only once nothing more can be drawn from it unseen: both sides may still read what they draw from until there is a result.
fn erase(draw: &Draw, roster: &Hash, reason: &Note) -> Result<(), Refusal> {
    let state = draw.state();
    must(matches!(state, "drawn" | "abandoned"), Refusal::WrongState { state: state.to_owned() })?;
    reasoned(reason)?;
    must(draw.roster.as_ref().is_some_and(|own| own.hash == *roster), Refusal::NotFound)?;
    must(draw.erased.is_none(), Refusal::Unchanged)
}

/// One side has shown its secret or its dice: from here on somebody may know the result.
fn shown(draw: &Draw) -> bool {
    draw.by_dice() || draw.group.reveal.is_some() || draw.witness.reveal.is_some()
}

fn freeze(draw: &Draw, frozen: &Frozen, facts: &Facts) -> Result<(), Refusal> {
    must(is_hex(&frozen.hash), Refusal::BadCharacter)?;
    complete(!frozen.strata.is_empty(), Field::Roster)?;
    must(frozen.strata.len() <= roster::MAX, Refusal::TooMany { max: roster::MAX })?;
    let known = frozen.strata.iter().all(|place| usize::from(*place) < draw.plan.strata.len());
    must(known, Refusal::Elsewhere { field: Field::Stratum })?;
    for (place, own) in draw.plan.strata.iter().enumerate() {
        let size = pick::members(&frozen.strata, place).count();
        complete(size > 0, Field::Stratum)?;
        must(usize::from(own.take) <= size, Refusal::TooMany { max: size })?;
    }
    must(frozen.organisations.len() <= ORGANISATIONS_MAX, Refusal::TooMany { max: ORGANISATIONS_MAX })?;
    let places = frozen.places.is_empty() || frozen.places.len() == frozen.strata.len();
    let within = frozen.places.iter().all(|place| usize::from(*place) <= frozen.organisations.len());
    must(places && within, Refusal::Elsewhere { field: Field::Organisation })?;
    let unit = must_be_there(facts.known.unit(draw.unit))?;
    let own = frozen.organisations.iter().all(|id| unit.organisation(*id).is_some());
    must(own, Refusal::Elsewhere { field: Field::Organisation })
}

/// The roster that comes along is exactly the one that the act describes, number by number.
///
/// # Errors
/// A text that is no roster in its one form, or whose strata are others.
pub(crate) fn fits(act: &Act, known: &Known, private: &[Private]) -> Result<(), Refusal> {
    let Act::Freeze { draw, roster: frozen } = act else { return Ok(()) };
    let Some(draw) = known.draw(*draw) else { return Err(Refusal::NotFound) };
    for own in private {
        let (sealed, differs) = (own.sealed(), Refusal::Differs { field: Field::Roster });
        let roster = Roster::read(&sealed).map_err(|bad| bad.refusal)?;
        must(roster.text() == sealed && roster.entries.len() == frozen.strata.len(), differs.clone())?;
        let stratum = |place: &u8| draw.plan.strata.get(usize::from(*place)).map(|own| &own.name);
        let mut both = roster.entries.iter().zip(&frozen.strata);
        must(both.all(|(entry, place)| stratum(place) == Some(&entry.stratum)), differs)?;
    }
    Ok(())
}

fn commit(draw: &Draw, commitment: &Hash, facts: &Facts) -> Result<(), Refusal> {
    must(is_hex(commitment), Refusal::BadCharacter)?;
    let others = [&draw.group, &draw.witness].into_iter().filter_map(|hand| hand.commitment.as_ref());
    for (hash, by) in others {
        // Who copies the other's commitment adds nothing of their own.
        must(hash != commitment, Refusal::Taken { field: Field::Secret })?;
        must(by.person != facts.viewer.person, Refusal::OwnSubmission)?;
    }
    Ok(())
}

fn reveal(commitment: Option<&Hash>, salt: &Text<32>, secret: &Secret) -> Result<(), Refusal> {
    must(is_salt(salt.as_str()), Refusal::BadCharacter)?;
    must(roster::is_line(secret.as_str()), Refusal::BadCharacter)?;
    let length = secret.as_str().chars().count();
    must(length >= SECRET_MIN, Refusal::TooShort { min: SECRET_MIN, length })?;
    let made = pick::commitment(salt.as_str(), secret.as_str());
    must(commitment.is_some_and(|own| own.as_str() == made), Refusal::Differs { field: Field::Secret })
}

fn throw(draw: &Draw, side: Side, dice: &[u8], facts: &Facts) -> Result<(), Refusal> {
    let length = dice.len();
    must(length >= DICE_MIN, Refusal::TooShort { min: DICE_MIN, length })?;
    must(length <= DICE_MAX, Refusal::TooMany { max: DICE_MAX })?;
    must(dice.iter().all(|die| (1..=6).contains(die)), Refusal::BadCharacter)?;
    let other = match side {
        Side::Group => Side::Unit,
        Side::Unit => Side::Group,
    };
    if let Some((seen, by)) = &draw.hand(other).dice {
        must(seen == dice, Refusal::Differs { field: Field::Dice })?;
        must(by.person != facts.viewer.person, Refusal::OwnSubmission)?;
    }
    let before = draw.hand(side).dice.as_ref();
    must(before.is_none_or(|(before, _)| before != dice), Refusal::Unchanged)
}

fn extend(draw: &Draw, more: &[u16]) -> Result<(), Refusal> {
    must(draw.extensions.len() < EXTENSIONS_MAX, Refusal::TooMany { max: EXTENSIONS_MAX })?;
    must(more.len() == draw.plan.strata.len(), Refusal::Elsewhere { field: Field::Stratum })?;
    complete(more.iter().any(|own| *own > 0), Field::Number)?;
    let mut asked = more.iter().zip(draw.left());
    asked.try_for_each(|(wanted, left)| must(usize::from(*wanted) <= left, Refusal::TooMany { max: left }))
}

fn is_hex(hash: &Hash) -> bool {
    hash.as_str().len() == 64 && lower_hex(hash.as_str())
}

/// 32 lower-case hex characters: the salt of a secret.
fn is_salt(raw: &str) -> bool {
    raw.len() == 32 && lower_hex(raw)
}

pub(super) fn lower_hex(raw: &str) -> bool {
    raw.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
