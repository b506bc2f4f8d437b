//! A carrier (实践载体): a project in which a unit does its goal, with milestones and progress.

mod check;

use serde::{Deserialize, Serialize};

use crate::act::{Key, Subject};
use crate::due::is_late;
use crate::entry::Entry;
use crate::figure::Cell;
use crate::kinds::{Book, CarrierId, Day, MilestoneId, Name, Note, Percent, Time, Title, UnitId};
use crate::record::Need;
use crate::record::meanwhile::over;
use crate::refusal::{Refusal, must};

pub use check::check;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Milestone {
    pub id: MilestoneId,
    pub name: Name,
    pub due: Day,
    pub reached_at: Option<Time>,
    /// When it was taken out, while it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<Time>,
}

/// What is to be reached, and by when; changed as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Aim {
    pub name: Name,
    pub due: Day,
}

crate::fields!(Aim { name => Name, due => Due });

/// What describes a carrier; amended as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Description {
    pub name: Title,
    pub department: Name,
    pub lead: Name,
    pub detail: Option<Note>,
}

crate::fields!(Description { name => Name, department => Department, lead => Lead, detail => Detail });

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Carrier {
    pub id: CarrierId,
    pub book: Book,
    pub unit: UnitId,
    pub description: Description,
    pub milestones: Vec<Milestone>,
    /// Milestones that were taken out, as they stood: nobody counts them or is reminded of them, and they can come back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Milestone>,
    pub percent: Percent,
    pub started_at: Time,
    pub dropped_at: Option<Time>,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        Start { carrier: CarrierId, unit: UnitId, description: Description },
        Change {
            carrier: CarrierId,
            description: Description,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Description>>,
        },
        AddMilestone { carrier: CarrierId, milestone: MilestoneId, name: Name, due: Day },
        ChangeMilestone {
            carrier: CarrierId,
            milestone: MilestoneId,
            name: Name,
            due: Day,
            /// What the person saw when they changed it: with it only what they changed is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            was: Option<Box<Aim>>,
        },
        ReachMilestone { carrier: CarrierId, milestone: MilestoneId, note: Option<Note> },
        ReopenMilestone { carrier: CarrierId, milestone: MilestoneId, reason: Note },
        RemoveMilestone { carrier: CarrierId, milestone: MilestoneId, reason: Note },
        ReinstateMilestone { carrier: CarrierId, milestone: MilestoneId, reason: Note },
        ReportProgress { carrier: CarrierId, percent: Percent, note: Note },
        Drop { carrier: CarrierId, reason: Note },
        Resume { carrier: CarrierId, reason: Note },
    }
}

impl Act {
    #[must_use]
    pub fn carrier(&self) -> CarrierId {
        match self {
            Act::Start { carrier, .. }
            | Act::Change { carrier, .. }
            | Act::AddMilestone { carrier, .. }
            | Act::ChangeMilestone { carrier, .. }
            | Act::ReachMilestone { carrier, .. }
            | Act::ReopenMilestone { carrier, .. }
            | Act::RemoveMilestone { carrier, .. }
            | Act::ReinstateMilestone { carrier, .. }
            | Act::ReportProgress { carrier, .. }
            | Act::Drop { carrier, .. }
            | Act::Resume { carrier, .. } => *carrier,
        }
    }

    pub(crate) fn needs(&self, before: Option<&Carrier>) -> Vec<Need> {
        let unit = |unit: UnitId| Need::Record(Key { subject: Subject::Unit, id: unit.0 });
        match self {
            Act::Start { unit: own, .. } => vec![unit(*own)],
            Act::Resume { .. } => before.map(|own| unit(own.unit)).into_iter().collect(),
            Act::Change { .. }
            | Act::AddMilestone { .. }
            | Act::ChangeMilestone { .. }
            | Act::ReachMilestone { .. }
            | Act::ReopenMilestone { .. }
            | Act::RemoveMilestone { .. }
            | Act::ReinstateMilestone { .. }
            | Act::ReportProgress { .. }
            | Act::Drop { .. } => Vec::new(),
        }
    }
}

#[must_use]
pub fn fold(carrier: Option<Carrier>, act: &Act, entry: &Entry) -> Option<Carrier> {
    let now = entry.recorded_at;
    if let Act::Start { carrier: id, unit, description } = act {
        return Some(carrier.unwrap_or_else(|| Carrier {
            id: *id,
            book: entry.book,
            unit: *unit,
            description: description.clone(),
            milestones: Vec::new(),
            removed: Vec::new(),
            percent: Percent::default(),
            started_at: now,
            dropped_at: None,
        }));
    }
    let mut carrier = carrier?;
    match act {
        Act::Start { .. } => {}
        Act::Change { description, was, .. } => {
            carrier.description = over(was.as_deref(), description, &carrier.description);
        }
        Act::AddMilestone { milestone, name, due, .. } => {
            let (id, name, due) = (*milestone, name.clone(), *due);
            carrier.milestones.push(Milestone { id, name, due, reached_at: None, removed_at: None });
            carrier.milestones.sort_by_key(|own| own.due);
        }
        Act::ChangeMilestone { milestone, name, due, was, .. } => {
            with(&mut carrier, *milestone, |own| {
                let aim = over(was.as_deref(), &Aim::of(name, due), &own.aim());
                (own.name, own.due) = (aim.name, aim.due);
            });
            carrier.milestones.sort_by_key(|own| own.due);
        }
        Act::ReachMilestone { milestone, .. } => with(&mut carrier, *milestone, |own| own.reached_at = Some(now)),
        Act::ReopenMilestone { milestone, .. } => with(&mut carrier, *milestone, |own| own.reached_at = None),
        Act::RemoveMilestone { milestone, .. } => {
            with(&mut carrier, *milestone, |own| own.removed_at = Some(now));
            carry(&mut carrier.milestones, &mut carrier.removed, *milestone);
        }
        Act::ReinstateMilestone { milestone, .. } => {
            carry(&mut carrier.removed, &mut carrier.milestones, *milestone);
            with(&mut carrier, *milestone, |own| own.removed_at = None);
            carrier.milestones.sort_by_key(|own| own.due);
        }
        Act::ReportProgress { percent, .. } => carrier.percent = *percent,
        Act::Drop { .. } => carrier.dropped_at = Some(now),
        Act::Resume { .. } => carrier.dropped_at = None,
    }
    Some(carrier)
}

fn with(carrier: &mut Carrier, id: MilestoneId, change: impl FnOnce(&mut Milestone)) {
    if let Some(own) = carrier.milestones.iter_mut().find(|own| own.id == id) {
        change(own);
    }
}

/// From one list to the end of another.
fn carry(from: &mut Vec<Milestone>, to: &mut Vec<Milestone>, id: MilestoneId) {
    to.extend(from.extract_if(.., |own| own.id == id));
}

impl Aim {
    #[must_use]
    pub fn of(name: &Name, due: &Day) -> Aim {
        Aim { name: name.clone(), due: *due }
    }
}

impl Milestone {
    #[must_use]
    pub fn aim(&self) -> Aim {
        Aim::of(&self.name, &self.due)
    }
}

impl Carrier {
    /// A milestone that stands; one that was removed is told apart from one that never was.
    fn milestone(&self, id: MilestoneId) -> Result<&Milestone, Refusal> {
        let gone = self.removed.iter().any(|own| own.id == id);
        must(!gone, Refusal::WrongState { state: "removed".to_owned() })?;
        self.milestones.iter().find(|own| own.id == id).ok_or(Refusal::NotFound)
    }

    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.dropped_at.is_some() { "dropped" } else { "running" }
    }

    /// The first milestone that is past its day.
    #[must_use]
    pub fn late(&self, today: Day) -> Option<&Milestone> {
        self.milestones.iter().find(|own| own.reached_at.is_none() && is_late(own.due, today))
    }

    /// Is any milestone late, or was one reached late? Then only head and deputy of the group stop it.
    #[must_use]
    pub fn shows_late(&self, today: Day) -> bool {
        let until = |own: &Milestone| own.reached_at.map_or(today, Time::day);
        self.milestones.iter().any(|own| is_late(own.due, until(own)))
    }

    /// How many milestones are reached.
    #[must_use]
    pub fn reached(&self) -> usize {
        self.milestones.iter().filter(|own| own.reached_at.is_some()).count()
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        if self.dropped_at.is_none() { vec![Cell::Carrier] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests;
