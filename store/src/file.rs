//! Which files are stored, by the hash of their bytes. The bytes themselves lie in the data directory.

use domain::issue::Hash;
use domain::kinds::Time;

use crate::db::Db;
use crate::error::Result;
use crate::sql::{Columns, Sql};
use crate::writer::finish;

/// A stored file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    pub hash: Hash,
    /// Bytes.
    pub size: i64,
    /// The checked media type, as `image/png`.
    pub media: String,
}

/// Notes that the bytes are stored; the same file twice is one.
///
/// # Errors
/// The database.
pub async fn keep(db: &Db, file: File, now: Time) -> Result<()> {
    let db = db.clone();
    // Spawned, so that a dropped request leaves no transaction half done.
    let task = tokio::spawn(async move {
        let mut conn = db.writer().await?;
        db.begin(&mut conn).await?;
        let mut sql = Sql::new("insert into file (hash, size, media, stored_at) values ");
        sql.list([crate::sql::Value::from(file.hash.to_string()), file.size.into(), file.media.into(), now.0.into()]);
        sql.push(" on conflict (hash) do nothing");
        let done = sql.run(&mut conn).await.map(|_| ());
        finish(conn, done).await
    });
    task.await.map_err(|why| crate::Error::Refused(why.to_string()))?
}

/// The stored file with this hash.
///
/// # Errors
/// The database.
pub async fn load(db: &Db, hash: &Hash) -> Result<Option<File>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select size, media from file where hash = ");
    sql.bind(hash.to_string());
    let row = sql.maybe(&mut conn).await?;
    row.map(|row| Ok(File { hash: hash.clone(), size: row.int(0)?, media: row.text(1)? })).transpose()
}
