//! The server's half of the reads: an issue with its history folded anew, so that each entry says what it changed.

use std::collections::BTreeSet;

use domain::act::{Act, Key, Subject};
use domain::issue::list::{Line, read_code};
use domain::issue::{self, Issue, Measure};
use domain::kinds::{Book, Day, IssueId, PersonId, Time, VisitId};
use domain::record::{Record, fold};
use domain::viewer::{Reach, Viewer};
use domain::visit::Visit;

use super::read::{Change, Detail, Face, Happened, Value};
use super::words;
use crate::context::{Server, server};
use crate::failure::Failure;
use crate::lookback::untrue::Untrue;

type Answer<T> = Result<T, Failure>;

pub(super) async fn detail(viewer: &Viewer, id: IssueId, as_of: Option<Day>) -> Answer<Detail> {
    let (server, reach) = (server(), viewer.reach());
    let now = issue(&server, &reach, id).await?.ok_or_else(Failure::not_found)?;
    let (past, history) = history(&server, id, as_of).await?;
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
        Ok((related(&server, &reach, &issue, &linked).await?, linked))
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
    let issue = Issue { visit: issue.visit.filter(|_| on_visit), ..issue };
    Ok(Detail { issue, policies, unit, related, linked, report, visit, rules, named, untrue, people, history, as_of })
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

/// The issue as of the day, and its entries until then, newest first.
async fn history(server: &Server, id: IssueId, as_of: Option<Day>) -> Answer<(Option<Issue>, Vec<Happened>)> {
    let mut before: Option<Issue> = None;
    let mut happened = Vec::new();
    for chained in store::journal::history(&server.db, id.0).await? {
        let entry = chained.entry;
        if as_of.is_some_and(|day| entry.recorded_at.day() > day) {
            break;
        }
        let Act::Issue(act) = &entry.act else { continue };
        let Some(Record::Issue(after)) = fold(before.clone().map(|issue| Record::Issue(Box::new(issue))), &entry)
        else {
            continue;
        };
        let told = words::told(act);
        let changes = before.as_ref().map(|before| changes(before, &after, told.as_deref())).unwrap_or_default();
        happened.push(Happened {
            id: entry.id,
            seq: entry.seq,
            hash: chained.hash,
            by: entry.by,
            at: entry.at,
            recorded_at: entry.recorded_at,
            verb: <&'static str>::from(act).to_owned(),
            percent: progress(act),
            told,
            state: after.state,
            changes,
        });
        before = Some(*after);
    }
    happened.reverse();
    Ok((before, happened))
}

/// The progress that an act reports, in percent.
fn progress(act: &issue::Act) -> Option<u8> {
    if let issue::Act::ReportProgress { percent, .. } = act { Some(percent.get()) } else { None }
}

/// What an entry changed among the facts that people read, its measures among them. `told` is what the entry says anyway.
fn changes(before: &Issue, after: &Issue, told: Option<&str>) -> Vec<Change> {
    let facts = |issue: &Issue| {
        let text = |text: Option<&str>| text.map(|text| Value::Text(text.to_owned()));
        vec![
            ("state", Some(Value::State(issue.state))),
            ("title", text(Some(issue.title.as_str()))),
            ("detail", text(issue.detail.as_ref().map(|text| text.as_str()))),
            ("category", issue.category.map(Value::Category)),
            ("organisation", issue.organisation.map(Value::Organisation)),
            ("official", text(issue.official.as_ref().map(|text| text.as_str()))),
            ("department", text(issue.department.as_ref().map(|text| text.as_str()))),
            ("due", issue.due.map(Value::Due)),
            ("percent", Some(Value::Percent(issue.percent.get()))),
            ("lookback", issue.lookback.map(Value::Day)),
        ]
    };
    let own = differing(facts(before), facts(after), None);
    own.into_iter().chain(measures(before, after, told)).collect()
}

/// A fact and its value.
type Fact = (&'static str, Option<Value>);

/// The facts of which the value is another; both come in the same order.
fn differing(before: Vec<Fact>, after: Vec<Fact>, about: Option<&str>) -> Vec<Change> {
    let pairs = before.into_iter().zip(after).filter(|((_, before), (_, after))| before != after);
    let about = about.map(str::to_owned);
    pairs
        .map(|((field, before), (_, after))| Change { field: field.to_owned(), about: about.clone(), before, after })
        .collect()
}

/// What an entry changed in measures: those that were there before, in their order, then those that came.
fn measures(before: &Issue, after: &Issue, told: Option<&str>) -> Vec<Change> {
    let find = |issue: &Issue, id| issue.measures.iter().find(|own| own.id == id).cloned();
    let changed = before.measures.iter().flat_map(|old| {
        let Some(new) = find(after, old.id) else {
            return differing(vec![words_of(old)], vec![("measure", None)], None);
        };
        let about = Some(new.what.as_str()).filter(|what| told != Some(what));
        differing(measure(old), measure(&new), about)
    });
    let came = after.measures.iter().filter(|new| find(before, new.id).is_none()).flat_map(|new| {
        // Its words are what was told, and that it is not finished goes without saying.
        let facts = measure(new).into_iter().filter(|(field, _)| ["who", "due"].contains(field));
        let facts: Vec<Fact> = facts.collect();
        differing(facts.iter().map(|(field, _)| (*field, None)).collect(), facts, None)
    });
    changed.chain(came).collect()
}

fn measure(own: &Measure) -> Vec<Fact> {
    let who = own.who.as_ref().map(|who| Value::Text(who.to_string()));
    vec![
        words_of(own),
        ("who", who),
        ("due", own.due.map(Value::Day)),
        ("done", Some(Value::Done(own.done_at.is_some()))),
    ]
}

fn words_of(own: &Measure) -> Fact {
    ("measure", Some(Value::Text(own.what.to_string())))
}

/// The issue with this code, as typed.
pub(super) async fn by_code(viewer: &Viewer, book: &str, code: &str) -> Answer<Issue> {
    let (server, reach) = (server(), viewer.reach());
    let book: Book = book.parse().map_err(|_| Failure::not_found())?;
    let (origin, number) = read_code(code).ok_or_else(Failure::not_found)?;
    let id = store::issue::by_number(&server.db, &reach, book, origin, number).await?.ok_or_else(Failure::not_found)?;
    issue(&server, &reach, id).await?.ok_or_else(Failure::not_found)
}
