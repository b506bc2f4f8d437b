//! A fresh database of each kind with the cast in it.
//! PostgreSQL is tested where `XUNDAO_TEST_POSTGRES` names a server (`cargo xtask test` starts one).

pub mod dump;

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use domain::act::{Act, Proposal, Verdict};
use domain::cast;
use domain::issue::{Category, Due, Origin};
use domain::kinds::{ActId, Book, Day, IssueId, MeasureId, Name, Note, PersonId, Text, Time};
use domain::survey::usual;
use domain::{campaign, group, issue, person, survey, unit, visit};
use store::writer::{By, Clock};
use store::{Db, Writer};
use uuid::Uuid;

/// A database, its writer, and a clock that the test sets.
pub struct Bench {
    pub db: Db,
    pub writer: Writer,
    pub clock: Arc<AtomicI64>,
    pub url: String,
    _dir: Option<tempfile::TempDir>,
}

static NEXT: AtomicU64 = AtomicU64::new(1);

pub fn id() -> Uuid {
    Uuid::from_u128((7 << 76) + u128::from(NEXT.fetch_add(1, Ordering::SeqCst)))
}

/// Runs the story on SQLite, and on PostgreSQL where there is one.
pub async fn each_db<F, S>(story: S)
where
    F: Future<Output = ()>,
    S: Fn(Bench) -> F,
{
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("xundao.sqlite").display());
    story(Bench::open(url, Some(dir)).await).await;
    if let Ok(server) = std::env::var("XUNDAO_TEST_POSTGRES") {
        story(Bench::open(database(&server).await, None).await).await;
    }
}

/// A database of its own on the server, so that tests don't meet.
pub async fn database(server: &str) -> String {
    use sqlx::Connection;
    sqlx::any::install_default_drivers();
    let name = format!("t{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let mut conn = sqlx::AnyConnection::connect(&format!("{server}/postgres")).await.unwrap();
    let create = sqlx::AssertSqlSafe(format!("create database {name}"));
    sqlx::query(create).execute(&mut conn).await.unwrap();
    format!("{server}/{name}")
}

impl Bench {
    pub async fn open(url: String, dir: Option<tempfile::TempDir>) -> Bench {
        let db = Db::open(&url).await.unwrap().with_key(store::seal::BallotKey::of_chance().unwrap());
        let clock = Arc::new(AtomicI64::new(Day::parse("2023-04-17").unwrap().start().0));
        let read: Clock = {
            let clock = Arc::clone(&clock);
            Arc::new(move || Time(clock.load(Ordering::SeqCst)))
        };
        let writer = Writer::start(db.clone(), read);
        let bench = Bench { db, writer, clock, url, _dir: dir };
        bench.cast().await;
        bench
    }

    pub fn set_day(&self, day: &str) {
        self.clock.store(Day::parse(day).unwrap().start().0 + 9 * 3_600_000_000, Ordering::SeqCst);
    }

    pub fn proposal(&self, book: Book, act: Act) -> Proposal {
        Proposal::new(ActId(id()), Time(self.clock.load(Ordering::SeqCst)), book, act)
    }

    pub async fn act(&self, by: PersonId, book: Book, act: Act) -> Verdict {
        let proposal = self.proposal(book, act);
        self.writer.propose(By::Person(by), vec![proposal]).await.remove(0)
    }

    pub async fn accept(&self, by: PersonId, book: Book, act: Act) {
        let verdict = self.act(by, book, act.clone()).await;
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{}: {verdict:?}", act.kind());
    }

    async fn system(&self, act: Act) {
        let proposal = self.proposal(Book::Office, act);
        let verdict = self.writer.propose(By::System, vec![proposal]).await.remove(0);
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{verdict:?}");
    }

    async fn cast(&self) {
        let [start, half, end] = cast::days().unwrap();
        let name = Name::parse(cast::CAMPAIGN_NAME).unwrap();
        let period = campaign::Period { name, start, half, end };
        self.system(Act::Campaign(campaign::Act::Open { campaign: cast::CAMPAIGN, period })).await;
        let (name, campaign) = (Name::parse(cast::GROUP_NAME).unwrap(), cast::CAMPAIGN);
        self.system(Act::Group(group::Act::Open { group: cast::GROUP, name, campaign })).await;
        for person in cast::PEOPLE {
            let (name, login) = (Name::parse(person.name).unwrap(), Text::parse(person.login).unwrap());
            self.system(Act::Person(person::Act::Register { person: person.id, name, login, demo: true })).await;
        }
        self.system(Act::Person(person::Act::GrantRole { person: cast::HEAD.id, role: cast::HEAD.role })).await;
        for own in cast::UNITS {
            let (code, name) = (Text::parse(own.code).unwrap(), Name::parse(own.name).unwrap());
            let add = unit::Act::Add { unit: own.id, code, name };
            self.accept(cast::HEAD.id, cast::book(), Act::Unit(add)).await;
            for (place, name) in own.organisations.iter().enumerate() {
                let add = unit::Act::AddOrganisation {
                    unit: own.id,
                    organisation: own.organisation(place),
                    parent: None,
                    name: Name::parse(name).unwrap(),
                    kind: cast::CastUnit::kind(place),
                };
                self.accept(cast::HEAD.id, cast::book(), Act::Unit(add)).await;
            }
        }
        for person in cast::PEOPLE.iter().filter(|person| person.id != cast::HEAD.id) {
            self.system(Act::Person(person::Act::GrantRole { person: person.id, role: person.role })).await;
        }
    }
}

pub fn note(text: &str) -> Note {
    Note::parse(text).unwrap()
}

/// A meeting of the unit that a member of the group sits in on.
pub fn sitting(day: &str) -> visit::Description {
    visit::Description {
        form: visit::Form::Meeting,
        organisation: None,
        site: None,
        place: None,
        topic: None,
        at: Day::parse(day).unwrap().start(),
        members: vec![cast::MEMBER.id],
        strands: Vec::new(),
        announced: false,
        checklist: Vec::new(),
    }
}

/// A survey as the platform suggests it, thirty days long.
pub fn month_long(opens: &str) -> survey::Plan {
    let opens = Day::parse(opens).unwrap();
    survey::Plan {
        title: Text::parse("满意度测评").unwrap(),
        title_en: None,
        category: None,
        raters: usual::raters().unwrap(),
        questions: usual::questions().unwrap(),
        opens,
        closes: opens.plus(30),
    }
}

/// An issue that is ready to be agreed.
pub fn find(place: usize, origin: Origin, title: &str) -> issue::act::Find {
    let facts = issue::act::Facts {
        title: Text::parse(title).unwrap(),
        detail: None,
        category: Some(Category::Livelihood),
        organisation: None,
        official: Some(Name::parse("韩立群").unwrap()),
        department: Some(Name::parse("教务处").unwrap()),
        due: Some(Due::On { day: Day::parse("2023-06-30").unwrap() }),
    };
    let plan =
        issue::act::Plan { id: MeasureId(id()), what: note("增设窗口并错峰开放"), who: None, due: None };
    issue::act::Find {
        issue: IssueId(id()),
        unit: cast::UNITS[place].id,
        origin,
        facts,
        measures: vec![plan],
        ledger: None,
        report: None,
        from: None,
        visit: None,
        meeting: None,
    }
}
