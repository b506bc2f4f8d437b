//! A cut is taken once for a day, counts what was there, and never changes.

use super::*;
use crate::cast;
use crate::kinds::{CarrierId, MilestoneId, Time};
use crate::score::{Opinion, Values};
use crate::survey::result::Said;
use crate::testing::{Bench, ISSUE, OTHER, day, find, id, reason, start, text};
use crate::{carrier, issue};

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
    let today = bench.now.day();
    bench.ok(&cast::HEAD, take(1, "中期评估", today));
    let own = bench.all.cut(id::<CutId>(0xc07_1001)).unwrap();
    assert!(own.counts.shares.as_ref().is_some_and(|own| !own.whole.is_empty()));
    let body = serde_json::to_string(own).unwrap();
    assert!(body.contains("\"issue.research.hard.found\":1"), "{body}");
    assert_eq!(&serde_json::from_str::<Box<Cut>>(&body).unwrap(), own);
    assert_eq!(&crate::wire::read::<Box<Cut>>(&body).unwrap(), own);
}

#[test]
fn what_the_tally_does_not_count_is_frozen_as_well_of_each_unit_and_of_all() {
    use super::shares::Kind;
    let mut bench = begun();
    let today = bench.now.day();
    let unit = cast::UNITS[1].id;
    let measure = bench.all.issue(ISSUE).unwrap().measures[0].id;
    let share = |bench: &Bench, number: u128, unit: Option<UnitId>, kind| {
        let shares = bench.all.cut(id::<CutId>(0xc07_1000 + number)).unwrap().counts.shares.clone().unwrap();
        let own = unit.map_or(shares.whole, |unit| shares.units[&unit].clone());
        own.get(&kind).map(|own| (own.part, own.of))
    };
    bench.ok(&cast::HEAD, take(1, "中期评估", today));
    assert_eq!(share(&bench, 1, Some(unit), Kind::Measures), Some((0, 1)));
    assert_eq!(share(&bench, 1, None, Kind::Measures), Some((0, 1)));
    // What there is none of is missing, and no zero.
    assert_eq!(share(&bench, 1, Some(cast::UNITS[0].id), Kind::Measures), None);
    for kind in [Kind::Held, Kind::Relapsed, Kind::Score, Kind::Satisfied, Kind::Milestones] {
        assert_eq!(share(&bench, 1, None, kind), None, "{kind:?}");
    }
    let (_, of) = share(&bench, 1, Some(unit), Kind::Coverage).unwrap();
    assert!(of > 0 && share(&bench, 1, None, Kind::Coverage).unwrap().1 > of);
    // What comes later stands in a later cut alone.
    bench.ok(&cast::HEAD, issue::Act::Agree { issue: ISSUE, note: None });
    bench.ok(&cast::NORMAL_STAFF, issue::Act::FinishMeasure { issue: ISSUE, measure, note: None });
    bench.days_later(1);
    bench.ok(&cast::HEAD, take(2, "又一次", bench.now.day()));
    assert_eq!(share(&bench, 2, Some(unit), Kind::Measures), Some((1, 1)));
    assert_eq!(share(&bench, 1, Some(unit), Kind::Measures), Some((0, 1)));
}

#[test]
fn a_score_and_what_people_said_are_those_last_published_and_closed() {
    use super::shares::{AllShares, Kind};
    let round = crate::evaluation::tests::low::published();
    let (unit, published) = (cast::UNITS[1].id, round.published.unwrap().at);
    let tenths = round.score(unit, &Values::new()).total.unwrap().tenths();
    let mut known = Known::default();
    let key = crate::act::Key { subject: crate::act::Subject::Evaluation, id: round.id.0 };
    known.records.insert(key, Record::Evaluation(Box::new(round)));
    let said = |raters: &str, part, of, answers, days: i64| Said {
        survey: id(7),
        closed: Time(published.0 + days * 86_400_000_000),
        raters: text(raters),
        opinion: Opinion { part, of, answers },
    };
    // Of one group the later survey counts; what fewer than five said is not there.
    let all = [
        said("教职工", 1, 10, 10, -2),
        said("教职工", 8, 10, 10, -1),
        said("学生", 4, 4, 4, -1),
        said("公众", 6, 20, 20, 0),
    ];
    known.said.insert(unit, all.to_vec());
    let counts = Counts { units: [(unit, Cells::new())].into(), ..Counts::default() };
    let on = |day: Day| AllShares::of(&counts, &known, day).units[&unit].clone();
    let now = on(published.day());
    assert_eq!(u64::from(now[&Kind::Score].part), tenths);
    assert_eq!((now[&Kind::Score].of, now[&Kind::Score].tenths()), (1000, tenths));
    assert_eq!((now[&Kind::Satisfied].part, now[&Kind::Satisfied].of), (14, 30));
    let before = on(published.day().plus(-1));
    assert_eq!((before.get(&Kind::Score), before[&Kind::Satisfied].of), (None, 10));
}

#[test]
fn a_share_is_shown_with_one_digit_and_a_half_goes_up() {
    let tenths = |part, of| Share { part, of }.tenths();
    assert_eq!((tenths(213, 258), tenths(1, 3), tenths(2, 3)), (826, 333, 667));
    // 6.25 and 93.75
    assert_eq!((tenths(1, 16), tenths(15, 16)), (63, 938));
    assert_eq!((tenths(0, 7), tenths(7, 7)), (0, 1000));
}

#[test]
fn milestones_are_those_of_carriers_that_stand_and_reached_by_the_day() {
    use super::shares::{AllShares, Kind};
    let mut bench = begun();
    let (unit, today) = (cast::UNITS[1].id, bench.now.day());
    let [first, second, dropped] = [1, 2, 3].map(|number: u128| id::<CarrierId>(0xca_2000 + number));
    let milestone = |carrier: CarrierId, number: u128| id::<MilestoneId>(carrier.0.as_u128() * 16 + number);
    for (carrier, name) in [(first, "协同育人基地"), (second, "共享平台"), (dropped, "产业学院")] {
        let (department, lead) = (text("教务处"), text("韩立群"));
        let description = carrier::Description { name: text(name), department, lead, detail: None };
        bench.ok(&cast::NORMAL_STAFF, carrier::Act::Start { carrier, unit, description });
    }
    for (carrier, number) in [(first, 1), (first, 2), (second, 1), (dropped, 1)] {
        let (milestone, due) = (milestone(carrier, number), today.plus(30));
        bench.ok(&cast::NORMAL_STAFF, carrier::Act::AddMilestone { carrier, milestone, name: text("挂牌"), due });
    }
    for carrier in [first, dropped] {
        let milestone = milestone(carrier, 1);
        bench.ok(&cast::NORMAL_STAFF, carrier::Act::ReachMilestone { carrier, milestone, note: None });
    }
    bench.ok(&cast::NORMAL_STAFF, carrier::Act::Drop { carrier: dropped, reason: reason() });
    let counts = Counts { units: [(unit, Cells::new())].into(), ..Counts::default() };
    let on = |day: Day| AllShares::of(&counts, &bench.all, day).units[&unit][&Kind::Milestones];
    assert_eq!(on(today), Share { part: 1, of: 3 });
    assert_eq!(on(today.plus(-1)), Share { part: 0, of: 3 });
}

#[test]
fn a_cut_from_before_shares_were_kept_is_read_and_has_none() {
    let mut bench = begun();
    bench.ok(&cast::HEAD, take(1, "中期评估", bench.now.day()));
    let own = bench.all.cut(id::<CutId>(0xc07_1001)).unwrap();
    let mut body = serde_json::to_value(own).unwrap();
    assert!(body["counts"].as_object_mut().unwrap().remove("shares").is_some());
    let old: Box<Cut> = serde_json::from_value(body).unwrap();
    assert_eq!(old.counts.shares, None);
    assert_eq!(old.counts.whole, own.counts.whole);
}
