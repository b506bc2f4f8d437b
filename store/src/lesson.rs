//! Lessons: what other units may read of an outcome. Nothing leaves here but the words of the lesson and its day; not even the
//! id of the outcome, by which whose it is could be found out; and none in which a name has come to stand since.

use domain::act::{Key, Subject};
use domain::kinds::Day;
use domain::outcome::{Lesson, Outcome, names};
use domain::record::{Known, Record};
use domain::viewer::{Reach, Role, Viewer};

use crate::db::Db;
use crate::error::Result;
use crate::record;

/// The published lessons of all groups, the newest first; for everybody who takes part in a campaign.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn all(db: &Db, viewer: &Viewer) -> Result<Vec<(Day, Lesson)>> {
    if !viewer.roles.iter().any(|role| !matches!(role, Role::Admin { .. })) {
        return Ok(Vec::new());
    }
    let everything = Reach { all: true, ..Reach::default() };
    let records = record::all(db, &everything, Subject::Outcome, None, None).await?;
    let outcomes = records.into_iter().filter_map(|own| Box::<Outcome>::try_from(own).ok());
    let published: Vec<_> = outcomes.filter(|own| own.dropped.is_none() && own.lesson.is_some()).collect();
    // names change, also after a lesson was published that said none
    let keys: Vec<Key> = published.iter().flat_map(|own| own.whose()).collect();
    let mut known = Known::default();
    known.records.extend(record::some(db, &everything, keys).await?);
    let people = record::people(db).await?.into_iter();
    known.records.extend(people.map(|own| (Key { subject: Subject::Person, id: own.id.0 }, Record::Person(own))));
    let mut lessons: Vec<_> = published
        .into_iter()
        .filter(|own| own.public().is_some_and(|lesson| names(own, lesson, &known).next().is_none()))
        .filter_map(|own| own.lesson.map(|(lesson, by)| (by.at.day(), lesson)))
        .collect();
    lessons.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.title.cmp(&other.1.title)));
    Ok(lessons)
}
