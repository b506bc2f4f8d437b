//! What was decided, in its register and on the first screens of who has not spoken to it; a meeting and the paper that
//! calls to it.

use crate::common::{TestApp, id};
use app::meeting::read::{Decided, Stand, Voices};
use app::today::read::Today;
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{ActId, DecisionId, MeetingId, NoticeId, Text, UnitId};
use domain::meeting::{Act as M, Attendee, Becomes, Plan, Presence, Resolution, Series};
use domain::notice::{self, Content, From, Paper};
use domain::reminder::What;
use serde_json::{Value, json};

async fn accept(app: &TestApp, by: CastPerson, act: Act) {
    let verdict = app.act(by, cast::book(), act).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

async fn planned(app: &TestApp, series: Series) -> MeetingId {
    let meeting = MeetingId(id());
    let plan = Box::new(Plan { series, at: app.now(), place: None, chair: None });
    accept(app, cast::HEAD, Act::Meeting(M::Plan { meeting, plan, agenda: Vec::new() })).await;
    meeting
}

async fn decide(app: &TestApp, meeting: MeetingId, unit: Option<UnitId>) -> DecisionId {
    let decision = DecisionId(id());
    let resolution = Box::new(Resolution {
        id: decision,
        point: None,
        what: Text::parse("抽查两个支部").unwrap(),
        unit,
        who: Text::parse("梁启航").ok(),
        due: app.now().day().plus(7),
        becomes: Becomes::Minutes,
        strands: Default::default(),
    });
    accept(app, cast::HEAD, Act::Meeting(M::Decide { meeting, resolution, then: ActId(id()) })).await;
    decision
}

async fn held(app: &TestApp, meeting: MeetingId) {
    let name = Text::parse(cast::HEAD.name).unwrap();
    let attendees = vec![Attendee { name, person: Some(cast::HEAD.id), presence: Presence::Present }];
    accept(app, cast::HEAD, Act::Meeting(M::Attend { meeting, attendees, was: None })).await;
    accept(app, cast::HEAD, Act::Meeting(M::Close { meeting })).await;
}

async fn register(app: &TestApp, who: CastPerson, asked: &str) -> Vec<Decided> {
    app.as_(who).await.get(&format!("/api/meeting/decisions?{asked}")).await.json()
}

async fn is_asked(app: &TestApp, who: CastPerson, decision: DecisionId) -> bool {
    let today: Today = app.as_(who).await.get("/api/today").await.json();
    today.matters.iter().any(|own| matches!(own.what, What::Speak { decision: own, .. } if own == decision))
}

#[tokio::test]
async fn the_register_tells_the_group_who_said_what_and_a_unit_what_was_decided_for_it_and_no_more() {
    let app = TestApp::start().await;
    let (one, other) = (cast::UNITS[1].id, cast::UNITS[2].id);
    let meeting = planned(&app, Series::Weekly).await;
    accept(&app, cast::HEAD, Act::Meeting(M::TakePen { meeting })).await;
    let mut decisions = Vec::new();
    for unit in [None, Some(one), Some(other)] {
        decisions.push(decide(&app, meeting, unit).await);
    }
    let decision = decisions[0];
    assert!(!is_asked(&app, cast::MEMBER, decision).await, "it is being held");
    held(&app, meeting).await;
    let speak = |agrees, note: Option<&str>| {
        let note = note.map(|note| Text::parse(note).unwrap());
        Act::Meeting(M::Speak { meeting, decision, agrees, note })
    };
    accept(&app, cast::HEAD, speak(true, None)).await;
    accept(&app, cast::DEPUTY, speak(false, Some("本周排不开"))).await;
    let asked = [cast::HEAD, cast::DEPUTY, cast::LIAISON, cast::MEMBER, cast::NORMAL_STAFF, cast::OFFICE_LEADER];
    for (who, expected) in asked.into_iter().zip([false, false, true, true, false, false]) {
        assert_eq!(is_asked(&app, who, decision).await, expected, "{}", who.login);
    }
    let mut said = None;
    for who in [cast::HEAD, cast::OFFICE_LEADER] {
        let all = register(&app, who, "book=&unit=").await;
        assert_eq!(all.iter().map(|own| own.decision).collect::<Vec<_>>(), decisions, "{}", who.login);
        said = all[0].voices.clone();
    }
    let Voices { agree, against, mut silent } = said.unwrap();
    silent.sort();
    let mut waited = [cast::LIAISON.name, cast::MEMBER.name];
    waited.sort_unstable();
    assert_eq!((agree, against), (vec![cast::HEAD.name.to_owned()], vec![cast::DEPUTY.name.to_owned()]));
    assert_eq!(silent, waited);
    // of one unit, and as it reads it
    for (who, scope) in [(cast::HEAD, format!("book=&unit={one}")), (cast::NORMAL_STAFF, "book=&unit=".to_owned())] {
        let all = register(&app, who, &scope).await;
        assert_eq!(all.iter().map(|own| own.decision).collect::<Vec<_>>(), [decisions[1]], "{}", who.login);
        assert_eq!(all[0].voices.is_some(), who == cast::HEAD, "{}", who.login);
    }
    for who in [cast::ACADEMY_STAFF, cast::ORGANISATION_STAFF, cast::SYSTEM_ADMIN] {
        assert_eq!(register(&app, who, "book=&unit=").await, [], "{}", who.login);
    }
    let note = Text::parse("已经抽查").unwrap();
    accept(&app, cast::HEAD, Act::Meeting(M::Settle { meeting, decision, note })).await;
    let stands = register(&app, cast::HEAD, "book=&unit=").await.into_iter().map(|own| own.stand);
    assert_eq!(stands.collect::<Vec<_>>(), [Stand::Settled, Stand::Open, Stand::Open]);
    assert!(!is_asked(&app, cast::MEMBER, decision).await, "it is settled");
}

#[tokio::test]
async fn a_paper_and_the_meeting_that_it_calls_to_lead_to_each_other_for_who_may_know_of_both() {
    let app = TestApp::start().await;
    let unit = cast::UNITS[1].id;
    let (meeting, notice) = (planned(&app, Series::Dispatch { unit }).await, NoticeId(id()));
    let content = Box::new(Content {
        paper: Paper::Notice,
        title: Text::parse("关于召开月调度会的通知").unwrap(),
        text: Text::parse("请按时参加").unwrap(),
        units: vec![unit, cast::UNITS[2].id],
        about: Vec::new(),
        reply_by: None,
        after: None,
        from: Some(From::Call { meeting, unit }),
    });
    accept(&app, cast::HEAD, Act::Notice(notice::Act::Draft { notice, content })).await;
    let calls = async |who: CastPerson| -> Value {
        let detail: Value = app.as_(who).await.get(&format!("/api/meeting/detail?meeting={meeting}")).await.json();
        detail["calls"].as_array().unwrap().iter().map(|own| own["notice"].clone()).collect()
    };
    let from = async |who: CastPerson| -> Value {
        let detail: Value = app.as_(who).await.get(&format!("/api/notice/detail?notice={notice}")).await.json();
        detail["notice"]["content"]["from"]["meeting"].clone()
    };
    assert_eq!((calls(cast::HEAD).await, calls(cast::NORMAL_STAFF).await), (json!([notice]), json!([])), "a draft");
    accept(&app, cast::HEAD, Act::Notice(notice::Act::Issue { notice })).await;
    for who in [cast::HEAD, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
        assert_eq!((calls(who).await, from(who).await), (json!([notice]), json!(meeting)), "{}", who.login);
    }
    // it went to this unit as well, whose meeting it is not
    assert_eq!(from(cast::COLLEGE_STAFF).await, Value::Null);
}
