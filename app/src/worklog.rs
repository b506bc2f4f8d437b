//! `/worklogs`: a member's log, one day at a time, with what the platform knows was done on it. Everybody writes their own; the
//! lead of the group reads all. Reading is in `worklog/read.rs`.

mod did;
mod page;
pub mod read;
mod write;

pub use page::Page;

use domain::kinds::{Day, PersonId};

/// The page of a day; of the reader themselves where nobody is named.
fn href(day: Day, person: Option<PersonId>) -> String {
    match person {
        None => format!("/worklogs?day={day}"),
        Some(person) => format!("/worklogs?day={day}&person={person}"),
    }
}
