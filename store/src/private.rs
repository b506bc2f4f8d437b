//! Private texts in rows of their own, outside the journal that only commits to them. Whoever reads them here has
//! fetched their record through the viewer's reach before, and decides whether this viewer may read these words.

use std::collections::BTreeMap;

use domain::act::Key;
use domain::entry::Entry;
use domain::kinds::Time;
use domain::private::{Commitment, Private};
use sqlx::AnyConnection;

use crate::db::Db;
use crate::error::{Result, corrupt};
use crate::save::insert;
use crate::sql::{Columns, Sql, Value};
use crate::verify::Fault;

/// Rows read at a time.
const CHUNK: i64 = 500;

/// A text on its way into its row.
pub(crate) struct Kept {
    row: Vec<Value>,
}

impl Kept {
    pub fn of(commitment: Commitment, entry: &Entry, own: &Private) -> Kept {
        let row = vec![
            String::from(commitment).into(),
            entry.book.to_string().into(),
            entry.seq.into(),
            entry.act.key().id.to_string().into(),
            own.salt.as_str().into(),
            own.text.as_str().into(),
        ];
        Kept { row }
    }
}

/// What a batch keeps and erases.
#[derive(Default)]
pub(crate) struct Changes {
    pub kept: Vec<Kept>,
    pub erased: Vec<(String, Time)>,
}

impl Changes {
    pub async fn save(self, conn: &mut AnyConnection) -> Result<()> {
        let into = "insert into private (hash, book, seq, subject_id, salt, body)";
        insert(conn, into, "", self.kept.into_iter().map(|kept| kept.row).collect()).await?;
        for (hash, at) in self.erased {
            let mut sql = Sql::new("update private set salt = null, body = null, erased_at = ");
            sql.bind(at.0).push(" where hash = ").bind(hash);
            sql.run(conn).await?;
        }
        Ok(())
    }
}

/// The private texts of one record that are not erased, by their commitment.
///
/// # Errors
/// The database.
pub async fn of(db: &Db, key: Key) -> Result<BTreeMap<Commitment, Private>> {
    let mut conn = db.reader().await?;
    let mut sql = Sql::new("select hash, salt, body from private where erased_at is null and subject_id = ");
    sql.bind(key.id.to_string());
    let mut found = BTreeMap::new();
    for row in sql.all(&mut conn).await? {
        let hash = row.text(0)?;
        let commitment = Commitment::parse(&hash).map_err(|why| corrupt("private", &hash, why))?;
        found.insert(commitment, Private { salt: row.text(1)?, text: row.text(2)? });
    }
    Ok(found)
}

/// The first entry, in the order of books and numbers, whose words are others than it commits to.
pub(crate) async fn fault(db: &Db) -> Result<Option<Fault>> {
    let mut conn = db.reader().await?;
    let mut from = 0;
    loop {
        let mut sql = Sql::new("select hash, book, seq, salt, body from private where erased_at is null");
        sql.push(&format!(" order by book, seq, hash limit {CHUNK} offset ")).bind(from);
        let rows = sql.all(&mut conn).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        for row in &rows {
            let own = row.maybe_text(3)?.zip(row.maybe_text(4)?).map(|(salt, text)| Private { salt, text });
            let commitment = own.and_then(|own| own.commitment().ok());
            if commitment.map(String::from) != Some(row.text(0)?) {
                let why = "its private text is another than it commits to";
                return Ok(Some(Fault { book: row.text(1)?, seq: row.int(2)?, why }));
            }
        }
        from += CHUNK;
    }
}
