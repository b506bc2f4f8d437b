//! What a unit's own records ask of it: its goal, milestones and reports, what was promised on visits, its look-backs.

use super::{About, Ask, Verb, Why, date};
use crate::carrier::Carrier;
use crate::kinds::{Day, VisitId};
use crate::lookback::Lookback;
use crate::owed::{self, Debt};
use crate::report::Report;
use crate::unit::Unit;
use crate::visit::{Promise, Visit};

pub(super) fn goal(unit: &Unit) -> Ask {
    Ask {
        about: About::Goal { unit: unit.id },
        code: None,
        title: unit.name.to_string(),
        verb: Verb::SetGoal,
        why: Vec::new(),
        due: None,
    }
}

pub(super) fn milestones_of(carrier: &Carrier, today: Day) -> impl Iterator<Item = Ask> + '_ {
    owed::milestones(carrier).filter_map(move |(milestone, own)| {
        near(own, About::Milestone { carrier: carrier.id, milestone }, Verb::ReachMilestone, today)
    })
}

pub(super) fn report(report: &Report, today: Day) -> Option<Ask> {
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
    let ask = |(visit, own): (VisitId, &Promise)| Ask {
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
pub(super) fn lookback(own: &Lookback, today: Day) -> Option<Ask> {
    let due = owed::lookback(own)?.due;
    let open = own.items.iter().filter(|item| item.waits()).count();
    let why = date(Some(due), today).into_iter().chain([Why::Unanswered { open }]).collect();
    let (about, due) = (About::Lookback { id: own.id, month: own.month }, Some(due));
    Some(Ask { about, code: None, title: String::new(), verb: Verb::AnswerLookback, why, due })
}
