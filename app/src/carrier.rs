//! Carriers (实践载体): the list and the page of one, with its milestones, its progress and its history.
//! Reading is in `carrier/read.rs`, the forms in `carrier/forms.rs` and `carrier/milestones.rs`.

mod detail;
mod forms;
mod list;
mod milestones;
pub mod read;

pub use detail::Page as DetailPage;
pub use forms::Start;
pub use list::{Page as ListPage, made};
