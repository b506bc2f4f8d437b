//! What fell due by the end of a month, from the records at hand. The writer gathers it when a look-back is opened: nobody
//! sends a list of their own.

use std::collections::HashMap;

use super::{About, Due, Gathered, ITEMS, Look, Lookback};
use crate::issue::{Issue, State};
use crate::kinds::{Day, LookbackId, Month, Time, UnitId};
use crate::record::{Known, Record};
use crate::rule::Rule;
use crate::strand::{Strand, Strands};
use crate::visit::Visit;

/// A rule is looked at so many days after it was recorded as in force: by then one can tell whether it is lived by.
pub const RULE_DAYS: i64 = 30;

/// What is done, and what is in force, is asked about for so many months, whether those had look-backs or not: a campaign is
/// shorter, and a first look-back begins with the campaign. What is still open is asked about however old it is.
const REACH: i32 = 12;

/// Everything of this unit that fell due by the end of the month and that no look-back has a result of: issues first, then
/// promises, measures, rules, each by day. What was done, or came back and was done once more, after its last result comes again.
/// `known` must hold all issues, rules and visits that the unit may know of, and the look-backs of `others`.
#[must_use]
pub fn gather(unit: UnitId, month: Month, known: &Known) -> Gathered {
    let own = || known.records.values().filter(|record| record.unit() == Some(unit));
    let (span, begins) = (Span::new(month, own()), month.first());
    let mut items: Vec<Due> = own()
        .flat_map(|record| {
            let by = |look: &dyn Fn(&Due) -> Look, strands: Strands, all: Vec<Due>| {
                all.into_iter().map(|due| Due { look: Some(look(&due)), strands, ..due }).collect()
            };
            if let Record::Issue(issue) = record {
                by(&|due| Look::of_issue(due, issue, begins), Strands::of_issue(issue), of_issue(issue, &span))
            } else if let Record::Visit(visit) = record {
                by(&|due| Look::of(due, begins), Strands::of_visit(visit), of_visit(visit, &span))
            } else if let Record::Rule(rule) = record {
                // a rule is the lasting answer to issues
                let strands = Strand::Rectification.into();
                by(&|due| Look::of(due, begins), strands, of_rule(rule, &span).into_iter().collect())
            } else {
                Vec::new()
            }
        })
        .collect();
    // Cut by day, whatever it is, and only then put together by kind.
    items.sort_by_key(|due| (due.day, kind(due.about), due.about));
    let left_out = u32::try_from(items.len().saturating_sub(ITEMS)).unwrap_or(u32::MAX);
    items.truncate(ITEMS);
    items.sort_by_key(|due| kind(due.about));
    Gathered { items, left_out }
}

/// The look-backs of a unit that can have a result of what is due in this month: of earlier months, and of later ones, because
/// a month can be opened after those that follow it.
pub(super) fn others(unit: UnitId, month: Month) -> impl Iterator<Item = LookbackId> {
    (-REACH..=REACH).filter(|months| *months != 0).map(move |months| LookbackId::of(unit, month.plus(months)))
}

fn kind(about: About) -> u8 {
    match about {
        About::Issue { .. } => 0,
        About::Promise { .. } => 1,
        About::Measure { .. } => 2,
        About::Rule { .. } => 3,
    }
}

/// The days that are looked back on, and when the unit's look-backs last had a result of each thing.
struct Span {
    first: Day,
    last: Day,
    results: HashMap<About, Time>,
}

impl Span {
    fn new<'a>(month: Month, records: impl Iterator<Item = &'a Record>) -> Span {
        let mut results = HashMap::new();
        let lookbacks = records.filter_map(|record| if let Record::Lookback(own) = record { Some(own) } else { None });
        for (about, at) in lookbacks.flat_map(|own| found(own)) {
            let last = results.entry(about).or_insert(at);
            *last = at.max(*last);
        }
        Span { first: month.plus(-REACH).first(), last: month.last(), results }
    }

    /// `since`: when it was done or came into force, of which a result of that moment or later is the last word.
    fn ask(&self, due: Due, since: Option<Time>) -> Option<Due> {
        let told = |since| self.results.get(&due.about).is_some_and(|at| *at >= since);
        let asked = since.is_none_or(|since| self.first <= due.day && !told(since));
        (due.day <= self.last && asked).then_some(due)
    }
}

fn found(lookback: &Lookback) -> impl Iterator<Item = (About, Time)> {
    lookback.items.iter().filter_map(|item| Some((item.due.about, item.result()?.by.at)))
}

/// The issue, if its provisional closing is to be confirmed; otherwise its measures.
fn of_issue(issue: &Issue, span: &Span) -> Vec<Due> {
    if issue.state == State::Verified {
        let day = issue.lookback.unwrap_or(span.last);
        let about = About::Issue { issue: issue.id };
        return span
            .ask(Due { about, day, done: false, look: None, strands: Strands::default() }, None)
            .into_iter()
            .collect();
    }
    // What was done before the issue came back was looked at with the issue.
    let came_back = issue.rounds.last().map(|round| round.relapsed_at);
    let before = |done| came_back.is_some_and(|back| done <= back);
    let measures = issue.measures.iter().filter(|own| issue.state.open() && !own.done_at.is_some_and(before));
    let due = measures.filter_map(|own| {
        let about = About::Measure { issue: issue.id, measure: own.id };
        span.ask(
            Due { about, day: own.due?, done: own.done_at.is_some(), look: None, strands: Strands::default() },
            own.done_at,
        )
    });
    due.collect()
}

fn of_visit(visit: &Visit, span: &Span) -> Vec<Due> {
    let stands = visit.recorded_at.is_some() && visit.cancelled_at.is_none();
    let made = visit.promises.iter().filter(|own| stands && own.dropped_at.is_none());
    let due = made.filter_map(|own| {
        let about = About::Promise { visit: visit.id, promise: own.id };
        span.ask(
            Due { about, day: own.due, done: own.kept_at.is_some(), look: None, strands: Strands::default() },
            own.kept_at,
        )
    });
    due.collect()
}

/// Once it has been in force for [`RULE_DAYS`].
fn of_rule(rule: &Rule, span: &Span) -> Option<Due> {
    let since = rule.established_at.filter(|_| rule.state() == "in_force")?;
    let (about, day) = (About::Rule { rule: rule.id }, since.day().plus(RULE_DAYS));
    span.ask(Due { about, day, done: false, look: None, strands: Strands::default() }, Some(since))
}
