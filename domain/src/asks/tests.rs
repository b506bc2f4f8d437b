mod issues;
mod papers;
mod records;

use super::issue::open_measures;
use super::*;
use crate::cast;
use crate::issue::{self, Act, Due};
use crate::kinds::Percent;
use crate::record::Record;
use crate::testing::{Bench, ISSUE, MEASURE, OTHER, day, description, find, hash, reason, text};
use crate::worklist::Source;
use crate::{carrier, report, unit};

fn issues(bench: &Bench) -> Vec<Issue> {
    bench.all.issues().cloned().collect()
}

fn lookbacks(bench: &Bench) -> Vec<Lookback> {
    let all = bench.all.records.values().cloned();
    all.filter_map(|record| Box::<Lookback>::try_from(record).ok()).map(|own| *own).collect()
}

fn records<T: TryFrom<Record>>(bench: &Bench) -> Vec<T> {
    bench.all.records.values().cloned().filter_map(|own| T::try_from(own).ok()).collect()
}

fn asked(bench: &Bench) -> Vec<Ask> {
    let (carriers, reports) = (records::<Carrier>(bench), records::<Report>(bench));
    let policies = Policies::shipped(cast::GROUP);
    let issues = issues(bench);
    let visits: Vec<Visit> = bench.all.visits().cloned().collect();
    let (visits, lookbacks) = (visits.as_slice(), lookbacks(bench));
    let staff = cast::NORMAL_STAFF.viewer().unwrap();
    let shown: Vec<Record> = bench.all.records.values().cloned().filter_map(|own| own.shown_to(&staff)).collect();
    let notices: Vec<Notice> = shown.iter().filter_map(|own| Some(*Box::try_from(own.clone()).ok()?)).collect();
    let worklists: Vec<Worklist> = shown.iter().filter_map(|own| Some(*Box::try_from(own.clone()).ok()?)).collect();
    let meetings: Vec<Meeting> = shown.iter().filter_map(|own| Some(*Box::try_from(own.clone()).ok()?)).collect();
    let given_up: Vec<_> =
        meetings.iter().flat_map(|own| &own.decisions).filter(|own| own.given_up(&bench.all)).collect();
    let given_up: Vec<_> = given_up.into_iter().map(|own| own.resolution.id).collect();
    let deployments: Vec<Deployment> = shown.into_iter().filter_map(|own| Some(*Box::try_from(own).ok()?)).collect();
    let records = Records {
        issues: &issues,
        carriers: &carriers,
        reports: &reports,
        visits,
        lookbacks: &lookbacks,
        notices: &notices,
        worklists: &worklists,
        meetings: &meetings,
        deployments: &deployments,
        given_up: &given_up,
        ..none(&policies)
    };
    asks(records, bench.now.day())
}

/// No records.
fn none(policies: &Policies) -> Records<'_> {
    Records {
        unit: None,
        issues: &[],
        carriers: &[],
        reports: &[],
        visits: &[],
        lookbacks: &[],
        notices: &[],
        worklists: &[],
        meetings: &[],
        deployments: &[],
        given_up: &[],
        organisations: &[],
        policies,
        calendar: &crate::calendar::SHIPPED,
    }
}

fn only(bench: &Bench) -> Ask {
    let mut asks = asked(bench);
    assert_eq!(asks.len(), 1, "{asks:?}");
    asks.remove(0)
}

fn agreed() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&cast::NORMAL_STAFF, Act::Find(Box::new(find(ISSUE))));
    bench.ok(&cast::HEAD, Act::Agree { issue: ISSUE, note: None });
    bench
}

fn progress(bench: &mut Bench) {
    let (percent, note) = (Percent::parse("40").unwrap(), text("已完成采购"));
    bench.ok(&cast::NORMAL_STAFF, Act::ReportProgress { issue: ISSUE, percent, node: None, note });
}
