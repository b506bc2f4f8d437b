//! One file holds everything: backed up while the server runs, restored into an empty database, refused when broken.

use std::path::Path;

use crate::case::Case;
use domain::act::{Act, Key, Subject};
use domain::cast;
use domain::issue;
use domain::kinds::{Day, SurveyId, Text};
use domain::record::Record;
use domain::survey::{self, Plan, Survey, usual};
use server::command::backup::{Backup, Restore, backup, restore};
use store::Db;
use store::seal::BallotKey;

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";

async fn filled() -> (Case, Backup) {
    let case = Case::start().await;
    let own = case.issue(cast::NORMAL_STAFF, 1, "窗口排队时间长").await;
    let (_, answer) = case.upload(Some(cast::NORMAL_STAFF), "记录.pdf", PDF.to_vec()).await;
    let hash = Text::parse(answer["hash"].as_str().unwrap()).unwrap();
    let name = Text::parse("记录.pdf").unwrap();
    case.accept(cast::NORMAL_STAFF, Act::Issue(issue::Act::AddEvidence { issue: own, hash, name, size: 5 })).await;
    let args = Backup { file: case.dir.path().join("backup.zip") };
    backup(&case.server.db, case.data(), &args).await.unwrap();
    (case, args)
}

fn whole(file: &Path) -> Restore {
    Restore { file: file.to_owned(), without_ballots: false }
}

async fn empty() -> (tempfile::TempDir, Db) {
    let dir = tempfile::tempdir().unwrap();
    let db = Db::open(&format!("sqlite:{}", dir.path().join("xundao.sqlite").display())).await.unwrap();
    let key = BallotKey::in_file(dir.path().join("ballot.key"));
    (dir, db.with_key(key))
}

#[tokio::test]
async fn a_backup_comes_back_whole_into_an_empty_database() {
    let (case, args) = filled().await;
    let (dir, db) = empty().await;
    restore(&db, dir.path(), &whole(&args.file)).await.unwrap();
    let heads = store::verify::verify(&db).await.unwrap().unwrap();
    assert_eq!(heads, store::journal::heads(&case.server.db).await.unwrap());
    let stored = server::file::disk::sum(PDF);
    assert!(dir.path().join("files").join(&stored[..2]).join(&stored[2..]).is_file());
    let again = restore(&db, dir.path(), &whole(&args.file)).await.unwrap_err();
    assert!(again.to_string().contains("in use"), "{again}");
    if let Ok(server) = std::env::var("XUNDAO_TEST_POSTGRES") {
        let db = Db::open(&postgres(&server).await).await.unwrap().with_key(BallotKey::of_chance().unwrap());
        restore(&db, dir.path(), &whole(&args.file)).await.unwrap();
        let there = Backup { file: dir.path().join("from-postgres.zip") };
        backup(&db, dir.path(), &there).await.unwrap();
        let (dir, db) = empty().await;
        restore(&db, dir.path(), &whole(&there.file)).await.unwrap();
        assert_eq!(heads, store::journal::heads(&db).await.unwrap());
    }
}

async fn postgres(server: &str) -> String {
    let name = format!("b{}", std::process::id());
    let status = std::process::Command::new("psql")
        .args([&format!("{server}/postgres"), "-qc", &format!("create database {name}")])
        .status();
    assert!(status.unwrap().success());
    format!("{server}/{name}")
}

#[tokio::test]
async fn a_broken_backup_changes_nothing() {
    let (_case, args) = filled().await;
    let bytes = std::fs::read(&args.file).unwrap();
    for place in (0..bytes.len()).step_by(bytes.len() / 23) {
        let (dir, db) = empty().await;
        let mut broken = bytes.clone();
        broken[place] ^= 0x40;
        let file = dir.path().join("broken.zip");
        std::fs::write(&file, broken).unwrap();
        // A byte that no reader looks at (a time in a header) may pass; what comes in is then still whole.
        match restore(&db, dir.path(), &whole(&file)).await {
            Ok(_) => assert!(store::verify::verify(&db).await.unwrap().is_ok()),
            Err(_) => assert!(store::journal::heads(&db).await.unwrap().is_empty(), "byte {place}"),
        }
    }
    let (dir, db) = empty().await;
    let file = dir.path().join("cut.zip");
    std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    assert!(restore(&db, dir.path(), &whole(&file)).await.is_err());
}

/// Answers of surveys need the key that lies apart: whoever has the backup alone reads none, and whoever restores it without the key
/// is told before anything is written.
#[tokio::test]
async fn answers_come_back_with_their_key_alone() {
    let (case, _) = filled().await;
    let survey = answered(&case).await;
    let args = Backup { file: case.dir.path().join("answers.zip") };
    backup(&case.server.db, case.data(), &args).await.unwrap();
    let (dir, db) = empty().await;
    let why = restore(&db, dir.path(), &whole(&args.file)).await.unwrap_err();
    assert!(format!("{why:#}").contains("ballot.key") && format!("{why:#}").contains("--without-ballots"), "{why:#}");
    assert!(store::journal::heads(&db).await.unwrap().is_empty() && !dir.path().join("ballot.key").exists());
    restore(&db, dir.path(), &Restore { without_ballots: true, ..whole(&args.file) }).await.unwrap();
    assert_eq!(store::ballot::of_survey(&db, &survey).await.unwrap()[0].returned(), 0);

    let (dir, db) = empty().await;
    let db = db.with_key(case.server.db.key().clone());
    restore(&db, dir.path(), &whole(&args.file)).await.unwrap();
    store::ballot::ready(&db).await.unwrap();
    assert_eq!(store::ballot::of_survey(&db, &survey).await.unwrap()[0].returned(), 1);
}

/// A survey in which one slip came back.
async fn answered(case: &Case) -> Survey {
    let survey = SurveyId(crate::common::id());
    let day = |raw| Day::parse(raw).unwrap();
    let plan = Box::new(Plan {
        title: Text::parse("满意度测评").unwrap(),
        title_en: None,
        category: None,
        raters: usual::raters().unwrap(),
        questions: usual::questions().unwrap(),
        opens: day("2023-05-01"),
        closes: day("2023-05-20"),
    });
    case.accept(cast::MEMBER, Act::Survey(survey::Act::Plan { survey, unit: cast::UNITS[1].id, plan })).await;
    case.accept(cast::MEMBER, Act::Survey(survey::Act::Print { survey, raters: 0, slips: 5 })).await;
    let key = Key { subject: Subject::Survey, id: survey.0 };
    let everything = domain::viewer::Reach { all: true, ..Default::default() };
    let Some(Record::Survey(own)) = store::record::load(&case.server.db, &everything, key).await.unwrap() else {
        panic!("no survey")
    };
    let hashes: Vec<String> = (0..5).map(|slip| server::file::disk::sum(&[slip])).collect();
    store::ballot::hand_out(&case.server.db, &own, 0, 0, &hashes).await.unwrap();
    let filled = (hashes[0].clone(), vec![None; own.plan.questions.len()]);
    assert_eq!(store::ballot::take(&case.server.db, &own, 0, &[filled]).await.unwrap(), Ok(()));
    *own
}
