//! Who answered can never be joined with what: a test that really tries. A survey is printed and answered over real HTTP, while
//! the log says all it can; then everything that an administrator has (every table, the database's own files, a backup, the log) is
//! gone through with the codes of all slips at hand. Then each kind of leak is put there on purpose, and must be found.

mod attack;
#[path = "../../../store/tests/suite/common/dump.rs"]
mod dump;
mod evidence;
mod log;
mod marks;
mod planted;

use crate::common::{TestApp, id};
use app::survey::sheet::Printed;
use attack::{Attacker, Slip};
use domain::act::{Act as Any, Verdict};
use domain::cast;
use domain::entry::hex;
use domain::kinds::{Day, SurveyId, Text};
use domain::survey::{Act, Kind, Plan, Question, Words, usual};
use evidence::Evidence;
use reqwest::StatusCode;
use sha2::{Digest as _, Sha256};

/// So many slips are printed, and so many of them handed in.
const PRINTED: u16 = 40;
const USED: usize = 32;

fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

/// Letters that follow no order.
fn chance(number: usize) -> String {
    hex(&Sha256::digest(format!("chance {number}")))[..12].to_owned()
}

/// Scales, words, and a choice.
async fn planned(app: &TestApp) -> SurveyId {
    let survey = SurveyId(id());
    let day = |raw| Day::parse(raw).unwrap();
    let options = ["变好了", "没有变", "说不清"].map(|zh| Words { zh: text(zh), en: None }).to_vec();
    let mut questions = usual::questions().unwrap();
    questions.push(Question { words: Words { zh: text("总的看"), en: None }, kind: Kind::Choice { options } });
    let (raters, opens, closes) = (usual::raters().unwrap(), day("2023-04-17"), day("2023-04-30"));
    let (title, title_en, category) = (text("第一次测评"), None, None);
    let plan = Box::new(Plan { title, title_en, category, raters, questions, opens, closes });
    let act = Act::Plan { survey, unit: cast::UNITS[1].id, plan };
    let verdict = app.act(cast::MEMBER, cast::book(), Any::Survey(act)).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    survey
}

/// Slips in the order of the sheet; which of them are handed in, and when, follows from chance.
async fn printed(app: &TestApp) -> Vec<Slip> {
    let survey = planned(app).await;
    let body = serde_json::json!({ "survey": survey, "raters": 1, "slips": PRINTED, "origin": "https://x.example" });
    let codes = app.as_(cast::MEMBER).await.json("/api/survey/print", &body).await.json::<Printed>().slips;
    let mut turns: Vec<usize> = (0..codes.len()).collect();
    turns.sort_by_key(|own| chance(*own));
    let said = |own: usize| {
        let turn = turns.iter().position(|other| *other == own).filter(|turn| *turn < USED)?;
        Some((turn, format!("话{}", chance(1_000 + own))))
    };
    codes.into_iter().enumerate().map(|(own, slip)| Slip { code: slip.code, said: said(own) }).collect()
}

/// As on a phone: the page, a mistake or two, the answer, and once more by mistake.
async fn hand_in(app: &TestApp, slip: &Slip, turn: usize, words: &str) {
    let (phone, path) = (app.nobody(), format!("/s/{}", slip.code));
    assert_eq!(phone.get(&path).await.status, StatusCode::OK);
    let (scale, choice) = ((turn % 5).to_string(), (turn % 3).to_string());
    if turn.is_multiple_of(8) {
        assert!(phone.form(&path, &[("q0", "")]).await.to().contains("told=blank"));
        let long = format!("{words}{}", "长".repeat(500));
        assert_eq!(phone.form(&path, &[("q0", "1"), ("q3", &long)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(phone.form(&path, &[("q0", "77"), ("q3", words)]).await.status, StatusCode::BAD_REQUEST);
    }
    let fields = [("q0", scale.as_str()), ("q1", "1"), ("q3", words), ("q4", choice.as_str())];
    assert_eq!(phone.form(&path, &fields).await.to(), "/s/thanks");
    if turn % 8 == 1 {
        assert_eq!(phone.form(&path, &fields).await.to(), path);
        assert_eq!(phone.get(&format!("/api/survey/slip?code={}", slip.code)).await.status, StatusCode::OK);
    }
}

/// Everybody one after the other, some minutes apart, on one day.
async fn answered(app: &TestApp, slips: &[Slip]) {
    let mut turns: Vec<(usize, &Slip, &str)> =
        slips.iter().filter_map(|own| own.said.as_ref().map(|(turn, words)| (*turn, own, words.as_str()))).collect();
    turns.sort_by_key(|own| own.0);
    for (turn, slip, words) in turns {
        app.pass_minutes(7);
        hand_in(app, slip, turn, words).await;
    }
}

#[tokio::test]
async fn nobody_can_join_who_answered_with_what_on_sqlite() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("xundao.sqlite");
    tried(&format!("sqlite:{}", file.display()), Some(&file)).await;
}

/// Where `XUNDAO_TEST_POSTGRES` names a server, as everywhere.
#[tokio::test]
async fn nobody_can_join_who_answered_with_what_on_postgres() {
    if let Ok(server) = std::env::var("XUNDAO_TEST_POSTGRES") {
        let name = format!("secrecy{}", std::process::id());
        dump::run(&format!("{server}/postgres"), &format!("create database {name}")).await;
        tried(&format!("{server}/{name}"), None).await;
    }
}

async fn tried(database: &str, file: Option<&std::path::Path>) {
    log::capture();
    let app = TestApp::start_in(database).await;
    app.set_day("2023-04-20");
    let slips = printed(&app).await;
    let mut evidence = Evidence::before(&app, database, file).await;
    answered(&app, &slips).await;
    evidence.after(&app).await;
    let attacker = Attacker::new(&slips);
    assert_eq!(evidence.leaks(&attacker), Vec::<String>::new());
    planted::found(&app, &mut evidence, &slips).await;
    assert_eq!(evidence.leaks(&attacker), Vec::<String>::new(), "what was put there is gone");
}
