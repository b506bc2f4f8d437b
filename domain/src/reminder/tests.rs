//! A digest, not a flood; and only where it may go.

mod answering;
mod course;
mod delivery;
mod matters;
mod rounds;
mod together;

use super::*;
use crate::asks::{About, Ask, Verb, Why};
use crate::calendar::SHIPPED;
use crate::cast;
use crate::evaluation::{Evaluation, Next};
use crate::issue::{self, Issue};
use crate::kinds::{ItemId, MeetingId, PersonId, Week, WorklistId};
use crate::meeting::Meeting;
use crate::notice::{self, Notice};
use crate::record::Record;
use crate::testing::{Bench, ISSUE, day, find, id, prompt, text};
use crate::worklist::{self, Worklist};

fn matter(number: u128, reason: Reason) -> Matter {
    let about = About::Report { id: id(number) };
    let what = What::Asked { about, verb: Verb::CompleteReport };
    Matter { what, code: None, title: "密件".to_owned(), reason, due: Some(day("2023-06-30")) }
}

/// A group of which nothing is asked.
fn nothing() -> Group<'static> {
    Group {
        held: &[],
        notices: &[],
        waits: crate::policy::Waits { reminder: 3, talk: 3 },
        calendar: &SHIPPED,
        planned: &[],
        surveys: &[],
        issues: &[],
        overdue: &[],
        worklists: &[],
        meetings: &[],
        rounds: &[],
        person: cast::HEAD.id,
        leads: false,
        draws: &[],
        course: None,
    }
}

fn keys(matters: &[Matter]) -> Vec<(String, Reason)> {
    matters.iter().map(|own| (own.what.key(), own.reason)).collect()
}

fn boxed<T: TryFrom<Record>>(bench: &Bench) -> Vec<T> {
    bench.all.records.values().cloned().filter_map(|own| T::try_from(own).ok()).collect()
}

fn apply(rows: &mut Vec<Row>, now: &[Matter], off: &[Reason], today: Day) {
    let turn = turn(rows, now, off, today);
    rows.retain(|row| !turn.gone.contains(&row.key) && turn.put.iter().all(|put| put.key != row.key));
    rows.extend(turn.put);
}

fn tell(rows: &mut [Row]) {
    rows.iter_mut().for_each(|row| row.told = Some(row.reason));
}

#[test]
fn a_digest_comes_for_what_is_new_or_later_and_not_again() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    let digest = |rows: &[Row]| super::digest(rows, Some(today), today);
    assert_eq!(digest(&rows), None);
    apply(&mut rows, &[matter(1, Reason::Soon), matter(2, Reason::Asked)], &[], today);
    assert_eq!(digest(&rows), Some(Digest { waiting: 2, late: 0 }));
    tell(&mut rows);
    assert!(turn(&rows, &[matter(1, Reason::Soon), matter(2, Reason::Asked)], &[], today.plus(1)).is_empty());
    assert_eq!(digest(&rows), None);
    // one is done, nothing is new
    apply(&mut rows, &[matter(1, Reason::Soon)], &[], today);
    assert_eq!((rows.len(), digest(&rows)), (1, None));
    // it gets late: told once more
    apply(&mut rows, &[matter(1, Reason::Late)], &[], today.plus(11));
    assert_eq!(digest(&rows), Some(Digest { waiting: 1, late: 1 }));
    assert_eq!(rows[0].since, today.plus(11));
    tell(&mut rows);
    // its day is put off, and passes again
    apply(&mut rows, &[matter(1, Reason::Soon)], &[], today.plus(12));
    assert_eq!(digest(&rows), None);
    apply(&mut rows, &[matter(1, Reason::Late)], &[], today.plus(20));
    assert_eq!(digest(&rows), Some(Digest { waiting: 1, late: 1 }));
}

#[test]
fn what_stays_late_is_told_again_a_week_after_the_last_digest_and_not_each_thing_in_its_own_week() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    apply(&mut rows, &[matter(1, Reason::Late)], &[], today);
    apply(&mut rows, &[matter(1, Reason::Late), matter(2, Reason::Late), matter(3, Reason::Asked)], &[], today.plus(3));
    tell(&mut rows);
    let both = Some(Digest { waiting: 3, late: 2 });
    // the last digest told both, the older one too
    let last = Some(today.plus(3));
    let again: Vec<i64> = (3..=10).filter(|days| digest(&rows, last, today.plus(*days)).is_some()).collect();
    assert_eq!(again, [10]);
    assert_eq!(digest(&rows, last, today.plus(10)), both);
    assert_eq!(digest(&rows, Some(today.plus(10)), today.plus(16)), None, "it was told once more");
    assert_eq!(digest(&rows, Some(today.plus(10)), today.plus(17)), both);
    // a copy that was restored has no digests
    assert_eq!((digest(&rows, None, today.plus(6)), digest(&rows, None, today.plus(7))), (None, both));
    // what is only asked is not told again however long it waits
    apply(&mut rows, &[matter(3, Reason::Asked)], &[], today.plus(11));
    assert_eq!(digest(&rows, last, today.plus(60)), None);
}

#[test]
fn what_is_more_pressing_is_unread_again_and_what_is_less_so_is_not() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    apply(&mut rows, &[matter(1, Reason::Soon)], &[], today);
    rows[0].read = true;
    apply(&mut rows, &[matter(1, Reason::Stagnant)], &[], today);
    assert!(rows[0].read);
    apply(&mut rows, &[matter(1, Reason::Late)], &[], today);
    assert!(!rows[0].read);
}

#[test]
fn reasons_that_are_left_out_leave_the_box() {
    let (mut rows, today) = (Vec::new(), day("2023-06-20"));
    let now = [matter(1, Reason::Late), matter(2, Reason::Asked)];
    apply(&mut rows, &now, &[], today);
    apply(&mut rows, &now, &[Reason::Asked], today);
    assert_eq!(rows.iter().map(|row| row.reason).collect::<Vec<_>>(), [Reason::Late]);
    assert!(!rows[0].key.contains("密件"));
}

#[test]
fn a_digest_comes_once_on_a_working_day_from_the_hour_on() {
    let at = |raw: &str, hour: i64| Time(day(raw).start().0 + hour * 3_600_000_000);
    let friday = day("2023-04-28");
    assert!(!is_time(&SHIPPED, at("2023-04-28", 7), 8, None));
    assert!(is_time(&SHIPPED, at("2023-04-28", 8), 8, None));
    assert!(is_time(&SHIPPED, at("2023-04-28", 19), 8, Some(friday.plus(-1))));
    assert!(!is_time(&SHIPPED, at("2023-04-28", 19), 8, Some(friday)));
    // Labour Day, and the Saturday that is worked in its place
    assert!(!is_time(&SHIPPED, at("2023-05-01", 12), 8, Some(friday)));
    assert!(is_time(&SHIPPED, at("2023-05-06", 12), 8, Some(friday)));
}
