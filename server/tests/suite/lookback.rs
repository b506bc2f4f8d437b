//! A look-back as a spreadsheet: what its page shows, with typed cells and no formula, and nothing for who may not read it.

use std::io::{Cursor, Read as _};

use crate::common::{TestApp, find, id};
use domain::act::{Act as Any, Verdict as Answered};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Origin, Proof};
use domain::kinds::{
    ActId, Book, CampaignId, Day, GroupId, IssueId, LookbackId, MeasureId, Month, Name, NoticeId, RuleId, Text, UnitId,
};
use domain::lookback::act::{Answering, Marking};
use domain::lookback::{About, Act, Verdict};
use domain::viewer::{Post, Role};
use domain::{campaign, group, notice, person, rule};
use ledger::grid::{Cell, Grid};
use reqwest::{Method, StatusCode};

const UNIT: UnitId = cast::UNITS[1].id;
const WHAT: &str = "=SUM(1,2) 开通网上报修";
const SAID: &str = "=HYPERLINK(\"http://x\")配件没有到，七月办完";
const SEEN: &str = "到现场看了，还没有开通，群众也没有听说";

fn text<const MAX: usize>(raw: &str) -> Text<MAX> {
    Text::parse(raw).unwrap()
}

async fn accept(app: &TestApp, who: CastPerson, act: impl Into<Any>) {
    let verdict = app.act(who, cast::book(), act.into()).await;
    assert!(matches!(verdict, Answered::Accepted { .. }), "{verdict:?}");
}

/// The June of a unit in which one measure fell due; it is answered with a file, and not confirmed.
async fn looked_back(app: &TestApp) -> LookbackId {
    app.set_day("2023-05-10");
    let (issue, measure) = (IssueId(id()), MeasureId(id()));
    let mut found = find(issue, UNIT, Origin::Research, "报修要等两个月");
    let due = Some(Day::parse("2023-06-15").unwrap());
    found.measures = vec![issue::act::Plan { id: measure, what: text(WHAT), who: None, due }];
    accept(app, cast::MEMBER, Any::Issue(issue::Act::Find(Box::new(found)))).await;
    app.set_day("2023-06-20");
    let month = Month::parse("2023-06").unwrap();
    let lookback = LookbackId::of(UNIT, month);
    accept(app, cast::MEMBER, Any::Lookback(Act::Open { lookback, unit: UNIT, month })).await;
    let hash = server::file::disk::write(app.dir(), b"%PDF-1.7\n%%EOF\n").unwrap();
    let file =
        store::file::File { hash: hash.clone(), stored: hash.clone(), size: 15, media: "application/pdf".to_owned() };
    store::file::keep(&app.server.db, file, app.now()).await.unwrap();
    let item = About::Measure { issue, measure };
    let proof = Some(Proof { hash, name: text("采购单.pdf"), size: 15 });
    let answer = Answering { lookback, item, done: false, note: Some(text(SAID)), proof, then: ActId(id()) };
    accept(app, cast::NORMAL_STAFF, Any::Lookback(Act::Answer(Box::new(answer)))).await;
    app.set_day("2023-06-26");
    let mark = Marking { lookback, item, verdict: Verdict::NotConfirmed, note: Some(text(SEEN)), then: ActId(id()) };
    accept(app, cast::MEMBER, Any::Lookback(Act::Mark(Box::new(mark)))).await;
    lookback
}

async fn file(app: &TestApp, who: CastPerson, path: &str) -> Vec<u8> {
    let answer = app.as_(who).await.request(Method::GET, path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{}", who.login);
    let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.contains(".xlsx") && name.contains("%E5%B8%88%E8%8C%83"), "{name}");
    answer.bytes().await.unwrap().to_vec()
}

/// The sheet's own text: how it is written, not what is read from it.
fn sheet(bytes: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}

fn row(grid: &Grid, row: usize) -> Vec<Cell> {
    (0..grid.width()).map(|column| grid.at((row, column)).clone()).collect()
}

#[tokio::test]
async fn a_look_back_is_handed_out_as_its_page_shows_it() {
    let app = TestApp::start().await;
    let lookback = looked_back(&app).await;
    let path = format!("/lookbacks/{lookback}/lookback.xlsx");
    let bytes = file(&app, cast::NORMAL_STAFF, &path).await;
    let book = ledger::Book::open(&bytes).unwrap();
    let grid = &book.sheets()[0];
    assert_eq!((grid.name(), grid.height(), grid.width()), ("回头看", 3, 17));
    let day = |raw: &str| Cell::Day(raw.parse().unwrap());
    let said = |raw: &str| Cell::Text(raw.to_owned());
    let own = row(grid, 1);
    assert!(!own[2].is_empty() && own[4] == said("报修要等两个月"), "{own:?}");
    assert_eq!(own[..2], [said("责任落实"), said("整改措施")]);
    assert_eq!(own[3], said(WHAT));
    assert_eq!(own[5..9], [day("2023-06-15"), said("未完成"), said("没有办到"), said(SAID)]);
    let staff = [said("采购单.pdf"), said(cast::NORMAL_STAFF.name), day("2023-06-20")];
    assert_eq!(own[9..12], staff);
    let group = [said("不属实"), said(SEEN), said(cast::MEMBER.name), day("2023-06-26")];
    assert_eq!(own[12..16], group);
    assert_eq!(own[16], said("问题整改"));
    let totals = row(grid, 2);
    assert_eq!((&totals[0], &totals[3], &totals[12]), (&said("合计"), &said("共1项"), &said("不属实1")));
    let written = sheet(&bytes);
    assert!(!written.contains("<f>") && !written.contains("<f "), "a formula");
    assert!(written.contains("ySplit=\"1\"") && written.contains("state=\"frozen\""), "{written}");
    // The group gets the same file.
    let theirs = ledger::Book::open(&file(&app, cast::HEAD, &path).await).unwrap();
    assert_eq!(row(&theirs.sheets()[0], 1), own);
}

#[tokio::test]
async fn who_may_not_read_a_look_back_gets_no_file_of_it() {
    let app = TestApp::start().await;
    let lookback = looked_back(&app).await;
    let path = format!("/lookbacks/{lookback}/lookback.xlsx");
    let missing = format!("/lookbacks/{}/lookback.xlsx", LookbackId(id()));
    for who in [cast::ACADEMY_STAFF, cast::COLLEGE_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        let visitor = app.as_(who).await;
        let (foreign, none) = (visitor.get(&path).await, visitor.get(&missing).await);
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{}", who.login);
        assert_eq!((foreign.status, foreign.body), (none.status, none.body), "{}", who.login);
    }
    assert_eq!(app.as_(cast::HEAD).await.get("/lookbacks/x/lookback.xlsx").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.nobody().get(&path).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn who_works_in_groups_of_two_campaigns_is_told_the_days_of_each() {
    let app = TestApp::start().await;
    let (campaign, group) = (CampaignId(id()), GroupId(id()));
    let day = |raw| Day::parse(raw).unwrap();
    let (start, half, end) = (day("2023-04-10"), day("2023-05-31"), day("2023-08-25"));
    let period = campaign::Period { name: Name::parse("专项督查").unwrap(), start, half, end };
    app.system(Any::Campaign(campaign::Act::Open { campaign, period })).await;
    let name = Name::parse("第四巡回指导组").unwrap();
    app.system(Any::Group(group::Act::Open { group, name, campaign })).await;
    let role = Role::Group { group, post: Post::Head };
    app.system(Any::Person(person::Act::GrantRole { person: cast::HEAD.id, role })).await;
    let head = app.as_(cast::HEAD).await;
    for path in ["/api/lookback/list?book=&unit=", "/api/cut/list?book="] {
        let told: serde_json::Value = head.get(path).await.json();
        for (own, half) in [(cast::GROUP, "2023-06-21"), (group, "2023-05-31")] {
            assert_eq!(told["periods"][own.to_string().as_str()]["half"], half, "{path}");
        }
    }
    let staff: serde_json::Value = app.as_(cast::NORMAL_STAFF).await.get("/api/lookback/list?book=&unit=").await.json();
    assert_eq!(staff["periods"], serde_json::json!({}));
    // a round of a group begins with its own campaign
    let rounds: serde_json::Value = head.get("/api/evaluation/list?book=&unit=").await.json();
    assert_eq!(rounds["room"]["book"], serde_json::json!(cast::book()));
    assert_eq!(rounds["room"]["start"], cast::days().unwrap()[0].to_string());
    // and a day off in the other campaign puts off no paper of this one
    let (first, last) = (day("2023-04-18"), day("2023-04-18"));
    let off = campaign::Act::SetDays { campaign, first, last, works: false, name: None };
    let verdict = app.act(cast::OFFICE_LEADER, Book::Office, Any::Campaign(off)).await;
    assert!(matches!(verdict, Answered::Accepted { .. }), "{verdict:?}");
    let notice = NoticeId(id());
    let content = Box::new(notice::Content {
        paper: notice::Paper::Prompt,
        title: text("报修进度"),
        text: text("请报送网上报修的进度"),
        units: vec![UNIT],
        about: Vec::new(),
        reply_by: Some(day("2023-04-28")),
        after: None,
        from: None,
    });
    accept(&app, cast::HEAD, Any::Notice(notice::Act::Draft { notice, content })).await;
    let told: serde_json::Value = head.get(&format!("/api/notice/detail?notice={notice}")).await.json();
    assert_eq!(told["chase_by"], "2023-04-20");
}

#[tokio::test]
async fn what_was_found_untrue_stands_on_the_record_and_in_its_history() {
    let app = TestApp::start().await;
    app.set_day("2023-05-10");
    let rule = RuleId(id());
    let description = rule::Description { title: text("报修办法"), department: text("后勤处"), detail: None };
    let in_force = Day::parse("2023-05-10").unwrap();
    accept(&app, cast::NORMAL_STAFF, Any::Rule(rule::Act::Draft { rule, unit: UNIT, description })).await;
    accept(&app, cast::NORMAL_STAFF, Any::Rule(rule::Act::Establish { rule, in_force })).await;
    let lookback = looked_back(&app).await;
    let head = app.as_(cast::HEAD).await;
    let (issue, item) = (untrue_issue(&head, lookback).await, About::Rule { rule });
    // The measure on the page of its issue.
    let found = head.get(&format!("/issues/{issue}")).await.body;
    assert!(found.contains("2023年6月回头看：不属实") && found.contains(SEEN), "{found}");
    // A rule that is confirmed has nothing of it; one that is not, page and history.
    let path = format!("/rules/{rule}");
    assert!(!head.get(&path).await.body.contains("不属实"));
    let say = |verdict, note: &str| {
        let mark = Marking { lookback, item, verdict, note: Some(text(note)), then: ActId(id()) };
        Any::Lookback(Act::Mark(Box::new(mark)))
    };
    let answer = Answering { lookback, item, done: true, note: Some(text(SAID)), proof: None, then: ActId(id()) };
    accept(&app, cast::NORMAL_STAFF, Any::Lookback(Act::Answer(Box::new(answer)))).await;
    accept(&app, cast::MEMBER, say(Verdict::NotConfirmed, "问了五位老师，都不知道有这个办法")).await;
    let detail = format!("/api/rule/detail?rule={rule}");
    for who in [cast::HEAD, cast::NORMAL_STAFF] {
        let visitor = app.as_(who).await;
        assert!(visitor.get(&path).await.body.contains("2023年6月回头看：不属实"), "{}", who.login);
        let told: serde_json::Value = visitor.get(&detail).await.json();
        let last = told["history"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["kind"], "lookback.mark");
        assert!(last["said"].as_str().unwrap().contains("都不知道有这个办法"));
        assert!(told["untrue"][0]["again_at"].is_null());
        assert!(!last["said"].as_str().unwrap().contains("重新核对"));
        assert!(visitor.get(&path).await.body.contains("class=\"untrue\""), "{}", who.login);
    }
    // The other mark takes it off the page; the history keeps it.
    app.set_day("2023-06-27");
    accept(&app, cast::MEMBER, say(Verdict::Confirmed, "又问了五位老师，都说得出来")).await;
    let told: serde_json::Value = head.get(&detail).await.json();
    let said = told["history"].as_array().unwrap().iter().find(|own| own["kind"] == "lookback.mark").unwrap();
    assert!(said["said"].as_str().unwrap().ends_with("6月27日（周二）重新核对过"), "{said}");
    assert!(!head.get(&path).await.body.contains("class=\"untrue\""));
    assert_eq!(told["history"].as_array().unwrap().last().unwrap()["kind"], "lookback.mark");
}

/// The issue whose measure the look-back asked about.
async fn untrue_issue(head: &crate::common::Visitor, lookback: LookbackId) -> String {
    let told: serde_json::Value = head.get(&format!("/api/lookback/detail?lookback={lookback}")).await.json();
    let items = told["lookback"]["items"].as_array().unwrap().clone();
    let about = |item: &serde_json::Value| item["due"]["about"]["about"] == "measure";
    let own = items.into_iter().find(about).unwrap();
    own["due"]["about"]["issue"].as_str().unwrap().to_owned()
}
