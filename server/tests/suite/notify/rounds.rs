//! Grades that a rater owes: each hears of their own.

use domain::evaluation;
use domain::kinds::{EvaluationId, NodeId, TemplateId};
use domain::score::Grade;
use domain::score::rows::{Period, Scored};
use domain::template::{self, Shipped};

use super::*;

/// A round over the normal university that has begun: deputy and member grade.
async fn round_begins(app: &TestApp) -> (EvaluationId, Vec<NodeId>) {
    let (template, evaluation, tree) = (TemplateId(id()), EvaluationId(id()), Shipped::Hard.tree().unwrap());
    let nodes = tree.qualitative().map(|own| own.id).collect();
    let make = template::Act::Make { template, title: Text::parse("攻坚破难").unwrap(), tree, from: None };
    accept(app, cast::HEAD, Act::Template(make)).await;
    let day = |raw| Day::parse(raw).unwrap();
    let opened = evaluation::act::Opened {
        evaluation,
        title: Text::parse(title(SECRET).as_str()).unwrap(),
        scored: Scored::Unit,
        units: vec![cast::UNITS[1].id],
        period: Period { start: day("2023-04-17"), end: day("2023-06-21") },
        template,
        version: 1,
        raters: vec![cast::DEPUTY.id, cast::MEMBER.id],
        due: None,
        again: None,
    };
    accept(app, cast::HEAD, Act::Evaluation(evaluation::Act::Open(Box::new(opened)))).await;
    accept(app, cast::HEAD, Act::Evaluation(evaluation::Act::Begin { evaluation })).await;
    (evaluation, nodes)
}

/// All the grades of this rater, who is done then.
async fn grades(app: &TestApp, rater: cast::CastPerson, evaluation: EvaluationId, nodes: &[NodeId]) {
    let (unit, leans) = (cast::UNITS[1].id, crate::common::proof(app).await);
    for indicator in nodes {
        let grading = evaluation::act::Grading {
            evaluation,
            unit,
            indicator: *indicator,
            grade: Grade::Ordinary,
            reason: Text::parse("佐证只有照片没有台账").unwrap(),
            links: vec![leans.clone()],
        };
        accept(app, rater, Act::Evaluation(evaluation::Act::Grade(Box::new(grading)))).await;
    }
    accept(app, rater, Act::Evaluation(evaluation::Act::Finish { evaluation, unit })).await;
}

#[tokio::test]
async fn grades_reach_the_rater_who_owes_them_until_they_are_given() {
    let (mail_port, hook_port) = (free_port(), free_port());
    let hosts = format!("smtp://127.0.0.1:{mail_port},http://127.0.0.1:{hook_port}");
    let app = TestApp::start_with(notify(&hosts)).await;
    app.set_day("2023-05-05");
    let (evaluation, nodes) = round_begins(&app).await;
    let (smtp, http) = (Smtp::listen(mail_port).await, Http::listen(hook_port, r#"{"errcode":0}"#).await);
    let (head, member) = (app.as_(cast::HEAD).await, app.as_(cast::MEMBER).await);
    ok(&head, "/api/inbox/set", &settings("head@group.example")).await;
    ok(&member, "/api/inbox/set", &settings("member@group.example")).await;
    ok(&head, "/api/inbox/robot", &robot(&format!("http://127.0.0.1:{hook_port}/send"))).await;
    let post =
        Post::new(&serve(&hosts, Some(format!("smtp://127.0.0.1:{mail_port}"))), "https://xundao.example").unwrap();
    let mut seen = Seen::default();
    once(&app.server, &post, &mut seen).await.unwrap();

    let key = format!("round-{evaluation}");
    let holders = [cast::DEPUTY.id, cast::MEMBER.id, cast::HEAD.id, cast::NORMAL_STAFF.id].map(|own| own.to_string());
    let boxes = async |key: &str| {
        let mut found = Vec::new();
        for holder in holders.iter().chain([&cast::GROUP.to_string()]) {
            let rows = store::reminder::rows(&app.server.db, holder).await.unwrap();
            found.push(rows.iter().any(|row| row.key == key));
        }
        found
    };
    assert_eq!(boxes(&key).await, [true, true, false, false, true], "the raters, and the robot of them all");
    let mails = smtp.mails();
    assert_eq!((mails.len(), http.bodies().len()), (1, 1));
    assert!(mails[0].contains("To: member@group.example") && mails[0].contains("1 thing waits"), "{}", mails[0]);
    bare_mail(&mails[0]);
    assert!(http.bodies()[0].contains("有 1 件事等您办"), "{}", http.bodies()[0]);

    // what the rater marks as read stays so
    assert_eq!(member.get("/api/inbox/unread").await.json::<u32>(), 1);
    ok(&member, "/api/inbox/mark", &json!({ "matters": [key], "read": true })).await;
    assert_eq!(member.get("/api/inbox/unread").await.json::<u32>(), 0);
    let line = member.get("/api/inbox/list").await.json::<Value>()[0].clone();
    assert_eq!((&line["key"], &line["read"]), (&json!(key), &json!(true)));

    grades(&app, cast::MEMBER, evaluation, &nodes).await;
    once(&app.server, &post, &mut seen).await.unwrap();
    assert_eq!(boxes(&key).await, [true, false, false, false, true], "one still owes some");
    grades(&app, cast::DEPUTY, evaluation, &nodes).await;
    once(&app.server, &post, &mut seen).await.unwrap();
    assert_eq!(boxes(&key).await, [false; 5]);
    // the next step is of those who lead
    let next = format!("calibrate-{evaluation}");
    assert_eq!(boxes(&next).await, [true, false, true, false, false]);
    accept(&app, cast::HEAD, Act::Evaluation(evaluation::Act::Calibrate { evaluation })).await;
    once(&app.server, &post, &mut seen).await.unwrap();
    assert_eq!(boxes(&next).await, [false; 5]);
}
