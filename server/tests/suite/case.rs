//! What the tests of files and ledgers share: the whole server with the cast, on 5 May 2023, and forms with files.

use std::path::{Path, PathBuf};

use crate::common::TestApp;
use app::context::Server;
use domain::act::{Act, Proposal, Verdict};
use domain::cast::{self, CastPerson};
use domain::issue;
use domain::kinds::{IssueId, PersonId};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, Response, StatusCode};
use server::edge;
use store::writer::By;

pub struct Case {
    app: TestApp,
    pub server: Server,
    /// For files of the test's own.
    pub dir: tempfile::TempDir,
}

impl Case {
    pub async fn start() -> Case {
        let app = TestApp::start().await;
        app.set_day("2023-05-05");
        let server = app.server.clone();
        Case { app, server, dir: tempfile::tempdir().unwrap() }
    }

    /// Where the server keeps files.
    pub fn data(&self) -> &Path {
        &self.server.data
    }

    pub async fn accept(&self, by: CastPerson, act: Act) {
        let verdict = self.app.act(by, cast::book(), act).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }

    /// All acts of a plan, as the page would send them.
    pub async fn send(&self, by: PersonId, acts: Vec<Act>) -> Vec<Verdict> {
        let proposal = |act| Proposal::new(edge::id(), self.server.now(), cast::book(), act);
        self.server.writer.propose(By::Person(by), acts.into_iter().map(proposal).collect()).await
    }

    pub async fn issue(&self, by: CastPerson, place: usize, title: &str) -> IssueId {
        let id = edge::id();
        let find = crate::common::find(id, cast::UNITS[place].id, issue::Origin::TeamList, title);
        self.accept(by, Act::Issue(issue::Act::Find(Box::new(find)))).await;
        id
    }

    async fn request(&self, who: Option<CastPerson>, method: Method, path: &str) -> reqwest::RequestBuilder {
        match who {
            Some(who) => self.app.as_(who).await.request(method, path),
            None => self.app.nobody().request(method, path),
        }
    }

    pub async fn get(&self, who: Option<CastPerson>, path: &str) -> Response {
        self.request(who, Method::GET, path).await.send().await.unwrap()
    }

    pub async fn post(&self, who: Option<CastPerson>, path: &str, form: Form) -> Response {
        self.request(who, Method::POST, path).await.multipart(form).send().await.unwrap()
    }

    pub async fn upload(&self, who: Option<CastPerson>, name: &str, bytes: Vec<u8>) -> (StatusCode, serde_json::Value) {
        let answer = self.post(who, "/files", Form::new().part("file", file(name, bytes))).await;
        let status = answer.status();
        (status, answer.json().await.unwrap_or_default())
    }
}

pub fn file(name: &str, bytes: Vec<u8>) -> Part {
    Part::bytes(bytes).file_name(name.to_owned())
}

pub fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/data").join(name)
}
