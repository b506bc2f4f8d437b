//! What the list of units shows, read within the viewer's reach.

use domain::kinds::{Book, Day, UnitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

/// One unit as it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    pub id: UnitId,
    pub code: String,
    pub name: String,
    pub goal: Option<String>,
    /// Organisations that are not closed.
    pub organisations: usize,
    /// Carriers under way.
    pub carriers: u32,
    pub work: Work,
    /// Who may sign in for it today.
    pub people: u32,
    /// Since when it is guided no more.
    pub closed: Option<Day>,
}

/// Its issues, in numbers, and its last movement.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Work {
    pub open: u32,
    pub late: u32,
    pub stagnant: u32,
    /// When anything of it last moved: an issue, a carrier, a report, a rule.
    pub moved: Option<Day>,
}

/// Units within reach, those that are closed as well, in the order in which they were added; as of a day as they were then.
#[server(prefix = "/api", endpoint = "unit/list", input = GetUrl, output = Json)]
pub async fn read_units(book: Option<Book>, unit: Option<UnitId>, as_of: Option<Day>) -> Result<Vec<Line>, Failure> {
    use crate::part::records::Scope;
    use domain::act::Subject;
    use domain::carrier::Carrier;
    use domain::unit::Unit;
    let (server, reach) = (crate::context::server(), crate::context::viewer().await?.reach());
    let scope = Scope { book, unit, as_of };
    let mut units: Vec<Unit> = scope.records(&server.db, &reach, Subject::Unit).await?;
    units.sort_by_key(|unit| (unit.group, unit.added_at));
    let carriers: Vec<Carrier> = scope.records(&server.db, &reach, Subject::Carrier).await?;
    let running: Vec<UnitId> = carriers.iter().filter(|own| own.dropped_at.is_none()).map(|own| own.unit).collect();
    let day = as_of.unwrap_or(server.today());
    let work = store::issue::by_unit(&server.db, &reach, book, day, as_of.is_some()).await?;
    let besides = store::moved::last(&server.db, &reach, book, as_of).await?;
    let people = store::record::staffing(&server.db).await?;
    let lines = units.into_iter().map(|unit| {
        let own = work.get(&unit.id).copied().unwrap_or_default();
        let moved = own.moved.max(besides.get(&unit.id).copied());
        let carriers = running.iter().filter(|own| **own == unit.id).count();
        Line {
            id: unit.id,
            code: unit.code.to_string(),
            name: unit.name.to_string(),
            organisations: unit.organisations.iter().filter(|own| own.closed_at.is_none()).count(),
            carriers: u32::try_from(carriers).unwrap_or(u32::MAX),
            work: Work { open: own.open, late: own.late, stagnant: own.stagnant, moved },
            people: people.get(&unit.id).copied().unwrap_or_default(),
            closed: unit.closed.map(|own| own.at.day()),
            goal: unit.goal.map(|goal| goal.goal.to_string()),
        }
    });
    Ok(lines.collect())
}
