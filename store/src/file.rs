//! Which files are stored, by the hash of what was sent. What is kept of it lies in the data directory, by its own hash.

use domain::issue::Hash;
use domain::kinds::Time;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::sql::{Columns, Sql, Value};
use crate::writer::finish;

/// A stored file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Of what was sent: the name by which acts know it.
    pub hash: Hash,
    /// Of what is stored of it.
    pub stored: Hash,
    /// Bytes, as stored.
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
        let mut sql = Sql::new("insert into file (hash, stored, size, media, stored_at) values ");
        let stored = Value::Text((file.stored != file.hash).then(|| file.stored.to_string()));
        sql.list([file.hash.to_string().into(), stored, file.size.into(), file.media.into(), now.0.into()]);
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
    let mut sql = Sql::new("select size, media, coalesce(stored, hash) from file where hash = ");
    sql.bind(hash.to_string());
    let row = sql.maybe(&mut conn).await?;
    row.map(|row| {
        let stored = Hash::parse(&row.text(2)?).map_err(|_| corrupt("file", hash.as_str(), "not a hash"))?;
        Ok(File { hash: hash.clone(), stored, size: row.int(0)?, media: row.text(1)? })
    })
    .transpose()
}

/// What lies in the data directory: the hash of each stored file.
///
/// # Errors
/// The database.
pub async fn stored(db: &Db) -> Result<Vec<String>> {
    let mut conn = db.reader().await?;
    let rows = Sql::new("select distinct coalesce(stored, hash) from file order by 1").all(&mut conn).await?;
    rows.iter().map(|row| row.text(0)).collect()
}
