//! The rules of the guidance work: what may be done, by whom, and what it changes.
//! No I/O, no clock, no randomness, no async: the same code decides in the browser and under the writer.

pub mod act;
pub mod asks;
pub mod burden;
pub mod calendar;
pub mod campaign;
pub mod carrier;
pub mod cases;
pub mod cast;
pub mod cut;
pub mod deployment;
pub mod draw;
pub mod due;
pub mod entry;
pub mod evaluation;
pub mod figure;
pub mod group;
pub mod issue;
pub mod kinds;
pub mod lookback;
pub mod meeting;
pub mod notice;
pub mod outbox;
pub mod outcome;
pub mod owed;
pub mod person;
pub mod policy;
pub mod private;
pub mod record;
pub mod refusal;
pub mod reminder;
pub mod report;
pub mod rule;
pub mod score;
pub mod standard;
pub mod strand;
pub mod study;
pub mod survey;
pub mod template;
#[cfg(test)]
mod testing;
pub mod unit;
pub mod viewer;
pub mod visit;
pub mod wire;
pub mod worklist;
pub mod worklog;
