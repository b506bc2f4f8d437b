//! The head row of a book: its lock, and where the next entry is chained on.

use domain::entry::GENESIS;
use domain::kinds::{Book, Time};
use sqlx::AnyConnection;

use crate::error::Result;
use crate::sql::{Columns, Sql, Value};

/// Where a book stands.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub seq: i64,
    pub hash: String,
    pub recorded_at: Time,
}

/// Locks a book for this transaction. A book that has no entry yet has no row and nothing to lock.
pub(super) async fn lock(conn: &mut AnyConnection, book: Book) -> Result<Head> {
    let mut sql = Sql::new("update book set head_seq = head_seq where id = ");
    sql.bind(book.to_string()).push(" returning head_seq, head_hash, recorded_at");
    match sql.maybe(conn).await? {
        Some(row) => Ok(Head { seq: row.int(0)?, hash: row.text(1)?, recorded_at: Time(row.int(2)?) }),
        None => Ok(Head { seq: 0, hash: GENESIS.to_owned(), recorded_at: Time(0) }),
    }
}

pub(super) async fn save(conn: &mut AnyConnection, book: Book, head: &Head) -> Result<()> {
    let mut sql = Sql::new("insert into book (id, head_seq, head_hash, recorded_at) values ");
    sql.list([Value::from(book.to_string()), head.seq.into(), head.hash.clone().into(), head.recorded_at.0.into()]);
    sql.push(
        " on conflict (id) do update set head_seq = excluded.head_seq, head_hash = excluded.head_hash, \
              recorded_at = excluded.recorded_at",
    );
    sql.run(conn).await.map(|_| ())
}
