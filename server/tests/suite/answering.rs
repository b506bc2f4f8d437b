//! Who answered for a unit and has left the group: shown to who leads it, with the verb that takes them out; no
//! reminder goes by them.

use crate::common::{TestApp, find, id};
use app::unit::detail::Detail;
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Origin};
use domain::kinds::{IssueId, Text, UnitId};
use domain::{person, unit};

const GONE: &str = "已不在本组";

async fn accept(app: &TestApp, by: CastPerson, act: Act) {
    let verdict = app.act(by, cast::book(), act).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

/// The member answers for this unit.
async fn assign(app: &TestApp, unit: UnitId) {
    accept(app, cast::HEAD, Act::Unit(unit::Act::Assign { unit, member: cast::MEMBER.id })).await;
}

async fn leaves(app: &TestApp) {
    let (person, role) = (cast::MEMBER.id, cast::MEMBER.role);
    app.system(Act::Person(person::Act::RevokeRole { person, role })).await;
}

/// Who answers for the unit, and who has left, as this person reads it; and does the page say that somebody has?
async fn told(app: &TestApp, who: CastPerson, unit: UnitId) -> (usize, Vec<String>, bool) {
    let visitor = app.as_(who).await;
    let detail: Detail = visitor.get(&format!("/api/unit/detail?unit={unit}")).await.json();
    let page = visitor.get(&format!("/unit/{unit}/goal")).await.body;
    (detail.answering.len(), detail.left.into_iter().map(|own| own.name).collect(), page.contains(GONE))
}

#[tokio::test]
async fn who_has_left_the_group_is_shown_to_its_lead_who_takes_them_out_also_of_a_closed_unit() {
    let app = TestApp::start().await;
    let (unit, name) = (cast::UNITS[1].id, cast::MEMBER.name.to_owned());
    let verb = format!("取消{name}的联系");
    assign(&app, unit).await;
    assert_eq!(told(&app, cast::HEAD, unit).await, (1, Vec::new(), false));
    leaves(&app).await;
    for who in [cast::HEAD, cast::DEPUTY] {
        assert_eq!(told(&app, who, unit).await, (0, vec![name.clone()], true), "{}", who.login);
    }
    for who in [cast::LIAISON, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
        assert_eq!(told(&app, who, unit).await, (0, Vec::new(), false), "{}", who.login);
    }
    let reason = Text::parse("并入另一所学校，不再单独指导").unwrap();
    accept(&app, cast::HEAD, Act::Unit(unit::Act::Close { unit, reason })).await;
    let page = app.as_(cast::HEAD).await.get(&format!("/unit/{unit}/goal")).await.body;
    assert!(page.contains(&verb) && page.contains(GONE), "the verb is there though the unit is closed");
    accept(&app, cast::HEAD, Act::Unit(unit::Act::Release { unit, member: cast::MEMBER.id })).await;
    assert_eq!(told(&app, cast::HEAD, unit).await, (0, Vec::new(), false));
}

/// Three issues of a unit whose people object to them.
async fn disputed(app: &TestApp, staff: CastPerson, unit: UnitId) {
    for place in 0..3 {
        let issue: IssueId = id().into();
        let own = find(issue, unit, Origin::Research, &format!("报修慢（{place}）"));
        accept(app, staff, Act::Issue(issue::Act::Find(Box::new(own)))).await;
        let reason = Text::parse("这不是我们单位的职责范围").unwrap();
        accept(app, staff, Act::Issue(issue::Act::Dispute { issue, reason })).await;
    }
}

#[tokio::test]
async fn a_line_of_many_leads_to_their_list_again_once_everybody_who_answered_has_left() {
    let app = TestApp::start().await;
    disputed(&app, cast::NORMAL_STAFF, cast::UNITS[1].id).await;
    disputed(&app, cast::COLLEGE_STAFF, cast::UNITS[2].id).await;
    let leads_to = async || {
        let page = app.as_(cast::HEAD).await.get("/today").await.body;
        (page.contains("/inbox?kind=settle"), page.contains("state=disputed"))
    };
    assert_eq!(leads_to().await, (false, true), "the list of the group has just these");
    // of another unit, about which somebody else hears from now on
    assign(&app, cast::UNITS[3].id).await;
    assert_eq!(leads_to().await, (true, false), "the list of the group has more than the reader hears of");
    leaves(&app).await;
    assert_eq!(leads_to().await, (false, true), "nobody answers for a unit any more");
}
