//! Reading records within a viewer's reach: one, or all of a kind in a group or unit. Those in which several units have a
//! part are not given out here, since what one reads of them depends on the person: see `shared.rs`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use domain::act::{Key, Subject};
use domain::kinds::{Book, Day, Name, PersonId, UnitId};
use domain::person::Person;
use domain::record::{Record, fold};
use domain::unit::{Closed, Unit};
use domain::viewer::Reach;
use sqlx::any::AnyRow;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::load::read;
use crate::save::KEPT;
use crate::scope::within;
use crate::sql::{Columns, Sql};

/// The record, if the viewer may know of it. Elsewhere and missing are one answer.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn load(db: &Db, reach: &Reach, key: Key) -> Result<Option<Record>> {
    if key.subject.is_shared() {
        return Ok(None);
    }
    let mut conn = db.reader().await?;
    let subject: &str = key.subject.into();
    let mut sql = Sql::new("select r.id, r.body from record r where r.subject = ");
    sql.bind(subject).push(" and r.id = ").bind(key.id.to_string()).push(" and ");
    within(&mut sql, reach, "r");
    let row = sql.maybe(&mut conn).await?;
    row.map(|row| Ok(read(key.subject, &row.text(0)?, &row.text(1)?)?.read_within(reach))).transpose()
}

/// All records of a kind within reach, of one book and one unit where given.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn all(
    db: &Db,
    reach: &Reach,
    subject: Subject,
    book: Option<Book>,
    unit: Option<UnitId>,
) -> Result<Vec<Record>> {
    if subject.is_shared() {
        return Ok(Vec::new());
    }
    let mut conn = db.reader().await?;
    let name: &str = subject.into();
    let mut sql = Sql::new("select r.id, r.body from record r where r.subject = ");
    sql.bind(name);
    if let Some(book) = book {
        sql.push(" and r.book = ").bind(book.to_string());
    }
    if let Some(unit) = unit {
        sql.push(" and r.unit_id = ").bind(unit.to_string());
    }
    sql.push(" and ");
    within(&mut sql, reach, "r");
    // Put in order here: asked to, SQLite would go through all records of the kind to have them in the order of their ids.
    let mut rows = Vec::new();
    for row in sql.all(&mut conn).await? {
        rows.push((row.text(0)?, row.text(1)?));
    }
    rows.sort_unstable();
    rows.iter().map(|(id, body)| Ok(read(subject, id, body)?.read_within(reach))).collect()
}

/// As [`all`], each as it was at the end of a day: folded again from the journal. For looking back, not for every page.
///
/// # Errors
/// The database; an entry that can't be read.
pub async fn all_on(
    db: &Db,
    reach: &Reach,
    subject: Subject,
    book: Option<Book>,
    unit: Option<UnitId>,
    day: Day,
) -> Result<Vec<Record>> {
    if subject.is_shared() {
        return Ok(Vec::new());
    }
    let mut conn = db.reader().await?;
    let name: &str = subject.into();
    let mut sql = Sql::new("select j.subject_id, j.body from journal j join record r on r.id = j.subject_id");
    sql.push(" where r.subject = ").bind(name);
    if let Some(book) = book {
        sql.push(" and r.book = ").bind(book.to_string());
    }
    if let Some(unit) = unit {
        sql.push(" and r.unit_id = ").bind(unit.to_string());
    }
    sql.push(" and j.recorded_at < ").bind(day.plus(1).start().0).push(" and ");
    within(&mut sql, reach, "r");
    sql.push(" order by j.subject_id, j.recorded_at, j.seq");
    Ok(folded(&sql.all(&mut conn).await?)?.into_iter().map(|own| own.read_within(reach)).collect())
}

/// Entries `(record, body)` in the order of records and then of time, folded: each record as the last of its entries left it.
pub(crate) fn folded(rows: &[AnyRow]) -> Result<Vec<Record>> {
    Ok(folded_by_id(rows)?.into_iter().map(|own| own.1).collect())
}

/// As [`folded`], each with its id.
///
/// # Errors
/// An entry that can't be read.
pub(crate) fn folded_by_id(rows: &[AnyRow]) -> Result<Vec<(String, Record)>> {
    let mut records: Vec<(String, Option<Record>)> = Vec::new();
    for row in rows {
        let id = row.text(0)?;
        let entry = serde_json::from_str(&row.text(1)?).map_err(|why| corrupt("journal", &id, why))?;
        if records.last().is_none_or(|(last, _)| *last != id) {
            records.push((id, None));
        }
        if let Some((_, record)) = records.last_mut() {
            *record = fold(record.take(), &entry);
        }
    }
    Ok(records.into_iter().filter_map(|(id, record)| Some((id, record?))).collect())
}

/// Records of one kind with how often that kind had changed when they were read.
type Aged = (i64, Arc<Vec<Record>>);

/// Kinds that were read whole.
#[derive(Clone, Default, Debug)]
pub(crate) struct Kept(Arc<Mutex<HashMap<Subject, Aged>>>);

/// All records of kinds that seldom change and that pages need whole: units, groups, campaigns, people. In order of ids;
/// read again only when one of a kind changed. The caller decides what of it is shown.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn kept<const N: usize>(db: &Db, kinds: [Subject; N]) -> Result<[Arc<Vec<Record>>; N]> {
    let lock = || db.records.0.lock().unwrap_or_else(PoisonError::into_inner);
    let rows = Sql::new("select subject, times from change").all(&mut *db.reader().await?).await?;
    let mut ages = HashMap::new();
    for row in rows {
        ages.insert(row.text(0)?, row.int(1)?);
    }
    let mut found = [const { None }; N];
    for (place, kind) in found.iter_mut().zip(kinds) {
        let age = ages.get(<&str>::from(kind)).copied().unwrap_or(0);
        let known = lock().get(&kind).filter(|(of, _)| *of == age).map(|(_, records)| Arc::clone(records));
        let everything = Reach { all: true, ..Reach::default() };
        *place = Some(match known {
            Some(records) => records,
            None => {
                let records = Arc::new(all(db, &everything, kind, None, None).await?);
                if KEPT.contains(&kind) {
                    lock().insert(kind, (age, Arc::clone(&records)));
                }
                records
            }
        });
    }
    Ok(found.map(Option::unwrap_or_default))
}

/// The units that are closed today.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn closed(db: &Db) -> Result<Closed> {
    let [all] = kept(db, [Subject::Unit]).await?;
    Ok(Closed::among(all.iter().filter_map(|own| <&Unit>::try_from(own).ok())))
}

/// Those of these records that are within reach, one statement per kind.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn some(db: &Db, reach: &Reach, keys: impl IntoIterator<Item = Key>) -> Result<Vec<(Key, Record)>> {
    let mut wanted: BTreeMap<Subject, BTreeSet<String>> = BTreeMap::new();
    for key in keys.into_iter().filter(|key| !key.subject.is_shared()) {
        wanted.entry(key.subject).or_default().insert(key.id.to_string());
    }
    let mut conn = db.reader().await?;
    let mut found = Vec::new();
    for (subject, ids) in wanted {
        let name: &str = subject.into();
        let mut sql = Sql::new("select r.id, r.body from record r where r.subject = ");
        sql.bind(name).push(" and ").among("r.id", ids).push(" and ");
        within(&mut sql, reach, "r");
        for row in sql.all(&mut conn).await? {
            let id = row.text(0)?;
            let record = read(subject, &id, &row.text(1)?)?.read_within(reach);
            found.push((Key { subject, id: id.parse().map_err(|why| corrupt("record", &id, why))? }, record));
        }
    }
    Ok(found)
}

/// The names of these people, for histories: who did it is part of what was done.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn names(db: &Db, people: impl IntoIterator<Item = PersonId>) -> Result<BTreeMap<PersonId, Name>> {
    let everything = Reach { all: true, ..Reach::default() };
    let keys = people.into_iter().map(|id| Key { subject: Subject::Person, id: id.0 });
    let found = some(db, &everything, keys).await?;
    Ok(found
        .into_iter()
        .filter_map(|(_, record)| Person::try_from(record).ok())
        .map(|own| (own.id, own.name))
        .collect())
}

/// Everybody who holds a role in this unit or one of its organisations; the caller decides what of it is shown.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn staff(db: &Db, unit: UnitId) -> Result<Vec<Person>> {
    let everything = Reach { all: true, ..Reach::default() };
    let people = all(db, &everything, Subject::Person, Some(Book::Office), None).await?;
    let here =
        |person: &Person| person.suspended_at.is_none() && person.roles.iter().any(|role| role.unit() == Some(unit));
    Ok(people.into_iter().filter_map(|record| Person::try_from(record).ok()).filter(here).collect())
}

/// How many people may sign in for each unit or one of its organisations.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn staffing(db: &Db) -> Result<BTreeMap<UnitId, u32>> {
    let mut many: BTreeMap<UnitId, u32> = BTreeMap::new();
    for person in people(db).await?.into_iter().filter(|person| person.suspended_at.is_none()) {
        let units: BTreeSet<UnitId> = person.roles.iter().filter_map(|role| role.unit()).collect();
        units.into_iter().for_each(|unit| *many.entry(unit).or_default() += 1);
    }
    Ok(many)
}

/// What stands above groups (campaigns, groups): every signed-in person may read it.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn office(db: &Db, subject: Subject) -> Result<Vec<Record>> {
    let everything = Reach { all: true, ..Reach::default() };
    all(db, &everything, subject, Some(Book::Office), None).await
}

/// A person by id, for the session; the caller decides what of it is shown.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn person(db: &Db, id: PersonId) -> Result<Option<Person>> {
    let everything = Reach { all: true, ..Reach::default() };
    let record = load(db, &everything, Key { subject: Subject::Person, id: id.0 }).await?;
    Ok(match record {
        Some(Record::Person(person)) => Some(person),
        Some(_) | None => None,
    })
}

/// The person with this login.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn person_by_login(db: &Db, login: &str) -> Result<Option<Person>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select id from taken where name = ");
    sql.bind(format!("login:{login}"));
    let id = sql.maybe(&mut conn).await?.map(|row| row.text(0)).transpose()?;
    drop(conn);
    match id.and_then(|id| id.parse().ok()) {
        Some(id) => person(db, id).await,
        None => Ok(None),
    }
}

/// Everybody who is registered, for the system administrator.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn people(db: &Db) -> Result<Vec<Person>> {
    let records = office(db, Subject::Person).await?;
    let person = |record| if let Record::Person(person) = record { Some(person) } else { None };
    Ok(records.into_iter().filter_map(person).collect())
}
