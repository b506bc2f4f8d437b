//! What is done to a unit and its tree, as it crosses the wire.

use super::{Code, Goal, OrganisationKind, Placement, Unit};
use crate::act::{Key, Subject};
use crate::kinds::{Name, Note, OrganisationId, PersonId, UnitId};
use crate::record::Need;

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
            /// What it was called in front of the person.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Name>>,
        },
        /// Another short code; the one it had is free again.
        Recode {
            unit: UnitId,
            code: Code,
            /// What it was in front of the person.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Code>>,
        },
        /// 停止指导: merged, abolished, or added by mistake.
        Close {
            unit: UnitId,
            reason: Note,
        },
        Reopen {
            unit: UnitId,
            reason: Note,
        },
        SetGoal {
            unit: UnitId,
            goal: Goal,
            /// What the person saw when they changed it: with it only what they changed is. Without it they saw that there was none.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Goal>>,
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
            /// What it was called in front of the person.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Name>>,
        },
        /// What it is and what it stands under; what stands below it comes along.
        ChangeOrganisation {
            unit: UnitId,
            organisation: OrganisationId,
            parent: Option<OrganisationId>,
            kind: OrganisationKind,
            /// Both as the person saw them: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Placement>>,
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
        /// 明确联系组员: a member of the group answers for the unit.
        Assign {
            unit: UnitId,
            member: PersonId,
        },
        Release {
            unit: UnitId,
            member: PersonId,
        },
    }
}

impl Act {
    #[must_use]
    pub fn unit(&self) -> UnitId {
        match self {
            Act::Add { unit, .. }
            | Act::Rename { unit, .. }
            | Act::Recode { unit, .. }
            | Act::Close { unit, .. }
            | Act::Reopen { unit, .. }
            | Act::SetGoal { unit, .. }
            | Act::AddOrganisation { unit, .. }
            | Act::RenameOrganisation { unit, .. }
            | Act::ChangeOrganisation { unit, .. }
            | Act::CloseOrganisation { unit, .. }
            | Act::ReopenOrganisation { unit, .. }
            | Act::Assign { unit, .. }
            | Act::Release { unit, .. } => *unit,
        }
    }

    pub(crate) fn needs(&self, before: Option<&Unit>) -> Vec<Need> {
        let person = |own: PersonId| Need::Record(Key { subject: Subject::Person, id: own.0 });
        match self {
            Act::Add { code, .. } | Act::Recode { code, .. } => vec![Need::Taken(format!("code:{code}"))],
            Act::Close { unit, .. } => vec![Need::CasesOf(*unit)],
            Act::Assign { member, .. } => {
                // those who were named before may have left since
                let others = before.into_iter().flat_map(|own| &own.members);
                others.chain([member]).copied().map(person).collect()
            }
            Act::Rename { .. }
            | Act::Reopen { .. }
            | Act::SetGoal { .. }
            | Act::AddOrganisation { .. }
            | Act::RenameOrganisation { .. }
            | Act::ChangeOrganisation { .. }
            | Act::CloseOrganisation { .. }
            | Act::ReopenOrganisation { .. }
            | Act::Release { .. } => Vec::new(),
        }
    }
}
