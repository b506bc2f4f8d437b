//! The only crate that knows SQL: the journal and its writer, the records folded from it, lists and counts.

pub mod archive;
pub mod asked;
pub mod ballot;
mod batch;
pub mod burden;
pub mod campaign;
pub mod credential;
pub mod cut;
pub mod db;
pub mod error;
pub mod file;
pub mod issue;
pub mod journal;
pub mod lesson;
mod load;
pub mod moved;
pub mod naming;
pub mod owed;
pub mod private;
pub mod rebuild;
pub mod record;
pub mod reminder;
mod save;
pub mod scope;
pub mod seal;
pub mod session;
pub mod shared;
mod sql;
pub mod standard;
pub mod strand;
pub mod tail;
mod taken;
pub mod tally;
pub mod verify;
mod version;
pub mod visit;
pub mod writer;

pub use db::Db;
pub use error::{Error, Result};
pub use load::at_hand;
pub use writer::Writer;

/// Reads what pages keep in memory, so that the first of them does not wait for it.
///
/// # Errors
/// The database.
pub async fn warm(db: &Db) -> Result<()> {
    use domain::act::Subject;
    record::kept(db, [Subject::Unit, Subject::Group, Subject::Campaign, Subject::Person]).await?;
    let everything = domain::viewer::Reach { all: true, ..Default::default() };
    issue::count(db, &everything, &Default::default(), domain::kinds::Day::from_number(0)).await?;
    let heads = journal::heads(db).await?;
    tally::kept(db, tally::Scope::All, heads.iter().map(|head| head.seq).sum()).await?;
    for head in heads {
        tally::kept(db, tally::Scope::Group(head.book), head.seq).await?;
    }
    Ok(())
}
