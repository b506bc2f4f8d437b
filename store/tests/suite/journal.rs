//! The journal under its writer, on both databases.

use crate::common::{Bench, each_db, find, note};
use domain::act::{Act, Verdict};
use domain::cast;
use domain::issue::list::Filter;
use domain::issue::{self, Origin};
use domain::kinds::{Day, Percent};
use domain::private::Private;
use domain::refusal::Refusal;
use store::tally::Scope;
use store::writer::By;
use store::{journal, tally, verify};

async fn one_issue(bench: &Bench) -> domain::kinds::IssueId {
    let find = find(1, Origin::Research, "创意设计人才培养与产业需求对接不畅");
    let issue = find.issue;
    bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
    issue
}

#[tokio::test]
async fn a_resend_gets_the_same_answer_and_writes_nothing() {
    each_db(|bench| async move {
        let find = find(1, Origin::Research, "一");
        let proposal = bench.proposal(cast::book(), Act::Issue(issue::Act::Find(Box::new(find))));
        let by = By::Person(cast::NORMAL_STAFF.id);
        let first = bench.writer.propose(by, vec![proposal.clone(), proposal.clone()]).await;
        let again = bench.writer.propose(by, vec![proposal.clone()]).await;
        assert!(matches!(first[0], Verdict::Accepted { .. }));
        assert_eq!(first[0], first[1]);
        assert_eq!(first[0], again[0]);
        let stranger = bench.writer.propose(By::Person(cast::MUSIC_STAFF.id), vec![proposal]).await;
        assert_eq!(stranger[0], Verdict::Refused { refusal: Refusal::Exists });
        let reach = cast::HEAD.viewer().unwrap().reach();
        let page = store::issue::list(&bench.db, &reach, &Filter::default(), day("2023-04-17")).await;
        assert_eq!(page.unwrap().total, 1);
    })
    .await;
}

fn day(raw: &str) -> Day {
    Day::parse(raw).unwrap()
}

#[tokio::test]
async fn books_are_gapless_and_verify_names_the_heads() {
    each_db(|bench| async move {
        one_issue(&bench).await;
        let heads = verify::verify(&bench.db).await.unwrap().unwrap();
        assert_eq!(heads.len(), 2);
        for head in heads {
            let entries = journal::after(&bench.db, head.book, 0, 1_000).await.unwrap();
            let seqs: Vec<i64> = entries.iter().map(|chained| chained.entry.seq).collect();
            assert_eq!(seqs, (1..=head.seq).collect::<Vec<_>>());
        }
    })
    .await;
}

#[tokio::test]
async fn a_foreign_unit_sees_and_changes_nothing() {
    each_db(|bench| async move {
        let issue = one_issue(&bench).await;
        let foreign = cast::MUSIC_STAFF.viewer().unwrap().reach();
        let page = store::issue::list(&bench.db, &foreign, &Filter::default(), day("2023-04-17")).await.unwrap();
        assert_eq!((page.total, page.population), (0, 0));
        let act = Act::Issue(issue::Act::Comment { issue, text: note("别的单位的话") });
        let verdict = bench.act(cast::MUSIC_STAFF.id, cast::book(), act).await;
        assert_eq!(verdict, Verdict::Refused { refusal: Refusal::NotFound });
    })
    .await;
}

#[tokio::test]
async fn a_list_as_of_a_day_shows_that_day() {
    each_db(|bench| async move {
        let issue = one_issue(&bench).await;
        bench.set_day("2023-05-10");
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Agree { issue, note: None })).await;
        bench.set_day("2023-05-20");
        let percent = Percent::parse("40").unwrap();
        let act = issue::Act::ReportProgress { issue, percent, node: None, note: note("窗口已开") };
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(act)).await;
        let reach = cast::OFFICE_LEADER.viewer().unwrap().reach();
        for (at, state) in
            [("2023-04-17", "found"), ("2023-05-10", "agreed"), ("2023-05-19", "agreed"), ("2023-05-20", "in_progress")]
        {
            let filter = Filter { as_of: Some(day(at)), ..Filter::default() };
            let page = store::issue::list(&bench.db, &reach, &filter, day("2023-05-20")).await.unwrap();
            let states: Vec<&str> = page.lines.iter().map(|line| line.state.into()).collect();
            assert_eq!(states, [state], "as of {at}");
        }
        let before = Filter { as_of: Some(day("2023-04-16")), ..Filter::default() };
        assert_eq!(store::issue::list(&bench.db, &reach, &before, day("2023-05-20")).await.unwrap().total, 0);
        let late = Filter { late: true, ..Filter::default() };
        assert_eq!(store::issue::list(&bench.db, &reach, &late, day("2023-06-30")).await.unwrap().total, 0);
        assert_eq!(store::issue::list(&bench.db, &reach, &late, day("2023-07-01")).await.unwrap().total, 1);
    })
    .await;
}

#[tokio::test]
async fn rebuild_equals_live() {
    each_db(|bench| async move {
        let issue = one_issue(&bench).await;
        bench.set_day("2023-05-10");
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(issue::Act::Agree { issue, note: None })).await;
        bench.set_day("2023-05-20");
        for percent in ["40", "60"] {
            let percent = Percent::parse(percent).unwrap();
            let act = issue::Act::ReportProgress { issue, percent, node: None, note: note("窗口已开") };
            bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(act)).await;
        }
        let live = dump(&bench).await;
        let many = store::rebuild::rebuild(&bench.db).await.unwrap();
        assert!(many > 30);
        assert_eq!(dump(&bench).await, live);
    })
    .await;
}

async fn dump(bench: &Bench) -> Vec<String> {
    use sqlx::{Connection, Row};
    let url = bench.url.replace("?mode=rwc", "");
    let mut conn = sqlx::AnyConnection::connect(&url).await.unwrap();
    let mut dump = Vec::new();
    for (table, order) in [
        ("record", "subject, id"),
        ("issue", "id"),
        ("issue_version", "id, from_seq"),
        ("visit", "id"),
        ("visit_version", "id, from_seq"),
        ("promise_version", "id, from_seq"),
        ("tally", "scope, day, cell"),
        ("taken", "name"),
    ] {
        let text = sqlx::AssertSqlSafe(format!("select * from {table} order by {order}"));
        for row in sqlx::query(text).fetch_all(&mut conn).await.unwrap() {
            let cells: Vec<String> = (0..row.len())
                .map(|place| match row.try_get::<Option<String>, _>(place) {
                    Ok(text) => format!("{text:?}"),
                    Err(_) => format!("{:?}", row.try_get::<Option<i64>, _>(place).unwrap()),
                })
                .collect();
            dump.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    dump
}

#[tokio::test]
async fn the_tally_counts_what_the_records_are() {
    each_db(|bench| async move {
        one_issue(&bench).await;
        let steps = tally::steps(&bench.db, Scope::Group(cast::book()), day("2023-04-17")).await.unwrap();
        let sum = |figure: domain::figure::Figure| {
            steps.iter().filter(|step| figure.counts(step.cell)).map(|step| step.value).sum::<i64>()
        };
        assert_eq!(sum(domain::figure::Figure::Units), 5);
        assert_eq!(sum(domain::figure::Figure::ResearchFound), 1);
        assert_eq!(sum(domain::figure::Figure::ResearchSolved), 0);
    })
    .await;
}

#[tokio::test]
async fn words_that_no_act_names_are_refused_and_not_kept() {
    each_db(|bench| async move {
        let comment = issue::Act::Comment { issue: one_issue(&bench).await, text: note("留一句话") };
        let words = Private::new([7; 32], "张三");
        let proposal = bench.proposal(cast::book(), Act::Issue(comment)).with(vec![words]);
        let key = proposal.act.key();
        let verdict = bench.writer.propose(By::Person(cast::HEAD.id), vec![proposal]).await.remove(0);
        assert_eq!(verdict, Verdict::Refused { refusal: Refusal::Malformed });
        assert!(store::private::of(&bench.db, key).await.unwrap().is_empty());
    })
    .await;
}
