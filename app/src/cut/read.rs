//! What the pages of cuts show, read within the viewer's reach: for the group and the office.

use domain::act::{Key, Subject};
use domain::cut::{Counts, Cut};
use domain::issue::Origin;
use domain::kinds::{Book, CutId, Day, UnitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::dashboard::scope::{Asked, Scope};
use crate::failure::Failure;
use crate::part::history::Told;
use crate::session::Periods;
use crate::wire::Json;

/// The cuts within reach.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Listed {
    /// The latest day first.
    pub cuts: Vec<Cut>,
    /// Of the reader's own groups: half-time is that of their campaign.
    pub periods: Periods,
}

/// One cut, and what the same cells come to on another day.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub cut: Cut,
    /// Who took it.
    pub by: String,
    /// Of its entry, which is chained on everything before it.
    pub hash: String,
    /// The day it is compared with.
    pub day: Day,
    /// A past day was asked for.
    pub past: bool,
    pub now: Counts,
    pub history: Vec<Told>,
}

impl Detail {
    /// The rows of now: of the whole group, or of one unit.
    #[must_use]
    pub fn asked(&self, unit: Option<UnitId>) -> Asked {
        let scope = match (unit, self.cut.book) {
            (Some(unit), _) => Scope::Unit(unit),
            (None, Book::Group(group)) => Scope::Group(group),
            (None, Book::Office) => Scope::All,
        };
        let as_of = self.past.then_some(self.day);
        Asked { scope, as_of, compare: None, origin: Origin::Research, every: false }
    }

    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Cut, id: self.cut.id.0 }
    }
}

/// Cuts within reach.
#[server(prefix = "/api", endpoint = "cut/list", input = GetUrl, output = Json)]
pub async fn read_list(book: Option<Book>) -> Result<Listed, Failure> {
    use domain::record::Record;
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let all = store::record::all(&server.db, &viewer.reach(), Subject::Cut, book, None).await?;
    let mut cuts: Vec<Cut> =
        all.into_iter().filter_map(|record| if let Record::Cut(own) = record { Some(*own) } else { None }).collect();
    cuts.sort_by_key(|own| std::cmp::Reverse((own.day, own.seq)));
    Ok(Listed { cuts, periods: crate::session::periods(&server, &viewer).await? })
}

/// One cut within reach, beside today or the end of a past day.
#[server(prefix = "/api", endpoint = "cut/detail", input = GetUrl, output = Json)]
pub async fn read_detail(cut: CutId, as_of: Option<Day>) -> Result<Detail, Failure> {
    use domain::record::Record;
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let key = Key { subject: Subject::Cut, id: cut.0 };
    let found = store::record::load(&server.db, &viewer.reach(), key).await?;
    let Some(Record::Cut(own)) = found else { return Err(Failure::not_found()) };
    let today = server.today();
    let day = as_of.unwrap_or(today).min(today);
    let history = crate::part::history::of(&server, key).await?;
    let taken = history.first();
    Ok(Detail {
        by: taken.and_then(|told| told.by.as_ref()).map(ToString::to_string).unwrap_or_default(),
        hash: taken.map(|told| told.hash.clone()).unwrap_or_default(),
        now: store::cut::at(&server.db, own.book, day).await?,
        cut: *own,
        day,
        past: day < today,
        history,
    })
}
