//! What fell due in a month, and under which look.

use super::*;

#[test]
fn what_fell_due_is_there_already_and_nothing_else() {
    let bench = opened();
    let due: Vec<(About, Day, bool)> =
        lookback(&bench).items.iter().map(|item| (item.due.about, item.due.day, item.due.done)).collect();
    let late = About::Measure { issue: id(0x15_1004), measure: MEASURE };
    assert_eq!(
        due,
        [
            (issue_of(ISSUE), day("2023-06-09"), false),
            (issue_of(OTHER), day("2023-06-15"), false),
            (promise(), day("2023-06-15"), false),
            // from May, and still not done
            (late, day("2023-05-31"), false),
            (measure(), day("2023-06-20"), false),
            (rule(), day("2023-06-01"), false),
        ]
    );
    assert_eq!((lookback(&bench).state(), lookback(&bench).count().all()), ("answering", 6));
}

#[test]
fn everything_that_fell_due_falls_under_one_of_the_five_looks() {
    let look = |bench: &Bench, about| lookback(bench).item(about).unwrap().due.look();
    let bench = opened();
    let late = About::Measure { issue: id(0x15_1004), measure: MEASURE };
    let looks = [
        (issue_of(ISSUE), Look::Rectification),
        (promise(), Look::Responsibility),
        (measure(), Look::Responsibility),
        // its day was in May
        (late, Look::Accountability),
        (rule(), Look::Institution),
    ];
    for (about, wanted) in looks {
        assert_eq!(look(&bench, about), wanted, "{about:?}");
    }
    // What came back once is asked about under another look than what was closed for the first time.
    let mut bench = begun();
    bench.ok(&cast::HEAD, issue::Act::Relapse { issue: ISSUE, reason: reason() });
    let (percent, note) = (Percent::parse("100").unwrap(), text("已经办结"));
    bench.ok(&STAFF, issue::Act::ReportProgress { issue: ISSUE, percent, node: None, note });
    bench.ok(&STAFF, issue::Act::Submit { issue: ISSUE, note: None });
    bench.ok(&cast::HEAD, issue::Act::Verify { issue: ISSUE, note: None });
    bench.ok(&cast::HEAD, issue::Act::SetLookback { issue: ISSUE, day: day("2023-06-28"), reason: reason() });
    let category = Some(issue::Category::Development);
    let facts = issue::act::Facts { category, ..crate::testing::description() };
    bench.ok(&cast::HEAD, issue::Act::Amend { issue: id(0x15_1003), facts: Box::new(facts), was: None });
    bench.ok(&MEMBER, open());
    assert_eq!(look(&bench, issue_of(ISSUE)), Look::Accountability);
    assert_eq!(look(&bench, measure()), Look::Development);
    // It was said when it was gathered: what becomes of the record afterwards does not move it.
    bench.ok(
        &cast::HEAD,
        issue::Act::Amend { issue: id(0x15_1003), facts: Box::new(crate::testing::description()), was: None },
    );
    assert_eq!(look(&bench, measure()), Look::Development);
}

#[test]
fn a_month_that_was_opened_before_there_were_looks_goes_by_kind() {
    let bench = opened();
    let mut old = serde_json::to_value(lookback(&bench)).unwrap();
    for item in old["items"].as_array_mut().unwrap() {
        assert!(item["due"].as_object_mut().unwrap().remove("look").is_some());
    }
    let old: Lookback = serde_json::from_value(old).unwrap();
    let looks: Vec<Look> = old.items.iter().map(|item| item.due.look()).collect();
    let (closed, undertaken) = (Look::Rectification, Look::Responsibility);
    assert_eq!(looks, [closed, closed, undertaken, undertaken, undertaken, Look::Institution]);
}
