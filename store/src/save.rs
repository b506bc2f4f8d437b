//! Saves what a batch of entries changed, in as few statements as possible: journal, records, list rows, versions, counts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::act::{Key, Subject};
use domain::entry::Entry;
use domain::figure::Cell;
use domain::kinds::{Book, UnitId};
use domain::record::Record;
use sqlx::AnyConnection;

use crate::error::Result;
use crate::issue;
use crate::shared;
use crate::sql::{Sql, Value};
use crate::standard;
use crate::taken::Names;
use crate::version::Versions;
use crate::visit;

/// So many values fit one statement on both databases (SQLite allows 32,766).
const VALUES: usize = 30_000;

/// An entry as it goes into its book.
pub(crate) struct Sealed {
    pub entry: Entry,
    pub unit: Option<UnitId>,
    pub body: String,
    pub prev: String,
    pub hash: String,
}

/// What a run of entries changes in the tables folded from the journal.
#[derive(Default)]
pub(crate) struct Changes {
    records: HashMap<Key, Record>,
    issues: Versions,
    visits: Versions,
    promises: Versions,
    counts: BTreeMap<(String, i64, String), i64>,
    names: Names,
    /// Is it all folded once more?
    again: bool,
}

impl Changes {
    /// For entries that are folded once more.
    pub fn again() -> Changes {
        Changes { again: true, ..Changes::default() }
    }

    /// Notes that `entry` turned `before` into `after`.
    pub fn add(&mut self, entry: &Entry, before: Option<&Record>, after: &Record) {
        self.count(entry, before, after);
        self.version(entry, before, after);
        let key = entry.act.key();
        self.names.note(key, before, after);
        self.records.insert(key, after.clone());
    }

    /// The record leaves the cells it stood in and enters those it stands in now.
    fn count(&mut self, entry: &Entry, before: Option<&Record>, after: &Record) {
        let Book::Group(_) = entry.book else { return };
        let day = entry.recorded_at.day().number();
        let old = before.map(|own| stands(own, entry.book)).unwrap_or_default();
        let new = stands(after, entry.book);
        let mut add = |(scope, cell, weight): &(String, Cell, i64), sign: i64| {
            *self.counts.entry((scope.clone(), day, cell.to_string())).or_default() += weight * sign;
        };
        old.iter().filter(|own| !new.contains(own)).for_each(|own| add(own, -1));
        new.iter().filter(|own| !old.contains(own)).for_each(|own| add(own, 1));
    }

    /// How it stood and stands, for the kinds that are listed as of a day.
    fn version(&mut self, entry: &Entry, before: Option<&Record>, after: &Record) {
        if let Record::Issue(now) = after {
            let earlier = before.and_then(|own| if let Record::Issue(own) = own { Some(own) } else { None });
            self.issues.note(issue::version(now, entry), earlier.map(|own| issue::version(own, entry)));
        }
        if let Record::Visit(now) = after {
            let earlier = before.and_then(|own| if let Record::Visit(own) = own { Some(own) } else { None });
            self.visits.note(visit::version(now, entry), earlier.map(|own| visit::version(own, entry)));
            let mut before: Vec<_> = earlier.map(|own| visit::promise::versions(own, entry)).unwrap_or_default();
            for now in visit::promise::versions(now, entry) {
                let place = before.iter().position(|own| own.id == now.id);
                self.promises.note(now, place.map(|place| before.swap_remove(place)));
            }
        }
    }

    /// Writes everything. The caller has begun the transaction and commits it.
    pub async fn save(self, conn: &mut AnyConnection) -> Result<()> {
        records(conn, &self.records).await?;
        issue::save(conn, self.records.values()).await?;
        visit::save(conn, self.records.values()).await?;
        shared::save(conn, self.records.iter()).await?;
        standard::save(conn, self.records.values()).await?;
        self.issues.save(conn, "issue_version", issue::VERSION).await?;
        self.visits.save(conn, "visit_version", &visit::version_columns()).await?;
        self.promises.save(conn, "promise_version", visit::promise::VERSION).await?;
        changed(conn, &self.records).await?;
        self.names.save(conn, self.again).await?;
        counts(conn, self.counts).await
    }
}

/// Where a record is counted: for each unit that has a part in it, for the book, and for all.
fn stands(record: &Record, book: Book) -> Vec<(String, Cell, i64)> {
    let cells = record.cells();
    if cells.is_empty() {
        return Vec::new();
    }
    let units = record.parts().into_iter().map(|unit| unit.to_string());
    let scopes = units.chain([book.to_string(), "all".to_owned()]);
    scopes.flat_map(|scope| cells.iter().map(move |(cell, weight)| (scope.clone(), *cell, *weight))).collect()
}

/// Appends sealed entries.
pub(crate) async fn journal(conn: &mut AnyConnection, entries: &[Sealed]) -> Result<()> {
    let rows = entries.iter().map(|sealed| {
        let entry = &sealed.entry;
        vec![
            entry.book.to_string().into(),
            entry.seq.into(),
            entry.id.to_string().into(),
            entry.act.kind().into(),
            entry.act.key().id.to_string().into(),
            sealed.unit.map(|unit| unit.to_string()).into(),
            entry.by.to_string().into(),
            entry.recorded_at.0.into(),
            sealed.body.as_str().into(),
            sealed.prev.as_str().into(),
            sealed.hash.as_str().into(),
        ]
    });
    let into =
        "insert into journal (book, seq, act_id, kind, subject_id, unit_id, by_person, recorded_at, body, prev, hash)";
    insert(conn, into, "", rows.collect()).await
}

async fn records(conn: &mut AnyConnection, records: &HashMap<Key, Record>) -> Result<()> {
    let mut rows: Vec<Vec<Value>> = Vec::with_capacity(records.len());
    for (key, record) in records {
        let subject: &str = key.subject.into();
        let body = serde_json::to_string(record).map_err(|why| crate::error::corrupt("record", key.id, why))?;
        rows.push(vec![
            subject.into(),
            key.id.to_string().into(),
            home(record).to_string().into(),
            record.unit().map(|unit| unit.to_string()).into(),
            record.organisation().map(|organisation| organisation.to_string()).into(),
            body.into(),
        ]);
    }
    let conflict = " on conflict (subject, id) do update set unit_id = excluded.unit_id, \
                    organisation_id = excluded.organisation_id, body = excluded.body";
    insert(conn, "insert into record (subject, id, book, unit_id, organisation_id, body)", conflict, rows).await
}

/// Kinds that are kept in memory whole, so that each change must be told.
pub(crate) const KEPT: [Subject; 4] = [Subject::Campaign, Subject::Group, Subject::Person, Subject::Unit];

async fn changed(conn: &mut AnyConnection, records: &HashMap<Key, Record>) -> Result<()> {
    let kinds = KEPT.iter().filter(|kind| records.keys().any(|key| key.subject == **kind));
    let rows = kinds.map(|kind| vec![<&str>::from(kind).into(), 1_i64.into()]);
    let conflict = " on conflict (subject) do update set times = change.times + 1";
    insert(conn, "insert into change (subject, times)", conflict, rows.collect()).await
}

/// The book whose members may see the record.
pub(crate) fn home(record: &Record) -> Book {
    match record {
        Record::Campaign(_) | Record::Group(_) | Record::Person(_) => Book::Office,
        Record::Policy(policies) => Book::Group(policies.group),
        Record::Unit(unit) => unit.book(),
        Record::Carrier(carrier) => carrier.book,
        Record::Issue(issue) => issue.book,
        Record::Report(report) => report.book,
        Record::Rule(rule) => rule.book,
        Record::Draw(draw) => draw.book,
        Record::Visit(visit) => visit.book,
        Record::Template(template) => template.book,
        Record::Evaluation(evaluation) => evaluation.book,
        Record::Survey(survey) => survey.book,
        Record::Lookback(lookback) => lookback.book,
        Record::Cut(cut) => cut.book,
        Record::Notice(notice) => notice.book,
        Record::Worklist(worklist) => worklist.book,
        Record::Meeting(meeting) => meeting.book,
        Record::Deployment(deployment) => deployment.book,
        Record::Standard(standard) => standard.book,
        Record::Study(study) => study.book,
        Record::Worklog(worklog) => worklog.book,
        Record::Outcome(outcome) => outcome.book,
    }
}

async fn counts(conn: &mut AnyConnection, counts: BTreeMap<(String, i64, String), i64>) -> Result<()> {
    let moved: Vec<_> = counts.into_iter().filter(|(_, value)| *value != 0).collect();
    let scopes: BTreeSet<String> = moved.iter().map(|((scope, ..), _)| scope.clone()).collect();
    let days: BTreeSet<i64> = moved.iter().map(|((_, day, _), _)| *day).collect();
    let rows =
        moved.into_iter().map(|((scope, day, cell), value)| vec![scope.into(), day.into(), cell.into(), value.into()]);
    let conflict = " on conflict (scope, day, cell) do update set value = tally.value + excluded.value";
    insert(conn, "insert into tally (scope, day, cell, value)", conflict, rows.collect()).await?;
    settled(conn, scopes, days).await
}

/// What came to a cell and left it on one day is no row: whether both were in one batch must not be seen in the table.
async fn settled(conn: &mut AnyConnection, scopes: BTreeSet<String>, days: BTreeSet<i64>) -> Result<()> {
    if days.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("delete from tally where value = 0 and ");
    sql.among("scope", scopes).push(" and ").among("day", days);
    sql.run(conn).await.map(|_| ())
}

/// Inserts rows of the same width, in as few statements as the databases allow.
pub(crate) async fn insert(conn: &mut AnyConnection, into: &str, tail: &str, rows: Vec<Vec<Value>>) -> Result<()> {
    let Some(width) = rows.first().map(Vec::len) else { return Ok(()) };
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<_> = rows.by_ref().take(VALUES / width).collect();
        if chunk.is_empty() {
            return Ok(());
        }
        let mut sql = Sql::new(into);
        sql.rows(chunk).push(tail);
        sql.run(conn).await?;
    }
}
