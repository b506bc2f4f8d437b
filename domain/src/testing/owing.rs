//! A unit that owes one thing of each kind by days of one week, the last of May.

use uuid::Uuid;

use super::{Bench, ISSUE, day, find, reason, text};
use crate::carrier::Carrier;
use crate::cases::Cases;
use crate::cast::{self, CastPerson};
use crate::deployment::{Content, Days, Deployment, Place, Said, Side, Step};
use crate::kinds::{CarrierId, Day, DeploymentId, LookbackId, MilestoneId, Month, ReportId};
use crate::lookback::Lookback;
use crate::lookback::act::Answering;
use crate::owed::Owed;
use crate::record::Record;
use crate::report::Report;
use crate::{carrier, deployment, issue, lookback, report};

const STAFF: CastPerson = cast::NORMAL_STAFF;
const CARRIER: CarrierId = CarrierId(Uuid::from_u128(0xca_0001));
const MATTER: DeploymentId = DeploymentId(Uuid::from_u128(0x62_0001));

/// Due on the Tuesday.
pub(crate) const MILESTONE: Owed =
    Owed::Milestone { carrier: CARRIER, milestone: MilestoneId(Uuid::from_u128(0x3115_0001)) };
/// Due on the Thursday; the next step on the Friday.
pub(crate) const DEPLOYED: Owed = Owed::Step { deployment: MATTER, step: Step::Deployed };
pub(crate) const INSPECTED: Owed = Owed::Step { deployment: MATTER, step: Step::Inspected };
/// Due on the Saturday.
pub(crate) const REPORT: Owed = Owed::Report { report: ReportId(Uuid::from_u128(0x4e_0001)) };

/// Due on the Wednesday, with which May ends.
pub(crate) fn look_back() -> Owed {
    Owed::Lookback { lookback: LookbackId::of(cast::UNITS[1].id, Month::of(monday())) }
}

/// The Monday of the week.
pub(crate) fn monday() -> Day {
    day("2023-05-29")
}

/// On the Monday.
pub(crate) fn owing() -> Bench {
    let mut bench = Bench::new();
    dated(&mut bench);
    in_step(&mut bench);
    // its measure falls due in May
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    bench.ok(&cast::HEAD, issue::Act::Agree { issue: ISSUE, note: None });
    bench.now = monday().start();
    let (unit, month) = (cast::UNITS[1].id, Month::of(monday()));
    bench.ok(&cast::HEAD, lookback::Act::Open { lookback: LookbackId::of(unit, month), unit, month });
    bench
}

/// A milestone and a report of the unit.
fn dated(bench: &mut Bench) {
    let own = &cast::UNITS[1];
    let name = text("低碳技术");
    let description =
        carrier::Description { name, department: text("科研处"), lead: text("阎若水"), detail: None };
    bench.ok(&STAFF, carrier::Act::Start { carrier: CARRIER, unit: own.id, description });
    let milestone = MilestoneId(Uuid::from_u128(0x3115_0001));
    let due = day("2023-05-30");
    bench.ok(&STAFF, carrier::Act::AddMilestone { carrier: CARRIER, milestone, name: text("立项"), due });
    let due = Some(day("2023-06-03"));
    let description = report::Description { title: text("学生资助调研"), official: text("韩立群"), due };
    let report = ReportId(Uuid::from_u128(0x4e_0001));
    bench.ok(&STAFF, report::Act::Plan { report, unit: own.id, description });
}

/// A matter of the unit with an organisation of it, and of the next unit.
fn in_step(bench: &mut Bench) {
    let own = &cast::UNITS[1];
    let content = Content {
        title: text("专题学习"),
        text: text("两级同步"),
        sides: vec![
            Side { unit: own.id, organisations: vec![own.organisation(0)] },
            Side { unit: cast::UNITS[2].id, organisations: Vec::new() },
        ],
        days: Days { deployed: Some(day("2023-06-01")), inspected: Some(day("2023-06-02")), assessed: None },
    };
    bench.ok(&cast::HEAD, deployment::Act::Open { deployment: MATTER, content: Box::new(content) });
}

/// The records in which units owe something, as they stand on a bench.
pub(crate) struct Owing {
    carriers: Vec<Carrier>,
    reports: Vec<Report>,
    lookbacks: Vec<Lookback>,
    deployments: Vec<Deployment>,
}

impl Owing {
    pub(crate) fn of(bench: &Bench) -> Owing {
        let unboxed = all::<Box<Lookback>>(bench).into_iter().map(|own| *own);
        let (lookbacks, deployments) = (unboxed.collect(), all::<Box<Deployment>>(bench));
        let deployments = deployments.into_iter().map(|own| *own).collect();
        Owing { carriers: all(bench), reports: all(bench), lookbacks, deployments }
    }

    /// These, and no others.
    pub(crate) fn cases(&self) -> Cases<'_> {
        let Owing { carriers, reports, lookbacks, deployments } = self;
        Cases { carriers, reports, lookbacks, deployments, ..Cases::default() }
    }
}

fn all<T: TryFrom<Record>>(bench: &Bench) -> Vec<T> {
    bench.all.records.values().cloned().filter_map(|own| T::try_from(own).ok()).collect()
}

/// The unit does it: of a step its own, and that of its organisation as well.
pub(crate) fn does(bench: &mut Bench, owed: Owed) {
    match owed {
        Owed::Milestone { carrier, milestone } => {
            bench.ok(&STAFF, carrier::Act::ReachMilestone { carrier, milestone, note: None });
        }
        Owed::Report { report } => {
            bench.ok(&STAFF, report::Act::Complete { report, summary: text("发放滞后"), was: None });
        }
        Owed::Lookback { lookback } => answers(bench, lookback),
        Owed::Step { step, .. } => {
            takes(bench, step, false);
            takes(bench, step, true);
        }
    }
}

fn answers(bench: &mut Bench, lookback: LookbackId) {
    let items: Vec<_> = bench.all.lookback(lookback).unwrap().items.iter().map(|own| own.due.about).collect();
    for (item, number) in items.into_iter().zip(0x5000..) {
        let then = super::id(0xac7_0000 + number);
        let answer = Answering { lookback, item, done: false, note: Some(reason()), proof: None, then };
        bench.ok(&STAFF, lookback::Act::Answer(Box::new(answer)));
    }
}

/// The unit, or its organisation, takes this step.
pub(crate) fn takes(bench: &mut Bench, step: Step, below: bool) {
    let own = &cast::UNITS[1];
    let place = Place { unit: own.id, organisation: below.then(|| own.organisation(0)) };
    let said = Said {
        place,
        step,
        day: bench.now.day(),
        who: text("党委会"),
        note: None,
        proof: None,
        record: None,
        basis: Some(text("党委会会议纪要第五号")),
        result: None,
    };
    bench.ok(&STAFF, deployment::Act::Report { deployment: MATTER, said: Box::new(said) });
}
