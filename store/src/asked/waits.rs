//! Rounds and draws that wait for a unit: one answer for its own page, the first screens of its people and their boxes.

use domain::draw::Draw;
use domain::evaluation::Evaluation;
use domain::kinds::{Book, Day, PersonId, UnitId};
use domain::reminder::{self, Matter};
use domain::viewer::{Reach, Viewer};

use super::{draws, rounds};
use crate::db::Db;
use crate::error::Result;

/// The records that can wait. An organisation has no part in any.
#[derive(Clone, Default, Debug)]
pub(super) struct Waits {
    rounds: Vec<Evaluation>,
    draws: Vec<Draw>,
}

impl Waits {
    /// Rounds as `staff` of the unit reads them.
    ///
    /// # Errors
    /// The database; a record that can't be read.
    pub(super) async fn read(db: &Db, staff: &Viewer, reach: &Reach, (book, unit): (Book, UnitId)) -> Result<Waits> {
        Ok(Waits {
            rounds: rounds(db, staff, book, Some(unit)).await?,
            draws: draws(db, reach, book, Some(unit)).await?,
        })
    }

    /// What waits for the unit now; of draws, what waits for one of these people.
    pub(super) fn matters(&self, unit: UnitId, people: &[PersonId], today: Day) -> Vec<Matter> {
        let mut matters = reminder::self_scores(&self.rounds, unit);
        matters.extend(reminder::published(&self.rounds, unit, today));
        matters.extend(self.draws.iter().filter_map(|draw| Matter::in_hand(draw, people)));
        matters
    }
}
