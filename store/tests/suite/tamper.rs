//! Any edit, deletion, insertion, swap or cut of the journal is found, and the first bad entry is named.

use crate::common::{Bench, each_db, find, id, note, sitting};
use domain::act::Act;
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::VisitId;
use domain::visit;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};
use store::verify::verify;

/// A group's book with a few more entries at the end, and a connection to spoil it with.
async fn spoilable(bench: &Bench) -> (AnyConnection, i64) {
    for title in ["一", "二", "三"] {
        let find = find(1, Origin::Research, title);
        let issue = find.issue;
        bench.accept(cast::NORMAL_STAFF.id, cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
        let comment = issue::Act::Comment { issue, text: note("留一句话") };
        bench.accept(cast::HEAD.id, cast::book(), Act::Issue(comment)).await;
    }
    let heads = verify(&bench.db).await.unwrap().unwrap();
    let last = heads.iter().find(|head| head.book == cast::book()).unwrap().seq;
    (AnyConnection::connect(&bench.url).await.unwrap(), last)
}

async fn run(conn: &mut AnyConnection, text: &str) -> u64 {
    sqlx::query(AssertSqlSafe(text.to_owned())).execute(conn).await.unwrap().rows_affected()
}

/// What verify says after `spoil`, given the last number of the group's book.
async fn found(bench: &Bench, spoil: impl Fn(i64) -> Vec<String>) -> (String, i64) {
    let (mut conn, last) = spoilable(bench).await;
    for text in spoil(last) {
        assert!(run(&mut conn, &text).await > 0, "{text} changed nothing");
    }
    let fault = verify(&bench.db).await.unwrap().unwrap_err();
    (fault.book, last - fault.seq)
}

fn book() -> String {
    cast::book().to_string()
}

#[tokio::test]
async fn an_edited_text_is_found() {
    each_db(|bench| async move {
        let spoil = |last| {
            let at = last - 2;
            vec![format!(
                "update journal set body = replace(body, '二', '贰') where book = '{}' and seq = {}",
                book(),
                at - 1
            )]
        };
        assert_eq!(found(&bench, spoil).await, (book(), 3));
    })
    .await;
}

#[tokio::test]
async fn an_edited_column_is_found() {
    each_db(|bench| async move {
        let (mut conn, last) = spoilable(&bench).await;
        let other = format!("'{}'", cast::UNITS[2].id);
        run(&mut conn, "create table kept as select * from journal").await;
        for (column, value) in [
            ("act_id", "'x'"),
            ("kind", "'issue.find'"),
            ("subject_id", "'x'"),
            ("unit_id", "null"),
            ("unit_id", other.as_str()),
            ("by_person", "'x'"),
            ("recorded_at", "recorded_at + 1"),
        ] {
            let at = format!("where book = '{}' and seq = {last}", book());
            assert_eq!(run(&mut conn, &format!("update journal set {column} = {value} {at}")).await, 1);
            let fault = verify(&bench.db).await.unwrap().unwrap_err();
            assert_eq!((fault.book, fault.seq), (book(), last), "{column}");
            run(&mut conn, &format!("update journal set {column} = (select k.{column} from kept k {at}) {at}")).await;
            assert!(verify(&bench.db).await.unwrap().is_ok(), "{column}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_first_of_several_edited_units_is_named() {
    each_db(|bench| async move {
        let spoil = |last: i64| {
            let set = |seq: i64| {
                format!(
                    "update journal set unit_id = null where unit_id is not null and book = '{}' and seq = {seq}",
                    book()
                )
            };
            vec![set(last), set(last - 4), set(last - 1)]
        };
        assert_eq!(found(&bench, spoil).await, (book(), 4));
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_its_unit_learns_of_later_is_as_it_was_written() {
    each_db(|bench| async move {
        let (visit, unit) = (VisitId(id()), cast::UNITS[1].id);
        let description = sitting("2023-04-17");
        let plan = visit::Act::Plan { visit, unit, description: Box::new(description.clone()), drawn: None };
        let findings = visit::Findings { people: 3, ..visit::Findings::default() };
        let record = visit::act::Recorded { visit, unit, based_on: None, description, findings, promises: Vec::new() };
        for act in [plan, visit::Act::Record(Box::new(record))] {
            bench.accept(cast::MEMBER.id, cast::book(), Act::Visit(act)).await;
        }
        assert!(verify(&bench.db).await.unwrap().is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_deleted_entry_is_found() {
    each_db(|bench| async move {
        let spoil = |last| vec![format!("delete from journal where book = '{}' and seq = {}", book(), last - 3)];
        assert_eq!(found(&bench, spoil).await, (book(), 3));
    })
    .await;
}

#[tokio::test]
async fn a_cut_off_end_is_found() {
    each_db(|bench| async move {
        let spoil = |last| vec![format!("delete from journal where book = '{}' and seq > {}", book(), last - 2)];
        assert_eq!(found(&bench, spoil).await, (book(), 1));
    })
    .await;
}

#[tokio::test]
async fn an_inserted_entry_is_found() {
    each_db(|bench| async move {
        let spoil = |last| {
            vec![format!(
                "insert into journal select book, seq + 1, 'forged', kind, subject_id, unit_id, by_person, recorded_at, \
                 body, hash, hash from journal where book = '{}' and seq = {last}",
                book()
            )]
        };
        assert_eq!(found(&bench, spoil).await, (book(), -1));
    })
    .await;
}

#[tokio::test]
async fn two_swapped_entries_are_found() {
    each_db(|bench| async move {
        let spoil = |last: i64| {
            let set = |from: i64, to: i64| {
                format!("update journal set seq = {to} where book = '{}' and seq = {from}", book())
            };
            vec![set(last - 1, 999_999), set(last - 4, last - 1), set(999_999, last - 4)]
        };
        assert_eq!(found(&bench, spoil).await, (book(), 4));
    })
    .await;
}

#[tokio::test]
async fn a_book_without_its_head_is_found() {
    each_db(|bench| async move {
        let spoil = |_| vec![format!("delete from book where id = '{}'", book())];
        let (fault, _) = found(&bench, spoil).await;
        assert_eq!(fault, book());
    })
    .await;
}

#[tokio::test]
async fn a_private_text_that_is_not_what_its_entry_commits_to_is_found() {
    each_db(|bench| async move {
        let words = domain::private::Private::new([7; 32], "张三");
        let row = |body: &str| {
            let (hash, salt) = (words.commitment().unwrap(), &words.salt);
            format!(
                "insert into private (hash, book, seq, subject_id, salt, body) \
                 values ('{hash}', '{}', 3, 'x', '{salt}', '{body}')",
                book()
            )
        };
        let (mut conn, _) = spoilable(&bench).await;
        run(&mut conn, &row("张三")).await;
        assert!(verify(&bench.db).await.unwrap().is_ok(), "the words as they were committed to");
        run(&mut conn, "delete from private").await;
        let (fault, seq) = found(&bench, |last| vec![row("李四"), format!("update private set seq = {last}")]).await;
        assert_eq!((fault, seq), (book(), 0));
    })
    .await;
}
