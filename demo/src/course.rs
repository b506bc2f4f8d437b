//! The course of one issue, day by day, from found to where it gets.

mod turn;
mod work;

use domain::kinds::Time;

use crate::chance::Chance;
use crate::curve::{LAST, LAST_MINUTE, Since, at, minute_of, since};
use crate::deed::{Deed, measures};
use crate::matter::Matter;
use crate::star::Turn;

/// Walks through the days of one issue; never back.
struct Walk<'a> {
    matter: &'a Matter,
    at: Time,
    deeds: Vec<(Time, Deed)>,
    chance: &'a mut Chance,
    reports: u8,
    comments: u8,
    measures: u8,
    finished: u8,
    /// Fewer words: of further groups, there is no telling, only mass.
    lean: bool,
}

/// The course of a matter; `into` is where a merged one goes.
pub(crate) fn course(matter: &Matter, into: Option<usize>, lean: bool, chance: &mut Chance) -> Vec<(Time, Deed)> {
    let measures = measures(matter);
    let (at, deeds) = (matter.found, Vec::new());
    let mut walk = Walk { matter, at, deeds, chance, reports: 0, comments: 0, measures, finished: 0, lean };
    walk.act(Deed::Find);
    match matter.star.map(|star| (star.turn, star.last)) {
        Some((Turn::Told, _)) => walk.told(),
        Some((Turn::Stagnant, last)) => walk.stagnant(last),
        Some((Turn::Returned, last)) => walk.returned(last),
        Some((Turn::NoProof, last)) => walk.without_proof(last),
        Some((Turn::Plain | Turn::Relapsed, _)) | None => walk.plain(into),
    }
    walk.deeds
}

impl Walk<'_> {
    fn day(&self) -> Since {
        since(self.at.day())
    }

    fn act(&mut self, deed: Deed) {
        self.deeds.push((self.at, deed));
    }

    /// To some hour of this day; if it is today already, a few minutes on.
    fn to(&mut self, day: Since) {
        let day = day.min(LAST);
        if day > self.day() {
            let span = if day == LAST { 260 } else { 440 };
            self.at = at(day, 8 * 60 + 45 + self.chance.between(0, span));
        } else {
            self.later(4, 25);
        }
    }

    fn later(&mut self, from: i64, to: i64) {
        let minute = minute_of(self.at) + self.chance.between(from, to);
        let last = if self.day() == LAST { LAST_MINUTE - 5 } else { 23 * 60 };
        self.at = at(self.day(), minute.min(last).max(minute_of(self.at)));
    }
}
