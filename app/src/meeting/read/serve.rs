//! Meetings as the server reads them: through `store::shared`, which gives out what the viewer may read, and through the viewer's
//! reach.

use std::collections::BTreeSet;

use domain::cases::Cases;
use domain::issue::State;
use domain::meeting::agenda::{left_out, next_at, offers};
use domain::meeting::made;
use domain::notice::{From as CameFrom, Notice};
use domain::viewer::{Reach, Viewer};
use domain::worklist::Worklist;
use store::owed::Owing;
use strum::VariantArray as _;

use super::*;
use crate::context::Server;
use crate::part::records::Scope;

pub async fn list(server: &Server, viewer: &Viewer, scope: Scope) -> Result<Vec<Line>, Failure> {
    let mut all: Vec<Box<Meeting>> = scope.shared(&server.db, viewer, Subject::Meeting).await?;
    all.sort_by_key(|own| std::cmp::Reverse((own.plan.at, own.id)));
    Ok(all.iter().map(|own| line(own)).collect())
}

/// Meetings of a group within reach.
///
/// # Errors
/// The database.
pub async fn of_book(server: &Server, viewer: &Viewer, book: Book) -> Result<Vec<Meeting>, Failure> {
    let found: Vec<Box<Meeting>> = store::shared::list(&server.db, viewer, Subject::Meeting, Some(book), None).await?;
    Ok(found.into_iter().map(|own| *own).collect())
}

fn line(own: &Meeting) -> Line {
    Line {
        id: own.id,
        book: own.book,
        series: own.plan.series,
        at: own.plan.at,
        place: own.plan.place.as_ref().map(ToString::to_string),
        state: own.state().to_owned(),
        points: own.agenda.len(),
        decisions: own.decisions.len(),
        open: own.decisions.iter().filter(|one| one.open()).count(),
    }
}

/// To everybody but a group there is no such page, and none for a unit of another.
pub async fn start(server: &Server, viewer: &Viewer, unit: Option<UnitId>, on: Option<Day>) -> Result<Start, Failure> {
    let group = viewer.reach().groups.into_iter().next().ok_or_else(Failure::not_found)?;
    let book = Book::Group(group);
    let series = unit.map_or(Series::Weekly, |unit| Series::Dispatch { unit });
    if let Some(unit) = unit {
        let key = Key { subject: Subject::Unit, id: unit.0 };
        let reach = Reach { groups: vec![group], ..Reach::default() };
        store::record::load(&server.db, &reach, key).await?.ok_or_else(Failure::not_found)?;
    }
    let calendar = store::campaign::calendar(&server.db, book).await?;
    let at = next_at(&of_book(server, viewer, book).await?, series, &calendar, server.now());
    let (offers, left_out) = offered(server, viewer, book, series, on.unwrap_or(at.day())).await?;
    Ok(Start { book, series, at, offers, left_out })
}

async fn offered(
    server: &Server,
    viewer: &Viewer,
    book: Book,
    series: Series,
    on: Day,
) -> Result<(Vec<Offer>, usize), Failure> {
    let Book::Group(group) = book else { return Ok(Default::default()) };
    let (db, reach) = (&server.db, Reach { groups: vec![group], ..Reach::default() });
    let states: Vec<State> = State::VARIANTS.iter().copied().filter(|state| state.can_be_late()).collect();
    let notices: Vec<Box<Notice>> = store::shared::list(db, viewer, Subject::Notice, Some(book), series.unit()).await?;
    let notices: Vec<Notice> = notices.into_iter().map(|own| *own).collect();
    let meetings = of_book(server, viewer, book).await?;
    let mut issues = store::issue::of_book(db, &reach, book, &states).await?;
    let mut visits = store::visit::promised(db, &reach, Some(book), series.unit()).await?;
    store::asked::add(db, &reach, made(&meetings), &mut issues, &mut visits).await?;
    let lists: Vec<Box<Worklist>> = store::shared::list(db, viewer, Subject::Worklist, Some(book), None).await?;
    let lists: Vec<Worklist> = lists.into_iter().map(|own| *own).collect();
    let owing = Owing::of(db, viewer, &reach, book, series.unit()).await?;
    let (meetings, issues, visits, notices, lists) = (&meetings, &issues, &visits, &notices, &lists);
    let cases = Cases { meetings, issues, visits, notices, lists, ..owing.cases() };
    let today = server.today();
    let (mut offered, left_out) = (offers(cases, series, on, today), left_out(cases, series, on, today));
    let closed = store::record::closed(db).await?;
    offered.retain(|own| own.unit.is_none_or(|unit| !closed.has(unit)));
    Ok((offered, left_out))
}

pub async fn detail(server: &Server, viewer: &Viewer, id: MeetingId) -> Result<Detail, Failure> {
    let key = Key { subject: Subject::Meeting, id: id.0 };
    let own: Box<Meeting> = store::shared::load(&server.db, viewer, key).await?.ok_or_else(Failure::not_found)?;
    let works = viewer.in_group(own.book) && matches!(own.state(), "planned" | "open");
    let offers = if works {
        let (all, _) = offered(server, viewer, own.book, own.plan.series, own.plan.at.day()).await?;
        all.into_iter().filter(|offer| !own.asks(offer.source, offer.unit)).collect()
    } else {
        Vec::new()
    };
    let (lists, free) = if works { lists(server, viewer, own.book).await? } else { Default::default() };
    Ok(Detail {
        names: names(server, &own).await?,
        becomes: becomes(server, viewer, std::slice::from_ref(&*own), |_| true).await?,
        calls: calls(server, viewer, &own).await?,
        members: if works { members(server, &own).await? } else { Vec::new() },
        lists,
        free,
        history: crate::part::history::of_shared(server, viewer, key).await?,
        offers,
        meeting: *own,
    })
}

async fn names(server: &Server, own: &Meeting) -> Result<Vec<(PersonId, String)>, Failure> {
    let mut people: BTreeSet<PersonId> = own.lines.iter().map(|line| line.by.person).collect();
    people.extend(own.clerk.iter().map(|by| by.person));
    for one in &own.decisions {
        people.insert(one.by.person);
        people.extend(one.voices.iter().map(|voice| voice.by.person));
        people.extend(one.settled.iter().map(|(_, by)| by.person));
    }
    let names = store::record::names(&server.db, people).await?;
    Ok(names.into_iter().map(|(id, name)| (id, name.to_string())).collect())
}

/// Lists of this week and the next: what is decided today is done on one of them. Those that are not made yet can be.
async fn lists(server: &Server, viewer: &Viewer, book: Book) -> Result<(Vec<(WorklistId, Week)>, Vec<Week>), Failure> {
    let this = Week::of(server.today());
    let all: Vec<Box<Worklist>> = store::shared::list(&server.db, viewer, Subject::Worklist, Some(book), None).await?;
    let mut lists: Vec<_> = all.iter().filter(|own| own.week >= this).map(|own| (own.id, own.week)).collect();
    lists.sort_by_key(|own| own.1);
    let free = [this, this.next()].into_iter().filter(|week| lists.iter().all(|own| own.1 != *week)).collect();
    Ok((lists, free))
}

/// The group's people, and at a dispatch meeting the unit's.
async fn members(server: &Server, own: &Meeting) -> Result<Vec<Member>, Failure> {
    let Book::Group(of) = own.book else { return Ok(Vec::new()) };
    crate::part::roll::members(server, of, own.plan.series.unit()).await
}

/// The papers that call the unit of a dispatch meeting to it, the newest first.
async fn calls(server: &Server, viewer: &Viewer, own: &Meeting) -> Result<Vec<Called>, Failure> {
    let Some(unit) = own.plan.series.unit() else { return Ok(Vec::new()) };
    let from = Some(CameFrom::Call { meeting: own.id, unit });
    let papers: Vec<Box<Notice>> =
        store::shared::list(&server.db, viewer, Subject::Notice, Some(own.book), Some(unit)).await?;
    let ours = papers.iter().filter(|paper| paper.content.from == from && paper.withdrawn.is_none());
    let called = ours.map(|paper| Called {
        notice: paper.id,
        number: paper.number,
        day: paper.issued.unwrap_or(paper.drafted).at.day(),
        state: paper.state().to_owned(),
    });
    Ok(called.collect())
}

/// What those decisions of these meetings became that are looked for.
pub(super) async fn becomes(
    server: &Server,
    viewer: &Viewer,
    meetings: &[Meeting],
    looked_for: fn(&Decision) -> bool,
) -> Result<Vec<Become>, Failure> {
    let decisions = meetings.iter().flat_map(|own| &own.decisions);
    let decisions: Vec<&Decision> = decisions.filter(|one| looked_for(one)).collect();
    let keys: BTreeSet<Key> = decisions.iter().filter_map(|one| record(one.resolution.becomes)).collect();
    let mut found = store::record::some(&server.db, &viewer.reach(), keys.iter().copied()).await?;
    found.extend(store::shared::some(&server.db, viewer, keys).await?);
    let of = |key: Key| found.iter().find(|own| own.0 == key).map(|own| &own.1);
    let named = decisions.iter().filter_map(|one| {
        let becomes = one.resolution.becomes;
        let (name, state) = named(becomes, of(record(becomes)?)?)?;
        Some(Become { decision: one.resolution.id, name, state })
    });
    let mut named: Vec<Become> = named.collect();
    // of a draft that was dropped a unit reads that it is gone, and no more
    for decision in store::shared::given_up(&server.db, meetings).await? {
        if named.iter().all(|one| one.decision != decision) {
            named.push(Become { decision, name: String::new(), state: "dropped".to_owned() });
        }
    }
    Ok(named)
}

/// The record that a decision became, or a part of it.
fn record(becomes: Becomes) -> Option<Key> {
    Some(match becomes {
        Becomes::Minutes => return None,
        Becomes::Item { worklist, .. } => Key { subject: Subject::Worklist, id: worklist.0 },
        Becomes::Issue { issue } => Key { subject: Subject::Issue, id: issue.0 },
        Becomes::Notice { notice } => Key { subject: Subject::Notice, id: notice.0 },
    })
}

/// What it is called there, and how it stands.
fn named(becomes: Becomes, record: &Record) -> Option<(String, String)> {
    Some(match becomes {
        Becomes::Minutes => return None,
        Becomes::Item { item, .. } => {
            let Record::Worklist(list) = record else { return None };
            (list.week.to_string(), list.item(item)?.state().to_owned())
        }
        Becomes::Issue { .. } => {
            let Record::Issue(own) = record else { return None };
            (own.code(), <&str>::from(own.state).to_owned())
        }
        Becomes::Notice { .. } => {
            let Record::Notice(own) = record else { return None };
            (own.number.map(|own| format!("№{own}")).unwrap_or_default(), own.state().to_owned())
        }
    })
}
