//! What is asked of a unit now, and what waits in the group's hands: read off the records, never stored.
//! One record asks for one thing at a time, with the verb that comes next and why.

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::carrier::Carrier;
use crate::cases::Cases;
use crate::deployment::{Deployment, Place, Step};
use crate::due::{self, Stands};
use crate::issue::{Category, Issue, Origin, State};
use crate::kinds::{
    CarrierId, Day, DecisionId, DeploymentId, IssueId, ItemId, LookbackId, MeetingId, MilestoneId, Month, NoticeId,
    OrganisationId, PromiseId, ReportId, UnitId, VisitId, WorklistId,
};
use crate::lookback::Lookback;
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::owed::{self, Debt, Owed};
use crate::policy::Policies;
use crate::refusal::Field;
use crate::report::Report;
use crate::unit::Unit;
use crate::visit::Visit;
use crate::worklist::Worklist;

mod held;
mod issue;
mod item;
mod overdue;
#[cfg(test)]
mod tests;

pub use held::{Held, Until, held};
pub use issue::lacks;
use item::items;
pub(crate) use item::listed;
pub use overdue::{Dated, overdue};

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
        /// Due within [`due::SOON_DAYS`]; 0 is today.
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
        /// Things of a look-back that are not answered.
        Unanswered {
            open: usize,
        },
        /// Nothing is missing any more.
        Ready,
    }
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
    pub lookbacks: &'a [Lookback],
    /// As the unit itself reads them, so that none speaks of another.
    pub notices: &'a [Notice],
    pub worklists: &'a [Worklist],
    pub meetings: &'a [Meeting],
    pub deployments: &'a [Deployment],
    /// Whose steps are asked for: these organisations', or where there are none the unit's own.
    pub organisations: &'a [OrganisationId],
    pub policies: &'a Policies,
    /// By which the group counts the days that it waits.
    pub calendar: &'a Calendar,
}

impl Records<'_> {
    fn cases(&self) -> Cases<'_> {
        let Records { issues, visits, notices, meetings, worklists: lists, .. } = *self;
        let Records { carriers, reports, lookbacks, deployments, .. } = *self;
        Cases { issues, visits, notices, meetings, lists, carriers, reports, lookbacks, deployments }
    }
}

/// What is asked, the earliest day first; what has no day stands last.
#[must_use]
pub fn asks(records: Records, today: Day) -> Vec<Ask> {
    let issues = records.issues.iter().filter_map(|own| issue::ask(own, records, today));
    let milestones = records.carriers.iter().flat_map(|own| milestones_of(own, today));
    let reports = records.reports.iter().filter_map(|own| report(own, today));
    let goal = records.unit.filter(|unit| unit.goal.is_none()).map(goal);
    let promises = promises(records.visits, today);
    let lookbacks = records.lookbacks.iter().filter_map(|own| lookback(own, today));
    let papers = records.notices.iter().flat_map(|own| notice(own, records, today));
    let decisions = records.meetings.iter().flat_map(|own| decisions(own, records, today));
    let steps = records.deployments.iter().flat_map(|own| steps(own, records.organisations, today));
    let cases = issues.chain(milestones).chain(reports).chain(goal).chain(promises).chain(lookbacks);
    let listed = listed(records.worklists);
    let on_a_list = |ask: &Ask| ask.about.record().is_some_and(|own| listed.contains(&own));
    let (twice, mut asks): (Vec<Ask>, Vec<Ask>) =
        cases.chain(papers).chain(decisions).chain(steps).partition(on_a_list);
    asks.extend(items(records, &twice, today));
    asks.sort_by(|one, other| rank(one).cmp(&rank(other)));
    asks
}

/// Late first, then by day; of one day, what came back from the group first.
fn rank(ask: &Ask) -> (i64, bool, Option<&str>) {
    let returned = ask.why.iter().any(|why| matches!(why, Why::Returned { .. }));
    (ask.due.map_or(i64::MAX, Day::number), !returned, ask.code.as_deref())
}

fn date(due: Option<Day>, today: Day) -> Option<Why> {
    match due::stands(due?, today) {
        Stands::Late { days } => Some(Why::Late { days }),
        Stands::Soon { days } => Some(Why::Soon { days }),
        Stands::Far => None,
    }
}

fn milestones_of(carrier: &Carrier, today: Day) -> impl Iterator<Item = Ask> + '_ {
    owed::milestones(carrier).filter_map(move |(milestone, own)| {
        near(own, About::Milestone { carrier: carrier.id, milestone }, Verb::ReachMilestone, today)
    })
}

fn report(report: &Report, today: Day) -> Option<Ask> {
    near(owed::report(report)?, About::Report { id: report.id }, Verb::CompleteReport, today)
}

/// What is owed, once its day is near.
fn near(own: Debt, about: About, verb: Verb, today: Day) -> Option<Ask> {
    let why = date(Some(own.due), today)?;
    Some(Ask { about, code: None, title: own.what, verb, why: vec![why], due: Some(own.due) })
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

/// Asked for from the day on which it is opened, with how much of it has no answer.
fn lookback(own: &Lookback, today: Day) -> Option<Ask> {
    let due = owed::lookback(own)?.due;
    let open = own.items.iter().filter(|item| item.waits()).count();
    let why = date(Some(due), today).into_iter().chain([Why::Unanswered { open }]).collect();
    let (about, due) = (About::Lookback { id: own.id, month: own.month }, Some(due));
    Some(Ask { about, code: None, title: String::new(), verb: Verb::AnswerLookback, why, due })
}

/// A paper that is still to be received, or to be replied to.
fn notice<'a>(own: &'a Notice, records: Records<'a>, today: Day) -> impl Iterator<Item = Ask> + 'a {
    own.addressees.iter().filter_map(move |unit| {
        let since = own.owes_since(unit)?;
        let back = unit.returned().map(|(times, _)| Why::Returned { times });
        let (verb, due) = match unit.received {
            None => (Verb::ReceiveNotice, Some(receive_by(own, records, since))),
            Some(_) => (Verb::ReplyNotice, own.content.reply_by),
        };
        Some(Ask {
            about: About::Notice { id: own.id },
            code: own.number.map(|number| format!("№{number}")),
            title: own.content.title.to_string(),
            verb,
            why: back.into_iter().chain(date(due, today)).collect(),
            due,
        })
    })
}

/// A paper is to be received before the group would go a rung up for it, and before the day of its reply. Nothing stands above a talk:
/// it is given as long as there was before it.
fn receive_by(own: &Notice, records: Records, issued: Day) -> Day {
    let paper = own.content.paper;
    let waits = records.policies.waits.before(paper.next().unwrap_or(paper));
    let last = records.calendar.plus(issued, waits);
    own.content.reply_by.map_or(last, |by| last.min(by.max(issued)))
}

/// What was decided for the unit and became nothing else, from that moment on. Its code is the day of the meeting.
fn decisions<'a>(own: &'a Meeting, records: Records<'a>, today: Day) -> impl Iterator<Item = Ask> + 'a {
    let theirs = own.decisions.iter().filter(move |one| one.waits(records.cases()) && one.resolution.unit.is_some());
    theirs.map(move |one| Ask {
        about: About::Decision { meeting: own.id, decision: one.resolution.id },
        code: Some(own.plan.at.day().to_string()),
        title: one.resolution.what.to_string(),
        verb: Verb::SettleDecision,
        why: date(Some(one.resolution.due), today).into_iter().collect(),
        due: Some(one.resolution.due),
    })
}

/// The step that comes next. One that has no day is asked for without one.
fn steps<'a>(own: &'a Deployment, organisations: &'a [OrganisationId], today: Day) -> impl Iterator<Item = Ask> + 'a {
    let theirs = move |place: &Place| match place.organisation {
        None => organisations.is_empty(),
        Some(own) => organisations.contains(&own),
    };
    let places = own.content.places().filter(theirs).filter(|_| own.runs());
    places.filter_map(|place| own.next(place)).map(move |step| ask_step(own, step, today))
}

fn ask_step(own: &Deployment, step: Step, today: Day) -> Ask {
    let due = own.content.days.of(step);
    Ask {
        about: About::Step { deployment: own.id, step },
        code: None,
        title: own.content.title.to_string(),
        verb: Verb::ReportStep,
        why: date(due, today).into_iter().collect(),
        due,
    }
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
