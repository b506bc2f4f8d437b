//! What is asked on the weekly lists, and therefore not beside them.

use std::collections::BTreeSet;

use super::{About, Ask, Records, Verb, Why, date};
use crate::cases::Cases;
use crate::kinds::Day;
use crate::worklist::{self, Item, Source, Thing};

/// What stands on the lists, has no answer and is not over. `twice` is what is asked there and would be asked as such too: its reasons go
/// along.
pub(super) fn items<'a>(records: Records<'a>, twice: &'a [Ask], today: Day) -> impl Iterator<Item = Ask> + 'a {
    let standing = worklist::standing(records.worklists).filter(|(_, item)| item.state() == "open");
    standing.filter(move |(_, item)| !records.cases().over(&item.task)).map(move |(own, item)| {
        let due = item.task.due.unwrap_or_else(|| own.week.sunday());
        let dated = |why: &Why| matches!(why, Why::Late { .. } | Why::Soon { .. });
        let same = twice.iter().filter(|ask| ask.about.record() == item.task.source.record());
        let more = same.flat_map(|ask| &ask.why).copied().filter(|why| !dated(why));
        Ask {
            about: About::Item { worklist: own.id, item: item.id, owed: item.task.source.owed() },
            code: None,
            title: item.task.what.to_string(),
            verb: Verb::AnswerItem,
            why: date(Some(due), today).into_iter().chain(more).collect(),
            due: Some(due),
        }
    })
}

/// The records that are asked for on the lists, and therefore not beside them. An item that is over asks for nothing: of its issue
/// something else may be asked by then.
pub(crate) fn listed(cases: Cases) -> BTreeSet<Thing> {
    let asked = worklist::standing(cases.lists).filter(|(_, item)| is_asked_there(item) && !cases.over(&item.task));
    asked.filter_map(|(_, item)| item.task.source.record()).collect()
}

fn is_asked_there(item: &Item) -> bool {
    match item.task.source {
        Source::Decided { .. } => true,
        // the tick keeps it
        Source::Promised { .. } => item.left(),
        // what is said of the item is no step of the issue, and no reply to the paper
        Source::Due { .. } | Source::Stuck { .. } | Source::Asked { .. } | Source::Owed { .. } => {
            item.state() == "open"
        }
        Source::Hand => false,
    }
}

impl About {
    /// What an item of a weekly list may be about as well, as [`Source::record`] names it.
    pub(super) fn record(self) -> Option<Thing> {
        match self {
            About::Issue { id, .. } => Some(Thing::of(id.0)),
            About::Milestone { milestone, .. } => Some(Thing::of(milestone.0)),
            About::Report { id } => Some(Thing::of(id.0)),
            About::Promise { promise, .. } => Some(Thing::of(promise.0)),
            About::Lookback { id, .. } => Some(Thing::of(id.0)),
            About::Notice { id } => Some(Thing::of(id.0)),
            About::Decision { decision, .. } => Some(Thing::of(decision.0)),
            About::Step { deployment, step } => Some(Thing { id: deployment.0, step: Some(step) }),
            About::Goal { .. } | About::Item { .. } => None,
        }
    }
}
