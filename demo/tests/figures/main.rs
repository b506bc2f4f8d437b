//! The figures of the report, counted three ways in a database that holds nothing but accepted acts.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

mod counted;
mod looked;
mod rounds;
mod way;

use std::collections::{BTreeMap, BTreeSet};

use domain::act::Subject;
use domain::cast;
use domain::figure::Figure;
use domain::issue::Issue;
use domain::issue::list::Filter;
use domain::kinds::Day;
use domain::record::Record;
use domain::viewer::Reach;
use store::seal::BallotKey;
use store::tally::{Scope, steps};
use store::{Db, journal, record, verify};

use self::counted::{bars, by_list, by_record, radar, series, visits};
use self::looked::looked_back;
use self::way::told;

const SEED: u64 = 20_230_417;

async fn open(url: &str) -> Db {
    Db::open(url).await.unwrap().with_key(BallotKey::of_chance().unwrap())
}

/// Runs on SQLite, and on PostgreSQL where there is one.
async fn each_db<F: Future<Output = ()>>(story: impl Fn(Db) -> F) {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("xundao.sqlite").display());
    story(open(&url).await).await;
    if let Ok(server) = std::env::var("XUNDAO_TEST_POSTGRES") {
        story(open(&database(&server).await).await).await;
    }
}

async fn database(server: &str) -> String {
    use sqlx::Connection;
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    sqlx::any::install_default_drivers();
    let number = NEXT.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    let name = format!("demo{}_{number}", std::process::id());
    let mut conn = sqlx::AnyConnection::connect(&format!("{server}/postgres")).await.unwrap();
    sqlx::query(sqlx::AssertSqlSafe(format!("create database {name}"))).execute(&mut conn).await.unwrap();
    format!("{server}/{name}")
}

async fn play(db: &Db, groups: u32) -> demo::Summary {
    demo::run(db, groups, SEED, |_| Ok(()), |_, _| {}).await.unwrap()
}

fn everything() -> Reach {
    Reach { all: true, ..Reach::default() }
}

fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

async fn figure(db: &Db, figure: Figure, upto: Day) -> i64 {
    let steps = steps(db, Scope::Group(cast::book()), upto).await.unwrap();
    steps.iter().filter(|step| figure.counts(step.cell)).map(|step| step.value).sum()
}

async fn cells(db: &Db, scope: Scope, upto: Day) -> BTreeMap<String, i64> {
    let mut cells = BTreeMap::new();
    for step in steps(db, scope, upto).await.unwrap() {
        *cells.entry(step.cell.to_string()).or_insert(0) += step.value;
    }
    cells.retain(|_, value| *value != 0);
    cells
}

async fn issues(db: &Db) -> Vec<Issue> {
    let records = record::all(db, &everything(), Subject::Issue, Some(cast::book()), None).await.unwrap();
    let issue = |record| match record {
        Record::Issue(issue) => *issue,
        other => panic!("{other:?}"),
    };
    records.into_iter().map(issue).collect()
}

async fn listed(db: &Db, filter: Filter) -> u32 {
    let filter = Filter { book: Some(cast::book()), ..filter };
    store::issue::list(db, &everything(), &filter, demo::today()).await.unwrap().total
}

const REPORTED: [(Figure, i64); 13] = [
    (Figure::Units, 5),
    (Figure::Goals, 5),
    (Figure::Carriers, 15),
    (Figure::TeamListIssues, 123),
    (Figure::Reports, 40),
    (Figure::ResearchFound, 160),
    (Figure::ResearchSolved, 93),
    (Figure::Rules, 39),
    (Figure::Seminars, 12),
    (Figure::PhoneFollowUps, 120),
    (Figure::Interviews, 180),
    (Figure::Worklists, 15),
    (Figure::Notices, 82),
];

#[tokio::test]
async fn the_figures_of_the_report_are_counted_from_tally_lists_and_records() {
    each_db(|db| async move {
        play(&db, 1).await;
        for (wanted, value) in REPORTED {
            assert_eq!(figure(&db, wanted, day("2023-07-28")).await, value, "{wanted:?} on 28 July");
            assert_eq!(figure(&db, wanted, day("2023-08-25")).await, value, "{wanted:?} at the end");
        }
        by_list(&db).await;
        by_record(&db).await;
        visits(&db).await;
        bars(&db).await;
        radar(&db).await;
        told(&db).await;
        series(&db).await;
        looked_back(&db).await;
        whole(&db).await;
        let again = demo::run(&db, 1, SEED, |_| Ok(()), |_, _| {}).await;
        assert!(matches!(again, Err(demo::Error::NotEmpty)));
    })
    .await;
}

async fn whole(db: &Db) {
    let heads = verify::verify(db).await.unwrap().unwrap();
    assert_eq!(heads.len(), 2);
    let head = heads.iter().find(|head| head.book == cast::book()).unwrap();
    assert_eq!((head.recorded_at.day(), head.recorded_at.clock()), (demo::today(), (16, 40)));
    let entries = journal::after(db, cast::book(), 0, 10_000).await.unwrap();
    assert!(entries.iter().all(|chained| chained.entry.at == chained.entry.recorded_at));
    let live = (cells(db, Scope::All, demo::today()).await, issues(db).await);
    store::rebuild::rebuild(db).await.unwrap();
    assert_eq!((cells(db, Scope::All, demo::today()).await, issues(db).await), live);
}

#[tokio::test]
async fn the_same_seed_tells_the_same_story() {
    let steps = |seed| demo::script(3, seed).collect::<Vec<_>>();
    let story = steps(SEED);
    assert!(story.is_sorted_by_key(|step| step.at));
    assert_eq!(story, steps(SEED));
    assert_ne!(story.last(), steps(SEED + 1).last());
    let ids: BTreeSet<_> = story.iter().map(|step| step.proposal.id).collect();
    assert_eq!(ids.len(), story.len());
    let mut heads = Vec::new();
    for _ in 0..2 {
        let dir = tempfile::tempdir().unwrap();
        let db = open(&format!("sqlite:{}", dir.path().join("xundao.sqlite").display())).await;
        play(&db, 2).await;
        let own = journal::heads(&db).await.unwrap();
        heads.push(own.into_iter().filter(|head| head.book == cast::book()).collect::<Vec<_>>());
    }
    assert_eq!(heads[0], heads[1]);
}

#[tokio::test]
async fn further_groups_are_like_the_first_and_not_the_same() {
    each_db(|db| async move {
        let summary = play(&db, 4).await;
        assert_eq!(verify::verify(&db).await.unwrap().unwrap().len(), 5);
        let units = record::all(&db, &everything(), Subject::Unit, None, None).await.unwrap();
        assert_eq!(units.len(), 20);
        let issues = record::all(&db, &everything(), Subject::Issue, None, None).await.unwrap();
        assert!((1_050..=1_320).contains(&issues.len()), "{}", issues.len());
        // the papers and lists of the first group among them
        let each = summary.entries / issues.len();
        assert!((9..=14).contains(&each), "{} entries of {} issues", summary.entries, issues.len());
        assert_eq!(figure(&db, Figure::ResearchFound, demo::today()).await, 160);
    })
    .await;
}
