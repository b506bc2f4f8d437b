//! What the pages of draws read, within the viewer's reach. The roster's text is read by the group and the unit only.

use domain::act::{Key, Subject};
use domain::draw::roster::Roster;
use domain::draw::roster::taken::Taken;
use domain::draw::sheet::Sheet;
use domain::draw::{Draw, Kind};
use domain::kinds::{Book, Day, DrawId, Name, OrganisationId, PersonId, Time, UnitId};
use domain::record::{Known, Record};
use domain::visit::Visit;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::part::history::Told;
#[cfg(feature = "ssr")]
use crate::part::records::Scope;
use crate::wire::Json;

/// Draws within reach, of the book and unit that were asked for.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct List {
    pub book: Option<Book>,
    pub unit: Option<UnitId>,
    /// Empty for all.
    pub state: String,
    /// A [`domain::draw::coverage::Asked`]; empty for all.
    pub of: String,
    pub as_of: Option<Day>,
    pub lines: Vec<Line>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: DrawId,
    pub unit: UnitId,
    /// The how manieth of its unit.
    pub number: usize,
    pub purpose: String,
    pub kind: Kind,
    pub state: String,
    pub prepared_at: Time,
    pub size: usize,
    pub wanted: usize,
    pub picked: usize,
    pub extended: bool,
    pub dice: bool,
    /// Why it was abandoned.
    pub reason: Option<String>,
    /// Earlier draws that this one may have been made to replace.
    pub earlier: Vec<Earlier>,
    /// Of what was asked for it drew so many, of which so many were visited, and so many heard.
    pub reached: Option<[usize; 3]>,
}

/// Another draw of the same unit, as it is named.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Earlier {
    pub id: DrawId,
    pub number: usize,
    pub state: String,
    pub at: Time,
}

/// One draw with everything its pages show.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub draw: Draw,
    pub number: usize,
    pub earlier: Vec<Earlier>,
    pub later: Vec<Earlier>,
    /// Who is named or did a step.
    pub people: Vec<(PersonId, Name)>,
    /// The roster's text, for who may have it.
    pub roster: Option<String>,
    /// The roster's hash as a square of dark and light: its side and the path of the dark.
    pub square: Option<(usize, String)>,
    pub history: Vec<Told>,
    /// The visits to what was drawn that the viewer may know of, as far as they are theirs to read; for a unit none
    /// to people.
    pub visits: Vec<Visit>,
    /// Who may go on one: for the group alone.
    pub members: Vec<(PersonId, String)>,
}

/// From which draw and picks a visit comes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Origin {
    pub draw: DrawId,
    pub purpose: String,
    /// The how manieth of its unit.
    pub number: usize,
    #[serde(default)]
    pub drawn_at: Option<Time>,
    /// Numbers on the roster, with the name for who may read it; none for a unit, where somebody was talked to.
    pub picks: Vec<(u16, Option<String>)>,
    /// Earlier draws that it may have been made to replace.
    #[serde(default)]
    pub earlier: Vec<Earlier>,
    /// It was abandoned: the visit no longer counts as drawn.
    #[serde(default)]
    pub abandoned: bool,
}

/// What a new draw of a unit can be made from.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Sources {
    /// Who may preside, who may witness.
    pub presiders: Vec<(PersonId, Name)>,
    pub witnesses: Vec<(PersonId, Name)>,
    pub organisations: Vec<(OrganisationId, String)>,
    /// Lines for the roster, by where they come from.
    pub people: Taken,
    pub places: Taken,
    pub papers: Taken,
    pub issues: Taken,
    pub meetings: Taken,
    pub visits: Taken,
}

impl Detail {
    #[must_use]
    pub fn key(&self) -> Key {
        Key { subject: Subject::Draw, id: self.draw.id.0 }
    }

    #[must_use]
    pub fn known(&self) -> Known {
        let mut known = Known::default();
        known.records.insert(self.key(), Record::Draw(Box::new(self.draw.clone())));
        for visit in &self.visits {
            let key = Key { subject: Subject::Visit, id: visit.id.0 };
            known.records.insert(key, Record::Visit(Box::new(visit.clone())));
        }
        known
    }

    #[must_use]
    pub fn list(&self) -> Option<Roster> {
        self.roster.as_ref().and_then(|text| Roster::read(text).ok())
    }

    #[must_use]
    pub fn sheet(&self) -> Sheet {
        let repeats = self.earlier.iter().filter_map(|own| u16::try_from(own.number).ok()).collect();
        Sheet { repeats, ..Sheet::of(&self.draw, self.list()) }
    }

    #[must_use]
    pub fn person(&self, id: PersonId) -> String {
        self.people.iter().find(|(own, _)| *own == id).map(|(_, name)| name.to_string()).unwrap_or_default()
    }
}

/// Draws within reach, the newest first. `book`, `unit` and `of` are left empty for all, `as_of` for today.
#[server(prefix = "/api", endpoint = "draw/list", input = GetUrl, output = Json)]
pub async fn read_list(book: String, unit: String, state: String, of: String, as_of: String) -> Result<List, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let scope = Scope { book: book.parse().ok(), unit: unit.parse().ok(), as_of: Day::parse(&as_of).ok() };
    let lines = super::serve::lines(&context::server(), &viewer, scope, &of).await?;
    Ok(List { book: scope.book, unit: scope.unit, state, of, as_of: scope.as_of, lines })
}

/// One draw within reach.
#[server(prefix = "/api", endpoint = "draw/detail", input = GetUrl, output = Json)]
pub async fn read_detail(draw: DrawId) -> Result<Detail, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    super::serve::detail(&context::server(), &viewer, draw).await
}

/// What a draw of this unit can be made from: for the members of its group.
#[server(prefix = "/api", endpoint = "draw/sources", input = GetUrl, output = Json)]
pub async fn read_sources(unit: UnitId) -> Result<Sources, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    super::sources::of(&context::server(), &viewer, unit).await
}
