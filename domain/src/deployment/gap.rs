//! How far the two levels of a unit lie apart: in days (温差, the lag) and in what the assessment came to (落差).

use serde::{Deserialize, Serialize};

use super::{Deployment, Place, Side, Step};
use crate::kinds::Day;

/// One step of one unit: how its organisations follow it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Lag {
    /// Organisations that have taken the step, of so many.
    pub taken: usize,
    pub of: usize,
    /// Days by which they follow the unit, the median of those that have: of an even number of them the mean of the two in the
    /// middle, in whole days. `None` when there are none or the unit has not. Negative where they were first.
    pub middle: Option<i64>,
    /// The longest, with those that have not followed yet up to today, or to the day on which the matter ended.
    pub longest: Option<i64>,
}

/// What the assessments came to, of a hundred.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fall {
    pub unit: u8,
    /// The mean of its organisations, in tenths.
    pub below: u16,
    pub lowest: u8,
}

impl Fall {
    /// By how much the organisations lie below their unit, in tenths of a point; negative where they lie above.
    #[must_use]
    pub fn tenths(self) -> i32 {
        i32::from(self.unit) * 10 - i32::from(self.below)
    }
}

impl Deployment {
    /// The day up to which who has not followed is waited for.
    #[must_use]
    pub fn until(&self, today: Day) -> Day {
        let ended = self.withdrawn.or(self.closed);
        ended.map_or(today, |ended| ended.at.day().min(today))
    }

    /// Days from the unit's step to the organisation's; up to [`Deployment::until`] where it has not followed. `None` while the
    /// unit itself has not taken it, or for the unit's own row.
    #[must_use]
    pub fn lag(&self, place: Place, step: Step, today: Day) -> Option<i64> {
        place.organisation?;
        let unit = self.step(Place { organisation: None, ..place }, step)?.said.day;
        let own = self.step(place, step).map_or_else(|| self.until(today), |own| own.said.day);
        Some(own.since(unit))
    }

    #[must_use]
    pub fn lags(&self, side: &Side, step: Step, today: Day) -> Lag {
        let places = || side.organisations.iter().map(|own| Place { unit: side.unit, organisation: Some(*own) });
        let taken = || places().filter(|place| self.step(*place, step).is_some());
        let mut days: Vec<i64> = taken().filter_map(|place| self.lag(place, step, today)).collect();
        days.sort_unstable();
        Lag {
            taken: taken().count(),
            of: side.organisations.len(),
            middle: median(&days),
            longest: places().filter_map(|place| self.lag(place, step, today)).max(),
        }
    }

    /// `None` until the unit and one of its organisations are assessed.
    #[must_use]
    pub fn fall(&self, side: &Side) -> Option<Fall> {
        let result = |organisation| {
            let place = Place { unit: side.unit, organisation };
            self.step(place, Step::Assessed)?.said.result.map(crate::kinds::Percent::get)
        };
        let unit = result(None)?;
        let below: Vec<u8> = side.organisations.iter().filter_map(|own| result(Some(*own))).collect();
        let sum: u32 = below.iter().map(|own| u32::from(*own)).sum();
        let many = u32::try_from(below.len()).ok()?;
        // rounded to the nearest tenth
        let mean = (sum * 10 + many / 2).checked_div(many)?;
        Some(Fall { unit, below: u16::try_from(mean).ok()?, lowest: below.iter().copied().min()? })
    }
}

/// Of days in order.
fn median(days: &[i64]) -> Option<i64> {
    let upper = days.get(days.len() / 2)?;
    let lower = days.get(days.len().saturating_sub(1) / 2)?;
    Some((lower + upper).div_euclid(2))
}
