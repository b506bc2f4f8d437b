//! `/today`: where everybody's day begins: what is asked of the reader now, the most pressing first, and what comes next. Made
//! of the same matters as the box, whatever the reader wants to be reminded of.

mod next;
mod page;
pub mod read;

pub use page::Page;
