//! Records that nobody names by key: found by their book and unit, or by the record that they came of or share with.

use domain::act::{Key, Subject};
use domain::cut::AllShares;
use domain::kinds::{Book, Day, DrawId, IssueId, UnitId};
use domain::record::Known;
use sqlx::AnyConnection;

use super::{read, records};
use crate::error::{Result, corrupt};
use crate::seal::BallotKey;
use crate::sql::{Columns, Sql};

/// The keys of the records whose ids a statement finds.
async fn keys(conn: &mut AnyConnection, sql: Sql, (table, subject): (&'static str, Subject)) -> Result<Vec<Key>> {
    let mut keys = Vec::new();
    for row in sql.all(conn).await? {
        let id = row.text(0)?;
        keys.push(Key { subject, id: id.parse().map_err(|why| corrupt(table, &id, why))? });
    }
    Ok(keys)
}

/// What figures are counted from. Thousands of rows; asked for when a round is opened and when it is published.
pub(crate) async fn cases_of(
    conn: &mut AnyConnection,
    key: &BallotKey,
    known: &mut Known,
    book: Book,
    unit: UnitId,
) -> Result<()> {
    known.said.insert(unit, crate::ballot::said(conn, key, unit).await?);
    for subject in [Subject::Issue, Subject::Lookback, Subject::Rule, Subject::Carrier, Subject::Visit] {
        of_kind(conn, known, subject, book, Some(unit)).await?;
    }
    let keys = shared_cases(conn, unit).await?;
    records(conn, known, keys).await
}

/// All records of a kind in the book, or those of one unit; what is known already stays as it is.
pub(crate) async fn of_kind(
    conn: &mut AnyConnection,
    known: &mut Known,
    subject: Subject,
    book: Book,
    unit: Option<UnitId>,
) -> Result<()> {
    let name: &str = subject.into();
    let mut sql = Sql::new("select id, body from record where subject = ");
    sql.bind(name).push(" and book = ").bind(book.to_string());
    if let Some(unit) = unit {
        sql.push(" and unit_id = ").bind(unit.to_string());
    }
    for row in sql.all(conn).await? {
        let (id, body) = (row.text(0)?, row.text(1)?);
        let key = Key { subject, id: id.parse().map_err(|why| corrupt("record", &id, why))? };
        if let std::collections::hash_map::Entry::Vacant(free) = known.records.entry(key) {
            free.insert(read(subject, &id, &body)?);
        }
    }
    Ok(())
}

/// Papers and matters in step in which the unit has a part.
async fn shared_cases(conn: &mut AnyConnection, unit: UnitId) -> Result<Vec<Key>> {
    let mut all = Vec::new();
    for subject in [Subject::Notice, Subject::Deployment] {
        let name: &str = subject.into();
        let mut sql = Sql::new("select id from part where subject = ");
        sql.bind(name).push(" and unit_id = ").bind(unit.to_string());
        all.extend(keys(conn, sql, ("part", subject)).await?);
    }
    Ok(all)
}

/// What a cut freezes, and the cuts that there are.
pub(super) async fn counts(
    conn: &mut AnyConnection,
    key: &BallotKey,
    known: &mut Known,
    book: Book,
    day: Day,
) -> Result<()> {
    let mut counts = crate::cut::counts(conn, book, day).await?;
    let gone_by = crate::cut::gone_by(conn, book, day).await?;
    let then = crate::cut::known(conn, key, book, (day, gone_by), &counts).await?;
    if gone_by {
        counts.shares = Some(AllShares::of(&counts, &then, book, day));
    } else {
        // Counted when it is its turn, from the records as the batch has left them by then.
        for (key, record) in then.records {
            known.records.entry(key).or_insert(record);
        }
        known.said.extend(then.said);
    }
    known.counts.insert((book, day), counts);
    let mut sql = Sql::new("select id from record where subject = 'cut' and book = ");
    sql.bind(book.to_string());
    let cuts = keys(conn, sql, ("record", Subject::Cut)).await?;
    records(conn, known, cuts).await
}

pub(super) async fn taken_up(conn: &mut AnyConnection, known: &mut Known, issue: IssueId) -> Result<()> {
    let mut sql = Sql::new("select id from issue where from_issue = ");
    sql.bind(issue.to_string());
    let issues = keys(conn, sql, ("issue", Subject::Issue)).await?;
    records(conn, known, issues).await
}

/// Those that came of it or went into it.
pub(super) async fn linked(conn: &mut AnyConnection, known: &mut Known, issue: IssueId) -> Result<()> {
    let mut sql = Sql::new("select id from issue where from_issue = ");
    sql.bind(issue.to_string()).push(" or merged_into = ").bind(issue.to_string());
    let issues = keys(conn, sql, ("issue", Subject::Issue)).await?;
    records(conn, known, issues).await
}

/// Issues share measures within their unit, and a measure is seldom dropped: bodies are looked through. Who shares it in the same
/// batch is at hand as well, since each act's own record is.
pub(super) async fn sharers(conn: &mut AnyConnection, known: &mut Known, book: Book, issue: IssueId) -> Result<()> {
    let Some(unit) = known.issue(issue).map(|own| own.unit) else { return Ok(()) };
    let mut sql = Sql::new("select id from record where subject = 'issue' and book = ");
    sql.bind(book.to_string()).push(" and unit_id = ").bind(unit.to_string());
    sql.push(" and body like ").bind(format!("%\"{issue}\"%"));
    let issues = keys(conn, sql, ("record", Subject::Issue)).await?;
    records(conn, known, issues).await
}

pub(super) async fn visits_of(conn: &mut AnyConnection, known: &mut Known, draw: DrawId) -> Result<()> {
    let mut sql = Sql::new("select id from visit where draw_id = ");
    sql.bind(draw.to_string());
    let visits = keys(conn, sql, ("visit", Subject::Visit)).await?;
    records(conn, known, visits).await
}
