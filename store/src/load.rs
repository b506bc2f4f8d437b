//! Loads what a batch of proposals needs: records by key, people, next numbers, taken names, stored files.

mod found;

use std::collections::{BTreeMap, BTreeSet};

use domain::act::{Act, Key, Subject};
use domain::issue::Origin;
use domain::kinds::Book;
use domain::private::Commitment;
use domain::record::{Known, Need, Record};
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::seal::BallotKey;
use crate::sql::{Columns, Sql};

pub(crate) use found::{cases_of, of_kind};
use found::{counts, linked, sharers, taken_up, visits_of};

/// Loads the records of these keys that are not known yet: one statement per subject.
pub(crate) async fn records(
    conn: &mut AnyConnection,
    known: &mut Known,
    keys: impl IntoIterator<Item = Key>,
) -> Result<()> {
    let mut wanted: BTreeMap<Subject, BTreeSet<String>> = BTreeMap::new();
    for key in keys {
        if !known.records.contains_key(&key) {
            wanted.entry(key.subject).or_default().insert(key.id.to_string());
        }
    }
    for (subject, ids) in wanted {
        let name: &str = subject.into();
        let mut sql = Sql::new("select id, body from record where subject = ");
        sql.bind(name).push(" and ").among("id", ids);
        for row in sql.all(conn).await? {
            let (id, body) = (row.text(0)?, row.text(1)?);
            let record = read(subject, &id, &body)?;
            let id = id.parse().map_err(|why| corrupt("record", &id, why))?;
            known.records.insert(Key { subject, id }, record);
        }
    }
    Ok(())
}

/// Reads a stored record.
pub(crate) fn read(subject: Subject, id: &str, body: &str) -> Result<Record> {
    Record::read(subject, body).map_err(|why| corrupt("record", id, why))
}

/// What the rule of this act looks at, as the writer would have it now: for a page that offers the act only where it
/// would be accepted. Nobody's reach was asked, so nothing of it is shown.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn at_hand(db: &Db, act: &Act, book: Book) -> Result<Known> {
    let (mut conn, mut known) = (db.reader().await?, Known::default());
    records(&mut conn, &mut known, [act.key()]).await?;
    let wanted = domain::record::needs(act, book, &known).into_iter().map(|need| (book, need)).collect();
    needs(&mut conn, &db.key, &mut known, &wanted).await?;
    Ok(known)
}

/// Loads everything else that the rules asked for.
pub(crate) async fn needs(
    conn: &mut AnyConnection,
    key: &BallotKey,
    known: &mut Known,
    needs: &BTreeSet<(Book, Need)>,
) -> Result<()> {
    let keys = needs.iter().filter_map(|(_, need)| match need {
        Need::Record(key) => Some(*key),
        Need::Number(_)
        | Need::Highest(_)
        | Need::Taken(_)
        | Need::File(_)
        | Need::TakenUp(_)
        | Need::Sharers(_)
        | Need::Linked(_)
        | Need::VisitsOf(_)
        | Need::Rounds
        | Need::Notices
        | Need::Worklists
        | Need::Meetings
        | Need::People(_)
        | Need::CasesOf(_)
        | Need::Counts(_)
        | Need::Calendar
        | Need::Hash(_) => None,
    });
    records(conn, known, keys.collect::<Vec<_>>()).await?;
    let (mut names, mut files) = (BTreeSet::new(), BTreeSet::new());
    for (book, need) in needs {
        match need {
            Need::Record(_) => {}
            Need::Number(origin) => number(conn, known, *book, *origin).await?,
            Need::Highest(subject) => highest(conn, known, *subject, *book).await?,
            Need::CasesOf(unit) => cases_of(conn, key, known, *book, *unit).await?,
            Need::Counts(day) => counts(conn, key, known, *book, *day).await?,
            Need::Hash(seq) => hash(conn, known, *book, *seq).await?,
            Need::Calendar => calendar(conn, known, *book).await?,
            Need::Taken(name) => {
                names.insert(name.clone());
            }
            Need::File(hash) => {
                files.insert(hash.to_string());
            }
            Need::TakenUp(issue) => taken_up(conn, known, *issue).await?,
            Need::Sharers(issue) => sharers(conn, known, *book, *issue).await?,
            Need::Linked(issue) => linked(conn, known, *issue).await?,
            Need::VisitsOf(draw) => visits_of(conn, known, *draw).await?,
            Need::Rounds => of_kind(conn, known, Subject::Evaluation, *book, None).await?,
            Need::Notices => of_kind(conn, known, Subject::Notice, *book, None).await?,
            Need::Worklists => of_kind(conn, known, Subject::Worklist, *book, None).await?,
            Need::Meetings => of_kind(conn, known, Subject::Meeting, *book, None).await?,
            // accounts say nowhere but in their bodies whose they are
            Need::People(_) => of_kind(conn, known, Subject::Person, Book::Office, None).await?,
        }
    }
    taken(conn, known, names).await?;
    stored(conn, known, files).await
}

async fn number(conn: &mut AnyConnection, known: &mut Known, book: Book, origin: Origin) -> Result<()> {
    if known.numbers.contains_key(&(book, origin)) {
        return Ok(());
    }
    let name: &str = origin.into();
    let mut sql = Sql::new("select coalesce(max(number), 0) from issue where book = ");
    sql.bind(book.to_string()).push(" and origin = ").bind(name);
    let highest = sql.maybe(conn).await?.map_or(Ok(0), |row| row.int(0))?;
    let highest = u32::try_from(highest).map_err(|why| corrupt("issue", book, why))?;
    known.numbers.insert((book, origin), highest);
    Ok(())
}

async fn highest(conn: &mut AnyConnection, known: &mut Known, subject: Subject, book: Book) -> Result<()> {
    let name: &str = subject.into();
    let mut sql = Sql::new("select coalesce(max(number), 0) from part where subject = ");
    sql.bind(name).push(" and book = ").bind(book.to_string());
    let highest = sql.maybe(conn).await?.map_or(Ok(0), |row| row.int(0))?;
    let highest = u32::try_from(highest).map_err(|why| corrupt("part", book, why))?;
    known.highest.insert((subject, book), highest);
    Ok(())
}

/// The group of this book, and its campaign.
async fn calendar(conn: &mut AnyConnection, known: &mut Known, book: Book) -> Result<()> {
    let Book::Group(group) = book else { return Ok(()) };
    records(conn, known, [Key { subject: Subject::Group, id: group.0 }]).await?;
    let campaign = known.group(group).map(|own| Key { subject: Subject::Campaign, id: own.campaign.0 });
    records(conn, known, campaign).await
}

async fn hash(conn: &mut AnyConnection, known: &mut Known, book: Book, seq: i64) -> Result<()> {
    let mut sql = Sql::new("select hash from journal where book = ");
    sql.bind(book.to_string()).push(" and seq = ").bind(seq);
    if let Some(row) = sql.maybe(conn).await? {
        let hash = row.text(0)?;
        let hash = domain::issue::Hash::parse(&hash).map_err(|why| corrupt("journal", &hash, why))?;
        known.hashes.insert((book, seq), hash);
    }
    Ok(())
}

async fn taken(conn: &mut AnyConnection, known: &mut Known, names: BTreeSet<String>) -> Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("select name, id from taken where ");
    sql.among("name", names);
    for row in sql.all(conn).await? {
        let id = row.text(1)?;
        let id = id.parse().map_err(|why| corrupt("taken", &id, why))?;
        known.taken.insert(row.text(0)?, id);
    }
    Ok(())
}

/// Which of these private texts are kept, and for which record.
pub(crate) async fn private(conn: &mut AnyConnection, known: &mut Known, named: BTreeSet<String>) -> Result<()> {
    if named.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("select hash, subject_id from private where erased_at is null and ");
    sql.among("hash", named);
    for row in sql.all(conn).await? {
        let (hash, own) = (row.text(0)?, row.text(1)?);
        let own = own.parse().map_err(|why| corrupt("private", &own, why))?;
        known.private.insert(Commitment::parse(&hash).map_err(|why| corrupt("private", &hash, why))?, own);
    }
    Ok(())
}

async fn stored(conn: &mut AnyConnection, known: &mut Known, files: BTreeSet<String>) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("select hash from file where ");
    sql.among("hash", files);
    for row in sql.all(conn).await? {
        let hash = row.text(0)?;
        known.files.insert(domain::issue::Hash::parse(&hash).map_err(|why| corrupt("file", &hash, why))?);
    }
    Ok(())
}
