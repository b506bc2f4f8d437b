//! What the dashboard of very many groups shows.

use crate::common::{TestApp, id};
use domain::act::{Act, Verdict};
use domain::cast;
use domain::kinds::{Name, Text};
use domain::{group, unit};

#[tokio::test]
async fn of_very_many_groups_the_dashboard_shows_the_first_until_all_are_asked_for() {
    let app = TestApp::start().await;
    let office = app.as_(cast::OFFICE_LEADER).await;
    let more = "groups=all";
    assert!(!office.get("/dashboard").await.body.contains(more), "one group is all there is");
    for number in 0..40 {
        let name = Name::parse(&format!("第{number}巡察组")).unwrap();
        app.system(Act::Group(group::Act::Open { group: id().into(), name, campaign: cast::CAMPAIGN })).await;
    }
    let [few, all] = [false, true].map(|every| {
        format!(
            r#"/api/dashboard?asked={{"scope":"all","as_of":null,"compare":null,"origin":"research","every":{every}}}"#
        )
    });
    let shown = |board: &serde_json::Value| board["parts"]["groups"].as_array().unwrap().len();
    let board: serde_json::Value = office.get(&few).await.json();
    assert_eq!((shown(&board), board["whole"]["many"].as_u64()), (30, Some(41)));
    assert_eq!(shown(&office.get(&all).await.json()), 41);
    let add =
        unit::Act::Add { unit: id().into(), code: Text::parse("M").unwrap(), name: Name::parse("分校").unwrap() };
    assert!(matches!(app.act(cast::HEAD, cast::book(), Act::Unit(add)).await, Verdict::Accepted { .. }));
    let page = office.get("/dashboard").await.body;
    assert!(page.contains("全部 41 个组") && page.contains(more), "the rest is one link away");
}
