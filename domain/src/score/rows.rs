//! The rows behind the figures of one unit: what a formula may look at, taken from records of any day. What the platform
//! does not know of is `None`, not empty: missing is missing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Opinion;
use crate::carrier::Carrier;
use crate::issue::{Category, Issue};
use crate::kinds::{CarrierId, Day, IssueId, OrganisationId, RuleId, UnitId};
use crate::notice::Notice;
use crate::rule::Rule;
use crate::survey::result::Said;
use crate::template::tree::RaterGroup;
use crate::unit::Unit;
use crate::visit::Visit;

/// What is scored of a unit.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Scored {
    /// All of it.
    Unit,
    Category {
        category: Category,
    },
    Carrier {
        carrier: CarrierId,
    },
    Issue {
        issue: IssueId,
    },
}

/// The days that are looked at, the first and the last among them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Period {
    pub start: Day,
    pub end: Day,
}

impl Period {
    #[must_use]
    pub fn has(&self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }
}

/// One issue as the formulas see it. Days are those of its entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct IssueRow {
    pub id: IssueId,
    pub found: Day,
    pub agreed: Option<Day>,
    /// When its present round was handed in.
    pub submitted: Option<Day>,
    /// Verified in its present round, and not come back since.
    pub verified: Option<Day>,
    pub held: Option<Day>,
    /// The days on which it came back.
    pub relapsed: Vec<Day>,
    pub due: Option<Day>,
    pub lookback: Option<Day>,
    /// It has an official, a department, a measure and a date.
    pub assigned: bool,
    /// Evidence of the present round lies there.
    pub proven: bool,
    pub measures: Vec<Task>,
}

/// Something to be done by a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Task {
    pub due: Option<Day>,
    pub done: Option<Day>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuleRow {
    pub id: RuleId,
    /// It was established, whatever became of it.
    pub established: Option<Day>,
    pub in_force: bool,
    pub issues: Vec<IssueId>,
}

/// One organisation that is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OrganisationRow {
    pub id: OrganisationId,
    /// The group came to it in the period.
    pub visited: bool,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CarrierRow {
    pub id: CarrierId,
    pub percent: u8,
    pub milestones: Vec<Task>,
}

/// Everything about one unit that formulas look at. `None` where the platform keeps no such records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rows {
    pub period: Period,
    pub today: Day,
    pub issues: Option<Vec<IssueRow>>,
    pub rules: Option<Vec<RuleRow>>,
    pub organisations: Option<Vec<OrganisationRow>>,
    pub carriers: Option<Vec<CarrierRow>>,
    /// Papers that the unit was to answer.
    pub receipts: Option<Vec<Task>>,
    /// Matters deployed, inspected, assessed in step.
    pub deployments: Option<Vec<Task>>,
    /// What people answered, by rater group; who was not asked is not there.
    #[serde(default)]
    pub opinions: BTreeMap<RaterGroup, Opinion>,
}

impl Rows {
    /// No rows of any kind.
    #[must_use]
    pub fn none(period: Period, today: Day) -> Rows {
        let (issues, rules, organisations, carriers) = (None, None, None, None);
        let (receipts, deployments, opinions) = (None, None, BTreeMap::new());
        Rows { period, today, issues, rules, organisations, carriers, receipts, deployments, opinions }
    }

    /// What each rater group said last in the period.
    #[must_use]
    pub fn with_opinions(mut self, said: &[Said]) -> Rows {
        let mut said: Vec<&Said> = said.iter().filter(|own| self.period.has(own.closed)).collect();
        said.sort_by_key(|own| own.closed);
        self.opinions = said.into_iter().map(|own| (own.raters.clone(), own.opinion)).collect();
        self
    }

    /// What a day's end is for the formulas: that of the period, or today while it runs.
    #[must_use]
    pub fn until(&self) -> Day {
        self.period.end.min(self.today)
    }

    /// The issues of this unit that belong to what is scored; what was found later, or taken back, is none of them.
    #[must_use]
    pub fn with_issues<'a>(mut self, scored: Scored, issues: impl IntoIterator<Item = &'a Issue>) -> Rows {
        let belongs = |issue: &&Issue| match scored {
            Scored::Unit => true,
            Scored::Category { category } => issue.category == Some(category),
            Scored::Issue { issue: id } => issue.id == id,
            Scored::Carrier { .. } => false,
        };
        let until = self.until();
        let counted = issues.into_iter().filter(belongs).filter_map(IssueRow::of);
        let counted = counted.filter(|row| row.found <= until).collect();
        self.issues = (!matches!(scored, Scored::Carrier { .. })).then_some(counted);
        self
    }

    /// The unit's rules: all of them, or those that answer an issue of what is scored. Call it after the issues.
    #[must_use]
    pub fn with_rules<'a>(mut self, scored: Scored, rules: impl IntoIterator<Item = &'a Rule>) -> Rows {
        let ids: BTreeSet<IssueId> = self.issues.iter().flatten().map(|issue| issue.id).collect();
        let belongs = |rule: &&Rule| match scored {
            Scored::Unit => true,
            Scored::Category { .. } | Scored::Issue { .. } => rule.issues.iter().any(|id| ids.contains(id)),
            Scored::Carrier { .. } => false,
        };
        let rows = rules.into_iter().filter(belongs).map(RuleRow::of).collect();
        self.rules = (!matches!(scored, Scored::Carrier { .. })).then_some(rows);
        self
    }

    /// The unit's carriers, or the one that is scored.
    #[must_use]
    pub fn with_carriers<'a>(mut self, scored: Scored, carriers: impl IntoIterator<Item = &'a Carrier>) -> Rows {
        let belongs = |own: &&Carrier| match scored {
            Scored::Carrier { carrier } => own.id == carrier,
            Scored::Unit | Scored::Category { .. } => true,
            Scored::Issue { .. } => false,
        };
        let standing = carriers.into_iter().filter(belongs).filter(|own| own.dropped_at.is_none());
        let rows = standing.map(CarrierRow::of).collect();
        self.carriers = (!matches!(scored, Scored::Issue { .. })).then_some(rows);
        self
    }

    /// The papers that went to the unit: each to be answered by its day, or where no reply is asked for, to be received by the
    /// day after its issue. Of several replies the first that was not sent back counts.
    #[must_use]
    pub fn with_notices<'a>(
        mut self,
        scored: Scored,
        unit: UnitId,
        notices: impl IntoIterator<Item = &'a Notice>,
    ) -> Rows {
        let task = |own: &Notice| {
            let issued = own.issued.filter(|_| own.withdrawn.is_none())?.at.day();
            let addressee = own.addressee(unit)?;
            let replied = addressee.replies.iter().find(|reply| reply.returned.is_none()).map(|reply| reply.by);
            let received = addressee.received.as_ref().map(|receipt| receipt.by);
            Some(match own.content.reply_by {
                Some(due) => Task { due: Some(due), done: replied.map(|by| by.at.day()) },
                None => Task { due: Some(issued.plus(1)), done: received.map(|by| by.at.day()) },
            })
        };
        let whole = matches!(scored, Scored::Unit | Scored::Category { .. });
        self.receipts = whole.then(|| notices.into_iter().filter_map(task).collect());
        self
    }

    /// The unit's open organisations, and whether a recorded visit of the period went there.
    #[must_use]
    pub fn with_visits<'a>(mut self, unit: &Unit, visits: impl IntoIterator<Item = &'a Visit>) -> Rows {
        let stands = |visit: &&Visit| visit.recorded_at.is_some() && visit.cancelled_at.is_none();
        let there = visits.into_iter().filter(stands).filter(|visit| self.period.has(visit.description.at.day()));
        let went: BTreeSet<OrganisationId> = there.filter_map(|visit| visit.description.organisation).collect();
        let open = unit.organisations.iter().filter(|own| own.closed_at.is_none());
        self.organisations =
            Some(open.map(|own| OrganisationRow { id: own.id, visited: went.contains(&own.id) }).collect());
        self
    }
}

impl IssueRow {
    /// `None` for what was taken back or moved elsewhere.
    #[must_use]
    pub fn of(issue: &Issue) -> Option<IssueRow> {
        let solved = issue.phase().solved();
        let planned = !issue.measures.is_empty() || !issue.shared.is_empty();
        issue.state.counted().then(|| IssueRow {
            id: issue.id,
            found: issue.found_at.day(),
            agreed: issue.agreed_at.map(|at| at.day()),
            submitted: issue.submitted_at.map(|at| at.day()),
            verified: issue.verified_at.filter(|_| solved).map(|at| at.day()),
            held: issue.held_at.filter(|_| solved).map(|at| at.day()),
            relapsed: issue.rounds.iter().map(|round| round.relapsed_at.day()).collect(),
            due: issue.due_day(),
            lookback: issue.lookback,
            assigned: issue.official.is_some() && issue.department.is_some() && issue.due.is_some() && planned,
            proven: issue.proof_of_round().next().is_some(),
            measures: issue
                .measures
                .iter()
                .map(|own| Task { due: own.due, done: own.done_at.map(|at| at.day()) })
                .collect(),
        })
    }
}

impl RuleRow {
    fn of(rule: &Rule) -> RuleRow {
        let established = rule.established_at.map(|at| at.day());
        RuleRow { id: rule.id, established, in_force: rule.state() == "in_force", issues: rule.issues.clone() }
    }
}

impl CarrierRow {
    fn of(carrier: &Carrier) -> CarrierRow {
        let task =
            |own: &crate::carrier::Milestone| Task { due: Some(own.due), done: own.reached_at.map(|at| at.day()) };
        let milestones = carrier.milestones.iter().map(task).collect();
        CarrierRow { id: carrier.id, percent: carrier.percent.get(), milestones }
    }
}
