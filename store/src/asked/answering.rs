//! Who of a group answers for its units, as they stand now.

use domain::act::Subject;
use domain::kinds::Book;
use domain::reminder::Answering;
use domain::unit::Unit;
use domain::viewer::Reach;

use super::all;
use crate::db::Db;
use crate::error::Result;
use crate::record;

/// # Errors
/// The database; a record that can't be read.
pub async fn answering(db: &Db, book: Book) -> Result<Answering> {
    let everything = Reach { all: true, ..Reach::default() };
    let units: Vec<Unit> = all(db, &everything, Subject::Unit, book, None).await?;
    if units.iter().all(|own| own.members.is_empty()) {
        return Ok(Answering::default());
    }
    Ok(Answering::of(&units, &record::people(db).await?))
}
