//! The commands of the real binary, on a directory as an operator has it.

use std::path::{Path, PathBuf};

use crate::binary::Place;
use crate::common::{TestApp, find, id};
use domain::act::{Act, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::Text;
use reqwest::redirect::Policy;
use reqwest::{Client, StatusCode};
use serde_json::json;

const PASSWORD: &str = "river-wind-1";
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";

fn browser() -> Client {
    server::notify::crypto();
    Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap()
}

async fn post(client: &Client, address: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let answer = client.post(address).form(fields).send().await.unwrap();
    let to = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned());
    (answer.status(), to.unwrap_or_default())
}

async fn me(client: &Client, url: &str) -> String {
    client.get(format!("{url}/api/me")).send().await.unwrap().text().await.unwrap()
}

/// The cast with one issue and its evidence, left for the binary.
pub async fn cast_left() -> (tempfile::TempDir, Place) {
    let app = TestApp::start().await;
    app.set_day("2023-05-05");
    let issue = id().into();
    let mut find = find(issue, cast::UNITS[1].id, Origin::TeamList, "窗口排队时间长");
    find.facts.category = Some(issue::Category::Livelihood);
    let hash = server::file::disk::write(app.dir(), PDF).unwrap();
    let file =
        store::file::File { hash: hash.clone(), stored: hash.clone(), size: 44, media: "application/pdf".to_owned() };
    store::file::keep(&app.server.db, file.clone(), app.now()).await.unwrap();
    // a photo as a device sent it, of which the same bytes are stored
    let sent = Text::parse(&server::file::disk::sum(b"as sent")).unwrap();
    let photo = store::file::File { hash: sent, ..file.clone() };
    store::file::keep(&app.server.db, photo, app.now()).await.unwrap();
    let evidence = issue::Act::AddEvidence { issue, hash, name: Text::parse("记录.pdf").unwrap(), size: 44 };
    for act in [issue::Act::Find(Box::new(find)), evidence] {
        let verdict = app.act(cast::NORMAL_STAFF, cast::book(), Act::Issue(act)).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
    let dir = app.leave().await;
    let place = Place::at(dir.path());
    (dir, place)
}

fn ledger(name: &str) -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/data").join(name).display().to_string()
}

#[tokio::test]
async fn the_first_start_prints_a_link_that_makes_the_first_administrator_once() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(&dir.path().join("new"));
    let first = place.serve();
    let link = first.said.iter().find_map(|line| line.split_whitespace().find(|word| word.starts_with("http")));
    let link = link.unwrap_or_else(|| panic!("no link: {:?}", first.said)).to_owned();
    assert!(link.starts_with(&first.url), "{link}");
    let client = browser();
    // Nobody is there, and no password is known beforehand.
    for login in ["admin", "root", "xitong", ""] {
        for password in ["admin", "password", "xundao", ""] {
            let (_, to) =
                post(&client, &format!("{}/sign-in", first.url), &[("login", login), ("password", password)]).await;
            assert!(to.starts_with("/sign-in?told="), "{login} {password}: {to}");
        }
    }
    let demo = post(&client, &format!("{}/demo/sign-in", first.url), &[("login", "xitong")]).await;
    assert_eq!(demo.0, StatusCode::NOT_FOUND);
    let fields = [("login", "guanliyuan"), ("person", "齐静波"), ("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(post(&client, &link, &fields).await, (StatusCode::SEE_OTHER, "/".to_owned()));
    assert!(me(&client, &first.url).await.contains("齐静波"));
    assert!(post(&browser(), &link, &fields).await.1.ends_with("?told=used"));
    drop(first);
    let second = place.serve();
    assert_eq!(second.said, Vec::<String>::new(), "the second start prints no link");
    assert!(me(&client, &second.url).await.contains("齐静波"), "the session is still good");
}

#[tokio::test]
async fn one_click_is_offered_on_loopback_only_and_only_by_a_demo() {
    let (_dir, place) = cast_left().await;
    for (listen, more, offered) in [
        ("127.0.0.1:0", &[][..], true),
        ("localhost:0", &["--public-url", "http://localhost:3000"], true),
        ("127.0.0.1:0", &["--public-url", "https://xundao.example"], false),
        ("127.0.0.1:0", &["--behind-proxy"], false),
        ("0.0.0.0:0", &[], false),
    ] {
        let server = place.serve_on(listen, more);
        let (status, _) = post(&browser(), &format!("{}/demo/sign-in", server.url), &[("login", "xitong")]).await;
        assert_eq!(status == StatusCode::SEE_OTHER, offered, "{listen}");
        let cast = browser().get(format!("{}/api/demo/cast", server.url)).send().await.unwrap().text().await.unwrap();
        assert_eq!(cast != "[]", offered, "{listen}: {cast}");
        let told = server.said.iter().any(|line| line.contains(cast::HEAD.name));
        assert_eq!(told, offered, "who can sign in: {listen}: {:?}", server.said);
    }
    // A database of real people, of whom one has a login of the cast.
    let dir = tempfile::tempdir().unwrap();
    let real = Place::at(dir.path());
    assert_eq!(real.run(&["user", "add", "--login", cast::HEAD.login, "--name", "真人"]).code, Some(0));
    let server = real.serve();
    let (status, _) = post(&browser(), &format!("{}/demo/sign-in", server.url), &[("login", cast::HEAD.login)]).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[test]
fn settings_are_taken_from_the_environment_too() {
    let dir = tempfile::tempdir().unwrap();
    let (data, file) = (dir.path().join("data"), dir.path().join("own.sqlite"));
    let run = |vars: &[(&str, &str)], args: &[&str]| {
        let mut own = std::process::Command::new(env!("CARGO_BIN_EXE_xundao"));
        own.env_remove("XUNDAO_DATABASE").env("XUNDAO_DATA", &data).envs(vars.iter().copied()).args(args);
        own.output().unwrap().status.code()
    };
    let url = format!("sqlite:{}", file.display());
    assert_eq!(run(&[("XUNDAO_DATABASE", &url)], &["units", "--json"]), Some(0));
    assert!(file.exists() && !data.join("xundao.sqlite").exists());
    assert_eq!(run(&[], &["units", "--json"]), Some(0));
    assert!(data.join("xundao.sqlite").exists(), "by default beside the attachments");
    assert_ne!(run(&[("XUNDAO_LISTEN", "nowhere")], &["serve"]), Some(0));
}

#[tokio::test]
async fn a_person_is_added_and_reset_by_one_time_links() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(dir.path());
    let args = ["user", "add", "--login", "shenji", "--name", "明月川", "--role", "audit"];
    let added = place.run(&args);
    assert_eq!(added.code, Some(0), "{added:?}");
    let server = place.serve();
    assert_eq!(server.said, Vec::<String>::new(), "somebody is registered: no first link");
    let here = |done: &crate::binary::Done| {
        let (_, path) = done.out.trim().split_once("/welcome/").unwrap();
        format!("{}/welcome/{path}", server.url)
    };
    let client = browser();
    let fields = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(post(&client, &here(&added), &fields).await.1, "/");
    assert!(me(&client, &server.url).await.contains("audit"));
    // While the server runs.
    let reset = place.run(&["user", "reset", "--login", "shenji"]);
    assert_eq!(reset.code, Some(0), "{reset:?}");
    let other = [("password", "lantern-hill-7"), ("again", "lantern-hill-7")];
    let second = browser();
    assert_eq!(post(&second, &here(&reset), &other).await.1, "/");
    assert_eq!(me(&client, &server.url).await, "null", "the new password ended the session before");
    assert!(me(&second, &server.url).await.contains("明月川"));
    for args in [
        &args[..],
        &["user", "reset", "--login", "nosuchperson"],
        &["user", "add", "--login", "x", "--name", "某人", "--role", "boss"],
        &["user", "add", "--login", "two words", "--name", "某人"],
    ] {
        let refused = place.run(args);
        assert_eq!(refused.code, Some(1), "{args:?}: {refused:?}");
        assert!(refused.err.starts_with("xundao: ") && refused.out.is_empty(), "{refused:?}");
    }
}

#[tokio::test]
async fn units_and_figures_are_said_as_json() {
    let (_dir, place) = cast_left().await;
    let units = place.json(&["units", "--json"]);
    let codes: Vec<&str> = units.as_array().unwrap().iter().map(|unit| unit["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["BJGC", "KXY", "SJDX", "SJSF", "SJYY"]);
    assert_eq!(units[3]["name"], "松江师范大学");
    let figures = place.json(&["figures", "--json"]);
    assert_eq!(
        (&figures["figures"]["units"], &figures["figures"]["team_list_issues"]),
        (&json!(5), &json!(1)),
        "{figures}"
    );
    let before = place.json(&["figures", "--as-of", "2023-05-04", "--json"]);
    assert_eq!(before["as_of"], "2023-05-04");
    assert_eq!(
        (&before["figures"]["units"], &before["figures"]["team_list_issues"]),
        (&json!(5), &json!(0)),
        "{before}"
    );
    assert_eq!(place.run(&["figures", "--as-of", "2023-02-30"]).code, Some(2));
}

/// Changes one letter of what was recorded when a unit was added, in the file itself.
fn tamper(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    let wanted = format!("\"verb\":\"add\",\"unit\":\"{}\",\"code\":\"SJD", cast::UNITS[4].id).into_bytes();
    let places: Vec<usize> = (0..bytes.len() - wanted.len()).filter(|at| bytes[*at..].starts_with(&wanted)).collect();
    assert_eq!(places.len(), 1, "the entry lies in one place");
    bytes[places[0] + wanted.len()] = b'Y';
    std::fs::write(file, bytes).unwrap();
}

#[tokio::test]
async fn verify_names_the_first_entry_that_was_tampered_with() {
    let (dir, place) = cast_left().await;
    let whole = place.run(&["verify"]);
    assert_eq!(whole.code, Some(0), "{whole:?}");
    let heads: Vec<Vec<&str>> = whole.out.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(heads.len(), 2, "{whole:?}");
    assert!(heads.iter().all(|head| head.len() == 3 && head[2].len() == 64), "{whole:?}");
    let added = Act::Unit(domain::unit::Act::Add {
        unit: cast::UNITS[4].id,
        code: Text::parse("SJDX").unwrap(),
        name: Text::parse(cast::UNITS[4].name).unwrap(),
    });
    let db = store::Db::open(&place.database).await.unwrap();
    let entries = store::journal::after(&db, cast::book(), 0, 1_000).await.unwrap();
    let seq = entries.iter().find(|chained| chained.entry.act == added).unwrap().entry.seq;
    db.close().await;
    tamper(&dir.path().join("xundao.sqlite"));
    let found = place.run(&["verify"]);
    assert_eq!((found.code, found.out.trim()), (Some(1), format!("{} {seq}", cast::GROUP).as_str()), "{found:?}");
}

#[tokio::test]
async fn verify_names_a_stored_file_that_was_changed() {
    let (_dir, place) = cast_left().await;
    let stored = server::file::disk::sum(PDF);
    let path = place.data.join("files").join(&stored[..2]).join(&stored[2..]);
    for spoil in [
        |path: &std::path::Path| std::fs::write(path, b"other bytes"),
        |path: &std::path::Path| std::fs::remove_file(path),
    ] {
        spoil(&path).unwrap();
        let found = place.run(&["verify"]);
        assert_eq!((found.code, found.out.trim()), (Some(1), format!("file {stored}").as_str()), "{found:?}");
    }
}

#[tokio::test]
async fn rebuild_gives_the_same_figures_again() {
    let (_dir, place) = cast_left().await;
    let figures = place.json(&["figures", "--json"]);
    let verified = place.run(&["verify"]).out;
    let rebuilt = place.run(&["rebuild"]);
    assert_eq!(rebuilt.code, Some(0), "{rebuilt:?}");
    assert_eq!(place.json(&["figures", "--json"]), figures);
    assert_eq!(place.run(&["verify"]).out, verified);
}

#[tokio::test]
async fn a_backup_of_a_serving_server_is_restored_and_a_broken_one_is_refused() {
    let (dir, place) = cast_left().await;
    let server = place.serve();
    let file = dir.path().join("backup.zip");
    let name = file.to_str().unwrap();
    let taken = place.run(&["backup", name]);
    assert_eq!(taken.code, Some(0), "{taken:?}");
    drop(server);
    let other = Place::at(&dir.path().join("other"));
    let restored = other.run(&["restore", name]);
    assert_eq!((restored.code, &restored.out), (Some(0), &taken.out), "{restored:?}");
    assert_eq!(other.json(&["figures", "--json"]), place.json(&["figures", "--json"]));
    assert_eq!(other.run(&["verify"]).out, place.run(&["verify"]).out);
    let stored = server::file::disk::sum(PDF);
    assert_eq!(std::fs::read(other.data.join("files").join(&stored[..2]).join(&stored[2..])).unwrap(), PDF);
    let again = other.run(&["restore", name]);
    assert_eq!(again.code, Some(1), "into a database in use: {again:?}");
    let bytes = std::fs::read(&file).unwrap();
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 3] ^= 1;
    for (what, broken) in [("cut", bytes[..bytes.len() - 100].to_vec()), ("flipped", flipped), ("empty", Vec::new())] {
        let file = dir.path().join(what);
        std::fs::write(&file, broken).unwrap();
        let empty = Place::at(&dir.path().join(format!("for-{what}")));
        let refused = empty.run(&["restore", file.to_str().unwrap()]);
        assert_eq!(refused.code, Some(1), "{what}: {refused:?}");
        assert!(refused.err.starts_with("xundao: "), "{refused:?}");
        assert_eq!(empty.run(&["verify"]).out, "", "{what}: nothing came in");
    }
}

#[tokio::test]
async fn a_ledger_is_tried_dry_then_imported_once() {
    let (_dir, place) = cast_left().await;
    let heads = place.run(&["verify"]).out;
    for (file, unit, created, refused) in [
        ("ledger-clean.xlsx", "SJSF", 60, 0),
        ("ledger-as-units-keep-it.xlsx", "KXY", 45, 0),
        ("ledger-gbk.csv", "BJGC", 20, 0),
        ("ledger-with-errors.xlsx", "SJYY", 15, 6),
    ] {
        let path = ledger(file);
        let args = ["import", "ledger", &path, "--unit", unit, "--json"];
        let counts = |told: &serde_json::Value| {
            let rows = told["refused"].as_array().unwrap();
            assert!(
                rows.iter().all(|row| row["row"].is_u64() && !row["reason"].as_str().unwrap().is_empty()),
                "{told}"
            );
            [told["created"].clone(), told["changed"].clone(), told["unchanged"].clone(), rows.len().into()]
        };
        let before = place.run(&["verify"]).out;
        let dry = place.json(&[&args[..], &["--dry-run"]].concat());
        assert_eq!(counts(&dry), [created, 0, 0, refused].map(|many| json!(many)), "{file}");
        assert_eq!(place.run(&["verify"]).out, before, "{file}: a dry run writes nothing");
        assert_eq!(place.json(&args), dry, "{file}");
        assert_eq!(counts(&place.json(&args)), [0, 0, created, refused].map(|many| json!(many)), "{file} again");
    }
    assert_ne!(place.run(&["verify"]).out, heads);
    assert_eq!(place.json(&["figures", "--json"])["figures"]["team_list_issues"], 141);
    let (clean, none) = (ledger("ledger-clean.xlsx"), ledger("no-such-file.xlsx"));
    for args in [
        ["import", "ledger", &clean, "--unit", "NOSUCH"],
        ["import", "ledger", &none, "--unit", "SJSF"],
        ["import", "ledger", env!("CARGO_BIN_EXE_xundao"), "--unit", "SJSF"],
    ] {
        let refused = place.run(&args);
        assert_eq!(refused.code, Some(1), "{args:?}: {refused:?}");
        assert!(refused.err.starts_with("xundao: "), "{refused:?}");
    }
}

#[tokio::test]
async fn the_demo_counts_as_the_report_does_and_refuses_a_used_database() {
    let dir = tempfile::tempdir().unwrap();
    counts_as_the_report(&Place::at(dir.path()));
    if let Ok(server) = std::env::var("XUNDAO_TEST_POSTGRES") {
        let dir = tempfile::tempdir().unwrap();
        let name = format!("c{}", std::process::id());
        let create = format!("create database {name}");
        let made = std::process::Command::new("psql").args([&format!("{server}/postgres"), "-qc", &create]).status();
        assert!(made.unwrap().success());
        counts_as_the_report(&Place { data: dir.path().to_owned(), database: format!("{server}/{name}") });
    }
}

fn counts_as_the_report(place: &Place) {
    let made = place.run(&["demo"]);
    assert_eq!(made.code, Some(0), "{made:?}");
    let figures = place.json(&["figures", "--as-of", "2023-08-25", "--json"])["figures"].clone();
    let report = [
        ("units", 5),
        ("goals", 5),
        ("carriers", 15),
        ("team_list_issues", 123),
        ("seminars", 12),
        ("phone_follow_ups", 120),
        ("interviews", 180),
        ("worklists", 15),
        ("notices", 82),
        ("reports", 40),
        ("research_found", 160),
        ("research_solved", 93),
        ("rules", 39),
    ];
    for (figure, value) in report {
        assert_eq!(figures[figure], value, "{figure}: {figures}");
    }
    assert_eq!(figures.as_object().unwrap().len(), report.len(), "{figures}");
    let heads = place.run(&["verify"]);
    assert_eq!(heads.code, Some(0), "{heads:?}");
    let again = place.run(&["demo"]);
    assert_eq!(again.code, Some(1), "{again:?}");
    assert!(again.err.contains("an empty one"), "{again:?}");
    assert_eq!(place.run(&["verify"]).out, heads.out);
}

#[test]
fn a_demo_that_was_interrupted_is_not_gone_on_with_and_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(dir.path());
    place.interrupt(&["demo"], " / ");
    let heads = place.run(&["verify"]);
    assert_eq!(heads.code, Some(0), "{heads:?}");
    let lists = place.json(&["figures", "--as-of", "2023-08-25", "--json"])["figures"]["worklists"].as_i64().unwrap();
    assert!(lists < 15, "it was not interrupted");
    let again = place.run(&["demo"]);
    assert_eq!(again.code, Some(1), "{again:?}");
    assert!(again.err.contains("an empty one"), "{again:?}");
    assert_eq!(place.run(&["verify"]).out, heads.out, "nothing came on top of it");
}

#[test]
fn a_bad_setting_is_refused_with_its_reason() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let place = |data: &Path, database: &str| Place { data: data.to_owned(), database: database.to_owned() };
    let broken = dir.path().join("broken.sqlite");
    std::fs::write(&broken, "this is no database, however long it is".repeat(200)).unwrap();
    for (place, told) in [
        (place(dir.path(), "mysql://here/there"), "--database"),
        (place(dir.path(), "postgres://nobody@127.0.0.1:1/none"), "--database"),
        (place(dir.path(), &format!("sqlite:{}", broken.display())), "--database"),
        (place(&file.join("below"), "sqlite::memory:"), "--data"),
    ] {
        let refused = place.run(&["verify"]);
        assert_eq!(refused.code, Some(1), "{refused:?}");
        assert!(refused.err.contains("xundao: ") && refused.err.contains(told), "{refused:?}");
    }
    let mut refused = vec![["--listen", "nowhere"], ["--listen", "127.0.0.1"]];
    let addresses =
        ["xundao.example", "ftp://xundao.example", "https://xundao.example/below", "https://a@b.example", ""];
    refused.extend(addresses.map(|address| ["--public-url", address]));
    for [flag, value] in refused {
        let done = Place::at(dir.path()).run(&["serve", flag, value]);
        assert_eq!(done.code, Some(2), "{flag} {value}: {done:?}");
        assert!(done.err.contains(flag), "{done:?}");
    }
}

#[test]
fn the_key_of_ballots_lies_where_it_is_told_to_and_beside_the_database_only_with_a_warning() {
    let (dir, apart) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (place, warning) = (Place::at(dir.path()), "lies beside the database");
    let key = apart.path().join("elsewhere.key");
    let server = place.serve_on("127.0.0.1:0", &["--ballot-key", key.to_str().unwrap()]);
    assert!(!server.log().contains(warning), "{}", server.log());
    drop(server);
    assert!(key.exists() && !dir.path().join("ballot.key").exists());
    let beside = tempfile::tempdir().unwrap();
    let server = Place::at(beside.path()).serve();
    assert!(server.log().contains(warning), "{}", server.log());
    assert!(beside.path().join("ballot.key").exists());
    let own = Place { database: format!("sqlite:{}", apart.path().join("xundao.sqlite").display()), ..place };
    let server = own.serve();
    assert!(!server.log().contains(warning), "{}", server.log());
}
