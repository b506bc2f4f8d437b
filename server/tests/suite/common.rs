//! A whole server for one test: a free port, a fresh database with the cast in it, a clock that the test sets.
//! `TestApp::start().await.as_(cast::HEAD).await` is the head's browser; every request goes over real HTTP.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use app::context::Server;
use domain::act::{Act, Proposal, Verdict};
use domain::cast::{self, CastPerson};
use domain::kinds::{ActId, Book, Day, IssueId, Name, StandardId, Text, Time, UnitId};
use domain::private::Private;
use domain::{campaign, group, issue, person, standard, unit, visit};
use reqwest::header::{HeaderMap, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use server::live::Streams;
use server::password::Passwords;
use server::router;
use server::session::Doors;
use store::writer::{By, Clock};
use store::{Db, Writer};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// An issue of which no more is known than its title.
pub fn find(issue: IssueId, unit: UnitId, origin: issue::Origin, title: &str) -> issue::act::Find {
    let facts = issue::act::Facts {
        title: Text::parse(title).unwrap(),
        detail: None,
        category: None,
        organisation: None,
        official: None,
        department: None,
        due: None,
    };
    issue::act::Find {
        issue,
        unit,
        origin,
        facts,
        measures: Vec::new(),
        ledger: None,
        report: None,
        from: None,
        visit: None,
        meeting: None,
    }
}

/// A meeting of the unit that a member of the group sits in on.
pub fn sitting(at: Time) -> visit::Description {
    visit::Description {
        form: visit::Form::Meeting,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at,
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: false,
        checklist: Vec::new(),
    }
}

/// The running server.
pub struct TestApp {
    pub url: String,
    pub server: Server,
    clock: Arc<AtomicI64>,
    stop: CancellationToken,
    dir: tempfile::TempDir,
}

static NEXT: AtomicU64 = AtomicU64::new(1);

/// What a grade leans on here: a file that is taken in for it, the same each time.
pub async fn proof(app: &TestApp) -> domain::evaluation::Link {
    let hash = server::file::disk::write(app.dir(), PROOF).unwrap();
    let (stored, media) = (hash.clone(), "application/pdf".to_owned());
    let file = store::file::File { hash: hash.clone(), stored, size: 43, media };
    store::file::keep(&app.server.db, file, app.now()).await.unwrap();
    domain::evaluation::Link::Evidence { hash, name: Some(Text::parse("台账.pdf").unwrap()) }
}

const PROOF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n";

/// An entry of the library.
pub async fn yardstick(app: &TestApp) -> domain::evaluation::Link {
    let standard = StandardId(id());
    let content = standard::Content {
        title: Text::parse("整改验收标准").unwrap(),
        sort: standard::Sort::Yardstick,
        strands: Vec::new(),
        source: None,
        since: None,
        text: Text::parse("措施落实到人。").unwrap(),
    };
    let act = standard::Act::Enter { standard, content: Box::new(content) };
    let verdict = app.act(cast::HEAD, cast::book(), Act::Standard(act)).await;
    assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    domain::evaluation::Link::Standard { citation: standard::Citation { standard, version: 1 } }
}

/// An id that no other test has.
pub fn id() -> Uuid {
    Uuid::from_u128((9 << 76) + u128::from(NEXT.fetch_add(1, Ordering::SeqCst)))
}

impl TestApp {
    /// The head of a book, as somebody who takes a paper saw it.
    pub async fn witness(&self, book: Book) -> domain::notice::Witness {
        let heads = store::journal::heads(&self.server.db).await.unwrap();
        let head = heads.into_iter().find(|head| head.book == book).unwrap();
        domain::notice::Witness { seq: head.seq, hash: Text::parse(&head.hash).unwrap() }
    }

    /// With the cast in it, on the campaign's first day.
    pub async fn start() -> TestApp {
        let app = TestApp::empty().await;
        app.seed().await;
        app
    }

    /// As [`TestApp::start`], where reminders may go to these hosts.
    pub async fn start_with(notify: Arc<app::context::Notify>) -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", dir.path().join("xundao.sqlite").display());
        let app = TestApp::open_with(dir, &database, notify).await;
        app.seed().await;
        app
    }

    /// As [`TestApp::start`], in this empty database instead of a file of its own.
    pub async fn start_in(database: &str) -> TestApp {
        let app = TestApp::open(tempfile::tempdir().unwrap(), database).await;
        app.seed().await;
        app
    }

    /// Another node on the same database, with the same key and the same time.
    pub async fn another_node(&self, database: &str) -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        std::fs::copy(self.dir().join("ballot.key"), dir.path().join("ballot.key")).unwrap();
        TestApp::open(dir, database).await
    }

    /// As after the first start: nobody is registered.
    pub async fn empty() -> TestApp {
        let dir = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", dir.path().join("xundao.sqlite").display());
        TestApp::open(dir, &database).await
    }

    async fn open(dir: tempfile::TempDir, database: &str) -> TestApp {
        TestApp::open_with(dir, database, Arc::default()).await
    }

    async fn open_with(dir: tempfile::TempDir, database: &str, notify: Arc<app::context::Notify>) -> TestApp {
        server::notify::crypto();
        let key = store::seal::BallotKey::in_file(dir.path().join("ballot.key"));
        let db = Db::open(database).await.unwrap().with_key(key);
        store::ballot::ready(&db).await.unwrap();
        let clock = Arc::new(AtomicI64::new(Day::parse("2023-04-17").unwrap().start().0 + 9 * 3_600_000_000));
        let read: Clock = {
            let clock = Arc::clone(&clock);
            Arc::new(move || Time(clock.load(Ordering::SeqCst)))
        };
        let writer = Writer::start(db.clone(), Arc::clone(&read));
        let hints = store::tail::start(db.clone(), &writer);
        let stop = CancellationToken::new();
        let streams =
            Streams { hints, stop: stop.clone(), ended: broadcast::channel(64).0, boxes: broadcast::channel(64).0 };
        let mut server = router::server(db, writer, read, dir.path().to_owned(), true);
        server.notify = notify;
        let doors = Doors { passwords: Passwords::quick(), public: "http://127.0.0.1".into(), behind_proxy: false };
        let routes = router::router(server.clone(), streams, doors).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let ended = stop.clone();
        tokio::spawn(async move {
            let service = routes.into_make_service_with_connect_info::<SocketAddr>();
            axum::serve(listener, service).with_graceful_shutdown(ended.cancelled_owned()).await.unwrap();
        });
        TestApp { url, server, clock, stop, dir }
    }

    /// Where its database and its files are.
    pub fn dir(&self) -> &Path {
        self.dir.path()
    }

    /// Lets go of the database and gives its directory away, for another process.
    pub async fn leave(mut self) -> tempfile::TempDir {
        self.stop.cancel();
        self.server.db.close().await;
        std::mem::replace(&mut self.dir, tempfile::tempdir().unwrap())
    }

    pub fn now(&self) -> Time {
        Time(self.clock.load(Ordering::SeqCst))
    }

    /// Nine in the morning of this day.
    pub fn set_day(&self, day: &str) {
        self.clock.store(Day::parse(day).unwrap().start().0 + 9 * 3_600_000_000, Ordering::SeqCst);
    }

    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000_000, Ordering::SeqCst);
    }

    /// A browser in which nobody is signed in.
    pub fn nobody(&self) -> Visitor {
        server::notify::crypto();
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        Visitor { client, url: self.url.clone(), now: Arc::clone(&self.clock) }
    }

    /// A browser of its own in which this person is signed in.
    pub async fn as_(&self, person: CastPerson) -> Visitor {
        let visitor = self.nobody();
        let answer = visitor.form("/demo/sign-in", &[("login", person.login)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", person.login);
        visitor
    }

    /// Gives a person a password, without a link.
    pub async fn set_password(&self, person: CastPerson, password: &str) {
        let hash = Passwords::quick().hash(password).await.unwrap();
        store::credential::set_password(&self.server.db, person.id, &hash, None, self.now()).await.unwrap();
    }

    /// An act of the system itself.
    pub async fn system(&self, act: Act) {
        let proposal = Proposal::new(ActId(id()), self.now(), Book::Office, act);
        let verdict = self.server.writer.propose(By::System, vec![proposal]).await.remove(0);
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }

    /// An act of one of the cast, past HTTP.
    pub async fn act(&self, by: CastPerson, book: Book, act: Act) -> Verdict {
        let proposal = Proposal::new(ActId(id()), self.now(), book, act);
        self.server.writer.propose(By::Person(by.id), vec![proposal]).await.remove(0)
    }

    /// As [`TestApp::act`], with the words that the act only commits to.
    pub async fn act_with(&self, by: CastPerson, book: Book, act: Act, private: Vec<Private>) -> Verdict {
        let proposal = Proposal::new(ActId(id()), self.now(), book, act).with(private);
        self.server.writer.propose(By::Person(by.id), vec![proposal]).await.remove(0)
    }

    async fn seed(&self) {
        let [start, half, end] = cast::days().unwrap();
        let period = campaign::Period { name: Name::parse(cast::CAMPAIGN_NAME).unwrap(), start, half, end };
        self.system(Act::Campaign(campaign::Act::Open { campaign: cast::CAMPAIGN, period })).await;
        let (name, campaign) = (Name::parse(cast::GROUP_NAME).unwrap(), cast::CAMPAIGN);
        self.system(Act::Group(group::Act::Open { group: cast::GROUP, name, campaign })).await;
        for person in cast::PEOPLE {
            let (name, login) = (Name::parse(person.name).unwrap(), Text::parse(person.login).unwrap());
            self.system(Act::Person(person::Act::Register { person: person.id, name, login, demo: true })).await;
        }
        self.grant(cast::HEAD).await;
        for own in cast::UNITS {
            let (code, name) = (Text::parse(own.code).unwrap(), Name::parse(own.name).unwrap());
            let mut acts = vec![unit::Act::Add { unit: own.id, code, name }];
            acts.extend(own.organisations.iter().enumerate().map(|(place, name)| unit::Act::AddOrganisation {
                unit: own.id,
                organisation: own.organisation(place),
                parent: None,
                name: Name::parse(name).unwrap(),
                kind: cast::CastUnit::kind(place),
            }));
            for act in acts {
                let verdict = self.act(cast::HEAD, cast::book(), Act::Unit(act)).await;
                assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
            }
        }
        for person in cast::PEOPLE.into_iter().filter(|person| person.id != cast::HEAD.id) {
            self.grant(person).await;
        }
    }

    async fn grant(&self, person: CastPerson) {
        self.system(Act::Person(person::Act::GrantRole { person: person.id, role: person.role })).await;
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// One browser.
#[derive(Clone)]
pub struct Visitor {
    pub client: Client,
    pub url: String,
    now: Arc<AtomicI64>,
}

/// What came back, read to the end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it leads.
    pub fn to(&self) -> &str {
        self.headers.get(LOCATION).map_or("", |to| to.to_str().unwrap())
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|why| panic!("{why}: {} {}", self.status, self.body))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Visitor {
    /// The same browser at another node, as behind a balancer: cookies know no ports.
    pub fn at(&self, node: &TestApp) -> Visitor {
        Visitor { url: node.url.clone(), ..self.clone() }
    }

    /// A request in the making, for headers of one's own.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: response.text().await.unwrap() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(self.request(Method::POST, path).form(fields)).await
    }

    /// A server function that takes JSON.
    pub async fn json(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    /// One act through the one write of the product.
    pub async fn propose(&self, book: Book, act: Act) -> Verdict {
        let at = Time(self.now.load(Ordering::SeqCst));
        let proposal = Proposal::new(ActId(id()), at, book, act);
        let answer = self.json("/api/propose", &serde_json::json!({ "proposals": [proposal] })).await;
        answer.json::<Vec<Verdict>>().remove(0)
    }

    /// Is somebody signed in here?
    pub async fn signed_in(&self) -> bool {
        self.get("/api/me").await.body != "null"
    }
}
