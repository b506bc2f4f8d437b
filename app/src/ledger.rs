//! Importing a unit's own ledger: choose, look at what would happen row by row, then send it as acts.

pub mod plan;
