//! What the pages of issues read: one page of the list, one issue with everything around it, the counts of the tabs.
//! Everything is fetched through the viewer's reach; foreign and missing are one answer.

#[cfg(feature = "ssr")]
use domain::issue::list::Filter;
use domain::issue::list::{Line, Page};
use domain::issue::{self, Issue, State};
use domain::kinds::{ActId, Day, IssueId, Name, OrganisationId, PersonId, ReportId, Time, VisitId};
use domain::policy::Policies;
use domain::unit::Unit;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

/// One page of the list. `filter` is a [`Filter`] as JSON.
#[server(prefix = "/api", endpoint = "issue/list", input = GetUrl, output = Json)]
pub async fn issue_list(filter: String) -> Result<Page, Failure> {
    use crate::context;
    let viewer = context::viewer().await?;
    let server = context::server();
    let filter = read_filter(&filter)?;
    Ok(store::issue::list(&server.db, &viewer.reach(), &filter, server.today()).await?)
}

#[cfg(feature = "ssr")]
fn read_filter(filter: &str) -> Result<Filter, Failure> {
    serde_json::from_str(filter).map_err(|_| domain::refusal::Refusal::Malformed.into())
}

/// The counts beside the list: one per origin's tab, and the quick filters.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    /// In the order of `Origin::VARIANTS`.
    pub origins: Vec<u32>,
    pub late: u32,
    pub stagnant: u32,
    /// What waits for the viewer: submitted issues for the group, open work for the unit.
    pub waiting: u32,
}

/// The counts of the scope of `filter` (its book, unit, organisation, origin and day).
#[server(prefix = "/api", endpoint = "issue/counts", input = GetUrl, output = Json)]
pub async fn issue_counts(filter: String) -> Result<Counts, Failure> {
    use crate::context;
    use domain::issue::Origin;
    use strum::VariantArray;
    let viewer = context::viewer().await?;
    let (server, reach) = (context::server(), viewer.reach());
    let filter = read_filter(&filter)?;
    let scope = super::filter::scope(&filter);
    let mut filters: Vec<Filter> = Origin::VARIANTS
        .iter()
        .map(|origin| Filter { origin: Some(*origin), states: counted_states(), ..scope.clone() })
        .collect();
    filters.extend([
        Filter { late: true, ..scope.clone() },
        Filter { stagnant: true, ..scope.clone() },
        Filter { states: super::filter::waiting_states(&viewer), ..scope },
    ]);
    let mut origins = store::issue::counts(&server.db, &reach, &filters, server.today()).await?;
    let rest = origins.split_off(Origin::VARIANTS.len());
    let mut rest = rest.into_iter();
    let mut next = || rest.next().unwrap_or_default();
    Ok(Counts { origins, late: next(), stagnant: next(), waiting: next() })
}

/// Withdrawn, merged and transferred issues stay in the list but are not counted as found.
#[cfg(feature = "ssr")]
fn counted_states() -> Vec<State> {
    use strum::VariantArray;
    State::VARIANTS.iter().copied().filter(|state| state.counted()).collect()
}

/// One issue with what its page shows and its rules need.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Detail {
    pub issue: Issue,
    /// `None` while the group uses the policies as shipped.
    pub policies: Option<Policies>,
    pub unit: Unit,
    /// Other issues it leans on or points at: where it came from, merged into, homes of shared measures, as what it was
    /// taken up; and those that lean on measures of it today.
    pub related: Vec<Issue>,
    /// Issues that point at it: split off, taken over, merged into it.
    pub linked: Vec<Line>,
    pub report: Option<(ReportId, String)>,
    /// The visit on which it was raised, if the viewer sees that.
    pub visit: Option<(VisitId, String, Time)>,
    /// The rules that answer it.
    pub rules: Vec<crate::rule::read::Line>,
    /// Papers, lists, meetings, look-backs and results that speak of it, the first first.
    pub named: Vec<super::named::Named>,
    /// Its measures that look-backs found untrue, the first first; of a past day those said by then.
    pub untrue: Vec<crate::lookback::untrue::Untrue>,
    pub people: Vec<Face>,
    /// Newest first.
    pub history: Vec<Happened>,
    /// May the viewer take it back as a slip of the finger? Papers, lists and agendas that speak of it count, also those that
    /// they may not read.
    #[serde(default)]
    pub slip: bool,
    /// Set where the issue is shown as it was: nothing can be done to the past.
    pub as_of: Option<Day>,
}

/// A person as the timeline names them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Face {
    pub id: PersonId,
    pub name: Name,
    pub roles: Vec<domain::viewer::Role>,
}

/// One entry about the issue, with what it changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Happened {
    pub id: ActId,
    pub seq: i64,
    pub hash: String,
    pub by: PersonId,
    /// The device's claim; shown where it is far from `recorded_at`.
    pub at: Time,
    pub recorded_at: Time,
    /// What was done, as on the wire. Not the act itself: a browser that reads every kind of act loads 100 KB more.
    pub verb: String,
    /// The progress that was reported, in percent.
    pub percent: Option<u8>,
    /// What the person wrote.
    pub told: Option<String>,
    pub state: State,
    pub changes: Vec<Change>,
}

/// One described fact before and after.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// A key of the `field` texts, or what the timeline has a word of its own for.
    pub field: String,
    /// Of which measure, in its words; nothing where it is a fact of the issue or what was told says it already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

domain::tagged! {
    "Value" by "value" and "is";
    /// A value of a fact, put into words by the page in its language.
    #[derive(Clone, PartialEq, Eq, Debug)]
    pub enum Value {
        Text(String),
        Day(Day),
        Due(issue::Due),
        State(State),
        Category(issue::Category),
        Organisation(OrganisationId),
        Percent(u8),
        /// Is the measure finished?
        Done(bool),
        /// Something that this reader may not read.
        OutOfReach,
    }
}

/// One issue; with `as_of` as it was at the end of that day.
#[server(prefix = "/api", endpoint = "issue/detail", input = GetUrl, output = Json)]
pub async fn issue_detail(id: IssueId, as_of: Option<Day>) -> Result<Detail, Failure> {
    let viewer = crate::context::viewer().await?;
    super::load::detail(&viewer, id, as_of).await
}

/// The issue with this code (调研-087) in a book, if the viewer may see it: the target of a merge, the home of a measure.
#[server(prefix = "/api", endpoint = "issue/by_code", input = GetUrl, output = Json)]
pub async fn issue_by_code(book: String, code: String) -> Result<Issue, Failure> {
    let viewer = crate::context::viewer().await?;
    super::load::by_code(&viewer, &book, &code).await
}
