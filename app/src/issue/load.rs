//! The server's half of the reads: an issue with everything around it that its page shows.

use std::collections::BTreeSet;

use domain::act::{Act as Any, Key, Subject};
use domain::issue::list::{Line, read_code};
use domain::issue::{self, Act, Issue};
use domain::kinds::{Book, Day, IssueId, Note, PersonId, Time, VisitId};
use domain::record::{Facts, Record, check};
use domain::viewer::{Reach, Viewer};
use domain::visit::Visit;

use super::read::{Detail, Face, Happened};
use crate::context::{Server, server};
use crate::failure::Failure;
use crate::lookback::untrue::Untrue;

type Answer<T> = Result<T, Failure>;

pub(super) async fn detail(viewer: &Viewer, id: IssueId, as_of: Option<Day>) -> Answer<Detail> {
    let (server, reach) = (server(), viewer.reach());
    let now = issue(&server, &reach, id).await?.ok_or_else(Failure::not_found)?;
    let (past, history) = super::happened::history(&server, &reach, id, as_of).await?;
    let past = past.map(|own| Record::Issue(Box::new(own)).read_within(&reach));
    let issue = if as_of.is_some() { past.and_then(one).ok_or_else(Failure::not_found)? } else { now };
    // Whoever sees an issue may know its unit's name and organisations, also from within one organisation.
    let home = Reach { units: vec![issue.unit], ..Reach::default() };
    let unit = Key { subject: Subject::Unit, id: issue.unit.0 };
    let Some(Record::Unit(unit)) = store::record::load(&server.db, &home, unit).await? else {
        return Err(Failure::not_found());
    };
    // None of these waits for another.
    let linked = async {
        let linked = store::issue::linked(&server.db, &reach, id).await?;
        let mut related = related(&server, &reach, &issue, &linked).await?;
        // Who leans on it today did not always.
        if as_of.is_none() {
            sharers(&server, &reach, &issue, &mut related).await?;
        }
        Ok((related, linked))
    };
    let naming = async {
        let kinds = &super::named::KINDS;
        let naming = store::naming::naming(&server.db, viewer, issue.book, kinds, id.0).await?;
        let key = Key { subject: Subject::Issue, id: id.0 };
        Ok((super::named::of(&naming, id, as_of), crate::lookback::untrue::of(&server, &naming, key).await?))
    };
    let ((related, linked), policies, report, (visit, on_visit), rules, (named, mut untrue)) = futures::try_join!(
        linked,
        policies(&server, issue.book),
        report(&server, &reach, &issue),
        raised_on(&server, &reach, &issue),
        crate::rule::read::of_issue(&server, &reach, &issue),
        naming,
    )?;
    if let Some(day) = as_of {
        untrue.retain(|own| own.recorded_at.day() <= day);
        untrue.iter_mut().for_each(|own| own.again_at = own.again_at.filter(|time| time.day() <= day));
    }
    let people = faces(&server, &issue, &history, &untrue).await?;
    let slip = slip(&server, viewer, &issue).await?;
    let issue = Issue { visit: issue.visit.filter(|_| on_visit), ..issue };
    Ok(Detail {
        issue,
        policies,
        unit,
        related,
        linked,
        report,
        visit,
        rules,
        named,
        untrue,
        people,
        history,
        slip,
        as_of,
    })
}

/// May this person, who recorded it, still take it back? Asks the writer's rule with what that would have at hand.
pub(crate) async fn slip(server: &Server, viewer: &Viewer, issue: &Issue) -> Answer<bool> {
    if !issue.slip_of(viewer.person, server.today()) {
        return Ok(false);
    }
    // any reason that is long enough: it is not recorded
    let Ok(reason) = Note::parse("——————————————") else { return Ok(false) };
    let act = Any::Issue(Act::Withdraw { issue: issue.id, reason });
    let known = store::at_hand(&server.db, &act, issue.book).await?;
    let facts = Facts { now: server.now(), book: issue.book, viewer, known: &known };
    Ok(check(&act, &facts).is_ok())
}

async fn issue(server: &Server, reach: &Reach, id: IssueId) -> Answer<Option<Issue>> {
    let key = Key { subject: Subject::Issue, id: id.0 };
    Ok(store::record::load(&server.db, reach, key).await?.and_then(one))
}

fn one(record: Record) -> Option<Issue> {
    Box::<Issue>::try_from(record).ok().map(|own| *own)
}

async fn policies(server: &Server, book: Book) -> Answer<Option<domain::policy::Policies>> {
    let Book::Group(group) = book else { return Ok(None) };
    let key = Key { subject: Subject::Policy, id: group.0 };
    let everything = Reach { all: true, ..Reach::default() };
    Ok(match store::record::load(&server.db, &everything, key).await? {
        Some(Record::Policy(policies)) => Some(policies),
        Some(_) | None => None,
    })
}

async fn related(server: &Server, reach: &Reach, own: &Issue, linked: &[Line]) -> Answer<Vec<Issue>> {
    let mut ids: BTreeSet<IssueId> = own.shared.iter().map(|shared| shared.issue).collect();
    // As what another unit has taken it up: while that stands, it does not come back. And what was merged: here or elsewhere.
    let told = |line: &&Line| line.unit != own.unit || line.state == issue::State::Merged;
    ids.extend(linked.iter().filter(told).map(|line| line.id));
    ids.extend(own.from.map(|from| from.issue()));
    ids.extend(own.merged_into);
    let mut related = Vec::new();
    for id in ids {
        related.extend(issue(server, reach, id).await?);
    }
    Ok(related)
}

/// Those that share a measure of it.
async fn sharers(server: &Server, reach: &Reach, own: &Issue, related: &mut Vec<Issue>) -> Answer<()> {
    if own.measures.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<IssueId> = related.iter().map(|own| own.id).collect();
    let sharers = store::issue::sharers(&server.db, reach, own).await?;
    related.extend(sharers.into_iter().filter(|own| !known.contains(&own.id)));
    Ok(())
}

async fn report(server: &Server, reach: &Reach, issue: &Issue) -> Answer<Option<(domain::kinds::ReportId, String)>> {
    let Some(id) = issue.report else { return Ok(None) };
    let key = Key { subject: Subject::Report, id: id.0 };
    Ok(match store::record::load(&server.db, reach, key).await? {
        Some(Record::Report(report)) => Some((id, report.description.title.to_string())),
        Some(_) | None => None,
    })
}

/// The visit on which it was raised, for who sees that: its form and when it was. And whether this reader may know that it was
/// raised on one: not while the visit is the group's own.
async fn raised_on(server: &Server, reach: &Reach, issue: &Issue) -> Answer<(Option<(VisitId, String, Time)>, bool)> {
    let Some(id) = issue.visit.as_ref().map(|quote| quote.visit) else { return Ok((None, false)) };
    if let Some(visit) = visit(server, reach, id).await? {
        let form: &str = visit.description.form.into();
        return Ok((Some((id, form.to_owned(), visit.description.at)), true));
    }
    let everything = Reach { all: true, ..Reach::default() };
    Ok((None, visit(server, &everything, id).await?.is_some_and(|own| own.known_to_unit())))
}

async fn visit(server: &Server, reach: &Reach, id: VisitId) -> Answer<Option<Box<Visit>>> {
    let key = Key { subject: Subject::Visit, id: id.0 };
    Ok(store::record::load(&server.db, reach, key).await?.and_then(|own| Box::<Visit>::try_from(own).ok()))
}

async fn faces(server: &Server, issue: &Issue, history: &[Happened], untrue: &[Untrue]) -> Answer<Vec<Face>> {
    let mut ids: BTreeSet<PersonId> = history.iter().map(|one| one.by).collect();
    ids.extend(issue.evidence.iter().map(|evidence| evidence.by));
    ids.extend(untrue.iter().map(|own| own.by));
    let keys = ids.into_iter().map(|id| Key { subject: Subject::Person, id: id.0 });
    let everything = Reach { all: true, ..Reach::default() };
    let mut faces = Vec::new();
    for (_, record) in store::record::some(&server.db, &everything, keys).await? {
        if let Record::Person(person) = record {
            faces.push(Face { id: person.id, name: person.name, roles: person.roles });
        }
    }
    Ok(faces)
}

/// The issue with this code, as typed.
pub(super) async fn by_code(viewer: &Viewer, book: &str, code: &str) -> Answer<Issue> {
    let (server, reach) = (server(), viewer.reach());
    let book: Book = book.parse().map_err(|_| Failure::not_found())?;
    let (origin, number) = read_code(code).ok_or_else(Failure::not_found)?;
    let id = store::issue::by_number(&server.db, &reach, book, origin, number).await?.ok_or_else(Failure::not_found)?;
    issue(&server, &reach, id).await?.ok_or_else(Failure::not_found)
}
