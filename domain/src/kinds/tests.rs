//! Values are read as they were written, or not at all.

use proptest::prelude::*;

use super::*;

#[test]
fn a_day_is_read_and_written_the_same() {
    let day = Day::parse("2023-07-28").unwrap();
    assert_eq!(day.to_string(), "2023-07-28");
    assert_eq!(day.number(), 19_566);
    assert_eq!(Day::parse("2023-02-30"), Err(Refusal::BadDay));
    assert_eq!(Day::parse("0023-07-28"), Err(Refusal::BadDay));
}

#[test]
fn the_day_turns_at_midnight_in_shanghai() {
    let start = Day::parse("2023-07-28").unwrap().start();
    assert_eq!(start.day().to_string(), "2023-07-28");
    assert_eq!(Time(start.0 - 1).day().to_string(), "2023-07-27");
    assert_eq!(start.clock(), (0, 0));
    assert_eq!(Time(start.0 + 59_580_000_000).clock(), (16, 33));
}

#[test]
fn a_text_is_trimmed_of_wide_spaces_and_bounded() {
    assert_eq!(Name::parse("\u{3000}教务处 ").unwrap().as_str(), "教务处");
    assert_eq!(Name::parse(" \u{3000}"), Err(Refusal::Empty));
    assert_eq!(Name::parse(&"长".repeat(101)), Err(Refusal::TooLong { max: 100, length: 101 }));
    assert_eq!(Name::parse("a\u{0}b"), Err(Refusal::BadCharacter));
}

#[test]
fn days_are_believed_from_2000_to_2099() {
    assert_eq!(Day::parse("2000-01-01").unwrap().to_string(), "2000-01-01");
    assert_eq!(Day::parse("2099-12-31").unwrap().plus(1).to_string(), "2099-12-31");
    assert_eq!(Time(4_102_329_600_000_000).day().to_string(), "2099-12-31", "the first moment of 2100 in Shanghai");
    assert_eq!(Day::parse("1999-12-31"), Err(Refusal::BadDay));
    assert_eq!(Day::parse("2100-01-01"), Err(Refusal::BadDay));
}

#[test]
fn the_days_follow_each_other_as_the_calendar_says() {
    let mut date = jiff::civil::date(2000, 1, 1);
    for number in 10_957_i64..=47_481 {
        let day = Day::from_number(number);
        assert_eq!(day.to_string(), date.to_string());
        assert_eq!(Day::parse(&date.to_string()), Ok(day));
        date = date.tomorrow().unwrap();
    }
}

#[test]
fn what_is_no_day_is_refused() {
    let not =
        ["", "2023", "2023-7-28", "2023-07-28-", "2023-00-01", "2023-13-01", "2023-01-00", "2023-04-31", "2023-02-29"];
    for raw in not.into_iter().chain(["20230728", "+023-07-28", "２０２３-07-28", "2023-07-28T00:00", "99999-01-01"])
    {
        assert_eq!(Day::parse(raw), Err(Refusal::BadDay), "{raw}");
    }
    assert_eq!(Day::of(2023, u16::MAX, u16::MAX), Err(Refusal::BadDay));
}

#[test]
fn a_percent_is_a_whole_number_up_to_a_hundred() {
    assert_eq!(Percent::parse(" 80% ").map(Percent::get), Ok(80));
    for raw in ["101", "-1", "8.5", "", "八十"] {
        assert_eq!(Percent::parse(raw), Err(Refusal::BadPercent));
    }
}

/// Any number, and often the outermost.
fn number() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX)]
}

proptest! {
    #[test]
    fn every_day_is_read_as_it_was_written(number in 10_957_i64..=47_481) {
        let day = Day::from_number(number);
        prop_assert_eq!(day.number(), number);
        prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
        let date = day.date();
        prop_assert_eq!(Day::of(date.year, date.month, date.day), Ok(day));
        prop_assert_eq!(day.start().day(), day);
        let body = serde_json::to_string(&day).unwrap();
        prop_assert_eq!(serde_json::from_str::<Day>(&body).unwrap(), day);
    }

    #[test]
    fn no_moment_and_no_number_of_days_panics(a in number(), b in number()) {
        let (earlier, later) = (Time(a), Time(b));
        prop_assert!(later.minutes_since(earlier) >= 0);
        let (hour, minute) = later.clock();
        prop_assert!((0..24).contains(&hour) && (0..60).contains(&minute));
        prop_assert_eq!(earlier.day().plus(b).plus(a).date().year / 100, 20);
        let body = serde_json::to_string(&earlier).unwrap();
        prop_assert_eq!(serde_json::from_str::<Time>(&body).unwrap(), earlier);
    }

    /// Up to the last day, 31 December 2099: it has no next one, and what lies beyond is counted to it (the test above).
    #[test]
    fn a_moment_lies_in_its_day(micros in 946_684_800_000_000_i64..4_102_329_600_000_000 - 86_400_000_000) {
        let moment = Time(micros);
        let start = moment.day().start();
        prop_assert!(start <= moment && moment < moment.day().plus(1).start());
        prop_assert_eq!(moment.minutes_since(start), moment.clock().0 * 60 + moment.clock().1);
    }

    #[test]
    fn a_text_is_read_as_it_was_written(raw in any::<String>()) {
        let Ok(text) = Name::parse(&raw) else {
            prop_assert!(serde_json::from_value::<Name>(raw.into()).is_err());
            return Ok(());
        };
        prop_assert_eq!(text.as_str(), raw.trim());
        prop_assert_eq!(Name::parse(text.as_str()), Ok(text.clone()));
        let body = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(serde_json::from_str::<Name>(&body).unwrap(), text);
    }
}
