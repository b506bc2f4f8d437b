//! The figures that a quantitative indicator may choose from, each with what is counted, over what. Every formula has an
//! example worked by hand, and the same example as a test. A figure over nothing is none: missing is missing, never zero.

use serde::{Deserialize, Serialize};

use super::counted::{self, Adds, Counted, Counts};
use super::rows::{CarrierRow, IssueRow, Rows, Task};
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
    /// Example: 2 held, 1 came back → 2 ÷ 3 = 66.7 %. One that held on 5 June and came back on 25 June was looked back at
    /// twice → 1 ÷ 2 = 50 %.
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
    /// 措施完成率: of the measures of those issues, those done by the end. What a look-back found untrue is not done.
    /// Example: 5 measures on 2 issues, 4 done → 4 ÷ 5 = 80 %. One of the four is found untrue → 3 ÷ 5 = 60 %.
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
    /// 三个同步完成率: of the steps of matters in step that the unit and its organisations were to take by the end, those taken.
    /// Example: one matter for the unit and two organisations, to be deployed and inspected by the end, assessed after it, so
    /// 3 × 2 = 6 steps. All three deployed it, the unit alone inspected it → 4 ÷ 6 = 66.7 %.
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
        counted::sum(self, &self.counted(rows))
    }

    /// Everything that it looks at, each with what it adds: the rows behind the figure, and nothing else.
    #[must_use]
    pub fn counted(self, rows: &Rows) -> Vec<Counted> {
        let until = rows.until();
        let by_then = |day: Option<Day>| day.is_some_and(|day| day <= until);
        let issues = || rows.issues.iter().flatten();
        let solved = || issues().filter(|own| by_then(own.verified));
        match self {
            Formula::Solved => shares(issues(), |own| by_then(own.verified)),
            Formula::OnTime => shares(issues().filter(|own| fell_due(own.due, rows)), |own| in_time(own, until)),
            Formula::Held => held(rows),
            Formula::Relapsed => relapsed(rows),
            Formula::DaysToAgree => days(issues().map(|own| (own, own.agreed)), rows),
            Formula::DaysToVerify => days(issues().map(|own| (own, own.verified)), rows),
            Formula::Assigned => shares(issues(), |own| own.assigned),
            Formula::MeasuresDone => shares(issues().flat_map(|own| &own.measures), |own| by_then(own.done)),
            Formula::Proven => shares(solved(), |own| own.proven),
            Formula::RulesInForce => {
                shares(rows.rules.iter().flatten().filter(|own| by_then(own.established)), |own| own.in_force)
            }
            Formula::Ruled => shares(solved().filter(|_| rows.rules.is_some()), |own| ruled(own, rows)),
            Formula::Coverage => shares(rows.organisations.iter().flatten(), |own| own.visited),
            Formula::Milestones => kept(rows.carriers.iter().flatten().flat_map(|own| &own.milestones), rows),
            Formula::Progress => progress(rows),
            Formula::Receipts => kept(rows.receipts.iter().flatten(), rows),
            Formula::Deployments => {
                shares(rows.deployments.iter().flatten().filter(|own| by_then(own.due)), |own| by_then(own.done))
            }
        }
    }
}

/// Each as a part of a share: does it have what is looked for?
fn shares<'a, T: Counts + 'a>(of: impl Iterator<Item = &'a T>, good: impl Fn(&T) -> bool) -> Vec<Counted> {
    of.map(|own| Counted { what: own.what(), adds: Adds::of(good(own)) }).collect()
}

/// Issues with the days from found to what happened, when that lies in the period.
fn days<'a>(of: impl Iterator<Item = (&'a IssueRow, Option<Day>)>, rows: &Rows) -> Vec<Counted> {
    let took = |(own, to): (&IssueRow, Option<Day>)| {
        let to = to.filter(|day| rows.period.has(*day) && *day <= rows.today)?;
        let days = u32::try_from(to.since(own.found).max(0)).ok()?;
        Some(Counted { what: own.what(), adds: Adds::Days { days } })
    };
    of.filter_map(took).collect()
}

fn fell_due(due: Option<Day>, rows: &Rows) -> bool {
    due.is_some_and(|day| rows.period.has(day) && day <= rows.today)
}

/// Handed in by its day; that the group looked at it later is not the unit's delay.
fn in_time(own: &IssueRow, until: Day) -> bool {
    let handed_in = own.submitted.zip(own.due).is_some_and(|(day, due)| day <= due);
    handed_in && own.verified.is_some_and(|day| day <= until)
}

/// Each look-back that came to a result, so an issue as often as it was looked back at.
fn held(rows: &Rows) -> Vec<Counted> {
    let now = |day: &Day| rows.period.has(*day) && *day <= rows.today;
    let of = |own: &IssueRow| {
        let held = own.held.iter().filter(|day| now(day)).map(|_| Adds::Yes);
        let back = own.relapsed.iter().filter(|day| now(day)).map(|_| Adds::No);
        let what = own.what();
        held.chain(back).map(|adds| Counted { what, adds }).collect::<Vec<_>>()
    };
    rows.issues.iter().flatten().flat_map(of).collect()
}

/// Of those ever verified, or back from it, those that came back.
fn relapsed(rows: &Rows) -> Vec<Counted> {
    let until = rows.until();
    let verified = |own: &IssueRow| own.verified.is_some_and(|day| day <= until);
    let back = |own: &IssueRow| own.relapsed.iter().any(|day| *day <= until);
    shares(rows.issues.iter().flatten().filter(|own| verified(own) || back(own)), back)
}

fn progress(rows: &Rows) -> Vec<Counted> {
    let adds = |own: &CarrierRow| Counted { what: own.what(), adds: Adds::Percent { percent: own.percent } };
    rows.carriers.iter().flatten().map(adds).collect()
}

fn ruled(own: &IssueRow, rows: &Rows) -> bool {
    rows.rules.iter().flatten().any(|rule| rule.in_force && rule.issues.contains(&own.id))
}

/// Of what fell due in the period, what was done by its day.
fn kept<'a>(all: impl Iterator<Item = &'a Task>, rows: &Rows) -> Vec<Counted> {
    let done = |own: &Task| own.done.zip(own.due).is_some_and(|(done, due)| done <= due);
    shares(all.filter(|own| fell_due(own.due, rows)), done)
}

#[cfg(test)]
mod tests;
