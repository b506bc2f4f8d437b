//! Records that name another: what leans on an entry of the library, what speaks of an issue. Few pages ask, and of one book
//! only, so bodies are looked through; what a viewer may not read is not given out.

use domain::act::{Key, Subject};
use domain::kinds::Book;
use domain::record::Record;
use domain::viewer::Viewer;
use uuid::Uuid;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql};
use crate::{record, shared};

/// Records of these kinds in a book whose body holds this id, as this viewer reads them: whether it is still named in what
/// they read is the caller's to see.
///
/// # Errors
/// The database; a record that can't be read.
pub async fn naming(db: &Db, viewer: &Viewer, book: Book, kinds: &[Subject], id: Uuid) -> Result<Vec<(Key, Record)>> {
    let mut sql = Sql::new("select r.subject, r.id from record r where ");
    sql.among("r.subject", kinds.iter().map(|kind| <&str>::from(*kind)));
    sql.push(" and r.book = ").bind(book.to_string());
    sql.push(" and r.body like ").bind(format!("%\"{id}\"%"));
    let mut keys = Vec::new();
    for row in sql.all(&mut *db.reader().await?).await? {
        let (subject, id) = (row.text(0)?, row.text(1)?);
        let subject = subject.parse().map_err(|why| corrupt("record", &id, why))?;
        keys.push(Key { subject, id: id.parse().map_err(|why| corrupt("record", &id, why))? });
    }
    let mut found = record::some(db, &viewer.reach(), keys.iter().copied()).await?;
    found.extend(shared::some(db, viewer, keys).await?);
    Ok(found)
}
