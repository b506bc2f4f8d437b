//! What is asked of a unit now, and what waits in the group's hands: read off the records, never stored.
//! One record asks for one thing at a time, with the verb that comes next and why.

mod ask;
mod held;
mod issue;
mod item;
mod overdue;
mod own;
#[cfg(test)]
mod tests;
mod told;

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::carrier::Carrier;
use crate::cases::Cases;
use crate::deployment::Deployment;
use crate::due::{self, Stands};
use crate::issue::{Category, Issue, Origin, State};
use crate::kinds::{Day, DecisionId, OrganisationId};
use crate::lookback::Lookback;
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::policy::Policies;
use crate::report::Report;
use crate::unit::Unit;
use crate::visit::Visit;
use crate::worklist::Worklist;

pub use ask::{About, Ask, Verb, Why};
pub use held::{Held, Until, held};
pub use issue::lacks;
use item::items;
pub(crate) use item::listed;
pub use overdue::{Dated, overdue};
pub use own::promises;
use own::{goal, lookback, milestones_of, report};
use told::{decisions, notice, steps};

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
    /// As in [`Cases`].
    pub given_up: &'a [DecisionId],
    /// Whose steps are asked for: these organisations', or where there are none the unit's own.
    pub organisations: &'a [OrganisationId],
    pub policies: &'a Policies,
    /// By which the group counts the days that it waits.
    pub calendar: &'a Calendar,
}

impl Records<'_> {
    fn cases(&self) -> Cases<'_> {
        let Records { issues, visits, notices, meetings, worklists: lists, .. } = *self;
        let Records { carriers, reports, lookbacks, deployments, given_up, .. } = *self;
        Cases { issues, visits, notices, meetings, lists, carriers, reports, lookbacks, deployments, given_up }
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
    let listed = listed(records.cases());
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
