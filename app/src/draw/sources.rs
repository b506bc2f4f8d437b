//! From what a roster can be taken on the server: the unit's people, organisations, papers, issues, meetings and visits, as far as the
//! group reads them. What each is on a roster says `domain::draw::roster::taken`.

use domain::act::{Key, Subject};
use domain::draw::roster::taken::{Taken, event};
use domain::draw::roster::{Entry, MAX};
use domain::kinds::{Name, OrganisationId, PersonId, UnitId};
use domain::meeting::Meeting;
use domain::person::Person;
use domain::record::Record;
use domain::unit::Unit;
use domain::viewer::{Role, Viewer};
use domain::{issue, visit};
use strum::VariantArray as _;

use super::read::Sources;
use crate::context::Server;
use crate::failure::Failure;

/// What a draw of this unit can be made from.
///
/// # Errors
/// Not a member of the unit's group; the database.
pub async fn of(server: &Server, viewer: &Viewer, unit: UnitId) -> Result<Sources, Failure> {
    let key = Key { subject: Subject::Unit, id: unit.0 };
    let record = store::record::load(&server.db, &viewer.reach(), key).await?;
    let own = record.and_then(|record| Unit::try_from(record).ok()).ok_or_else(Failure::not_found)?;
    viewer.must_be_group(own.book())?;
    let people = store::record::people(&server.db).await?;
    Ok(Sources {
        presiders: holders(&people, |role| matches!(role, Role::Group { group, .. } if *group == own.group)),
        witnesses: holders(&people, |role| matches!(role, Role::Unit { unit: at, .. } if *at == unit)),
        people: Taken::of(people.iter().filter_map(|person| Entry::of_person(person, &own))),
        places: Taken::of(own.organisations.iter().filter_map(|place| Entry::of_organisation(place, &own))),
        organisations: organisations(&own),
        papers: papers(server, viewer, &own).await?,
        issues: issues(server, viewer, &own).await?,
        meetings: meetings(server, viewer, &own).await?,
        visits: visits(server, viewer, &own).await?,
    })
}

fn holders(people: &[Person], holds: impl Fn(&Role) -> bool) -> Vec<(PersonId, Name)> {
    let here = people.iter().filter(|person| person.suspended_at.is_none() && person.roles.iter().any(&holds));
    here.map(|person| (person.id, person.name.clone())).collect()
}

fn organisations(unit: &Unit) -> Vec<(OrganisationId, String)> {
    let open = unit.organisations.iter().filter(|own| own.closed_at.is_none());
    open.map(|own| (own.id, own.name.to_string())).collect()
}

/// One more than a roster takes, to know whether there are more.
fn most() -> u32 {
    u32::try_from(MAX).map_or(u32::MAX, |max| max.saturating_add(1))
}

/// Research reports and rules, as documents to be asked for.
async fn papers(server: &Server, viewer: &Viewer, unit: &Unit) -> Result<Taken, Failure> {
    let mut entries = Vec::new();
    for subject in [Subject::Report, Subject::Rule] {
        let all = store::record::all(&server.db, &viewer.reach(), subject, Some(unit.book()), Some(unit.id)).await?;
        entries.extend(all.iter().filter_map(|record| {
            if let Record::Report(own) = record {
                Entry::of_report(own)
            } else if let Record::Rule(own) = record {
                Entry::of_rule(own)
            } else {
                None
            }
        }));
    }
    Ok(Taken::of(entries))
}

/// All that count, the earliest due first.
async fn issues(server: &Server, viewer: &Viewer, unit: &Unit) -> Result<Taken, Failure> {
    let states = issue::State::VARIANTS.iter().copied().filter(|state| state.counted()).collect();
    let filter = issue::list::Filter { unit: Some(unit.id), states, ..Default::default() };
    let all = store::issue::whole(&server.db, &viewer.reach(), &filter, server.today(), most()).await?;
    Ok(Taken::of(all.iter().filter_map(|(_, own)| Entry::of_issue(own, unit))))
}

/// Those with the unit, and the weekly ones at which something was decided for it; the newest first.
async fn meetings(server: &Server, viewer: &Viewer, unit: &Unit) -> Result<Taken, Failure> {
    let (book, id) = (Some(unit.book()), Some(unit.id));
    let mut all: Vec<Box<Meeting>> = store::shared::list(&server.db, viewer, Subject::Meeting, book, id).await?;
    all.sort_by_key(|own| std::cmp::Reverse((own.plan.at, own.id)));
    Ok(Taken::of(all.iter().filter_map(|own| Entry::of_meeting(own))))
}

/// Recorded ones to what others hold, form by form, the newest first.
async fn visits(server: &Server, viewer: &Viewer, unit: &Unit) -> Result<Taken, Failure> {
    let mut entries = Vec::new();
    let all = visit::Form::VARIANTS.iter().copied();
    let events: Vec<visit::Form> = all.filter(|form| event(*form).is_some()).collect();
    for form in events {
        let (id, form, state) = (Some(unit.id), Some(form), Some(visit::list::State::Recorded));
        let filter = visit::list::Filter { unit: id, form, state, ..Default::default() };
        let lines = store::visit::whole(&server.db, &viewer.reach(), &filter, most()).await?;
        entries.extend(lines.iter().filter_map(|line| Entry::of_visit(line, unit)));
    }
    Ok(Taken::of(entries))
}
