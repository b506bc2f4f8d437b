//! A round of evaluation (整改评估): some units, a period, a tree of indicators frozen as it was, and raters who grade without
//! knowing of each other. The acts are in `evaluation/act.rs`, who may do them when in `check.rs`, what they change in
//! `fold.rs`, and in `sight.rs` what a viewer may read of a round: every read goes through that.

pub mod act;
mod check;
pub mod export;
mod fold;
mod linked;
pub mod low;
mod measure;
mod sheet;
pub mod sight;

use serde::{Deserialize, Serialize};

use crate::kinds::{Book, Day, EvaluationId, NodeId, Note, PersonId, TemplateId, Title, UnitId};
use crate::score::rows::{Period, Scored};
use crate::score::{Score, Value, Values, score};
use crate::template::Tree;

pub use crate::entry::By;
pub use act::Act;
pub use check::check;
pub use fold::fold;
pub use low::{Follows, Next};
pub use sheet::{Agreed, Graded, Link, Objection, Remark, Replaced, SelfScore, Settled, Sheet};

/// The state of one round: the fold of its entries.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Evaluation {
    pub id: EvaluationId,
    pub book: Book,
    /// The how manieth of its book.
    pub number: u32,
    pub title: Title,
    pub scored: Scored,
    pub units: Vec<UnitId>,
    pub period: Period,
    pub template: TemplateId,
    pub version: u32,
    /// As the template was in that version.
    pub tree: Tree,
    pub raters: Vec<PersonId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaced: Vec<Replaced>,
    /// By when the raters are asked to be done.
    pub due: Option<Day>,
    /// The round whose low result this one looks at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<EvaluationId>,
    pub opened: By,
    pub started: Option<By>,
    /// Since when it is calibrated; the raters know of each other from here on at the latest.
    pub calibrating: Option<By>,
    pub agreed: Option<By>,
    pub published: Option<By>,
    pub abandoned: Option<(Note, By)>,
    pub sheets: Vec<Sheet>,
}

impl Evaluation {
    /// `opened`, `scoring`, `calibrating`, `agreed`, `published` or `abandoned`: derived, for words and filters.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.abandoned.is_some() {
            "abandoned"
        } else if self.published.is_some() {
            "published"
        } else if self.agreed.is_some() {
            "agreed"
        } else if self.calibrating.is_some() {
            "calibrating"
        } else if self.started.is_some() {
            "scoring"
        } else {
            "opened"
        }
    }

    #[must_use]
    pub fn sheet(&self, unit: UnitId) -> Option<&Sheet> {
        self.sheets.iter().find(|own| own.unit == unit)
    }

    /// Whose grades of this unit count: the round's raters, or those who were, where a unit was done before one left.
    #[must_use]
    pub fn raters_of(&self, unit: UnitId) -> &[PersonId] {
        self.sheet(unit).map(|own| own.raters.as_slice()).filter(|own| !own.is_empty()).unwrap_or(&self.raters)
    }

    /// All raters are done with this unit: from here on they may know of each other.
    #[must_use]
    pub fn done(&self, unit: UnitId) -> bool {
        let done = |sheet: &Sheet| self.raters_of(unit).iter().all(|rater| sheet.is_finished(*rater));
        self.sheet(unit).is_some_and(done)
    }

    /// Has this person a sheet of this unit to fill in now?
    #[must_use]
    pub fn waits_for(&self, unit: UnitId, person: PersonId) -> bool {
        let open = self.sheet(unit).is_some_and(|sheet| !sheet.is_finished(person));
        self.state() == "scoring" && open && self.raters_of(unit).contains(&person)
    }

    /// The qualitative indicators of a unit that this rater has not graded yet.
    #[must_use]
    pub fn ungraded(&self, unit: UnitId, rater: PersonId) -> Vec<NodeId> {
        let graded = |id: NodeId| self.sheet(unit).is_some_and(|sheet| sheet.graded(id, rater).is_some());
        self.tree.qualitative().map(|own| own.id).filter(|id| !graded(*id)).collect()
    }

    /// The grade that counts for an indicator, once there is one. Without sight of all grades there is none.
    #[must_use]
    pub fn settled(&self, unit: UnitId, indicator: NodeId) -> Option<Settled> {
        let sheet = self.sheet(unit)?;
        if let Some(own) = sheet.settled.iter().find(|own| own.indicator == indicator) {
            return Some(own.clone());
        }
        if let Some(own) = sheet.agreed.iter().find(|own| own.indicator == indicator) {
            return Some(Settled { indicator, grade: own.grade, reasons: vec![own.reason.clone()] });
        }
        let raters = self.raters_of(unit);
        if raters.is_empty() || !self.done(unit) {
            return None;
        }
        let grades = raters.iter().map(|rater| sheet.graded(indicator, *rater)).collect::<Option<Vec<_>>>()?;
        let grade = grades.first()?.grade;
        let reasons = grades.iter().map(|own| own.reason.clone()).collect();
        grades.iter().all(|own| own.grade == grade).then_some(Settled { indicator, grade, reasons })
    }

    /// What the raters do not agree on yet, unit by unit.
    #[must_use]
    pub fn gaps(&self, unit: UnitId) -> Vec<NodeId> {
        self.tree.qualitative().map(|own| own.id).filter(|id| self.settled(unit, *id).is_none()).collect()
    }

    /// The values of a unit: as they were published, or the settled grades together with what is `measured` now
    /// ([`Evaluation::measure`]).
    #[must_use]
    pub fn values(&self, unit: UnitId, measured: &Values) -> Values {
        if let Some(frozen) = self.sheet(unit).and_then(|sheet| sheet.values.as_ref()) {
            return frozen.clone();
        }
        let settled = self.tree.qualitative().filter_map(|own| self.settled(unit, own.id));
        let graded = settled.map(|own| (own.indicator, Value::Graded { grade: own.grade }));
        measured.iter().map(|(id, value)| (*id, *value)).chain(graded).collect()
    }

    /// The score of a unit, from its values as above.
    #[must_use]
    pub fn score(&self, unit: UnitId, measured: &Values) -> Score {
        score(&self.tree, &self.values(unit, measured))
    }
}

#[cfg(test)]
pub(crate) mod tests;
