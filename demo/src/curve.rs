//! How the campaign's counts grew: cumulative counts by day, and the day on which the n-th came.

use domain::kinds::{Day, Time};

use crate::chance::Chance;

/// Days since the campaign began; 0 is Monday, 17 April 2023.
pub(crate) type Since = i64;

/// The story ends on Friday, 28 July, week 15. Nothing is recorded after it.
pub(crate) const LAST: Since = 102;
/// Minutes of the last day after which nothing happens: 16:40.
pub(crate) const LAST_MINUTE: i64 = 16 * 60 + 40;
/// 2023-04-17 as a day number.
const START: i64 = 19_464;

pub(crate) fn day(since: Since) -> Day {
    Day::from_number(START + since)
}

pub(crate) fn since(day: Day) -> Since {
    day.number() - START
}

/// A moment of a day, in minutes after midnight.
pub(crate) fn at(since: Since, minute: i64) -> Time {
    Time(day(since).start().0 + minute * 60_000_000)
}

pub(crate) fn minute_of(at: Time) -> i64 {
    let (hour, minute) = at.clock();
    hour * 60 + minute
}

/// This day or the next on which people work; never past the end.
pub(crate) fn work(since: Since) -> Since {
    let forward = match since.rem_euclid(7) {
        5 => since + 2,
        6 => since + 1,
        _ => since,
    };
    if forward > LAST { LAST } else { forward.max(0) }
}

/// Issues found by research, day by day.
pub(crate) const FOUND: &[i64] = &[
    1, 2, 4, 5, 6, 6, 6, 7, 9, 11, 12, 14, 14, 14, 16, 18, 21, 23, 25, 25, 25, 27, 30, 33, 35, 38, 38, 38, 41, 43, 47,
    49, 52, 52, 52, 55, 57, 61, 64, 67, 67, 67, 70, 72, 76, 79, 82, 82, 82, 84, 87, 90, 92, 95, 95, 95, 97, 99, 102,
    105, 107, 107, 107, 109, 111, 114, 116, 118, 118, 118, 120, 122, 124, 126, 128, 128, 128, 130, 131, 134, 135, 137,
    137, 137, 139, 140, 143, 144, 146, 146, 146, 147, 149, 151, 152, 154, 154, 154, 155, 156, 158, 159, 160,
];

/// Of them verified or held. On 30 June (day 74) the gap is widest: 128 - 53 = 75.
pub(crate) const SOLVED: &[i64] = &[
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 4, 4, 5, 6, 7, 7, 7, 8, 9, 10,
    11, 12, 12, 12, 13, 14, 16, 17, 18, 18, 18, 19, 21, 23, 24, 26, 26, 26, 28, 29, 32, 33, 35, 35, 35, 37, 38, 41, 42,
    44, 44, 44, 46, 47, 50, 51, 53, 53, 53, 55, 57, 59, 61, 63, 63, 63, 65, 67, 69, 71, 73, 73, 73, 75, 77, 80, 82, 84,
    84, 84, 86, 87, 90, 91, 93,
];

// At the end of each of the fifteen weeks.
pub(crate) const TEAM_FOUND: &[i64] = &[8, 24, 45, 66, 83, 95, 104, 110, 114, 117, 119, 121, 122, 123, 123];
pub(crate) const TEAM_SOLVED: &[i64] = &[0, 0, 1, 3, 6, 10, 15, 21, 27, 34, 42, 50, 58, 66, 71];
pub(crate) const GUIDANCE_FOUND: &[i64] = &[0, 1, 2, 4, 6, 8, 9, 11, 13, 15, 16, 18, 19, 21, 22];
pub(crate) const GUIDANCE_SOLVED: &[i64] = &[0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 8, 9, 11, 12];
pub(crate) const SURVEY_FOUND: &[i64] = &[0, 0, 0, 1, 2, 3, 4, 6, 7, 9, 10, 12, 13, 14, 15];
pub(crate) const SURVEY_SOLVED: &[i64] = &[0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8];
pub(crate) const GOALS: &[i64] = &[0, 1, 3, 5];
pub(crate) const CARRIERS: &[i64] = &[0, 2, 5, 9, 12, 14, 15];
pub(crate) const REPORTS: &[i64] = &[0, 0, 1, 3, 6, 10, 14, 18, 23, 27, 30, 33, 36, 38, 40];
pub(crate) const RULES: &[i64] = &[0, 0, 0, 1, 2, 4, 6, 9, 13, 17, 21, 26, 31, 35, 39];

/// The day of the `n`-th of `many` (from 0), on a curve by days or by weeks of five days; scaled where `many` differs
/// from what the curve ends with.
pub(crate) fn day_of(curve: &[i64], n: usize, many: usize) -> Since {
    let daily = curve.len() > 20;
    let end = curve.last().copied().unwrap_or(1).max(1);
    let (n, many) = (i64::try_from(n).unwrap_or(0), i64::try_from(many).unwrap_or(1).max(1));
    let wanted = |count: i64| count * many >= (n + 1) * end;
    let place = curve.iter().position(|count| wanted(*count)).unwrap_or(curve.len() - 1);
    let step = i64::try_from(place).unwrap_or(0);
    if daily {
        return step;
    }
    let before = if place == 0 { 0 } else { curve[place - 1] };
    let rise = (curve[place] - before).max(1) * many;
    let into = (n + 1) * end - before * many;
    (step * 7 + ((into * 5 - 1).max(0) / rise).min(4)).min(LAST)
}

/// `many` moments of one day, each later than the one before, in working hours.
pub(crate) fn moments(since: Since, many: usize, chance: &mut Chance) -> Vec<Time> {
    let many = i64::try_from(many).unwrap_or(1).max(1);
    let hours = if since == LAST { 250 } else { 430 };
    let slot = (hours / many).max(1);
    (0..many).map(|place| at(since, 9 * 60 + 10 + place * slot + chance.between(0, slot - 1))).collect()
}
