//! Two nodes on one PostgreSQL: what happens at one is known at the other within the time in which each looks again.
//! SQLite has one node.

use std::time::Duration;

use crate::common::{TestApp, Visitor, find, id};
use crate::survey::{HAPPY, planned, print, sheet};
use domain::act::{Act, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::Text;
use domain::person;
use domain::survey::code::Code;
use reqwest::{Method, Response, StatusCode};

const PASSWORD: &str = "river-wind-1";
/// A node looks for ended sessions every 400 ms and for entries every 250 ms, one after the other where somebody was suspended;
/// the rest is for a busy runner. How soon a browser shows what was done elsewhere is measured in `end2end/tests/nodes.spec.ts`.
const SOON: Duration = Duration::from_secs(3);

/// Two nodes with the cast in their database, where `XUNDAO_TEST_POSTGRES` names a server.
async fn nodes(name: &str) -> Option<(TestApp, TestApp)> {
    let server = std::env::var("XUNDAO_TEST_POSTGRES").ok()?;
    let name = format!("n{}_{name}", std::process::id());
    let create = format!("create database {name}");
    let made = std::process::Command::new("psql").args([&format!("{server}/postgres"), "-qc", &create]).status();
    assert!(made.unwrap().success());
    let database = format!("{server}/{name}");
    let one = TestApp::start_in(&database).await;
    let two = one.another_node(&database).await;
    Some((one, two))
}

/// An open event stream, of which the first event was read.
async fn listening(visitor: &Visitor) -> Response {
    let mut events = visitor.request(Method::GET, "/api/live").send().await.unwrap();
    assert_eq!(events.status(), StatusCode::OK);
    assert!(events.chunk().await.unwrap().is_some());
    events
}

/// All that the stream says until it ends, which must be soon.
async fn to_its_end(mut events: Response) -> String {
    let mut said = Vec::new();
    let read = async {
        while let Ok(Some(chunk)) = events.chunk().await {
            said.extend_from_slice(&chunk);
        }
    };
    tokio::time::timeout(SOON, read).await.expect("the stream ends soon");
    String::from_utf8(said).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_at_one_node_ends_at_the_other_with_its_stream() {
    let Some((one, two)) = nodes("ended").await else { return };
    one.set_password(cast::MEMBER, PASSWORD).await;
    let (desk, admin) = (one.as_(cast::MEMBER).await, one.as_(cast::SECURITY_ADMIN).await);
    for how in ["signed out", "another password", "by the administrator", "suspended"] {
        let phone = one.as_(cast::MEMBER).await.at(&two);
        assert!(phone.signed_in().await, "{how}");
        let events = listening(&phone).await;
        match how {
            "signed out" => {
                assert_eq!(phone.at(&one).form("/sign-out", &[("clean", "1")]).await.status, StatusCode::SEE_OTHER);
            }
            "another password" => {
                let fields = [("old", PASSWORD), ("password", "lantern-hill-7"), ("again", "lantern-hill-7")];
                assert_eq!(desk.form("/account/password", &fields).await.to(), "/account?told=changed");
            }
            "by the administrator" => {
                let own = store::session::list(&one.server.db, Some(cast::MEMBER.id), one.now()).await.unwrap();
                for session in own {
                    let body = serde_json::json!({ "id": session.id });
                    assert_eq!(admin.json("/api/session/end", &body).await.status, StatusCode::OK);
                }
            }
            _ => {
                let reason = Text::parse("借调期满，已回原单位工作").unwrap();
                one.system(Act::Person(person::Act::Suspend { person: cast::MEMBER.id, reason })).await;
            }
        }
        assert!(!phone.signed_in().await, "{how}: at once, also at the other node");
        assert!(to_its_end(events).await.contains("signed_out"), "{how}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_recorded_at_one_node_is_told_to_a_browser_at_the_other() {
    let Some((one, two)) = nodes("told").await else { return };
    let mut events = listening(&two.as_(cast::HEAD).await).await;
    let issue = id().into();
    let find = find(issue, cast::UNITS[1].id, Origin::TeamList, "窗口排队时间长");
    let staff = one.as_(cast::NORMAL_STAFF).await;
    let verdict = staff.propose(cast::book(), Act::Issue(issue::Act::Find(Box::new(find)))).await;
    let Verdict::Accepted { seq, .. } = verdict else { panic!("{verdict:?}") };
    let wanted = [format!("\"seq\":{seq}"), "\"subject\":\"issue\"".to_owned()];
    let hint = async {
        let mut said = String::new();
        while !wanted.iter().all(|own| said.contains(own)) {
            said.push_str(std::str::from_utf8(&events.chunk().await.unwrap().unwrap()).unwrap());
        }
    };
    tokio::time::timeout(SOON, hint).await.expect("the hint comes soon");
    // and what is asked for then is there
    let list = staff.at(&two).get("/api/issue/list?filter=%7B%7D").await;
    assert!(list.body.contains("窗口排队时间长"), "{}", list.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_guesses_codes_at_two_nodes_in_turn_waits_at_both_and_no_slip_waits_at_either() {
    let Some((one, two)) = nodes("guessed").await else { return };
    let survey = planned(&one).await;
    let slips = sheet(&print(&one.as_(cast::MEMBER).await, survey, 1, 2).await);
    let guess = async |node: &TestApp, number: u8| {
        let code = Code::new([number; 32]).to_string();
        node.nobody().get(&format!("/s/{code}")).await.status
    };
    // as many as one address has free, half of them at each
    for number in 0..10 {
        let node = if number % 2 == 0 { &one } else { &two };
        assert_eq!(guess(node, number).await, StatusCode::NOT_FOUND, "{number}");
    }
    for (node, slip) in [&one, &two].into_iter().zip(&slips) {
        assert_eq!(guess(node, 11).await, StatusCode::TOO_MANY_REQUESTS);
        let page = format!("/s/{}", slip.code);
        assert_eq!(node.nobody().get(&page).await.status, StatusCode::OK);
        assert_eq!(node.nobody().form(&page, &HAPPY).await.to(), "/s/thanks");
    }
    // after the wait one more, and then the longer wait, whichever node it was asked of
    [&one, &two].into_iter().for_each(|node| node.pass_minutes(1));
    assert_eq!(guess(&two, 12).await, StatusCode::NOT_FOUND);
    for node in [&one, &two] {
        assert_eq!(guess(node, 13).await, StatusCode::TOO_MANY_REQUESTS);
    }
}
