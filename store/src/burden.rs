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
    let mut all = Vec::new();
    let own = [Subject::Unit, Subject::Carrier, Subject::Report];
    for subject in own.into_iter().chain([Subject::Lookback, Subject::Issue, Subject::Visit]) {
        all.extend(record::all(db, &viewer.reach(), subject, Some(book), unit).await?);
    }
    let shared = [Subject::Notice, Subject::Worklist, Subject::Meeting, Subject::Deployment, Subject::Evaluation];
    for subject in shared {
        all.extend(shared::list::<Record>(db, viewer, subject, Some(book), unit).await?);
    }
    Ok(all)
}
