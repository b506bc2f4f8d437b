//! The list of issues on both databases: a past day is told from that day, also out of memory and in a file; who answers is
//! searched alone; a number is looked up.

use crate::common::{Bench, dump, each_db, find, note};
use domain::act::Act as Any;
use domain::cast::{self, CastPerson};
use domain::issue::act::Facts;
use domain::issue::list::{Filter, Line, read_code};
use domain::issue::{Act, Category, Origin};
use domain::kinds::{Day, IssueId, MeasureId, Name, Note, Percent, Text};
use domain::viewer::Reach;
use store::Db;
use store::issue::{by_number, count, list, whole};

const HEAD: CastPerson = cast::HEAD;
const STAFF: CastPerson = cast::NORMAL_STAFF;

fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

fn reason() -> Note {
    note("现场核查时发现与提交的材料不一致")
}

async fn on(bench: &Bench, day: &str, by: CastPerson, act: Act) {
    bench.set_day(day);
    bench.accept(by.id, cast::book(), Any::Issue(act)).await;
}

/// Of a category that asks for no evidence.
async fn found(bench: &Bench, day: &str, title: &str, official: &str) -> (IssueId, Vec<MeasureId>, Facts) {
    let mut find = find(1, Origin::Research, title);
    find.facts.category = Some(Category::Development);
    find.facts.official = Some(Name::parse(official).unwrap());
    let found = (find.issue, find.measures.iter().map(|own| own.id).collect(), find.facts.clone());
    on(bench, day, STAFF, Act::Find(Box::new(find))).await;
    found
}

/// An issue that gets other words, is returned, verified, looked back at on another day and comes back.
async fn story(bench: &Bench) -> IssueId {
    let (issue, measures, facts) = found(bench, "2023-05-01", "食堂排队过长", "韩立群").await;
    let progress = |percent: &str| {
        let percent = Percent::parse(percent).unwrap();
        Act::ReportProgress { issue, percent, node: None, note: note("窗口增设完毕") }
    };
    let facts = Facts {
        title: Text::parse("餐厅窗口不足").unwrap(),
        official: Some(Name::parse("张启明").unwrap()),
        department: Some(Name::parse("后勤处").unwrap()),
        ..facts
    };
    on(bench, "2023-05-10", HEAD, Act::Amend { issue, facts: Box::new(facts), was: None }).await;
    on(bench, "2023-05-12", HEAD, Act::Agree { issue, note: None }).await;
    on(bench, "2023-05-15", STAFF, progress("40")).await;
    on(bench, "2023-05-15", STAFF, progress("60")).await;
    on(bench, "2023-05-15", STAFF, Act::FinishMeasure { issue, measure: measures[0], note: None }).await;
    on(bench, "2023-05-20", STAFF, Act::Submit { issue, note: None }).await;
    on(bench, "2023-05-22", HEAD, Act::Return { issue, reason: reason() }).await;
    on(bench, "2023-05-25", STAFF, progress("100")).await;
    on(bench, "2023-05-25", STAFF, Act::Submit { issue, note: None }).await;
    on(bench, "2023-05-28", HEAD, Act::Verify { issue, note: None }).await;
    on(bench, "2023-06-10", HEAD, Act::SetLookback { issue, day: day("2023-06-20"), reason: reason() }).await;
    on(bench, "2023-06-25", HEAD, Act::Relapse { issue, reason: reason() }).await;
    issue
}

/// The same reach said twice: with a unit named beside its group only the tables can answer.
fn reaches() -> [Reach; 2] {
    let memory = Reach { groups: vec![cast::GROUP], ..Reach::default() };
    let tables = Reach { units: vec![cast::UNITS[1].id], ..memory.clone() };
    [memory, tables]
}

/// How many the filter lets through on the day; memory and tables agree, list and count too.
async fn many(db: &Db, as_of: &str, filter: Filter) -> u32 {
    let (filter, today) = (Filter { as_of: Some(day(as_of)), ..filter }, day("2023-07-28"));
    let [memory, tables] = reaches();
    let page = list(db, &memory, &filter, today).await.unwrap();
    assert_eq!(page, list(db, &tables, &filter, today).await.unwrap(), "{filter:?}");
    assert_eq!(count(db, &memory, &filter, today).await.unwrap(), page.total, "{filter:?}");
    page.total
}

/// The only line of the day.
async fn line(db: &Db, as_of: &str) -> Line {
    assert_eq!(many(db, as_of, Filter::default()).await, 1);
    let filter = Filter { as_of: Some(day(as_of)), ..Filter::default() };
    list(db, &reaches()[0], &filter, day("2023-07-28")).await.unwrap().lines.remove(0)
}

#[tokio::test]
async fn a_line_of_a_past_day_is_told_from_that_day() {
    each_db(|bench| async move {
        story(&bench).await;
        for round in ["live", "rebuilt"] {
            for (as_of, title, official, percent, returns, relapses, lookback) in [
                ("2023-05-09", "食堂排队过长", "韩立群", 0, 0, 0, None),
                ("2023-05-10", "餐厅窗口不足", "张启明", 0, 0, 0, None),
                ("2023-05-15", "餐厅窗口不足", "张启明", 60, 0, 0, None),
                ("2023-05-21", "餐厅窗口不足", "张启明", 60, 0, 0, None),
                ("2023-05-22", "餐厅窗口不足", "张启明", 60, 1, 0, None),
                ("2023-05-28", "餐厅窗口不足", "张启明", 100, 1, 0, Some("2023-08-26")),
                ("2023-06-24", "餐厅窗口不足", "张启明", 100, 1, 0, Some("2023-06-20")),
                ("2023-06-25", "餐厅窗口不足", "张启明", 0, 1, 1, None),
            ] {
                let line = line(&bench.db, as_of).await;
                let told = (line.title.as_str(), line.official.as_deref(), line.percent, line.returns, line.relapses);
                assert_eq!(told, (title, Some(official), percent, returns, relapses), "{round}, {as_of}");
                assert_eq!(line.lookback, lookback.map(day), "{round}, {as_of}");
            }
            store::rebuild::rebuild(&bench.db).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_filter_of_a_past_day_asks_how_it_was_then() {
    each_db(|bench| async move {
        story(&bench).await;
        let all = Filter::default();
        for (filter, before, from) in [
            (Filter { returned: true, ..all.clone() }, "2023-05-21", "2023-05-22"),
            (Filter { lookback_due: true, ..all.clone() }, "2023-06-19", "2023-06-20"),
            (Filter { relapsed: true, ..all.clone() }, "2023-06-24", "2023-06-25"),
            (Filter { text: "餐厅".into(), ..all.clone() }, "2023-05-09", "2023-05-10"),
            (Filter { owner: "张".into(), ..all.clone() }, "2023-05-09", "2023-05-10"),
        ] {
            let found = (many(&bench.db, before, filter.clone()).await, many(&bench.db, from, filter.clone()).await);
            assert_eq!(found, (0, 1), "{filter:?}");
        }
        for (as_of, filter) in [
            ("2023-05-10", Filter { text: "食堂".into(), ..all.clone() }),
            ("2023-05-10", Filter { owner: "韩立群".into(), ..all.clone() }),
            ("2023-06-25", Filter { lookback_due: true, ..all.clone() }),
        ] {
            assert_eq!(many(&bench.db, as_of, filter.clone()).await, 0, "{filter:?}");
        }
        // what is searched is kept and goes on from there
        found(&bench, "2023-07-01", "餐厅通风不畅", "韩立群").await;
        assert_eq!(many(&bench.db, "2023-07-01", Filter { text: "餐厅".into(), ..all.clone() }).await, 2);
        assert_eq!(many(&bench.db, "2023-06-30", Filter { text: "餐厅".into(), ..all }).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_a_past_day_has_each_issue_as_it_was() {
    each_db(|bench| async move {
        let issue = story(&bench).await;
        let [reach, _] = reaches();
        let file = |as_of: Option<&str>| {
            let (db, reach, filter) = (&bench.db, &reach, Filter { as_of: as_of.map(day), ..Filter::default() });
            async move { whole(db, reach, &filter, day("2023-07-28"), 100).await.unwrap() }
        };
        for (as_of, title, done) in [
            (Some("2023-05-09"), "食堂排队过长", false),
            (Some("2023-05-15"), "餐厅窗口不足", true),
            (None, "餐厅窗口不足", true),
        ] {
            let file = file(as_of).await;
            let [(line, own)] = file.as_slice() else { panic!("{} lines", file.len()) };
            assert_eq!((line.id, own.id, line.title.as_str(), own.title.as_str()), (issue, issue, title, title));
            assert_eq!((own.measures[0].done_at.is_some(), own.state), (done, line.state), "{as_of:?}");
        }
        assert!(file(Some("2023-04-30")).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_answers_is_looked_for_in_official_and_department_alone() {
    each_db(|bench| async move {
        found(&bench, "2023-05-01", "张江校区供水不足", "韩立群").await;
        found(&bench, "2023-05-01", "图书馆座位紧张", "张启明").await;
        let names = |owner: &str, text: &str| {
            let filter = Filter { owner: owner.into(), text: text.into(), ..Filter::default() };
            let (db, [memory, tables]) = (&bench.db, reaches());
            async move {
                let page = list(db, &memory, &filter, day("2023-05-01")).await.unwrap();
                assert_eq!(page, list(db, &tables, &filter, day("2023-05-01")).await.unwrap());
                page.lines.into_iter().filter_map(|line| line.official).collect::<Vec<_>>()
            }
        };
        assert_eq!(names("张", "").await, ["张启明"]);
        assert_eq!(names("", "张").await.len(), 2);
        assert_eq!(names("教务", "").await.len(), 2, "the department");
        assert_eq!(names("调研-001", "").await.len() + names("｜", "").await.len(), 0);
        assert_eq!(names("韩", "供水").await, ["韩立群"]);
        assert_eq!(many(&bench.db, "2023-05-01", Filter { owner: "张".into(), ..Filter::default() }).await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_issue_is_found_by_its_number_within_reach() {
    each_db(|bench| async move {
        for number in 1..=60 {
            let mut find = find(1, Origin::Research, &format!("问题，见调研-{number:03}和调研-007"));
            find.facts.category = None;
            bench.accept(STAFF.id, cast::book(), Any::Issue(Act::Find(Box::new(find)))).await;
        }
        let look = |who: CastPerson, typed: &str| {
            let (db, reach, code) = (&bench.db, who.viewer().unwrap().reach(), read_code(typed).unwrap());
            async move { by_number(db, &reach, cast::book(), code.0, code.1).await.unwrap() }
        };
        let [reach, _] = reaches();
        for typed in ["调研-060", "调研-60", "调研－６０"] {
            let issue = look(HEAD, typed).await.unwrap();
            let lines = store::issue::lines(&bench.db, &reach, &[issue]).await.unwrap();
            assert_eq!(lines[0].number, 60, "{typed}");
        }
        assert!(look(STAFF, "调研-60").await.is_some());
        for (who, typed) in [(HEAD, "调研-61"), (HEAD, "班子-60"), (cast::MUSIC_STAFF, "调研-60")] {
            assert_eq!(look(who, typed).await, None, "{typed}");
        }
    })
    .await;
}

#[tokio::test]
async fn issues_of_before_get_what_their_past_days_ask_for() {
    each_db(|bench| async move {
        story(&bench).await;
        found(&bench, "2023-07-01", "图书馆座位紧张", "韩立群").await;
        let cells = |text: &'static str| {
            let url = bench.url.clone();
            async move { dump::column(&mut dump::connect(&url).await, text).await }
        };
        let search = "select search from issue order by id";
        let times = "select cast(from_seq as text) || ' ' || cast(returns as text) || ' ' || cast(relapses as text) \
             from issue_version order by from_seq";
        let live = (cells(search).await, cells(times).await);
        let added = ["title", "official", "department", "lookback_day", "percent", "returns", "relapses", "search"];
        for column in added {
            dump::run(&bench.url, &format!("alter table issue_version drop column {column}")).await;
        }
        dump::run(&bench.url, "update issue set search = replace(search, '｜', ' ')").await;
        dump::run(&bench.url, "delete from migration where name = '0020_issue_past'").await;
        let db = Db::open(&bench.url).await.unwrap();
        assert_eq!((cells(search).await, cells(times).await), live);
        let now = Filter { owner: "张启明".into(), text: "餐厅".into(), ..Filter::default() };
        assert_eq!(many(&db, "2023-05-01", now.clone()).await, 1, "with the words of now");
        store::rebuild::rebuild(&db).await.unwrap();
        let db = Db::open(&bench.url).await.unwrap();
        assert_eq!((many(&db, "2023-05-01", now.clone()).await, many(&db, "2023-05-10", now).await), (0, 1));
    })
    .await;
}
