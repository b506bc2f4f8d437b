//! When something is due, soon, overdue, stagnant: the one definition, for lists, what is asked, dashboards, weekly lists,
//! papers and reminders. A date that was set is a date, so these are days of the calendar; how long a group waits before
//! it chases is counted in working days (`Notice::chase`). The store asks the same of its tables with
//! [`late_before`] and [`stagnant_since`].

use crate::kinds::Day;

/// A date nearer than this is asked for now (两周以内).
pub const SOON_DAYS: i64 = 14;
/// Days without a record of progress after which work under way is stagnant (停滞).
pub const STAGNANT_DAYS: i64 = 14;

/// What counts as movement of a unit besides that of its issues ([`Issue::moved_at`](crate::issue::Issue)): acts that change how
/// far a carrier, a report or a rule is. That words were mended is none.
pub const MOVES: [&str; 17] = [
    "carrier.start",
    "carrier.reach_milestone",
    "carrier.reopen_milestone",
    "carrier.report_progress",
    "carrier.drop",
    "carrier.resume",
    "report.plan",
    "report.complete",
    "report.reopen",
    "report.drop",
    "report.resume",
    "rule.draft",
    "rule.link_issue",
    "rule.unlink_issue",
    "rule.establish",
    "rule.repeal",
    "rule.reinstate",
];

/// How a day on which something is due stands to today.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stands {
    /// Overdue (逾期), for so many days.
    Late {
        days: i64,
    },
    /// Due today or within [`SOON_DAYS`]; 0 is today.
    Soon {
        days: i64,
    },
    Far,
}

#[must_use]
pub fn stands(due: Day, today: Day) -> Stands {
    let days = due.since(today);
    if due < late_before(today) {
        Stands::Late { days: -days }
    } else if days <= SOON_DAYS {
        Stands::Soon { days }
    } else {
        Stands::Far
    }
}

/// Days past the due day; `None` on the day itself and before.
#[must_use]
pub fn late_days(due: Day, today: Day) -> Option<i64> {
    if let Stands::Late { days } = stands(due, today) { Some(days) } else { None }
}

#[must_use]
pub fn is_late(due: Day, today: Day) -> bool {
    late_days(due, today).is_some()
}

/// What was due before this day is overdue today.
#[must_use]
pub fn late_before(today: Day) -> Day {
    today
}

/// Days since work last moved, once they are too many.
#[must_use]
pub fn stagnant_days(moved: Day, today: Day) -> Option<i64> {
    (moved <= stagnant_since(today)).then(|| today.since(moved))
}

/// Work that last moved on this day or before is stagnant today.
#[must_use]
pub fn stagnant_since(today: Day) -> Day {
    today.plus(-STAGNANT_DAYS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(raw: &str) -> Day {
        Day::parse(raw).unwrap()
    }

    #[test]
    fn the_day_itself_is_soon_and_the_next_one_late() {
        let due = day("2023-06-30");
        assert_eq!(stands(due, day("2023-06-15")), Stands::Far);
        assert_eq!(stands(due, day("2023-06-16")), Stands::Soon { days: 14 });
        assert_eq!(stands(due, due), Stands::Soon { days: 0 });
        assert_eq!(stands(due, day("2023-07-01")), Stands::Late { days: 1 });
        assert_eq!((late_days(due, due), late_days(due, day("2023-07-04"))), (None, Some(4)));
    }

    #[test]
    fn work_is_stagnant_from_the_fourteenth_day_on() {
        let moved = day("2023-06-01");
        assert_eq!(stagnant_days(moved, day("2023-06-14")), None);
        assert_eq!(stagnant_days(moved, day("2023-06-15")), Some(14));
        assert_eq!(stagnant_since(day("2023-06-15")), moved);
    }
}
