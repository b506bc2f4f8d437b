//! A guided unit (单位) with its tree of organisations and its one core goal and practice direction.

use std::iter::successors;

use serde::{Deserialize, Serialize};

pub use act::Act;
pub use check::check;
pub use closed::{Closed, Closing, nothing_open};

use crate::entry::Entry;
use crate::figure::Cell;
use crate::kinds::{Book, GroupId, Name, Note, OrganisationId, PersonId, Text, Time, UnitId};
use crate::person::Person;
use crate::record::meanwhile::over;
use crate::record::{Fields, Part};
use crate::refusal::Field;

mod act;
mod check;
mod closed;

/// A short code used on the command line and in files: upper-case letters and digits.
pub type Code = Text<16>;

/// An act of its own replaces it: one thing, without fields.
impl Fields for Code {
    const ALL: &'static [Part<Code>] = &[Part {
        field: Field::Code,
        names: |_| vec![String::new()],
        same: |one, other, _| one == other,
        take: |into, from, _| into.clone_from(from),
    }];
}

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

/// What an organisation is and what it stands under; changed as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Placement {
    pub parent: Option<OrganisationId>,
    pub kind: OrganisationKind,
}

// of two kinds two people who both change it change it to the same
crate::fields!(Placement { parent => Organisation, kind => Organisation });

/// 核心目标、实践方向
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Goal {
    pub goal: Note,
    pub direction: Note,
}

crate::fields!(Goal { goal => Goal, direction => Direction });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    pub group: GroupId,
    pub code: Code,
    pub name: Name,
    pub goal: Option<Goal>,
    pub organisations: Vec<Organisation>,
    pub added_at: Time,
    /// Since when it is guided no more; what it did stays, and is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closing>,
    /// 联系组员: who of the group answers for it. Who left the group since stays here until the lead takes them out, and
    /// answers for nothing ([`Unit::answers`]).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<PersonId>,
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
            closed: None,
            members: Vec::new(),
        }));
    }
    let mut unit = unit?;
    match act {
        Act::Add { .. } => {}
        Act::Rename { name, was, .. } => unit.name = over(was.as_deref(), name, &unit.name),
        Act::Recode { code, was, .. } => unit.code = over(was.as_deref(), code, &unit.code),
        Act::Close { reason, .. } => unit.closed = Some(Closing { at: entry.recorded_at, reason: reason.clone() }),
        Act::Reopen { .. } => unit.closed = None,
        Act::SetGoal { goal, was, .. } => {
            let now = unit.goal.as_ref();
            unit.goal = Some(now.map_or_else(|| goal.clone(), |now| over(was.as_deref(), goal, now)));
        }
        Act::AddOrganisation { organisation, parent, name, kind, .. } => unit.organisations.push(Organisation {
            id: *organisation,
            parent: *parent,
            name: name.clone(),
            kind: *kind,
            closed_at: None,
        }),
        Act::RenameOrganisation { organisation, name, was, .. } => {
            with(&mut unit, *organisation, |own| own.name = over(was.as_deref(), name, &own.name));
        }
        Act::ChangeOrganisation { organisation, parent, kind, was, .. } => {
            let mine = Placement::of(parent, kind);
            with(&mut unit, *organisation, |own| own.put(over(was.as_deref(), &mine, &own.placement())));
        }
        Act::CloseOrganisation { organisation, .. } => {
            with(&mut unit, *organisation, |own| own.closed_at = Some(entry.recorded_at));
        }
        Act::ReopenOrganisation { organisation, .. } => with(&mut unit, *organisation, |own| own.closed_at = None),
        Act::Assign { member, .. } => unit.members.push(*member),
        Act::Release { member, .. } => unit.members.retain(|own| own != member),
    }
    Some(unit)
}

/// May sign in, as one of the group of this book.
fn works_in(person: &Person, book: Book) -> bool {
    person.viewer().is_some_and(|own| own.in_group(book))
}

fn with(unit: &mut Unit, id: OrganisationId, change: impl FnOnce(&mut Organisation)) {
    if let Some(own) = unit.organisations.iter_mut().find(|own| own.id == id) {
        change(own);
    }
}

impl Placement {
    #[must_use]
    pub fn of(parent: &Option<OrganisationId>, kind: &OrganisationKind) -> Placement {
        Placement { parent: *parent, kind: *kind }
    }
}

impl Organisation {
    #[must_use]
    pub fn placement(&self) -> Placement {
        Placement::of(&self.parent, &self.kind)
    }

    fn put(&mut self, own: Placement) {
        (self.parent, self.kind) = (own.parent, own.kind);
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

    /// Is this organisation that one, or somewhere below it, whether open or closed?
    #[must_use]
    pub fn within(&self, own: OrganisationId, above: OrganisationId) -> bool {
        let up = successors(Some(own), |id| self.organisation(*id)?.parent);
        // As far as a tree can reach: whatever a journal holds, this ends.
        up.take(self.organisations.len() + 1).any(|id| id == above)
    }

    /// Those of these people who answer for it and still work in its group.
    pub fn answering<'a>(&'a self, people: &'a [Person]) -> impl Iterator<Item = &'a Person> {
        people.iter().filter(move |own| self.answers(own))
    }

    /// Does this person answer for it: named, and still working in its group?
    #[must_use]
    pub fn answers(&self, person: &Person) -> bool {
        self.members.contains(&person.id) && works_in(person, self.book())
    }

    /// A closed unit is none of those that are guided; what it set itself stays counted, as everything that it did.
    pub(crate) fn cells(&self) -> Vec<Cell> {
        let goal = self.goal.as_ref().map(|_| Cell::Goal);
        let guided = self.closed.is_none().then_some(Cell::Unit);
        [guided, goal].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
