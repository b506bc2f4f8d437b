//! What the course of a campaign asks of a group, and until when.

use super::*;
use crate::cut::{self, Cut};
use crate::kinds::{LookbackId, Month};
use crate::lookback::{self, Lookback};
use crate::testing::{OTHER, description, plan};

/// What a member or the lead of the group is asked on this day.
fn asked(bench: &Bench, leads: bool, today: Day) -> Vec<Matter> {
    let period = bench.all.campaign(cast::CAMPAIGN).unwrap().period.clone();
    let lookbacks: Vec<Lookback> = boxed::<Box<Lookback>>(bench).into_iter().map(|own| *own).collect();
    let cuts: Vec<Day> = boxed::<Box<Cut>>(bench).into_iter().map(|own| own.day).collect();
    let month = looked_back_on(&period, &SHIPPED, today);
    let all = cast::UNITS.map(|own| own.id);
    let units = month.map_or(0, |month| fell_due(&unopened(all, &lookbacks, month), month, &bench.all));
    let course = Course { book: cast::book(), period: &period, units, cuts: &cuts };
    of_group(Group { course: Some(course), leads, ..nothing() }, today)
}

/// The month that is to be looked back on, in how many units, and how pressing that is.
fn months(bench: &Bench, today: &str) -> Vec<(String, usize, Reason)> {
    let own = |own: Matter| {
        let What::Lookbacks { month, many, .. } = own.what else { return None };
        Some((month.to_string(), many, own.reason))
    };
    asked(bench, false, day(today)).into_iter().filter_map(own).collect()
}

fn open(bench: &mut Bench, unit: crate::kinds::UnitId, month: &str) {
    let month = Month::parse(month).unwrap();
    let lookback = LookbackId::of(unit, month);
    bench.now = month.last().start();
    bench.ok(&cast::MEMBER, lookback::Act::Open { lookback, unit, month });
}

/// Two units have a measure each that is due on 31 May.
fn due_in_may() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    let facts = issue::act::Facts { organisation: None, ..description() };
    let unit = cast::UNITS[0].id;
    let other = issue::act::Find { unit, facts, measures: vec![plan(2)], ..find(OTHER) };
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(other)));
    bench
}

#[test]
fn the_look_backs_of_a_month_are_asked_for_from_its_last_five_working_days_until_all_are_opened() {
    let mut bench = due_in_may();
    let may = |many: usize, reason: Reason| [("2023-05".to_owned(), many, reason)];
    assert_eq!(months(&bench, "2023-05-24"), [], "six working days are left");
    assert_eq!(months(&bench, "2023-05-25"), may(2, Reason::Soon));
    assert_eq!(months(&bench, "2023-05-31"), may(2, Reason::Soon));
    assert_eq!(months(&bench, "2023-06-01"), may(2, Reason::Late));
    // the Sunday is worked in place of the Dragon Boat feast
    assert_eq!(months(&bench, "2023-06-25"), may(2, Reason::Late));
    assert_eq!(months(&bench, "2023-06-26"), [("2023-06".to_owned(), 2, Reason::Soon)]);
    open(&mut bench, cast::UNITS[1].id, "2023-05");
    assert_eq!(months(&bench, "2023-06-01"), may(1, Reason::Late));
    open(&mut bench, cast::UNITS[0].id, "2023-05");
    assert_eq!(months(&bench, "2023-06-01"), []);
    assert_eq!(months(&bench, "2023-06-26"), [("2023-06".to_owned(), 2, Reason::Soon)], "nobody has answered");
}

#[test]
fn a_later_look_back_asks_for_what_the_month_left() {
    let mut bench = due_in_may();
    for unit in [cast::UNITS[0].id, cast::UNITS[1].id] {
        open(&mut bench, unit, "2023-06");
    }
    assert_eq!(months(&bench, "2023-06-05"), []);
}

#[test]
fn no_month_outside_the_campaign_is_looked_back_on() {
    let period = Bench::new().all.campaign(cast::CAMPAIGN).unwrap().period.clone();
    let of = |raw: &str| looked_back_on(&period, &SHIPPED, day(raw)).map(|month| month.to_string());
    assert_eq!(of("2023-04-21"), None, "it has just begun");
    assert_eq!(of("2023-04-24").as_deref(), Some("2023-04"), "Labour Day comes early");
    assert_eq!(of("2023-05-08").as_deref(), Some("2023-04"));
    assert_eq!(of("2023-09-08").as_deref(), Some("2023-08"));
    assert_eq!(of("2023-10-10"), None, "it is over");
}

#[test]
fn the_lead_is_asked_for_a_cut_once_half_has_passed_until_one_is_of_the_middle_day_or_later() {
    let mut bench = Bench::new();
    let told = [(format!("half-time-{}", cast::book()), Reason::Asked)];
    let of = |bench: &Bench, leads, today: &str| keys(&asked(bench, leads, day(today)));
    assert_eq!(of(&bench, true, "2023-06-21"), []);
    assert_eq!(of(&bench, true, "2023-06-22"), told);
    assert_eq!(of(&bench, false, "2023-06-22"), [], "others can't take one");
    assert_eq!(of(&bench, true, "2023-08-25"), told);
    assert_eq!(of(&bench, true, "2023-08-26"), [], "the campaign is over");
    bench.now = day("2023-06-30").start();
    let take = |number: u128, title: &str, raw: &str| cut::Act::Take {
        cut: id(number),
        title: text(title),
        day: day(raw),
        words: None,
    };
    bench.ok(&cast::HEAD, take(1, "开局", "2023-06-20"));
    assert_eq!(of(&bench, true, "2023-06-30"), told, "it is of a day before");
    bench.ok(&cast::DEPUTY, take(2, "中期评估", "2023-06-21"));
    assert_eq!(of(&bench, true, "2023-06-30"), []);
}
