//! What the pages of visits show, gathered on the server within the viewer's reach.

use domain::act::{Key, Subject};
use domain::issue::list::{Filter, Line};
use domain::issue::{Issue, State};
use domain::kinds::{IssueId, UnitId, VisitId};
use domain::record::{Record, fold};
use domain::unit::Unit;
use domain::viewer::{Reach, Role, Viewer};
use domain::visit::{Sight, Visit};

use super::compare::read::Compared;
use super::read::{Detail, Open, Room, Start};
use crate::context::Server;
use crate::failure::Failure;
use crate::part::history::Told;

pub async fn load(server: &Server, viewer: &Viewer, id: VisitId) -> Result<Visit, Failure> {
    let key = Key { subject: Subject::Visit, id: id.0 };
    match store::record::load(&server.db, &viewer.reach(), key).await? {
        Some(Record::Visit(visit)) => Ok(*visit),
        Some(_) | None => Err(Failure::not_found()),
    }
}

pub async fn detail(server: &Server, viewer: &Viewer, id: VisitId) -> Result<Detail, Failure> {
    let visit = load(server, viewer, id).await?;
    let members = store::record::names(&server.db, visit.description.members.iter().copied()).await?;
    let show = |record: Record| {
        let Record::Visit(own) = record else { return Some(record) };
        let known = viewer.sees(own.book, own.seen_by(), own.seen_by_organisation());
        known.then(|| Record::Visit(Box::new(own.shown_to(viewer))))
    };
    let key = Key { subject: Subject::Visit, id: id.0 };
    let issues = store::issue::raised(&server.db, &viewer.reach(), id).await?;
    let standing = match visit.sight(viewer) {
        Sight::Whole => standing(server, viewer, &issues).await?,
        Sight::Unnamed | Sight::Unit => Vec::new(),
    };
    Ok(Detail {
        members: members.into_iter().map(|(id, name)| (id, name.to_string())).collect(),
        organisation: organisation(server, &visit).await?,
        hidden: !visit.known_to_unit(),
        names: names(server, viewer, &visit).await?,
        lent: crate::library::read::lent(server, viewer, &visit.standards).await?,
        quoted: quoted(&standing),
        slips: slips(server, viewer, &standing).await?,
        issues,
        origin: crate::draw::serve::origin(server, viewer, &visit).await?,
        history: {
            let mut told = crate::part::history::of_shown(server, key, show).await?;
            // what it was measured by is the group's own, and that it was
            let inside = |own: &Told| matches!(own.kind.as_str(), "visit.cite" | "visit.uncite");
            told.retain(|own| visit.sight(viewer) != Sight::Unit || !inside(own));
            told
        },
        visit: visit.shown_to(viewer),
    })
}

/// Who was talked to: for the group alone.
async fn names(server: &Server, viewer: &Viewer, visit: &Visit) -> Result<Option<String>, Failure> {
    let named = visit.findings.as_ref().and_then(|findings| findings.names.as_ref());
    let Some(named) = named.filter(|_| visit.sight(viewer) == Sight::Whole) else { return Ok(None) };
    let key = Key { subject: Subject::Visit, id: visit.id.0 };
    let mut kept = store::private::of(&server.db, key).await?;
    Ok(kept.remove(named).map(|own| own.text))
}

/// To everybody but a group there is no form, and no foreign visit in it.
pub async fn start(server: &Server, viewer: &Viewer, visit: &str, unit: Option<UnitId>) -> Result<Start, Failure> {
    let groups = viewer.reach().groups;
    if groups.is_empty() {
        return Err(Failure::not_found());
    }
    let visit = match visit.parse::<VisitId>() {
        Ok(id) => Some(load(server, viewer, id).await?),
        Err(_) if visit.is_empty() => None,
        Err(_) => return Err(Failure::not_found()),
    };
    if visit.as_ref().is_some_and(|visit| visit.sight(viewer) != Sight::Whole) {
        return Err(Failure::not_found());
    }
    let own = |role: &Role| matches!(role, Role::Group { group, .. } if groups.contains(group));
    let people = store::record::people(&server.db).await?.into_iter();
    let people = people.filter(|person| person.suspended_at.is_none() && person.roles.iter().any(own));
    let members = people.map(|person| (person.id, person.name.to_string())).collect();
    let (names, raised) = match &visit {
        Some(visit) => (names(server, viewer, visit).await?, raised(server, viewer, visit.id).await?),
        None => (None, Vec::new()),
    };
    let room = match visit.as_ref().map(|visit| visit.unit).or(unit) {
        // For another one, or none, the page asks by itself.
        Some(unit) => room(server, viewer, unit).await.ok(),
        None => None,
    };
    let checklists = store::visit::checklists(&server.db, &groups).await?;
    Ok(Start { members, visit, names, raised, checklists, room })
}

/// The sentences of its notes that are issues.
async fn raised(server: &Server, viewer: &Viewer, visit: VisitId) -> Result<Vec<String>, Failure> {
    let lines = store::issue::raised(&server.db, &viewer.reach(), visit).await?;
    Ok(quoted(&standing(server, viewer, &lines).await?).into_iter().map(|own| own.1).collect())
}

/// Those of these issues that still stand.
async fn standing(server: &Server, viewer: &Viewer, lines: &[Line]) -> Result<Vec<Issue>, Failure> {
    let standing = lines.iter().filter(|line| line.state != State::Withdrawn);
    let keys: Vec<Key> = standing.map(|line| Key { subject: Subject::Issue, id: line.id.0 }).collect();
    let issue = |record| {
        let Record::Issue(issue) = record else { return None };
        Some(*issue)
    };
    let records = store::record::some(&server.db, &viewer.reach(), keys).await?.into_iter();
    Ok(records.filter_map(|(_, record)| issue(record)).collect())
}

/// Each with the sentence from which it was raised, where there is one.
fn quoted(issues: &[Issue]) -> Vec<(IssueId, String)> {
    let sentence = |issue: &Issue| Some((issue.id, issue.visit.as_ref()?.sentence.as_ref()?.to_string()));
    issues.iter().filter_map(sentence).collect()
}

/// What this person may still take back.
async fn slips(server: &Server, viewer: &Viewer, issues: &[Issue]) -> Result<Vec<IssueId>, Failure> {
    let mut slips = Vec::new();
    for issue in issues {
        if crate::issue::slip(server, viewer, issue).await? {
            slips.push(issue.id);
        }
    }
    Ok(slips)
}

/// The form of a visit that somebody else changed since `based_on`, and what it was then.
pub async fn compared(
    server: &Server,
    viewer: &Viewer,
    visit: VisitId,
    based_on: Option<i64>,
) -> Result<Compared, Failure> {
    // whoever has no form of it learns nothing of what it was
    let start = start(server, viewer, &visit.to_string(), None).await?;
    let began = match based_on {
        Some(seq) => was(server, visit, seq).await?,
        None => None,
    };
    Ok(Compared { start, began })
}

/// The visit as this entry left it.
async fn was(server: &Server, visit: VisitId, seq: i64) -> Result<Option<Visit>, Failure> {
    let key = Key { subject: Subject::Visit, id: visit.0 };
    let entries = store::journal::history(&server.db, key.id).await?.into_iter().map(|own| own.entry);
    let then = entries.filter(|entry| entry.act.key() == key && entry.seq <= seq);
    let record = then.fold(None, |record, entry| fold(record, &entry));
    let Some(Record::Visit(visit)) = record else { return Ok(None) };
    Ok(Some(*visit))
}

pub async fn room(server: &Server, viewer: &Viewer, unit: UnitId) -> Result<Room, Failure> {
    let (db, reach, today) = (&server.db, viewer.reach(), server.today());
    let key = Key { subject: Subject::Unit, id: unit.0 };
    store::record::load(db, &reach, key).await?.ok_or_else(Failure::not_found)?;
    let visits = store::visit::promised(db, &reach, None, Some(unit)).await?.into_iter();
    let mut promises: Vec<Open> = visits
        .flat_map(|visit| {
            let topic = visit.description.topic.map(|topic| topic.to_string());
            let (id, form) = (visit.id, visit.description.form);
            let open = visit.promises.into_iter().filter(|own| own.open());
            open.map(move |promise| Open { visit: id, form, topic: topic.clone(), promise })
        })
        .collect();
    promises.sort_by_key(|own| own.promise.due);
    let filter = Filter { unit: Some(unit), states: crate::issue::filter::open_states(), ..Filter::default() };
    let page = store::issue::list(db, &reach, &filter, today).await?;
    let issues = page.lines.into_iter().take(12).collect();
    Ok(Room { unit: Some(unit), promises, issues, open: page.total })
}

/// Whoever sees a visit may know what its organisation is called.
async fn organisation(server: &Server, visit: &Visit) -> Result<Option<String>, Failure> {
    let Some(id) = visit.description.organisation else { return Ok(None) };
    let home = Reach { units: vec![visit.unit], ..Reach::default() };
    let key = Key { subject: Subject::Unit, id: visit.unit.0 };
    let unit = store::record::load(&server.db, &home, key).await?.and_then(|own| Unit::try_from(own).ok());
    Ok(unit.and_then(|unit| unit.organisation(id).map(|own| own.name.to_string())))
}
