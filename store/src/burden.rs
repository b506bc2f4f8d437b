//! What the burden meter is counted from: everything that asks units for something, as this viewer may read it.

use domain::act::Subject;
use domain::kinds::{Book, UnitId};
use domain::record::Record;
use domain::viewer::Viewer;

use crate::db::Db;
use crate::error::Result;
use crate::{record, shared};

/// Of one book, or of one unit of it.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn records(db: &Db, viewer: &Viewer, book: Book, unit: Option<UnitId>) -> Result<Vec<Record>> {
    let mut all = record::all(db, &viewer.reach(), Subject::Lookback, Some(book), unit).await?;
    for subject in [Subject::Notice, Subject::Worklist, Subject::Deployment, Subject::Evaluation] {
        all.extend(shared::list::<Record>(db, viewer, subject, Some(book), unit).await?);
    }
    Ok(all)
}
