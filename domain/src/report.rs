//! A research report (调研报告) by a leading official. The issues it found name it, not the other way round.

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::entry::{Entry, Stamp};
use crate::figure::Cell;
use crate::kinds::{Book, Day, Name, Note, ReportId, Time, Title, UnitId};
use crate::record::meanwhile::{amended, must_be_alone, over};
use crate::record::{Facts, Need, must_be_in, must_be_new};
use crate::refusal::{Refusal, must, reasoned};

/// What describes a report; amended as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Description {
    pub title: Title,
    /// The leading official who does the research.
    pub official: Name,
    pub due: Option<Day>,
}

crate::fields!(Description { title => Title, official => Official, due => Due });

/// What it came to, which is written when it is completed and again when it was taken up again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    pub summary: Option<Note>,
}

crate::fields!(Finding { summary => Note });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Report {
    pub id: ReportId,
    pub book: Book,
    pub unit: UnitId,
    pub description: Description,
    pub planned_at: Time,
    pub completed_at: Option<Time>,
    /// What it found and proposes, in a few sentences.
    pub summary: Option<Note>,
    pub dropped_at: Option<Time>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Plan { report: ReportId, unit: UnitId, description: Description },
        Change {
            report: ReportId,
            description: Description,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Description>>,
        },
        Complete {
            report: ReportId,
            summary: Note,
            /// What the person saw when they wrote it.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Finding>>,
        },
        Reopen { report: ReportId, reason: Note },
        Drop { report: ReportId, reason: Note },
        Resume { report: ReportId, reason: Note },
    }
}

impl Act {
    #[must_use]
    pub fn report(&self) -> ReportId {
        match self {
            Act::Plan { report, .. }
            | Act::Change { report, .. }
            | Act::Complete { report, .. }
            | Act::Reopen { report, .. }
            | Act::Drop { report, .. }
            | Act::Resume { report, .. } => *report,
        }
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        match self {
            Act::Plan { unit, .. } => vec![Need::Record(Key { subject: Subject::Unit, id: unit.0 })],
            Act::Change { .. } | Act::Complete { .. } | Act::Reopen { .. } | Act::Drop { .. } | Act::Resume { .. } => {
                Vec::new()
            }
        }
    }
}

/// # Errors
/// Not the unit's or its group's; a report in another state.
pub fn check(report: Option<&Report>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Plan { unit, .. } = act {
        let unit = facts.open_unit(*unit)?;
        facts.viewer.must_be_unit_or_group(facts.book, unit.id)?;
        return must_be_new(report).map(|()| Stamp::default());
    }
    let report = must_be_in(report, |report| report.book, facts.book)?;
    facts.must_see(report.unit, None)?;
    facts.viewer.must_be_unit_or_group(facts.book, report.unit)?;
    existing(report, act).map(|()| Stamp::default())
}

fn existing(report: &Report, act: &Act) -> Result<(), Refusal> {
    let wrong = || Refusal::WrongState { state: report.state().to_owned() };
    match act {
        Act::Plan { .. } => Ok(()),
        Act::Change { description, was, .. } => {
            must(report.dropped_at.is_none(), wrong())?;
            amended(was.as_deref(), description, &report.description).map(|_| ())
        }
        Act::Complete { summary, was, .. } => {
            must(report.completed_at.is_none() && report.dropped_at.is_none(), wrong())?;
            // completed again with the same words it is completed all the same
            must_be_alone(was.as_deref(), &Finding::of(summary), &report.finding())
        }
        Act::Reopen { reason, .. } => {
            reasoned(reason)?;
            must(report.completed_at.is_some(), wrong())
        }
        Act::Drop { reason, .. } => {
            reasoned(reason)?;
            must(report.completed_at.is_none() && report.dropped_at.is_none(), wrong())
        }
        Act::Resume { reason, .. } => {
            reasoned(reason)?;
            must(report.dropped_at.is_some(), wrong())
        }
    }
}

#[must_use]
pub fn fold(report: Option<Report>, act: &Act, entry: &Entry) -> Option<Report> {
    let now = entry.recorded_at;
    if let Act::Plan { report: id, unit, description } = act {
        return Some(report.unwrap_or_else(|| Report {
            id: *id,
            book: entry.book,
            unit: *unit,
            description: description.clone(),
            planned_at: now,
            completed_at: None,
            summary: None,
            dropped_at: None,
        }));
    }
    let mut report = report?;
    match act {
        Act::Plan { .. } => {}
        Act::Change { description, was, .. } => {
            report.description = over(was.as_deref(), description, &report.description);
        }
        Act::Complete { summary, was, .. } => {
            report.completed_at = Some(now);
            report.summary = over(was.as_deref(), &Finding::of(summary), &report.finding()).summary;
        }
        Act::Reopen { .. } => report.completed_at = None,
        Act::Drop { .. } => report.dropped_at = Some(now),
        Act::Resume { .. } => report.dropped_at = None,
    }
    Some(report)
}

impl Finding {
    #[must_use]
    pub fn of(summary: &Note) -> Finding {
        Finding { summary: Some(summary.clone()) }
    }
}

impl Report {
    #[must_use]
    pub fn finding(&self) -> Finding {
        Finding { summary: self.summary.clone() }
    }

    /// `planned`, `completed` or `dropped`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        match (self.dropped_at, self.completed_at) {
            (Some(_), _) => "dropped",
            (None, Some(_)) => "completed",
            (None, None) => "planned",
        }
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        if self.state() == "completed" { vec![Cell::Report] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests;
