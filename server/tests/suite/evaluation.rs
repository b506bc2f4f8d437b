//! A round over HTTP: what the group's book tells a rater of the other one's grades, and when; the file of what is published,
//! and the command that computes it again.

use crate::binary::Place;
use crate::common::{TestApp, id, proof};
use domain::act::{Act as Any, Verdict};
use domain::cast::{self, CastPerson};
use domain::evaluation::Act;
use domain::evaluation::act::{Grading, Opened};
use domain::evaluation::export::Export;
use domain::kinds::{Day, EvaluationId, NodeId, NoticeId, TemplateId, Text, UnitId};
use domain::notice::{self, Content, From, Paper};
use domain::reminder::{Matter, What};
use domain::score::Grade;
use domain::score::rows::{Period, Scored};
use domain::template::tree::Method;
use domain::template::{self, Shipped, Tree};

const RATERS: [CastPerson; 2] = [cast::DEPUTY, cast::MEMBER];
const SECRET: &str = "佐证只有照片没有台账，评得低";

fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

async fn accept(app: &TestApp, who: CastPerson, act: impl Into<Any>) {
    let verdict = app.act(who, cast::book(), act.into()).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

/// A round over one unit that has begun.
async fn begun(app: &TestApp) -> (EvaluationId, Vec<NodeId>) {
    begun_with(app, Shipped::Hard.tree().unwrap()).await
}

async fn begun_with(app: &TestApp, tree: Tree) -> (EvaluationId, Vec<NodeId>) {
    let (template, evaluation) = (TemplateId(id()), EvaluationId(id()));
    let nodes = tree.qualitative().map(|own| own.id).collect();
    let make = template::Act::Make { template, title: text("攻坚破难"), tree, from: None };
    accept(app, cast::HEAD, Any::Template(make)).await;
    let day = |raw| Day::parse(raw).unwrap();
    let opened = Opened {
        evaluation,
        title: text("第一轮"),
        scored: Scored::Unit,
        units: vec![cast::UNITS[1].id],
        period: Period { start: day("2023-04-17"), end: day("2023-06-21") },
        template,
        version: 1,
        raters: RATERS.map(|own| own.id).to_vec(),
        due: None,
        again: None,
    };
    accept(app, cast::HEAD, Any::Evaluation(Act::Open(Box::new(opened)))).await;
    accept(app, cast::HEAD, Any::Evaluation(Act::Begin { evaluation })).await;
    (evaluation, nodes)
}

async fn grade(app: &TestApp, who: CastPerson, evaluation: EvaluationId, nodes: &[NodeId], reason: &str) {
    let (unit, leans) = (cast::UNITS[1].id, proof(app).await);
    for indicator in nodes {
        let (indicator, grade) = (*indicator, Grade::Ordinary);
        let links = vec![leans.clone()];
        let grading = Grading { evaluation, unit, indicator, grade, reason: text(reason), links };
        accept(app, who, Any::Evaluation(Act::Grade(Box::new(grading)))).await;
    }
    accept(app, who, Any::Evaluation(Act::Finish { evaluation, unit })).await;
}

async fn book(app: &TestApp, who: CastPerson) -> String {
    let path = format!("/api/book/entries?book={}&subject=evaluation&unit=&upto=", cast::book());
    app.as_(who).await.get(&path).await.body
}

#[tokio::test]
async fn the_book_keeps_a_raters_words_from_the_other_until_both_are_done() {
    let app = TestApp::start().await;
    let (evaluation, nodes) = begun(&app).await;
    grade(&app, RATERS[0], evaluation, &nodes, SECRET).await;
    assert!(book(&app, RATERS[0]).await.contains(SECRET));
    for who in [RATERS[1], cast::HEAD, cast::LIAISON, cast::OFFICE_LEADER] {
        let told = book(&app, who).await;
        assert!(told.contains("evaluation.grade") && told.contains("第一轮"), "{}", who.login);
        assert!(!told.contains(SECRET) && !told.contains("ordinary"), "{}", who.login);
    }
    grade(&app, RATERS[1], evaluation, &nodes, "抽看的六个问题都改到位了").await;
    for who in [RATERS[1], cast::HEAD, cast::LIAISON, cast::OFFICE_LEADER] {
        assert!(book(&app, who).await.contains(SECRET), "{}", who.login);
    }
    for who in [cast::NORMAL_STAFF, cast::COLLEGE_STAFF, cast::AUDIT_ADMIN] {
        let told = book(&app, who).await;
        assert!(!told.contains(SECRET) && !told.contains("evaluation.grade"), "{}", who.login);
    }
}

fn what(matters: Vec<Matter>) -> Vec<What> {
    matters.into_iter().map(|own| own.what).collect()
}

#[tokio::test]
async fn a_units_home_asks_it_to_score_itself_as_its_first_screen_does_and_asks_no_other_unit() {
    let app = TestApp::start().await;
    let (evaluation, _) = begun(&app).await;
    let [other, unit] = [0, 1].map(|place: usize| cast::UNITS[place].id);
    let at_home = async |who: CastPerson, unit: UnitId| {
        let answer = app.as_(who).await.get(&format!("/api/unit/home?unit={unit}")).await;
        what(answer.json::<app::unit::read::Home>().waits)
    };
    let first = async |who: CastPerson| {
        let today: app::today::read::Today = app.as_(who).await.get("/api/today").await.json();
        let all = what(today.matters).into_iter();
        all.filter(|own| matches!(own, What::SelfScore { .. } | What::Published { .. })).collect::<Vec<_>>()
    };
    let asked = [What::SelfScore { evaluation, unit }];
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER] {
        assert_eq!((at_home(who, unit).await, first(who).await), (asked.to_vec(), asked.to_vec()), "{}", who.login);
    }
    for who in [cast::HEAD, cast::OFFICE_LEADER] {
        assert_eq!((at_home(who, unit).await, at_home(who, other).await), (asked.to_vec(), vec![]), "{}", who.login);
    }
    assert_eq!(at_home(cast::ACADEMY_STAFF, other).await, []);
    assert_eq!(at_home(cast::ORGANISATION_STAFF, unit).await, [], "an organisation has no part in it");
    let page = app.as_(cast::NORMAL_STAFF).await.get(&format!("/unit/{unit}")).await.body;
    assert!(page.contains("第一轮") && page.contains(&format!("/evaluations/{evaluation}/{unit}")));
    let scored = Act::SelfScore { evaluation, unit, tenths: 940, note: text("自查四项全部完成") };
    accept(&app, cast::NORMAL_LEADER, Any::Evaluation(scored)).await;
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER] {
        assert_eq!((at_home(who, unit).await, first(who).await), (vec![], vec![]), "{}", who.login);
    }
}

#[tokio::test]
async fn a_rater_takes_along_the_sheets_that_are_still_to_be_filled_in_and_nobody_else_does() {
    let app = TestApp::start().await;
    let (evaluation, nodes) = begun(&app).await;
    let [other, unit] = [0, 1].map(|place: usize| cast::UNITS[place].id);
    let sheets = async |who: CastPerson, unit: UnitId| {
        let answer = app.as_(who).await.get(&format!("/api/bag?unit={unit}")).await;
        assert_eq!(answer.status, reqwest::StatusCode::OK, "{}", who.login);
        let all: app::bag::read::Needed = answer.json();
        all.pages.into_iter().filter(|own| own.starts_with("/evaluations")).collect::<Vec<_>>()
    };
    for rater in RATERS {
        assert_eq!(sheets(rater, unit).await, [format!("/evaluations/{evaluation}/{unit}")], "{}", rater.login);
    }
    assert!(sheets(RATERS[0], other).await.is_empty(), "of another unit there is none");
    for who in [cast::HEAD, cast::OFFICE_LEADER, cast::NORMAL_STAFF] {
        assert!(sheets(who, unit).await.is_empty(), "{} does not grade", who.login);
    }
    let foreign = app.as_(cast::ACADEMY_STAFF).await.get(&format!("/api/bag?unit={unit}")).await;
    assert!(!foreign.status.is_success() && !foreign.body.contains(&evaluation.to_string()), "{}", foreign.body);
    grade(&app, RATERS[0], evaluation, &nodes, SECRET).await;
    assert!(sheets(RATERS[0], unit).await.is_empty(), "who is done has nothing to fill in");
    assert_eq!(sheets(RATERS[1], unit).await.len(), 1);
}

#[tokio::test]
async fn a_history_goes_by_the_same_sight() {
    let app = TestApp::start().await;
    let (evaluation, nodes) = begun(&app).await;
    grade(&app, RATERS[0], evaluation, &nodes, SECRET).await;
    let key = domain::act::Key { subject: domain::act::Subject::Evaluation, id: evaluation.0 };
    let of = async |who: CastPerson| {
        let viewer = who.viewer().unwrap();
        app::part::history::of_shared(&app.server, &viewer, key).await.unwrap()
    };
    let said = |told: &[app::part::history::Told]| told.iter().filter(|own| own.said.is_some()).count();
    let (own, other, unit) = (of(RATERS[0]).await, of(RATERS[1]).await, of(cast::NORMAL_STAFF).await);
    assert_eq!((own.len(), said(&own)), (nodes.len() + 3, nodes.len()));
    assert_eq!((other.len(), said(&other)), (nodes.len() + 3, 0));
    let kinds: Vec<&str> = unit.iter().map(|own| own.kind.as_str()).collect();
    assert_eq!(kinds, ["evaluation.open", "evaluation.begin"]);
    assert!(of(cast::COLLEGE_STAFF).await.is_empty());
    // The way that knows no reader tells nothing of a round.
    assert!(app::part::history::of(&app.server, key).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_remark_while_calibrating_is_read_by_the_other_rater_and_not_by_the_unit() {
    const REMARK: &str = "台账上周补齐了，建议按较好商定";
    let app = TestApp::start().await;
    let (evaluation, nodes) = begun(&app).await;
    for rater in RATERS {
        grade(&app, rater, evaluation, &nodes, "抽看的六个问题都改到位了").await;
    }
    let unit = cast::UNITS[1].id;
    let remark = || Any::Evaluation(Act::Remark { evaluation, unit, indicator: Some(nodes[0]), text: text(REMARK) });
    let early = app.act(RATERS[0], cast::book(), remark()).await;
    assert!(matches!(early, Verdict::Refused { .. }), "nothing is talked over before all have graded: {early:?}");
    accept(&app, cast::HEAD, Any::Evaluation(Act::Calibrate { evaluation })).await;
    accept(&app, RATERS[0], remark()).await;
    let page = format!("/evaluations/{evaluation}/{unit}");
    for who in [RATERS[1], cast::HEAD] {
        let visitor = app.as_(who).await;
        assert!(visitor.get(&page).await.body.contains(REMARK), "{}", who.login);
        assert!(book(&app, who).await.contains(REMARK), "{}", who.login);
    }
    for who in [cast::NORMAL_STAFF, cast::COLLEGE_STAFF] {
        let visitor = app.as_(who).await;
        assert!(!visitor.get(&page).await.body.contains(REMARK), "{}", who.login);
        assert!(!book(&app, who).await.contains(REMARK), "{}", who.login);
        let refused = app.act(who, cast::book(), remark()).await;
        assert!(matches!(refused, Verdict::Refused { .. }), "{}: {refused:?}", who.login);
    }
}

/// Graded, settled and concluded; only publishing is left.
async fn concluded(app: &TestApp) -> EvaluationId {
    let (evaluation, nodes) = begun(app).await;
    for rater in RATERS {
        grade(app, rater, evaluation, &nodes, "抽看的六个问题都改到位了").await;
    }
    for step in [Act::Calibrate { evaluation }, Act::Conclude { evaluation }] {
        accept(app, cast::HEAD, Any::Evaluation(step)).await;
    }
    evaluation
}

#[tokio::test]
async fn a_published_round_in_which_everything_is_missing_says_so_and_waits_for_nobody() {
    let app = TestApp::start().await;
    let mut tree = Shipped::Hard.tree().unwrap();
    let indicators = tree.aspects.iter_mut().flat_map(|own| &mut own.elements).flat_map(|own| &mut own.indicators);
    // nobody was asked
    indicators.for_each(|own| own.method = Method::Satisfaction { of: text("教职工") });
    let (evaluation, nodes) = begun_with(&app, tree).await;
    for rater in RATERS {
        grade(&app, rater, evaluation, &nodes, SECRET).await;
    }
    for step in [Act::Calibrate { evaluation }, Act::Conclude { evaluation }, Act::Publish { evaluation }] {
        accept(&app, cast::HEAD, Any::Evaluation(step)).await;
    }
    for who in [cast::HEAD, cast::NORMAL_STAFF] {
        let page = app.as_(who).await.get(&format!("/evaluations/{evaluation}/{}", cast::UNITS[1].id)).await.body;
        assert!(page.contains("没有得分：各项都缺数据"), "{}", who.login);
        assert!(!page.contains("0 项待商定") && !page.contains("正在评估"), "{}", who.login);
    }
}

fn score_of(evaluation: EvaluationId, place: usize) -> String {
    format!("/evaluations/{evaluation}/{}/score.json", cast::UNITS[place].id)
}

#[tokio::test]
async fn a_published_score_is_handed_out_as_a_file_that_holds_all_it_is_made_of() {
    let app = TestApp::start().await;
    let evaluation = concluded(&app).await;
    let path = score_of(evaluation, 1);
    assert_eq!(app.as_(cast::HEAD).await.get(&path).await.status, reqwest::StatusCode::NOT_FOUND, "not published yet");
    accept(&app, cast::HEAD, Any::Evaluation(Act::Publish { evaluation })).await;
    let file = app.as_(cast::NORMAL_STAFF).await.get(&path).await;
    assert!(
        file.header("content-disposition").contains("score") || file.header("content-disposition").contains("json")
    );
    let own: Export = file.json();
    assert!(own.agrees());
    assert_eq!(Export::read(&file.body).as_ref(), Ok(&own));
    assert_eq!((own.unit_name.as_str(), own.published.total.as_deref()), ("松江师范大学", Some("70.0")));
    for rater in RATERS {
        assert!(
            !file.body.contains(&rater.id.to_string()) && !file.body.contains(rater.name),
            "who gave what stays inside"
        );
    }
    let of_another = score_of(evaluation, 0);
    for (who, path) in [(cast::HEAD, of_another.as_str()), (cast::ACADEMY_STAFF, &path), (cast::COLLEGE_STAFF, &path)] {
        assert_eq!(app.as_(who).await.get(path).await.status, reqwest::StatusCode::NOT_FOUND, "{}", who.login);
    }
    assert_eq!(app.nobody().get(&path).await.status, reqwest::StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_unit_reads_what_follows_from_its_low_result_but_no_draft() {
    let app = TestApp::start().await;
    let tree = Tree { low: Some(Grade::Ordinary), ..Shipped::Hard.tree().unwrap() };
    let (evaluation, nodes) = begun_with(&app, tree).await;
    for rater in RATERS {
        grade(&app, rater, evaluation, &nodes, "抽看的六个问题有两个没有改").await;
    }
    for step in [Act::Calibrate { evaluation }, Act::Conclude { evaluation }, Act::Publish { evaluation }] {
        accept(&app, cast::HEAD, Any::Evaluation(step)).await;
    }
    let (unit, notice) = (cast::UNITS[1].id, NoticeId(id()));
    let content = Content {
        paper: Paper::Talk,
        title: text("关于约谈的通知"),
        text: text("请主要负责同志到会"),
        units: vec![unit],
        about: Vec::new(),
        reply_by: None,
        after: None,
        from: Some(From::Round { evaluation }),
    };
    let path = format!("/api/evaluation/sheet?evaluation={evaluation}&unit={unit}");
    let sheet = async |who: CastPerson| app.as_(who).await.get(&path).await.body;
    let named = |body: &str| body.contains(&notice.to_string());
    assert!(sheet(cast::NORMAL_STAFF).await.contains("\"waits\":[\"interview\",\"again\"]"));
    accept(&app, cast::MEMBER, Any::Notice(notice::Act::Draft { notice, content: Box::new(content) })).await;
    assert!(named(&sheet(cast::MEMBER).await) && !named(&sheet(cast::NORMAL_STAFF).await));
    // who opens another look gets what the form needs, others do not
    let room = |body: &str| body.contains("\"room\":{");
    assert!(
        room(&sheet(cast::HEAD).await) && !room(&sheet(cast::MEMBER).await) && !room(&sheet(cast::NORMAL_STAFF).await)
    );
    accept(&app, cast::HEAD, Any::Notice(notice::Act::Issue { notice })).await;
    let told = sheet(cast::NORMAL_STAFF).await;
    assert!(named(&told) && told.contains("\"waits\":[\"again\"]"));
}

/// Far from the server, with nothing but the program and the file.
#[tokio::test]
async fn the_command_computes_a_downloaded_score_again_from_the_file_alone() {
    let app = TestApp::start().await;
    let evaluation = concluded(&app).await;
    accept(&app, cast::HEAD, Any::Evaluation(Act::Publish { evaluation })).await;
    let body = app.as_(cast::NORMAL_STAFF).await.get(&score_of(evaluation, 1)).await.body;
    let dir = tempfile::tempdir().unwrap();
    let place = Place::at(&dir.path().join("no-data"));
    let kept = |name: &str, text: &str| {
        let file = dir.path().join(name);
        std::fs::write(&file, text).unwrap();
        file.display().to_string()
    };
    let good = kept("score.json", &body);
    let told = place.run(&["score", &good]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(told.out.starts_with("松江师范大学 1 第一轮\n") && !told.out.contains("DIFFERS"), "{told:?}");
    let json = place.json(&["score", &good, "--json"]);
    assert_eq!((&json["agrees"], &json["unit"], &json["round"]), (&true.into(), &"松江师范大学".into(), &1.into()));
    assert!(json["findings"].as_array().unwrap().iter().all(|own| own["agrees"] == true), "{json}");

    let touched = kept("touched.json", &body.replacen("\"total\": \"70.0\"", "\"total\": \"97.0\"", 1));
    let told = place.run(&["score", &touched]);
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.out.contains("total  published 97.0, computed 70.0  DIFFERS"), "{told:?}");
    let json = place.run(&["score", &touched, "--json"]);
    let said: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let off: Vec<_> = said["findings"].as_array().unwrap().iter().filter(|own| own["agrees"] == false).collect();
    assert_eq!((json.code, off.len()), (Some(1), 1), "{json:?}");
    assert_eq!(off[0]["claim"], "total");

    for (name, text, why) in [
        ("photo.json", "%PDF-1.7", "not JSON"),
        ("other.json", "{\"type\":\"FeatureCollection\"}", "not of a published score"),
        ("later.json", &body.replacen("xundao.score.1", "xundao.score.9", 1), "computed as xundao.score.9"),
        ("cut.json", &body.replacen("\"values\"", "\"v\"", 1), "something is missing"),
    ] {
        let told = place.run(&["score", &kept(name, text)]);
        assert_eq!((told.code, told.out.as_str()), (Some(2), ""), "{told:?}");
        assert!(told.err.contains(name) && told.err.contains(why), "{told:?}");
    }
    let none = place.run(&["score", &dir.path().join("none.json").display().to_string()]);
    assert_eq!(none.code, Some(2), "{none:?}");
    assert!(!dir.path().join("no-data").exists(), "no database was made for it");
}
