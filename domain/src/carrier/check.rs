//! Who may do what to a carrier and its milestones, and when.

use super::{Act, Aim, Carrier, Milestone};
use crate::due::is_late;
use crate::entry::Stamp;
use crate::kinds::MilestoneId;
use crate::record::meanwhile::amended;
use crate::record::{Facts, must_be_in, must_be_new};
use crate::refusal::{Field, Refusal, must, reasoned};

/// # Errors
/// Not the unit's or its group's; a milestone that is not there, or late and not the person's to take out or put off, nor to stop the
/// carrier with; a carrier that was dropped; a unit that is closed.
pub fn check(carrier: Option<&Carrier>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    if let Act::Start { unit, .. } = act {
        let unit = facts.open_unit(*unit)?;
        facts.viewer.must_be_unit_or_group(facts.book, unit.id)?;
        return must_be_new(carrier).map(|()| Stamp::default());
    }
    let carrier = must_be_in(carrier, |carrier| carrier.book, facts.book)?;
    facts.must_see(carrier.unit, None)?;
    facts.viewer.must_be_unit_or_group(facts.book, carrier.unit)?;
    let dropped = carrier.dropped_at.is_some();
    let wrong = Refusal::WrongState { state: carrier.state().to_owned() };
    must(dropped == matches!(act, Act::Resume { .. }), wrong)?;
    if dropped {
        facts.must_be_open(carrier.unit)?;
    }
    existing(carrier, act, facts).map(|()| Stamp::default())
}

fn existing(carrier: &Carrier, act: &Act, facts: &Facts) -> Result<(), Refusal> {
    let find = |id: &MilestoneId| carrier.milestone(*id);
    match act {
        Act::Start { .. } => Ok(()),
        Act::ReportProgress { percent, .. } => {
            let all = carrier.milestones.iter().all(|own| own.reached_at.is_some());
            must(percent.get() < 100 || all, Refusal::Missing { field: Field::Milestone })
        }
        Act::Change { description, was, .. } => amended(was.as_deref(), description, &carrier.description).map(|_| ()),
        Act::AddMilestone { milestone, .. } => must(find(milestone) == Err(Refusal::NotFound), Refusal::Exists),
        Act::ChangeMilestone { milestone, name, due, was, .. } => {
            let own = find(milestone)?;
            let amended = amended(was.as_deref(), &Aim::of(name, due), &own.aim())?;
            if amended.due == own.due { Ok(()) } else { must_not_hide(own, facts) }
        }
        Act::ReachMilestone { milestone, .. } => must(find(milestone)?.reached_at.is_none(), Refusal::Unchanged),
        Act::ReopenMilestone { milestone, reason, .. } => {
            reasoned(reason)?;
            must(find(milestone)?.reached_at.is_some(), Refusal::Unchanged)
        }
        Act::RemoveMilestone { milestone, reason, .. } => {
            reasoned(reason)?;
            // What was reached is done: it counts, and stays to be seen.
            let own = find(milestone)?;
            must(own.reached_at.is_none(), Refusal::WrongState { state: "completed".to_owned() })?;
            must_not_hide(own, facts)
        }
        Act::ReinstateMilestone { milestone, reason, .. } => {
            reasoned(reason)?;
            match find(milestone) {
                Ok(_) => Err(Refusal::Unchanged),
                Err(Refusal::WrongState { .. }) => Ok(()),
                Err(why) => Err(why),
            }
        }
        Act::Drop { reason, .. } => {
            reasoned(reason)?;
            // What is stopped is no longer counted, its milestones neither.
            let may = !carrier.shows_late(facts.now.day()) || facts.viewer.leads_group(facts.book);
            must(may, Refusal::MilestoneLate)
        }
        Act::Resume { reason, .. } => reasoned(reason),
    }
}

/// That a milestone is late, or was reached late, stays to be seen: once its day is over only head and deputy of the group take it
/// out or give it another day, also where it was reached, for it can be opened again.
fn must_not_hide(own: &Milestone, facts: &Facts) -> Result<(), Refusal> {
    let may = !is_late(own.due, facts.now.day()) || facts.viewer.leads_group(facts.book);
    must(may, Refusal::MilestoneLate)
}
