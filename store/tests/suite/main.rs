//! The store on both databases. One binary: linking one for each file took gigabytes and minutes.
// A test may fail loudly anywhere, also in its helpers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

mod asked;
mod bi;
mod common;
mod draw;
mod evaluation;
mod failing;
mod issue;
mod journal;
mod library;
mod lookback;
mod owed;
mod race;
mod reminder;
mod secrecy;
mod shared;
mod sharing;
mod slip;
mod stood;
mod survey;
mod tamper;
mod transfer;
mod unit;
mod visit;
