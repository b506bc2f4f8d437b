//! Visits: the list, the page of one, the form that records one on the spot. Reading is in `visit/read.rs`.

mod bar;
mod checklist;
pub(crate) mod compare;
mod detail;
mod draft;
mod fields;
mod form;
mod forms;
mod happened;
pub(crate) mod list;
pub(crate) mod mend;
mod new;
mod notes;
mod position;
pub mod query;
mod raise;
pub mod read;
mod room;
pub(crate) mod send;
mod sentence;
#[cfg(feature = "ssr")]
pub(crate) mod serve;
mod told;
pub(crate) mod typed;
mod waiting;
pub mod words;

pub use detail::DetailPage;
pub use list::ListPage;
pub use new::NewPage;
