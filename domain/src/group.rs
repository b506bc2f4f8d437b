//! A guidance group (巡回指导组). Opened by the system administrator; its work is in its own book.

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::Stamp;
use crate::kinds::{CampaignId, GroupId, Name};
use crate::record::meanwhile::{amended, over};
use crate::record::{Facts, Need, must_be_new, must_be_there};
use crate::refusal::{Field, Refusal, must};

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub name: Name,
    pub campaign: CampaignId,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Open { group: GroupId, name: Name, campaign: CampaignId },
        Rename {
            group: GroupId,
            name: Name,
            /// What it was called in front of the person.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Name>>,
        },
    }
}

impl Act {
    #[must_use]
    pub fn group(&self) -> GroupId {
        match self {
            Act::Open { group, .. } | Act::Rename { group, .. } => *group,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        match self {
            Act::Open { campaign, .. } => vec![Need::Record(Key { subject: Subject::Campaign, id: campaign.0 })],
            Act::Rename { .. } => Vec::new(),
        }
    }
}

/// # Errors
/// Not the system administrator; no such campaign.
pub fn check(group: Option<&Group>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    facts.viewer.must_be_system_admin()?;
    facts.must_be_office()?;
    match act {
        Act::Open { campaign, .. } => {
            must_be_new(group)?;
            must(facts.known.campaign(*campaign).is_some(), Refusal::Elsewhere { field: Field::Name })?;
        }
        Act::Rename { name, was, .. } => {
            amended(was.as_deref(), name, &must_be_there(group)?.name)?;
        }
    }
    Ok(Stamp::default())
}

#[must_use]
pub fn fold(group: Option<Group>, act: &Act) -> Option<Group> {
    match act {
        Act::Open { group: id, name, campaign } => {
            Some(group.unwrap_or_else(|| Group { id: *id, name: name.clone(), campaign: *campaign }))
        }
        Act::Rename { name, was, .. } => {
            group.map(|group| Group { name: over(was.as_deref(), name, &group.name), ..group })
        }
    }
}

#[cfg(test)]
mod tests;
