//! Visits: the list, the page of one, the form that records one on the spot. Reading is in `visit/read.rs`.

pub mod bar;
mod list;
pub mod query;
pub mod read;
pub mod words;

pub use list::ListPage;
