//! One thing that is asked: of what, by which verb, why now.

use serde::{Deserialize, Serialize};

use crate::deployment::Step;
use crate::issue::Origin;
use crate::kinds::{
    CarrierId, Day, DecisionId, DeploymentId, IssueId, ItemId, LookbackId, MeetingId, MilestoneId, Month, NoticeId,
    PromiseId, ReportId, UnitId, VisitId, WorklistId,
};
use crate::owed::Owed;
use crate::refusal::Field;

/// One thing the unit is asked to do.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Ask {
    pub about: About,
    /// 调研-104, where the record has a code; of a decision the day of its meeting.
    pub code: Option<String>,
    /// Empty where the page has words for it.
    pub title: String,
    pub verb: Verb,
    pub why: Vec<Why>,
    pub due: Option<Day>,
}

crate::tagged! {
    "About" by "about";
    /// The record it is about.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    pub enum About {
        Issue {
            id: IssueId,
            origin: Origin,
        },
        Milestone {
            carrier: CarrierId,
            milestone: MilestoneId,
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
        Lookback {
            id: LookbackId,
            month: Month,
        },
        /// A paper of the group.
        Notice {
            id: NoticeId,
        },
        /// What a meeting decided.
        Decision {
            meeting: MeetingId,
            decision: DecisionId,
        },
        /// A step of a matter, of the unit or of one of its organisations.
        Step {
            deployment: DeploymentId,
            step: Step,
        },
        /// An item of the week's list.
        Item {
            worklist: WorklistId,
            item: ItemId,
            /// What is owed with it, where the page has words for that.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            owed: Option<Owed>,
        },
    }
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
    /// 答复回头看
    AnswerLookback,
    /// 签收
    ReceiveNotice,
    /// 回复
    ReplyNotice,
    /// 反馈
    AnswerItem,
    /// 办决定
    SettleDecision,
    /// 填报
    ReportStep,
}

crate::tagged! {
    "Why" by "why";
    /// Why it is asked now.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
        /// Due within [`SOON_DAYS`](crate::due::SOON_DAYS); 0 is today.
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
        /// Measures whose own day is near.
        MeasuresSoon {
            soon: usize,
        },
        /// Things of a look-back that are not answered.
        Unanswered {
            open: usize,
        },
        /// Nothing is missing any more.
        Ready,
    }
}
