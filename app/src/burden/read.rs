//! What the burden meter shows, read within the viewer's reach.

use domain::burden::{Asked, Counted, Load};
use domain::kinds::{Book, Month, UnitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::wire::Json;

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct UnitLoad {
    pub unit: UnitId,
    pub now: Load,
    pub before: Load,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Burden {
    pub book: Book,
    pub month: Month,
    pub units: Vec<UnitLoad>,
    /// Of one unit: what it was asked, one by one.
    pub asked: Option<(UnitId, Vec<Asked>)>,
}

/// A figure of a unit that nobody needs to report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Figure {
    pub known: Counted,
    pub unit: UnitId,
    pub value: u32,
}

/// Of a group's units in a month, the present one where none is named; one by one of `unit`, or of the only one.
#[server(prefix = "/api", endpoint = "burden/month", input = GetUrl, output = Json)]
pub async fn read_month(book: Option<Book>, unit: Option<UnitId>, month: Option<Month>) -> Result<Burden, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    let month = month.unwrap_or_else(|| Month::of(server.today()));
    serve::month(&server, &viewer, (book, unit, month)).await
}

/// What the platform counts of one unit: `known` are kinds, parted by commas. For who may know of the unit's cases.
#[server(prefix = "/api", endpoint = "burden/figures", input = GetUrl, output = Json)]
pub async fn read_figures(unit: UnitId, known: String) -> Result<Vec<Figure>, Failure> {
    let server = crate::context::server();
    let viewer = crate::context::viewer().await?;
    serve::of_unit(&server, &viewer, unit, &known).await
}

#[cfg(feature = "ssr")]
pub use serve::figures;

#[cfg(feature = "ssr")]
mod serve {
    use domain::act::{Key, Subject};
    use domain::issue::State;
    use domain::issue::list::Filter;
    use domain::record::Record;
    use domain::unit::Unit;
    use domain::viewer::Viewer;

    use super::{Book, Burden, Counted, Failure, Figure, Load, Month, UnitId, UnitLoad};
    use crate::context::Server;

    pub async fn month(
        server: &Server,
        viewer: &Viewer,
        (book, unit, month): (Option<Book>, Option<UnitId>, Month),
    ) -> Result<Burden, Failure> {
        let reach = viewer.reach();
        // Leadership looks at one group at a time.
        let first = if reach.all && book.is_none() && unit.is_none() {
            let [kept] = store::record::kept(&server.db, [Subject::Group]).await?;
            kept.iter().find_map(|own| <&domain::group::Group>::try_from(own).ok()).map(|own| Book::Group(own.id))
        } else {
            None
        };
        let book = book.or(first);
        let units = store::record::all(&server.db, &reach, Subject::Unit, book, unit).await?;
        let mut units: Vec<Unit> = units.into_iter().filter_map(|own| own.try_into().ok()).collect();
        units.sort_by_key(|own| own.added_at);
        let book = units.first().map(Unit::book).ok_or_else(Failure::not_found)?;
        // A closed unit stands there for the months in which it could be asked for something.
        let guided = |own: &Unit| own.closed.as_ref().is_none_or(|closing| Month::of(closing.at.day()) >= month);
        units.retain(|own| own.book() == book && (unit.is_some() || guided(own)));
        let records = store::burden::records(&server.db, viewer, book, unit).await?;
        let today = server.today();
        let asked = |unit: UnitId| domain::burden::asked(&records, unit, today);
        let loads = units.iter().map(|own| {
            let all = asked(own.id);
            UnitLoad { unit: own.id, now: Load::of(&all, month), before: Load::of(&all, month.plus(-1)) }
        });
        let loads: Vec<UnitLoad> = loads.collect();
        let only = match units.as_slice() {
            [only] => Some(only.id),
            _ => unit,
        };
        let asked = only.map(|unit| (unit, asked(unit).into_iter().filter(|own| month.has(own.on)).collect()));
        Ok(Burden { book, month, units: loads, asked })
    }

    /// What the platform counts of one unit: `known` are kinds, parted by commas; others are passed over.
    ///
    /// # Errors
    /// No such unit for this viewer; the database.
    pub async fn of_unit(server: &Server, viewer: &Viewer, unit: UnitId, known: &str) -> Result<Vec<Figure>, Failure> {
        let key = Key { subject: Subject::Unit, id: unit.0 };
        let own = store::record::load(&server.db, &viewer.reach(), key).await?.and_then(|own| Unit::try_from(own).ok());
        let own = own.ok_or_else(Failure::not_found)?;
        let known: Vec<Counted> = known.split(',').filter_map(|own| own.parse().ok()).collect();
        figures(server, viewer, (own.book(), &[unit]), &known).await
    }

    /// What the platform counts of these units of a book, of those that this viewer may know of.
    pub async fn figures(
        server: &Server,
        viewer: &Viewer,
        (book, units): (Book, &[UnitId]),
        known: &[Counted],
    ) -> Result<Vec<Figure>, Failure> {
        let mut all = Vec::new();
        for unit in units.iter().filter(|unit| viewer.sees(book, Some(**unit), None)) {
            for known in known {
                all.push(Figure { known: *known, unit: *unit, value: value(server, viewer, *unit, *known).await? });
            }
        }
        Ok(all)
    }

    async fn value(server: &Server, viewer: &Viewer, unit: UnitId, known: Counted) -> Result<u32, Failure> {
        let (db, reach) = (&server.db, viewer.reach());
        let of = Filter { unit: Some(unit), ..Filter::default() };
        let (filter, subject) = match known {
            Counted::Issues => (Some(of), Subject::Issue),
            Counted::Solved => (Some(Filter { states: vec![State::Verified, State::Held], ..of }), Subject::Issue),
            Counted::Overdue => (Some(Filter { late: true, ..of }), Subject::Issue),
            Counted::Carriers => (None, Subject::Carrier),
            Counted::Reports => (None, Subject::Report),
            Counted::Rules => (None, Subject::Rule),
        };
        if let Some(filter) = filter {
            return Ok(store::issue::count(db, &reach, &filter, server.today()).await?);
        }
        let all = store::record::all(db, &reach, subject, None, Some(unit)).await?;
        Ok(u32::try_from(all.iter().filter(|record| counts(record)).count()).unwrap_or(u32::MAX))
    }

    /// As the figures of the report count it.
    fn counts(record: &Record) -> bool {
        !record.cells().is_empty()
    }
}
