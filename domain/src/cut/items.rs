//! The items of weekly lists, each where it stands last, and how: done, answered, open, carried over. What is over where it
//! came from is done, as on the pages of lists.

use super::others::{Other, Piece};
use crate::act::{Key, Subject};
use crate::carrier::Carrier;
use crate::cases::Cases;
use crate::deployment::Deployment;
use crate::issue::Issue;
use crate::kinds::Book;
use crate::lookback::Lookback;
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::owed::Owed;
use crate::record::Known;
use crate::report::Report;
use crate::visit::Visit;
use crate::worklist::{Item, Source, Worklist, standing};

/// Every item of the lists of this book that were issued and which nobody took off.
pub(super) fn pieces(known: &Known, book: Book) -> Vec<Piece> {
    let lists: Vec<&Worklist> = known.worklists().filter(|own| own.book == book).collect();
    let items: Vec<(&Worklist, &Item)> = standing(lists.iter().copied()).collect();
    let mut sources = Sources::default();
    items.iter().filter(|(_, item)| item.left()).for_each(|(_, item)| sources.add(item.task.source, known));
    let cases = sources.cases();
    let piece = |(list, item): &(&Worklist, &Item)| Piece {
        record: Key { subject: Subject::Worklist, id: list.id.0 },
        item: Some(item.id),
        units: item.task.unit.into_iter().collect(),
        counts: counts(item, item.left() && cases.over(&item.task)),
    };
    items.iter().map(piece).collect()
}

fn counts(item: &Item, over: bool) -> Vec<Other> {
    if over || !item.left() {
        return vec![Other::Items, Other::ItemsDone];
    }
    let answered = item.answers.last().is_some_and(|own| own.done);
    let carried = (item.task.weeks > 0).then_some(Other::ItemsCarried);
    let how = if answered { Other::ItemsAnswered } else { Other::ItemsOpen };
    [Other::Items, how].into_iter().chain(carried).collect()
}

/// The records from which items came, one beside the other as the rules look at them.
#[derive(Default)]
struct Sources {
    issues: Vec<Issue>,
    visits: Vec<Visit>,
    notices: Vec<Notice>,
    meetings: Vec<Meeting>,
    carriers: Vec<Carrier>,
    reports: Vec<Report>,
    lookbacks: Vec<Lookback>,
    deployments: Vec<Deployment>,
}

impl Sources {
    fn add(&mut self, source: Source, known: &Known) {
        match source {
            Source::Due { issue } | Source::Stuck { issue } => {
                self.issues.extend(known.issue(issue).map(|own| (**own).clone()));
            }
            Source::Promised { visit, .. } => self.visits.extend(known.visit(visit).map(|own| (**own).clone())),
            Source::Asked { notice } => self.notices.extend(known.notice(notice).map(|own| (**own).clone())),
            Source::Decided { meeting, .. } => self.meetings.extend(known.meeting(meeting).map(|own| (**own).clone())),
            Source::Owed { owed } => self.owed(owed, known),
            Source::Hand => {}
        }
    }

    fn owed(&mut self, owed: Owed, known: &Known) {
        match owed {
            Owed::Milestone { carrier, .. } => self.carriers.extend(known.carrier(carrier).cloned()),
            Owed::Report { report } => self.reports.extend(known.report(report).cloned()),
            Owed::Lookback { lookback } => self.lookbacks.extend(known.lookback(lookback).map(|own| (**own).clone())),
            Owed::Step { deployment, .. } => {
                self.deployments.extend(known.deployment(deployment).map(|own| (**own).clone()));
            }
        }
    }

    fn cases(&self) -> Cases<'_> {
        let Sources { issues, visits, notices, meetings, carriers, reports, lookbacks, deployments } = self;
        Cases { issues, visits, notices, meetings, carriers, reports, lookbacks, deployments, ..Cases::default() }
    }
}
