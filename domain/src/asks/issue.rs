//! What an issue asks of its unit: to fill in what is missing, or the next step towards submitting.

use super::{About, Ask, Records, Verb, Why, date};
use crate::due::{self, Stands};
use crate::issue::{Issue, State};
use crate::kinds::Day;
use crate::policy::Policy;
use crate::refusal::Field;

/// What an issue asks of its unit, if anything.
pub(super) fn ask(issue: &Issue, records: Records, today: Day) -> Option<Ask> {
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
    why.extend(issue.stagnant_days(today).map(|days| Why::Stagnant { days }));
    why.extend(measures(issue, today));
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

/// How many of its open measures are past their own day, and how many near it.
fn measures(issue: &Issue, today: Day) -> impl Iterator<Item = Why> {
    let days = issue.measures.iter().filter(|own| own.done_at.is_none()).filter_map(|own| own.due);
    let stands: Vec<Stands> = days.map(|day| due::stands(day, today)).collect();
    let late = stands.iter().filter(|own| matches!(own, Stands::Late { .. })).count();
    let soon = stands.iter().filter(|own| matches!(own, Stands::Soon { .. })).count();
    let late = (late > 0).then_some(Why::MeasuresLate { late });
    late.into_iter().chain((soon > 0).then_some(Why::MeasuresSoon { soon }))
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
pub(super) fn open_measures(issue: &Issue, all: &[Issue]) -> usize {
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
