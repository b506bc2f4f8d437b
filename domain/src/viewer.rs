//! Who is asking: the person, the roles, and so what they may see and do. Never asks the database.

use serde::{Deserialize, Serialize};

use crate::kinds::{Book, GroupId, Name, OrganisationId, PersonId, UnitId};
use crate::refusal::{Refusal, Whose, must};

/// A signed-in person as every rule and every query sees them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Viewer {
    pub person: PersonId,
    pub name: Name,
    pub roles: Vec<Role>,
}

crate::tagged! {
    "Role" by "role";
    /// One role with its scope. A person may hold several.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Role {
        /// Leadership: the office (领导小组办公室). Reads all groups, writes no cases.
        OfficeLeader,
        /// A member of a guidance group.
        Group { group: GroupId, post: Post },
        /// Staff of a unit. `group` is the group that guides it.
        Unit { unit: UnitId, group: GroupId, post: UnitPost },
        /// A secondary organisation or branch: sees what concerns it.
        Organisation { organisation: OrganisationId, unit: UnitId, group: GroupId },
        /// One of the three administrators, none of whom can do another's part.
        Admin { office: Admin },
    }
}

impl Role {
    /// The unit in which one works who holds it, or in an organisation of which.
    #[must_use]
    pub fn unit(self) -> Option<UnitId> {
        match self {
            Role::Unit { unit, .. } | Role::Organisation { unit, .. } => Some(unit),
            Role::OfficeLeader | Role::Group { .. } | Role::Admin { .. } => None,
        }
    }
}

/// Posts in a group: 组长 副组长 联络员 组员.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Post {
    Head,
    Deputy,
    Liaison,
    Member,
}

/// Posts in a unit: 联络员 班子成员.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum UnitPost {
    Liaison,
    Leader,
}

/// 系统管理员 people, roles, settings · 安全管理员 sessions, policy · 审计管理员 journal, verification.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Admin {
    System,
    Security,
    Audit,
}

/// What a viewer may read: the store turns it into one SQL condition, the live stream into one filter.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Reach {
    /// Everything of every group.
    pub all: bool,
    pub groups: Vec<GroupId>,
    pub units: Vec<UnitId>,
    pub organisations: Vec<OrganisationId>,
}

impl Reach {
    /// The groups' own notes on visits, which units do not get: those of the own group, or of all.
    #[must_use]
    pub fn reads_notes(&self, book: Book) -> bool {
        self.all || matches!(book, Book::Group(group) if self.groups.contains(&group))
    }
}

impl Viewer {
    #[must_use]
    pub fn reach(&self) -> Reach {
        let mut reach = Reach::default();
        for role in &self.roles {
            match *role {
                Role::OfficeLeader => reach.all = true,
                Role::Group { group, .. } => reach.groups.push(group),
                Role::Unit { unit, .. } => reach.units.push(unit),
                Role::Organisation { organisation, .. } => reach.organisations.push(organisation),
                Role::Admin { .. } => {}
            }
        }
        reach
    }

    /// The books of the groups in which they work or by which they are guided: that something happened there is told to them,
    /// what happened only where they may see it.
    #[must_use]
    pub fn books(&self) -> Vec<Book> {
        let group = |role: &Role| match *role {
            Role::Group { group, .. } | Role::Unit { group, .. } | Role::Organisation { group, .. } => Some(group),
            Role::OfficeLeader | Role::Admin { .. } => None,
        };
        self.roles.iter().filter_map(group).map(Book::Group).collect()
    }

    /// The posts held in the group of this book.
    fn posts(&self, book: Book) -> impl Iterator<Item = Post> + '_ {
        self.roles.iter().filter_map(move |role| match *role {
            Role::Group { group, post } if Book::Group(group) == book => Some(post),
            Role::Group { .. }
            | Role::OfficeLeader
            | Role::Unit { .. }
            | Role::Organisation { .. }
            | Role::Admin { .. } => None,
        })
    }

    #[must_use]
    pub fn in_group(&self, book: Book) -> bool {
        self.posts(book).next().is_some()
    }

    /// Head or deputy.
    #[must_use]
    pub fn leads_group(&self, book: Book) -> bool {
        self.posts(book).any(|post| matches!(post, Post::Head | Post::Deputy))
    }

    #[must_use]
    pub fn heads_group(&self, book: Book) -> bool {
        self.posts(book).any(|post| post == Post::Head)
    }

    /// Staff of the unit itself, not of one of its organisations.
    #[must_use]
    pub fn in_unit(&self, unit: UnitId) -> bool {
        self.roles.iter().any(|role| matches!(role, Role::Unit { unit: own, .. } if *own == unit))
    }

    /// Staff of this very organisation.
    #[must_use]
    pub fn in_organisation(&self, wanted: Option<OrganisationId>) -> bool {
        self.roles
            .iter()
            .any(|role| matches!(role, Role::Organisation { organisation, .. } if Some(*organisation) == wanted))
    }

    #[must_use]
    pub fn is_admin(&self, wanted: Admin) -> bool {
        self.roles.contains(&Role::Admin { office: wanted })
    }

    /// May this viewer know of a record of this unit (and organisation) in this book?
    #[must_use]
    pub fn sees(&self, book: Book, unit: Option<UnitId>, organisation: Option<OrganisationId>) -> bool {
        let reach = self.reach();
        reach.all
            || matches!(book, Book::Group(group) if reach.groups.contains(&group))
            || unit.is_some_and(|unit| reach.units.contains(&unit))
            || organisation.is_some_and(|organisation| reach.organisations.contains(&organisation))
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless a member of the group.
    pub fn must_be_group(&self, book: Book) -> Result<(), Refusal> {
        allow(self.in_group(book), Whose::Group)
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless head or deputy.
    pub fn must_lead_group(&self, book: Book) -> Result<(), Refusal> {
        allow(self.leads_group(book), Whose::GroupLead)
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless head.
    pub fn must_head_group(&self, book: Book) -> Result<(), Refusal> {
        allow(self.heads_group(book), Whose::GroupHead)
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless staff of the unit.
    pub fn must_be_unit(&self, unit: UnitId) -> Result<(), Refusal> {
        allow(self.in_unit(unit), Whose::Unit)
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless staff of the unit or a member of its group.
    pub fn must_be_unit_or_group(&self, book: Book, unit: UnitId) -> Result<(), Refusal> {
        allow(self.in_unit(unit) || self.in_group(book), Whose::Unit)
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless of the office (领导小组办公室).
    pub fn must_lead_office(&self) -> Result<(), Refusal> {
        allow(self.roles.contains(&Role::OfficeLeader), Whose::Office)
    }

    /// # Errors
    /// [`Refusal::NotYours`] unless system administrator.
    pub fn must_be_system_admin(&self) -> Result<(), Refusal> {
        allow(self.is_admin(Admin::System), Whose::SystemAdmin)
    }
}

fn allow(yes: bool, whose: Whose) -> Result<(), Refusal> {
    must(yes, Refusal::NotYours { whose })
}

#[cfg(test)]
mod tests;
