//! What is in units' hands and past its day, besides their issues: the group follows it up.

use std::collections::BTreeSet;

use super::own::{milestones_of, promises, report};
use super::told::ask_step;
use super::{Ask, Why};
use crate::carrier::Carrier;
use crate::deployment::Deployment;
use crate::kinds::{Day, UnitId};
use crate::report::Report;
use crate::visit::Visit;

/// The records of a group's units that have days.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a> {
    pub carriers: &'a [Carrier],
    pub reports: &'a [Report],
    pub visits: &'a [Visit],
    pub deployments: &'a [Deployment],
}

/// Milestones, reports and promises, each with its unit; of a matter in step each late step once, however many are late with it.
#[must_use]
pub fn overdue(dated: Dated, today: Day) -> Vec<(Option<UnitId>, Ask)> {
    let milestones = dated.carriers.iter().flat_map(|own| milestones_of(own, today).map(|ask| (Some(own.unit), ask)));
    let reports = dated.reports.iter().filter_map(|own| Some((Some(own.unit), report(own, today)?)));
    let promised = dated
        .visits
        .iter()
        .flat_map(|own| promises(std::slice::from_ref(own), today).into_iter().map(|ask| (Some(own.unit), ask)));
    let steps = dated.deployments.iter().filter(|own| own.runs()).flat_map(|own| steps(own, today));
    let all = milestones.chain(reports).chain(promised).chain(steps.map(|ask| (None, ask)));
    all.filter(|(_, ask)| ask.why.iter().any(|why| matches!(why, Why::Late { .. }))).collect()
}

fn steps(own: &Deployment, today: Day) -> Vec<Ask> {
    let mut seen = BTreeSet::new();
    let next = own.content.places().filter_map(|place| own.next(place)).filter(|step| seen.insert(*step));
    next.map(|step| ask_step(own, step, today)).collect()
}
