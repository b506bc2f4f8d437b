//! The figures that a quantitative indicator may choose from, each with what is counted, over what. Every formula has an
//! example worked by hand, and the same example as a test. A figure over nothing is none: missing is missing, never zero.

use serde::{Deserialize, Serialize};

use super::rows::{IssueRow, Rows, Task};
use super::{Quantity, Scale};
use crate::kinds::Day;

/// What a quantitative indicator counts. "By the end" means: by the end of the period, or today while it runs.
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
pub enum Formula {
    /// 解决率: of the issues found by the end, those verified by then and not come back.
    /// Example: found 4, of them verified 3 → 3 ÷ 4 = 75 %.
    Solved,
    /// 按期解决率: of the issues whose day lies in the period and has come, those handed in by their day and verified.
    /// Example: 3 fell due; one handed in on its day and verified, one a day late, one not at all → 1 ÷ 3 = 33.3 %.
    OnTime,
    /// 巩固率: of the look-backs that came to a result in the period, those that held.
    /// Example: 2 held, 1 came back → 2 ÷ 3 = 66.7 %.
    Held,
    /// 反弹率, the less the better: of the issues ever verified by the end, those that came back by then.
    /// Example: 3 verified now, 1 of them came back before, 1 more came back and is open → 2 ÷ 4 = 50 %.
    Relapsed,
    /// 商定用时, the fewer the better: the median of the days from found to agreed, of issues agreed in the period.
    /// Example: 3, 5, 8 and 20 days → (5 + 8) ÷ 2 = 6.5 days.
    DaysToAgree,
    /// 解决用时, the fewer the better: the median of the days from found to verified, of issues verified in the period.
    /// Example: 10, 30 and 31 days → 30 days.
    DaysToVerify,
    /// 责任明确率: of the issues found by the end, those with official, department, measure and date.
    /// Example: 4 issues, one has no department → 3 ÷ 4 = 75 %.
    Assigned,
    /// 措施完成率: of the measures of those issues, those done by the end.
    /// Example: 5 measures on 2 issues, 4 done → 4 ÷ 5 = 80 %.
    MeasuresDone,
    /// 佐证率: of the issues solved by the end, those with evidence of this round.
    /// Example: 3 solved, 2 of them with evidence → 2 ÷ 3 = 66.7 %.
    Proven,
    /// 制度有效率: of the rules established by the end, those in force.
    /// Example: 8 established, 1 of them repealed → 7 ÷ 8 = 87.5 %.
    RulesInForce,
    /// 以制度答复率: of the issues solved by the end, those that a rule in force answers.
    /// Example: 4 solved, 1 answered by a rule, 1 by one that was repealed → 1 ÷ 4 = 25 %.
    Ruled,
    /// 走访覆盖率: of the unit's open organisations, those a visit of the period went to.
    /// Example: 6 organisations, visits to 3 of them → 3 ÷ 6 = 50 %.
    Coverage,
    /// 节点按期率: of the milestones of carriers whose day lies in the period and has come, those reached by it.
    /// Example: 4 due, 2 reached by their day, 1 late → 2 ÷ 4 = 50 %.
    Milestones,
    /// 载体进度: the mean progress of the carriers.
    /// Example: 3 carriers at 100 %, 80 % and 60 % → 240 ÷ 300 = 80 %.
    Progress,
    /// 按期回执率: of the notices whose receipt was due in the period, those answered by their day.
    /// Example: 18 due, 18 answered in time → 18 ÷ 18 = 100 %.
    Receipts,
    /// 三个同步完成率: of the matters to be done by the end, those done.
    /// Example: 78 matters, 71 done → 71 ÷ 78 = 91.0 %.
    Deployments,
}

/// Which way a figure is good.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Better {
    More,
    Less,
}

impl Formula {
    #[must_use]
    pub fn better(self) -> Better {
        match self {
            Formula::Relapsed | Formula::DaysToAgree | Formula::DaysToVerify => Better::Less,
            Formula::Solved
            | Formula::OnTime
            | Formula::Held
            | Formula::Assigned
            | Formula::MeasuresDone
            | Formula::Proven
            | Formula::RulesInForce
            | Formula::Ruled
            | Formula::Coverage
            | Formula::Milestones
            | Formula::Progress
            | Formula::Receipts
            | Formula::Deployments => Better::More,
        }
    }

    /// A median of days, not a share.
    #[must_use]
    pub fn in_days(self) -> bool {
        matches!(self, Formula::DaysToAgree | Formula::DaysToVerify)
    }

    /// The scale that a new indicator begins with.
    #[must_use]
    pub fn usual(self) -> Scale {
        match self {
            Formula::DaysToAgree => Scale { zero: 30, full: 7 },
            Formula::DaysToVerify => Scale { zero: 120, full: 45 },
            Formula::Relapsed => Scale { zero: 100, full: 0 },
            Formula::Solved
            | Formula::OnTime
            | Formula::Held
            | Formula::Assigned
            | Formula::MeasuresDone
            | Formula::Proven
            | Formula::RulesInForce
            | Formula::Ruled
            | Formula::Coverage
            | Formula::Milestones
            | Formula::Progress
            | Formula::Receipts
            | Formula::Deployments => Scale { zero: 0, full: 100 },
        }
    }

    /// Does this scale have a length, and does it go the formula's way?
    #[must_use]
    pub fn fits(self, scale: Scale) -> bool {
        let way = match self.better() {
            Better::More => scale.full > scale.zero,
            Better::Less => scale.full < scale.zero,
        };
        way && (self.in_days() || scale.full.max(scale.zero) <= 100)
    }

    /// Counts. `None` where there is nothing to count, or the platform has no such records.
    #[must_use]
    pub fn of(self, rows: &Rows) -> Option<Quantity> {
        let until = rows.until();
        let by_then = |day: Option<Day>| day.is_some_and(|day| day <= until);
        let issues = || rows.issues.iter().flatten();
        let solved = || issues().filter(|own| by_then(own.verified));
        match self {
            Formula::Solved => share(issues(), |own| by_then(own.verified)),
            Formula::OnTime => share(issues().filter(|own| fell_due(own.due, rows)), |own| in_time(own, until)),
            Formula::Held => held(rows),
            Formula::Relapsed => {
                let back = |own: &&IssueRow| own.relapsed.iter().any(|day| *day <= until);
                share(issues().filter(|own| by_then(own.verified) || back(own)), |own| back(&own))
            }
            Formula::DaysToAgree => median(issues().filter_map(|own| took(own.found, own.agreed, rows))),
            Formula::DaysToVerify => median(issues().filter_map(|own| took(own.found, own.verified, rows))),
            Formula::Assigned => share(issues(), |own| own.assigned),
            Formula::MeasuresDone => share(issues().flat_map(|own| &own.measures), |own| by_then(own.done)),
            Formula::Proven => share(solved(), |own| own.proven),
            Formula::RulesInForce => {
                share(rows.rules.iter().flatten().filter(|own| by_then(own.established)), |own| own.in_force)
            }
            Formula::Ruled => share(solved().filter(|_| rows.rules.is_some()), |own| ruled(own, rows)),
            Formula::Coverage => share(rows.organisations.iter().flatten(), |own| own.visited),
            Formula::Milestones => kept(rows.carriers.iter().flatten().flat_map(|own| &own.milestones), rows),
            Formula::Progress => progress(rows),
            Formula::Receipts => kept(rows.receipts.iter().flatten(), rows),
            Formula::Deployments => {
                let due = rows.deployments.iter().flatten().filter(|own| own.due.is_none_or(|due| due <= until));
                share(due, |own| by_then(own.done))
            }
        }
    }
}

fn share<'a, T: 'a>(of: impl Iterator<Item = &'a T>, good: impl Fn(&'a T) -> bool) -> Option<Quantity> {
    let (mut part, mut many) = (0_u32, 0_u32);
    for own in of {
        many = many.saturating_add(1);
        part = part.saturating_add(u32::from(good(own)));
    }
    (many > 0).then_some(Quantity::Share { part, of: many })
}

/// The middle one, or the mean of the two in the middle.
fn median(days: impl Iterator<Item = u32>) -> Option<Quantity> {
    let mut days: Vec<u32> = days.collect();
    days.sort_unstable();
    let upper = days.get(days.len() / 2)?;
    let lower = days.get((days.len() - 1) / 2)?;
    Some(Quantity::Days { halves: lower + upper, of: u32::try_from(days.len()).ok()? })
}

/// Days from one to the other, when the other lies in the period.
fn took(from: Day, to: Option<Day>, rows: &Rows) -> Option<u32> {
    let to = to.filter(|day| rows.period.has(*day) && *day <= rows.today)?;
    u32::try_from(to.since(from).max(0)).ok()
}

fn fell_due(due: Option<Day>, rows: &Rows) -> bool {
    due.is_some_and(|day| rows.period.has(day) && day <= rows.today)
}

/// Handed in by its day; that the group looked at it later is not the unit's delay.
fn in_time(own: &IssueRow, until: Day) -> bool {
    let handed_in = own.submitted.zip(own.due).is_some_and(|(day, due)| day <= due);
    handed_in && own.verified.is_some_and(|day| day <= until)
}

fn held(rows: &Rows) -> Option<Quantity> {
    let now = |day: &Day| rows.period.has(*day) && *day <= rows.today;
    let all = || rows.issues.iter().flatten();
    let held = all().filter(|own| own.held.is_some_and(|day| now(&day))).count();
    let back: usize = all().map(|own| own.relapsed.iter().filter(|day| now(day)).count()).sum();
    let (part, of) = (u32::try_from(held).ok()?, u32::try_from(held + back).ok()?);
    (of > 0).then_some(Quantity::Share { part, of })
}

fn ruled(own: &IssueRow, rows: &Rows) -> bool {
    rows.rules.iter().flatten().any(|rule| rule.in_force && rule.issues.contains(&own.id))
}

/// Of what fell due in the period, what was done by its day.
fn kept<'a>(all: impl Iterator<Item = &'a Task>, rows: &Rows) -> Option<Quantity> {
    share(all.filter(|own| fell_due(own.due, rows)), |own| own.done.zip(own.due).is_some_and(|(done, due)| done <= due))
}

fn progress(rows: &Rows) -> Option<Quantity> {
    let carriers = rows.carriers.as_deref().unwrap_or_default();
    let part = carriers.iter().map(|own| u32::from(own.percent)).sum();
    let of = u32::try_from(carriers.len()).ok()?.checked_mul(100)?;
    (of > 0).then_some(Quantity::Share { part, of })
}

#[cfg(test)]
mod tests;
