//! The rows behind the figures of one unit: what a formula may look at, taken from records of any day. What the platform
//! does not know of is `None`, not empty: missing is missing.

mod row;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::Opinion;
use super::counted::What;
use crate::carrier::Carrier;
use crate::deployment::{Deployment, Step};
use crate::issue::{Category, Issue};
use crate::kinds::{CarrierId, Day, IssueId, MeasureId, OrganisationId, UnitId};
use crate::lookback::{self, Lookback};
use crate::notice::Notice;
use crate::rule::Rule;
use crate::survey::result::{Said, last_said};
use crate::template::tree::RaterGroup;
use crate::unit::Unit;
use crate::visit::Visit;

pub use row::{CarrierRow, IssueRow, OrganisationRow, RuleRow, Task};

crate::tagged! {
    "Scored" by "what";
    /// What is scored of a unit.
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
    pub enum Scored {
        /// All of it.
        Unit,
        Category {
            category: Category,
        },
        Carrier {
            carrier: CarrierId,
        },
        Issue {
            issue: IssueId,
        },
    }
}

impl Scored {
    /// Is what is kept of a unit as a whole also about this: its papers, its matters in step, where it was visited? About one
    /// carrier or one issue it says nothing.
    #[must_use]
    pub fn whole(self) -> bool {
        match self {
            Scored::Unit | Scored::Category { .. } => true,
            Scored::Carrier { .. } | Scored::Issue { .. } => false,
        }
    }

    /// Does a survey say anything of this that asks `about` a category, or all of the unit? What is said of one category
    /// says nothing of all.
    #[must_use]
    pub fn hears(self, about: Option<Category>) -> bool {
        match self {
            Scored::Unit => about.is_none(),
            Scored::Category { category } => about.is_none_or(|about| about == category),
            Scored::Carrier { .. } | Scored::Issue { .. } => false,
        }
    }
}

/// The days that are looked at, the first and the last among them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Period {
    pub start: Day,
    pub end: Day,
}

impl Period {
    #[must_use]
    pub fn has(&self, day: Day) -> bool {
        self.start <= day && day <= self.end
    }
}

/// Everything about one unit that formulas look at. `None` where the platform keeps no such records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rows {
    pub period: Period,
    pub today: Day,
    pub issues: Option<Vec<IssueRow>>,
    pub rules: Option<Vec<RuleRow>>,
    pub organisations: Option<Vec<OrganisationRow>>,
    pub carriers: Option<Vec<CarrierRow>>,
    /// Papers that the unit was to answer.
    pub receipts: Option<Vec<Task>>,
    /// Steps of matters that are deployed, inspected and assessed in step.
    pub deployments: Option<Vec<Task>>,
    /// What people answered, by rater group; who was not asked is not there.
    #[serde(default)]
    pub opinions: BTreeMap<RaterGroup, Opinion>,
    /// Measures that are not done because a look-back found them untrue.
    #[serde(default)]
    pub untrue: BTreeSet<MeasureId>,
}

impl Rows {
    /// No rows of any kind.
    #[must_use]
    pub fn none(period: Period, today: Day) -> Rows {
        let (issues, rules, organisations, carriers) = (None, None, None, None);
        let (receipts, deployments, opinions, untrue) = (None, None, BTreeMap::new(), BTreeSet::new());
        Rows { period, today, issues, rules, organisations, carriers, receipts, deployments, opinions, untrue }
    }

    /// What each rater group said last in the period, as [`last_said`] has it.
    #[must_use]
    pub fn with_opinions(mut self, scored: Scored, said: &[Said]) -> Rows {
        let last = last_said(scored, self.period, said);
        self.opinions = last.into_iter().map(|(raters, own)| (raters.clone(), own.opinion)).collect();
        self
    }

    /// What a day's end is for the formulas: that of the period, or today while it runs.
    #[must_use]
    pub fn until(&self) -> Day {
        self.period.end.min(self.today)
    }

    /// The issues of this unit that belong to what is scored; what was found later, or taken back, is none of them.
    #[must_use]
    pub fn with_issues<'a>(mut self, scored: Scored, issues: impl IntoIterator<Item = &'a Issue>) -> Rows {
        let belongs = |issue: &&Issue| match scored {
            Scored::Unit => true,
            Scored::Category { category } => issue.category == Some(category),
            Scored::Issue { issue: id } => issue.id == id,
            Scored::Carrier { .. } => false,
        };
        let until = self.until();
        let counted = issues.into_iter().filter(belongs).filter_map(IssueRow::of);
        let counted = counted.filter(|row| row.found <= until).collect();
        self.issues = (!matches!(scored, Scored::Carrier { .. })).then_some(counted);
        self
    }

    /// Measures of which a look-back said last that they are untrue are not done, whatever the unit says. It also counts where it was
    /// said after the period: it speaks of what was said to be done in it. Call it after the issues.
    #[must_use]
    pub fn with_lookbacks<'a>(mut self, lookbacks: impl IntoIterator<Item = &'a Lookback>) -> Rows {
        let found = lookback::untrue(lookbacks, self.today);
        for task in self.issues.iter_mut().flatten().flat_map(|issue| &mut issue.measures) {
            let What::Measure { measure, .. } = task.what else { continue };
            // what is finished anew after it is another matter
            if found.get(&measure).is_some_and(|day| task.done.is_some_and(|done| done <= *day)) {
                task.done = None;
                self.untrue.insert(measure);
            }
        }
        self
    }

    /// The unit's rules: all of them, or those that answer an issue of what is scored. Call it after the issues.
    #[must_use]
    pub fn with_rules<'a>(mut self, scored: Scored, rules: impl IntoIterator<Item = &'a Rule>) -> Rows {
        let ids: BTreeSet<IssueId> = self.issues.iter().flatten().map(|issue| issue.id).collect();
        let belongs = |rule: &&Rule| match scored {
            Scored::Unit => true,
            Scored::Category { .. } | Scored::Issue { .. } => rule.issues.iter().any(|id| ids.contains(id)),
            Scored::Carrier { .. } => false,
        };
        let rows = rules.into_iter().filter(belongs).map(RuleRow::of).collect();
        self.rules = (!matches!(scored, Scored::Carrier { .. })).then_some(rows);
        self
    }

    /// The unit's carriers, or the one that is scored.
    #[must_use]
    pub fn with_carriers<'a>(mut self, scored: Scored, carriers: impl IntoIterator<Item = &'a Carrier>) -> Rows {
        let belongs = |own: &&Carrier| match scored {
            Scored::Carrier { carrier } => own.id == carrier,
            Scored::Unit | Scored::Category { .. } => true,
            Scored::Issue { .. } => false,
        };
        let standing = carriers.into_iter().filter(belongs).filter(|own| own.dropped_at.is_none());
        let rows = standing.map(CarrierRow::of).collect();
        self.carriers = (!matches!(scored, Scored::Issue { .. })).then_some(rows);
        self
    }

    /// The papers that went to the unit: each to be answered by its day, or where no reply is asked for, to be received by the
    /// day after its issue. Of several replies the first that was not sent back counts.
    #[must_use]
    pub fn with_notices<'a>(
        mut self,
        scored: Scored,
        unit: UnitId,
        notices: impl IntoIterator<Item = &'a Notice>,
    ) -> Rows {
        let task = |own: &Notice| {
            let issued = own.issued.filter(|_| own.withdrawn.is_none())?.at.day();
            let addressee = own.addressee(unit)?;
            let replied = addressee.replies.iter().find(|reply| reply.returned.is_none()).map(|reply| reply.by);
            let received = addressee.received.as_ref().map(|receipt| receipt.by);
            let what = What::Notice { notice: own.id };
            Some(match own.content.reply_by {
                Some(due) => Task { what, due: Some(due), done: replied.map(|by| by.at.day()) },
                None => Task { what, due: Some(issued.plus(1)), done: received.map(|by| by.at.day()) },
            })
        };
        self.receipts = scored.whole().then(|| notices.into_iter().filter_map(task).collect());
        self
    }

    /// The steps of matters in step that the unit and its organisations have a day for. A step without a day is not waited for, and
    /// what was withdrawn was opened by mistake. Done is a step on the day on which it was taken there, as the two levels are compared by.
    #[must_use]
    pub fn with_deployments<'a>(
        mut self,
        scored: Scored,
        unit: UnitId,
        deployments: impl IntoIterator<Item = &'a Deployment>,
    ) -> Rows {
        let steps = |own: &'a Deployment| {
            let places = own.content.places().filter(move |place| place.unit == unit);
            let steps = places.flat_map(|place| Step::VARIANTS.iter().map(move |step| (place, *step)));
            steps.filter_map(move |(place, step)| {
                let done = own.step(place, step).map(|taken| taken.said.day);
                let what = What::Step { deployment: own.id, place, step };
                own.content.days.of(step).map(|due| Task { what, due: Some(due), done })
            })
        };
        let standing = deployments.into_iter().filter(|own| own.withdrawn.is_none());
        self.deployments = scored.whole().then(|| standing.flat_map(steps).collect());
        self
    }

    /// The unit's open organisations, and whether a recorded visit of the period went there.
    #[must_use]
    pub fn with_visits<'a>(mut self, scored: Scored, unit: &Unit, visits: impl IntoIterator<Item = &'a Visit>) -> Rows {
        let stands = |visit: &&Visit| visit.recorded_at.is_some() && visit.cancelled_at.is_none();
        let there = visits.into_iter().filter(stands).filter(|visit| self.period.has(visit.description.at.day()));
        let went: BTreeSet<OrganisationId> = there.filter_map(|visit| visit.description.organisation).collect();
        let open = unit.organisations.iter().filter(|own| own.closed_at.is_none());
        let rows = open.map(|own| OrganisationRow { id: own.id, visited: went.contains(&own.id) });
        self.organisations = scored.whole().then(|| rows.collect());
        self
    }
}
