//! Records in which several units have a part (rounds of evaluation, notices, weekly lists, meetings, matters in step), read by nobody but through
//! `Record::shown_to`: what is given out here is what this viewer may read. `store::record` gives none of them. Who of a
//! unit may ask for one stands in a table of its own.

use domain::act::{Key, Subject};
use domain::evaluation::Evaluation;
use domain::kinds::{Book, Day, DecisionId, UnitId};
use domain::meeting::{Decision, Meeting};
use domain::record::{Known, Record};
use domain::score::Rows;
use domain::viewer::{Reach, Viewer};
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::load::read;
use crate::record::folded;
use crate::save::insert;
use crate::sql::{Columns, Sql, Value};

/// Writes which units, and organisations for themselves, have a part in those of these records that are shared, in place of
/// those that had one: a paper may be drafted for other units than before.
pub(crate) async fn save(conn: &mut AnyConnection, records: impl Iterator<Item = (&Key, &Record)>) -> Result<()> {
    let shared: Vec<(&Key, &Record)> = records.filter(|(key, _)| key.subject.is_shared()).collect();
    if shared.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("delete from part where ");
    sql.among("id", shared.iter().map(|(key, _)| key.id.to_string()).collect::<Vec<_>>());
    sql.run(conn).await?;
    let rows = shared.into_iter().flat_map(|(key, record)| rows_of(*key, record)).collect();
    let conflict = " on conflict (id, unit_id) do update set number = excluded.number";
    insert(conn, "insert into part (subject, id, unit_id, book, number)", conflict, rows).await
}

fn rows_of(key: Key, record: &Record) -> Vec<Vec<Value>> {
    let (subject, number): (&str, _) = (key.subject.into(), i64::from(record.number().unwrap_or(0)));
    let organisations = record.organisations().into_iter().map(|own| own.to_string());
    let units = record.parts().into_iter().map(|unit| unit.to_string()).chain(organisations).chain([String::new()]);
    let book = crate::save::home(record).to_string();
    let row = |unit: String| {
        vec![subject.into(), key.id.to_string().into(), unit.into(), book.as_str().into(), number.into()]
    };
    units.map(row).collect()
}

/// The record as this viewer reads it; `None` when there is none that they may know of.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn load<T: TryFrom<Record>>(db: &Db, viewer: &Viewer, key: Key) -> Result<Option<T>> {
    Ok(some(db, viewer, [key]).await?.pop().and_then(|(_, record)| T::try_from(record).ok()))
}

/// Those of these records that are shared and that this viewer may know of, as they read them.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn some(db: &Db, viewer: &Viewer, keys: impl IntoIterator<Item = Key>) -> Result<Vec<(Key, Record)>> {
    let mut found = Vec::new();
    let keys: Vec<Key> = keys.into_iter().filter(|key| key.subject.is_shared()).collect();
    let mut subjects: Vec<Subject> = keys.iter().map(|key| key.subject).collect();
    subjects.sort_unstable();
    subjects.dedup();
    for subject in subjects {
        let ids = keys.iter().filter(|key| key.subject == subject).map(|key| key.id.to_string());
        let mut sql = begun("select r.id, r.body from record r", subject, &viewer.reach());
        sql.push(" and ").among("r.id", ids.collect::<Vec<_>>());
        found.extend(shown(db, viewer, subject, sql).await?);
    }
    Ok(found)
}

/// The records of one kind of a book, or in which a unit has a part, as this viewer reads them; those with the highest
/// numbers first, those without a number before them.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn list<T: TryFrom<Record>>(
    db: &Db,
    viewer: &Viewer,
    subject: Subject,
    book: Option<Book>,
    unit: Option<UnitId>,
) -> Result<Vec<T>> {
    let mut sql = begun("select r.id, r.body from record r", subject, &viewer.reach());
    narrowed(&mut sql, book, unit);
    let mut found: Vec<Record> = shown(db, viewer, subject, sql).await?.into_iter().map(|own| own.1).collect();
    found.sort_by_key(|own| std::cmp::Reverse(own.number().unwrap_or(u32::MAX)));
    Ok(found.into_iter().filter_map(|record| T::try_from(record).ok()).collect())
}

/// As [`list`], each as it was at the end of a day: folded again from the journal. For looking back, not for every page.
///
/// # Errors
/// The database; an entry that can't be read.
pub async fn list_on<T: TryFrom<Record>>(
    db: &Db,
    viewer: &Viewer,
    subject: Subject,
    (book, unit): (Option<Book>, Option<UnitId>),
    day: Day,
) -> Result<Vec<T>> {
    let from = "select j.subject_id, j.body from journal j join record r on r.id = j.subject_id";
    let mut sql = begun(from, subject, &viewer.reach());
    narrowed(&mut sql, book, unit);
    sql.push(" and j.recorded_at < ").bind(day.plus(1).start().0);
    sql.push(" order by j.subject_id, j.recorded_at, j.seq");
    let records = folded(&sql.all(&mut *db.reader().await?).await?)?;
    let mut found: Vec<Record> = records.into_iter().filter_map(|own| own.shown_to(viewer)).collect();
    found.sort_by_key(|own| std::cmp::Reverse(own.number().unwrap_or(u32::MAX)));
    Ok(found.into_iter().filter_map(|record| T::try_from(record).ok()).collect())
}

/// The rows that the figures of one unit are counted from as they stand now: the very ones that would be frozen if the round
/// were published. For who may know of the unit's cases; the caller sees to that. What people answered is not in it.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn rows(db: &Db, round: &Evaluation, unit: UnitId, today: Day) -> Result<Rows> {
    let mut conn = db.reader().await?;
    let mut known = Known::default();
    crate::load::records(&mut conn, &mut known, [Key { subject: Subject::Unit, id: unit.0 }]).await?;
    crate::load::cases_of(&mut conn, &db.key, &mut known, round.book, unit).await?;
    Ok(round.rows(unit, &known, today))
}

/// The records behind the figures of one unit: of a published round as they were when it was published, folded from the entries
/// before that one, so that they are the very ones that were counted; of any other as they stand now. For who may know of the
/// unit's cases; the caller sees to that.
///
/// # Errors
/// The database; a record or entry that can't be read.
pub async fn cases(db: &Db, round: &Evaluation, unit: UnitId) -> Result<Known> {
    let mut conn = db.reader().await?;
    let mut known = Known::default();
    let mut sql = Sql::new("select seq from journal where kind = 'evaluation.publish' and subject_id = ");
    sql.bind(round.id.to_string());
    let Some(published) = sql.maybe(&mut conn).await? else {
        crate::load::records(&mut conn, &mut known, [Key { subject: Subject::Unit, id: unit.0 }]).await?;
        crate::load::cases_of(&mut conn, &db.key, &mut known, round.book, unit).await?;
        return Ok(known);
    };
    // from the unit's records to their entries, each by its index: the book has many more
    let mut sql = Sql::new("select j.subject_id, j.body from (select id from record where book = ");
    sql.bind(round.book.to_string()).push(" and unit_id = ").bind(unit.to_string());
    sql.push(
        " and subject in ('unit', 'issue', 'lookback', 'rule', 'carrier', 'visit') union select id from part where unit_id = ",
    );
    sql.bind(unit.to_string())
        .push(" and subject in ('notice', 'deployment')) own join journal j on j.subject_id = own.id");
    sql.push(" where j.book = ").bind(round.book.to_string()).push(" and j.seq < ").bind(published.int(0)?);
    sql.push(" order by j.subject_id, j.seq");
    for (id, record) in crate::record::folded_by_id(&sql.all(&mut conn).await?)? {
        let id = id.parse().map_err(|why| corrupt("journal", &id, why))?;
        known.records.insert(Key { subject: record.subject(), id }, record);
    }
    Ok(known)
}

/// Those decisions of these meetings whose draft of a paper was dropped, or whose item was taken off its list, before a unit could read
/// of it. Which they are and nothing else: it is asked for them again.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn given_up(db: &Db, meetings: &[Meeting]) -> Result<Vec<DecisionId>> {
    let decisions = || meetings.iter().flat_map(|own| &own.decisions).filter(|own| own.settled.is_none());
    let keys: Vec<Key> = decisions().filter_map(Decision::drafted).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let (mut conn, mut known) = (db.reader().await?, Known::default());
    crate::load::records(&mut conn, &mut known, keys).await?;
    Ok(decisions().filter(|own| own.given_up(&known)).map(|own| own.resolution.id).collect())
}

/// Those of a kind within reach: of the viewer's groups, or in which one of their units has a part.
fn begun(select: &str, subject: Subject, reach: &Reach) -> Sql {
    let name: &str = subject.into();
    let mut sql = Sql::new(select);
    sql.push(" where r.subject = ").bind(name).push(" and ");
    if reach.all {
        sql.push("1 = 1");
        return sql;
    }
    sql.push("(").among("r.book", reach.groups.iter().map(ToString::to_string));
    sql.push(" or r.id in (select id from part where ");
    let units = reach.units.iter().map(ToString::to_string);
    let parts = units.chain(reach.organisations.iter().map(ToString::to_string));
    sql.among("unit_id", parts.collect::<Vec<_>>()).push("))");
    sql
}

fn narrowed(sql: &mut Sql, book: Option<Book>, unit: Option<UnitId>) {
    if let Some(book) = book {
        sql.push(" and r.book = ").bind(book.to_string());
    }
    if let Some(unit) = unit {
        sql.push(" and r.id in (select id from part where unit_id = ").bind(unit.to_string()).push(")");
    }
}

async fn shown(db: &Db, viewer: &Viewer, subject: Subject, sql: Sql) -> Result<Vec<(Key, Record)>> {
    let mut found = Vec::new();
    for row in sql.all(&mut *db.reader().await?).await? {
        let id = row.text(0)?;
        let record = read(subject, &id, &row.text(1)?)?;
        let key = Key { subject, id: id.parse().map_err(|why| corrupt("record", &id, why))? };
        found.extend(record.shown_to(viewer).map(|record| (key, record)));
    }
    Ok(found)
}
