//! What a unit's own plans ask of it: its goal, its milestones, its research reports. What has a day is asked for once that day is near
//! (`due::SOON_DAYS`), as the unit's page does; what was done or given up before then never was.

use super::Asked;
use crate::act::{Key, Subject};
use crate::carrier::{Carrier, Milestone};
use crate::due::SOON_DAYS;
use crate::kinds::{Day, Time, UnitId};
use crate::report::Report;
use crate::unit::Unit;

/// Core goal and practice direction, from the day on which the unit is there.
pub(super) fn goal(own: &Unit, unit: UnitId) -> Option<Asked> {
    (own.id == unit).then(|| Asked {
        key: Key { subject: Subject::Unit, id: own.id.0 },
        title: own.name.to_string(),
        on: own.added_at.day(),
        paper: false,
        fields: 2,
        filled: 0,
        withdrawn: own.goal.is_none() && own.closed.is_some(),
    })
}

/// Of each that it is reached. Which it is and by when is there. When one was taken out is not known of those that were before it was
/// kept: they are left out.
pub(super) fn milestones(own: &Carrier, unit: UnitId, today: Day) -> Vec<Asked> {
    let known = own.removed.iter().filter(|one| one.removed_at.is_some());
    let all = own.milestones.iter().chain(known).filter(|_| own.unit == unit);
    let asked = |one: &Milestone| {
        let over = [one.reached_at, one.removed_at, own.dropped_at];
        Some(Asked {
            key: Key { subject: Subject::Carrier, id: own.id.0 },
            title: format!("{} · {}", own.description.name, one.name),
            on: asked_on(one.due, own.started_at, over, today)?,
            paper: false,
            fields: 2,
            filled: 1,
            withdrawn: one.reached_at.is_none() && (one.removed_at.is_some() || own.dropped_at.is_some()),
        })
    };
    all.filter_map(asked).collect()
}

/// What it found. What is looked into, by whom and by when is there; without a day nobody asks for it.
pub(super) fn report(own: &Report, unit: UnitId, today: Day) -> Option<Asked> {
    let due = own.description.due.filter(|_| own.unit == unit)?;
    let over = [own.completed_at, own.dropped_at, None];
    Some(Asked {
        key: Key { subject: Subject::Report, id: own.id.0 },
        title: own.description.title.to_string(),
        on: asked_on(due, own.planned_at, over, today)?,
        paper: false,
        fields: 2,
        filled: 1,
        withdrawn: own.state() == "dropped",
    })
}

/// The day on which it began to be asked for; `None` when that is still to come, or it was over before.
fn asked_on(due: Day, since: Time, over: [Option<Time>; 3], today: Day) -> Option<Day> {
    let on = due.plus(-SOON_DAYS).max(since.day());
    let before = over.into_iter().flatten().any(|own| own.day() < on);
    (on <= today && !before).then_some(on)
}
