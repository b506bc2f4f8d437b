//! A cut is taken once for a day, counts what was there, and never changes.

use super::*;
use crate::cast;
use crate::issue;
use crate::testing::{Bench, ISSUE, OTHER, day, find, id, start, text};

fn take(number: u128, title: &str, on: Day) -> Act {
    Act::Take {
        cut: id(0xc07_1000 + number), title: text(title), day: on, words: Some(text("时间过半，任务过半"))
    }
}

fn begun() -> Bench {
    let mut bench = Bench::new();
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(ISSUE))));
    bench.days_later(10);
    bench
}

#[test]
fn the_writer_counts_and_what_comes_later_changes_nothing() {
    let mut bench = begun();
    let today = bench.now.day();
    bench.ok(&cast::HEAD, take(1, "中期评估", today));
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(find(OTHER))));
    let own = bench.all.cut(id::<CutId>(0xc07_1001)).unwrap();
    let all = own.counts.whole.clone();
    let counted = [Figure::Units, Figure::ResearchFound, Figure::ResearchSolved].map(|own| figure(own, &all));
    assert_eq!(counted, [5, 1, 0]);
    assert_eq!(figure(Figure::ResearchFound, &own.counts.units[&cast::UNITS[1].id]), 1);
    assert_eq!((own.day, own.seq, own.taken.person), (today, 59, cast::HEAD.id));
}

#[test]
fn a_day_and_a_title_have_one_cut() {
    let mut bench = begun();
    let today = bench.now.day();
    bench.ok(&cast::DEPUTY, take(1, "中期评估", today));
    assert_eq!(bench.no(&cast::HEAD, take(1, "又一次", start())), Refusal::Exists);
    assert_eq!(bench.no(&cast::HEAD, take(2, "又一次", today)), Refusal::Taken { field: Field::Day });
    assert_eq!(bench.no(&cast::HEAD, take(2, "中期评估", start())), Refusal::Taken { field: Field::Title });
    assert_eq!(bench.no(&cast::HEAD, take(2, "又一次", today.plus(1))), Refusal::TooLate { field: Field::Day });
    bench.ok(&cast::HEAD, take(2, "开局", start()));
    assert_eq!(day("2023-04-17"), bench.all.cut(id::<CutId>(0xc07_1002)).unwrap().day);
}

#[test]
fn only_who_leads_the_group_takes_one_and_units_do_not_know_of_it() {
    use crate::refusal::Whose;
    let mut bench = begun();
    let act = take(1, "中期评估", bench.now.day());
    for who in [cast::LIAISON, cast::MEMBER, cast::OFFICE_LEADER] {
        assert_eq!(bench.no(&who, act.clone()), Refusal::NotYours { whose: Whose::GroupLead }, "{}", who.login);
    }
    for who in [cast::NORMAL_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        assert_eq!(bench.no(&who, act.clone()), Refusal::NotFound, "{}", who.login);
    }
}

#[test]
fn cells_are_read_as_they_were_written_also_as_names_of_numbers() {
    let mut bench = begun();
    bench.ok(&cast::HEAD, take(1, "中期评估", start()));
    let own = bench.all.cut(id::<CutId>(0xc07_1001)).unwrap();
    let body = serde_json::to_string(own).unwrap();
    assert!(body.contains("\"issue.research.hard.found\":1"), "{body}");
    assert_eq!(&serde_json::from_str::<Box<Cut>>(&body).unwrap(), own);
    assert_eq!(&crate::wire::read::<Box<Cut>>(&body).unwrap(), own);
}
