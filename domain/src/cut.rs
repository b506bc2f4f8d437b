//! A cut (截面): what everything came to on a day, frozen. The half-time review is one; a later look shows then and now side by
//! side. The numbers are counted by the writer and stand in the entry, so that they remain what was seen that day.

mod items;
pub mod others;
pub mod rows;
pub mod shares;
pub mod standing;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::entry::{Entry, Stamp};
use crate::evaluation::By;
use crate::figure::{Cell, Figure};
use crate::kinds::{Book, CutId, Day, Note, Title, UnitId};
use crate::record::{Facts, Known, Need, Record, must_be_new};
use crate::refusal::{Field, Refusal, must};

pub use others::{AllOthers, Other};
pub use shares::{AllShares, Share, Shares};
pub use standing::{AllStood, Stood};

/// What stands in each cell of the tally.
pub type Cells = BTreeMap<Cell, i64>;
/// The same of a group, and unit by unit. What goes to several units, as a paper does, counts once in the whole and once for each.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    pub whole: Cells,
    pub units: BTreeMap<UnitId, Cells>,
    /// What the tally does not count. A cut from before that was asked has none: it is missing there, not nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<AllShares>,
}

impl Counts {
    /// What else stood at the end of the day, of the group or of one unit. `None` where it was not counted then, or the
    /// unit was not there.
    #[must_use]
    pub fn standing(&self, unit: Option<UnitId>) -> Option<&Stood> {
        let all = self.shares.as_ref()?.standing.as_ref()?;
        match unit {
            Some(unit) => all.units.get(&unit),
            None => Some(&all.whole),
        }
    }

    /// How many of these there are of the group, or of one unit. `None` where it was not counted, or the unit was not there.
    #[must_use]
    pub fn other(&self, other: Other, unit: Option<UnitId>) -> Option<u32> {
        self.shares.as_ref()?.others.as_ref()?.get(other, unit)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.units.is_empty() && self.shares.is_none()
    }

    /// A record enters the cells that it stands in, of the whole and of each unit that has a part in it; or leaves them, with
    /// a `sign` of -1.
    pub fn add(&mut self, record: &Record, sign: i64) {
        let cells = record.cells();
        let of_units = record.parts();
        for unit in of_units.into_iter().filter(|_| !cells.is_empty()) {
            enter(self.units.entry(unit).or_default(), &cells, sign);
        }
        enter(&mut self.whole, &cells, sign);
    }
}

fn enter(own: &mut Cells, cells: &[(Cell, i64)], sign: i64) {
    for (cell, weight) in cells {
        *own.entry(*cell).or_default() += weight * sign;
    }
    own.retain(|_, value| *value != 0);
}

/// The state of one cut. It never changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cut {
    pub id: CutId,
    pub book: Book,
    pub title: Title,
    /// What the group says of it.
    pub words: Option<Note>,
    /// Everything up to the end of this day, or up to the cut itself where it was taken on that day.
    pub day: Day,
    pub taken: By,
    /// Its number in the book. The entry is chained on all before it, and so vouches for them.
    pub seq: i64,
    /// Of every unit that the group had.
    pub counts: Counts,
}

crate::tagged! {
    "Act" by "verb";
    #[derive(Clone, PartialEq, Eq, Debug, strum::IntoStaticStr)]
    #[strum(serialize_all = "snake_case")]
    pub enum Act {
        /// 定格
        Take { cut: CutId, title: Title, day: Day, words: Option<Note> },
    }
}

impl Act {
    #[must_use]
    pub fn cut(&self) -> CutId {
        let Act::Take { cut, .. } = self;
        *cut
    }

    pub(crate) fn needs(&self) -> Vec<Need> {
        let Act::Take { day, .. } = self;
        vec![Need::Counts(*day)]
    }
}

/// # Errors
/// Not the group's lead; a day that has not come; a day or a title of which there is a cut already.
pub fn check(cut: Option<&Cut>, act: &Act, facts: &Facts) -> Result<Stamp, Refusal> {
    let Act::Take { title, day, .. } = act;
    must(facts.viewer.sees(facts.book, None, None), Refusal::NotFound)?;
    facts.viewer.must_lead_group(facts.book)?;
    must_be_new(cut)?;
    must(*day <= facts.now.day(), Refusal::TooLate { field: Field::Day })?;
    let others = || facts.known.cuts().filter(|own| own.book == facts.book);
    must(!others().any(|own| own.day == *day), Refusal::Taken { field: Field::Day })?;
    must(!others().any(|own| own.title == *title), Refusal::Taken { field: Field::Title })?;
    let mut counts = facts.known.counts.get(&(facts.book, *day)).cloned().unwrap_or_default();
    // Those of a day that the book has left behind are there already (`Known::recount`). Else what came before in the
    // same batch is in it.
    if counts.shares.is_none() && !counts.is_empty() {
        counts.shares = Some(AllShares::of(&counts, facts.known, facts.book, *day));
    }
    Ok(Stamp { counts, ..Stamp::default() })
}

#[must_use]
pub fn fold(cut: Option<Cut>, act: &Act, entry: &Entry) -> Option<Cut> {
    let Act::Take { cut: id, title, day, words } = act;
    Some(cut.unwrap_or_else(|| Cut {
        id: *id,
        book: entry.book,
        title: title.clone(),
        words: words.clone(),
        day: *day,
        taken: By { person: entry.by, at: entry.recorded_at },
        seq: entry.seq,
        counts: entry.stamp.counts.clone(),
    }))
}

/// What a figure comes to in these cells.
#[must_use]
pub fn figure(figure: Figure, cells: &Cells) -> i64 {
    cells.iter().filter(|(cell, _)| figure.counts(**cell)).map(|(_, value)| value).sum()
}

impl Known {
    fn cuts(&self) -> impl Iterator<Item = &Cut> {
        self.records.values().filter_map(|record| if let Record::Cut(own) = record { Some(&**own) } else { None })
    }
}

#[cfg(test)]
mod tests;
