//! Whatever is sent, in whatever order: no panic, the tally counts the records, and everything is read as it was written.

use proptest::collection::vec;
use proptest::prelude::*;

use super::rules::own;
use super::*;
use crate::act::Act;
use crate::cast::{self, CastPerson};
use crate::entry::Stamp;
use crate::kinds::{Book, Time};
use crate::testing::{Bench, Dice, every_act};
use crate::{campaign, evaluation, lookback, outcome, worklist};

/// One step: who, in which book, how many days later, and what the dice make of it.
fn steps(most: usize) -> impl Strategy<Value = Vec<(usize, u8, u8, usize, Vec<u8>)>> {
    vec((0..cast::PEOPLE.len(), 0..8_u8, any::<u8>(), 0..1000_usize, vec(any::<u8>(), 12)), 1..most)
}

fn act(which: usize, throws: &[u8]) -> Act {
    let mut acts = every_act(&mut Dice { throws, at: 0 });
    let which = which % acts.len();
    acts.swap_remove(which)
}

/// The person for whom the act is meant, so that long sequences of accepted acts come about.
fn meant_for(act: &Act, who: usize) -> CastPerson {
    let sides = [cast::HEAD, cast::NORMAL_STAFF, cast::DEPUTY, cast::ACADEMY_STAFF];
    match act {
        Act::Campaign(campaign::Act::SetDays { .. } | campaign::Act::ClearDays { .. }) => cast::OFFICE_LEADER,
        Act::Campaign(_) | Act::Group(_) | Act::Person(_) => cast::SYSTEM_ADMIN,
        Act::Policy(_) | Act::Template(_) => cast::HEAD,
        Act::Evaluation(evaluation::Act::SelfScore { .. } | evaluation::Act::Object { .. }) => cast::NORMAL_STAFF,
        Act::Evaluation(_) => [cast::HEAD, cast::DEPUTY, cast::MEMBER][who % 3],
        Act::Lookback(lookback::Act::Answer(_)) => sides[1 + who % 2 * 2],
        Act::Lookback(_) => [cast::HEAD, cast::MEMBER][who % 2],
        Act::Cut(_) | Act::Meeting(_) | Act::Worklog(_) => cast::HEAD,
        Act::Deployment(act) if act.place().is_some() => [cast::ACADEMY_STAFF, cast::NORMAL_STAFF][who % 2],
        Act::Notice(act) => match act.unit() {
            Some(_) if who.is_multiple_of(2) => sides[1 + who % 4 / 2 * 2],
            Some(_) | None => [cast::HEAD, cast::DEPUTY][who % 2],
        },
        Act::Worklist(worklist::Act::Answer { .. }) => [cast::NORMAL_STAFF, cast::ACADEMY_STAFF][who % 2],
        Act::Visit(_)
        | Act::Survey(_)
        | Act::Worklist(_)
        | Act::Deployment(_)
        | Act::Standard(_)
        | Act::Study(_)
        | Act::Outcome(outcome::Act::Publish { .. } | outcome::Act::Unpublish { .. }) => {
            [cast::HEAD, cast::MEMBER, cast::DEPUTY][who % 3]
        }
        Act::Unit(_)
        | Act::Carrier(_)
        | Act::Issue(_)
        | Act::Report(_)
        | Act::Rule(_)
        | Act::Draw(_)
        | Act::Outcome(_) => sides[who % sides.len()],
    }
}

fn counted(bench: &Bench) -> std::collections::BTreeMap<Cell, i64> {
    let mut counted = std::collections::BTreeMap::new();
    for (cell, weight) in bench.all.records.values().flat_map(Record::cells) {
        *counted.entry(cell).or_default() += weight;
    }
    counted.retain(|_, value| *value != 0);
    counted
}

fn tallied(bench: &Bench) -> std::collections::BTreeMap<Cell, i64> {
    bench.tally.iter().filter(|(_, value)| **value != 0).map(|(cell, value)| (*cell, *value)).collect()
}

/// As the browser reads it.
fn read_short(record: &Record) -> Record {
    fn again<T: serde::Serialize + serde::de::DeserializeOwned>(record: &T) -> T {
        crate::wire::read(&serde_json::to_string(record).unwrap()).unwrap()
    }
    match record {
        Record::Campaign(own) => Record::Campaign(again(own)),
        Record::Group(own) => Record::Group(again(own)),
        Record::Person(own) => Record::Person(again(own)),
        Record::Policy(own) => Record::Policy(again(own)),
        Record::Unit(own) => Record::Unit(again(own)),
        Record::Carrier(own) => Record::Carrier(again(own)),
        Record::Issue(own) => Record::Issue(again(own)),
        Record::Report(own) => Record::Report(again(own)),
        Record::Rule(own) => Record::Rule(again(own)),
        Record::Draw(own) => Record::Draw(again(own)),
        Record::Visit(own) => Record::Visit(again(own)),
        Record::Template(own) => Record::Template(again(own)),
        Record::Evaluation(own) => Record::Evaluation(again(own)),
        Record::Survey(own) => Record::Survey(again(own)),
        Record::Lookback(own) => Record::Lookback(again(own)),
        Record::Cut(own) => Record::Cut(again(own)),
        Record::Notice(own) => Record::Notice(again(own)),
        Record::Worklist(own) => Record::Worklist(again(own)),
        Record::Meeting(own) => Record::Meeting(again(own)),
        Record::Deployment(own) => Record::Deployment(again(own)),
        Record::Standard(own) => Record::Standard(again(own)),
        Record::Study(own) => Record::Study(again(own)),
        Record::Worklog(own) => Record::Worklog(again(own)),
        Record::Outcome(own) => Record::Outcome(again(own)),
    }
}

fn read_again(record: &Record) -> (Record, Record) {
    let body = serde_json::to_string(record).unwrap();
    (Record::read(record.subject(), &body).unwrap(), serde_json::from_str(&body).unwrap())
}

#[test]
fn the_dice_know_every_act() {
    let mut kinds: Vec<String> = every_act(&mut Dice { throws: &[], at: 0 }).iter().map(Act::kind).collect();
    kinds.sort();
    let frozen = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire");
    let names = std::fs::read_dir(frozen).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.map(|name| name.trim_end_matches(".json").to_owned()).collect();
    names.sort();
    assert_eq!(kinds, names);
}

#[test]
fn every_act_says_which_record_it_changes() {
    for act in every_act(&mut Dice { throws: &[], at: 0 }) {
        let subject: &str = act.key().subject.into();
        assert!(act.kind().starts_with(&format!("{subject}.")), "{}", act.kind());
    }
}

#[test]
fn an_act_on_a_record_that_was_never_made_makes_none() {
    for act in every_act(&mut Dice { throws: &[], at: 0 }) {
        let mut bench = Bench::empty();
        bench.book = cast::book();
        let kind = act.kind();
        bench.record(&cast::HEAD, act, Stamp::default());
        let makes = [
            "open",
            "register",
            "set",
            "set_waits",
            "add",
            "start",
            "find",
            "plan",
            "draft",
            "prepare",
            "record",
            "make",
            "take",
            "enter",
            "write",
            "tell",
        ];
        let made = makes.contains(&kind.split('.').nth(1).unwrap())
            && !["worklist.add", "meeting.write"].contains(&kind.as_str());
        assert_eq!(!bench.all.records.is_empty(), made, "{kind}");
    }
}

#[test]
fn a_record_of_another_kind_is_never_taken_for_ones_own() {
    let unit = Bench::new().all.records[&Key { subject: Subject::Unit, id: cast::UNITS[1].id.0 }].clone();
    assert!(own::<Report>(Some(unit.clone())).is_none());
    assert!(own::<Unit>(Some(unit)).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn neither_check_nor_fold_panics_on_any_sequence(steps in steps(60), now in any::<i64>()) {
        let mut bench = Bench::new();
        for (who, book, _, which, throws) in steps {
            bench.book = if book == 0 { Book::Office } else { cast::book() };
            bench.now = Time(now);
            let act = act(which, &throws);
            let who = &cast::PEOPLE[who];
            let stamp = bench.ask(who, &act).unwrap_or_default();
            bench.record(who, act, stamp);
            prop_assert_eq!(tallied(&bench), counted(&bench));
        }
    }

    #[test]
    fn the_tally_of_accepted_acts_counts_the_records(steps in steps(250)) {
        let mut bench = Bench::new();
        for file in 0..3 {
            bench.all.files.insert(crate::testing::hash(file));
        }
        for (who, _, days, which, throws) in steps {
            let act = act(which, &throws);
            let who = meant_for(&act, who);
            bench.book = if matches!(act, Act::Campaign(_) | Act::Group(_) | Act::Person(_)) { Book::Office } else { cast::book() };
            bench.days_later(i64::from(days % 3));
            let _refused = bench.play(&who, act);
        }
        prop_assert_eq!(tallied(&bench), counted(&bench));
        for record in bench.all.records.values() {
            let (typed, untyped) = read_again(record);
            prop_assert_eq!(&typed, record);
            prop_assert_eq!(&untyped, record);
            prop_assert_eq!(&read_short(record), record);
        }
    }

    #[test]
    fn every_act_is_read_as_it_was_written(throws in vec(any::<u8>(), 1..40)) {
        for act in every_act(&mut Dice { throws: &throws, at: 0 }) {
            let body = serde_json::to_string(&act).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Act>(&body).unwrap(), &act);
            prop_assert_eq!(crate::wire::read::<Act>(&body).unwrap(), act);
        }
    }
}
