//! A rule or institution (建章立制) established as the lasting answer to issues.

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::{Entry, Stamp};
use crate::figure::Cell;
use crate::kinds::{Book, Day, IssueId, Name, Note, RuleId, Time, Title, UnitId};
use crate::record::meanwhile::{amended, over};
use crate::record::{Facts, Need, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, must, reasoned};

/// What describes a rule; amended as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Description {
    pub title: Title,
    pub department: Name,
    /// What it lays down.
    pub detail: Option<Note>,
}

crate::fields!(Description { title => Title, department => Department, detail => Detail });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rule {
    pub id: RuleId,
    pub book: Book,
    pub unit: UnitId,
    pub description: Description,
    /// The issues it answers.
    pub issues: Vec<IssueId>,
    pub drafted_at: Time,
    /// The day from which it holds, and when that was recorded.
    pub in_force: Option<Day>,
    pub established_at: Option<Time>,
    pub repealed_at: Option<Time>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Draft { rule: RuleId, unit: UnitId, description: Description },
        Change {
            rule: RuleId,
            description: Description,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Description>>,
        },
        LinkIssue { rule: RuleId, issue: IssueId },
        UnlinkIssue { rule: RuleId, issue: IssueId },
        Establish { rule: RuleId, in_force: Day },
        Repeal { rule: RuleId, reason: Note },
        Reinstate { rule: RuleId, reason: Note },
    }
}

impl Act {
    #[must_use]
    pub fn rule(&self) -> RuleId {
        match self {
            Act::Draft { rule, .. }
            | Act::Change { rule, .. }
            | Act::LinkIssue { rule, .. }
            | Act::UnlinkIssue { rule, .. }
            | Act::Establish { rule, .. }
            | Act::Repeal { rule, .. }
            | Act::Reinstate { rule, .. } => *rule,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        let record = |subject, id| vec![Need::Record(Key { subject, id })];
        match self {
            Act::Draft { unit, .. } => record(Subject::Unit, unit.0),
            Act::LinkIssue { issue, .. } => record(Subject::Issue, issue.0),
            Act::Change { .. }
            | Act::UnlinkIssue { .. }
            | Act::Establish { .. }
            | Act::Repeal { .. }
            | Act::Reinstate { .. } => Vec::new(),
        }
    }
}

/// # Errors
/// Not the unit's or its group's; an issue of another unit; a rule in another state.
pub fn check(rule: Option<&Rule>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Draft { unit, .. } = act {
        let unit = facts.open_unit(*unit)?;
        facts.viewer.must_be_unit_or_group(facts.book, unit.id)?;
        return must_be_new(rule).map(|()| Stamp::default());
    }
    let rule = must_be_in(rule, |rule| rule.book, facts.book)?;
    facts.must_see(rule.unit, None)?;
    facts.viewer.must_be_unit_or_group(facts.book, rule.unit)?;
    existing(rule, act, facts).map(|()| Stamp::default())
}

fn existing(rule: &Rule, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: rule.state().to_owned() };
    match act {
        Act::Draft { .. } => Ok(()),
        Act::Change { description, was, .. } => {
            must(rule.repealed_at.is_none(), wrong())?;
            amended(was.as_deref(), description, &rule.description).map(|_| ())
        }
        Act::LinkIssue { issue, .. } => {
            must(!rule.issues.contains(issue), Refusal::Unchanged)?;
            let there = facts.known.issue(*issue).is_some_and(|issue| issue.unit == rule.unit);
            must(there, Refusal::Elsewhere { field: Field::Issue })
        }
        Act::UnlinkIssue { issue, .. } => must(rule.issues.contains(issue), Refusal::NotFound),
        Act::Establish { in_force, .. } => {
            must(rule.state() == "draft", wrong())?;
            // It is counted as in force from this entry on, so it must hold by now.
            must(*in_force <= facts.now.day(), Refusal::TooLate { field: Field::Day })
        }
        Act::Repeal { reason, .. } => {
            reasoned(reason)?;
            must(rule.repealed_at.is_none(), wrong())
        }
        Act::Reinstate { reason, .. } => {
            reasoned(reason)?;
            must(rule.repealed_at.is_some(), wrong())
        }
    }
}

#[must_use]
pub fn fold(rule: Option<Rule>, act: &Act, entry: &Entry) -> Option<Rule> {
    let now = entry.recorded_at;
    if let Act::Draft { rule: id, unit, description } = act {
        return Some(rule.unwrap_or_else(|| Rule {
            id: *id,
            book: entry.book,
            unit: *unit,
            description: description.clone(),
            issues: Vec::new(),
            drafted_at: now,
            in_force: None,
            established_at: None,
            repealed_at: None,
        }));
    }
    let mut rule = rule?;
    match act {
        Act::Draft { .. } => {}
        Act::Change { description, was, .. } => {
            rule.description = over(was.as_deref(), description, &rule.description);
        }
        Act::LinkIssue { issue, .. } => rule.issues.push(*issue),
        Act::UnlinkIssue { issue, .. } => rule.issues.retain(|own| own != issue),
        Act::Establish { in_force, .. } => {
            rule.in_force = Some(*in_force);
            rule.established_at = Some(now);
        }
        Act::Repeal { .. } => rule.repealed_at = Some(now),
        Act::Reinstate { .. } => rule.repealed_at = None,
    }
    Some(rule)
}

impl Rule {
    /// `draft`, `in_force` or `repealed`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.repealed_at, self.established_at) {
            (Some(_), _) => "repealed",
            (None, Some(_)) => "in_force",
            (None, None) => "draft",
        }
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        if self.state() == "in_force" { vec![Cell::Rule] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests;
