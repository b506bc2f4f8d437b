//! A campaign (主题教育、专项): a named period with start, half-time and end.

use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Own, SPAN};
use crate::entry::Stamp;
use crate::kinds::{CampaignId, Day, Name};
use crate::record::meanwhile::{amended, over};
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

crate::fields!(Period { name => Name, start => Start, half => Half, end => End });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Campaign {
    pub id: CampaignId,
    pub period: Period,
    /// What the office has set of its working days.
    #[serde(default, skip_serializing_if = "Calendar::is_shipped")]
    pub calendar: Calendar,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Open {
            campaign: CampaignId,
            period: Period,
        },
        Change {
            campaign: CampaignId,
            period: Period,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Period>>,
        },
        /// 设定工作日: the days from `first` to `last` are worked, or off.
        SetDays {
            campaign: CampaignId,
            first: Day,
            last: Day,
            works: bool,
            name: Option<Name>,
        },
        /// 恢复: they are as shipped again.
        ClearDays {
            campaign: CampaignId,
            first: Day,
            last: Day,
        },
    }
}

impl Act {
    #[must_use]
    pub fn campaign(&self) -> CampaignId {
        match self {
            Act::Open { campaign, .. }
            | Act::Change { campaign, .. }
            | Act::SetDays { campaign, .. }
            | Act::ClearDays { campaign, .. } => *campaign,
        }
    }
}

/// # Errors
/// Not the system administrator, for the calendar not the office; days out of order; nothing would change.
pub fn check(campaign: Option<&Campaign>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    match act {
        Act::Open { .. } | Act::Change { .. } => facts.viewer.must_be_system_admin()?,
        Act::SetDays { .. } | Act::ClearDays { .. } => facts.viewer.must_lead_office()?,
    }
    facts.must_be_office()?;
    match act {
        Act::Open { period, .. } => {
            must_be_new(campaign)?;
            sound(period)
        }
        Act::Change { period, was, .. } => sound(&amended(was.as_deref(), period, &must_be_there(campaign)?.period)?),
        Act::SetDays { first, last, works, name, .. } => {
            let calendar = &must_be_there(campaign)?.calendar;
            let own = Own { works: *works, name: name.clone() };
            let mut days = span(*first, *last)?;
            must(days.any(|day| calendar.changes(day, &own)), Refusal::Unchanged)
        }
        Act::ClearDays { first, last, .. } => {
            let calendar = &must_be_there(campaign)?.calendar;
            must(span(*first, *last)?.any(|day| calendar.own(day).is_some()), Refusal::Unchanged)
        }
    }?;
    Ok(Stamp::default())
}

/// The days from one to another, if they are in order and not too many.
fn span(first: Day, last: Day) -> Result<impl Iterator<Item = Day>, Refusal> {
    must(last >= first, Refusal::TooEarly { field: Field::Last })?;
    must(last.since(first) < i64::try_from(SPAN).unwrap_or(0), Refusal::TooMany { max: SPAN })?;
    Ok(days(first, last))
}

fn days(first: Day, last: Day) -> impl Iterator<Item = Day> {
    (0..=last.since(first)).map(move |days| first.plus(days))
}

fn sound(period: &Period) -> Result<(), Refusal> {
    must(period.half > period.start, Refusal::TooEarly { field: Field::Half })?;
    must(period.end > period.half, Refusal::TooEarly { field: Field::End })
}

#[must_use]
pub fn fold(campaign: Option<Campaign>, act: &Act) -> Option<Campaign> {
    match act {
        Act::Open { campaign: id, period } => {
            let new = || Campaign { id: *id, period: period.clone(), calendar: Calendar::default() };
            Some(campaign.unwrap_or_else(new))
        }
        Act::Change { period, was, .. } => campaign.map(|campaign| {
            let period = over(was.as_deref(), period, &campaign.period);
            Campaign { period, ..campaign }
        }),
        Act::SetDays { first, last, works, name, .. } => campaign.map(|mut campaign| {
            let own = Own { works: *works, name: name.clone() };
            days(*first, *last).for_each(|day| campaign.calendar.set(day, own.clone()));
            campaign
        }),
        Act::ClearDays { first, last, .. } => campaign.map(|mut campaign| {
            days(*first, *last).for_each(|day| campaign.calendar.clear(day));
            campaign
        }),
    }
}

impl Period {
    /// The week of the campaign in which `day` lies, counted from 1; and how many there are.
    #[must_use]
    pub fn week(&self, day: Day) -> (i64, i64) {
        let weeks = self.end.since(self.start) / 7 + 1;
        ((day.since(self.start) / 7 + 1).clamp(1, weeks), weeks)
    }

    /// Its middle day has passed, and it is not over.
    #[must_use]
    pub fn in_second_half(&self, day: Day) -> bool {
        self.half < day && day <= self.end
    }
}

#[cfg(test)]
mod tests;
