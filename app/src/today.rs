//! `/today`: where everybody's day begins: what is asked of the reader now, the most pressing first, and what comes next. Made
//! of the same matters as the box, whatever the reader wants to be reminded of; for administrators of what their own part asks (`today/duty.rs`).

pub mod duty;
mod next;
mod page;
pub mod read;

pub use page::Page;
