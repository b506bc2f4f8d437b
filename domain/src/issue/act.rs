//! What can be done to an issue. The serde names are the wire: they are added to, never changed.

use serde::{Deserialize, Serialize};

use super::{Category, Due, From, Hash, Issue, Ledger, Origin, slip};
use crate::act::{Key, Subject};
use crate::kinds::{Book, Day, IssueId, MeasureId, Name, Note, OrganisationId, Percent, ReportId, Text, Title, UnitId};
use crate::meeting::Resolved;
use crate::record::Need;
use crate::visit::Quote;

/// A measure as it is entered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    pub id: MeasureId,
    pub what: Note,
    pub who: Option<Name>,
    pub due: Option<Day>,
}

/// What describes an issue and may be amended as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Facts {
    pub title: Title,
    pub detail: Option<Note>,
    pub category: Option<Category>,
    pub organisation: Option<OrganisationId>,
    pub official: Option<Name>,
    pub department: Option<Name>,
    pub due: Option<Due>,
}

crate::fields!(Facts {
    title => Title,
    detail => Detail,
    category => Category,
    organisation => Organisation,
    official => Official,
    department => Department,
    due => Due,
});

crate::fields!(Plan { id => Measure, what => Measure, who => Who, due => Due });

/// A new issue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Find {
    pub issue: IssueId,
    pub unit: UnitId,
    pub origin: Origin,
    pub facts: Facts,
    #[serde(default)]
    pub measures: Vec<Plan>,
    pub ledger: Option<Ledger>,
    pub report: Option<ReportId>,
    pub from: Option<From>,
    /// Raised on a visit, from this sentence of its notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<Quote>,
    /// Raised at a meeting, by this decision of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Resolved>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 提出问题
        Find(Box<Find>),
        /// 修改
        Amend {
            issue: IssueId,
            facts: Box<Facts>,
            /// What the person saw when they changed it. With it only what they changed is; before there was such a field,
            /// everything was replaced.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Facts>>,
        },
        /// 加措施
        AddMeasure { issue: IssueId, measure: Plan },
        /// 改措施
        ChangeMeasure {
            issue: IssueId,
            measure: Plan,
            /// As in [`Act::Amend`].
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Plan>>,
        },
        /// 措施完成
        FinishMeasure { issue: IssueId, measure: MeasureId, note: Option<Note> },
        /// 措施重新打开
        ReopenMeasure { issue: IssueId, measure: MeasureId, reason: Note },
        /// 撤下措施
        DropMeasure { issue: IssueId, measure: MeasureId, reason: Note },
        /// 共用另一问题的措施
        ShareMeasure { issue: IssueId, from: IssueId, measure: MeasureId },
        /// 不再共用
        UnshareMeasure { issue: IssueId, from: IssueId, measure: MeasureId },
        /// 商定
        Agree { issue: IssueId, note: Option<Note> },
        /// 报进展
        ReportProgress { issue: IssueId, percent: Percent, node: Option<u8>, note: Note },
        /// 补佐证
        AddEvidence { issue: IssueId, hash: Hash, name: Text<200>, size: u32 },
        /// 撤下佐证
        WithdrawEvidence { issue: IssueId, hash: Hash, reason: Note },
        /// 提交验收
        Submit { issue: IssueId, note: Option<Note> },
        /// 收回提交
        Recall { issue: IssueId, reason: Note },
        /// 退回并说明
        Return { issue: IssueId, reason: Note },
        /// 验收通过
        Verify { issue: IssueId, note: Option<Note> },
        /// 改回头看日期
        SetLookback { issue: IssueId, day: Day, reason: Note },
        /// 确认巩固
        Confirm { issue: IssueId, note: Note },
        /// 记反弹
        Relapse { issue: IssueId, reason: Note },
        /// 提异议
        Dispute { issue: IssueId, reason: Note },
        /// 答复异议
        Settle { issue: IssueId, reason: Note },
        /// 关联调研报告: the report that found it, or none; said when the issue was found, or later where it came from a ledger
        NameReport { issue: IssueId, report: Option<ReportId> },
        /// 撤销
        Withdraw { issue: IssueId, reason: Note },
        /// 并入
        Merge { issue: IssueId, into: IssueId, reason: Note },
        /// 转办. `taken_up_as` is the issue under which the other unit has it from now on: the writer makes it in the same breath.
        /// Before there was such a field, taking up was an act of its own.
        Transfer {
            issue: IssueId,
            to: UnitId,
            reason: Note,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            taken_up_as: Option<IssueId>,
        },
        /// 恢复 (from withdrawn, merged or transferred)
        Reinstate { issue: IssueId, reason: Note },
        /// 留言
        Comment { issue: IssueId, text: Note },
    }
}

impl Act {
    #[must_use]
    pub fn issue(&self) -> IssueId {
        match self {
            Act::Find(find) => find.issue,
            Act::Amend { issue, .. }
            | Act::AddMeasure { issue, .. }
            | Act::ChangeMeasure { issue, .. }
            | Act::FinishMeasure { issue, .. }
            | Act::ReopenMeasure { issue, .. }
            | Act::DropMeasure { issue, .. }
            | Act::ShareMeasure { issue, .. }
            | Act::UnshareMeasure { issue, .. }
            | Act::Agree { issue, .. }
            | Act::ReportProgress { issue, .. }
            | Act::AddEvidence { issue, .. }
            | Act::WithdrawEvidence { issue, .. }
            | Act::Submit { issue, .. }
            | Act::Recall { issue, .. }
            | Act::Return { issue, .. }
            | Act::Verify { issue, .. }
            | Act::SetLookback { issue, .. }
            | Act::Confirm { issue, .. }
            | Act::Relapse { issue, .. }
            | Act::Dispute { issue, .. }
            | Act::Settle { issue, .. }
            | Act::Withdraw { issue, .. }
            | Act::Merge { issue, .. }
            | Act::Transfer { issue, .. }
            | Act::Reinstate { issue, .. }
            | Act::NameReport { issue, .. }
            | Act::Comment { issue, .. } => *issue,
        }
    }

    pub(crate) fn needs(&self, book: Book, before: Option<&Issue>) -> Vec<Need> {
        let record = |subject, id| Need::Record(Key { subject, id });
        let policy = match book {
            Book::Group(group) => vec![record(Subject::Policy, group.0)],
            Book::Office => Vec::new(),
        };
        match self {
            Act::Find(find) => {
                let mut needs = vec![record(Subject::Unit, find.unit.0), Need::Number(find.origin)];
                needs.extend(find.from.map(|from| record(Subject::Issue, from.issue().0)));
                if let Some(From::Transfer { issue }) = find.from {
                    needs.push(Need::TakenUp(issue));
                }
                needs.extend(find.report.map(|report| record(Subject::Report, report.0)));
                needs.extend(find.visit.as_ref().map(|quote| record(Subject::Visit, quote.visit.0)));
                needs.extend(find.meeting.map(|own| record(Subject::Meeting, own.meeting.0)));
                needs
            }
            Act::NameReport { report, .. } => report.map(|own| record(Subject::Report, own.0)).into_iter().collect(),
            Act::ShareMeasure { from, .. } => vec![record(Subject::Issue, from.0)],
            Act::Merge { into, .. } => vec![record(Subject::Issue, into.0)],
            Act::Transfer { issue, to, taken_up_as, .. } => {
                let mut needs = vec![record(Subject::Unit, to.0), Need::TakenUp(*issue)];
                needs.extend(taken_up_as.map(|new| record(Subject::Issue, new.0)));
                needs.extend(before.filter(|_| taken_up_as.is_some()).map(|issue| Need::Number(issue.origin)));
                needs
            }
            Act::Reinstate { issue, .. } => {
                let source = before.and_then(|issue| issue.from).map(From::issue);
                let of_source = source.into_iter().flat_map(|own| [record(Subject::Issue, own.0), Need::TakenUp(own)]);
                let unit = before.map(|issue| record(Subject::Unit, issue.unit.0));
                of_source.chain([Need::TakenUp(*issue)]).chain(unit).collect()
            }
            Act::ReportProgress { .. } | Act::Verify { .. } => policy,
            Act::Agree { .. } => homes(before),
            Act::Submit { .. } => policy.into_iter().chain(homes(before)).collect(),
            Act::Amend { .. } | Act::Relapse { .. } => {
                before.map(|issue| record(Subject::Unit, issue.unit.0)).into_iter().collect()
            }
            Act::AddEvidence { hash, .. } => vec![Need::File(hash.clone())],
            Act::DropMeasure { issue, .. } => vec![Need::Sharers(*issue)],
            Act::Withdraw { .. } => before.map(slip::needs).unwrap_or_default(),
            Act::AddMeasure { .. }
            | Act::ChangeMeasure { .. }
            | Act::FinishMeasure { .. }
            | Act::ReopenMeasure { .. }
            | Act::UnshareMeasure { .. }
            | Act::WithdrawEvidence { .. }
            | Act::Recall { .. }
            | Act::Return { .. }
            | Act::SetLookback { .. }
            | Act::Confirm { .. }
            | Act::Dispute { .. }
            | Act::Settle { .. }
            | Act::Comment { .. } => Vec::new(),
        }
    }
}

/// The issues whose measures this one shares.
fn homes(issue: Option<&Issue>) -> Vec<Need> {
    let shared = issue.into_iter().flat_map(|issue| &issue.shared);
    shared.map(|own| Need::Record(Key { subject: Subject::Issue, id: own.issue.0 })).collect()
}
