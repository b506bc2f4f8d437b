//! What is left of an answer on both databases: one cell, the same whoever said what, and nothing of how it was before. The
//! attacker's way from the outside is in `server/tests/suite/secrecy`.

use std::sync::Mutex;

use crate::common::dump::{self, Table, dump};
use crate::common::{Bench, each_db, id, month_long};
use domain::act::{Act as Any, Key, Subject};
use domain::cast;
use domain::entry::seal;
use domain::kinds::{SurveyId, Text};
use domain::record::Record;
use domain::survey::answer::Answer;
use domain::survey::result::of_raters;
use domain::survey::{Act, Survey};
use domain::viewer::Reach;
use sqlx::{AnyConnection, Connection as _};
use store::ballot;

/// What the database keeps of each row by itself.
const ITS_OWN: [&str; 3] = ["rowid", "ctid", "xmin"];

/// As the hash of a code: in no order.
fn hash(slip: u16) -> String {
    seal("", &format!("slip {slip}"))
}

/// A survey with so many slips for the first group of raters, and their hashes in the order in which they were printed.
async fn begun(bench: &Bench, slips: u16) -> (Survey, Vec<String>) {
    let survey = SurveyId(id());
    let (unit, plan) = (cast::UNITS[1].id, Box::new(month_long("2023-04-17")));
    for act in [Act::Plan { survey, unit, plan }, Act::Print { survey, raters: 0, slips }] {
        bench.accept(cast::HEAD.id, cast::book(), Any::Survey(act)).await;
    }
    let everything = Reach { all: true, ..Reach::default() };
    let key = Key { subject: Subject::Survey, id: survey.0 };
    let Some(Record::Survey(own)) = store::record::load(&bench.db, &everything, key).await.unwrap() else {
        panic!("no survey")
    };
    let hashes: Vec<String> = (0..slips).map(hash).collect();
    ballot::hand_out(&bench.db, &own, 0, 0, &hashes).await.unwrap();
    (*own, hashes)
}

fn said(level: u8, words: &str) -> Vec<Option<Answer>> {
    vec![Some(Answer::Pick(level)), None, Some(Answer::Pick(0)), Some(Answer::Words(Text::parse(words).unwrap()))]
}

async fn take(bench: &Bench, survey: &Survey, hash: &str, answers: Vec<Option<Answer>>) {
    assert_eq!(ballot::take(&bench.db, survey, 0, &[(hash.to_owned(), answers)]).await.unwrap(), Ok(()));
}

/// Each cell that is not as it was: table, column, text. What the database keeps by itself of a row that was changed is told only
/// where nothing else of the row was.
fn changed(before: &[Table], after: &[Table]) -> Vec<(String, String, String)> {
    assert_eq!(before.len(), after.len(), "tables come and go");
    let mut cells = Vec::new();
    for (old, new) in before.iter().zip(after) {
        assert_eq!((&old.name, &old.columns, old.rows.len()), (&new.name, &new.columns, new.rows.len()));
        for (old, row) in old.rows.iter().zip(&new.rows) {
            let off = |own: bool| {
                let places = (0..row.len()).filter(move |at| ITS_OWN.contains(&new.columns[*at].as_str()) == own);
                places.filter(|at| old[*at] != row[*at]).collect::<Vec<_>>()
            };
            let told = if off(false).is_empty() { off(true) } else { off(false) };
            cells.extend(told.into_iter().map(|at| (new.name.clone(), new.columns[at].clone(), row[at].clone())));
        }
    }
    cells
}

/// Somebody has the whole database. All that answering changes in it is the text of one ballot; and two that got the same slips
/// and the same answers, joined the other way round and in another order, are the same to them.
#[tokio::test]
async fn answering_changes_one_cell_of_the_whole_database_and_it_does_not_tell_whose_answer_it_was() {
    let mut seen = Vec::new();
    for turn in [false, true] {
        let left = Mutex::new(Vec::new());
        let left_behind = &left;
        each_db(|bench| async move {
            let (survey, hashes) = begun(&bench, 24).await;
            let mut pairs: Vec<(String, u8)> = hashes.iter().take(18).cloned().zip(0..18).collect();
            if turn {
                let answers: Vec<u8> = pairs.iter().map(|own| own.1).rev().collect();
                pairs.iter_mut().zip(answers).for_each(|(pair, answer)| pair.1 = answer);
                pairs.rotate_left(7);
            }
            let before = dump(&bench.url).await;
            for (hash, answer) in pairs {
                take(&bench, &survey, &hash, said(answer % 6, &format!("第{answer}句"))).await;
            }
            let mut cells = changed(&before, &dump(&bench.url).await);
            for (_, _, text) in &mut cells {
                // without the key it tells nothing, not even which slips came back
                assert!(!hashes.iter().any(|hash| text.contains(hash.as_str())) && !text.contains("第"), "{text}");
                *text = bench.db.key().open(&ballot::sealed_for(survey.id, 0), text).unwrap();
            }
            let ballots = ballot::of_survey(&bench.db, &survey).await.unwrap();
            assert_eq!(of_raters(&survey, 0, &ballots[0]).returned, Some(18));
            left_behind.lock().unwrap().push(cells);
        })
        .await;
        seen.push(left.into_inner().unwrap());
    }
    for cells in seen.iter().flatten() {
        let places: Vec<(&str, &str)> = cells.iter().map(|own| (own.0.as_str(), own.1.as_str())).collect();
        assert_eq!(places, [("ballot", "body")]);
    }
    assert_eq!(seen[0], seen[1]);
}

/// Who knows how the sheets were handed round must not find a slip by the place of its row.
#[tokio::test]
async fn slips_do_not_lie_as_they_were_printed() {
    each_db(|bench| async move {
        let (_, hashes) = begun(&bench, 60).await;
        let lie = async || {
            let tables = dump(&bench.url).await;
            let slips = tables.iter().find(|own| own.name == "slip").unwrap();
            let at = slips.columns.iter().position(|own| own == "hash").unwrap();
            slips.rows.iter().map(|row| row[at].clone()).collect::<Vec<_>>()
        };
        let rows = lie().await;
        assert!(rows.len() == 60 && rows.is_sorted() && !hashes.is_sorted());
        // those of a database of before are laid anew when it is opened
        let mut conn = AnyConnection::connect(&bench.url).await.unwrap();
        for before in [
            "create table printed as select * from slip",
            "drop table slip",
            "create table slip (hash text primary key, survey text not null, raters bigint not null, sheet bigint not null)",
            "insert into slip (hash, survey, raters, sheet) select hash, survey, raters, sheet from printed order by hash desc",
            "create index slip_survey on slip (survey, raters, sheet)",
            "drop table printed",
            "delete from migration where name = '0017_slip'",
        ] {
            sqlx::query(before).execute(&mut conn).await.unwrap();
        }
        assert!(!lie().await.is_sorted());
        store::Db::open(&bench.url).await.unwrap();
        assert_eq!(lie().await, rows);
    })
    .await;
}

/// SQLite keeps no older text of a ballot in its file or its log.
#[tokio::test]
async fn the_file_and_its_log_hold_no_earlier_ballot() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("xundao.sqlite");
    let bench = Bench::open(format!("sqlite:{}", path.display()), None).await;
    // long enough for pages of its own
    let (survey, hashes) = begun(&bench, 300).await;
    take(&bench, &survey, &hashes[7], said(4, "第一份答卷里的话")).await;
    // sealed, it could be read with the key: a piece of it that stands nowhere else
    let first = dump::column(&mut dump::connect(&bench.url).await, "select body from ballot").await.remove(0);
    let first = &first[..60];
    let lone = |bytes: &[u8]| bytes.windows(first.len()).filter(|own| *own == first.as_bytes()).count();
    assert_eq!(lone(&std::fs::read(&path).unwrap()), 1, "it is looked for where it is");
    for slip in &hashes[8..40] {
        take(&bench, &survey, slip, said(1, "别的话")).await;
    }
    let log = std::fs::read(dir.path().join("xundao.sqlite-wal")).unwrap_or_default();
    assert_eq!((lone(&std::fs::read(&path).unwrap()), lone(&log)), (0, 0));
}

/// What is wrong with a ballot is logged; what stands in it is not.
#[tokio::test]
async fn a_spoilt_ballot_is_told_without_its_words() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 2).await;
        take(&bench, &survey, &hashes[0], said(1, "一句心里话")).await;
        for spoilt in [r#"{"out":[],"back":[],"counts":["一句心里话"],"words":[]}"#, r#"{"words":"一句心里话"}"#]
        {
            let sealed = bench.db.key().seal(&ballot::sealed_for(survey.id, 0), spoilt).unwrap();
            dump::run(&bench.url, &format!("update ballot set body = '{sealed}'")).await;
            let why = ballot::of_survey(&bench.db, &survey).await.unwrap_err().to_string();
            assert!(why.contains("ballot") && !why.contains("一句心里话"), "{why}");
        }
    })
    .await;
}

/// A database of before ballots were sealed: they are when the server starts, and nothing of how they lay there is left.
#[tokio::test]
async fn ballots_of_before_are_sealed_and_another_key_is_refused() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 9).await;
        take(&bench, &survey, &hashes[0], said(1, "一句心里话")).await;
        let body = async || {
            dump::column(
                &mut dump::connect(&bench.url).await,
                "select body from ballot where raters = 0 and survey <> ''",
            )
            .await
            .remove(0)
        };
        let sealed = body().await;
        let open = bench.db.key().open(&ballot::sealed_for(survey.id, 0), &sealed).unwrap();
        assert!(open.contains("一句心里话") && open.contains(&hashes[0]));
        dump::run(&bench.url, &format!("update ballot set body = '{open}'")).await;
        assert!(ballot::of_survey(&bench.db, &survey).await.is_err(), "anybody may have put it there");
        ballot::ready(&bench.db).await.unwrap();
        assert!(!body().await.contains("心里话"));
        assert_eq!(ballot::of_survey(&bench.db, &survey).await.unwrap()[0].returned(), 1);
        ballot::ready(&bench.db).await.unwrap();

        let other = bench.db.clone().with_key(store::seal::BallotKey::of_chance().unwrap());
        let why = ballot::ready(&other).await.unwrap_err().to_string();
        assert!(why.contains("another key"), "{why}");
        assert!(ballot::of_survey(&other, &survey).await.is_err());
        // one that was put in the place of another is none
        dump::run(&bench.url, "update ballot set raters = 1 where survey <> ''").await;
        assert!(ballot::of_survey(&bench.db, &survey).await.is_err());
        // with no survey at all the database still belongs to the first key
        dump::run(&bench.url, "delete from ballot where survey <> ''").await;
        assert!(ballot::ready(&other).await.is_err());
        ballot::ready(&bench.db).await.unwrap();
    })
    .await;
}

/// PostgreSQL clears an earlier ballot away at once: forty of them take no more room than a few.
#[tokio::test]
async fn dead_rows_of_ballots_do_not_gather() {
    each_db(|bench| async move {
        let (survey, hashes) = begun(&bench, 300).await;
        for slip in &hashes[..40] {
            take(&bench, &survey, slip, said(1, "好")).await;
        }
        if bench.url.starts_with("postgres") {
            let size = "select cast(pg_total_relation_size('ballot') as text)";
            let size = dump::column(&mut dump::connect(&bench.url).await, size).await.remove(0);
            // 300 hashes are 20 KB, and each was kept once more before it was cleared away
            assert!(size.parse::<u64>().unwrap() < 200_000, "{size}");
        }
    })
    .await;
}
