//! What fell due by the end of a month, from the records at hand. The writer gathers it when a look-back is opened: nobody
//! sends a list of their own.

use super::{About, Due, Gathered, ITEMS};
use crate::issue::{Issue, State};
use crate::kinds::{Day, Month, UnitId};
use crate::record::{Known, Record};
use crate::rule::Rule;
use crate::visit::Visit;

/// A rule is looked at so many days after it was recorded as in force: by then one can tell whether it is lived by.
pub const RULE_DAYS: i64 = 30;

/// Everything of this unit that fell due by the end of the month: issues first, then promises, measures, rules, each by day.
/// `known` must hold all issues, rules and visits that the unit may know of.
#[must_use]
pub fn gather(unit: UnitId, month: Month, known: &Known) -> Gathered {
    let own = known.records.values().filter(|record| record.unit() == Some(unit));
    let mut items: Vec<Due> = own
        .flat_map(|record| {
            if let Record::Issue(issue) = record {
                of_issue(issue, month)
            } else if let Record::Visit(visit) = record {
                of_visit(visit, month)
            } else if let Record::Rule(rule) = record {
                of_rule(rule, month).into_iter().collect()
            } else {
                Vec::new()
            }
        })
        .collect();
    items.sort_by_key(|due| (kind(due.about), due.day, due.about));
    let left_out = u32::try_from(items.len().saturating_sub(ITEMS)).unwrap_or(u32::MAX);
    items.truncate(ITEMS);
    Gathered { items, left_out }
}

fn kind(about: About) -> u8 {
    match about {
        About::Issue { .. } => 0,
        About::Promise { .. } => 1,
        About::Measure { .. } => 2,
        About::Rule { .. } => 3,
    }
}

/// Still open and due by now, or done and due in this very month.
fn falls(day: Day, done: bool, month: Month) -> bool {
    if done { month.has(day) } else { day <= month.last() }
}

/// The issue, if its provisional closing is to be confirmed; otherwise its measures.
fn of_issue(issue: &Issue, month: Month) -> Vec<Due> {
    if issue.state == State::Verified {
        let day = issue.lookback.unwrap_or(month.last());
        let about = About::Issue { issue: issue.id };
        return (day <= month.last()).then_some(Due { about, day, done: false }).into_iter().collect();
    }
    let measures = issue.measures.iter().filter(|_| issue.state.open()).filter_map(|own| {
        let (day, done) = (own.due?, own.done_at.is_some());
        let about = About::Measure { issue: issue.id, measure: own.id };
        falls(day, done, month).then_some(Due { about, day, done })
    });
    measures.collect()
}

fn of_visit(visit: &Visit, month: Month) -> Vec<Due> {
    let stands = visit.recorded_at.is_some() && visit.cancelled_at.is_none();
    let made = visit.promises.iter().filter(|own| stands && own.dropped_at.is_none());
    let due = made.filter_map(|own| {
        let about = About::Promise { visit: visit.id, promise: own.id };
        let done = own.kept_at.is_some();
        falls(own.due, done, month).then_some(Due { about, day: own.due, done })
    });
    due.collect()
}

/// Once: in the month in which it has been in force for [`RULE_DAYS`].
fn of_rule(rule: &Rule, month: Month) -> Option<Due> {
    let day = rule.established_at.filter(|_| rule.state() == "in_force")?.day().plus(RULE_DAYS);
    month.has(day).then_some(Due { about: About::Rule { rule: rule.id }, day, done: false })
}
