//! What a week's list begins with: what is left of those before, then what is due, stuck, promised, asked, decided or owed.
//! Nothing twice: an issue comes once, for its own day or for that of one of its measures.

use super::{Carried, Source, Task};
use crate::cases::Cases;
use crate::issue::{Issue, Measure};
use crate::kinds::{Day, Title, Week};
use crate::meeting::Meeting;
use crate::notice::Notice;
use crate::owed::Debt;
use crate::strand::Strands;
use crate::visit::Visit;

/// In this order: carried over, those that have stood longest first; then by day. `today` is the day on which it is made.
#[must_use]
pub fn suggest(cases: Cases, week: Week, today: Day) -> Vec<Task> {
    let mut tasks = carried(cases, week, today);
    let until = week.sunday();
    let mut fresh: Vec<Task> = Vec::new();
    fresh.extend(cases.issues.iter().filter_map(|own| of_issue(own, until, today)));
    fresh.extend(cases.visits.iter().flat_map(|own| promised(own, until)));
    fresh.extend(cases.notices.iter().flat_map(asked));
    fresh.extend(cases.meetings.iter().flat_map(|own| decided(own, cases, until)));
    fresh.extend(cases.owed(until).iter().filter_map(owed));
    fresh.sort_by_key(|own| own.due.map_or(i64::MAX, Day::number));
    for task in fresh {
        if !holds(&tasks, &task) {
            tasks.push(task);
        }
    }
    tasks.truncate(super::ITEMS);
    // what somebody chose stays
    for own in tasks.iter_mut().filter(|own| own.strands.is_empty()) {
        own.strands = cases.strands(own.source);
    }
    tasks
}

/// What is left and not over by itself; of what stands twice, because it came onto two lists by itself, that which stood longer.
fn carried(cases: Cases, week: Week, today: Day) -> Vec<Task> {
    let task = |(from, own): (Carried, &super::Item)| Task {
        from: Some(from),
        weeks: own.task.weeks.saturating_add(1),
        ..own.task.clone()
    };
    let left = super::carry::left(cases.lists, week, today).filter(|(_, own)| !cases.over(&own.task));
    let mut tasks: Vec<Task> = left.map(task).collect();
    tasks.sort_by_key(|own| std::cmp::Reverse(own.weeks));
    let mut once: Vec<Task> = Vec::new();
    for task in tasks {
        if !holds(&once, &task) {
            once.push(task);
        }
    }
    once
}

/// Is the same asked of the same on one of these? An issue that was stuck and is late now stays one item.
#[must_use]
pub fn holds(tasks: &[Task], task: &Task) -> bool {
    let own = task.source.record();
    own.is_some() && tasks.iter().any(|other| other.unit == task.unit && other.source.record() == own)
}

fn task(unit: crate::kinds::UnitId, source: Source, what: &str, due: Option<Day>) -> Option<Task> {
    let what = Title::parse(&first(what)).ok()?;
    Some(Task { unit: Some(unit), who: None, source, what, due, from: None, weeks: 0, strands: Strands::default() })
}

/// What was decided and became nothing else, or what was given up again.
fn decided<'a>(own: &'a Meeting, cases: Cases<'a>, until: Day) -> impl Iterator<Item = Task> + 'a {
    let open = own.decisions.iter().filter(move |one| one.waits(cases) && one.resolution.due <= until);
    open.map(|one| Task {
        unit: one.resolution.unit,
        who: one.resolution.who.clone(),
        source: Source::Decided { meeting: own.id, decision: one.resolution.id },
        what: one.resolution.what.clone(),
        due: Some(one.resolution.due),
        from: None,
        weeks: 0,
        strands: Strands::default(),
    })
}

fn owed(own: &Debt) -> Option<Task> {
    task(own.unit, Source::Owed { owed: own.owed }, &own.what, Some(own.due))
}

/// A line of a list is short; the record has the rest.
pub(crate) fn first(what: &str) -> String {
    const MOST: usize = 120;
    let line = what.lines().next().unwrap_or_default().trim();
    if line.chars().count() <= MOST { line.to_owned() } else { line.chars().take(MOST).chain(['…']).collect() }
}

fn of_issue(own: &Issue, until: Day, today: Day) -> Option<Task> {
    if !own.state.can_be_late() {
        return None;
    }
    if let Some((what, due)) = due_by(own, until) {
        return task(own.unit, Source::Due { issue: own.id }, &what, Some(due));
    }
    own.stagnant_days(today)?;
    task(own.unit, Source::Stuck { issue: own.id }, &called(own), own.due_day())
}

/// What of an issue falls due by a day, and when: all of it, else the first of its measures.
pub(crate) fn due_by(own: &Issue, until: Day) -> Option<(String, Day)> {
    let near = |day: &Day| *day <= until;
    let part = || own.next_measure().filter(|(_, day)| near(day)).map(|(one, day)| (part(own, one), day));
    own.due_day().filter(near).map(|day| (called(own), day)).or_else(part)
}

pub(crate) fn called(own: &Issue) -> String {
    format!("{} {}", own.code(), own.title)
}

/// A measure by its issue: it is on a list for the issue.
pub(super) fn part(own: &Issue, measure: &Measure) -> String {
    first(&format!("{} · {}", called(own), measure.what))
}

fn promised(own: &Visit, until: Day) -> Vec<Task> {
    if own.recorded_at.is_none() || own.cancelled_at.is_some() {
        return Vec::new();
    }
    let open = own.promises.iter().filter(|promise| promise.open() && promise.due <= until);
    let source = |promise| Source::Promised { visit: own.id, promise };
    open.filter_map(|promise| task(own.unit, source(promise.id), promise.what.as_str(), Some(promise.due))).collect()
}

fn asked(own: &Notice) -> Vec<Task> {
    let owing = own.addressees.iter().filter(|unit| own.owes_since(unit).is_some());
    let source = Source::Asked { notice: own.id };
    owing.filter_map(|unit| task(unit.unit, source, own.content.title.as_str(), own.content.reply_by)).collect()
}
