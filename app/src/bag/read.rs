//! Which pages are needed where there is no network, and which pictures they show: of a unit, of a planned visit. Read within the
//! viewer's reach, as the pages themselves are.

use domain::kinds::{UnitId, VisitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

/// What is to be taken along, as addresses.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Needed {
    pub pages: Vec<String>,
    /// What these pages show, the newest first.
    pub pictures: Vec<String>,
}

/// The addresses of all pages of a unit, and of their pictures.
#[server(prefix = "/api", endpoint = "bag", input = GetUrl, output = Json)]
pub async fn read_bag(unit: UnitId) -> Result<Needed, Failure> {
    ssr::needed(ssr::of_unit(unit).await?).await
}

/// The addresses of all pages of a planned visit, and of their pictures. For the group alone, as its form is.
#[server(prefix = "/api", endpoint = "bag/visit", input = GetUrl, output = Json)]
pub async fn read_visit_bag(visit: VisitId) -> Result<Needed, Failure> {
    ssr::needed(ssr::of_visit(visit).await?).await
}

#[cfg(feature = "ssr")]
mod ssr {
    use domain::issue::State;
    use domain::visit::list::{Filter, State as VisitState};

    use super::{Failure, Needed, UnitId, VisitId};
    use crate::context;
    use crate::draw::serve;
    use crate::issue::query::to_href as issues_href;
    use crate::library::cited_href;
    use crate::part::records::Scope;
    use crate::visit::read::{read_room, read_start};

    /// Pages of every bag.
    const ALWAYS: [&str; 6] = ["/bag", "/outbox", "/more", "/visits", "/issues", "/issues/new"];
    /// The ways from the list of visits to one more: the form without a unit.
    const FORMS: [&str; 2] = ["/visits/new", "/visits/new?plan=1"];
    /// Open issues of one unit at most: each is a page.
    const ISSUES: usize = 120;
    /// The last draws of a unit: whom to see, what to look at.
    const DRAWS: usize = 6;
    /// The last visits to a unit.
    const VISITS: usize = 5;
    /// Promises of a unit at most: the visit of each is a page.
    const PROMISES: usize = 60;

    pub async fn needed(mut pages: Vec<String>) -> Result<Needed, Failure> {
        let (viewer, server) = (context::viewer().await?, context::server());
        let mut seen = std::collections::HashSet::new();
        pages.retain(|address| seen.insert(address.clone()));
        let pictures = crate::bag::pictures::of(&server.db, &viewer, &pages).await?;
        Ok(Needed { pages, pictures })
    }

    pub async fn of_unit(unit: UnitId) -> Result<Vec<String>, Failure> {
        const OPEN: [State; 6] =
            [State::Found, State::Agreed, State::InProgress, State::Submitted, State::Disputed, State::Verified];
        // Through the viewer's scope, as the unit's own page is.
        let home = crate::unit::read::read_home(unit).await?;
        let (viewer, server) = (context::viewer().await?, context::server());
        let open = store::issue::waiting(&server.db, &viewer.reach(), unit, &OPEN).await?;
        let mut all: Vec<String> = ALWAYS.map(str::to_owned).into();
        all.extend([format!("/unit/{unit}"), format!("/issues?unit={unit}"), format!("/issues/new?unit={unit}")]);
        if viewer.in_group(home.book) {
            all.extend(FORMS.map(str::to_owned));
            // where what waits or was refused is gone on with, too
            all.extend(["", "plan=1&"].map(|plan| format!("/visits/new?{plan}unit={unit}")));
            all.extend(of_form(unit).await?);
        }
        if home.unit.is_some() {
            all.extend([format!("/unit/{unit}/goal"), format!("/unit/{unit}/organisations")]);
        }
        all.extend(
            home.lookbacks.iter().filter(|line| line.state != "locked").map(|line| format!("/lookbacks/{}", line.id)),
        );
        let last = Filter { unit: Some(unit), state: Some(VisitState::Recorded), ..Filter::default() };
        let last = store::visit::list(&server.db, &viewer.reach(), &last).await?.lines;
        all.extend(last.iter().take(VISITS).map(|own| format!("/visits/{}", own.id)));
        all.extend(crate::bag::rhythm::of_unit(&server, &viewer, home.book, unit).await?);
        all.extend(open.iter().take(ISSUES).map(|issue| format!("/issues/{}", issue.id)));
        Ok(all)
    }

    /// What the form of a visit leads to: all that is open of its unit, the visits on which something is still promised.
    async fn of_form(unit: UnitId) -> Result<Vec<String>, Failure> {
        let states = crate::issue::filter::open_states();
        let open = domain::issue::list::Filter { unit: Some(unit), states, ..Default::default() };
        let mut all = vec![issues_href(&open)];
        let promises = read_room(unit).await?.promises;
        all.extend(promises.iter().take(PROMISES).map(|own| format!("/visits/{}", own.visit)));
        Ok(all)
    }

    pub async fn of_visit(visit: VisitId) -> Result<Vec<String>, Failure> {
        let start = read_start(visit.to_string(), None).await?;
        let own = start.visit.ok_or_else(Failure::not_found)?;
        let unit = own.unit;
        let (viewer, server) = (context::viewer().await?, context::server());
        let lent = crate::library::read::lent(&server, &viewer, &own.standards).await?;
        let draws = serve::within(&server, &viewer, Scope { unit: Some(unit), ..Scope::default() }).await?;
        let draws = draws.iter().rev().filter(|own| own.abandoned.is_none()).take(DRAWS).map(|own| own.id);
        // first that of which it goes to the picks
        let draws = own.drawn.map(|drawn| drawn.draw).into_iter().chain(draws);
        let mut all = vec![format!("/visits/{visit}"), format!("/visits/new?visit={visit}")];
        all.extend(lent.iter().map(|own| cited_href(own.citation)));
        all.extend(of_form(unit).await?);
        all.extend(draws.map(|id| format!("/draws/{id}")));
        all.extend(of_unit(unit).await?);
        Ok(all)
    }
}
