//! Reads the spreadsheets of problems (整改台账) that units keep: bytes → sheets → rows ready to become
//! issues, and back. Knows spreadsheets and words, no rule, no SQL, no page; the server, the command line
//! and tests of arbitrary bytes use it alike.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let ledger = ledger::read(&std::fs::read("ledger.xlsx")?, &ledger::Options::in_year(2023))?;
//! for row in &ledger.rows {
//!     println!("{:?} {}", row.number, row.title);
//! }
//! std::fs::write("refused.xlsx", ledger::refused::file(&ledger)?)?;
//! # Ok(())
//! # }
//! ```

mod book;
pub mod date;
mod draft;
mod error;
pub mod export;
mod field;
pub mod grid;
mod header;
mod kind;
mod ledger;
pub mod limits;
mod measure;
pub mod number;
pub mod refused;
mod row;
mod sort;
mod text;

pub use book::Book;
pub use date::Due;
pub use error::{Error, Size};
pub use field::Field;
pub use header::Mapping;
pub use kind::{Category, Origin, Progress, UnknownWord};
pub use ledger::{Ledger, Options, read};
pub use row::{Reason, Refused, Row, Skip, Skipped};
