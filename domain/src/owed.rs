//! What a unit owes by a day besides issues, promises and papers: milestones, research reports, look-backs, steps of matters in step.
//! Weekly lists and agendas take it up alike; whether it is done with is read off its record, never off a list.

use std::collections::BTreeSet;

use crate::act::{Key, Subject};
use crate::carrier::{Carrier, Milestone};
use crate::cases::Cases;
use crate::deployment::{Deployment, Place, Step};
use crate::kinds::{CarrierId, Day, DeploymentId, LookbackId, MilestoneId, ReportId, UnitId};
use crate::lookback::Lookback;
use crate::record::Known;
use crate::report::Report;

crate::tagged! {
    "Owed" by "owed";
    /// The record that it is owed in, or the part of one.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Owed {
        Milestone {
            carrier: CarrierId,
            milestone: MilestoneId,
        },
        Report {
            report: ReportId,
        },
        /// Things of it that are not answered.
        Lookback {
            lookback: LookbackId,
        },
        /// One step, of the unit and of all its organisations in the matter.
        Step {
            deployment: DeploymentId,
            step: Step,
        },
    }
}

/// What is owed, by whom and by when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Debt {
    pub owed: Owed,
    pub unit: UnitId,
    /// The name that it has; the word for what is owed of it is the page's. Of a look-back its month: `2023-05`.
    pub what: String,
    pub due: Day,
}

impl Owed {
    /// The record that says how it stands.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Owed::Milestone { carrier, .. } => Key { subject: Subject::Carrier, id: carrier.0 },
            Owed::Report { report } => Key { subject: Subject::Report, id: report.0 },
            Owed::Lookback { lookback } => Key { subject: Subject::Lookback, id: lookback.0 },
            Owed::Step { deployment, .. } => Key { subject: Subject::Deployment, id: deployment.0 },
        }
    }

    /// Is it there, and this unit's to do? A milestone that was taken out is there: it may come back.
    pub(crate) fn is_of(self, unit: UnitId, known: &Known) -> bool {
        match self {
            Owed::Milestone { carrier, milestone } => known.carrier(carrier).is_some_and(|own| {
                own.unit == unit && own.milestones.iter().chain(&own.removed).any(|one| one.id == milestone)
            }),
            Owed::Report { report } => known.report(report).is_some_and(|own| own.unit == unit),
            Owed::Lookback { lookback } => known.lookback(lookback).is_some_and(|own| own.unit == unit),
            Owed::Step { deployment, .. } => {
                known.deployment(deployment).is_some_and(|own| places(own, unit).next().is_some())
            }
        }
    }
}

impl Cases<'_> {
    /// What has fallen due or does so by this day, the earliest first.
    #[must_use]
    pub fn owed(self, until: Day) -> Vec<Debt> {
        let milestones = self.carriers.iter().flat_map(milestones).map(|(_, own)| own);
        let reports = self.reports.iter().filter_map(report);
        let lookbacks = self.lookbacks.iter().filter_map(lookback);
        let steps = self.deployments.iter().flat_map(steps);
        let all = milestones.chain(reports).chain(lookbacks).chain(steps);
        let mut owed: Vec<Debt> = all.filter(|own| own.due <= until).collect();
        owed.sort_by_key(|own| own.due);
        owed
    }

    /// Is it done or given up: reached, completed, answered, reported by all places of the unit?
    pub(crate) fn is_settled(self, owed: Owed, unit: UnitId) -> bool {
        match owed {
            Owed::Milestone { carrier, milestone } => {
                let own = self.carriers.iter().find(|own| own.id == carrier);
                own.is_some_and(|own| open(own).all(|one| one.id != milestone))
            }
            Owed::Report { report } => self.reports.iter().any(|own| own.id == report && own.state() != "planned"),
            Owed::Lookback { lookback } => {
                self.lookbacks.iter().any(|own| own.id == lookback && own.state() != "answering")
            }
            Owed::Step { deployment, step } => {
                let own = self.deployments.iter().find(|own| own.id == deployment);
                let taken = |own: &Deployment| places(own, unit).all(|place| own.step(place, step).is_some());
                own.is_some_and(|own| !own.runs() || taken(own))
            }
        }
    }
}

/// Milestones that are still to be reached.
fn open(own: &Carrier) -> impl Iterator<Item = &Milestone> {
    own.milestones.iter().filter(move |one| own.dropped_at.is_none() && one.reached_at.is_none())
}

pub(crate) fn milestones(own: &Carrier) -> impl Iterator<Item = (MilestoneId, Debt)> + '_ {
    open(own).map(move |one| {
        let owed = Owed::Milestone { carrier: own.id, milestone: one.id };
        let what = format!("{} · {}", own.description.name, one.name);
        (one.id, Debt { owed, unit: own.unit, what, due: one.due })
    })
}

pub(crate) fn report(own: &Report) -> Option<Debt> {
    let due = own.description.due.filter(|_| own.state() == "planned")?;
    Some(Debt { owed: Owed::Report { report: own.id }, unit: own.unit, what: own.description.title.to_string(), due })
}

/// To be answered by the end of its month.
pub(crate) fn lookback(own: &Lookback) -> Option<Debt> {
    (own.state() == "answering").then(|| Debt {
        owed: Owed::Lookback { lookback: own.id },
        unit: own.unit,
        what: own.month.to_string(),
        due: own.month.last(),
    })
}

/// Of each unit one: the first step with a day that it or one of its organisations is to take next.
fn steps(own: &Deployment) -> impl Iterator<Item = Debt> + '_ {
    let sides = own.content.sides.iter().filter(move |_| own.runs());
    sides.filter_map(move |side| {
        let next: BTreeSet<Step> = places(own, side.unit).filter_map(|place| own.next(place)).collect();
        let (step, due) = next.into_iter().find_map(|step| Some((step, own.content.days.of(step)?)))?;
        let what = own.content.title.to_string();
        Some(Debt { owed: Owed::Step { deployment: own.id, step }, unit: side.unit, what, due })
    })
}

fn places(own: &Deployment, unit: UnitId) -> impl Iterator<Item = Place> + '_ {
    own.content.places().filter(move |place| place.unit == unit)
}
