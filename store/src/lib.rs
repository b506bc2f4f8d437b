//! The only crate that knows SQL: the journal and its writer, the records folded from it, lists and counts.

pub mod archive;
mod batch;
pub mod credential;
pub mod db;
pub mod error;
pub mod file;
pub mod issue;
pub mod journal;
mod load;
pub mod rebuild;
pub mod record;
mod save;
pub mod scope;
pub mod session;
mod sql;
pub mod tail;
pub mod tally;
pub mod verify;
pub mod writer;

pub use db::Db;
pub use error::{Error, Result};
pub use writer::Writer;
