//! The three administrators: each has their own part, none another's, and none reads a case.

use crate::common::TestApp;
use domain::cast::{self, CastPerson};
use reqwest::StatusCode;
use serde_json::json;

const OWN: [(CastPerson, &[&str]); 3] = [
    (cast::SYSTEM_ADMIN, &["/api/people"]),
    (cast::SECURITY_ADMIN, &["/api/session/list"]),
    (
        cast::AUDIT_ADMIN,
        &["/api/journal/heads", "/api/journal/entries?book=office&upto=100", "/api/journal/verify?book=office&after=0"],
    ),
];

#[tokio::test]
async fn each_administrator_reads_their_own_part_and_no_other() {
    let app = TestApp::start().await;
    for person in cast::PEOPLE {
        let visitor = app.as_(person).await;
        for (owner, paths) in OWN {
            for path in paths {
                let answer = visitor.get(path).await;
                assert_eq!(answer.status == StatusCode::OK, person.id == owner.id, "{} {path}", person.login);
            }
        }
    }
    for (_, paths) in OWN {
        for path in paths {
            assert_ne!(app.nobody().get(path).await.status, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn an_administrator_has_no_units_in_reach() {
    let app = TestApp::start().await;
    for person in [cast::SYSTEM_ADMIN, cast::SECURITY_ADMIN, cast::AUDIT_ADMIN] {
        let me = app.as_(person).await.get("/api/me").await;
        for unit in cast::UNITS {
            assert!(!me.body.contains(unit.name), "{} {}", person.login, unit.name);
        }
    }
}

#[tokio::test]
async fn the_auditor_sees_that_something_was_done_not_what() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::AUDIT_ADMIN).await;
    let lines = visitor.get(&format!("/api/journal/entries?book={}&upto=100", cast::GROUP)).await;
    assert!(lines.body.contains("unit.add"), "{}", lines.body);
    assert!(!lines.body.contains(cast::UNITS[0].name), "{}", lines.body);
    let step = visitor.get(&format!("/api/journal/verify?book={}&after=0", cast::GROUP)).await;
    let step: app::journal::read::Step = step.json();
    assert_eq!((step.upto, step.fault), (step.of, None));
}

#[tokio::test]
async fn a_session_is_ended_by_its_person_or_the_security_administrator() {
    let app = TestApp::start().await;
    let member = app.as_(cast::MEMBER).await;
    let id = store::session::list(&app.server.db, Some(cast::MEMBER.id), app.now()).await.unwrap()[0].id;
    app.as_(cast::HEAD).await.json("/api/session/end", &json!({ "id": id })).await;
    app.as_(cast::SYSTEM_ADMIN).await.json("/api/session/end", &json!({ "id": id })).await;
    assert!(member.signed_in().await);
    app.as_(cast::SECURITY_ADMIN).await.json("/api/session/end", &json!({ "id": id })).await;
    assert!(!member.signed_in().await);
}

#[tokio::test]
async fn the_system_administrator_can_not_reset_another_administrator() {
    let app = TestApp::start().await;
    app.set_password(cast::AUDIT_ADMIN, "river-wind-1").await;
    let admin = app.as_(cast::SYSTEM_ADMIN).await;
    let link = |id| json!({ "id": id });
    let other = admin.json("/api/people/link", &link(cast::AUDIT_ADMIN.id)).await;
    assert_ne!(other.status, StatusCode::OK, "{}", other.body);
    let member = admin.json("/api/people/link", &link(cast::MEMBER.id)).await;
    assert!(member.body.contains("/welcome/"), "{}", member.body);
    let by_member = app.as_(cast::MEMBER).await.json("/api/people/link", &link(cast::HEAD.id)).await;
    assert_ne!(by_member.status, StatusCode::OK);
}
