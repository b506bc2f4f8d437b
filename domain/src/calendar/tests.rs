//! Working days around 调休, over what the office sets; `examples/working_days.rs` is held against `chinesecalendar`.

use super::*;
use crate::testing::{day, text};

fn works(raw: &str) -> bool {
    Calendar::default().works(day(raw))
}

#[test]
fn holidays_are_off_and_weekends_worked_in_their_place_are_not() {
    // Labour Day 2023: Saturday to Wednesday off, the Sunday before and the Saturday after worked
    assert!(works("2023-04-23") && works("2023-04-28") && works("2023-05-04") && works("2023-05-06"));
    assert!(["2023-04-29", "2023-05-01", "2023-05-03", "2023-05-07"].iter().all(|own| !works(own)));
    // Spring Festival 2026 has nine days
    assert!(works("2026-02-14") && !works("2026-02-15") && !works("2026-02-23") && works("2026-02-24"));
    // the last days of a year belong to the New Year of the next
    assert_eq!(published(day("2023-12-31")), Some(Published::Off(Feast::NewYear)));
    assert_eq!(published(day("2023-05-06")), Some(Published::Worked(Feast::Labour)));
    // of a year that is not shipped the weekends are known
    assert!(!is_published(2027) && works("2027-10-01") && !works("2027-10-02"));
}

#[test]
fn every_published_day_is_on_the_side_of_the_week_that_it_changes() {
    for number in day("2023-01-01").number()..=day("2026-12-31").number() {
        let day = Day::from_number(number);
        if let Some(Published::Worked(_)) = published(day) {
            assert!(day.weekday() >= 5, "{day} is no weekend");
        }
    }
}

#[test]
fn working_days_are_counted_over_a_long_holiday() {
    let calendar = Calendar::default();
    // Friday before Labour Day; the first working day after it is Thursday
    assert_eq!(calendar.between(day("2023-04-28"), day("2023-05-03")), 0);
    assert_eq!(calendar.between(day("2023-04-28"), day("2023-05-06")), 3);
    assert_eq!(calendar.between(day("2023-05-06"), day("2023-04-28")), 0);
    assert_eq!(calendar.plus(day("2023-04-28"), 3), day("2023-05-06"));
    assert_eq!(calendar.plus(day("2023-04-28"), 0), day("2023-04-28"));
}

#[test]
fn counting_forth_and_asking_how_many_agree() {
    let calendar = Calendar::default();
    for from in (0..400).map(|days| day("2023-01-01").plus(days)) {
        for many in [1_u16, 3, 7, 20] {
            let to = calendar.plus(from, many);
            assert_eq!((calendar.between(from, to), calendar.works(to)), (i64::from(many), true), "{from} {many}");
        }
    }
}

#[test]
fn what_the_office_has_set_comes_first_and_leaves_no_trace_when_it_is_as_shipped() {
    let mut calendar = Calendar::default();
    let off = |name: Option<&str>| Own { works: false, name: name.map(text) };
    let monday = day("2023-07-03");
    assert!(calendar.changes(monday, &off(None)) && !calendar.changes(day("2023-07-01"), &off(None)));
    calendar.set(monday, off(Some("校庆")));
    assert!(!calendar.works(monday) && calendar.between(monday.plus(-3), monday) == 0);
    assert!(!calendar.changes(monday, &off(Some("校庆"))) && calendar.changes(monday, &off(None)));
    calendar.set(monday, Own { works: true, name: None });
    assert!(calendar.is_shipped());
    calendar.set(monday, off(None));
    calendar.clear(monday);
    assert!(calendar.is_shipped() && calendar.works(monday));
}

#[test]
fn a_calendar_without_a_working_day_ends() {
    let mut calendar = Calendar::default();
    for days in 0..1000 {
        calendar.set(day("2023-01-01").plus(days), Own { works: false, name: None });
    }
    assert_eq!(calendar.plus(day("2023-01-01"), 5), day("2023-01-01"));
}
