//! The first screen of each role: what waits for it within its own reach, and an empty state where nothing does.

use crate::common::{TestApp, find, id};
use app::today::duty::Care;
use app::today::read::Today;
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{Due, Origin};
use domain::kinds::{Day, Name, PersonId, Text};
use domain::person;
use domain::reminder::Reason;
use domain::viewer::{Post, Role};

const NORMAL: &str = "学生宿舍热水供应不足";
const COLLEGE: &str = "实训设备闲置";
const NOTHING: &str = "今天没有等您的事";

/// Two units have an issue each, whose days go by.
async fn late() -> TestApp {
    let app = TestApp::start().await;
    for (by, place, title) in [(cast::NORMAL_STAFF, 1, NORMAL), (cast::COLLEGE_STAFF, 2, COLLEGE)] {
        let mut found = find(id().into(), cast::UNITS[place].id, Origin::Research, title);
        found.facts.due = Day::parse("2023-04-25").ok().map(|day| Due::On { day });
        found.facts.category = Some(domain::issue::Category::Livelihood);
        let verdict = app.act(by, cast::book(), Act::Issue(domain::issue::Act::Find(Box::new(found)))).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
    app.set_day("2023-05-08");
    app
}

/// What of the two is late for a person, and what of the two stands anywhere on their first screen, which may say that nothing
/// waits.
async fn first_screen(app: &TestApp, who: CastPerson) -> ([bool; 2], [bool; 2], bool) {
    let visitor = app.as_(who).await;
    let today: Today = visitor.get("/api/today").await.json();
    let late = |title: &str| today.matters.iter().any(|own| own.title == title && own.reason == Reason::Late);
    let page = visitor.get("/today").await.body;
    ([late(NORMAL), late(COLLEGE)], [NORMAL, COLLEGE].map(|title| page.contains(title)), page.contains(NOTHING))
}

#[tokio::test]
async fn each_role_begins_with_what_waits_for_it_and_sees_nothing_of_other_units() {
    let (none, both) = ([false, false], [true, true]);
    let app = late().await;
    let group = [cast::HEAD, cast::DEPUTY, cast::LIAISON, cast::MEMBER];
    let expected = group.map(|who| (who, both, both, false)).into_iter().chain([
        (cast::NORMAL_STAFF, [true, false], [true, false], false),
        (cast::NORMAL_LEADER, [true, false], [true, false], false),
        (cast::COLLEGE_STAFF, [false, true], [false, true], false),
        // asked for their goal
        (cast::ACADEMY_STAFF, none, none, false),
        (cast::MUSIC_STAFF, none, none, false),
        (cast::REGIONAL_STAFF, none, none, false),
        (cast::ORGANISATION_STAFF, none, none, true),
        // sees what takes longest, and is asked for nothing
        (cast::OFFICE_LEADER, none, both, false),
        (cast::SYSTEM_ADMIN, none, none, true),
        (cast::SECURITY_ADMIN, none, none, true),
        (cast::AUDIT_ADMIN, none, none, true),
    ]);
    let mut people = 0;
    for (who, late, shown, nothing) in expected {
        assert_eq!(first_screen(&app, who).await, (late, shown, nothing), "{}", who.login);
        people += 1;
    }
    assert_eq!(people, cast::PEOPLE.len(), "everybody was asked");
}

/// What an administrator's own part asks, and how often.
async fn duties(app: &TestApp, who: CastPerson) -> Vec<(Care, u32, Vec<String>)> {
    let today: Today = app.as_(who).await.get("/api/today").await.json();
    today.duties.into_iter().map(|own| (own.care, own.many, own.who)).collect()
}

#[tokio::test]
async fn each_administrator_begins_with_what_their_own_part_asks_and_nobody_else_sees_it() {
    let app = TestApp::start().await;
    app.set_day("2023-05-08");
    let [system, security, audit] = [cast::SYSTEM_ADMIN, cast::SECURITY_ADMIN, cast::AUDIT_ADMIN];
    for who in [system, security, audit] {
        assert_eq!(duties(&app, who).await, [], "{}", who.login);
    }
    // somebody who is no player of the demo
    let (person, name) = (PersonId(id()), "文心雕".to_owned());
    let register = person::Act::Register {
        person,
        name: Name::parse(&name).unwrap(),
        login: Text::parse("wenxindiao").unwrap(),
        demo: false,
    };
    app.system(Act::Person(register)).await;
    assert_eq!(duties(&app, system).await, [(Care::NoRole, 1, vec![name.clone()])]);
    let role = Role::Group { group: cast::GROUP, post: Post::Member };
    app.system(Act::Person(person::Act::GrantRole { person, role })).await;
    assert_eq!(duties(&app, system).await, [(Care::NoLink, 1, vec![name])]);
    app.server.invite(Some(person), None).await.unwrap();
    assert_eq!(duties(&app, system).await, []);
    for _ in 0..5 {
        app.nobody().form("/sign-in", &[("login", cast::HEAD.login), ("password", "guess-1")]).await;
    }
    assert_eq!(duties(&app, security).await, [(Care::Failing, 1, vec![cast::HEAD.name.to_owned()])]);
    let both = [(Care::Grown, 2, vec![]), (Care::Rights, 1, vec![]), (Care::System, 2, vec![])];
    assert_eq!(duties(&app, audit).await, both);
    for who in [cast::HEAD, cast::OFFICE_LEADER, cast::NORMAL_STAFF] {
        assert_eq!(duties(&app, who).await, [], "{}", who.login);
    }
    app.set_day("2023-05-20");
    assert_eq!(duties(&app, audit).await, [], "it is long ago");
    assert!(app.as_(audit).await.get("/today").await.body.contains(NOTHING));
}
