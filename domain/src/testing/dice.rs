//! Acts by dice: every kind of act there is, with small ids so that they meet, allowed or not. Here are the throws that acts of
//! several kinds need.

mod draw;
mod evaluation;
mod issue;
mod life;
mod office;
mod rhythm;
mod survey;
mod unit;
mod visit;

use uuid::Uuid;

use crate::act::Act;
use crate::cast;
use crate::issue::Category;
use crate::kinds::{Day, Note, OrganisationId, Percent, Text, UnitId};
use crate::strand::Strand;

use super::{id, text};

/// Throws that were made beforehand, used round and round.
pub(crate) struct Dice<'a> {
    pub throws: &'a [u8],
    pub at: usize,
}

impl Dice<'_> {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.at += 1;
        match self.throws.len() {
            0 => 0,
            length => usize::from(self.throws[self.at % length]) % sides,
        }
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(4) > 0).then(|| make(self))
    }

    fn id<T: From<Uuid>>(&mut self, base: u128) -> T {
        id(base + self.roll(3) as u128)
    }

    fn issue<T: From<Uuid>>(&mut self) -> T {
        self.id(0x15_0001)
    }

    fn measure<T: From<Uuid>>(&mut self) -> T {
        self.id(0x3ea_0001)
    }

    fn unit(&mut self) -> UnitId {
        self.pick(&cast::UNITS[..2]).id
    }

    fn organisation(&mut self) -> OrganisationId {
        let unit = cast::UNITS[1 + self.roll(2)];
        unit.organisation(self.roll(6))
    }

    fn note(&mut self) -> Note {
        self.pick(&["短", "已到现场核对，问题仍未解决", "第一党支部", "三日内答复师生诉求，办结后回访一次"].map(text))
    }

    fn name<const MAX: usize>(&mut self) -> Text<MAX> {
        self.pick(&["后勤处", "教务处", "第一党支部"].map(text))
    }

    fn day(&mut self) -> Day {
        super::start().plus(self.roll(120) as i64)
    }

    fn category(&mut self) -> Category {
        self.pick(<Category as strum::VariantArray>::VARIANTS)
    }

    fn visit<T: From<Uuid>>(&mut self) -> T {
        self.id(0x115_0001)
    }

    fn promise<T: From<Uuid>>(&mut self) -> T {
        self.id(0x140_0001)
    }

    fn strand(&mut self) -> Strand {
        self.pick(<Strand as strum::VariantArray>::VARIANTS)
    }

    fn percent(&mut self) -> Percent {
        Percent::try_from(self.roll(101) as u8).unwrap()
    }
}

/// One act of every kind.
pub(crate) fn every_act(dice: &mut Dice) -> Vec<Act> {
    let kinds = [
        office::acts,
        unit::acts,
        draw::acts,
        issue::acts,
        visit::acts,
        evaluation::acts,
        survey::acts,
        rhythm::acts,
        life::acts,
    ];
    kinds.into_iter().flat_map(|of| of(dice)).collect()
}
