//! Importing and exporting ledgers: file → rows (crate `ledger`) → plan → acts. Decides nothing by itself: every planned
//! act is asked of the rules, and the writer asks them again.

mod identity;
pub mod plan;
pub mod read;
pub mod said;
