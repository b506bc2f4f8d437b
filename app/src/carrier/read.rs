//! What the pages of carriers show, read within the viewer's reach.

use domain::act::{Key, Subject};
use domain::carrier::Carrier;
use domain::kinds::{Book, CarrierId, Day, UnitId};
use domain::record::{Known, Record};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
#[cfg(feature = "ssr")]
use crate::part::records::Scope;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: CarrierId,
    pub unit: UnitId,
    pub name: String,
    pub department: String,
    pub lead: String,
    pub state: String,
    pub percent: u8,
    pub reached: usize,
    pub milestones: usize,
    /// The next milestone that is not reached: its name and day.
    pub next: Option<(String, Day)>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub carrier: Carrier,
    pub history: Vec<Told>,
}

impl From<Carrier> for Line {
    fn from(carrier: Carrier) -> Line {
        let next = carrier.milestones.iter().find(|own| own.reached_at.is_none());
        Line {
            id: carrier.id,
            unit: carrier.unit,
            state: carrier.state().to_owned(),
            percent: carrier.percent.get(),
            reached: carrier.reached(),
            milestones: carrier.milestones.len(),
            next: next.map(|own| (own.name.to_string(), own.due)),
            name: carrier.description.name.to_string(),
            department: carrier.description.department.to_string(),
            lead: carrier.description.lead.to_string(),
        }
    }
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Carrier, id: self.carrier.id.0 }
    }

    /// What the rules of the carrier look at.
    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Carrier(self.carrier.clone()));
        known
    }
}

/// Carriers within reach, those under way first, unit by unit; as of a day as they were then.
#[server(prefix = "/api", endpoint = "carrier/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    let (server, reach) = (crate::context::server(), crate::context::viewer().await?.reach());
    let carriers: Vec<Carrier> = Scope { book, unit, as_of }.records(&server.db, &reach, Subject::Carrier).await?;
    let mut lines: Vec<Line> = carriers.into_iter().map(Line::from).collect();
    lines.sort_by_key(|line| (line.state != "running", line.unit, line.id));
    Ok(lines)
}

/// A carrier within reach, with its history.
#[server(prefix = "/api", endpoint = "carrier/detail", input = GetUrl, output = Json)]
pub async fn read_detail(carrier: CarrierId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let server = context::server();
    let key = Key { subject: Subject::Carrier, id: carrier.0 };
    let own = store::record::load(&server.db, &viewer.reach(), key).await?;
    let carrier = own.and_then(|record| Carrier::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    Ok(Detail { carrier, history: crate::part::history::of(&server, key).await? })
}
