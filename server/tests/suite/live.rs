//! The event stream: what happens in a burst is told at once, and once more when it is over, not for each act.

use std::time::Duration;

use domain::act::{Act, Proposal, Verdict};
use domain::cast;
use domain::issue::{self, Origin};
use domain::kinds::{ActId, IssueId};
use reqwest::Method;
use store::writer::By;

use crate::common::{TestApp, find, id};

const BURST: usize = 40;

#[tokio::test]
async fn a_burst_of_acts_is_told_at_once_and_then_at_most_twice_a_second() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    let mut events = visitor.request(Method::GET, "/api/live").send().await.unwrap();
    assert!(events.chunk().await.unwrap().is_some());
    let finding = |_| {
        let find = find(IssueId(id()), cast::UNITS[1].id, Origin::Research, "实验室报修三天无人响应");
        Proposal::new(ActId(id()), app.now(), cast::book(), Act::Issue(issue::Act::Find(Box::new(find))))
    };
    let verdicts = app.server.writer.propose(By::Person(cast::MEMBER.id), (0..BURST).map(finding).collect()).await;
    let last =
        verdicts.iter().filter_map(|own| if let Verdict::Accepted { seq, .. } = own { Some(*seq) } else { None });
    let (many, last) = (verdicts.len(), last.max().unwrap());
    assert_eq!(many, BURST);
    let mut said = String::new();
    let read = async {
        while let Ok(Some(chunk)) = events.chunk().await {
            said.push_str(&String::from_utf8_lossy(&chunk));
        }
    };
    // as long as three of its topic may take
    assert!(tokio::time::timeout(Duration::from_millis(1_400), read).await.is_err(), "the stream goes on");
    let told: Vec<&str> = said.lines().filter(|line| line.contains("\"subject\":\"issue\"")).collect();
    assert!((2..=3).contains(&told.len()), "{told:?}");
    assert!(told.last().unwrap().contains(&format!("\"seq\":{last},")), "{last} in {told:?}");
}

#[tokio::test]
async fn an_idle_stream_says_that_it_is_there_in_a_way_that_browsers_pass_on() {
    let app = TestApp::start().await;
    let visitor = app.as_(cast::HEAD).await;
    let mut events = visitor.request(Method::GET, "/api/live").send().await.unwrap();
    let mut said = String::new();
    let read = async {
        while !said.contains("event: beat\n") || !said.ends_with("\n\n") {
            said.push_str(&String::from_utf8_lossy(&events.chunk().await.unwrap().unwrap()));
        }
    };
    tokio::time::timeout(Duration::from_secs(30), read).await.expect("a beat every twenty seconds");
    // one without data is none to a browser
    let beat = said.split("\n\n").find(|own| own.contains("event: beat")).unwrap();
    assert!(beat.lines().any(|line| line.len() > "data: ".len() && line.starts_with("data: ")), "{beat:?}");
}
