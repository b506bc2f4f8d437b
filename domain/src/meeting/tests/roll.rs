//! Two who call the roll at once.

use super::*;
use crate::testing::two_at_once;

const THERE: Presence = Presence::Present;

fn one(name: &str, presence: Presence) -> Attendee {
    Attendee { name: text(name), person: None, presence }
}

fn call(seen: &[Attendee], attendees: &[Attendee]) -> Act {
    Act::Attend { meeting: meeting(), attendees: attendees.to_vec(), was: Some(Box::new(Roll::of(seen))) }
}

#[test]
fn whom_each_of_two_marked_stands_and_whom_both_marked_is_refused() {
    let mut bench = open(Series::Weekly);
    let seen = [one("郑砚秋", THERE), one("何明远", THERE)];
    bench.ok(&GROUP, call(&[], &seen));
    let mine = call(&seen, &[one("郑砚秋", Presence::Excused), one("何明远", THERE)]);
    let other = call(&seen, &[one("郑砚秋", THERE), one("何明远", Presence::Absent), one("周校长", THERE)]);
    let again = call(&seen, &[one("郑砚秋", Presence::Absent), one("何明远", THERE)]);
    two_at_once(&bench, &GROUP, [mine.clone(), other.clone(), again], Field::Attendees);
    bench.ok(&GROUP, mine);
    bench.ok(&cast::HEAD, other);
    let now: Vec<_> = own(&bench).attendees.iter().map(|own| (own.name.as_str(), own.presence)).collect();
    assert_eq!(now, [("郑砚秋", Presence::Excused), ("何明远", Presence::Absent), ("周校长", THERE)]);
}

#[test]
fn a_roll_that_says_nothing_of_what_was_seen_replaces_everything() {
    let mut bench = open(Series::Weekly);
    bench.ok(&GROUP, present(&["郑砚秋", "何明远"]));
    bench.ok(&GROUP, present(&["何明远"]));
    assert_eq!(own(&bench).attendees, [one("何明远", THERE)]);
}

#[test]
fn put_together_there_are_not_too_many_either() {
    let mut bench = open(Series::Weekly);
    bench.ok(&GROUP, present(&["何明远"]));
    let many: Vec<_> = (0..MANY).map(|number| one(&format!("代表{number}"), THERE)).collect();
    assert_eq!(bench.no(&GROUP, call(&[], &many)), Refusal::TooMany { max: MANY });
    let more: Vec<_> = many.iter().cloned().chain([one("何明远", THERE)]).collect();
    assert_eq!(bench.no(&GROUP, call(&more, &many)), Refusal::TooMany { max: MANY });
    bench.ok(&GROUP, call(&[one("何明远", THERE)], &many));
}
