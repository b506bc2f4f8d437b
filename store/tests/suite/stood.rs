//! What memory answers about the list is what the tables answer, after every single act and on every day, on both databases.

use crate::common::{Bench, each_db, find, id, note};
use domain::act::Act;
use domain::cast;
use domain::issue::list::{Filter, Sort};
use domain::issue::{self, Category, Origin, State};
use domain::kinds::{Day, IssueId, Percent, Text};
use domain::viewer::Reach;
use store::issue::{count, counts, first, list};

fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

/// The same reach said twice: with a unit named beside its group only the tables can answer.
fn reaches() -> [Reach; 2] {
    let memory = Reach { groups: vec![cast::GROUP], ..Reach::default() };
    let tables = Reach { units: vec![cast::UNITS[1].id], ..memory.clone() };
    [memory, tables]
}

fn filters() -> Vec<Filter> {
    let solved = vec![State::Verified, State::Held];
    let mut filters = vec![
        Filter::default(),
        Filter { book: Some(cast::book()), descending: true, ..Filter::default() },
        Filter { unit: Some(cast::UNITS[2].id), ..Filter::default() },
        Filter { origin: Some(Origin::TeamList), sort: Sort::Moved, ..Filter::default() },
        Filter { category: Some(Category::Livelihood), sort: Sort::Found, ..Filter::default() },
        Filter { unclassified: true, sort: Sort::Number, ..Filter::default() },
        Filter { late: true, ..Filter::default() },
        Filter { stagnant: true, sort: Sort::Moved, descending: true, ..Filter::default() },
        Filter { states: solved.clone(), since: Some(day("2023-06-10")), ..Filter::default() },
        Filter { states: vec![State::InProgress], since: Some(day("2023-06-10")), ..Filter::default() },
        Filter { since: Some(day("2023-05-10")), ..Filter::default() },
        Filter { page: 1, ..Filter::default() },
        Filter { text: "食堂".to_owned(), ..Filter::default() },
        Filter { text: " Ｔ-0".to_owned(), sort: Sort::Found, descending: true, ..Filter::default() },
        Filter { text: "高峰".to_owned(), owner: "处".to_owned(), sort: Sort::Number, ..Filter::default() },
        Filter { text: "100%".to_owned(), ..Filter::default() },
        Filter { owner: "群 教".to_owned(), ..Filter::default() },
        Filter { lookback_due: true, ..Filter::default() },
        Filter { returned: true, sort: Sort::Moved, ..Filter::default() },
        Filter { relapsed: true, ..Filter::default() },
        Filter { sort: Sort::State, ..Filter::default() },
        Filter { origin: Some(Origin::Research), sort: Sort::State, descending: true, ..Filter::default() },
    ];
    let past: Vec<Filter> = ["2023-04-17", "2023-05-20", "2023-05-31", "2023-06-12", "2023-06-20", "2023-07-31"]
        .iter()
        .flat_map(|as_of| filters.iter().map(|filter| Filter { as_of: Some(day(as_of)), ..filter.clone() }))
        .collect();
    filters.extend(past);
    filters
}

/// Compares everything; says how many lines there were to compare.
async fn same(bench: &Bench, today: &str) -> u32 {
    let (db, today, [memory, tables]) = (&bench.db, day(today), reaches());
    let mut seen = 0;
    for filter in filters() {
        let own = list(db, &memory, &filter, today).await.unwrap();
        assert_eq!(own, list(db, &tables, &filter, today).await.unwrap(), "{filter:?}");
        assert_eq!(count(db, &memory, &filter, today).await.unwrap(), own.total, "{filter:?}");
        let some = first(db, &memory, &filter, today, 3).await.unwrap();
        assert_eq!(some, first(db, &tables, &filter, today, 3).await.unwrap(), "{filter:?}");
        seen += own.total;
    }
    let all = counts(db, &memory, &filters(), today).await.unwrap();
    assert_eq!(all, counts(db, &tables, &filters(), today).await.unwrap());
    assert_eq!(all.iter().sum::<u32>(), seen);
    seen
}

/// The states of the list when it is sorted by them, as memory and as the tables put them.
async fn by_state(bench: &Bench, as_of: Option<Day>, descending: bool) -> [Vec<State>; 2] {
    let filter = Filter { sort: Sort::State, as_of, descending, ..Filter::default() };
    let [memory, tables] = reaches();
    let mut both = Vec::new();
    for reach in [memory, tables] {
        let page = list(&bench.db, &reach, &filter, day("2023-07-31")).await.unwrap();
        both.push(page.lines.iter().map(|line| line.state).collect::<Vec<_>>());
    }
    both.try_into().unwrap()
}

#[tokio::test]
async fn issues_sorted_by_state_stand_in_the_order_of_their_life_on_any_day() {
    each_db(|bench| async move {
        let mut issues = Vec::new();
        for unit in [1, 2, 0, 1] {
            let mut own = find(unit, Origin::Research, "学生食堂高峰时段排队过长");
            own.facts.category = Some(Category::Livelihood);
            issues.push(own.issue);
            of_group(&bench, issue::Act::Find(Box::new(own))).await;
        }
        let agree = |issue| issue::Act::Agree { issue, note: None };
        bench.set_day("2023-05-20");
        of_group(&bench, agree(issues[0])).await;
        let issue = issues[1];
        of_group(&bench, issue::Act::Withdraw { issue, reason: note("与调研清单中的另一项内容重复，不再单列") }).await;
        let (issue, percent) = (issues[0], Percent::parse("40").unwrap());
        let progress = issue::Act::ReportProgress { issue, percent, node: None, note: note("窗口增设完毕") };
        bench.set_day("2023-06-12");
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(progress)).await;
        of_group(&bench, agree(issues[2])).await;
        let mut life = vec![State::Found, State::Agreed, State::InProgress, State::Withdrawn];
        assert_eq!(by_state(&bench, None, false).await, [life.clone(), life.clone()]);
        life.reverse();
        assert_eq!(by_state(&bench, None, true).await, [life.clone(), life]);
        let before = vec![State::Found, State::Found, State::Agreed, State::Withdrawn];
        assert_eq!(by_state(&bench, Some(day("2023-05-20")), false).await, [before.clone(), before]);
    })
    .await;
}

async fn of_group(bench: &Bench, act: issue::Act) {
    bench.accept(cast::HEAD.id, cast::book(), Act::Issue(act)).await;
}

/// The life of one issue, with a word of its own for each.
async fn solve(bench: &Bench, issue: IssueId, unit: usize) {
    let staff = [cast::ACADEMY_STAFF, cast::NORMAL_STAFF, cast::COLLEGE_STAFF][unit].id;
    bench.set_day("2023-05-20");
    of_group(bench, issue::Act::Agree { issue, note: None }).await;
    same(bench, "2023-05-20").await;
    bench.set_day("2023-06-12");
    let percent = Percent::parse("100").unwrap();
    let progress = issue::Act::ReportProgress { issue, percent, node: None, note: note("窗口增设完毕") };
    bench.accept(staff, cast::book(), Act::Issue(progress)).await;
    same(bench, "2023-06-12").await;
}

#[tokio::test]
async fn memory_and_tables_answer_alike_after_every_act() {
    each_db(|bench| async move {
        let mut issues = Vec::new();
        for (number, unit) in [0, 1, 2, 1, 2, 0].into_iter().enumerate() {
            let origin = if number % 3 == 2 { Origin::TeamList } else { Origin::Research };
            let mut own = find(unit, origin, "学生食堂高峰时段排队过长");
            own.facts.category = (number != 5).then_some(Category::Livelihood);
            issues.push((own.issue, unit));
            of_group(&bench, issue::Act::Find(Box::new(own))).await;
            same(&bench, "2023-04-17").await;
        }
        for (issue, unit) in issues.iter().take(4) {
            solve(&bench, *issue, *unit).await;
        }
        let issue = issues[4].0;
        bench.set_day("2023-06-20");
        of_group(&bench, issue::Act::Withdraw { issue, reason: note("与调研清单中的另一项内容重复，不再单列") }).await;
        same(&bench, "2023-06-20").await;
        bench.set_day("2023-07-05");
        of_group(&bench, issue::Act::Reinstate { issue, reason: note("核对后确认并非重复，应当继续整改") }).await;
        assert!(same(&bench, "2023-08-01").await > 100);
    })
    .await;
}

#[tokio::test]
async fn what_one_unit_may_see_is_never_taken_from_the_whole_book() {
    each_db(|bench| async move {
        for unit in [0, 1, 2] {
            of_group(&bench, issue::Act::Find(Box::new(find(unit, Origin::Research, "报修周期过长")))).await;
        }
        let own = Reach { units: vec![cast::UNITS[1].id], ..Reach::default() };
        let book = Filter { book: Some(cast::book()), ..Filter::default() };
        let other = domain::kinds::Book::Group(domain::kinds::GroupId(uuid::Uuid::from_u128(9)));
        let foreign = Reach { groups: vec![domain::kinds::GroupId(uuid::Uuid::from_u128(9))], ..Reach::default() };
        for filter in [Filter::default(), book.clone()] {
            assert_eq!(count(&bench.db, &own, &filter, day("2023-04-17")).await.unwrap(), 1);
            assert_eq!(count(&bench.db, &Reach::default(), &filter, day("2023-04-17")).await.unwrap(), 0);
            assert_eq!(list(&bench.db, &foreign, &filter, day("2023-04-17")).await.unwrap().lines, []);
        }
        let everything = Reach { all: true, ..Reach::default() };
        assert_eq!(count(&bench.db, &everything, &book, day("2023-04-17")).await.unwrap(), 3);
        let elsewhere = Filter { book: Some(other), ..Filter::default() };
        assert_eq!(count(&bench.db, &everything, &elsewhere, day("2023-04-17")).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn units_and_people_kept_in_memory_are_read_again_when_one_changes() {
    each_db(|bench| async move {
        let kind = domain::act::Subject::Unit;
        let name = |name: &str| Text::parse(name).unwrap();
        assert_eq!(store::record::kept(&bench.db, [kind]).await.unwrap()[0].len(), cast::UNITS.len());
        let (unit, code) = (domain::kinds::UnitId(id()), Text::parse("XDW").unwrap());
        let add = domain::unit::Act::Add { unit, code, name: name("松江职业学院") };
        bench.accept(cast::HEAD.id, cast::book(), Act::Unit(add)).await;
        assert_eq!(store::record::kept(&bench.db, [kind]).await.unwrap()[0].len(), cast::UNITS.len() + 1);
        let working = async || {
            let [people] = store::record::kept(&bench.db, [domain::act::Subject::Person]).await.unwrap();
            people.iter().filter(|own| <&domain::person::Person>::try_from(*own).unwrap().roles.len() == 1).count()
        };
        let before = working().await;
        assert!(before > 10);
        let (person, role) = (cast::MEMBER.id, cast::MEMBER.role);
        let leaves = Act::Person(domain::person::Act::RevokeRole { person, role });
        bench.accept(cast::SYSTEM_ADMIN.id, domain::kinds::Book::Office, leaves).await;
        assert_eq!(working().await, before - 1);
    })
    .await;
}
