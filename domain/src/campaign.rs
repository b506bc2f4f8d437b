//! A campaign (主题教育、专项): a named period with start, half-time and end.

use serde::{Deserialize, Serialize};

use crate::entry::Stamp;
use crate::kinds::{CampaignId, Day, Name};
use crate::record::{Facts, must_be_new, must_be_there};
use crate::refusal::{Field, Refusal, must};

/// What describes a campaign; amended as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Period {
    pub name: Name,
    pub start: Day,
    pub half: Day,
    pub end: Day,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Campaign {
    pub id: CampaignId,
    pub period: Period,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "verb", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Act {
    Open { campaign: CampaignId, period: Period },
    Change { campaign: CampaignId, period: Period },
}

impl Act {
    #[must_use]
    pub fn campaign(&self) -> CampaignId {
        match self {
            Act::Open { campaign, .. } | Act::Change { campaign, .. } => *campaign,
        }
    }
}

/// # Errors
/// Not the system administrator; days out of order.
pub fn check(campaign: Option<&Campaign>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    facts.viewer.must_be_system_admin()?;
    facts.must_be_office()?;
    let period = match act {
        Act::Open { period, .. } => {
            must_be_new(campaign)?;
            period
        }
        Act::Change { period, .. } => {
            must(must_be_there(campaign)?.period != *period, Refusal::Unchanged)?;
            period
        }
    };
    must(period.half > period.start, Refusal::TooEarly { field: Field::Half })?;
    must(period.end > period.half, Refusal::TooEarly { field: Field::End })?;
    Ok(Stamp::default())
}

#[must_use]
pub fn fold(campaign: Option<Campaign>, act: &Act) -> Option<Campaign> {
    match act {
        Act::Open { campaign: id, period } => {
            Some(campaign.unwrap_or_else(|| Campaign { id: *id, period: period.clone() }))
        }
        Act::Change { period, .. } => campaign.map(|campaign| Campaign { period: period.clone(), ..campaign }),
    }
}

impl Period {
    /// The week of the campaign in which `day` lies, counted from 1; and how many there are.
    #[must_use]
    pub fn week(&self, day: Day) -> (i64, i64) {
        let weeks = self.end.since(self.start) / 7 + 1;
        ((day.since(self.start) / 7 + 1).clamp(1, weeks), weeks)
    }
}

#[cfg(test)]
mod tests;
