//! What the pages of rounds show, read on the server: everything goes through `store::shared`, which gives out what the viewer
//! may read, and through the viewer's reach.

mod asked;

use std::collections::BTreeSet;

use domain::act::{Key, Subject};
use domain::carrier::Carrier;
use domain::evaluation::{Evaluation, Link, Next};
use domain::issue::Issue;
use domain::kinds::{Book, EvaluationId, PersonId, Time, UnitId};
use domain::notice::Notice;
use domain::record::Record;
use domain::score::Values;
use domain::score::rows::Scored;
use domain::viewer::{Role, Viewer};

use super::linked::{Lead, serve as linked};
use super::read::{Again, Detail, Earlier, Interview, Low, Room, Scorable, Stand};
use crate::context::Server;
use crate::failure::Failure;

/// Who of the group may grade, and by what: for who leads it.
pub async fn room(server: &Server, viewer: &Viewer) -> Result<Option<Room>, Failure> {
    let mut books = viewer.reach().groups.into_iter().map(Book::Group);
    let Some(book) = books.find(|book| viewer.leads_group(*book)) else { return Ok(None) };
    let templates = crate::template::read::of_book(server, viewer, Some(book)).await?;
    let templates = templates.into_iter().filter(|own| own.retired_at.is_none());
    let campaign = store::campaign::of_book(&server.db, book).await?;
    Ok(Some(Room {
        book,
        start: campaign.map(|own| own.period.start),
        templates: templates.map(|own| (own.id, own.version, own.title.to_string())).collect(),
        members: members(server, book).await?,
    }))
}

pub async fn detail(
    server: &Server,
    viewer: &Viewer,
    id: EvaluationId,
    unit: Option<UnitId>,
) -> Result<Detail, Failure> {
    let key = Key { subject: Subject::Evaluation, id: id.0 };
    let round: Option<Box<Evaluation>> = store::shared::load(&server.db, viewer, key).await?;
    let round = round.filter(|own| unit.is_none_or(|unit| own.sheet(unit).is_some()));
    let round = *round.ok_or_else(Failure::not_found)?;
    let mut stands: Vec<Stand> = Vec::new();
    for own in round.units.iter().filter(|own| unit.is_none_or(|unit| unit == **own)) {
        stands.push(stand(server, viewer, &round, *own).await?);
    }
    let names = store::record::names(&server.db, people(&round)).await?;
    let (leads, (surveys, asked)) = match unit {
        Some(unit) => {
            (leads(server, viewer, &round, unit).await?, asked::surveys(server, viewer, &round, unit, &stands).await?)
        }
        None => Default::default(),
    };
    Ok(Detail {
        room: if unit.is_some() { room_again(server, viewer, &round, &stands).await? } else { None },
        scored: scored(server, viewer, &round).await?,
        others: others(server, viewer, &round).await?,
        leads,
        surveys,
        asked,
        history: crate::part::history::of_shared(server, viewer, key).await?,
        names: names.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
        stands,
        round,
    })
}

/// What another look is opened with, for who leads: where a low result waits for one.
async fn room_again(
    server: &Server,
    viewer: &Viewer,
    round: &Evaluation,
    stands: &[Stand],
) -> Result<Option<Room>, Failure> {
    let waits = stands.iter().filter_map(|own| own.low.as_ref()).any(|low| low.waits.contains(&Next::Again));
    if !(waits && viewer.leads_group(round.book)) {
        return Ok(None);
    }
    Ok(room(server, viewer).await?.filter(|room| room.book == round.book))
}

/// Figures of a unit that are not published are for the group and the office.
async fn stand(server: &Server, viewer: &Viewer, round: &Evaluation, unit: UnitId) -> Result<Stand, Failure> {
    let frozen = round.sheet(unit).and_then(|sheet| sheet.values.clone());
    let measured = match frozen {
        Some(values) => values,
        None if viewer.sees(round.book, None, None) && round.abandoned.is_none() => {
            round.measure(&store::shared::rows(&server.db, round, unit, server.today()).await?)
        }
        None => Values::new(),
    };
    let rounds: Vec<Box<Evaluation>> =
        store::shared::list(&server.db, viewer, Subject::Evaluation, Some(round.book), Some(unit)).await?;
    let rounds: Vec<Evaluation> = rounds.into_iter().map(|own| *own).collect();
    let low = low(server, viewer, round, unit, &rounds).await?;
    Ok(Stand { unit, measured, before: before(server.now(), round, unit, rounds), low })
}

/// The round that this one looks at again, or else the unit's last one that was published before.
fn before(now: Time, round: &Evaluation, unit: UnitId, all: Vec<Evaluation>) -> Option<Earlier> {
    let until = round.published.map_or(now, |by| by.at);
    let earlier = all.into_iter().filter(|own| own.id != round.id && own.scored == round.scored);
    let earlier = earlier.filter_map(|own| Some((own.published?.at, own))).filter(|(at, _)| *at < until);
    let last = earlier.max_by_key(|(at, own)| (round.again == Some(own.id), *at)).map(|(_, own)| own);
    last.and_then(|own| result(&own, unit))
}

/// What a unit came to in a round, once it is published.
fn result(own: &Evaluation, unit: UnitId) -> Option<Earlier> {
    own.published?;
    let values = own.sheet(unit)?.values.clone()?;
    let (template, version) = (own.template, own.version);
    Some(Earlier { id: own.id, number: own.number, template, version, tree: own.tree.clone(), values })
}

/// What follows from a low result: papers are read only where there is one.
async fn low(
    server: &Server,
    viewer: &Viewer,
    round: &Evaluation,
    unit: UnitId,
    rounds: &[Evaluation],
) -> Result<Option<Low>, Failure> {
    if round.low(unit).is_none() {
        return Ok(None);
    }
    let notices: Vec<Box<Notice>> =
        store::shared::list(&server.db, viewer, Subject::Notice, Some(round.book), Some(unit)).await?;
    let follows = round.follows(unit, notices.iter().map(AsRef::as_ref), rounds);
    Ok(follows.map(|own| Low {
        grade: own.grade,
        since: own.since,
        waits: own.waits(),
        interview: own.interview.map(|own| {
            let day = own.issued.unwrap_or(own.drafted).at.day();
            Interview { id: own.id, number: own.number, day }
        }),
        again: own.again.map(|own| {
            let (id, number, state) = (own.id, own.number, own.state().to_owned());
            Again { id, number, state, result: result(own, unit) }
        }),
    }))
}

/// What may be leant on by who grades now; for others what is leant on in the grades that they read.
async fn leads(server: &Server, viewer: &Viewer, round: &Evaluation, unit: UnitId) -> Result<Vec<Lead>, Failure> {
    let Some(sheet) = round.sheet(unit) else { return Ok(Vec::new()) };
    let rater = round.raters_of(unit).contains(&viewer.person) && !sheet.is_finished(viewer.person);
    if rater && round.state() == "scoring" {
        return linked::all(server, viewer, round.book, unit).await;
    }
    let links: Vec<Link> = sheet.grades.iter().flat_map(|own| own.links.clone()).collect();
    linked::of(server, viewer, &links).await
}

async fn scored(server: &Server, viewer: &Viewer, round: &Evaluation) -> Result<Option<String>, Failure> {
    let key = match round.scored {
        Scored::Unit | Scored::Category { .. } => return Ok(None),
        Scored::Carrier { carrier } => Key { subject: Subject::Carrier, id: carrier.0 },
        Scored::Issue { issue } => Key { subject: Subject::Issue, id: issue.0 },
    };
    let record = store::record::load(&server.db, &viewer.reach(), key).await?;
    Ok(record.and_then(|record| match Box::<Issue>::try_from(record.clone()) {
        Ok(own) => Some(issue_name(&own)),
        Err(()) => Carrier::try_from(record).ok().map(|own| own.description.name.to_string()),
    }))
}

fn issue_name(own: &Issue) -> String {
    format!("{} {}", own.code(), own.title)
}

/// # Errors
/// Not a member of the unit's group, or no such unit for this viewer; the database.
pub async fn scorable(server: &Server, viewer: &Viewer, unit: UnitId) -> Result<Scorable, Failure> {
    let (reach, key) = (viewer.reach(), Key { subject: Subject::Unit, id: unit.0 });
    let record = store::record::load(&server.db, &reach, key).await?;
    let Some(Record::Unit(own)) = record else { return Err(Failure::not_found()) };
    viewer.must_be_group(own.book())?;
    let (book, db) = (Some(own.book()), &server.db);
    let carriers = store::record::all(db, &reach, Subject::Carrier, book, Some(unit)).await?.into_iter();
    let carriers = carriers.filter_map(|own| Carrier::try_from(own).ok()).filter(|own| own.dropped_at.is_none());
    let issues = store::record::all(db, &reach, Subject::Issue, book, Some(unit)).await?.into_iter();
    let issues = issues.filter_map(|own| Box::<Issue>::try_from(own).ok()).filter(|own| own.state.counted());
    Ok(Scorable {
        carriers: carriers.map(|own| (own.id, own.description.name.to_string())).collect(),
        issues: issues.map(|own| (own.id, issue_name(&own))).collect(),
    })
}

/// Everybody of the group who may take over from a rater.
async fn others(server: &Server, viewer: &Viewer, round: &Evaluation) -> Result<Vec<(PersonId, String)>, Failure> {
    if !viewer.leads_group(round.book) || !matches!(round.state(), "opened" | "scoring") {
        return Ok(Vec::new());
    }
    let mut members = members(server, round.book).await?;
    members.retain(|own| !round.raters.contains(&own.0));
    Ok(members)
}

async fn members(server: &Server, book: Book) -> Result<Vec<(PersonId, String)>, Failure> {
    let own = |role: &Role| matches!(role, Role::Group { group, .. } if Book::Group(*group) == book);
    let people = store::record::people(&server.db).await?.into_iter();
    let people = people.filter(|person| person.suspended_at.is_none() && person.roles.iter().any(own));
    Ok(people.map(|person| (person.id, person.name.to_string())).collect())
}

/// Everybody whom the round, as it is shown, names.
fn people(round: &Evaluation) -> BTreeSet<PersonId> {
    let mut people: BTreeSet<PersonId> = round.raters.iter().copied().collect();
    people.extend(round.replaced.iter().map(|own| own.former));
    for sheet in &round.sheets {
        people.extend(sheet.raters.iter().copied().chain(sheet.grades.iter().map(|own| own.by.person)));
        people.extend(sheet.remarks.iter().map(|own| own.by.person));
        people.extend(sheet.agreed.iter().map(|own| own.by.person));
    }
    people
}
