//! Reminders by mail and to the robots of chats, over real sockets on this machine: the server that they go to is down, then
//! up; nothing goes to a host that is not listed; nothing of a case is in a message.

mod answering;
mod hosts;
mod robots;
mod rounds;

use std::sync::Arc;

use crate::common::{TestApp, Visitor, find, id};
use crate::listener::{Http, Smtp, free_port, letter};
use app::context::Notify;
use domain::act::{Act, Verdict};
use domain::cast;
use domain::issue::{Origin, act::Find};
use domain::kinds::{Day, IssueId, ReportId, Text};
use domain::reminder::Hosts;
use domain::report;
use reqwest::StatusCode;
use serde_json::{Value, json};
use server::config::Serve;
use server::notify::{Post, Seen, once};
use sqlx::Connection as _;

/// What must not be in any message.
const SECRET: &str = "密件<script>alert(1)</script>\r\nBcc: spy@evil.example";

fn serve(hosts: &str, smtp: Option<String>) -> Serve {
    Serve {
        listen: "127.0.0.1:0".parse().unwrap(),
        behind_proxy: false,
        notify_hosts: hosts.to_owned(),
        smtp,
        mail_from: Some("巡导 <xundao@office.example>".to_owned()),
    }
}

fn notify(hosts: &str) -> Arc<Notify> {
    Arc::new(Notify { hosts: Hosts::parse(hosts).unwrap(), mail: true, ..Notify::default() })
}

async fn accept(app: &TestApp, by: cast::CastPerson, act: impl Into<Act>) {
    let verdict = app.act(by, cast::book(), act.into()).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

fn title(raw: &str) -> Text<200> {
    // one line, as every title is
    Text::parse(&raw.replace(['\r', '\n'], " ")).unwrap()
}

/// A report of the normal university that is due on this day.
async fn report_due(app: &TestApp, due: &str) {
    let description = report::Description {
        title: Text::parse(title(SECRET).as_str()).unwrap(),
        official: Text::parse("韩立群").unwrap(),
        due: Some(Day::parse(due).unwrap()),
    };
    let plan = report::Act::Plan { report: ReportId(id()), unit: cast::UNITS[1].id, description };
    accept(app, cast::NORMAL_STAFF, Act::Report(plan)).await;
}

/// An issue that the group has to agree to: it waits in its hands.
async fn issue_waits(app: &TestApp) {
    let mut own: Find = find(IssueId(id()), cast::UNITS[1].id, Origin::Research, title(SECRET).as_str());
    own.facts.category = Some(domain::issue::Category::Development);
    own.facts.official = Some(Text::parse("韩立群").unwrap());
    own.facts.department = Some(Text::parse("后勤处").unwrap());
    own.facts.due = Some(domain::issue::Due::On { day: Day::parse("2023-08-01").unwrap() });
    own.measures = vec![domain::issue::act::Plan {
        id: domain::kinds::MeasureId(id()),
        what: Text::parse("开通网上报修").unwrap(),
        who: None,
        due: None,
    }];
    accept(app, cast::HEAD, Act::Issue(domain::issue::Act::Find(Box::new(own)))).await;
}

fn settings(address: &str) -> Value {
    json!({ "settings": { "off": [], "hour": 8, "address": address, "mail": true, "english": true } })
}

fn robot(url: &str) -> Value {
    json!({ "group": cast::GROUP, "kind": "wecom", "url": url, "hour": 8, "english": false })
}

/// A robot that was set while its host was on another list.
async fn robot_was_listed(app: &TestApp, port: u16) {
    let kept = store::reminder::setting::Kept {
        group: cast::GROUP,
        kind: domain::reminder::Robot::Wecom,
        url: format!("http://127.0.0.1:{port}/send"),
        secret: None,
        hour: 8,
        english: false,
        set_at: app.now(),
    };
    store::reminder::setting::set_robot(&app.server.db, &kept, cast::HEAD.id).await.unwrap();
}

async fn ok(visitor: &Visitor, path: &str, body: &Value) {
    let answer = visitor.json(path, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
}

/// Nothing of the case: no word of it, no name, no code, no id; of a mail as it crossed the wire and as its reader sees it.
fn bare_mail(mail: &str) {
    let (subject, text) = letter::read(mail);
    for own in [mail, &subject, &text] {
        bare(own);
    }
}

fn bare(message: &str) {
    for word in ["密件", "script", "spy@", "松江", "师范", "韩立群", "调研", "巡回指导组", "Bcc"] {
        assert!(!message.contains(word), "{word} in {message}");
    }
}

#[tokio::test]
async fn a_digest_arrives_by_mail_and_robot_once_they_are_up_and_only_once() {
    let (mail_port, hook_port) = (free_port(), free_port());
    let hosts = format!("smtp://127.0.0.1:{mail_port},http://127.0.0.1:{hook_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    report_due(&app, "2023-05-12").await;
    issue_waits(&app).await;
    ok(&app.as_(cast::NORMAL_STAFF).await, "/api/inbox/set", &settings("staff@unit.example")).await;
    let head = app.as_(cast::HEAD).await;
    ok(&head, "/api/inbox/robot", &robot(&format!("http://127.0.0.1:{hook_port}/send?key=verysecret"))).await;

    let post =
        Post::new(&serve(&hosts, Some(format!("smtp://127.0.0.1:{mail_port}"))), "https://xundao.example").unwrap();
    let mut seen = Seen::default();
    // both are down
    once(&app.server, &post, &mut seen).await.unwrap();
    let mine = app.as_(cast::NORMAL_STAFF).await.get("/api/inbox/settings").await.json::<Value>();
    assert_eq!((&mine["fate"]["state"], &mine["fate"]["why"]), (&json!("waiting"), &json!("away")));
    // not before its time
    let (smtp, http) = (Smtp::listen(mail_port).await, Http::listen(hook_port, r#"{"errcode":0}"#).await);
    once(&app.server, &post, &mut seen).await.unwrap();
    assert_eq!((smtp.mails().len(), http.bodies().len()), (0, 0));
    app.pass_minutes(2);
    once(&app.server, &post, &mut seen).await.unwrap();
    once(&app.server, &post, &mut seen).await.unwrap();
    let (mails, bodies) = (smtp.mails(), http.bodies());
    assert_eq!((mails.len(), bodies.len()), (1, 1));
    assert!(mails[0].contains("To: staff@unit.example"), "{}", mails[0]);
    // the goal, and the report
    assert!(mails[0].contains("2 things wait for you\r\nhttps://xundao.example/inbox"), "{}", mails[0]);
    let text = serde_json::from_str::<Value>(&bodies[0]).unwrap()["text"]["content"].as_str().unwrap().to_owned();
    assert_eq!(text, "【巡导】有 1 件事等您办\nhttps://xundao.example/inbox");
    bare_mail(&mails[0]);
    bare(&text);
    let mine = head.get("/api/inbox/settings").await;
    assert_eq!(mine.json::<Value>()["robots"][0]["fate"]["state"], "sent");
    assert!(!mine.body.contains("verysecret"), "a key is never read back");

    // the same day, something new: it waits for the next
    report_due(&app, "2023-05-12").await;
    once(&app.server, &post, &mut seen).await.unwrap();
    // a weekend of which the Saturday is worked in place of Labour Day
    for day in ["2023-05-06", "2023-05-07", "2023-05-08"] {
        app.set_day(day);
        once(&app.server, &post, &mut seen).await.unwrap();
    }
    assert_eq!((smtp.mails().len(), http.bodies().len()), (2, 1), "what is not new is not told");
    // and when it is late
    for day in ["2023-05-12", "2023-05-13", "2023-05-14", "2023-05-15"] {
        app.set_day(day);
        once(&app.server, &post, &mut seen).await.unwrap();
    }
    assert_eq!(smtp.mails().len(), 3);
    assert!(smtp.mails()[2].contains("3 things wait for you, 2 of them late"), "{}", smtp.mails()[2]);
    // and once a week while it stays late
    for day in ["2023-05-16", "2023-05-17", "2023-05-18", "2023-05-19", "2023-05-22", "2023-05-23"] {
        app.set_day(day);
        once(&app.server, &post, &mut seen).await.unwrap();
        assert_eq!(smtp.mails().len(), if day < "2023-05-22" { 3 } else { 4 }, "{day}");
    }
    assert!(smtp.mails()[3].contains("3 things wait for you, 2 of them late"), "{}", smtp.mails()[3]);
}

/// Chinese is packed away on the wire, where a search for a word finds nothing: what counts is what is read.
#[tokio::test]
async fn a_chinese_mail_says_how_many_and_no_more_once_it_is_unpacked() {
    let mail_port = free_port();
    let hosts = format!("smtp://127.0.0.1:{mail_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    report_due(&app, "2023-05-12").await;
    issue_waits(&app).await;
    let mut own = settings("staff@unit.example");
    own["settings"]["english"] = json!(false);
    ok(&app.as_(cast::NORMAL_STAFF).await, "/api/inbox/set", &own).await;
    let smtp = Smtp::listen(mail_port).await;
    let post = Post::new(&serve(&hosts, Some(hosts.clone())), "https://xundao.example").unwrap();
    once(&app.server, &post, &mut Seen::default()).await.unwrap();
    let mails = smtp.mails();
    assert_eq!(mails.len(), 1);
    let (subject, text) = letter::read(&mails[0]);
    assert_eq!(subject, "【巡导】有 2 件事等您办");
    assert!(text.starts_with("【巡导】有 2 件事等您办\r\nhttps://xundao.example/inbox\r\n"), "{text}");
    assert!(!mails[0].contains("件事"), "it is packed away: {}", mails[0]);
    bare_mail(&mails[0]);
}

#[tokio::test]
async fn a_digest_that_was_given_up_is_told_by_the_next_and_then_no_more() {
    // with a trial between the two, as a head who mends the address makes one
    for trial in [false, true] {
        let (listed, other) = (free_port(), free_port());
        let hosts = format!("http://127.0.0.1:{listed}");
        let app = TestApp::start_with(notify(&hosts)).await;
        app.set_day("2023-05-05");
        issue_waits(&app).await;
        let http = Http::listen(listed, r#"{"errcode":0}"#).await;
        robot_was_listed(&app, other).await;
        let post = Post::new(&serve(&hosts, None), "https://xundao.example").unwrap();
        let mut seen = Seen::default();
        once(&app.server, &post, &mut seen).await.unwrap();
        let head = app.as_(cast::HEAD).await;
        let fate = head.get("/api/inbox/settings").await.json::<Value>()["robots"][0]["fate"].clone();
        assert_eq!(fate["state"], "given_up");

        ok(&head, "/api/inbox/robot", &robot(&format!("http://127.0.0.1:{listed}/send"))).await;
        if trial {
            ok(&head, "/api/inbox/try", &json!({ "group": cast::GROUP })).await;
        }
        once(&app.server, &post, &mut seen).await.unwrap();
        let trials = usize::from(trial);
        assert_eq!(http.bodies().len(), trials, "a digest comes once a day");
        // the Saturday is worked in place of Labour Day
        for day in ["2023-05-06", "2023-05-07", "2023-05-08"] {
            app.set_day(day);
            once(&app.server, &post, &mut seen).await.unwrap();
            assert_eq!(http.bodies().len(), trials + 1, "{day}");
        }
        assert!(http.bodies()[trials].contains("有 1 件事等您办"), "{}", http.bodies()[trials]);
    }
}

#[tokio::test]
async fn two_nodes_on_one_database_send_one_message() {
    let hook_port = free_port();
    let hosts = format!("http://127.0.0.1:{hook_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    issue_waits(&app).await;
    let http = Http::listen(hook_port, r#"{"errcode":0}"#).await;
    let head = app.as_(cast::HEAD).await;
    ok(&head, "/api/inbox/robot", &robot(&format!("http://127.0.0.1:{hook_port}/send"))).await;
    let node = || Post::new(&serve(&hosts, None), "https://xundao.example").unwrap();
    let (one, other) = (node(), node());
    let (mut first, mut second) = (Seen::default(), Seen::default());
    let (left, right) = tokio::join!(once(&app.server, &one, &mut first), once(&app.server, &other, &mut second));
    left.unwrap();
    right.unwrap();
    // the other has the turn once the first has not been seen for a while
    app.pass_minutes(10);
    once(&app.server, &other, &mut second).await.unwrap();
    once(&app.server, &one, &mut first).await.unwrap();
    assert_eq!(http.bodies().len(), 1);
}

#[tokio::test]
async fn a_robot_that_says_no_is_tried_again_and_a_box_follows_the_roles() {
    let hook_port = free_port();
    let hosts = format!("http://127.0.0.1:{hook_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    issue_waits(&app).await;
    // 200, and yet not taken
    let _no = Http::listen(hook_port, r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#).await;
    let head = app.as_(cast::HEAD).await;
    ok(&head, "/api/inbox/robot", &robot(&format!("http://127.0.0.1:{hook_port}/send"))).await;
    let post = Post::new(&serve(&hosts, None), "https://xundao.example").unwrap();
    let mut seen = Seen::default();
    once(&app.server, &post, &mut seen).await.unwrap();
    let fate = head.get("/api/inbox/settings").await.json::<Value>()["robots"][0]["fate"].clone();
    assert_eq!((&fate["state"], &fate["why"]), (&json!("waiting"), &json!("refused")));

    let unread = async |who| app.as_(who).await.get("/api/inbox/unread").await.json::<u32>();
    assert_eq!((unread(cast::MEMBER).await, unread(cast::NORMAL_STAFF).await), (1, 1));
    assert_eq!((unread(cast::OFFICE_LEADER).await, unread(cast::SYSTEM_ADMIN).await), (0, 0));
    let staff = app.as_(cast::NORMAL_STAFF).await;
    ok(&staff, "/api/inbox/mark", &json!({ "matters": null, "read": true })).await;
    assert_eq!(unread(cast::NORMAL_STAFF).await, 0);
    assert_eq!(unread(cast::NORMAL_LEADER).await, 1, "each has a box of their own");
    let revoke = domain::person::Act::RevokeRole { person: cast::MEMBER.id, role: cast::MEMBER.role };
    app.system(Act::Person(revoke)).await;
    once(&app.server, &post, &mut seen).await.unwrap();
    assert_eq!(store::reminder::rows(&app.server.db, &cast::MEMBER.id.to_string()).await.unwrap(), []);
}

#[tokio::test]
async fn a_robots_secret_is_told_to_nobody_and_goes_with_its_address() {
    let hook_port = free_port();
    let app = TestApp::start_with(notify(&format!("http://127.0.0.1:{hook_port}"))).await;
    let head = app.as_(cast::HEAD).await;
    let url = format!("http://127.0.0.1:{hook_port}/send");
    let set = async |url: Option<&str>, secret: Option<&str>| {
        let own = json!({ "group": cast::GROUP, "kind": "dingtalk", "url": url, "secret": secret, "hour": 9, "english": false });
        ok(&head, "/api/inbox/robot", &own).await;
        let mine = head.get("/api/inbox/settings").await;
        assert!(!mine.body.contains("SECabc"));
        mine.json::<Value>()["robots"][0]["signed"].clone()
    };
    assert_eq!(set(Some(&url), Some("SECabc")).await, true);
    assert_eq!(set(None, None).await, true, "kept with the address");
    assert_eq!(set(Some(&url), None).await, false, "another address has its own secret or none");
    let kept = store::reminder::setting::robot(&app.server.db, cast::GROUP).await.unwrap().unwrap();
    assert_eq!(kept.secret, None);
    let long =
        json!({ "group": cast::GROUP, "kind": "feishu", "secret": "S".repeat(201), "hour": 9, "english": false });
    assert_eq!(head.json("/api/inbox/robot", &long).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_book_that_can_not_be_read_holds_up_no_message() {
    let mail_port = free_port();
    let hosts = format!("smtp://127.0.0.1:{mail_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    report_due(&app, "2023-05-12").await;
    ok(&app.as_(cast::NORMAL_STAFF).await, "/api/inbox/set", &settings("staff@unit.example")).await;
    let post = Post::new(&serve(&hosts, Some(hosts.clone())), "https://xundao.example").unwrap();
    once(&app.server, &post, &mut Seen::default()).await.unwrap();
    let spoil = "update record set body = 'spoilt' where subject = 'report'";
    let database = format!("sqlite:{}", app.dir().join("xundao.sqlite").display());
    let mut conn = sqlx::AnyConnection::connect(&database).await.unwrap();
    assert!(sqlx::query(spoil).execute(&mut conn).await.unwrap().rows_affected() > 0);
    app.pass_minutes(2);
    let smtp = Smtp::listen(mail_port).await;
    once(&app.server, &post, &mut Seen::default()).await.unwrap();
    assert_eq!(smtp.mails().len(), 1);
}
