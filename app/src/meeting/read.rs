//! What the pages of meetings show. Everything comes from `store::shared`: of the group's own weekly meetings a unit reads what was
//! decided for it.

#[cfg(feature = "ssr")]
mod register;
#[cfg(feature = "ssr")]
mod serve;
#[cfg(feature = "ssr")]
pub use serve::of_book;

use domain::act::{Key, Subject};
use domain::kinds::{Book, Day, DecisionId, MeetingId, NoticeId, PersonId, Time, UnitId, Week, WorklistId};
use domain::meeting::agenda::Offer;
use domain::meeting::{Becomes, Decision, Meeting, Series};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
use crate::part::roll::Member;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: MeetingId,
    pub book: Book,
    pub series: Series,
    pub at: Time,
    pub place: Option<String>,
    pub state: String,
    pub points: usize,
    /// Decisions, and those of them that the next meeting asks about.
    pub decisions: usize,
    pub open: usize,
}

/// What a meeting that is not planned yet would begin with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Start {
    pub book: Book,
    pub series: Series,
    /// When it would be, going by the last of its series.
    pub at: Time,
    /// For a meeting on the day that was asked for, else on that one.
    pub offers: Vec<Offer>,
    /// What there is besides: an agenda has an end.
    #[serde(default)]
    pub left_out: usize,
}

/// What a decision became, as far as the viewer may know of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Become {
    pub decision: DecisionId,
    pub name: String,
    pub state: String,
}

/// A paper that calls to a meeting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Called {
    pub notice: NoticeId,
    pub number: Option<u32>,
    /// When it was issued, or drafted.
    pub day: Day,
    pub state: String,
}

/// How a decision stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stand {
    /// 待销号
    Open,
    /// 已销号
    Settled,
    /// 已转办: it became a record of its own, and is followed there.
    Followed,
}

/// A decision as the register has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Decided {
    pub meeting: MeetingId,
    pub decision: DecisionId,
    pub series: Series,
    /// Of the meeting.
    pub day: Day,
    pub what: String,
    pub unit: Option<UnitId>,
    pub who: Option<String>,
    pub due: Day,
    pub stand: Stand,
    pub becomes: Becomes,
    /// For the group and leadership.
    pub voices: Option<Voices>,
}

/// What its members said to it, by name.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Voices {
    pub agree: Vec<String>,
    pub against: Vec<String>,
    /// Who is in the group now and has not spoken.
    pub silent: Vec<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub meeting: Meeting,
    pub names: Vec<(PersonId, String)>,
    pub becomes: Vec<Become>,
    /// The papers that call its unit to it.
    #[serde(default)]
    pub calls: Vec<Called>,
    /// What came up and is not on the agenda; for the group, until the meeting is closed.
    pub offers: Vec<Offer>,
    /// Who is expected; for who calls the roll.
    pub members: Vec<Member>,
    /// Weekly lists that a decision may be put on.
    pub lists: Vec<(WorklistId, Week)>,
    /// Weeks whose list can be made now, so that a decision may be put on it.
    pub free: Vec<Week>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Meeting, id: self.meeting.id.0 }
    }

    /// Is it still to be said what came of it? What it became may have been given up again.
    #[must_use]
    pub fn waits(&self, own: &Decision) -> bool {
        waits(own, &self.becomes)
    }

    /// Enough for everything but what is about other records.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Meeting(Box::new(self.meeting.clone())));
        known
    }

    #[must_use]
    pub fn name(&self, person: PersonId) -> String {
        self.names.iter().find(|own| own.0 == person).map(|own| own.1.clone()).unwrap_or_default()
    }
}

/// The same, where this became of what was decided.
fn waits(own: &Decision, becomes: &[Become]) -> bool {
    let given_up =
        |one: &Become| one.decision == own.resolution.id && matches!(one.state.as_str(), "withdrawn" | "dropped");
    own.open() || (own.settled.is_none() && becomes.iter().any(given_up))
}

/// Meetings within reach, the newest first.
#[server(prefix = "/api", endpoint = "meeting/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::list(&server, &viewer, crate::part::records::Scope { book, unit, as_of }).await
}

/// What was decided within reach, by the newest meetings first.
#[server(prefix = "/api", endpoint = "meeting/decisions", input = GetUrl, output = Json)]
pub async fn read_register(book: Option<Book>, unit: Option<UnitId>) -> Result<Vec<Decided>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    register::register(&server, &viewer, (book, unit)).await
}

/// What an agenda of the group would begin with: of the weekly meeting, or with a unit. For its members alone.
#[server(prefix = "/api", endpoint = "meeting/start", input = GetUrl, output = Json)]
pub async fn read_start(unit: Option<UnitId>, on: Option<Day>) -> Result<Start, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::start(&server, &viewer, unit, on).await
}

/// One meeting within reach.
#[server(prefix = "/api", endpoint = "meeting/detail", input = GetUrl, output = Json)]
pub async fn read_detail(meeting: MeetingId) -> Result<Detail, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::detail(&server, &viewer, meeting).await
}
