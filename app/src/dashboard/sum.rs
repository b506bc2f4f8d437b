//! Sums over the tally's steps: a count on a day, a series by day. Pure; server only, where the steps are.

use domain::figure::{Cell, Figure};
use domain::issue::{Category, Origin, State};
use domain::kinds::Day;
use store::tally::Step;

use super::board::{self, Count, Cut};

/// How many stood in the wanted cells at the end of `day`.
#[must_use]
pub fn on(steps: &[Step], day: Day, wanted: impl Fn(Cell) -> bool) -> i64 {
    steps.iter().filter(|step| step.day <= day && wanted(step.cell)).map(|step| step.value).sum()
}

/// The same for each day from `first` to `last`. What came earlier is in the first value, what came after `last` but
/// not after `upto` in the last one, so that a series always ends at the value on `upto`.
#[must_use]
pub fn series(steps: &[Step], first: Day, last: Day, upto: Day, wanted: impl Fn(Cell) -> bool) -> Vec<i64> {
    let days = usize::try_from(last.since(first)).unwrap_or(0);
    let mut sums = vec![0; days + 1];
    for step in steps.iter().filter(|step| step.day <= upto && wanted(step.cell)) {
        let place = usize::try_from(step.day.since(first)).unwrap_or(0).min(days);
        sums[place] += step.value;
    }
    let mut standing = 0;
    for sum in &mut sums {
        standing += *sum;
        *sum = standing;
    }
    sums
}

/// One figure with its series and what it was on the compared day.
#[must_use]
pub fn count(steps: &[Step], figure: Figure, [first, last, upto, compare]: [Day; 4]) -> Count {
    let series = series(steps, first, last, upto, |cell| figure.counts(cell));
    let value = series.last().copied().unwrap_or(0);
    let wanted = |cell| figure.counts(cell);
    Count { figure, value, before: on(steps, compare, wanted), series, moved: moved(steps, upto, wanted) }
}

/// The last day until `upto` at whose end the count was another than at its beginning.
#[must_use]
pub fn moved(steps: &[Step], upto: Day, wanted: impl Fn(Cell) -> bool) -> Option<Day> {
    let mut by_day = std::collections::BTreeMap::<Day, i64>::new();
    for step in steps.iter().filter(|step| step.day <= upto && wanted(step.cell)) {
        *by_day.entry(step.day).or_default() += step.value;
    }
    by_day.into_iter().rev().find(|(_, value)| *value != 0).map(|(day, _)| day)
}

/// Issues of an origin in some of the states.
pub fn issues(wanted: Origin, when: fn(State) -> bool) -> impl Fn(Cell) -> bool + Copy {
    move |cell| matches!(cell, Cell::Issue { origin, state, .. } if origin == wanted && when(state))
}

/// Every cell of issues in which something stands.
#[must_use]
pub fn cells(steps: &[Step], upto: Day) -> Vec<board::Cell> {
    let mut sums = std::collections::BTreeMap::<(Origin, Option<Category>, State), i64>::new();
    for step in steps.iter().filter(|step| step.day <= upto) {
        if let Cell::Issue { origin, category, state } = step.cell {
            *sums.entry((origin, category, state)).or_default() += step.value;
        }
    }
    let standing = sums.into_iter().filter(|(_, value)| *value != 0);
    standing.map(|((origin, category, state), value)| board::Cell { origin, category, state, value }).collect()
}

/// What a unit or a group is compared by.
#[derive(Default)]
pub struct Cuts {
    pub units: i64,
    pub research: Cut,
    pub team_list: Cut,
}

/// Both origins then and now, and the units, in one pass: the office compares hundreds of groups.
#[must_use]
pub fn cuts(steps: &[Step], then: Day, now: Day) -> Cuts {
    let mut cuts = Cuts::default();
    for step in steps.iter().take_while(|step| step.day <= now) {
        if Figure::Units.counts(step.cell) {
            cuts.units += step.value;
        }
        let Cell::Issue { origin, state, .. } = step.cell else { continue };
        let cut = match origin {
            Origin::Research => &mut cuts.research,
            Origin::TeamList => &mut cuts.team_list,
            Origin::Guidance | Origin::Survey => continue,
        };
        if !state.counted() {
            continue;
        }
        let open = if state.open() { step.value } else { 0 };
        cut.found += step.value;
        cut.open += open;
        if step.day <= then {
            cut.found_then += step.value;
            cut.open_then += open;
        }
    }
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(raw: &str) -> Day {
        Day::parse(raw).unwrap()
    }

    fn step(raw: &str, state: State, value: i64) -> Step {
        let cell = Cell::Issue { origin: Origin::Research, category: None, state };
        Step { day: day(raw), cell, value }
    }

    fn steps() -> Vec<Step> {
        vec![
            step("2023-04-10", State::Found, 2),
            step("2023-04-18", State::Found, 3),
            step("2023-04-19", State::Found, -2),
            step("2023-04-19", State::Verified, 2),
            step("2023-04-21", State::Found, -1),
            step("2023-04-21", State::Withdrawn, 1),
        ]
    }

    #[test]
    fn a_series_ends_at_the_value_and_starts_with_what_was_there() {
        let (first, last) = (day("2023-04-17"), day("2023-04-20"));
        let found = issues(Origin::Research, State::counted);
        assert_eq!(series(&steps(), first, last, last, found), [2, 5, 5, 5]);
        let later = day("2023-04-22");
        assert_eq!(series(&steps(), first, last, later, found), [2, 5, 5, 4]);
        assert_eq!(on(&steps(), later, found), 4);
    }

    #[test]
    fn a_count_is_as_old_as_the_last_day_that_changed_it() {
        let found = issues(Origin::Research, State::counted);
        let moved = |upto| moved(&steps(), day(upto), found);
        assert_eq!(moved("2023-04-30"), Some(day("2023-04-21")));
        // What was found and verified on the 19th is counted as before.
        assert_eq!(moved("2023-04-20"), Some(day("2023-04-18")));
        assert_eq!(moved("2023-04-09"), None);
    }

    #[test]
    fn a_past_day_is_a_tally_stopped_there() {
        let stopped: Vec<Step> = steps().into_iter().filter(|step| step.day <= day("2023-04-19")).collect();
        let days = [day("2023-04-17"), day("2023-04-19"), day("2023-04-19"), day("2023-04-17")];
        for figure in [Figure::ResearchFound, Figure::ResearchSolved, Figure::TeamListIssues] {
            assert_eq!(count(&steps(), figure, days), count(&stopped, figure, days));
        }
        assert_eq!(cells(&steps(), day("2023-04-19")), cells(&stopped, day("2023-04-22")));
    }

    #[test]
    fn a_cut_knows_then_and_now_and_mixes_no_origins() {
        let cuts = cuts(&steps(), day("2023-04-18"), day("2023-04-20"));
        let cut = cuts.research;
        assert_eq!((cut.found_then, cut.open_then, cut.found, cut.open), (5, 5, 5, 3));
        assert_eq!((cuts.team_list, cuts.units), (Cut::default(), 0));
    }

    #[test]
    fn a_scope_before_its_first_day_has_one_zero() {
        let (first, early) = (day("2023-04-17"), day("2023-04-01"));
        assert_eq!(series(&steps(), first, early, early, issues(Origin::Research, State::counted)), [0]);
    }
}
