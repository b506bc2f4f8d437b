//! A matter in step on the server: what shows a step is named to whoever may read it, and to nobody else.

use crate::common::{TestApp, id};
use domain::act::{Act, Key, Subject, Verdict};
use domain::cast::{self, CastPerson};
use domain::deployment::{self, Content, Days, Place, Said, Side, Step};
use domain::kinds::{DeploymentId, ReportId, Text};
use domain::report;

const TITLE: &str = "关于校企合作的调研";

async fn accept(app: &TestApp, by: CastPerson, act: Act) {
    let verdict = app.act(by, cast::book(), act).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

/// A matter of the unit and its first organisation; the unit's own step rests on a report of the unit.
async fn in_step(app: &TestApp) -> (DeploymentId, ReportId) {
    let (unit, report, deployment) = (&cast::UNITS[1], ReportId(id()), DeploymentId(id()));
    let (title, official) = (Text::parse(TITLE).unwrap(), Text::parse("韩立群").unwrap());
    let description = report::Description { title, official, due: None };
    accept(app, cast::NORMAL_STAFF, Act::Report(report::Act::Plan { report, unit: unit.id, description })).await;
    let content = Content {
        title: Text::parse("安全检查").unwrap(),
        text: Text::parse("两级同步部署").unwrap(),
        sides: vec![Side { unit: unit.id, organisations: vec![unit.organisation(0)] }],
        days: Days::default(),
    };
    let open = deployment::Act::Open { deployment, content: Box::new(content) };
    accept(app, cast::HEAD, Act::Deployment(open)).await;
    let said = Said {
        place: Place { unit: unit.id, organisation: None },
        step: Step::Deployed,
        day: app.now().day(),
        who: Text::parse("党委会").unwrap(),
        note: None,
        proof: None,
        record: Some(Key { subject: Subject::Report, id: report.0 }),
        basis: None,
        result: None,
    };
    let said = deployment::Act::Report { deployment, said: Box::new(said) };
    accept(app, cast::NORMAL_STAFF, Act::Deployment(said)).await;
    (deployment, report)
}

#[tokio::test]
async fn a_record_that_shows_a_step_is_named_to_who_may_read_it_and_others_are_told_that_it_is_not_for_them() {
    let app = TestApp::start().await;
    let (deployment, report) = in_step(&app).await;
    let page = format!("/deployments/{deployment}?cell={}-deployed", cast::UNITS[1].id);
    let link = format!("href=\"/reports/{report}\"");
    for who in [cast::NORMAL_STAFF, cast::HEAD, cast::ORGANISATION_STAFF] {
        let own = who.login != cast::ORGANISATION_STAFF.login;
        let visitor = app.as_(who).await;
        let chinese = visitor.get(&page).await.body;
        assert!(chinese.contains("党委会"), "{}: the step itself is read", who.login);
        let told = (chinese.contains(&link), chinese.contains(TITLE), chinese.contains("这条记录不对您开放"));
        assert_eq!(told, (own, own, !own), "{}", who.login);
        visitor.get("/lang/en?to=/").await;
        let english = visitor.get(&page).await.body;
        assert_eq!(english.contains("This record is not open to you"), !own, "{}", who.login);
    }
}
