//! What an agenda begins with: what was decided before and is still open, then what is red, what stands still, what falls due before the
//! next meeting, what was promised, what waits for an answer and what else is owed. Nothing twice; an issue is red, or falls due, by
//! the day of one of its measures as well.

use super::{Meeting, Series, Source};
use crate::calendar::Calendar;
use crate::cases::Cases;
use crate::due::late_before;
use crate::issue::Issue;
use crate::kinds::{Day, Month, Time, Title, UnitId};
use crate::notice::Notice;
use crate::owed::Debt;
use crate::visit::Visit;
use crate::worklist::suggest::{called, due_by, first};

/// So much is offered: what does not fit into a morning is no agenda.
pub const OFFERED: usize = 40;

/// A point that is offered; it gets its id when it is put on.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Offer {
    pub source: Source,
    pub what: Title,
    pub unit: Option<UnitId>,
    pub due: Option<Day>,
}

impl Series {
    /// The day of the next meeting after one on this day: a week later; on the same day of the next month, its last where
    /// it has none such.
    #[must_use]
    pub fn after(self, day: Day) -> Day {
        match self {
            Series::Weekly => day.plus(7),
            Series::Dispatch { .. } => {
                let month = Month::of(day).plus(1);
                month.first().plus(i64::from(day.date().day) - 1).min(month.last())
            }
        }
    }

    /// As [`Series::after`], or the next working day where that is none.
    #[must_use]
    pub fn after_at_work(self, day: Day, calendar: &Calendar) -> Day {
        let next = self.after(day);
        if calendar.works(next) { next } else { calendar.plus(next, 1) }
    }
}

/// When the next meeting of a series would be: a week or a month after the last, on a working day, at the same hour. Now,
/// where there was none or that has passed.
#[must_use]
pub fn next_at(meetings: &[Meeting], series: Series, calendar: &Calendar, now: Time) -> Time {
    let own = meetings.iter().filter(|own| own.plan.series == series && own.cancelled.is_none());
    let last = own.map(|own| own.plan.at).max();
    let clock = |at: Time| at.0 - at.day().start().0;
    let next = last.map(|at| Time(series.after_at_work(at.day(), calendar).start().0 + clock(at)));
    next.map_or(now, |next| next.max(now))
}

/// `on` is the day of the meeting, `today` that on which the agenda is made. Where there is too much, each kind has its share.
#[must_use]
pub fn offers(cases: Cases, series: Series, on: Day, today: Day) -> Vec<Offer> {
    let mut kinds = kinds(cases, series, on, today);
    let taken = shares(&kinds);
    kinds.iter_mut().zip(taken).for_each(|(kind, taken)| kind.truncate(taken));
    let [mut offers, issues, mut rest, papers, debts] = kinds;
    rest.extend(papers);
    rest.extend(debts);
    rest.sort_by_key(|own| own.due);
    offers.extend(issues);
    offers.extend(rest);
    offers
}

/// How many there are besides those that are offered.
#[must_use]
pub fn left_out(cases: Cases, series: Series, on: Day, today: Day) -> usize {
    kinds(cases, series, on, today).iter().map(Vec::len).sum::<usize>().saturating_sub(OFFERED)
}

/// All that there is, by kind, what is the most pressing first: decisions, issues, promises, papers, what else is owed.
fn kinds(cases: Cases, series: Series, on: Day, today: Day) -> [Vec<Offer>; 5] {
    let here = |unit: UnitId| series.unit().is_none_or(|own| own == unit);
    let until = series.after(on);
    let issues = cases.issues.iter().filter(|own| here(own.unit));
    let mut issues: Vec<Offer> = issues.filter_map(|own| of_issue(own, until, today)).collect();
    issues.sort_by_key(|own| (rank(own.source), own.due));
    let visits = cases.visits.iter().filter(|own| here(own.unit));
    let mut promises: Vec<Offer> = visits.flat_map(|own| promised(own, until)).collect();
    promises.sort_by_key(|own| own.due);
    let papers = cases.notices.iter().flat_map(asked);
    let mut papers: Vec<Offer> = papers.filter(|own| own.unit.is_some_and(here)).collect();
    papers.sort_by_key(|own| own.due);
    let debts = cases.owed(until);
    let debts = debts.iter().filter(|own| here(own.unit)).filter_map(owed).collect();
    [decided(cases, series, on), issues, promises, papers, debts]
}

/// So many of each kind that none crowds another out: alike, and what one does not need the others have.
fn shares(kinds: &[Vec<Offer>; 5]) -> [usize; 5] {
    let mut taken = [0; 5];
    for _ in 0..OFFERED {
        let more = taken.iter().zip(kinds).enumerate().filter(|(_, (taken, kind))| **taken < kind.len());
        let Some((place, _)) = more.min_by_key(|(_, (taken, _))| **taken) else { break };
        taken[place] += 1;
    }
    taken
}

fn rank(source: Source) -> u8 {
    match source {
        Source::Decided { .. } => 0,
        Source::Late { .. } => 1,
        Source::Stuck { .. } => 2,
        Source::Due { .. } => 3,
        Source::Promised { .. } => 4,
        Source::Asked { .. } => 5,
        Source::Owed { .. } => 6,
        Source::Hand => 7,
    }
}

/// Of every meeting of this series before the day, what is still open, the oldest first.
fn decided(cases: Cases, series: Series, on: Day) -> Vec<Offer> {
    let earlier = cases.meetings.iter().filter(|own| own.plan.series == series && own.closed.is_some());
    let mut earlier: Vec<&Meeting> = earlier.filter(|own| own.plan.at.day() < on).collect();
    earlier.sort_by_key(|own| own.plan.at);
    let all = earlier.into_iter().flat_map(|own| own.decisions.iter().map(move |one| (own.id, one)));
    let open = all.filter(|(_, one)| one.waits(cases));
    open.map(|(meeting, own)| Offer {
        source: Source::Decided { meeting, decision: own.resolution.id },
        what: own.resolution.what.clone(),
        unit: own.resolution.unit,
        due: Some(own.resolution.due),
    })
    .collect()
}

fn of_issue(own: &Issue, until: Day, today: Day) -> Option<Offer> {
    if !own.state.can_be_late() {
        return None;
    }
    let issue = own.id;
    if let Some((what, due)) = due_by(own, late_before(today).plus(-1)) {
        return offer(own.unit, Source::Late { issue }, &what, Some(due));
    }
    if own.stagnant_days(today).is_some() {
        return offer(own.unit, Source::Stuck { issue }, &called(own), own.due_day());
    }
    let (what, due) = due_by(own, until)?;
    offer(own.unit, Source::Due { issue }, &what, Some(due))
}

fn promised(own: &Visit, until: Day) -> Vec<Offer> {
    if own.recorded_at.is_none() || own.cancelled_at.is_some() {
        return Vec::new();
    }
    let open = own.promises.iter().filter(|promise| promise.open() && promise.due <= until);
    let source = |promise| Source::Promised { visit: own.id, promise };
    open.filter_map(|promise| offer(own.unit, source(promise.id), promise.what.as_str(), Some(promise.due))).collect()
}

fn asked(own: &Notice) -> Vec<Offer> {
    let owing = own.addressees.iter().filter(|unit| own.owes_since(unit).is_some());
    let source = Source::Asked { notice: own.id };
    owing.filter_map(|unit| offer(unit.unit, source, own.content.title.as_str(), own.content.reply_by)).collect()
}

fn owed(own: &Debt) -> Option<Offer> {
    offer(own.unit, Source::Owed { owed: own.owed }, &own.what, Some(own.due))
}

fn offer(unit: UnitId, source: Source, what: &str, due: Option<Day>) -> Option<Offer> {
    Some(Offer { source, what: Title::parse(&first(what)).ok()?, unit: Some(unit), due })
}
