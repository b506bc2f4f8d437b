//! A server on a fresh database with the cast in it, asked over real HTTP.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;
use std::sync::Arc;

use app::context::Server;
use domain::act::{Act, Proposal, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{Book, Day, IssueId, Name, PersonId, Text, Time};
use domain::{campaign, group, issue, person, unit};
use reqwest::multipart::{Form, Part};
use reqwest::{Response, StatusCode};
use server::live::Streams;
use server::{edge, router};
use store::writer::By;
use store::{Db, Writer};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

pub struct Case {
    pub server: Server,
    pub base: String,
    pub dir: tempfile::TempDir,
}

impl Case {
    /// 5 May 2023, on SQLite.
    pub async fn start() -> Case {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite:{}", dir.path().join("xundao.sqlite").display())).await.unwrap();
        let now = Time(Day::parse("2023-05-05").unwrap().start().0 + 36_000_000_000);
        let clock: store::writer::Clock = Arc::new(move || now);
        let writer = Writer::start(db.clone(), Arc::clone(&clock));
        let mut server = router::server(db.clone(), writer.clone(), dir.path().to_owned(), true);
        server.clock = clock;
        let hints = store::tail::start(db, &writer);
        let streams = Streams { hints, stop: CancellationToken::new(), ended: broadcast::channel(4).0 };
        let app = router::router(server.clone(), streams).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let case = Case { server, base, dir };
        case.cast().await;
        case
    }

    async fn cast(&self) {
        let [start, half, end] = cast::days().unwrap();
        let period = campaign::Period { name: Name::parse(cast::CAMPAIGN_NAME).unwrap(), start, half, end };
        self.system(Act::Campaign(campaign::Act::Open { campaign: cast::CAMPAIGN, period })).await;
        let (name, campaign) = (Name::parse(cast::GROUP_NAME).unwrap(), cast::CAMPAIGN);
        self.system(Act::Group(group::Act::Open { group: cast::GROUP, name, campaign })).await;
        for own in cast::PEOPLE {
            let (name, login) = (Name::parse(own.name).unwrap(), Text::parse(own.login).unwrap());
            self.system(Act::Person(person::Act::Register { person: own.id, name, login, demo: true })).await;
        }
        self.system(Act::Person(person::Act::GrantRole { person: cast::HEAD.id, role: cast::HEAD.role })).await;
        for own in cast::UNITS {
            let (code, name) = (Text::parse(own.code).unwrap(), Name::parse(own.name).unwrap());
            self.accept(cast::HEAD, Act::Unit(unit::Act::Add { unit: own.id, code, name })).await;
            for (place, name) in own.organisations.iter().enumerate() {
                let (organisation, name) = (own.organisation(place), Name::parse(name).unwrap());
                let kind = cast::CastUnit::kind(place);
                let add = unit::Act::AddOrganisation { unit: own.id, organisation, parent: None, name, kind };
                self.accept(cast::HEAD, Act::Unit(add)).await;
            }
        }
        for own in cast::PEOPLE.iter().filter(|own| own.id != cast::HEAD.id) {
            self.system(Act::Person(person::Act::GrantRole { person: own.id, role: own.role })).await;
        }
    }

    async fn system(&self, act: Act) {
        self.propose(By::System, Book::Office, act).await;
    }

    async fn propose(&self, by: By, book: Book, act: Act) {
        let proposal = Proposal { id: edge::id(), at: self.server.now(), book, act };
        let verdict = self.server.writer.propose(by, vec![proposal]).await.remove(0);
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }

    pub async fn accept(&self, by: CastPerson, act: Act) {
        self.propose(By::Person(by.id), cast::book(), act).await;
    }

    /// All acts of a plan, as the page would send them.
    pub async fn send(&self, by: PersonId, acts: Vec<Act>) -> Vec<Verdict> {
        let proposal = |act| Proposal { id: edge::id(), at: self.server.now(), book: cast::book(), act };
        self.server.writer.propose(By::Person(by), acts.into_iter().map(proposal).collect()).await
    }

    pub async fn issue(&self, by: CastPerson, place: usize, title: &str) -> IssueId {
        let id = edge::id();
        let facts = issue::act::Facts {
            title: Text::parse(title).unwrap(),
            detail: None,
            category: None,
            organisation: None,
            official: None,
            department: None,
            due: None,
        };
        let find = issue::act::Find {
            issue: id,
            unit: cast::UNITS[place].id,
            origin: issue::Origin::TeamList,
            facts,
            measures: Vec::new(),
            ledger: None,
            report: None,
            from: None,
        };
        self.accept(by, Act::Issue(issue::Act::Find(Box::new(find)))).await;
        id
    }

    pub async fn get(&self, who: Option<CastPerson>, path: &str) -> Response {
        let request = reqwest::Client::new().get(format!("{}{path}", self.base));
        signed(request, who).send().await.unwrap()
    }

    pub async fn post(&self, who: Option<CastPerson>, path: &str, form: Form) -> Response {
        let request = reqwest::Client::new().post(format!("{}{path}", self.base)).multipart(form);
        signed(request, who).send().await.unwrap()
    }

    pub async fn upload(&self, who: Option<CastPerson>, name: &str, bytes: Vec<u8>) -> (StatusCode, serde_json::Value) {
        let answer = self.post(who, "/files", Form::new().part("file", file(name, bytes))).await;
        let status = answer.status();
        (status, answer.json().await.unwrap_or_default())
    }
}

fn signed(request: reqwest::RequestBuilder, who: Option<CastPerson>) -> reqwest::RequestBuilder {
    match who {
        Some(who) => request.header("cookie", format!("as={}", who.login)),
        None => request,
    }
}

pub fn file(name: &str, bytes: Vec<u8>) -> Part {
    Part::bytes(bytes).file_name(name.to_owned())
}

pub fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ledger/tests/data").join(name)
}
