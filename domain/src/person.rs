//! A person who may sign in, and the roles they hold. Passwords and sessions are not here: they are never in a journal.

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::{Entry, Stamp};
use crate::kinds::{Name, Note, PersonId, Text, Time};
use crate::record::meanwhile::{amended, over};
use crate::record::{Facts, Need, must_be_new, must_be_there};
use crate::refusal::{Field, Refusal, must, reasoned};
use crate::viewer::{Role, Viewer};

/// What a person types to sign in: lower-case letters, digits, `.`, `-`, `_`.
pub type Login = Text<64>;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub name: Name,
    pub login: Login,
    pub roles: Vec<Role>,
    /// Made up for the demo campaign; shown as such.
    #[serde(default)]
    pub demo: bool,
    /// Since when they may not sign in.
    pub suspended_at: Option<Time>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// The first administrator is registered by the system itself, with nobody there to allow it.
        Register {
            person: PersonId,
            name: Name,
            login: Login,
            #[serde(default)]
            demo: bool,
        },
        Rename {
            person: PersonId,
            name: Name,
            /// What they were called in front of the one who renames them.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Name>>,
        },
        GrantRole {
            person: PersonId,
            role: Role,
        },
        RevokeRole {
            person: PersonId,
            role: Role,
        },
        Suspend {
            person: PersonId,
            reason: Note,
        },
        Restore {
            person: PersonId,
            reason: Note,
        },
    }
}

impl Act {
    #[must_use]
    pub fn person(&self) -> PersonId {
        match self {
            Act::Register { person, .. }
            | Act::Rename { person, .. }
            | Act::GrantRole { person, .. }
            | Act::RevokeRole { person, .. }
            | Act::Suspend { person, .. }
            | Act::Restore { person, .. } => *person,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        let record = |subject, id| vec![Need::Record(Key { subject, id })];
        match self {
            Act::Register { login, .. } => vec![Need::Taken(format!("login:{login}"))],
            Act::GrantRole { role, .. } => match role {
                Role::Group { group, .. } => record(Subject::Group, group.0),
                Role::Unit { unit, .. } | Role::Organisation { unit, .. } => record(Subject::Unit, unit.0),
                Role::OfficeLeader | Role::Admin { .. } => Vec::new(),
            },
            Act::Rename { .. } | Act::RevokeRole { .. } | Act::Suspend { .. } | Act::Restore { .. } => Vec::new(),
        }
    }
}

/// # Errors
/// Not the system administrator; login taken; a role of one's own, or that leads nowhere; nothing would change.
pub fn check(person: Option<&Person>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    facts.viewer.must_be_system_admin()?;
    facts.must_be_office()?;
    if let Act::Register { login, .. } = act {
        must_be_new(person)?;
        return register(login, facts).map(|()| Stamp::default());
    }
    existing(must_be_there(person)?, act, facts).map(|()| Stamp::default())
}

fn existing(person: &Person, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let own = person.id == facts.viewer.person;
    match act {
        Act::Register { .. } => Ok(()),
        Act::Rename { name, was, .. } => amended(was.as_deref(), name, &person.name).map(|_| ()),
        Act::GrantRole { role, .. } => {
            must(!person.roles.contains(role), Refusal::Unchanged)?;
            // Three separate administrators: nobody holds two of the offices.
            must(!(admin(role) && person.roles.iter().any(admin)), Refusal::Elsewhere { field: Field::Role })?;
            // Who keeps the accounts reads no cases by giving themselves a role that does.
            must(!own, Refusal::OwnRole)?;
            leads_somewhere(role, facts)
        }
        Act::RevokeRole { role, .. } => {
            must(person.roles.contains(role), Refusal::Unchanged)?;
            must(!(own && admin(role)), Refusal::LastOne)
        }
        Act::Suspend { reason, .. } => {
            reasoned(reason)?;
            must(person.suspended_at.is_none(), Refusal::Unchanged)?;
            must(!own, Refusal::LastOne)
        }
        Act::Restore { reason, .. } => {
            reasoned(reason)?;
            must(person.suspended_at.is_some(), Refusal::Unchanged)
        }
    }
}

fn admin(role: &Role) -> bool {
    matches!(role, Role::Admin { .. })
}

/// A login from what was typed.
///
/// # Errors
/// Empty, too long, or with a character that is not one of a login's.
pub fn login(raw: &str) -> Result<Login, Refusal> {
    let login = Login::parse(raw)?;
    plain(&login)?;
    Ok(login)
}

fn plain(login: &Login) -> Result<(), Refusal> {
    let plain = login.as_str().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c));
    must(plain, Refusal::BadCharacter)
}

fn register(login: &Login, facts: &Facts) -> Result<(), Refusal> {
    plain(login)?;
    let taken = facts.known.taken.contains_key(&format!("login:{login}"));
    must(!taken, Refusal::Taken { field: Field::Login })
}

/// The scope of a role must exist, and a unit's role must name the group that guides the unit.
fn leads_somewhere(role: &Role, facts: &Facts) -> Result<(), Refusal> {
    let guided = |unit, group| facts.known.unit(unit).filter(|unit| unit.group == group);
    let there = match *role {
        Role::OfficeLeader | Role::Admin { .. } => true,
        Role::Group { group, .. } => facts.known.group(group).is_some(),
        Role::Unit { unit, group, .. } => guided(unit, group).is_some(),
        Role::Organisation { organisation, unit, group } => {
            guided(unit, group).is_some_and(|unit| unit.organisation(organisation).is_some())
        }
    };
    must(there, Refusal::Elsewhere { field: Field::Role })
}

#[must_use]
pub fn fold(person: Option<Person>, act: &Act, entry: &Entry) -> Option<Person> {
    if let Act::Register { person: id, name, login, demo } = act {
        return Some(person.unwrap_or_else(|| Person {
            id: *id,
            name: name.clone(),
            login: login.clone(),
            roles: Vec::new(),
            demo: *demo,
            suspended_at: None,
        }));
    }
    let mut person = person?;
    match act {
        Act::Register { .. } => {}
        Act::Rename { name, was, .. } => person.name = over(was.as_deref(), name, &person.name),
        Act::GrantRole { role, .. } => person.roles.push(*role),
        Act::RevokeRole { role, .. } => person.roles.retain(|own| own != role),
        Act::Suspend { .. } => person.suspended_at = Some(entry.recorded_at),
        Act::Restore { .. } => person.suspended_at = None,
    }
    Some(person)
}

impl Person {
    /// The person as rules and queries see them; nobody while suspended.
    #[must_use]
    pub fn viewer(&self) -> Option<Viewer> {
        let active = self.suspended_at.is_none();
        active.then(|| Viewer { person: self.id, name: self.name.clone(), roles: self.roles.clone() })
    }
}

#[cfg(test)]
mod tests;
