//! What the pages of visits show, read within the viewer's reach. A unit gets nothing of what is the group's own.

use domain::act::{Key, Subject};
use domain::issue::list::Line as IssueLine;
use domain::kinds::{IssueId, PersonId, Title, UnitId, VisitId};
use domain::record::{Known, Record};
use domain::visit::list::Page;
use domain::visit::{Form, Promise, Visit};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::draw::read::Origin;
use crate::failure::Failure;
use crate::library::read::Lent;
use crate::part::history::Told;
use crate::wire::Json;

/// One visit, with what was raised there and its history, as far as the viewer reads it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub visit: Visit,
    pub members: Vec<(PersonId, String)>,
    pub organisation: Option<String>,
    /// The unit does not know of it yet.
    pub hidden: bool,
    /// Who was talked to; for the group alone.
    pub names: Option<String>,
    pub issues: Vec<IssueLine>,
    /// Of these the ones that still stand, each with its sentence of the notes; for the group alone.
    #[serde(default)]
    pub quoted: Vec<(IssueId, String)>,
    /// Of these the ones that the viewer may still take back as a slip of the finger.
    #[serde(default)]
    pub slips: Vec<IssueId>,
    /// The entries of the library that it leant on; not for a unit.
    pub lent: Vec<Lent>,
    /// From which draw it comes, for who may know of that.
    pub origin: Option<Origin>,
    pub history: Vec<Told>,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Visit, id: self.visit.id.0 }
    }

    /// What the rules of the visit look at.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Visit(Box::new(self.visit.clone())));
        known
    }
}

/// What the form of a visit begins with.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Start {
    /// Members of the viewer's group.
    pub members: Vec<(PersonId, String)>,
    /// The visit that is recorded or changed.
    pub visit: Option<Visit>,
    pub names: Option<String>,
    /// Sentences of its notes that are issues already.
    pub raised: Vec<String>,
    /// What the group looked at last on a visit of each form.
    #[serde(default)]
    pub checklists: Vec<(Form, Vec<Title>)>,
    /// What is open of its unit, or of the one that was asked for: on the page itself, so that it is there without network.
    pub room: Option<Room>,
}

/// What is open of a unit: on screen while there.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Room {
    pub unit: Option<UnitId>,
    pub promises: Vec<Open>,
    /// The first of its open issues, and how many there are.
    pub issues: Vec<IssueLine>,
    pub open: u32,
}

/// A promise that is still to be kept, with the visit on which it was made.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Open {
    pub visit: VisitId,
    pub form: Form,
    pub topic: Option<String>,
    pub promise: Promise,
}

/// One page of the list. `filter` is a [`domain::visit::list::Filter`] as JSON.
#[server(prefix = "/api", endpoint = "visit/list", input = GetUrl, output = Json)]
pub async fn visit_list(filter: String) -> Result<Page, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let filter = serde_json::from_str(&filter).map_err(|_| Failure::from(domain::refusal::Refusal::Malformed))?;
    Ok(store::visit::list(&context::server().db, &viewer.reach(), &filter).await?)
}

/// One visit within reach.
#[server(prefix = "/api", endpoint = "visit/detail", input = GetUrl, output = Json)]
pub async fn read_detail(visit: VisitId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    super::serve::detail(&context::server(), &viewer, visit).await
}

/// What the form begins with; `visit` is empty for a new one, which may be of `unit`. For the group alone.
#[server(prefix = "/api", endpoint = "visit/start", input = GetUrl, output = Json)]
pub async fn read_start(visit: String, unit: Option<UnitId>) -> Result<Start, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    super::serve::start(&context::server(), &viewer, &visit, unit).await
}

/// What is open of a unit within reach.
#[server(prefix = "/api", endpoint = "visit/room", input = GetUrl, output = Json)]
pub async fn read_room(unit: UnitId) -> Result<Room, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    super::serve::room(&context::server(), &viewer, unit).await
}
