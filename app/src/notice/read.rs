//! What the pages of notices show. Everything comes from `store::shared`, which gives out what the viewer may read.

#[cfg(feature = "ssr")]
mod serve;
#[cfg(feature = "ssr")]
pub(crate) use serve::list;

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
    /// By when a paper that chases asks for the answer, in working days of this group's campaign.
    #[serde(default)]
    pub chase_by: Option<Day>,
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
        let chased = own.chased(all.iter().map(|other| &**other));
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
