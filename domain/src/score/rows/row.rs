//! One row of each kind, taken from its record as it stands.

use serde::{Deserialize, Serialize};

use crate::carrier::{Carrier, Milestone};
use crate::issue::{Issue, Measure};
use crate::kinds::{CarrierId, Day, IssueId, OrganisationId, RuleId};
use crate::rule::Rule;
use crate::score::counted::What;

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
    /// The days on which it held, also in rounds after which it came back.
    pub held: Vec<Day>,
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
    /// Which one it is.
    pub what: What,
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

impl IssueRow {
    /// `None` for what was taken back or moved elsewhere.
    #[must_use]
    pub fn of(issue: &Issue) -> Option<IssueRow> {
        let solved = issue.phase().solved();
        let rounds = issue.rounds.iter().filter_map(|round| round.held_at);
        let planned = !issue.measures.is_empty() || !issue.shared.is_empty();
        issue.state.counted().then(|| IssueRow {
            id: issue.id,
            found: issue.found_at.day(),
            agreed: issue.agreed_at.map(|at| at.day()),
            submitted: issue.submitted_at.map(|at| at.day()),
            verified: issue.verified_at.filter(|_| solved).map(|at| at.day()),
            held: rounds.chain(issue.held_at.filter(|_| solved)).map(|at| at.day()).collect(),
            relapsed: issue.rounds.iter().map(|round| round.relapsed_at.day()).collect(),
            due: issue.due_day(),
            lookback: issue.lookback,
            assigned: issue.official.is_some() && issue.department.is_some() && issue.due.is_some() && planned,
            proven: issue.proof_of_round().next().is_some(),
            measures: issue.measures.iter().map(|own| measure(issue, own)).collect(),
        })
    }
}

fn measure(issue: &Issue, own: &Measure) -> Task {
    let what = What::Measure { issue: issue.id, measure: own.id };
    Task { what, due: own.due, done: own.done_at.map(|at| at.day()) }
}

impl RuleRow {
    pub(super) fn of(rule: &Rule) -> RuleRow {
        let established = rule.established_at.map(|at| at.day());
        RuleRow { id: rule.id, established, in_force: rule.state() == "in_force", issues: rule.issues.clone() }
    }
}

impl CarrierRow {
    pub(super) fn of(carrier: &Carrier) -> CarrierRow {
        let task = |own: &Milestone| {
            let what = What::Milestone { carrier: carrier.id, milestone: own.id };
            Task { what, due: Some(own.due), done: own.reached_at.map(|at| at.day()) }
        };
        let milestones = carrier.milestones.iter().map(task).collect();
        CarrierRow { id: carrier.id, percent: carrier.percent.get(), milestones }
    }
}
