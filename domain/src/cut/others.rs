//! What else the records of a day come to, as plain numbers: items of weekly lists by how they stand (`items.rs`), outcomes
//! told, meetings held, draws made and the like. Of each unit and of the group: what goes to several units counts once in the
//! whole and once for each, what the group does for itself in the whole alone. Never how it studies and lives (自身建设).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use super::{Counts, items};
use crate::act::Key;
use crate::kinds::{Book, ItemId, UnitId};
use crate::meeting::{Meeting, Series};
use crate::outcome::Outcome;
use crate::record::{Known, Record};

/// One of the numbers.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Other {
    /// 清单事项: what stands on the weekly lists that were issued, each on the last that holds it.
    Items,
    /// 已办结: of those, what the group ticked and what is over where it came from.
    ItemsDone,
    /// 已答复: of those, what the unit says is done and the group has not ticked.
    ItemsAnswered,
    /// 待办: the rest of them.
    ItemsOpen,
    /// 结转: of what is answered and open, what stood on a list before.
    ItemsCarried,
    /// 成果, not taken down.
    Outcomes,
    /// 经验: of those, the ones with a lesson that is published.
    Lessons,
    /// 组内周例会, closed.
    WeeklyMeetings,
    /// 单位月调度会, closed.
    DispatchMeetings,
    /// 随机抽取, drawn and not abandoned.
    Draws,
    /// 三个同步: matters that were not withdrawn.
    Deployments,
    /// 回头看: months that are locked.
    Lookbacks,
    /// 整改评估: rounds that are published.
    Rounds,
    /// 满意度测评, closed.
    Surveys,
    /// 指导尺度, in force.
    Standards,
}

/// So many of each.
pub type Others = BTreeMap<Other, u32>;

/// Of a group, and unit by unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct AllOthers {
    /// Those of which there are none among them: what is not there was not counted.
    pub whole: Others,
    /// Only those of which there are some.
    pub units: BTreeMap<UnitId, Others>,
}

/// One thing that counts: a record, or an item of a weekly list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    pub record: Key,
    pub item: Option<ItemId>,
    /// Whose it is; nobody's is the group's own.
    pub units: Vec<UnitId>,
    /// As which it counts.
    pub counts: Vec<Other>,
}

impl Other {
    /// Do units have such, or only the group?
    #[must_use]
    pub fn of_units(self) -> bool {
        match self {
            Other::WeeklyMeetings | Other::Standards => false,
            Other::Items
            | Other::ItemsDone
            | Other::ItemsAnswered
            | Other::ItemsOpen
            | Other::ItemsCarried
            | Other::Outcomes
            | Other::Lessons
            | Other::DispatchMeetings
            | Other::Draws
            | Other::Deployments
            | Other::Lookbacks
            | Other::Rounds
            | Other::Surveys => true,
        }
    }
}

impl AllOthers {
    /// How many there are of the group, or of one unit. `None` where it was not counted, or the unit was not there.
    #[must_use]
    pub fn get(&self, other: Other, unit: Option<UnitId>) -> Option<u32> {
        let whole = *self.whole.get(&other)?;
        match unit {
            Some(unit) => Some(self.units.get(&unit)?.get(&other).copied().unwrap_or(0)),
            None => Some(whole),
        }
    }

    /// Of the units that these counts are of. `known` holds the records of their book as they were by the end of the day.
    pub(super) fn of(counts: &Counts, known: &Known, book: Book) -> AllOthers {
        let whole = Other::VARIANTS.iter().map(|own| (*own, 0)).collect();
        let units = counts.units.keys().map(|unit| (*unit, Others::new())).collect();
        let mut all = AllOthers { whole, units };
        for piece in pieces(known, book) {
            for other in &piece.counts {
                all.add(*other, &piece.units);
            }
        }
        all
    }

    fn add(&mut self, other: Other, units: &[UnitId]) {
        *self.whole.entry(other).or_default() += 1;
        for unit in units {
            if let Some(own) = self.units.get_mut(unit) {
                *own.entry(other).or_default() += 1;
            }
        }
    }
}

/// Everything of a book that counts.
pub(super) fn pieces(known: &Known, book: Book) -> Vec<Piece> {
    let records = known.records.iter().filter_map(|(key, record)| piece(*key, record, book));
    records.chain(items::pieces(known, book)).collect()
}

fn piece(key: Key, record: &Record, book: Book) -> Option<Piece> {
    let (_, counts) = counted(record).filter(|(home, counts)| *home == book && !counts.is_empty())?;
    // decisions for other units make a meeting none of theirs
    let units =
        if let Record::Meeting(own) = record { own.plan.series.unit().into_iter().collect() } else { record.parts() };
    Some(Piece { record: key, item: None, units, counts })
}

/// As what a record counts, and in which book. Not what stands in the cells of the tally and in the shares (a weekly list
/// counts by its items), not that with which the work is done, and not the group's own life.
fn counted(record: &Record) -> Option<(Book, Vec<Other>)> {
    match record {
        Record::Outcome(own) => Some((own.book, outcome(own))),
        Record::Meeting(own) => Some((own.book, meeting(own))),
        Record::Draw(own) => Some((own.book, one(Other::Draws, own.state() == "drawn"))),
        Record::Deployment(own) => Some((own.book, one(Other::Deployments, own.withdrawn.is_none()))),
        Record::Lookback(own) => Some((own.book, one(Other::Lookbacks, own.locked().is_some()))),
        Record::Evaluation(own) => Some((own.book, one(Other::Rounds, own.state() == "published"))),
        Record::Survey(own) => Some((own.book, one(Other::Surveys, own.state() == "closed"))),
        Record::Standard(own) => Some((own.book, one(Other::Standards, own.retired.is_none()))),
        Record::Unit(_)
        | Record::Carrier(_)
        | Record::Issue(_)
        | Record::Report(_)
        | Record::Rule(_)
        | Record::Visit(_)
        | Record::Notice(_)
        | Record::Worklist(_)
        | Record::Campaign(_)
        | Record::Group(_)
        | Record::Person(_)
        | Record::Policy(_)
        | Record::Template(_)
        | Record::Cut(_)
        | Record::Study(_)
        | Record::Worklog(_) => None,
    }
}

fn one(other: Other, counts: bool) -> Vec<Other> {
    if counts { vec![other] } else { Vec::new() }
}

fn outcome(own: &Outcome) -> Vec<Other> {
    match (&own.dropped, &own.lesson) {
        (Some(_), _) => Vec::new(),
        (None, None) => vec![Other::Outcomes],
        (None, Some(_)) => vec![Other::Outcomes, Other::Lessons],
    }
}

fn meeting(own: &Meeting) -> Vec<Other> {
    let other = match own.plan.series {
        Series::Weekly => Other::WeeklyMeetings,
        Series::Dispatch { .. } => Other::DispatchMeetings,
    };
    one(other, own.state() == "closed")
}
