//! How draws are read on the server, for the pages and for the addresses that hand out files. Every read goes through the
//! viewer's reach; the roster's text besides only to the group and the unit.

use domain::act::{Key, Subject};
use domain::draw::coverage::{self, Asked, Far};
use domain::draw::roster::Roster;
use domain::draw::{Draw, Kind};
use domain::kinds::{Book, DrawId, PersonId};
use domain::record::Record;
use domain::viewer::{Role, Viewer};
use domain::visit::list::{Filter, State};
use domain::visit::{Sight, Visit};

use super::read::{Detail, Earlier, Line, Origin};
use crate::context::Server;
use crate::failure::Failure;
use crate::part::records::Scope;

/// The draws of the scope within reach, as they are or were, in the order in which they were begun.
pub async fn within(server: &Server, viewer: &Viewer, scope: Scope) -> Result<Vec<Draw>, Failure> {
    let found: Vec<Box<Draw>> = scope.records(&server.db, &viewer.reach(), Subject::Draw).await?;
    let mut draws: Vec<Draw> = found.into_iter().map(|own| *own).collect();
    draws.sort_by_key(|draw| (draw.prepared.at, draw.id));
    Ok(draws)
}

/// Of its unit, as they are now, also those of a group that guided it before.
async fn of_unit(server: &Server, viewer: &Viewer, own: &Draw) -> Result<Vec<Draw>, Failure> {
    within(server, viewer, Scope { book: None, unit: Some(own.unit), as_of: None }).await
}

/// The lines of the list, the newest first; of those that reached what is asked for, with how much of it.
///
/// # Errors
/// The database.
pub(super) async fn lines(server: &Server, viewer: &Viewer, scope: Scope, of: &str) -> Result<Vec<Line>, Failure> {
    // What each repeats and the how manieth it is follow from all draws of its unit.
    let all = within(server, viewer, Scope { book: None, ..scope }).await?;
    let asked = Asked::read(of);
    let filter = Filter { unit: scope.unit, as_of: scope.as_of, state: Some(State::Recorded), ..Filter::default() };
    let visits = match &asked {
        Some(_) => store::visit::drawn(&server.db, &viewer.reach(), &filter).await?,
        None => Vec::new(),
    };
    let listed = all.iter().filter(|draw| scope.book.is_none_or(|book| draw.book == book));
    let mut lines: Vec<Line> = listed
        .filter_map(|draw| {
            let Some(asked) = &asked else { return Some(line(draw, &all, None)) };
            let own = coverage::of([draw], &visits).of(draw.unit, &asked.drew);
            let many = [Far::Drawn, Far::Visited, Far::Heard].map(|far| own.far(far));
            (own.far(asked.far) > 0).then(|| line(draw, &all, Some(many)))
        })
        .collect();
    lines.reverse();
    Ok(lines)
}

fn draw(record: Record) -> Option<Draw> {
    Box::<Draw>::try_from(record).ok().map(|own| *own)
}

fn number(draw: &Draw, all: &[Draw]) -> usize {
    all.iter().filter(|own| own.unit == draw.unit).take_while(|own| own.id != draw.id).count() + 1
}

fn named<'a>(all: &'a [Draw], which: impl Fn(&Draw) -> bool + 'a) -> Vec<Earlier> {
    let own = all.iter().filter(move |own| which(own));
    own.map(|own| Earlier { id: own.id, number: number(own, all), state: own.state().to_owned(), at: own.prepared.at })
        .collect()
}

fn line(draw: &Draw, all: &[Draw], reached: Option<[usize; 3]>) -> Line {
    Line {
        id: draw.id,
        unit: draw.unit,
        number: number(draw, all),
        purpose: draw.plan.purpose.to_string(),
        kind: draw.plan.kind,
        state: draw.state().to_owned(),
        prepared_at: draw.prepared.at,
        size: draw.roster.as_ref().map_or(0, |own| own.strata.len()),
        wanted: draw.plan.strata.iter().map(|own| usize::from(own.take)).sum(),
        picked: draw.picks().len(),
        extended: !draw.extensions.is_empty(),
        dice: draw.by_dice(),
        reason: draw.abandoned.as_ref().map(|(reason, _)| reason.to_string()),
        earlier: named(all, |own| draw.repeats(own)),
        reached,
    }
}

/// One draw with all that its pages show.
///
/// # Errors
/// Not found, or not the viewer's to know of; the database.
pub async fn detail(server: &Server, viewer: &Viewer, id: DrawId) -> Result<Detail, Failure> {
    let key = Key { subject: Subject::Draw, id: id.0 };
    let record = store::record::load(&server.db, &viewer.reach(), key).await?;
    let own = record.and_then(draw).ok_or_else(Failure::not_found)?;
    let all = of_unit(server, viewer, &own).await?;
    let names = store::record::names(&server.db, involved(&own)).await?;
    Ok(Detail {
        number: number(&own, &all),
        earlier: named(&all, |other| own.repeats(other)),
        later: named(&all, |other| other.repeats(&own)),
        people: names.into_iter().collect(),
        roster: roster(server, viewer, &own).await?,
        square: own.roster.as_ref().and_then(|own| square(own.hash.as_str())),
        history: crate::part::history::of(server, key).await?,
        visits: visits(server, viewer, &own).await?,
        members: members(server, viewer, own.book).await?,
        draw: own,
    })
}

/// What a visit goes to, where the viewer may know of the draw.
///
/// # Errors
/// The database.
pub async fn origin(server: &Server, viewer: &Viewer, visit: &Visit) -> Result<Option<Origin>, Failure> {
    let Some(drawn) = &visit.drawn else { return Ok(None) };
    let key = Key { subject: Subject::Draw, id: drawn.draw.0 };
    let record = store::record::load(&server.db, &viewer.reach(), key).await?;
    let Some(own) = record.and_then(draw) else { return Ok(None) };
    let all = of_unit(server, viewer, &own).await?;
    let text = roster(server, viewer, &own).await?;
    let list = text.and_then(|text| Roster::read(&text).ok());
    let name = |number| list.as_ref().and_then(|list| list.entry(number)).map(|entry| entry.name.to_string());
    let numbers = drawn.numbers.iter().filter(|_| tells_pick(viewer, &own, visit));
    Ok(Some(Origin {
        draw: own.id,
        purpose: own.plan.purpose.to_string(),
        number: number(&own, &all),
        drawn_at: own.drawn_at,
        picks: numbers.map(|number| (*number, name(*number))).collect(),
        earlier: named(&all, |other| own.repeats(other)),
        abandoned: own.abandoned.is_some(),
    }))
}

/// A unit knows who was drawn, and reads what was raised on a visit: which talk was with whom it does not read. What
/// event or document a visit went to it may know.
fn tells_pick(viewer: &Viewer, draw: &Draw, visit: &Visit) -> bool {
    let people = draw.plan.kind == Kind::People || visit.description.form.hears();
    visit.sight(viewer) != Sight::Unit || !people
}

async fn visits(server: &Server, viewer: &Viewer, draw: &Draw) -> Result<Vec<Visit>, Failure> {
    let visits = store::visit::of_draw(&server.db, &viewer.reach(), draw.id).await?;
    let told = visits.into_iter().filter(|visit| tells_pick(viewer, draw, visit));
    Ok(told.map(|visit| Visit { drawn: visit.drawn.clone(), ..visit.shown_to(viewer) }).collect())
}

/// Who of the group may go on a visit: for the group alone.
async fn members(server: &Server, viewer: &Viewer, book: Book) -> Result<Vec<(PersonId, String)>, Failure> {
    if !viewer.in_group(book) {
        return Ok(Vec::new());
    }
    let own = |role: &Role| matches!(role, Role::Group { group, .. } if Book::Group(*group) == book);
    let people = store::record::people(&server.db).await?.into_iter();
    let people = people.filter(|person| person.suspended_at.is_none() && person.roles.iter().any(own));
    Ok(people.map(|person| (person.id, person.name.to_string())).collect())
}

/// The frozen roster's text, for the group and the unit itself.
///
/// # Errors
/// The database.
pub async fn roster(server: &Server, viewer: &Viewer, draw: &Draw) -> Result<Option<String>, Failure> {
    let Some(roster) = &draw.roster else { return Ok(None) };
    if !viewer.in_group(draw.book) && !viewer.in_unit(draw.unit) {
        return Ok(None);
    }
    let key = Key { subject: Subject::Draw, id: draw.id.0 };
    let texts = store::private::of(&server.db, key).await?;
    Ok(texts.get(&roster.hash).map(domain::private::Private::sealed))
}

fn involved(draw: &Draw) -> Vec<PersonId> {
    let hands = [&draw.group, &draw.witness];
    let steps = hands.into_iter().flat_map(|hand| {
        let commitment = hand.commitment.as_ref().map(|(_, by)| by.person);
        let reveal = hand.reveal.as_ref().map(|own| own.by.person);
        let dice = hand.dice.as_ref().map(|(_, by)| by.person);
        [commitment, reveal, dice]
    });
    let ends = [&draw.abandoned, &draw.erased].map(|end| end.as_ref().map(|(_, by)| by.person));
    let others = [draw.frozen.map(|by| by.person), ends[0], ends[1]];
    let plan = [draw.plan.presider, draw.plan.witness, draw.prepared.person];
    let more = draw.recusals.iter().map(|own| own.by.person).chain(draw.extensions.iter().map(|own| own.by.person));
    steps.chain(others).flatten().chain(plan).chain(more).collect()
}

/// A text as a QR code: the side in modules, and a path over the dark ones.
pub(crate) fn square(text: &str) -> Option<(usize, String)> {
    let code = fast_qr::QRBuilder::new(text).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        for column in 0..code.size {
            if code[row][column].value() {
                path.push_str(&format!("M{column} {row}h1v1h-1z"));
            }
        }
    }
    Some((code.size, path))
}
