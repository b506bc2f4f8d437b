//! Who was second to change a visit compares with how it stands, and with how it stood at the entry on which they began.

use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{Text, VisitId};
use domain::visit::act::Amended;
use domain::visit::{self, Description, Findings, Visit};
use reqwest::StatusCode;
use serde_json::Value;

use crate::common::{TestApp, id, sitting};

fn description(app: &TestApp, place: &str) -> Description {
    Description { place: Some(Text::parse(place).unwrap()), ..sitting(app.now()) }
}

async fn accept(app: &TestApp, act: visit::Act) -> i64 {
    match app.act(cast::MEMBER, cast::book(), Act::Visit(act)).await {
        Verdict::Accepted { seq, .. } => seq,
        other => panic!("{other:?}"),
    }
}

/// Planned, moved, recorded: the entries of each.
async fn life(app: &TestApp, visit: VisitId) -> [i64; 3] {
    let unit = cast::UNITS[1].id;
    let description = |place: &str| description(app, place);
    let plan = visit::Act::Plan { visit, unit, description: Box::new(description("一楼")), drawn: None };
    let planned = accept(app, plan).await;
    let moved = Amended { visit, based_on: planned, description: description("二楼"), findings: None };
    let moved = accept(app, visit::Act::Amend(Box::new(moved))).await;
    let recorded = visit::act::Recorded {
        visit,
        unit,
        based_on: Some(moved),
        description: description("三楼"),
        findings: Findings { people: 3, ..Findings::default() },
        promises: Vec::new(),
    };
    [planned, moved, accept(app, visit::Act::Record(Box::new(recorded))).await]
}

async fn began(app: &TestApp, who: CastPerson, visit: VisitId, based_on: Option<i64>) -> Option<Visit> {
    let based_on = based_on.map(|seq| format!("&based_on={seq}")).unwrap_or_default();
    let answer = app.as_(who).await.get(&format!("/api/visit/compared?visit={visit}{based_on}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let told: Value = answer.json();
    assert_eq!(told["start"]["visit"]["description"]["place"], "三楼", "how it stands");
    serde_json::from_value(told["began"].clone()).unwrap()
}

#[tokio::test]
async fn what_both_began_from_is_the_visit_at_the_entry_that_the_second_one_knew() {
    let app = TestApp::start().await;
    let visit = VisitId(id());
    let [planned, moved, recorded] = life(&app, visit).await;
    for (seq, place, people) in [(planned, "一楼", None), (moved, "二楼", None), (recorded, "三楼", Some(3))] {
        let own = began(&app, cast::HEAD, visit, Some(seq)).await.unwrap();
        assert_eq!(own.description.place, Some(Text::parse(place).unwrap()));
        assert_eq!((own.version, own.findings.map(|own| own.people)), (seq, people));
    }
    // a draft of an earlier release does not say; a visit that is new was not there
    assert_eq!(began(&app, cast::HEAD, visit, Some(0)).await, None);
    assert_eq!(began(&app, cast::HEAD, visit, None).await, None);
}

#[tokio::test]
async fn nobody_but_the_group_learns_what_a_visit_was() {
    let app = TestApp::start().await;
    let visit = VisitId(id());
    let [planned, ..] = life(&app, visit).await;
    for who in [cast::NORMAL_STAFF, cast::ORGANISATION_STAFF, cast::OFFICE_LEADER, cast::COLLEGE_STAFF] {
        let asked = format!("/api/visit/compared?visit={visit}&based_on={planned}");
        let answer = app.as_(who).await.get(&asked).await;
        assert!(!answer.body.contains("一楼"), "{}: {}", who.login, answer.body);
        assert_ne!(answer.status, StatusCode::OK, "{}", who.login);
    }
}
