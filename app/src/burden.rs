//! `/burden`: what each unit was asked for in a month, in requests, papers and fields, and how much of it was here already.
//! Counted by `domain::burden`; a unit sees its own.

mod known;
mod page;
pub mod read;
mod watch;

pub use known::KnownNote;
pub use page::Page;
pub use watch::{Watch, Watched, Watching};
