//! What a list of visits asks for and shows: the filter (which is also the page's URL), its lines, its page.

use serde::{Deserialize, Serialize};

use super::{Form, Site, Visit};
use crate::issue::list::folded;
use crate::kinds::{Book, Day, OrganisationId, Time, UnitId, VisitId};
use crate::strand::Strand;

/// Lines on one page.
pub const PAGE: u32 = 50;
/// Lines of one file. Of a longer list there is none: a file never leaves out some of it.
pub const FILE: u32 = 20_000;

/// Which visits. Everything left out is not filtered by.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    pub book: Option<Book>,
    pub unit: Option<UnitId>,
    pub organisation: Option<OrganisationId>,
    /// To the unit as a whole: to none of its organisations.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub whole: bool,
    pub form: Option<Form>,
    /// Site visits to such a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<Site>,
    /// Planned for what a draw has drawn; not one that was abandoned.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub drawn: bool,
    pub strand: Option<Strand>,
    pub state: Option<State>,
    /// On or after this day, on or before that one.
    pub from: Option<Day>,
    pub to: Option<Day>,
    /// With a promise that is still open.
    pub promised: bool,
    /// Part of place, topic, what was looked at or put right.
    pub text: String,
    /// The page, counted from 0.
    pub page: u32,
    /// As they stood at the end of this day: what a figure of that day counts.
    pub as_of: Option<Day>,
}

/// [`Visit::state`] as a filter asks for it.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum State {
    Planned,
    Recorded,
    Cancelled,
}

/// One line of the list: nothing in it that a unit may not read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: VisitId,
    pub book: Book,
    pub unit: UnitId,
    pub organisation: Option<OrganisationId>,
    pub form: Form,
    pub site: Option<Site>,
    pub place: Option<String>,
    pub topic: Option<String>,
    pub at: Time,
    pub people: u16,
    pub state: State,
    pub strands: Vec<Strand>,
    pub promises_open: u16,
    /// Issues raised there, as far as the viewer sees them.
    pub issues: u32,
}

/// What visits of one form, and to one kind of site, reached in one organisation, or in the unit as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reached {
    pub unit: UnitId,
    pub organisation: Option<OrganisationId>,
    pub form: Form,
    pub site: Option<Site>,
    pub visits: u32,
    /// So many of them were planned for what a draw has drawn; one that was abandoned has drawn nothing.
    pub drawn: u32,
    /// Talked to.
    pub people: u32,
}

/// One page of the list, with how many lines the filter has in all, and how many people they were.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    pub lines: Vec<Line>,
    pub total: u32,
    pub people: u32,
    /// Visits of the same scope without the other filters.
    pub population: u32,
}

impl Visit {
    /// What a search looks at: nothing of the group's own.
    #[must_use]
    pub fn search_text(&self) -> String {
        let (own, found) = (&self.description, self.findings.as_ref());
        let words = [
            own.place.as_ref().map(|place| place.as_str()),
            own.topic.as_ref().map(|topic| topic.as_str()),
            found.and_then(|found| found.looked_at.as_ref()).map(|text| text.as_str()),
            found.and_then(|found| found.corrected.as_ref()).map(|text| text.as_str()),
        ];
        folded(&words.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    #[must_use]
    pub fn listed_state(&self) -> State {
        match (self.cancelled_at, self.recorded_at) {
            (Some(_), _) => State::Cancelled,
            (None, Some(_)) => State::Recorded,
            (None, None) => State::Planned,
        }
    }
}
