//! What is said of one unit in a round: grades, what was agreed, remarks, the unit's own score and its objection.

use serde::{Deserialize, Serialize};

use crate::entry::By;
use crate::issue::Hash;
use crate::kinds::{IssueId, MeasureId, NodeId, Note, PersonId, ReportId, RuleId, Text, UnitId, VisitId};
use crate::score::{Grade, Values};
use crate::standard::Citation;

crate::tagged! {
    "Link" by "to";
    /// What a grade leans on.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Link {
        /// A file; what it is called where it was chosen with a name.
        Evidence {
            hash: Hash,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            name: Option<Text<200>>,
        },
        Issue {
            issue: IssueId,
        },
        Visit {
            visit: VisitId,
        },
        Measure {
            issue: IssueId,
            measure: MeasureId,
        },
        Report {
            report: ReportId,
        },
        Rule {
            rule: RuleId,
        },
        /// What it was measured by.
        Standard {
            citation: Citation,
        },
    }
}

impl Link {
    /// Shows how things stand; an entry of the library says only by what that is measured.
    #[must_use]
    pub fn shows(&self) -> bool {
        match self {
            Link::Evidence { .. }
            | Link::Issue { .. }
            | Link::Visit { .. }
            | Link::Measure { .. }
            | Link::Report { .. }
            | Link::Rule { .. } => true,
            Link::Standard { .. } => false,
        }
    }
}

/// What one rater says of one indicator.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Graded {
    pub indicator: NodeId,
    pub grade: Grade,
    pub reason: Note,
    pub links: Vec<Link>,
    pub by: By,
}

/// What was agreed where the raters differed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Agreed {
    pub indicator: NodeId,
    pub grade: Grade,
    pub reason: Note,
    pub by: By,
}

/// The grade that counts: what was agreed, or what the raters gave alike. Names no rater.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Settled {
    pub indicator: NodeId,
    pub grade: Grade,
    pub reasons: Vec<Note>,
}

/// Said while calibrating, on an indicator or on the unit as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Remark {
    pub indicator: Option<NodeId>,
    pub text: Note,
    pub by: By,
}

/// What the unit gives itself, in tenths of a point of a hundred.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SelfScore {
    pub tenths: u16,
    pub note: Note,
    pub by: By,
}

/// The unit's one objection, and the answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Objection {
    pub reason: Note,
    pub by: By,
    pub answer: Option<(Note, By)>,
}

/// One rater took the place of another who left.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Replaced {
    pub former: PersonId,
    pub rater: PersonId,
    pub reason: Note,
    pub by: By,
}

/// Everything about one unit in a round.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sheet {
    pub unit: UnitId,
    pub own: Option<SelfScore>,
    /// Of all raters, the newest of each for each indicator.
    pub grades: Vec<Graded>,
    /// Raters who are done with this unit.
    pub finished: Vec<By>,
    /// Who graded this unit, where all were done before one of them was replaced; empty where it is the round's raters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub raters: Vec<PersonId>,
    pub agreed: Vec<Agreed>,
    pub remarks: Vec<Remark>,
    /// Frozen when it was published.
    pub settled: Vec<Settled>,
    /// Every value of the score, frozen when it was published.
    pub values: Option<Values>,
    pub objection: Option<Objection>,
}

impl Sheet {
    pub(crate) fn new(unit: UnitId) -> Sheet {
        Sheet {
            unit,
            own: None,
            grades: Vec::new(),
            finished: Vec::new(),
            raters: Vec::new(),
            agreed: Vec::new(),
            remarks: Vec::new(),
            settled: Vec::new(),
            values: None,
            objection: None,
        }
    }

    #[must_use]
    pub fn is_finished(&self, rater: PersonId) -> bool {
        self.finished.iter().any(|own| own.person == rater)
    }

    /// The files that these grades lean on, each with its name.
    pub fn files(&self) -> impl Iterator<Item = (&Hash, Option<&Text<200>>)> {
        let links = self.grades.iter().flat_map(|own| &own.links);
        links.filter_map(
            |link| if let Link::Evidence { hash, name } = link { Some((hash, name.as_ref())) } else { None },
        )
    }

    /// What this rater gave.
    #[must_use]
    pub fn graded(&self, indicator: NodeId, rater: PersonId) -> Option<&Graded> {
        self.grades.iter().find(|own| own.indicator == indicator && own.by.person == rater)
    }
}
