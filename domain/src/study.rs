//! A study session or an act of branch life of the group itself (自身建设): planned, held with a roll, with what was read and
//! what came of it. It is the group's own and never part of a score.

mod check;
mod fold;

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::By;
use crate::issue::{Hash, Proof};
use crate::kinds::{Book, Name, Note, StudyId, Time, Title};
use crate::meeting::Attendee;
use crate::record::Need;
use crate::standard::Citation;

pub use check::check;
pub use fold::fold;

/// People on one roll at most, and materials of one session.
pub const MANY: usize = 100;

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Form {
    /// 集中学习
    Session,
    /// 支部党员大会
    Assembly,
    /// 党小组会
    Cell,
    /// 党课
    Lecture,
    /// 主题党日
    ThemeDay,
    /// 组织生活会
    Criticism,
}

/// What, where and when; changed as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub form: Form,
    pub topic: Title,
    pub at: Time,
    pub place: Option<Name>,
    /// Who leads it.
    pub host: Option<Name>,
}

crate::fields!(Plan { form => Form, topic => Title, at => Time, place => Place, host => Presider });

/// What is said of one that was held, as it is put down; each of those called is changed by themselves.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Account {
    pub attendees: Vec<Attendee>,
    /// Nothing before it was held.
    pub summary: Option<Note>,
}

crate::fields!(Account { attendees by name => Attendees, summary => Note });

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Held {
    pub attendees: Vec<Attendee>,
    pub summary: Note,
    pub by: By,
}

crate::tagged! {
    "Material" by "material";
    /// What was read.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Material {
        File { proof: Proof },
        /// An entry of the library.
        Standard { citation: Citation },
    }
}

/// A material, and who put it there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Added {
    pub material: Material,
    pub by: By,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Study {
    pub id: StudyId,
    pub book: Book,
    pub plan: Plan,
    pub materials: Vec<Added>,
    pub held: Option<Held>,
    pub cancelled: Option<(Note, By)>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Plan {
            study: StudyId,
            plan: Box<Plan>,
        },
        Change {
            study: StudyId,
            plan: Box<Plan>,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Plan>>,
        },
        AddMaterial {
            study: StudyId,
            material: Material,
        },
        RemoveMaterial {
            study: StudyId,
            material: Material,
        },
        /// 记录: who was there and what came of it. A second one takes the place of the first.
        Hold {
            study: StudyId,
            attendees: Vec<Attendee>,
            summary: Note,
            /// What the person saw when they wrote it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Account>>,
        },
        Cancel {
            study: StudyId,
            reason: Note,
        },
    }
}

impl Act {
    #[must_use]
    pub fn study(&self) -> StudyId {
        match self {
            Act::Plan { study, .. }
            | Act::Change { study, .. }
            | Act::AddMaterial { study, .. }
            | Act::RemoveMaterial { study, .. }
            | Act::Hold { study, .. }
            | Act::Cancel { study, .. } => *study,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        let Act::AddMaterial { material, .. } = self else { return Vec::new() };
        vec![match material {
            Material::File { proof } => Need::File(proof.hash.clone()),
            Material::Standard { citation } => {
                Need::Record(Key { subject: Subject::Standard, id: citation.standard.0 })
            }
        }]
    }
}

impl Account {
    #[must_use]
    pub fn of(attendees: &[Attendee], summary: &Note) -> Account {
        Account { attendees: attendees.to_vec(), summary: Some(summary.clone()) }
    }
}

impl Study {
    /// What is said of it so far.
    #[must_use]
    pub fn account(&self) -> Account {
        self.held.as_ref().map(|own| Account::of(&own.attendees, &own.summary)).unwrap_or_default()
    }

    /// `planned`, `held` or `cancelled`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.cancelled.is_some() {
            "cancelled"
        } else if self.held.is_some() {
            "held"
        } else {
            "planned"
        }
    }

    /// The files among its materials.
    pub fn files(&self) -> impl Iterator<Item = (&Hash, &Proof)> {
        self.materials.iter().filter_map(|own| match &own.material {
            Material::File { proof } => Some((&proof.hash, proof)),
            Material::Standard { .. } => None,
        })
    }
}

#[cfg(test)]
mod tests;
