//! What can be done to a round, as it goes over the wire. The serde names are added to, never changed. No act carries a figure
//! of the platform or a score: those follow from records, in the writer.

use serde::{Deserialize, Serialize};

use super::{Evaluation, Link};
use crate::act::{Key, Subject};
use crate::kinds::{Day, EvaluationId, NodeId, Note, PersonId, TemplateId, Title, UnitId};
use crate::record::Need;
use crate::score::Grade;
use crate::score::rows::{Period, Scored};

/// A round as it is opened. The tree follows in the writer, from the template in this version.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opened {
    pub evaluation: EvaluationId,
    pub title: Title,
    pub scored: Scored,
    pub units: Vec<UnitId>,
    pub period: Period,
    pub template: TemplateId,
    pub version: u32,
    pub raters: Vec<PersonId>,
    pub due: Option<Day>,
    /// 再看一次: the published round whose low result of these units is looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub again: Option<EvaluationId>,
}

/// One rater's grade.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Grading {
    pub evaluation: EvaluationId,
    pub unit: UnitId,
    pub indicator: NodeId,
    pub grade: Grade,
    pub reason: Note,
    /// What it leans on, at least one; entries from before that was asked may have none.
    pub links: Vec<Link>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 建轮次
        Open(Box<Opened>),
        /// 开始评分: from here on the units know of it.
        Begin { evaluation: EvaluationId },
        /// 评分
        Grade(Box<Grading>),
        /// 评完: this rater is done with the unit.
        Finish { evaluation: EvaluationId, unit: UnitId },
        /// 收回: the same rater goes on with it, as long as another one is not done.
        Reopen { evaluation: EvaluationId, unit: UnitId },
        /// 自评: by the unit, in tenths of a point.
        SelfScore { evaluation: EvaluationId, unit: UnitId, tenths: u16, note: Note },
        /// 进入校准
        Calibrate { evaluation: EvaluationId },
        /// 商定等次: what counts where the raters differ.
        Agree { evaluation: EvaluationId, unit: UnitId, indicator: NodeId, grade: Grade, reason: Note },
        /// 讨论
        Remark { evaluation: EvaluationId, unit: UnitId, indicator: Option<NodeId>, text: Note },
        /// 审定
        Conclude { evaluation: EvaluationId },
        /// 退回校准
        Recalibrate { evaluation: EvaluationId, reason: Note },
        /// 公布: all values are frozen as the platform has them at that moment.
        Publish { evaluation: EvaluationId },
        /// 提异议: once per unit.
        Object { evaluation: EvaluationId, unit: UnitId, reason: Note },
        /// 答复异议
        Answer { evaluation: EvaluationId, unit: UnitId, text: Note },
        /// 更换评分人: `former` leaves; `rater` grades what is not done yet. Grades that were given stay.
        ReplaceRater { evaluation: EvaluationId, former: PersonId, rater: PersonId, reason: Note },
        /// 作废
        Abandon { evaluation: EvaluationId, reason: Note },
    }
}

impl Act {
    #[must_use]
    pub fn evaluation(&self) -> EvaluationId {
        match self {
            Act::Open(own) => own.evaluation,
            Act::Grade(own) => own.evaluation,
            Act::Begin { evaluation }
            | Act::Finish { evaluation, .. }
            | Act::Reopen { evaluation, .. }
            | Act::SelfScore { evaluation, .. }
            | Act::Calibrate { evaluation }
            | Act::Agree { evaluation, .. }
            | Act::Remark { evaluation, .. }
            | Act::Conclude { evaluation }
            | Act::Recalibrate { evaluation, .. }
            | Act::Publish { evaluation }
            | Act::Object { evaluation, .. }
            | Act::Answer { evaluation, .. }
            | Act::ReplaceRater { evaluation, .. }
            | Act::Abandon { evaluation, .. } => *evaluation,
        }
    }

    /// The unit that it is about, where it is about one.
    #[must_use]
    pub fn unit(&self) -> Option<UnitId> {
        match self {
            Act::Grade(own) => Some(own.unit),
            Act::Finish { unit, .. }
            | Act::Reopen { unit, .. }
            | Act::SelfScore { unit, .. }
            | Act::Agree { unit, .. }
            | Act::Remark { unit, .. }
            | Act::Object { unit, .. }
            | Act::Answer { unit, .. } => Some(*unit),
            Act::Open(_)
            | Act::Begin { .. }
            | Act::Calibrate { .. }
            | Act::Conclude { .. }
            | Act::Recalibrate { .. }
            | Act::Publish { .. }
            | Act::ReplaceRater { .. }
            | Act::Abandon { .. } => None,
        }
    }

    pub(crate) fn needs(&self, before: Option<&Evaluation>) -> Vec<Need> {
        let record = |subject, id| Need::Record(Key { subject, id });
        match self {
            Act::Open(own) => {
                let scored = match own.scored {
                    Scored::Carrier { carrier } => Some(record(Subject::Carrier, carrier.0)),
                    Scored::Issue { issue } => Some(record(Subject::Issue, issue.0)),
                    Scored::Unit | Scored::Category { .. } => None,
                };
                let units = own.units.iter().map(|unit| record(Subject::Unit, unit.0));
                let raters = own.raters.iter().map(|rater| record(Subject::Person, rater.0));
                let template = record(Subject::Template, own.template.0);
                let first = own.again.map(|first| [record(Subject::Evaluation, first.0), Need::Rounds]);
                // Figures are counted when it is published; asked for here as well, so that they are at hand even where a
                // round is opened and published in one batch.
                let cases = own.units.iter().map(|unit| Need::CasesOf(*unit));
                units
                    .chain(raters)
                    .chain(scored)
                    .chain(first.into_iter().flatten())
                    .chain([template, Need::Highest(Subject::Evaluation)])
                    .chain(cases)
                    .collect()
            }
            Act::Grade(own) => own
                .links
                .iter()
                .map(|link| match link {
                    Link::Evidence { hash, .. } => Need::File(hash.clone()),
                    Link::Issue { issue } => record(Subject::Issue, issue.0),
                    Link::Visit { visit } => record(Subject::Visit, visit.0),
                    Link::Measure { issue, .. } => record(Subject::Issue, issue.0),
                    Link::Report { report } => record(Subject::Report, report.0),
                    Link::Rule { rule } => record(Subject::Rule, rule.0),
                    Link::Standard { citation } => record(Subject::Standard, citation.standard.0),
                })
                .collect(),
            Act::Publish { .. } => {
                let units = before.map(|own| own.units.as_slice()).unwrap_or_default();
                units.iter().flat_map(|unit| [record(Subject::Unit, unit.0), Need::CasesOf(*unit)]).collect()
            }
            Act::ReplaceRater { rater, .. } => vec![record(Subject::Person, rater.0)],
            Act::Begin { .. }
            | Act::Finish { .. }
            | Act::Reopen { .. }
            | Act::SelfScore { .. }
            | Act::Calibrate { .. }
            | Act::Agree { .. }
            | Act::Remark { .. }
            | Act::Conclude { .. }
            | Act::Recalibrate { .. }
            | Act::Object { .. }
            | Act::Answer { .. }
            | Act::Abandon { .. } => Vec::new(),
        }
    }
}
