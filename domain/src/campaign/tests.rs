//! Only the system administrator opens a campaign, in the office's book, with its days in order.

use super::*;
use crate::cast;
use crate::kinds::Book;
use crate::refusal::Whose;
use crate::testing::{Bench, day, id, text, two_at_once};

fn period(start: &str, half: &str, end: &str) -> Period {
    Period { name: text("主题教育"), start: day(start), half: day(half), end: day(end) }
}

fn open() -> Act {
    Act::Open { campaign: id(0xc2), period: period("2024-03-01", "2024-05-01", "2024-07-01") }
}

fn change(period: Period, seen: Option<Period>) -> Act {
    Act::Change { campaign: cast::CAMPAIGN, period, was: seen.map(Box::new) }
}

#[test]
fn only_the_system_administrator_opens_and_changes_a_campaign() {
    let mut bench = Bench::new().in_book(Book::Office);
    let change = change(period("2023-04-17", "2023-06-20", "2023-08-25"), None);
    for who in cast::PEOPLE.iter().filter(|who| **who != cast::SYSTEM_ADMIN) {
        assert_eq!(bench.no(who, open()), Refusal::NotYours { whose: Whose::SystemAdmin });
        assert_eq!(bench.no(who, change.clone()), Refusal::NotYours { whose: Whose::SystemAdmin });
    }
    bench.ok(&cast::SYSTEM_ADMIN, open());
    bench.ok(&cast::SYSTEM_ADMIN, change.clone());
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, change), Refusal::Unchanged);
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, open()), Refusal::Exists);
    let other = period("2024-03-01", "2024-05-01", "2024-07-01");
    let nowhere = Act::Change { campaign: id(9), period: other, was: None };
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, nowhere), Refusal::NotFound);
}

#[test]
fn a_campaign_is_written_in_the_offices_book_only() {
    assert_eq!(Bench::new().no(&cast::SYSTEM_ADMIN, open()), Refusal::NotFound);
}

#[test]
fn half_time_lies_between_start_and_end() {
    let mut bench = Bench::new().in_book(Book::Office);
    let mut open = |period| bench.no(&cast::SYSTEM_ADMIN, Act::Open { campaign: id(0xc2), period });
    assert_eq!(open(period("2024-03-01", "2024-03-01", "2024-07-01")), Refusal::TooEarly { field: Field::Half });
    assert_eq!(open(period("2024-03-01", "2024-05-01", "2024-05-01")), Refusal::TooEarly { field: Field::End });
}

#[test]
fn only_the_office_sets_working_days_in_order_and_not_too_many() {
    let mut bench = Bench::new().in_book(Book::Office);
    let campaign = cast::CAMPAIGN;
    let set = |first: &str, last: &str, works| Act::SetDays {
        campaign,
        first: day(first),
        last: day(last),
        works,
        name: None,
    };
    let off = set("2023-07-03", "2023-07-04", false);
    for who in cast::PEOPLE.iter().filter(|who| **who != cast::OFFICE_LEADER) {
        assert_eq!(bench.no(who, off.clone()), Refusal::NotYours { whose: Whose::Office });
    }
    bench.ok(&cast::OFFICE_LEADER, off.clone());
    let calendar = |bench: &Bench| bench.all.campaign(campaign).unwrap().calendar.clone();
    assert!(!calendar(&bench).works(day("2023-07-03")) && !calendar(&bench).works(day("2023-07-04")));
    assert_eq!(calendar(&bench).all().count(), 2);
    let leader = &cast::OFFICE_LEADER;
    assert_eq!(bench.no(leader, off), Refusal::Unchanged);
    // a Saturday is off already
    assert_eq!(bench.no(leader, set("2023-07-01", "2023-07-02", false)), Refusal::Unchanged);
    assert_eq!(bench.no(leader, set("2023-07-04", "2023-07-03", true)), Refusal::TooEarly { field: Field::Last });
    assert_eq!(bench.no(leader, set("2023-07-01", "2023-08-01", true)), Refusal::TooMany { max: 31 });
    let clear = |last: &str| Act::ClearDays { campaign, first: day("2023-07-04"), last: day(last) };
    bench.ok(leader, clear("2023-07-20"));
    assert_eq!(calendar(&bench).all().map(|(day, _)| day.to_string()).collect::<Vec<_>>(), ["2023-07-03"]);
    assert_eq!(bench.no(leader, clear("2023-07-20")), Refusal::Unchanged);
    let nowhere = Act::ClearDays { campaign: id(9), first: day("2023-07-04"), last: day("2023-07-04") };
    assert_eq!(bench.no(leader, nowhere), Refusal::NotFound);
    // other days of the campaign leave the calendar alone
    let change = change(period("2023-04-17", "2023-06-20", "2023-08-25"), None);
    bench.ok(&cast::SYSTEM_ADMIN, change);
    assert_eq!(calendar(&bench).all().count(), 1);
}

#[test]
fn the_weeks_of_a_campaign_are_counted_from_one() {
    let period = period("2023-04-17", "2023-06-21", "2023-08-25");
    assert_eq!(period.week(day("2023-04-17")), (1, 19));
    assert_eq!(period.week(day("2023-04-24")), (2, 19));
    assert_eq!(period.week(day("2023-08-25")), (19, 19));
    assert_eq!(period.week(day("2023-01-01")), (1, 19));
    let second = ["2023-06-21", "2023-06-22", "2023-08-25", "2023-08-26"].map(|own| period.in_second_half(day(own)));
    assert_eq!(second, [false, true, true, false]);
}

#[test]
fn two_who_change_a_period_at_once_lose_nothing_and_put_together_it_holds() {
    let mut bench = Bench::new().in_book(Book::Office);
    let seen = bench.all.campaign(cast::CAMPAIGN).unwrap().period.clone();
    let own = |period: Period| change(period, Some(seen.clone()));
    let called = |name: &str| own(Period { name: text(name), ..seen.clone() });
    let later = own(Period { end: seen.end.plus(7), ..seen.clone() });
    let acts = [called("主题教育第二批"), later, called("主题教育第三批")];
    two_at_once(&bench, &cast::SYSTEM_ADMIN, acts, Field::Name);
    bench.ok(&cast::SYSTEM_ADMIN, own(Period { end: seen.half.plus(2), ..seen.clone() }));
    let half = own(Period { half: seen.half.plus(3), ..seen.clone() });
    assert_eq!(bench.no(&cast::SYSTEM_ADMIN, half), Refusal::TooEarly { field: Field::End });
}
