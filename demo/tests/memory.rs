//! A whole campaign of two groups: what memory answers about it is what the tables answer, on any day.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

use domain::act::Subject;
use domain::issue::list::{Filter, Sort};
use domain::issue::{Origin, State};
use domain::kinds::{Book, Day, GroupId, UnitId};
use domain::record::Record;
use domain::viewer::Reach;
use store::Db;
use store::issue::{first, list};
use strum::VariantArray;

fn filters() -> Vec<Filter> {
    let states = |when: fn(State) -> bool| State::VARIANTS.iter().copied().filter(|state| when(*state)).collect();
    let since = |day: &str| Day::parse(day).ok();
    let research = Filter { origin: Some(Origin::Research), ..Filter::default() };
    vec![
        Filter::default(),
        Filter { late: true, ..Filter::default() },
        Filter { stagnant: true, sort: Sort::Moved, ..Filter::default() },
        Filter { sort: Sort::Found, descending: true, page: 2, ..research.clone() },
        Filter { sort: Sort::Number, ..research.clone() },
        Filter { sort: Sort::State, page: 1, ..research.clone() },
        Filter { states: states(State::counted), since: since("2023-06-01"), ..research.clone() },
        Filter { states: states(State::solved), since: since("2023-06-01"), ..research.clone() },
        Filter { states: states(State::solved), since: since("2023-07-01"), ..research },
    ]
}

#[tokio::test]
async fn memory_and_tables_agree_about_every_week() {
    let dir = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", dir.path().join("xundao.sqlite").display())).await.unwrap();
    let db = db.with_key(store::seal::BallotKey::of_chance().unwrap());
    demo::run(&db, 2, 7, |_| Ok(()), |_, _| {}).await.unwrap();
    let mut groups: Vec<GroupId> = Vec::new();
    let mut units: Vec<UnitId> = Vec::new();
    for record in store::record::kept(&db, [Subject::Unit]).await.unwrap()[0].iter() {
        let Record::Unit(unit) = record else { continue };
        groups.push(unit.group);
        units.push(unit.id);
    }
    groups.sort_unstable();
    groups.dedup();
    assert_eq!((groups.len(), units.len()), (2, 10));
    // With a unit named beside its group only the tables can answer; whoever sees everything is asked by memory.
    let tables = Reach { groups: groups.clone(), units: vec![units[0]], ..Reach::default() };
    let everything = Reach { all: true, ..Reach::default() };
    let memory = Reach { groups, ..Reach::default() };
    let today = demo::today();
    let mut lines = 0;
    for week in 0..16 {
        let as_of = (week > 0).then(|| today.plus(-7 * week));
        for filter in filters() {
            let filter = Filter { as_of, ..filter };
            let own = list(&db, &memory, &filter, today).await.unwrap();
            assert_eq!(own, list(&db, &tables, &filter, today).await.unwrap(), "{filter:?}");
            assert_eq!(own, list(&db, &everything, &filter, today).await.unwrap(), "{filter:?}");
            let some = first(&db, &memory, &filter, today, 6).await.unwrap();
            assert_eq!(some, first(&db, &tables, &filter, today, 6).await.unwrap(), "{filter:?}");
            lines += own.lines.len();
        }
    }
    assert!(lines > 2_000, "{lines}");
    let office = Filter { book: Some(Book::Office), ..Filter::default() };
    assert_eq!(list(&db, &everything, &office, today).await.unwrap().total, 0);
}
