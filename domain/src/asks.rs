//! What is asked of a unit now, and what waits in the group's hands: read off the records, never stored.
//! One record asks for one thing at a time, with the verb that comes next and why.

use serde::{Deserialize, Serialize};

use crate::carrier::Carrier;
use crate::issue::{Category, Issue, Origin, STAGNANT_DAYS, State};
use crate::kinds::{CarrierId, Day, IssueId, PromiseId, ReportId, UnitId, VisitId};
use crate::policy::{Policies, Policy};
use crate::refusal::Field;
use crate::report::Report;
use crate::unit::Unit;
use crate::visit::Visit;

#[cfg(test)]
mod tests;

/// A date nearer than this is asked for now (两周以内).
pub const SOON_DAYS: i64 = 14;

/// One thing the unit is asked to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ask {
    pub about: About,
    /// 调研-104, where the record has a code.
    pub code: Option<String>,
    pub title: String,
    pub verb: Verb,
    pub why: Vec<Why>,
    pub due: Option<Day>,
}

/// The record it is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum About {
    Issue {
        id: IssueId,
        origin: Origin,
    },
    Milestone {
        carrier: CarrierId,
    },
    Report {
        id: ReportId,
    },
    Goal {
        unit: UnitId,
    },
    /// What was promised in the room.
    Promise {
        visit: VisitId,
        promise: PromiseId,
    },
}

/// What to do: the word on the button.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verb {
    /// 补全
    FillIn,
    /// 报进展
    ReportProgress,
    /// 办措施
    FinishMeasures,
    /// 补佐证
    AddEvidence,
    /// 提交验收
    Submit,
    /// 办节点
    ReachMilestone,
    /// 交报告
    CompleteReport,
    /// 定目标
    SetGoal,
    /// 兑现承诺
    KeepPromise,
}

/// Why it is asked now.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// Needed before it can be agreed or submitted.
    Missing {
        field: Field,
    },
    /// Came back from the group.
    Returned {
        times: u16,
    },
    Late {
        days: i64,
    },
    /// Due within [`SOON_DAYS`]; 0 is today.
    Soon {
        days: i64,
    },
    Stagnant {
        days: i64,
    },
    MeasuresOpen {
        open: usize,
    },
    /// Measures whose own day has passed.
    MeasuresLate {
        late: usize,
    },
    /// Nothing is missing any more.
    Ready,
}

/// What the unit handed over; nothing to do but wait.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Held {
    pub issue: IssueId,
    pub code: String,
    pub title: String,
    pub until: Until,
    /// Since when it has waited; for a look-back, when that is due.
    pub day: Day,
}

/// What the group will do with it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Until {
    /// 商定
    Agreed,
    /// 验收
    Verified,
    /// 答复异议
    Settled,
    /// 回头看
    LookedBack,
}

/// How many issues of a unit stand in one place, and how many of them are late, stagnant, back again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Standing {
    pub origin: Origin,
    /// `None` for those not classified yet.
    pub category: Option<Category>,
    pub state: State,
    pub number: u32,
    pub late: u32,
    pub stagnant: u32,
    pub relapsed: u32,
}

/// Everything that can ask for something.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    /// `None` for a viewer who may not see the unit's own record.
    pub unit: Option<&'a Unit>,
    pub issues: &'a [Issue],
    pub carriers: &'a [Carrier],
    pub reports: &'a [Report],
    pub visits: &'a [Visit],
    pub policies: &'a Policies,
}

/// What is asked, the earliest day first; what has no day stands last.
#[must_use]
pub fn asks(records: Records, today: Day) -> Vec<Ask> {
    let issues = records.issues.iter().filter_map(|own| issue(own, records, today));
    let milestones = records.carriers.iter().filter(|own| own.dropped_at.is_none());
    let milestones = milestones.flat_map(|own| milestones_of(own, today));
    let reports = records.reports.iter().filter_map(|own| report(own, today));
    let goal = records.unit.filter(|unit| unit.goal.is_none()).map(goal);
    let promises = promises(records.visits, today);
    let mut asks: Vec<Ask> = issues.chain(milestones).chain(reports).chain(goal).chain(promises).collect();
    asks.sort_by(|one, other| rank(one).cmp(&rank(other)));
    asks
}

/// Late first, then by day; of one day, what came back from the group first.
fn rank(ask: &Ask) -> (i64, bool, Option<&str>) {
    let returned = ask.why.iter().any(|why| matches!(why, Why::Returned { .. }));
    (ask.due.map_or(i64::MAX, Day::number), !returned, ask.code.as_deref())
}

/// What the group holds of these issues, the longest wait first.
#[must_use]
pub fn held(issues: &[Issue], today: Day) -> Vec<Held> {
    let mut held: Vec<Held> = issues.iter().filter_map(|own| held_one(own, today)).collect();
    held.sort_by(|one, other| (one.day, &one.code).cmp(&(other.day, &other.code)));
    held
}

fn held_one(issue: &Issue, today: Day) -> Option<Held> {
    let until = match issue.state {
        State::Found if lacks(issue).is_empty() => Until::Agreed,
        State::Submitted => Until::Verified,
        State::Disputed => Until::Settled,
        State::Verified if issue.lookback.is_some_and(|day| day <= today) => Until::LookedBack,
        State::Found
        | State::Agreed
        | State::InProgress
        | State::Verified
        | State::Held
        | State::Withdrawn
        | State::Merged
        | State::Transferred => return None,
    };
    let day = issue.lookback.filter(|_| until == Until::LookedBack).unwrap_or(issue.moved_at.day());
    Some(Held { issue: issue.id, code: issue.code(), title: issue.title.to_string(), until, day })
}

fn issue(issue: &Issue, records: Records, today: Day) -> Option<Ask> {
    let (verb, why) = match issue.state {
        State::Found => fill_in(issue, today),
        State::Agreed | State::InProgress => work(issue, records, today),
        State::Submitted
        | State::Verified
        | State::Held
        | State::Disputed
        | State::Withdrawn
        | State::Merged
        | State::Transferred => None,
    }?;
    Some(Ask {
        about: About::Issue { id: issue.id, origin: issue.origin },
        code: Some(issue.code()),
        title: issue.title.to_string(),
        verb,
        why,
        due: issue.due_day(),
    })
}

/// What an issue lacks before the group can agree to it.
#[must_use]
pub fn lacks(issue: &Issue) -> Vec<Field> {
    let wanted = [
        (issue.category.is_some(), Field::Category),
        (!issue.measures.is_empty() || !issue.shared.is_empty(), Field::Measure),
        (issue.official.is_some(), Field::Official),
        (issue.department.is_some(), Field::Department),
        (issue.due.is_some(), Field::Due),
    ];
    wanted.into_iter().filter(|(there, _)| !there).map(|(_, field)| field).collect()
}

fn fill_in(issue: &Issue, today: Day) -> Option<(Verb, Vec<Why>)> {
    let lacks = lacks(issue);
    let late = issue.late_days(today).map(|days| Why::Late { days });
    let why = late.into_iter().chain(lacks.iter().map(|field| Why::Missing { field: *field })).collect();
    (!lacks.is_empty()).then_some((Verb::FillIn, why))
}

/// Agreed or under way: asked for when a day is near or past, when nothing moves, when it came back, or when it is ready.
fn work(issue: &Issue, records: Records, today: Day) -> Option<(Verb, Vec<Why>)> {
    let next = next(issue, records);
    let mut why = Vec::new();
    if issue.returns > 0 && issue.state == State::InProgress {
        why.push(Why::Returned { times: issue.returns });
    }
    why.extend(date(issue.due_day(), today));
    why.extend(stuck(issue, today));
    let open = issue.measures.iter().filter(|own| own.done_at.is_none());
    let late = open.clone().filter(|own| own.due.is_some_and(|day| day < today)).count();
    if late > 0 {
        why.push(Why::MeasuresLate { late });
    }
    let asked = !why.is_empty() || next == Next::Submit;
    why.extend(match next {
        Next::Finish { open } => Some(Why::MeasuresOpen { open }),
        Next::Evidence => Some(Why::Missing { field: Field::Evidence }),
        Next::Node => Some(Why::Missing { field: Field::Node }),
        Next::Submit => Some(Why::Ready),
        Next::Begin => None,
    });
    asked.then_some((next.verb(), why))
}

/// Stagnant, or agreed as long ago without a first report.
fn stuck(issue: &Issue, today: Day) -> Option<Why> {
    let days = today.since(issue.moved_at.day());
    let waits = matches!(issue.state, State::Agreed | State::InProgress);
    (waits && days >= STAGNANT_DAYS).then_some(Why::Stagnant { days })
}

fn date(due: Option<Day>, today: Day) -> Option<Why> {
    match due?.since(today) {
        days if days < 0 => Some(Why::Late { days: -days }),
        days if days <= SOON_DAYS => Some(Why::Soon { days }),
        _ => None,
    }
}

/// The next step towards submitting.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Begin,
    Finish { open: usize },
    Node,
    Evidence,
    Submit,
}

impl Next {
    fn verb(self) -> Verb {
        match self {
            Next::Begin | Next::Node => Verb::ReportProgress,
            Next::Finish { .. } => Verb::FinishMeasures,
            Next::Evidence => Verb::AddEvidence,
            Next::Submit => Verb::Submit,
        }
    }
}

/// The same conditions as submitting has in `issue/check.rs`, in the order in which they are met.
fn next(issue: &Issue, records: Records) -> Next {
    let open = open_measures(issue, records.issues);
    let policy = issue.category.map(|category| records.policies.of(category));
    match issue.state {
        State::InProgress if open > 0 => Next::Finish { open },
        State::InProgress if !nodes_reached(issue, policy) => Next::Node,
        State::InProgress if wants_evidence(issue, policy) => Next::Evidence,
        State::InProgress => Next::Submit,
        State::Found
        | State::Agreed
        | State::Submitted
        | State::Verified
        | State::Held
        | State::Disputed
        | State::Withdrawn
        | State::Merged
        | State::Transferred => Next::Begin,
    }
}

/// Its own and the shared ones, as far as the other issues are at hand.
fn open_measures(issue: &Issue, all: &[Issue]) -> usize {
    let shared = issue.shared.iter().filter_map(|own| {
        let home = all.iter().find(|home| home.id == own.issue)?;
        home.measures.iter().find(|measure| measure.id == own.measure)
    });
    issue.measures.iter().chain(shared).filter(|measure| measure.done_at.is_none()).count()
}

fn nodes_reached(issue: &Issue, policy: Option<&Policy>) -> bool {
    let chain = policy.map_or(0, |policy| policy.nodes.len());
    (0..chain).all(|node| issue.nodes.iter().any(|own| usize::from(*own) == node))
}

fn wants_evidence(issue: &Issue, policy: Option<&Policy>) -> bool {
    policy.is_some_and(|policy| policy.evidence) && issue.proof_of_round().next().is_none()
}

fn milestones_of(carrier: &Carrier, today: Day) -> impl Iterator<Item = Ask> + '_ {
    carrier.milestones.iter().filter(|own| own.reached_at.is_none()).filter_map(move |own| {
        let why = date(Some(own.due), today)?;
        Some(Ask {
            about: About::Milestone { carrier: carrier.id },
            code: None,
            title: format!("{} · {}", carrier.description.name, own.name),
            verb: Verb::ReachMilestone,
            why: vec![why],
            due: Some(own.due),
        })
    })
}

fn report(report: &Report, today: Day) -> Option<Ask> {
    if report.state() != "planned" {
        return None;
    }
    let why = date(report.description.due, today)?;
    Some(Ask {
        about: About::Report { id: report.id },
        code: None,
        title: report.description.title.to_string(),
        verb: Verb::CompleteReport,
        why: vec![why],
        due: report.description.due,
    })
}

/// What was promised in the room and is still to be kept, the earliest day first. A promise is asked for from the day on
/// which it was made, however far its day is.
#[must_use]
pub fn promises(visits: &[Visit], today: Day) -> Vec<Ask> {
    let made = visits.iter().filter(|visit| visit.recorded_at.is_some() && visit.cancelled_at.is_none());
    let open = made.flat_map(|visit| visit.promises.iter().filter(|own| own.open()).map(move |own| (visit.id, own)));
    let ask = |(visit, own): (VisitId, &crate::visit::Promise)| Ask {
        about: About::Promise { visit, promise: own.id },
        code: None,
        title: own.what.to_string(),
        verb: Verb::KeepPromise,
        why: date(Some(own.due), today).into_iter().collect(),
        due: Some(own.due),
    };
    let mut asks: Vec<Ask> = open.map(ask).collect();
    asks.sort_by_key(|ask| ask.due);
    asks
}

fn goal(unit: &Unit) -> Ask {
    Ask {
        about: About::Goal { unit: unit.id },
        code: None,
        title: unit.name.to_string(),
        verb: Verb::SetGoal,
        why: Vec::new(),
        due: None,
    }
}
