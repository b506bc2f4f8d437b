//! What the pages of notices show. Everything comes from `store::shared`, which gives out what the viewer may read.

use domain::act::{Key, Subject};
use domain::burden::Counted;
use domain::calendar::Calendar;
use domain::kinds::{Book, Day, IssueId, NoticeId, PersonId, UnitId};
use domain::notice::{Notice, Paper, Witness};
use domain::policy::{Policies, Waits};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::burden::read::Figure;
use crate::failure::Failure;
use crate::part::history::Told;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: NoticeId,
    pub book: Book,
    pub number: Option<u32>,
    pub paper: Paper,
    pub title: String,
    pub state: String,
    pub drafted: Day,
    pub issued: Option<Day>,
    pub reply_by: Option<Day>,
    /// Each unit with where it stands.
    pub units: Vec<(UnitId, String)>,
    /// Units whom it is time to chase, and who have no further paper yet.
    pub chase: Vec<UnitId>,
}

/// An issue that a paper may be about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Matter {
    pub issue: IssueId,
    pub unit: UnitId,
    pub code: String,
}

/// For who drafts: in which book, and about what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Room {
    pub book: Book,
    pub matters: Vec<Matter>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Board {
    pub lines: Vec<Line>,
    pub room: Option<Room>,
}

/// One paper with everything its page names.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub notice: Notice,
    pub names: Vec<(PersonId, String)>,
    /// The issues it is about: code and title.
    pub issues: Vec<(IssueId, String)>,
    /// The paper that it chases, and those that chase it.
    pub before: Option<Line>,
    pub followed: Vec<Line>,
    /// Units whom it is time to chase.
    pub chase: Vec<UnitId>,
    pub waits: Waits,
    /// What it asks for although it is counted here, and what it comes to in the units that the viewer may know of.
    pub counted: Vec<Counted>,
    pub figures: Vec<Figure>,
    /// The head of the book, for a unit to witness.
    pub head: Option<Witness>,
    /// For who may still change it.
    pub room: Option<Room>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Notice, id: self.notice.id.0 }
    }

    /// What a rule may look at in the browser: enough for everything but drafting and issuing.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Notice(Box::new(self.notice.clone())));
        if let Book::Group(group) = self.notice.book {
            let policies = Policies { waits: self.waits, ..Policies::shipped(group) };
            known.records.insert(Key { subject: Subject::Policy, id: group.0 }, Record::Policy(policies));
        }
        known.hashes.extend(self.head.iter().map(|own| ((self.notice.book, own.seq), own.hash.clone())));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.iter().find(|own| own.0 == person).map(|own| own.1.clone()).unwrap_or_default()
    }
}

/// Papers within reach, drafts first, then the newest.
#[server(prefix = "/api", endpoint = "notice/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Board, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::list(&server, &viewer, crate::part::records::Scope { book, unit, as_of }).await
}

/// One paper within reach.
#[server(prefix = "/api", endpoint = "notice/detail", input = GetUrl, output = Json)]
pub async fn read_detail(notice: NoticeId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, notice).await
}

/// Does the head that a unit witnessed when it took this paper still stand in the book, with everything before it?
#[server(prefix = "/api", endpoint = "notice/stands", input = GetUrl, output = Json)]
pub async fn read_stands(notice: NoticeId, unit: UnitId) -> Result<bool, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::stands(&server, &viewer, notice, unit).await
}

impl Line {
    #[must_use]
    pub fn of(own: &Notice, all: &[Box<Notice>], today: Day, waits: Waits, calendar: &Calendar) -> Line {
        let further = all.iter().filter(|other| other.content.after == Some(own.id) && other.withdrawn.is_none());
        let chased: Vec<UnitId> = further.flat_map(|other| other.content.units.iter().copied()).collect();
        let mut chase = own.chase(today, waits, calendar).map(|(_, units)| units).unwrap_or_default();
        chase.retain(|unit| !chased.contains(unit));
        let stand =
            |unit: &UnitId| own.addressee(*unit).map_or("draft", |addressee| own.state_of(addressee)).to_owned();
        Line {
            id: own.id,
            book: own.book,
            number: own.number,
            paper: own.content.paper,
            title: own.content.title.to_string(),
            state: own.state().to_owned(),
            drafted: own.drafted.at.day(),
            issued: own.issued.map(|by| by.at.day()),
            reply_by: own.content.reply_by,
            units: own.content.units.iter().map(|unit| (*unit, stand(unit))).collect(),
            chase,
        }
    }
}

#[cfg(feature = "ssr")]
mod serve {
    use std::collections::{BTreeMap, BTreeSet};

    use domain::issue::Issue;
    use domain::viewer::{Reach, Viewer};

    use super::*;
    use crate::context::Server;
    use crate::part::records::Scope;

    pub async fn list(server: &Server, viewer: &Viewer, scope: Scope) -> Result<Board, Failure> {
        let today = scope.as_of.unwrap_or_else(|| server.today());
        let all: Vec<Box<Notice>> = scope.shared(&server.db, viewer, Subject::Notice).await?;
        let calendar = crate::session::calendar(server, viewer).await?;
        let mut waits: BTreeMap<Book, Waits> = BTreeMap::new();
        let mut lines = Vec::with_capacity(all.len());
        for own in &all {
            let wait = match waits.get(&own.book) {
                Some(wait) => *wait,
                None => *waits.entry(own.book).or_insert(self::waits(server, own.book).await?),
            };
            lines.push(Line::of(own, &all, today, wait, &calendar));
        }
        let room = if scope.as_of.is_some() { None } else { room(server, viewer, None).await? };
        Ok(Board { lines, room })
    }

    /// For a member of the book's group; of the first of their groups where none is named.
    async fn room(server: &Server, viewer: &Viewer, book: Option<Book>) -> Result<Option<Room>, Failure> {
        let mut books = viewer.reach().groups.into_iter().map(Book::Group);
        let Some(book) = books.find(|own| book.is_none_or(|book| book == *own)) else { return Ok(None) };
        let matters = store::issue::open_codes(&server.db, &viewer.reach(), book).await?;
        let matter = |(issue, unit, code)| Matter { issue, unit, code };
        Ok(Some(Room { book, matters: matters.into_iter().map(matter).collect() }))
    }

    async fn waits(server: &Server, book: Book) -> Result<Waits, Failure> {
        let Book::Group(group) = book else { return Ok(Waits::default()) };
        // how long a group waits is no secret of it
        let everything = Reach { all: true, ..Reach::default() };
        let key = Key { subject: Subject::Policy, id: group.0 };
        let own = store::record::load(&server.db, &everything, key).await?;
        Ok(own.and_then(|record| Policies::try_from(record).ok()).map_or_else(Waits::default, |own| own.waits))
    }

    pub async fn detail(server: &Server, viewer: &Viewer, id: NoticeId) -> Result<Detail, Failure> {
        let key = Key { subject: Subject::Notice, id: id.0 };
        let own: Box<Notice> = store::shared::load(&server.db, viewer, key).await?.ok_or_else(Failure::not_found)?;
        let (today, waits) = (server.today(), waits(server, own.book).await?);
        let all: Vec<Box<Notice>> =
            store::shared::list(&server.db, viewer, Subject::Notice, Some(own.book), None).await?;
        let calendar = crate::session::calendar(server, viewer).await?;
        let line = |own: &Notice| Line::of(own, &all, today, waits, &calendar);
        let before = own.content.after.and_then(|after| all.iter().find(|other| other.id == after));
        let followed = all.iter().filter(|other| other.content.after == Some(id)).map(|other| line(other));
        let drafts = own.state() == "draft" && viewer.in_group(own.book);
        let counted = domain::burden::wanted(&own.content);
        let of = (own.book, own.content.units.as_slice());
        let figures = crate::burden::read::figures(server, viewer, of, &counted).await?;
        Ok(Detail {
            before: before.map(|own| line(own)),
            chase: line(&own).chase,
            followed: followed.collect(),
            names: names(server, viewer, &own).await?,
            issues: issues(server, viewer, &own).await?,
            head: head(server, own.book).await?,
            room: if drafts { room(server, viewer, Some(own.book)).await? } else { None },
            history: crate::part::history::of_shared(server, viewer, key).await?,
            counted,
            figures,
            waits,
            notice: *own,
        })
    }

    pub async fn stands(server: &Server, viewer: &Viewer, id: NoticeId, unit: UnitId) -> Result<bool, Failure> {
        let key = Key { subject: Subject::Notice, id: id.0 };
        let own: Box<Notice> = store::shared::load(&server.db, viewer, key).await?.ok_or_else(Failure::not_found)?;
        let receipt = own.addressee(unit).and_then(|own| own.received.as_ref());
        let witness = receipt.and_then(|own| own.witness.as_ref()).ok_or_else(Failure::not_found)?;
        Ok(store::verify::stands(&server.db, own.book, witness.seq, witness.hash.as_str()).await?)
    }

    /// Of everybody who did something, and of the reader, who may be about to.
    async fn names(server: &Server, viewer: &Viewer, own: &Notice) -> Result<Vec<(PersonId, String)>, Failure> {
        let mut people = BTreeSet::from([viewer.person]);
        people.extend(own.issued.iter().map(|by| by.person));
        for unit in &own.addressees {
            people.extend(unit.received.iter().map(|own| own.by.person));
            people.extend(unit.replies.iter().flat_map(|own| {
                let back = own.returned.iter().map(|(_, by)| by.person);
                std::iter::once(own.by.person).chain(back).collect::<Vec<_>>()
            }));
        }
        let names = store::record::names(&server.db, people).await?;
        Ok(names.into_iter().map(|(id, name)| (id, name.to_string())).collect())
    }

    async fn issues(server: &Server, viewer: &Viewer, own: &Notice) -> Result<Vec<(IssueId, String)>, Failure> {
        let keys = own.content.about.iter().map(|about| Key { subject: Subject::Issue, id: about.issue.0 });
        let found = store::record::some(&server.db, &viewer.reach(), keys).await?;
        let issues = found.into_iter().filter_map(|(_, record)| Box::<Issue>::try_from(record).ok());
        Ok(issues.map(|own| (own.id, format!("{} {}", own.code(), own.title))).collect())
    }

    async fn head(server: &Server, book: Book) -> Result<Option<Witness>, Failure> {
        let heads = store::journal::heads(&server.db).await?;
        let head = heads.into_iter().find(|head| head.book == book);
        Ok(head.and_then(|head| Some(Witness { seq: head.seq, hash: domain::kinds::Text::parse(&head.hash).ok()? })))
    }
}
