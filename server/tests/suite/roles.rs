//! One person with roles in two groups: member of one, liaison of a unit that the other guides.

use crate::common::{TestApp, Visitor, find, id};
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Origin};
use domain::kinds::{Book, GroupId, IssueId, Name, Text, UnitId};
use domain::refusal::{Refusal, Whose};
use domain::viewer::{Post, Role, UnitPost};
use domain::{group, person, unit};

const NEAR: &str = "走廊照明不足";
const FAR: &str = "档案室漏雨";

async fn grant(app: &TestApp, who: CastPerson, role: Role) {
    app.system(Act::Person(person::Act::GrantRole { person: who.id, role })).await;
}

/// A second group, which the liaison of the first heads, with a unit whose liaison is a member of the first.
async fn second_group(app: &TestApp) -> (Book, UnitId) {
    let (group, unit): (GroupId, UnitId) = (id().into(), id().into());
    let (name, book) = (Name::parse("第九巡回指导组").unwrap(), Book::Group(group));
    app.system(Act::Group(group::Act::Open { group, name, campaign: cast::CAMPAIGN })).await;
    grant(app, cast::LIAISON, Role::Group { group, post: Post::Head }).await;
    let add =
        unit::Act::Add { unit, code: Text::parse("YJY").unwrap(), name: Name::parse("省农业研究院").unwrap() };
    let added = app.act(cast::LIAISON, book, Act::Unit(add)).await;
    assert!(matches!(added, Verdict::Accepted { .. }), "{added:?}");
    grant(app, cast::MEMBER, Role::Unit { unit, group, post: UnitPost::Liaison }).await;
    (book, unit)
}

/// Nothing when it was accepted.
async fn refused(who: &Visitor, book: Book, act: issue::Act) -> Option<Refusal> {
    match who.propose(book, Act::Issue(act)).await {
        Verdict::Accepted { .. } => None,
        Verdict::Refused { refusal } => Some(refusal),
        Verdict::Later => panic!("later"),
    }
}

#[tokio::test]
async fn who_holds_several_roles_may_what_each_of_them_may_where_it_is_held_and_nowhere_else() {
    let app = TestApp::start().await;
    let (book, unit) = second_group(&app).await;
    let both = app.as_(cast::MEMBER).await;
    let (near, far): (IssueId, IssueId) = (id().into(), id().into());
    let found = |issue, unit, origin, title| issue::Act::Find(Box::new(find(issue, unit, origin, title)));
    let not = |whose| Some(Refusal::NotYours { whose });
    let near_unit = cast::UNITS[1].id;
    assert_eq!(refused(&both, cast::book(), found(near, near_unit, Origin::Guidance, NEAR)).await, None);
    let raised = refused(&both, book, found(far, unit, Origin::Guidance, FAR)).await;
    assert_eq!(raised, not(Whose::Group), "there it is a unit's liaison");
    assert_eq!(refused(&both, book, found(far, unit, Origin::TeamList, FAR)).await, None);

    let agree = |issue| issue::Act::Agree { issue, note: None };
    let dispute =
        |issue| issue::Act::Dispute { issue, reason: Text::parse("这不是我们单位的职责范围").unwrap() };
    assert_eq!(refused(&both, book, agree(far)).await, not(Whose::Group));
    assert_eq!(refused(&both, cast::book(), dispute(near)).await, not(Whose::Unit));
    assert_eq!(refused(&both, book, dispute(far)).await, None);
    let asked = refused(&both, cast::book(), agree(near)).await;
    assert!(matches!(asked, Some(Refusal::Missing { .. })), "its to agree, once it is whole: {asked:?}");
}

#[tokio::test]
async fn who_holds_several_roles_reads_what_each_of_them_reads() {
    let app = TestApp::start().await;
    let (book, unit) = second_group(&app).await;
    for (by, book, unit, title) in
        [(cast::HEAD, cast::book(), cast::UNITS[1].id, NEAR), (cast::LIAISON, book, unit, FAR)]
    {
        let find = find(id().into(), unit, Origin::Guidance, title);
        let verdict = app.act(by, book, Act::Issue(issue::Act::Find(Box::new(find)))).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
    for (who, near, far) in [
        (cast::MEMBER, true, true),
        (cast::LIAISON, true, true),
        (cast::OFFICE_LEADER, true, true),
        (cast::HEAD, true, false),
        (cast::NORMAL_STAFF, true, false),
        (cast::ACADEMY_STAFF, false, false),
        (cast::SYSTEM_ADMIN, false, false),
    ] {
        let visitor = app.as_(who).await;
        for path in ["/api/issue/list?filter={}", "/issues"] {
            let body = visitor.get(path).await.body;
            assert_eq!((body.contains(NEAR), body.contains(FAR)), (near, far), "{} {path}", who.login);
        }
    }
}
