//! What a unit's pages read, and that nothing of it reaches another unit or, beyond its own, a secondary organisation.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::{Act, Key, Subject};
use domain::cast;
use domain::issue::{Origin, State};
use domain::kinds::{CarrierId, Day, IssueId, Name, ReportId, RuleId, Text};
use domain::record::Record;
use domain::{carrier, issue, report, rule, unit};

const ALL: [State; 6] =
    [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Disputed, State::Verified];

fn today() -> Day {
    Day::parse("2023-07-28").unwrap()
}

/// One issue of the unit, one of its organisation, a carrier, a report that found the first, a rule that answers it.
async fn story(bench: &Bench) -> (IssueId, IssueId) {
    let unit = cast::UNITS[1].id;
    let (report, carrier, rule) = (ReportId(id()), CarrierId(id()), RuleId(id()));
    let by = cast::NORMAL_STAFF.id;
    let description = report::Description {
        title: Text::parse("资助调研").unwrap(),
        official: Name::parse("韩立群").unwrap(),
        due: None,
    };
    bench.accept(by, cast::book(), Act::Report(report::Act::Plan { report, unit, description })).await;
    let first = issue::act::Find { report: Some(report), ..find(1, Origin::Research, "资助发放不及时") };
    let mut second = find(1, Origin::TeamList, "美术学院画室不足");
    second.facts.organisation = Some(cast::UNITS[1].organisation(0));
    let ids = (first.issue, second.issue);
    bench.accept(by, cast::book(), Act::Issue(issue::Act::Find(Box::new(first)))).await;
    bench.accept(by, cast::book(), Act::Issue(issue::Act::Find(Box::new(second)))).await;
    let description = carrier::Description {
        name: Text::parse("低碳技术").unwrap(),
        department: Name::parse("科研处").unwrap(),
        lead: Name::parse("阎若水").unwrap(),
        detail: None,
    };
    bench.accept(by, cast::book(), Act::Carrier(carrier::Act::Start { carrier, unit, description })).await;
    let description = rule::Description {
        title: Text::parse("资助办法").unwrap(),
        department: Name::parse("学工处").unwrap(),
        detail: None,
    };
    bench.accept(by, cast::book(), Act::Rule(rule::Act::Draft { rule, unit, description })).await;
    bench.accept(by, cast::book(), Act::Rule(rule::Act::LinkIssue { rule, issue: ids.0 })).await;
    ids
}

#[tokio::test]
async fn a_unit_reads_its_counts_and_what_waits() {
    each_db(|bench| async move {
        let (first, second) = story(&bench).await;
        let (unit, reach) = (cast::UNITS[1].id, cast::NORMAL_STAFF.viewer().unwrap().reach());
        let standing = store::issue::standing(&bench.db, &reach, unit, today()).await.unwrap();
        assert_eq!(standing.iter().map(|own| own.number).sum::<u32>(), 2);
        // Both were due on 30 June.
        assert_eq!(standing.iter().map(|own| own.late).sum::<u32>(), 2);
        assert_eq!(store::issue::waiting(&bench.db, &reach, unit, &ALL).await.unwrap().len(), 2);
        let counts = store::issue::by_report(&bench.db, &reach, None).await.unwrap();
        assert_eq!(counts.values().copied().collect::<Vec<_>>(), [(1, 0)]);
        let lines = store::issue::lines(&bench.db, &reach, &[first, second]).await.unwrap();
        assert_eq!(lines.len(), 2);
        let staff = store::record::staff(&bench.db, unit).await.unwrap();
        assert!(staff.iter().any(|own| own.id == cast::NORMAL_LEADER.id));
        assert!(staff.iter().any(|own| own.id == cast::ORGANISATION_STAFF.id));
        assert!(staff.iter().all(|own| own.id != cast::COLLEGE_STAFF.id && own.id != cast::HEAD.id));
    })
    .await;
}

#[tokio::test]
async fn a_foreign_unit_reads_nothing_of_it() {
    each_db(|bench| async move {
        let (first, second) = story(&bench).await;
        let (unit, reach) = (cast::UNITS[1].id, cast::COLLEGE_STAFF.viewer().unwrap().reach());
        assert!(store::issue::standing(&bench.db, &reach, unit, today()).await.unwrap().is_empty());
        assert!(store::issue::waiting(&bench.db, &reach, unit, &ALL).await.unwrap().is_empty());
        assert!(store::issue::by_report(&bench.db, &reach, None).await.unwrap().is_empty());
        assert!(store::issue::lines(&bench.db, &reach, &[first, second]).await.unwrap().is_empty());
        for subject in [Subject::Unit, Subject::Carrier, Subject::Report, Subject::Rule, Subject::Issue] {
            let all = store::record::all(&bench.db, &reach, subject, None, Some(unit)).await.unwrap();
            assert!(all.is_empty(), "{subject:?}");
        }
        let keys = [first, second].map(|issue| Key { subject: Subject::Issue, id: issue.0 });
        let unit = Key { subject: Subject::Unit, id: unit.0 };
        let some = store::record::some(&bench.db, &reach, keys.into_iter().chain([unit])).await.unwrap();
        assert!(some.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_secondary_organisation_reads_its_own_issues_and_nothing_else_of_the_unit() {
    each_db(|bench| async move {
        let (first, second) = story(&bench).await;
        let (unit, reach) = (cast::UNITS[1].id, cast::ORGANISATION_STAFF.viewer().unwrap().reach());
        let waiting = store::issue::waiting(&bench.db, &reach, unit, &ALL).await.unwrap();
        assert_eq!(waiting.iter().map(|own| own.id).collect::<Vec<_>>(), [second]);
        let standing = store::issue::standing(&bench.db, &reach, unit, today()).await.unwrap();
        assert_eq!(standing.iter().map(|own| (own.origin, own.number)).collect::<Vec<_>>(), [(Origin::TeamList, 1)]);
        assert!(store::issue::by_report(&bench.db, &reach, None).await.unwrap().is_empty());
        let lines = store::issue::lines(&bench.db, &reach, &[first, second]).await.unwrap();
        assert_eq!(lines.iter().map(|own| own.id).collect::<Vec<_>>(), [second]);
        for subject in [Subject::Unit, Subject::Carrier, Subject::Report, Subject::Rule] {
            let all = store::record::all(&bench.db, &reach, subject, None, None).await.unwrap();
            assert!(all.is_empty(), "{subject:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_book_is_read_by_kind_unit_and_number() {
    each_db(|bench| async move {
        let (first, _) = story(&bench).await;
        let progress = issue::Act::Comment { issue: first, text: note("已联系财务处") };
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(progress)).await;
        let of = |pick| {
            let db = bench.db.clone();
            async move { store::journal::picked(&db, cast::book(), &pick, 100).await.unwrap() }
        };
        let issues = of(store::journal::Pick { subject: Some(Subject::Issue), ..Default::default() }).await;
        assert_eq!(issues.len(), 3);
        assert!(issues.windows(2).all(|pair| pair[0].entry.seq > pair[1].entry.seq));
        let upto = Some(issues[1].entry.seq);
        let older = of(store::journal::Pick { subject: Some(Subject::Issue), upto, ..Default::default() }).await;
        assert_eq!(older.len(), 2);
        let other = of(store::journal::Pick { unit: Some(cast::UNITS[2].id), ..Default::default() }).await;
        assert!(other.iter().all(|own| own.entry.act.key().subject == Subject::Unit));
        let names = store::record::names(&bench.db, issues.iter().map(|own| own.entry.by)).await.unwrap();
        assert_eq!(names[&cast::NORMAL_STAFF.id].as_str(), cast::NORMAL_STAFF.name);
    })
    .await;
}

#[tokio::test]
async fn the_work_of_every_unit_is_counted_as_of_a_day_and_only_within_reach() {
    each_db(|bench| async move {
        let _ = story(&bench).await;
        let (unit, reach) = (cast::UNITS[1].id, cast::HEAD.viewer().unwrap().reach());
        let work = |day: Day, past| {
            let (db, reach) = (&bench.db, &reach);
            async move { store::issue::by_unit(db, reach, Some(cast::book()), day, past).await.unwrap() }
        };
        let now = work(today(), false).await;
        assert_eq!(now.len(), 1);
        let own = now[&unit];
        assert_eq!((own.counted, own.open, own.late, own.stagnant), (2, 2, 2, 0));
        let day = own.moved.unwrap();
        assert_eq!(work(day, true).await[&unit], store::issue::Work { late: 0, ..own });
        assert!(work(day.plus(-1), true).await.is_empty());
        let foreign = cast::UNITS[0].id;
        for (reach, sees) in [(cast::NORMAL_STAFF, true), (cast::OFFICE_LEADER, true), (cast::SYSTEM_ADMIN, false)] {
            let reach = reach.viewer().unwrap().reach();
            let found = store::issue::by_unit(&bench.db, &reach, None, today(), false).await.unwrap();
            assert_eq!((found.contains_key(&unit), found.contains_key(&foreign)), (sees, false));
        }
    })
    .await;
}

#[tokio::test]
async fn a_unit_last_moved_when_a_carrier_report_or_rule_of_it_did_and_only_within_reach() {
    each_db(|bench| async move {
        let _ = story(&bench).await;
        let (unit, db) = (cast::UNITS[1].id, &bench.db);
        let of = |who: cast::CastPerson| who.viewer().unwrap().reach();
        let last = |who, as_of| async move { store::moved::last(db, &of(who), None, as_of).await.unwrap() };
        let all = store::record::all(db, &of(cast::HEAD), Subject::Rule, None, Some(unit)).await.unwrap();
        let Some(Record::Rule(own)) = all.into_iter().next() else { panic!("no rule") };
        let day = own.drafted_at.day();
        assert_eq!(last(cast::HEAD, None).await.get(&unit), Some(&day));
        assert_eq!(last(cast::HEAD, Some(day)).await.get(&unit), Some(&day));
        assert_eq!(last(cast::HEAD, Some(day.plus(-1))).await.get(&unit), None);
        for (who, sees) in [
            (cast::NORMAL_STAFF, true),
            (cast::OFFICE_LEADER, true),
            (cast::COLLEGE_STAFF, false),
            (cast::ORGANISATION_STAFF, false),
            (cast::SYSTEM_ADMIN, false),
        ] {
            assert_eq!(last(who, None).await.contains_key(&unit), sees, "{}", who.login);
        }
        let other = store::moved::last(db, &of(cast::HEAD), Some(domain::kinds::Book::Office), None).await.unwrap();
        assert!(other.is_empty());
    })
    .await;
}

#[tokio::test]
async fn records_are_shown_as_they_were_at_the_end_of_a_day() {
    each_db(|bench| async move {
        let _ = story(&bench).await;
        let reach = cast::HEAD.viewer().unwrap().reach();
        let on = |reach: domain::viewer::Reach, day: Day| {
            let db = &bench.db;
            async move {
                let found =
                    store::record::all_on(db, &reach, Subject::Rule, Some(cast::book()), None, day).await.unwrap();
                found.into_iter().filter_map(|record| rule::Rule::try_from(record).ok()).collect::<Vec<_>>()
            }
        };
        let now = store::record::all(&bench.db, &reach, Subject::Rule, Some(cast::book()), None).await.unwrap();
        let drafted = match now.first() {
            Some(Record::Rule(rule)) => rule.clone(),
            other => panic!("{other:?}"),
        };
        let (id, day) = (drafted.id, drafted.drafted_at.day());
        assert_eq!(on(reach.clone(), day).await, std::slice::from_ref(&drafted));
        assert!(on(reach.clone(), day.plus(-1)).await.is_empty());
        assert!(on(cast::SYSTEM_ADMIN.viewer().unwrap().reach(), day).await.is_empty());
        bench
            .accept(cast::NORMAL_STAFF.id, cast::book(), Act::Rule(rule::Act::Establish { rule: id, in_force: day }))
            .await;
        assert_eq!(on(reach, day).await[0].state(), "in_force");
    })
    .await;
}

#[tokio::test]
async fn a_removed_milestone_asks_for_nothing_and_a_moved_organisation_stands_where_it_was_put_also_rebuilt() {
    each_db(|bench| async move {
        let (by, unit) = (cast::NORMAL_STAFF, cast::UNITS[1].id);
        let (carrier, milestone) = (CarrierId(id()), id().into());
        let description = carrier::Description {
            name: Text::parse("低碳技术").unwrap(),
            department: Name::parse("科研处").unwrap(),
            lead: Name::parse("阎若水").unwrap(),
            detail: None,
        };
        let name = Name::parse("中期检查").unwrap();
        let (one, other) = (cast::UNITS[1].organisation(0), cast::UNITS[1].organisation(1));
        let kind = unit::OrganisationKind::Branch;
        let place = unit::Act::ChangeOrganisation { unit, organisation: other, parent: Some(one), kind, was: None };
        for act in [
            Act::Carrier(carrier::Act::Start { carrier, unit, description }),
            Act::Carrier(carrier::Act::AddMilestone { carrier, milestone, name, due: today() }),
            Act::Unit(place),
        ] {
            bench.accept(by.id, cast::book(), act).await;
        }
        let asked = async || {
            let all = store::asked::matters(&bench.db, &by.viewer().unwrap(), by.role, today()).await.unwrap();
            all.iter().filter(|own| own.title.contains("中期检查")).count()
        };
        assert_eq!(asked().await, 1);
        let reason = note("与结题检查合并，不再单列");
        let remove = carrier::Act::RemoveMilestone { carrier, milestone, reason: reason.clone() };
        bench.accept(by.id, cast::book(), Act::Carrier(remove)).await;
        let stands = async || {
            let reach = by.viewer().unwrap().reach();
            let carriers = store::record::all(&bench.db, &reach, Subject::Carrier, None, Some(unit)).await.unwrap();
            let units = store::record::all(&bench.db, &reach, Subject::Unit, None, Some(unit)).await.unwrap();
            (carriers, units)
        };
        let live = stands().await;
        for rebuilt in [false, true] {
            if rebuilt {
                store::rebuild::rebuild(&bench.db).await.unwrap();
            }
            assert_eq!((asked().await, stands().await), (0, live.clone()), "rebuilt: {rebuilt}");
            let Some(Record::Unit(own)) = live.1.first() else { panic!("{live:?}") };
            let own = own.organisation(other).unwrap();
            assert_eq!((own.parent, own.kind), (Some(one), kind));
        }
        let back = carrier::Act::ReinstateMilestone { carrier, milestone, reason };
        bench.accept(by.id, cast::book(), Act::Carrier(back)).await;
        assert_eq!(asked().await, 1);
    })
    .await;
}

/// How many units of the group were guided at the end of a day.
async fn guided(bench: &Bench, on: &str) -> i64 {
    let day = Day::parse(on).unwrap();
    let steps = store::tally::steps(&bench.db, store::tally::Scope::Group(cast::book()), day).await.unwrap();
    steps.iter().filter(|step| step.cell == domain::figure::Cell::Unit).map(|step| step.value).sum()
}

/// Of how many things of this title a person is reminded.
async fn reminded(bench: &Bench, who: cast::CastPerson, title: &str) -> usize {
    let all = store::asked::matters(&bench.db, &who.viewer().unwrap(), who.role, today()).await.unwrap();
    all.iter().filter(|own| own.title.contains(title)).count()
}

/// Was the unit closed at the end of this day?
async fn closed_on(bench: &Bench, who: cast::CastPerson, on: &str) -> bool {
    let (reach, unit, day) = (who.viewer().unwrap().reach(), cast::UNITS[1].id, Day::parse(on).unwrap());
    let found = store::record::all_on(&bench.db, &reach, Subject::Unit, None, Some(unit), day).await.unwrap();
    let [Record::Unit(own)] = found.as_slice() else { panic!("{found:?}") };
    own.closed.is_some()
}

#[tokio::test]
async fn a_closed_unit_is_counted_up_to_that_day_and_asked_for_nothing_since_and_still_read_also_rebuilt() {
    each_db(|bench| async move {
        let (head, staff, unit) = (cast::HEAD, cast::NORMAL_STAFF, cast::UNITS[1].id);
        let description = report::Description {
            title: Text::parse("资助调研").unwrap(),
            official: Name::parse("韩立群").unwrap(),
            due: Some(Day::parse("2023-05-05").unwrap()),
        };
        let plan = report::Act::Plan { report: ReportId(id()), unit, description };
        bench.accept(staff.id, cast::book(), Act::Report(plan)).await;
        for who in [head, staff] {
            assert_eq!(reminded(&bench, who, "资助调研").await, 1, "{}", who.login);
        }
        bench.set_day("2023-05-10");
        let reason = note("与松江职业学院合并，不再单独指导");
        bench.accept(head.id, cast::book(), Act::Unit(unit::Act::Close { unit, reason: reason.clone() })).await;
        for rebuilt in [false, true] {
            if rebuilt {
                store::rebuild::rebuild(&bench.db).await.unwrap();
            }
            assert_eq!((guided(&bench, "2023-05-09").await, guided(&bench, "2023-05-10").await), (5, 4));
            for who in [head, staff] {
                assert_eq!(reminded(&bench, who, "资助调研").await, 0, "{}: rebuilt {rebuilt}", who.login);
                assert!(!closed_on(&bench, who, "2023-05-09").await && closed_on(&bench, who, "2023-05-10").await);
            }
            assert_eq!(reminded(&bench, staff, "").await, 0, "not even for its goal");
            assert!(store::record::closed(&bench.db).await.unwrap().has(unit));
        }
        bench.set_day("2023-05-11");
        bench.accept(head.id, cast::book(), Act::Unit(unit::Act::Reopen { unit, reason })).await;
        assert_eq!(guided(&bench, "2023-05-11").await, 5);
        assert_eq!(reminded(&bench, staff, "资助调研").await, 1);
        assert!(closed_on(&bench, staff, "2023-05-10").await && !closed_on(&bench, staff, "2023-05-11").await);
    })
    .await;
}
