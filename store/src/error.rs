//! What can go wrong in the store. A refusal is not an error: the writer answers it as a verdict.

/// Why the store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored text is not what was stored: the database was changed from outside, or this program is older.
    #[error("corrupt {table} {id}: {why}")]
    Corrupt { table: &'static str, id: String, why: String },
    /// A setting or a file that start-up refuses.
    #[error("{0}")]
    Refused(String),
}

pub type Result<T> = std::result::Result<T, Error>;

/// Says where a stored text could not be read.
pub(crate) fn corrupt(table: &'static str, id: impl ToString, why: impl ToString) -> Error {
    Error::Corrupt { table, id: id.to_string(), why: why.to_string() }
}
