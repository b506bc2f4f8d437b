//! The rows behind a figure: every single thing that a formula looked at, and what it added. The figure is their sum and nothing
//! else, so that who opens it sees as many rows as it says.

use serde::{Deserialize, Serialize};

use super::rows::{CarrierRow, IssueRow, OrganisationRow, RuleRow, Task};
use super::{Formula, Quantity};
use crate::deployment::{Place, Step};
use crate::kinds::{CarrierId, DeploymentId, IssueId, MeasureId, MilestoneId, NoticeId, OrganisationId, RuleId};

crate::tagged! {
    "What" by "what";
    /// What was counted.
    #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
    pub enum What {
        Issue { issue: IssueId },
        Measure { issue: IssueId, measure: MeasureId },
        Rule { rule: RuleId },
        Organisation { organisation: OrganisationId },
        Carrier { carrier: CarrierId },
        Milestone { carrier: CarrierId, milestone: MilestoneId },
        Notice { notice: NoticeId },
        Step { deployment: DeploymentId, place: Place, step: Step },
    }
}

crate::tagged! {
    "Adds" by "adds";
    /// What one row adds.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Adds {
        /// It has what the share looks for.
        Yes,
        /// It is looked at, and has not.
        No,
        /// Of a median: how many days it took.
        Days { days: u32 },
        /// Of a mean: how far it is, 0 to 100.
        Percent { percent: u8 },
    }
}

/// One row that was looked at, with what it added.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Counted {
    pub what: What,
    pub adds: Adds,
}

impl Adds {
    pub(super) fn of(good: bool) -> Adds {
        if good { Adds::Yes } else { Adds::No }
    }
}

/// Something of which formulas look at many.
pub(super) trait Counts {
    fn what(&self) -> What;
}

impl Counts for IssueRow {
    fn what(&self) -> What {
        What::Issue { issue: self.id }
    }
}

impl Counts for RuleRow {
    fn what(&self) -> What {
        What::Rule { rule: self.id }
    }
}

impl Counts for OrganisationRow {
    fn what(&self) -> What {
        What::Organisation { organisation: self.id }
    }
}

impl Counts for CarrierRow {
    fn what(&self) -> What {
        What::Carrier { carrier: self.id }
    }
}

impl Counts for Task {
    fn what(&self) -> What {
        self.what
    }
}

/// What these rows come to.
pub(super) fn sum(formula: Formula, rows: &[Counted]) -> Option<Quantity> {
    if formula.in_days() {
        return median(rows);
    }
    let part = rows.iter().map(|own| match own.adds {
        Adds::Yes => 1,
        Adds::Percent { percent } => u32::from(percent),
        Adds::No | Adds::Days { .. } => 0,
    });
    let part = part.fold(0_u32, u32::saturating_add);
    let each = if formula == Formula::Progress { 100 } else { 1 };
    let of = u32::try_from(rows.len()).ok()?.checked_mul(each)?;
    (of > 0).then_some(Quantity::Share { part, of })
}

/// The middle one, or the mean of the two in the middle.
fn median(rows: &[Counted]) -> Option<Quantity> {
    let days = rows.iter().filter_map(|own| if let Adds::Days { days } = own.adds { Some(days) } else { None });
    let mut days: Vec<u32> = days.collect();
    days.sort_unstable();
    let upper = days.get(days.len() / 2)?;
    let lower = days.get((days.len() - 1) / 2)?;
    Some(Quantity::Days { halves: lower + upper, of: u32::try_from(days.len()).ok()? })
}
