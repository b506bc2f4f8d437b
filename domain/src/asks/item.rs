//! What is asked on the weekly lists, and therefore not beside them.

use std::collections::BTreeSet;

use super::{About, Ask, Records, Verb, Why, date};
use crate::kinds::Day;
use crate::worklist::{self, Item, Source, Thing, Worklist};

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
            about: About::Item { worklist: own.id, item: item.id },
            code: None,
            title: item.task.what.to_string(),
            verb: Verb::AnswerItem,
            why: date(Some(due), today).into_iter().chain(more).collect(),
            due: Some(due),
        }
    })
}

/// The records that are asked for on the lists, and therefore not beside them.
pub(crate) fn listed(lists: &[Worklist]) -> BTreeSet<Thing> {
    let asked = worklist::standing(lists).filter(|(_, item)| is_asked_there(item));
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
            About::Issue { id, .. } => Some((id.0, None)),
            About::Milestone { milestone, .. } => Some((milestone.0, None)),
            About::Report { id } => Some((id.0, None)),
            About::Promise { promise, .. } => Some((promise.0, None)),
            About::Lookback { id, .. } => Some((id.0, None)),
            About::Notice { id } => Some((id.0, None)),
            About::Decision { decision, .. } => Some((decision.0, None)),
            About::Step { deployment, step } => Some((deployment.0, Some(step))),
            About::Goal { .. } | About::Item { .. } => None,
        }
    }
}
