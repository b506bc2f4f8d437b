//! A guided unit (单位) with its tree of organisations and its one core goal and practice direction.

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Stamp};
use crate::figure::Cell;
use crate::kinds::{Book, GroupId, Name, Note, OrganisationId, Text, Time, UnitId};
use crate::record::{Facts, Need, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, must, reasoned};

/// A short code used on the command line and in files: upper-case letters and digits.
pub type Code = Text<16>;

/// A secondary organisation or branch; `parent` is another organisation of the same unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Organisation {
    pub id: OrganisationId,
    pub parent: Option<OrganisationId>,
    pub name: Name,
    pub kind: OrganisationKind,
    pub closed_at: Option<Time>,
}

/// 二级组织 · 基层党支部
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OrganisationKind {
    Secondary,
    Branch,
}

/// 核心目标、实践方向
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Goal {
    pub goal: Note,
    pub direction: Note,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    pub group: GroupId,
    pub code: Code,
    pub name: Name,
    pub goal: Option<Goal>,
    pub organisations: Vec<Organisation>,
    pub added_at: Time,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Add {
            unit: UnitId,
            code: Code,
            name: Name,
        },
        Rename {
            unit: UnitId,
            name: Name,
        },
        SetGoal {
            unit: UnitId,
            goal: Goal,
        },
        AddOrganisation {
            unit: UnitId,
            organisation: OrganisationId,
            parent: Option<OrganisationId>,
            name: Name,
            kind: OrganisationKind,
        },
        RenameOrganisation {
            unit: UnitId,
            organisation: OrganisationId,
            name: Name,
        },
        CloseOrganisation {
            unit: UnitId,
            organisation: OrganisationId,
            reason: Note,
        },
        ReopenOrganisation {
            unit: UnitId,
            organisation: OrganisationId,
        },
    }
}

impl Act {
    #[must_use]
    pub fn unit(&self) -> UnitId {
        match self {
            Act::Add { unit, .. }
            | Act::Rename { unit, .. }
            | Act::SetGoal { unit, .. }
            | Act::AddOrganisation { unit, .. }
            | Act::RenameOrganisation { unit, .. }
            | Act::CloseOrganisation { unit, .. }
            | Act::ReopenOrganisation { unit, .. } => *unit,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        match self {
            Act::Add { code, .. } => vec![Need::Taken(format!("code:{code}"))],
            Act::Rename { .. }
            | Act::SetGoal { .. }
            | Act::AddOrganisation { .. }
            | Act::RenameOrganisation { .. }
            | Act::CloseOrganisation { .. }
            | Act::ReopenOrganisation { .. } => Vec::new(),
        }
    }
}

/// # Errors
/// Not the group's lead (for the unit itself) or the unit (for what is its own); a name or code that is taken.
pub fn check(unit: Option<&Unit>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Add { code, .. } = act {
        facts.viewer.must_lead_group(facts.book)?;
        must_be_new(unit)?;
        return add(code, facts).map(|()| Stamp::default());
    }
    let unit = must_be_in(unit, Unit::book, facts.book)?;
    facts.must_see(unit.id, None)?;
    existing(unit, act, facts).map(|()| Stamp::default())
}

fn existing(unit: &Unit, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    match act {
        Act::Add { .. } | Act::Rename { .. } => facts.viewer.must_lead_group(facts.book)?,
        Act::SetGoal { .. }
        | Act::AddOrganisation { .. }
        | Act::RenameOrganisation { .. }
        | Act::CloseOrganisation { .. }
        | Act::ReopenOrganisation { .. } => facts.viewer.must_be_unit_or_group(facts.book, unit.id)?,
    }
    let own = |id: &OrganisationId| unit.organisation(*id).ok_or(Refusal::NotFound);
    match act {
        Act::Add { .. } => Ok(()),
        Act::Rename { name, .. } => must(unit.name != *name, Refusal::Unchanged),
        Act::SetGoal { goal, .. } => must(unit.goal.as_ref() != Some(goal), Refusal::Unchanged),
        Act::AddOrganisation { organisation, parent, name, .. } => {
            must(own(organisation).is_err(), Refusal::Exists)?;
            under_open(unit, *parent)?;
            free_name(unit, *parent, name)
        }
        Act::RenameOrganisation { organisation, name, .. } => {
            let own = own(organisation)?;
            must(own.name != *name, Refusal::Unchanged)?;
            free_name(unit, own.parent, name)
        }
        Act::CloseOrganisation { organisation, reason, .. } => {
            reasoned(reason)?;
            must(own(organisation)?.closed_at.is_none(), Refusal::Unchanged)?;
            must(unit.below(*organisation).next().is_none(), Refusal::WrongState { state: "in_use".to_owned() })
        }
        Act::ReopenOrganisation { organisation, .. } => {
            let own = own(organisation)?;
            must(own.closed_at.is_some(), Refusal::Unchanged)?;
            under_open(unit, own.parent)?;
            free_name(unit, own.parent, &own.name)
        }
    }
}

fn add(code: &Code, facts: &Facts) -> Result<(), Refusal> {
    let plain = code.as_str().chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    must(plain, Refusal::BadCharacter)?;
    must(!facts.known.taken.contains_key(&format!("code:{code}")), Refusal::Taken { field: Field::Code })
}

/// Nothing open stands under what is closed, or people would look for it in vain.
fn under_open(unit: &Unit, parent: Option<OrganisationId>) -> Result<(), Refusal> {
    must(parent.is_none_or(|parent| unit.has_open(parent)), Refusal::Elsewhere { field: Field::Organisation })
}

/// Two open organisations under one parent may not share a name; every faculty has its 第一党支部.
fn free_name(unit: &Unit, parent: Option<OrganisationId>, name: &Name) -> Result<(), Refusal> {
    let mut siblings = unit.organisations.iter().filter(|own| own.parent == parent && own.closed_at.is_none());
    must(!siblings.any(|own| own.name == *name), Refusal::Taken { field: Field::Name })
}

#[must_use]
pub fn fold(unit: Option<Unit>, act: &Act, entry: &Entry) -> Option<Unit> {
    if let Act::Add { unit: id, code, name } = act {
        let Book::Group(group) = entry.book else { return unit };
        return Some(unit.unwrap_or_else(|| Unit {
            id: *id,
            group,
            code: code.clone(),
            name: name.clone(),
            goal: None,
            organisations: Vec::new(),
            added_at: entry.recorded_at,
        }));
    }
    let mut unit = unit?;
    match act {
        Act::Add { .. } => {}
        Act::Rename { name, .. } => unit.name = name.clone(),
        Act::SetGoal { goal, .. } => unit.goal = Some(goal.clone()),
        Act::AddOrganisation { organisation, parent, name, kind, .. } => unit.organisations.push(Organisation {
            id: *organisation,
            parent: *parent,
            name: name.clone(),
            kind: *kind,
            closed_at: None,
        }),
        Act::RenameOrganisation { organisation, name, .. } => {
            with(&mut unit, *organisation, |own| own.name = name.clone());
        }
        Act::CloseOrganisation { organisation, .. } => {
            with(&mut unit, *organisation, |own| own.closed_at = Some(entry.recorded_at));
        }
        Act::ReopenOrganisation { organisation, .. } => with(&mut unit, *organisation, |own| own.closed_at = None),
    }
    Some(unit)
}

fn with(unit: &mut Unit, id: OrganisationId, change: impl FnOnce(&mut Organisation)) {
    if let Some(own) = unit.organisations.iter_mut().find(|own| own.id == id) {
        change(own);
    }
}

impl Unit {
    #[must_use]
    pub fn book(&self) -> Book {
        Book::Group(self.group)
    }

    #[must_use]
    pub fn organisation(&self, id: OrganisationId) -> Option<&Organisation> {
        self.organisations.iter().find(|own| own.id == id)
    }

    fn has_open(&self, id: OrganisationId) -> bool {
        self.organisation(id).is_some_and(|own| own.closed_at.is_none())
    }

    /// The open organisations right below one.
    pub fn below(&self, id: OrganisationId) -> impl Iterator<Item = &Organisation> {
        self.organisations.iter().filter(move |own| own.parent == Some(id) && own.closed_at.is_none())
    }

    /// The open organisation that this one stands under, if any: one whose parent was closed, as was possible once, stands at
    /// the top.
    #[must_use]
    pub fn stands_under(&self, own: &Organisation) -> Option<OrganisationId> {
        own.parent.filter(|parent| self.has_open(*parent))
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        let goal = self.goal.as_ref().map(|_| Cell::Goal);
        [Some(Cell::Unit), goal].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
