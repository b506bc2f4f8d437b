//! The whole server over real HTTP. One binary: linking one for each file took gigabytes and minutes.
// A test may fail loudly anywhere, also in its helpers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it should be"
)]

mod admin;
mod answering;
mod backup;
mod bag;
mod binary;
mod case;
mod command;
mod common;
mod compared;
mod cut;
mod deployment;
mod draw;
mod evaluation;
mod file;
mod groups;
mod hostile;
mod import;
mod kill;
mod ledger;
mod line;
mod listener;
mod live;
mod lookback;
mod matrix;
mod meeting;
mod nodes;
mod notify;
mod quote;
mod roles;
mod secrecy;
mod signin;
mod survey;
mod template;
mod timeline;
mod today;
mod worklist;
