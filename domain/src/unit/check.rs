//! What must hold when a unit is added and when it or its tree is changed. Reads only.

use super::{Act, Code, Organisation, OrganisationKind, Placement, Unit, nothing_open, works_in};
use crate::entry::Stamp;
use crate::kinds::{Name, OrganisationId, PersonId};
use crate::record::meanwhile::{amended, amended_knowing};
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, must, reasoned};

/// # Errors
/// Not the group's lead (for the unit itself) or the unit (for what is its own); a name or code that is taken; a unit that is
/// closed, or with which something is still open.
pub fn check(unit: Option<&Unit>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Add { code, .. } = act {
        facts.viewer.must_lead_group(facts.book)?;
        must_be_new(unit)?;
        return free_code(code, facts).map(|()| Stamp::default());
    }
    let unit = must_be_in(unit, Unit::book, facts.book)?;
    facts.must_see(unit.id, None)?;
    who(unit, act, facts)?;
    existing(unit, act, facts).map(|()| Stamp::default())
}

fn who(unit: &Unit, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    match act {
        // What it is called can still be put right when it is closed.
        Act::Add { .. }
        | Act::Rename { .. }
        | Act::Recode { .. }
        | Act::Close { .. }
        | Act::Reopen { .. }
        | Act::Assign { .. }
        | Act::Release { .. } => facts.viewer.must_lead_group(facts.book),
        Act::SetGoal { .. }
        | Act::AddOrganisation { .. }
        | Act::RenameOrganisation { .. }
        | Act::ChangeOrganisation { .. }
        | Act::CloseOrganisation { .. }
        | Act::ReopenOrganisation { .. } => {
            facts.viewer.must_be_unit_or_group(facts.book, unit.id)?;
            must(unit.closed.is_none(), Refusal::UnitClosed)
        }
    }
}

fn existing(unit: &Unit, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let own = |id: &OrganisationId| unit.organisation(*id).ok_or(Refusal::NotFound);
    match act {
        Act::Add { .. } => Ok(()),
        Act::Rename { name, was, .. } => amended(was.as_deref(), name, &unit.name).map(|_| ()),
        Act::Recode { code, was, .. } => free_code(&amended(was.as_deref(), code, &unit.code)?, facts),
        Act::Close { reason, .. } => {
            reasoned(reason)?;
            must(unit.closed.is_none(), Refusal::Unchanged)?;
            nothing_open(unit.id, facts.known)
        }
        Act::Reopen { reason, .. } => {
            reasoned(reason)?;
            must(unit.closed.is_some(), Refusal::Unchanged)
        }
        Act::SetGoal { goal, was, .. } => {
            unit.goal.as_ref().map_or(Ok(()), |now| amended_knowing(was.as_deref(), goal, now).map(|_| ()))
        }
        Act::AddOrganisation { organisation, parent, name, .. } => {
            must(own(organisation).is_err(), Refusal::Exists)?;
            has_room(unit, *parent)?;
            free_name(unit, *parent, name)
        }
        Act::RenameOrganisation { organisation, name, was, .. } => {
            let own = own(organisation)?;
            free_name(unit, own.parent, &amended(was.as_deref(), name, &own.name)?)
        }
        Act::ChangeOrganisation { organisation, parent, kind, was, .. } => {
            change(unit, own(organisation)?, was.as_deref(), &Placement::of(parent, kind))
        }
        Act::CloseOrganisation { organisation, reason, .. } => {
            reasoned(reason)?;
            must(own(organisation)?.closed_at.is_none(), Refusal::Unchanged)?;
            must(unit.below(*organisation).next().is_none(), Refusal::WrongState { state: "in_use".to_owned() })
        }
        Act::ReopenOrganisation { organisation, .. } => {
            let own = own(organisation)?;
            must(own.closed_at.is_some(), Refusal::Unchanged)?;
            has_room(unit, own.parent)?;
            free_name(unit, own.parent, &own.name)
        }
        Act::Assign { member, .. } => assign(unit, *member, facts),
        Act::Release { member, .. } => must(unit.members.contains(member), Refusal::Unchanged),
    }
}

/// At most so many answer for one unit. Who has left the group is none of them.
const MANY: usize = 20;

/// Somebody who works in the group, and each once.
fn assign(unit: &Unit, member: PersonId, facts: &Facts) -> Result<(), Refusal> {
    must(unit.closed.is_none(), Refusal::UnitClosed)?;
    must(!unit.members.contains(&member), Refusal::Unchanged)?;
    let stays = |own: PersonId| facts.known.person(own).is_some_and(|own| unit.answers(own));
    let many = unit.members.iter().filter(|own| stays(**own)).count();
    must(many < MANY, Refusal::TooMany { max: MANY })?;
    let here = facts.known.person(member).is_some_and(|own| works_in(own, facts.book));
    must(here, Refusal::Elsewhere { field: Field::Member })
}

/// What has something below it becomes no branch.
fn change(unit: &Unit, own: &Organisation, was: Option<&Placement>, mine: &Placement) -> Result<(), Refusal> {
    must(own.closed_at.is_none(), Refusal::WrongState { state: "closed".to_owned() })?;
    let Placement { parent, kind } = amended(was, mine, &own.placement())?;
    let becomes_branch = own.kind != kind && kind == OrganisationKind::Branch;
    must(!becomes_branch || unit.below(own.id).next().is_none(), Refusal::BelowBranch)?;
    if own.parent == parent {
        return Ok(());
    }
    must(parent.is_none_or(|parent| !unit.within(parent, own.id)), Refusal::BelowItself)?;
    has_room(unit, parent)?;
    free_name(unit, parent, &own.name).map_err(|_| Refusal::SameNameThere { name: own.name.clone() })
}

/// Plain, and no other unit's, closed or not.
fn free_code(code: &Code, facts: &Facts) -> Result<(), Refusal> {
    let plain = code.as_str().chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    must(plain, Refusal::BadCharacter)?;
    must(!facts.known.taken.contains_key(&format!("code:{code}")), Refusal::Taken { field: Field::Code })
}

/// Nothing open stands under what is closed, or people would look for it in vain; and nothing under a branch, which is the last
/// of the two levels that a matter is carried through.
fn has_room(unit: &Unit, parent: Option<OrganisationId>) -> Result<(), Refusal> {
    let Some(parent) = parent else { return Ok(()) };
    let open = unit.organisation(parent).filter(|own| own.closed_at.is_none());
    let open = open.ok_or(Refusal::Elsewhere { field: Field::Organisation })?;
    must(open.kind == OrganisationKind::Secondary, Refusal::BelowBranch)
}

/// Two open organisations under one parent may not share a name; every faculty has its 第一党支部.
fn free_name(unit: &Unit, parent: Option<OrganisationId>, name: &Name) -> Result<(), Refusal> {
    let mut siblings = unit.organisations.iter().filter(|own| own.parent == parent && own.closed_at.is_none());
    must(!siblings.any(|own| own.name == *name), Refusal::Taken { field: Field::Name })
}
