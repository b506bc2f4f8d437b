//! The demo campaign: a seeded story of ordinary acts that anyone could have done, and the run that proposes them.
//! The figures of the report come out by counting what the acts made; none is written down here.

mod chance;
mod course;
mod crew;
mod curve;
mod deed;
mod deployment;
mod draw;
mod drawn;
mod evaluation;
mod file;
mod frame;
mod life;
mod lookback;
mod matter;
mod meeting;
mod names;
mod notice;
mod office;
mod owed;
mod proof;
mod run;
mod schedule;
mod script;
mod star;
mod survey;
mod telling;
mod text;
mod worklist;

pub use file::File;
pub use run::{Error, Summary, run};
pub use script::{Script, Step, script};

use domain::kinds::Day;

/// The last day on which something is recorded, at 16:40: Friday of week 15.
#[must_use]
pub fn today() -> Day {
    curve::day(curve::LAST)
}
