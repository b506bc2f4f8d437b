//! The server's half: counts draws, visits and units within the viewer's reach, as of a day.

use std::collections::BTreeMap;

use domain::act::Subject;
use domain::draw::coverage::{self, Coverage, Drew};
use domain::draw::{Draw, Kind};
use domain::kinds::{Day, OrganisationId, UnitId};
use domain::unit::Unit;
use domain::viewer::Reach;
use domain::visit::list::{Filter, Reached as Visited, State};
use domain::visit::{Form, Site, Visit};
use strum::VariantArray as _;

use super::{BRIEF, Event, Map, OfUnit, Row, Tally};
use crate::context::Server;
use crate::failure::Failure;
use crate::part::records::Scope;

/// How many of each form went to each organisation of each unit, and how many people were talked to.
type Cells = BTreeMap<(UnitId, Option<OrganisationId>, Form), (u32, u32)>;

/// # Errors
/// The database.
pub(super) async fn map(
    server: &Server,
    reach: &Reach,
    unit: Option<UnitId>,
    as_of: Option<Day>,
) -> Result<Map, Failure> {
    let (db, scope) = (&server.db, Scope { book: None, unit, as_of });
    let mut units: Vec<Unit> = scope.records(db, reach, Subject::Unit).await?;
    // What was never visited there is not missing any more.
    units.retain(|own| own.closed.is_none() || unit.is_some());
    let draws: Vec<Box<Draw>> = scope.records(db, reach, Subject::Draw).await?;
    let filter = Filter { unit, as_of, state: Some(State::Recorded), ..Filter::default() };
    let visits = store::visit::drawn(db, reach, &filter).await?;
    let visited = store::visit::reached(db, reach, &filter).await?;
    let mut cells = Cells::new();
    for own in &visited {
        let cell = cells.entry((own.unit, own.organisation, own.form)).or_default();
        *cell = (cell.0 + own.visits, cell.1 + own.people);
    }
    let mut units: Vec<OfUnit> = units.iter().map(|unit| of_unit(unit, &draws, &visits, (&cells, &visited))).collect();
    if units.len() > BRIEF {
        for unit in &mut units {
            (unit.rows, unit.strata, unit.kinds, unit.events) = Default::default();
        }
    }
    Ok(Map { as_of, units })
}

fn of_unit(unit: &Unit, draws: &[Box<Draw>], visits: &[Visit], (cells, visited): (&Cells, &[Visited])) -> OfUnit {
    let own = draws.iter().map(AsRef::as_ref).filter(|draw| draw.unit == unit.id);
    let coverage: Coverage = coverage::of(own, visits);
    let row = |organisation: Option<OrganisationId>, name: String| Row {
        organisation,
        name,
        drawn: organisation.map(|id| coverage.of(unit.id, &Drew::Organisation(id))).unwrap_or_default(),
        forms: Form::VARIANTS
            .iter()
            .map(|form| cells.get(&(unit.id, organisation, *form)).copied().unwrap_or_default())
            .collect(),
    };
    let mut rows: Vec<Row> = Vec::new();
    for part in &unit.organisations {
        let own = row(Some(part.id), part.name.to_string());
        if part.closed_at.is_none() || !own.never() {
            rows.push(own);
        }
    }
    rows.push(row(None, String::new()));
    let strata = coverage.strata.iter().map(|((_, kind, name), own)| (*kind, name.clone(), own.clone()));
    let kinds = Kind::VARIANTS.iter().map(|kind| (*kind, coverage.of(unit.id, &Drew::Kind(*kind))));
    OfUnit {
        unit: unit.id,
        name: unit.name.to_string(),
        tally: Tally::of(rows.iter().filter(|row| row.organisation.is_some())),
        rows,
        strata: strata.collect(),
        kinds: kinds.collect(),
        events: events(unit.id, visited),
    }
}

/// Every form, and behind that of site visits every kind of site: what there never was stands there as well.
fn events(unit: UnitId, visited: &[Visited]) -> Vec<Event> {
    let sites = |form: Form| Site::VARIANTS.iter().filter(move |_| form == Form::Site).map(|site| Some(*site));
    let each =
        Form::VARIANTS.iter().flat_map(|form| std::iter::once(None).chain(sites(*form)).map(|site| (*form, site)));
    let count = |(form, site): (Form, Option<Site>)| {
        let own = visited.iter().filter(|own| own.unit == unit && own.form == form);
        let own = own.filter(|own| site.is_none() || own.site == site);
        own.fold(Event { form, site, visits: 0, drawn: 0, people: 0 }, |all, own| Event {
            visits: all.visits + own.visits,
            drawn: all.drawn + own.drawn,
            people: all.people + own.people,
            ..all
        })
    };
    each.map(count).collect()
}

#[cfg(test)]
mod tests {
    use domain::cast;

    use super::*;

    #[test]
    fn every_form_and_kind_of_site_is_counted_also_where_there_was_none() {
        let unit = cast::UNITS[1].id;
        let of = |unit, form, site, (visits, drawn, people)| Visited {
            unit,
            organisation: None,
            form,
            site,
            visits,
            drawn,
            people,
        };
        let part =
            Visited { organisation: Some(cast::UNITS[1].organisation(0)), ..of(unit, Form::Seminar, None, (2, 1, 20)) };
        let visited = [
            of(unit, Form::Site, Some(Site::Canteen), (2, 0, 5)),
            of(unit, Form::Site, Some(Site::Classroom), (3, 2, 6)),
            of(unit, Form::Seminar, None, (1, 0, 9)),
            part,
            of(cast::UNITS[2].id, Form::Phone, None, (4, 0, 4)),
        ];
        let events = events(unit, &visited);
        assert_eq!(events.len(), Form::VARIANTS.len() + Site::VARIANTS.len());
        let told = |form, site| {
            let own = events.iter().find(|own| own.form == form && own.site == site).unwrap();
            (own.visits, own.drawn, own.people)
        };
        assert_eq!(told(Form::Site, None), (5, 2, 11));
        assert_eq!(told(Form::Site, Some(Site::Canteen)), (2, 0, 5));
        assert_eq!(told(Form::Site, Some(Site::Base)), (0, 0, 0));
        assert_eq!(told(Form::Seminar, None), (3, 1, 29));
        assert_eq!(told(Form::Phone, None), (0, 0, 0));
    }
}
