//! What an accepted act changes in an issue. Total: never refuses, never panics; rebuild runs it over the whole journal.

use super::act::{Act, Facts as Description, Find, Plan};
use super::{Due, Evidence, IMMEDIATE_DAYS, Issue, Measure, Round, Shared, State};
use crate::entry::Entry;
use crate::kinds::{MeasureId, Note, Percent, Time};
use crate::record::meanwhile::over;

/// The issue after `entry`. `None` only where the issue was never found.
#[must_use]
pub fn fold(issue: Option<Issue>, act: &Act, entry: &Entry) -> Option<Issue> {
    if let Act::Find(find) = act {
        return Some(issue.unwrap_or_else(|| found(find, entry)));
    }
    let mut issue = issue?;
    change(&mut issue, act, entry);
    Some(issue)
}

fn change(issue: &mut Issue, act: &Act, entry: &Entry) {
    let now = entry.recorded_at;
    issue.only_by = issue.only_by.filter(|own| *own == entry.by);
    match act {
        Act::Find(_) | Act::Comment { .. } => {}
        Act::NameReport { report, .. } => issue.report = *report,
        Act::Amend { facts, was, .. } => {
            let facts = over(was.as_deref(), facts, &issue.description());
            // Nodes are positions in the category's own chain.
            if issue.category != facts.category {
                issue.nodes.clear();
            }
            describe(issue, &facts);
        }
        Act::AddMeasure { measure, .. } => issue.measures.push(planned(measure)),
        Act::ChangeMeasure { measure, was, .. } => with_measure(issue, measure.id, |own| {
            *own = Measure { done_at: own.done_at, ..planned(&over(was.as_deref(), measure, &own.plan())) };
        }),
        Act::FinishMeasure { measure, .. } => {
            with_measure(issue, *measure, |own| own.done_at = Some(now));
            issue.moved_at = now;
        }
        Act::ReopenMeasure { measure, .. } => with_measure(issue, *measure, |own| own.done_at = None),
        Act::DropMeasure { measure, .. } => issue.measures.retain(|own| own.id != *measure),
        Act::ShareMeasure { from, measure, .. } => issue.shared.push(Shared { issue: *from, measure: *measure }),
        Act::UnshareMeasure { from, measure, .. } => {
            issue.shared.retain(|own| own.issue != *from || own.measure != *measure);
        }
        Act::Agree { .. } => {
            issue.agreed_at = Some(now);
            move_to(issue, State::Agreed, now);
        }
        Act::ReportProgress { percent, node, .. } => progress(issue, *percent, *node, now),
        Act::AddEvidence { hash, name, size, .. } => {
            let (hash, name) = (hash.clone(), name.clone());
            issue.evidence.push(Evidence { hash, name, size: *size, by: entry.by, at: now, withdrawn: None });
            issue.moved_at = now;
        }
        Act::WithdrawEvidence { hash, reason, .. } => {
            let of_hash = issue.evidence.iter_mut().filter(|own| own.hash == *hash && own.withdrawn.is_none());
            of_hash.for_each(|own| own.withdrawn = Some(reason.clone()));
        }
        Act::Submit { .. } => {
            issue.submitted_at = Some(now);
            issue.submitted_by = Some(entry.by);
            move_to(issue, State::Submitted, now);
        }
        Act::Recall { .. } => move_to(issue, State::InProgress, now),
        Act::Return { .. } => {
            issue.returns = issue.returns.saturating_add(1);
            move_to(issue, State::InProgress, now);
        }
        Act::Verify { .. } => {
            issue.verified_at = Some(now);
            issue.lookback = entry.stamp.lookback_days.map(|days| now.day().plus(i64::from(days)));
            move_to(issue, State::Verified, now);
        }
        Act::SetLookback { day, .. } => issue.lookback = Some(*day),
        Act::Confirm { .. } => {
            issue.held_at = Some(now);
            issue.lookback = None;
            move_to(issue, State::Held, now);
        }
        Act::Relapse { reason, .. } => relapse(issue, reason, now),
        Act::Dispute { .. } => leave(issue, State::Disputed, now),
        Act::Settle { .. } => come_back(issue, now),
        Act::Withdraw { .. } => leave(issue, State::Withdrawn, now),
        Act::Merge { into, .. } => {
            issue.merged_into = Some(*into);
            leave(issue, State::Merged, now);
        }
        Act::Transfer { to, .. } => {
            issue.transferred_to = Some(*to);
            leave(issue, State::Transferred, now);
        }
        Act::Reinstate { .. } => {
            issue.merged_into = None;
            issue.transferred_to = None;
            come_back(issue, now);
        }
    }
}

fn found(find: &Find, entry: &Entry) -> Issue {
    let now = entry.recorded_at;
    let mut issue = Issue {
        id: find.issue,
        book: entry.book,
        unit: find.unit,
        organisation: None,
        origin: find.origin,
        number: entry.stamp.number.unwrap_or(0),
        ledger: find.ledger.clone(),
        report: find.report,
        from: find.from,
        visit: find.visit.clone(),
        meeting: find.meeting,
        title: find.facts.title.clone(),
        detail: None,
        category: None,
        official: None,
        department: None,
        due: None,
        state: State::Found,
        before: None,
        merged_into: None,
        transferred_to: None,
        percent: Percent::default(),
        nodes: Vec::new(),
        measures: find.measures.iter().map(planned).collect(),
        shared: Vec::new(),
        evidence: Vec::new(),
        found_at: now,
        only_by: Some(entry.by),
        agreed_at: None,
        submitted_at: None,
        submitted_by: None,
        verified_at: None,
        held_at: None,
        lookback: None,
        moved_at: now,
        returns: 0,
        rounds: Vec::new(),
    };
    describe(&mut issue, &find.facts);
    issue
}

fn describe(issue: &mut Issue, facts: &Description) {
    issue.title = facts.title.clone();
    issue.detail.clone_from(&facts.detail);
    issue.category = facts.category;
    issue.organisation = facts.organisation;
    issue.official.clone_from(&facts.official);
    issue.department.clone_from(&facts.department);
    issue.due = facts.due;
}

impl Issue {
    /// What [`Act::Amend`] would replace.
    #[must_use]
    pub fn description(&self) -> Description {
        Description {
            title: self.title.clone(),
            detail: self.detail.clone(),
            category: self.category,
            organisation: self.organisation,
            official: self.official.clone(),
            department: self.department.clone(),
            due: self.due,
        }
    }
}

impl Due {
    /// 立行立改, for an issue found on this moment's day.
    #[must_use]
    pub fn immediately(found: Time) -> Due {
        Due::Immediately { day: found.day().plus(IMMEDIATE_DAYS) }
    }
}

fn planned(plan: &Plan) -> Measure {
    Measure { id: plan.id, what: plan.what.clone(), who: plan.who.clone(), due: plan.due, done_at: None }
}

fn with_measure(issue: &mut Issue, id: MeasureId, change: impl FnOnce(&mut Measure)) {
    if let Some(measure) = issue.measures.iter_mut().find(|measure| measure.id == id) {
        change(measure);
    }
}

fn move_to(issue: &mut Issue, state: State, now: Time) {
    issue.state = state;
    issue.moved_at = now;
}

/// The first progress report starts the work.
fn progress(issue: &mut Issue, percent: Percent, node: Option<u8>, now: Time) {
    issue.percent = percent;
    if let Some(node) = node.filter(|node| !issue.nodes.contains(node)) {
        issue.nodes.push(node);
    }
    move_to(issue, State::InProgress, now);
}

/// A new round begins; the old one stays as it was. Its measures and files stay too, so that the new round builds on them.
fn relapse(issue: &mut Issue, reason: &Note, now: Time) {
    issue.rounds.push(Round {
        verified_at: issue.verified_at.take(),
        held_at: issue.held_at.take(),
        relapsed_at: now,
        reason: reason.clone(),
    });
    issue.percent = Percent::default();
    issue.nodes.clear();
    issue.lookback = None;
    issue.submitted_at = None;
    issue.submitted_by = None;
    move_to(issue, State::InProgress, now);
}

fn leave(issue: &mut Issue, state: State, now: Time) {
    // From disputed to withdrawn, the state to come back to is the one before the dispute.
    let before = if issue.state == State::Disputed { issue.before } else { Some(issue.state) };
    issue.before = before;
    move_to(issue, state, now);
}

fn come_back(issue: &mut Issue, now: Time) {
    let back = issue.before.take().unwrap_or(State::Found);
    move_to(issue, back, now);
}
