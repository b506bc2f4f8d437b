//! An issue that was raised on a visit: the sentence of the notes is read by the group and the office, in no answer and on no page
//! by the unit, nor by what a phone of the unit takes along.

use crate::common::{TestApp, find, id, sitting};
use app::bag::read::Needed;
use app::visit::read::Detail;
use domain::act::{Act, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue::{self, Origin};
use domain::kinds::{IssueId, NoticeId, Text, VisitId};
use domain::notice::{self, About, Content, Paper};
use domain::refusal::{Refusal, Whose};
use domain::visit::{self, Description, Findings, Quote};
use reqwest::StatusCode;

const SECRET: &str = "组内密记";
const SENTENCE: &str = "组内密记：两名学生说夜间做不了实验。";

async fn accept(app: &TestApp, act: Act) {
    let verdict = app.act(cast::MEMBER, cast::book(), act).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
}

fn description(app: &TestApp) -> Description {
    Description { topic: Some(Text::parse("中心组学习").unwrap()), ..sitting(app.now()) }
}

/// Of the unit and of one of its organisations, so that both may know of it.
async fn raise(app: &TestApp, visit: VisitId) -> IssueId {
    let mut own = find(IssueId(id()), cast::UNITS[1].id, Origin::Guidance, "夜间开放不足");
    own.visit = Some(Quote { visit, sentence: Some(Text::parse(SENTENCE).unwrap()) });
    own.facts.organisation = Some(cast::UNITS[1].organisation(0));
    let issue = own.issue;
    accept(app, Act::Issue(issue::Act::Find(Box::new(own)))).await;
    issue
}

async fn recorded(app: &TestApp) -> VisitId {
    let visit = VisitId(id());
    let findings = Findings { people: 3, notes: Some(Text::parse(SENTENCE).unwrap()), ..Findings::default() };
    let (unit, description) = (cast::UNITS[1].id, description(app));
    let own = visit::act::Recorded { visit, unit, based_on: None, description, findings, promises: Vec::new() };
    accept(app, Act::Visit(visit::Act::Record(Box::new(own)))).await;
    visit
}

/// A paper to the unit about this issue.
async fn issued_about(app: &TestApp, issue: IssueId) {
    let (notice, unit) = (NoticeId(id()), cast::UNITS[1].id);
    let content = Box::new(Content {
        paper: Paper::Prompt,
        title: Text::parse("关于夜间开放的提示").unwrap(),
        text: Text::parse("请说明进度").unwrap(),
        units: vec![unit],
        about: vec![About { unit, issue }],
        reply_by: None,
        after: None,
        from: None,
    });
    for act in [notice::Act::Draft { notice, content }, notice::Act::Issue { notice }] {
        let verdict = app.act(cast::HEAD, cast::book(), Act::Notice(act)).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }
}

/// Pages, answers and files that say something of the issue or of the visit.
async fn ways(app: &TestApp, who: CastPerson, issue: IssueId, visit: VisitId) -> Vec<String> {
    let (unit, book) = (cast::UNITS[1].id, cast::book());
    let mut ways = vec![
        format!("/issues/{issue}"),
        format!("/issues/{issue}?asof=2023-04-17"),
        format!("/api/issue/detail?id={issue}"),
        format!("/api/issue/detail?id={issue}&as_of=2023-04-17"),
        format!("/api/issue/by_code?book={book}&code=指导-001"),
        "/api/issue/list?filter={}".to_owned(),
        format!("/issues.xlsx?unit={unit}"),
        format!("/visits/{visit}"),
        format!("/api/visit/detail?visit={visit}"),
        "/visits".to_owned(),
        "/today".to_owned(),
        "/book".to_owned(),
    ];
    let bag = app.as_(who).await.get(&format!("/api/bag?unit={unit}")).await;
    assert_eq!(bag.status, StatusCode::OK, "{}", who.login);
    let bag: Needed = bag.json();
    assert!(bag.pages.contains(&format!("/issues/{issue}")), "the issue is taken along");
    ways.extend(bag.pages);
    ways
}

#[tokio::test]
async fn a_unit_reads_that_an_issue_was_raised_on_a_visit_and_not_the_groups_notes() {
    let app = TestApp::start().await;
    let visit = recorded(&app).await;
    let issue = raise(&app, visit).await;
    for who in [cast::NORMAL_STAFF, cast::NORMAL_LEADER, cast::ORGANISATION_STAFF] {
        let visitor = app.as_(who).await;
        for way in ways(&app, who, issue, visit).await {
            let answer = visitor.get(&way).await;
            assert!(!answer.body.contains(SECRET), "{} {way}", who.login);
        }
        let page = visitor.get(&format!("/issues/{issue}")).await;
        assert!(page.body.contains("提出于"), "{}: that it was raised on a visit", who.login);
    }
    let quoted = async |who: CastPerson| {
        let answer = app.as_(who).await.get(&format!("/api/visit/detail?visit={visit}")).await;
        answer.json::<Detail>().quoted
    };
    assert_eq!(quoted(cast::MEMBER).await, [(issue, SENTENCE.to_owned())], "it is no sentence to raise again");
    for who in [cast::OFFICE_LEADER, cast::NORMAL_STAFF] {
        assert!(quoted(who).await.is_empty(), "{}: raises nothing there", who.login);
    }
    for who in [cast::HEAD, cast::MEMBER, cast::OFFICE_LEADER] {
        for way in [format!("/issues/{issue}"), format!("/api/issue/detail?id={issue}&as_of=2023-04-17")] {
            assert!(app.as_(who).await.get(&way).await.body.contains(SENTENCE), "{} {way}", who.login);
        }
    }
}

#[tokio::test]
async fn whoever_raised_an_issue_on_a_visit_takes_it_back_the_same_day_and_is_told_so() {
    let app = TestApp::start().await;
    let visit = recorded(&app).await;
    let (first, issue) = (raise(&app, visit).await, raise(&app, visit).await);
    let slips = async |who: CastPerson| {
        let answer = app.as_(who).await.get(&format!("/api/visit/detail?visit={visit}")).await;
        let mut slips = answer.json::<Detail>().slips;
        slips.sort_unstable();
        slips
    };
    let withdraw = async |who: CastPerson, issue: IssueId| {
        let reason = Text::parse("点错了，这一句说的不是问题").unwrap();
        app.as_(who).await.propose(cast::book(), Act::Issue(issue::Act::Withdraw { issue, reason })).await
    };
    let refused = Verdict::Refused { refusal: Refusal::NotYours { whose: Whose::Recorder } };
    assert_eq!(slips(cast::MEMBER).await, [first, issue]);
    for who in [cast::LIAISON, cast::NORMAL_STAFF, cast::OFFICE_LEADER] {
        assert!(slips(who).await.is_empty(), "{}", who.login);
        assert_eq!(withdraw(who, issue).await, refused, "{}", who.login);
    }
    assert!(matches!(withdraw(cast::MEMBER, first).await, Verdict::Accepted { .. }));
    assert_eq!(slips(cast::MEMBER).await, [issue]);
    let offered = async |who: CastPerson| {
        let answer = app.as_(who).await.get(&format!("/api/issue/detail?id={issue}")).await;
        answer.json::<serde_json::Value>()["slip"] == true
    };
    assert!(offered(cast::MEMBER).await && !offered(cast::NORMAL_STAFF).await);
    // a paper about it goes out on the same day
    issued_about(&app, issue).await;
    assert!(slips(cast::MEMBER).await.is_empty() && !offered(cast::MEMBER).await);
    assert_eq!(withdraw(cast::MEMBER, issue).await, refused);
    let issue = raise(&app, visit).await;
    assert_eq!(slips(cast::MEMBER).await, [issue]);
    app.set_day("2023-04-18");
    assert!(slips(cast::MEMBER).await.is_empty());
    assert_eq!(withdraw(cast::MEMBER, issue).await, refused);
}

/// What is planned without notice is the group's own: then not even that a visit was there is told.
#[tokio::test]
async fn an_issue_tells_a_unit_nothing_of_a_visit_that_is_the_groups_own() {
    let app = TestApp::start().await;
    let (visit, unit) = (VisitId(id()), cast::UNITS[1].id);
    let plan = visit::Act::Plan { visit, unit, description: Box::new(description(&app)), drawn: None };
    accept(&app, Act::Visit(plan)).await;
    let issue = raise(&app, visit).await;
    let read = format!("/api/issue/detail?id={issue}");
    for (who, known) in [(cast::NORMAL_STAFF, false), (cast::ORGANISATION_STAFF, false), (cast::MEMBER, true)] {
        let visitor = app.as_(who).await;
        let (answer, page) = (visitor.get(&read).await, visitor.get(&format!("/issues/{issue}")).await);
        assert_eq!((answer.status, page.status), (StatusCode::OK, StatusCode::OK));
        assert_eq!(answer.body.contains(&visit.to_string()), known, "{}", who.login);
        assert_eq!(page.body.contains("提出于"), known, "{}", who.login);
    }
}
