//! A cut is taken once for a day, counts what was there, and never changes.

use strum::VariantArray as _;

use super::*;
use crate::cast;
use crate::issue::{Category, Origin};
use crate::kinds::{CarrierId, MilestoneId, PromiseId, Time, VisitId, Week, WorklistId};
use crate::score::{Opinion, Values};
use crate::strand::Strands;
use crate::survey::result::Said;
use crate::template::tree::RaterGroup;
use crate::testing::{Bench, ISSUE, OTHER, day, find, id, prompt, reason, receive, reply, seminar, start, text};
use crate::worklist::{Carried, NewItem, Source, Task};
use crate::{carrier, deployment, issue, notice, outcome, visit, worklist};

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
        category: None,
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
        // what is said of one category is not said of the unit
        Said { category: Some(Category::Livelihood), ..said("教职工", 1, 10, 10, 0) },
    ];
    known.said.insert(unit, all.to_vec());
    let counts = Counts { units: [(unit, Cells::new())].into(), ..Counts::default() };
    let on = |day: Day| AllShares::of(&counts, &known, cast::book(), day).units[&unit].clone();
    let now = on(published.day());
    assert_eq!(u64::from(now[&Kind::Score].part), tenths);
    assert_eq!((now[&Kind::Score].of, now[&Kind::Score].tenths()), (1000, tenths));
    assert_eq!((now[&Kind::Satisfied].part, now[&Kind::Satisfied].of), (14, 30));
    let before = on(published.day().plus(-1));
    assert_eq!((before.get(&Kind::Score), before[&Kind::Satisfied].of), (None, 10));
    let standing = AllShares::of(&counts, &known, cast::book(), published.day()).standing.unwrap();
    let groups: Vec<_> = standing.whole.said.iter().map(|(raters, own)| (raters.as_str(), own.part, own.of)).collect();
    assert_eq!(groups, [("公众", 6, 20), ("教职工", 8, 10)]);
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
    let on = |day: Day| AllShares::of(&counts, &bench.all, cast::book(), day).units[&unit][&Kind::Milestones];
    assert_eq!(on(today), Share { part: 1, of: 3 });
    assert_eq!(on(today.plus(-1)), Share { part: 0, of: 3 });
}

/// Of the normal university, at the end of a day.
fn on(bench: &Bench, day: Day) -> AllShares {
    let counts = Counts { units: [(cast::UNITS[1].id, Cells::new())].into(), ..Counts::default() };
    AllShares::of(&counts, &bench.all, cast::book(), day)
}

#[test]
fn overdue_and_stagnant_issues_are_counted_at_the_end_of_the_day_each_origin_by_itself() {
    let mut bench = begun();
    let mut other = find(OTHER);
    other.origin = Origin::TeamList;
    bench.ok(&cast::HEAD, issue::Act::Find(Box::new(other)));
    bench.ok(&cast::HEAD, issue::Act::Agree { issue: ISSUE, note: None });
    let percent = crate::kinds::Percent::parse("40").unwrap();
    let progress = issue::Act::ReportProgress { issue: ISSUE, percent, node: None, note: text("设备已到位") };
    bench.ok(&cast::NORMAL_STAFF, progress);
    // Both are due on 30 June; the one that is under way moved last on this day.
    let (moved, due) = (bench.now.day(), day("2023-06-30"));
    let unit = cast::UNITS[1].id;
    let stuck = |day: Day| {
        let all = on(&bench, day).standing.unwrap();
        assert_eq!(all.whole, all.units[&unit]);
        (all.whole.late, all.whole.stagnant)
    };
    let none = BTreeMap::new();
    let under_way = BTreeMap::from([(Origin::Research, 1)]);
    assert_eq!(stuck(moved.plus(13)), (none.clone(), none.clone()));
    assert_eq!(stuck(moved.plus(14)), (none, under_way.clone()));
    let both = BTreeMap::from([(Origin::Research, 1), (Origin::TeamList, 1)]);
    assert_eq!(stuck(due.plus(1)), (both, under_way));
}

#[test]
fn papers_answered_in_time_and_steps_taken_are_shares_like_the_others() {
    use super::shares::Kind;
    use crate::deployment::{Content, Days, Place, Said, Side, Step};
    let mut bench = Bench::new();
    let unit = cast::UNITS[1].id;
    // One is answered by its day, one is not, one is due later.
    for (number, days) in [(1, 3), (2, 4), (3, 40)] {
        let notice = id(0x6_2000 + number);
        bench.ok(&cast::HEAD, notice::Act::Draft { notice, content: prompt(Some(start().plus(days))) });
        bench.ok(&cast::HEAD, notice::Act::Issue { notice });
        bench.ok(&cast::NORMAL_STAFF, receive(notice, unit));
    }
    bench.ok(&cast::NORMAL_STAFF, reply(id(0x6_2001), unit, "已报"));
    let deployment = id(0x62_2001);
    let below = cast::UNITS[1].organisation(0);
    let days = Days { deployed: Some(start().plus(5)), inspected: Some(start().plus(60)), assessed: None };
    let sides = vec![Side { unit, organisations: vec![below] }];
    let content = Content { title: text("专题学习安排"), text: text("两级班子同步安排"), sides, days };
    bench.ok(&cast::MEMBER, deployment::Act::Open { deployment, content: Box::new(content) });
    bench.days_later(5);
    let (place, step, who) = (Place { unit, organisation: None }, Step::Deployed, text("党委会"));
    let said = Said {
        place,
        step,
        day: start().plus(2),
        who,
        note: None,
        proof: None,
        record: None,
        basis: Some(text("党委会会议纪要第五号")),
        result: None,
    };
    bench.ok(&cast::NORMAL_STAFF, deployment::Act::Report { deployment, said: Box::new(said) });
    let shares = on(&bench, bench.now.day());
    let own = |kind| shares.units[&unit].get(&kind).copied();
    assert_eq!(own(Kind::Receipts), Some(Share { part: 1, of: 2 }));
    // Two places with two steps that have a day.
    assert_eq!(own(Kind::Steps), Some(Share { part: 1, of: 4 }));
    assert_eq!(
        (shares.whole[&Kind::Receipts], shares.whole[&Kind::Steps]),
        (own(Kind::Receipts).unwrap(), own(Kind::Steps).unwrap())
    );
    let before = on(&bench, start().plus(1));
    assert_eq!(before.units[&unit].get(&Kind::Receipts), None);
    assert_eq!(before.units[&unit][&Kind::Steps], Share { part: 0, of: 4 });
}

/// A talk in the normal university, at which these were promised.
fn visited(visit: VisitId, promises: &[PromiseId]) -> visit::Act {
    let unit = cast::UNITS[1].id;
    let description = visit::Description { topic: Some(text("实验室开放")), ..seminar(start().start()) };
    let findings = visit::Findings { people: 6, ..visit::Findings::default() };
    let promised = |id: &PromiseId| {
        let (what, due) = (text("先开两个晚上试行"), start().plus(30));
        visit::Promised { id: *id, what, who: None, due }
    };
    let promises = promises.iter().map(promised).collect();
    visit::Act::Record(Box::new(visit::act::Recorded { visit, unit, based_on: None, description, findings, promises }))
}

#[test]
fn promises_are_kept_by_the_day_and_what_was_dropped_or_taken_back_is_none() {
    use super::shares::Kind;
    let mut bench = Bench::new();
    let [there, taken_back] = [1, 2].map(|number: u128| id::<VisitId>(0x115_2000 + number));
    let [kept, open, dropped, late, gone] = [1, 2, 3, 4, 5].map(|number: u128| id::<PromiseId>(0x140_2000 + number));
    bench.ok(&cast::MEMBER, visited(there, &[kept, open, dropped, late]));
    bench.ok(&cast::MEMBER, visited(taken_back, &[gone]));
    bench.ok(&cast::MEMBER, visit::Act::DropPromise { visit: there, promise: dropped, reason: reason() });
    bench.ok(&cast::MEMBER, visit::Act::KeepPromise { visit: taken_back, promise: gone, note: None });
    bench.ok(&cast::MEMBER, visit::Act::Cancel { visit: taken_back, reason: reason() });
    bench.days_later(1);
    bench.ok(&cast::NORMAL_STAFF, visit::Act::KeepPromise { visit: there, promise: kept, note: None });
    bench.days_later(1);
    bench.ok(&cast::NORMAL_STAFF, visit::Act::KeepPromise { visit: there, promise: late, note: None });
    let at = |days: i64| {
        let shares = on(&bench, start().plus(days));
        assert_eq!(shares.whole.get(&Kind::Promises), shares.units[&cast::UNITS[1].id].get(&Kind::Promises));
        shares.whole[&Kind::Promises]
    };
    assert_eq!([0, 1, 2].map(at), [0, 1, 2].map(|part| Share { part, of: 3 }));
    // What there is none of is missing, and no zero.
    assert_eq!(on(&begun(), start()).whole.get(&Kind::Promises), None);
}

fn by_hand(number: u128, unit: Option<usize>, from: Option<Carried>) -> NewItem {
    let unit = unit.map(|unit| cast::UNITS[unit].id);
    let (what, weeks) = (text("报送二级组织学习安排"), u16::from(from.is_some()));
    NewItem {
        id: id(number),
        task: Task { unit, who: None, source: Source::Hand, what, due: None, from, weeks, strands: Strands::default() },
    }
}

/// Two lists: of the first week an item is ticked, one was taken off and two went on to the second, where one is answered. One of the
/// second is about an issue, and one the group's own.
fn listed(bench: &mut Bench) {
    let week = Week::of(bench.now.day());
    let [first, second] = [week, week.next()].map(|week| WorklistId::of(cast::book(), week));
    let items = (1..=4).map(|number: u128| by_hand(0x8_2000 + number, Some(1), None)).collect();
    bench.ok(&cast::MEMBER, worklist::Act::Prepare { worklist: first, week, items });
    bench.ok(&cast::MEMBER, worklist::Act::Issue { worklist: first });
    bench.ok(&cast::MEMBER, worklist::Act::Tick { worklist: first, item: id(0x8_2001), then: None });
    bench.ok(&cast::MEMBER, worklist::Act::Drop { worklist: first, item: id(0x8_2002), reason: reason() });
    let on = |number: u128| Some(Carried { worklist: first, item: id(0x8_2000 + number) });
    let mut about = by_hand(0x8_2013, Some(1), None);
    about.task.source = Source::Due { issue: ISSUE };
    let items = vec![
        by_hand(0x8_2011, Some(1), on(3)),
        by_hand(0x8_2012, Some(1), on(4)),
        about,
        by_hand(0x8_2014, None, None),
    ];
    bench.ok(&cast::MEMBER, worklist::Act::Prepare { worklist: second, week: week.next(), items });
    bench.ok(&cast::MEMBER, worklist::Act::Issue { worklist: second });
    let answer =
        worklist::Act::Answer { worklist: second, item: id(0x8_2012), done: true, note: Some(text("已经报送")) };
    bench.ok(&cast::NORMAL_STAFF, answer);
}

/// How many of each there are, of the group and of the normal university.
fn others(bench: &Bench, kinds: &[Other]) -> Vec<(u32, u32)> {
    let counts = Counts { shares: Some(on(bench, bench.now.day())), ..Counts::default() };
    let get = |kind: &Other, unit| counts.other(*kind, unit).unwrap();
    kinds.iter().map(|kind| (get(kind, None), get(kind, Some(cast::UNITS[1].id)))).collect()
}

#[test]
fn items_of_lists_count_once_where_they_stand_last_and_by_how_they_stand() {
    let mut bench = begun();
    listed(&mut bench);
    let kinds = [Other::Items, Other::ItemsDone, Other::ItemsAnswered, Other::ItemsOpen, Other::ItemsCarried];
    // One was ticked; of the second list one is answered, and of those carried over none is done.
    assert_eq!(others(&bench, &kinds), [(5, 4), (1, 1), (1, 1), (3, 2), (2, 2)]);
    // What is over where it came from nobody has to tick.
    bench.ok(&cast::HEAD, issue::Act::Withdraw { issue: ISSUE, reason: reason() });
    assert_eq!(others(&bench, &kinds), [(5, 4), (2, 2), (1, 1), (2, 1), (2, 2)]);
}

#[test]
fn outcomes_count_until_they_are_taken_down_and_lessons_with_them() {
    let mut bench = begun();
    let unit = cast::UNITS[1].id;
    let tell = |number: u128| outcome::Act::Tell {
        outcome: id(0x72_2000 + number),
        unit,
        content: Box::new(outcome::Content {
            title: text("报修三日办结"), text: text("开通网上报修。"), effect: None
        }),
    };
    for number in [1, 2] {
        bench.ok(&cast::NORMAL_STAFF, tell(number));
    }
    let lesson =
        Box::new(outcome::Lesson { title: text("小事快办"), text: text("限时答复，逐件回访。") });
    bench.ok(&cast::HEAD, outcome::Act::Publish { outcome: id(0x72_2001), lesson });
    let kinds = [Other::Outcomes, Other::Lessons];
    assert_eq!(others(&bench, &kinds), [(2, 2), (1, 1)]);
    bench.ok(&cast::HEAD, outcome::Act::Drop { outcome: id(0x72_2001), reason: reason() });
    assert_eq!(others(&bench, &kinds), [(1, 1), (0, 0)]);
    // Of a unit that is not there nothing is known; what the group has none of is nought.
    let counts = Counts { shares: Some(on(&bench, bench.now.day())), ..Counts::default() };
    assert_eq!(counts.other(Other::Outcomes, Some(cast::UNITS[0].id)), None);
    assert_eq!(counts.other(Other::WeeklyMeetings, None), Some(0));
}

#[test]
fn as_many_rows_count_behind_a_figure_as_it_says() {
    use super::rows::{Behind, Row};
    use super::shares::Kind;
    let mut bench = begun();
    listed(&mut bench);
    let visit = id::<VisitId>(0x115_2001);
    let [kept, open] = [1, 2].map(|number: u128| id::<PromiseId>(0x140_2000 + number));
    bench.ok(&cast::MEMBER, visited(visit, &[kept, open]));
    bench.ok(&cast::NORMAL_STAFF, visit::Act::KeepPromise { visit, promise: kept, note: None });
    bench.ok(&cast::HEAD, notice::Act::Draft { notice: id(0x6_2001), content: prompt(None) });
    bench.ok(&cast::HEAD, notice::Act::Issue { notice: id(0x6_2001) });
    let (unit, today) = (cast::UNITS[1].id, bench.now.day());
    let shares = on(&bench, today);
    let counts = Counts { units: [(unit, Cells::new())].into(), shares: Some(shares.clone()), ..Counts::default() };
    let rows = |raw: &str| -> Vec<Row> {
        Behind::read(raw).unwrap().rows(Some(unit), &counts, &bench.all, (cast::book(), today))
    };
    for (raw, kind) in [("measures", Kind::Measures), ("promises", Kind::Promises), ("coverage", Kind::Coverage)] {
        let (rows, share) = (rows(raw), shares.units[&unit][&kind]);
        let part = rows.iter().filter(|own| own.counts).count();
        assert_eq!((part, rows.len()), (share.part as usize, share.of as usize), "{raw}");
    }
    for kind in Other::VARIANTS {
        let many = counts.other(*kind, Some(unit)).unwrap();
        assert_eq!(rows(kind.into()).len(), many as usize, "{kind:?}");
    }
    assert_eq!((rows("notice.prompt").len(), rows("notice.talk").len(), rows("held").len()), (1, 0, 0));
    // What has a list of its own has no rows here, and what is no figure neither.
    assert!(["score", "receipts", "issue.research.hard.found", "x"].iter().all(|raw| Behind::read(raw).is_none()));
}

#[test]
fn a_cut_from_before_lists_and_outcomes_were_counted_says_so() {
    let mut bench = begun();
    bench.ok(&cast::HEAD, take(1, "中期评估", bench.now.day()));
    let own = bench.all.cut(id::<CutId>(0xc07_1001)).unwrap();
    assert_eq!(own.counts.other(Other::Outcomes, None), Some(0));
    let mut body = serde_json::to_value(own).unwrap();
    assert!(body["counts"]["shares"].as_object_mut().unwrap().remove("others").is_some());
    let old: Box<Cut> = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(crate::wire::of::<Box<Cut>>(body).unwrap(), old);
    assert!(Other::VARIANTS.iter().all(|kind| old.counts.other(*kind, None).is_none()));
    // Of a kind that came later than the others it is known as well.
    let mut body = serde_json::to_value(own).unwrap();
    let whole = &mut body["counts"]["shares"]["others"]["whole"];
    assert!(whole.as_object_mut().unwrap().remove("draws").is_some());
    let old: Box<Cut> = serde_json::from_value(body).unwrap();
    let get = |kind| old.counts.other(kind, Some(cast::UNITS[1].id));
    assert_eq!((get(Other::Draws), get(Other::Outcomes)), (None, Some(0)));
}

/// What was said in two units on a day by these groups: satisfied, and of so many.
fn said_by(all: &[(usize, &str, u32, u32)]) -> AllShares {
    let (mut known, mut counts) = (Known::default(), Counts::default());
    for (unit, raters, part, answers) in all {
        let unit = cast::UNITS[*unit].id;
        let opinion = Opinion { part: *part, of: *answers, answers: *answers };
        let said = Said { survey: id(7), category: None, closed: start().start(), raters: text(raters), opinion };
        known.said.entry(unit).or_default().push(said);
        counts.units.insert(unit, Cells::new());
    }
    AllShares::of(&counts, &known, cast::book(), start())
}

#[test]
fn each_group_of_raters_is_kept_apart_with_as_many_as_answered() {
    use super::shares::Kind;
    let all = said_by(&[(1, "教职工", 71, 86), (1, "公众", 8, 10), (2, "教职工", 9, 14)]);
    let standing = all.standing.as_ref().unwrap();
    let opinion = |own: &Stood, raters: &str| {
        let raters: RaterGroup = text(raters);
        own.said.get(&raters).copied()
    };
    let one = &standing.units[&cast::UNITS[1].id];
    assert_eq!(opinion(one, "教职工").unwrap().interval(), Some((732, 891)));
    assert_eq!(opinion(&standing.whole, "教职工"), Some(Opinion { part: 80, of: 100, answers: 100 }));
    assert_eq!(opinion(&standing.whole, "公众").map(|own| own.answers), Some(10));
    assert_eq!(all.whole[&Kind::Satisfied], Share { part: 88, of: 110 });
}

#[test]
fn what_fewer_than_five_answered_leaves_no_trace_whatever_they_said() {
    let shown = [(1, "教职工", 71, 86), (1, "公众", 8, 10), (2, "教职工", 9, 14)];
    let without = said_by(&shown);
    for hidden in [(0, 1), (4, 4), (1, 4), (0, 4)] {
        // One that is shown in the other unit, and one that is shown nowhere.
        for raters in ["公众", "领导干部"] {
            let own = (2, raters, hidden.0, hidden.1);
            assert_eq!(said_by(&[shown[0], shown[1], shown[2], own]), without, "{raters} {hidden:?}");
        }
    }
    assert_ne!(said_by(&[shown[0], shown[1], shown[2], (2, "公众", 5, 5)]), without);
}

#[test]
fn a_cut_from_before_it_was_counted_says_so_and_not_that_there_was_nothing() {
    use super::shares::Kind;
    let mut bench = begun();
    bench.ok(&cast::HEAD, take(1, "中期评估", bench.now.day()));
    let own = bench.all.cut(id::<CutId>(0xc07_1001)).unwrap();
    let now = own.counts.shares.as_ref().unwrap();
    assert!(now.counted(Kind::Receipts) && !now.whole.contains_key(&Kind::Receipts));
    assert!(own.counts.standing(None).is_some() && own.counts.standing(Some(cast::UNITS[1].id)).is_some());
    assert_eq!(own.counts.standing(Some(id(1))), None);
    let mut body = serde_json::to_value(own).unwrap();
    assert!(body["counts"]["shares"].as_object_mut().unwrap().remove("standing").is_some());
    let old: Box<Cut> = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(crate::wire::of::<Box<Cut>>(body).unwrap(), old);
    let then = old.counts.shares.as_ref().unwrap();
    assert!(then.counted(Kind::Measures) && !then.counted(Kind::Receipts) && !then.counted(Kind::Steps));
    assert_eq!(old.counts.standing(None), None);
    assert_eq!(then.whole, now.whole);
    // Promises came later than those.
    let mut body = serde_json::to_value(own).unwrap();
    assert!(body["counts"]["shares"].as_object_mut().unwrap().remove("promises").is_some());
    let old: Box<Cut> = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(crate::wire::of::<Box<Cut>>(body).unwrap(), old);
    let then = old.counts.shares.as_ref().unwrap();
    assert!(now.counted(Kind::Promises) && then.counted(Kind::Receipts) && !then.counted(Kind::Promises));
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
