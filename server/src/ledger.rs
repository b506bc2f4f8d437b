//! Importing and exporting ledgers: file → rows (crate `ledger`) → plan → acts. Decides nothing by itself: every planned
//! act is asked of the rules, and the writer asks them again.

pub mod export;
mod identity;
pub mod parts;
pub mod plan;
pub mod read;
pub mod refused;
pub mod route;
pub mod said;
