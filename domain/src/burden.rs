//! The burden meter: what was asked of a unit, in requests, papers and fields, and how many of the fields were filled from
//! records that are here already. What was withdrawn afterwards was asked all the same: it counts, and is shown as withdrawn. Counted from
//! the records, never stored, and never a reproach to a unit.

mod case;
mod counted;
mod own;

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::act::{Key, Subject};
use crate::deployment::{Deployment, Step};
use crate::evaluation::Evaluation;
use crate::kinds::{Day, Month, UnitId};
use crate::lookback::Lookback;
use crate::notice::{Content, Notice};
use crate::record::Record;
use crate::template::tree::Method;
use crate::worklist::{Source, Task, Worklist};

pub use counted::{Counted, asked_for};

/// One request to one unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// The record that asks.
    pub key: Key,
    pub title: String,
    pub on: Day,
    /// Is it a paper, with number and receipt?
    pub paper: bool,
    /// Things that have to be said in all, and how many of them were there already.
    pub fields: u32,
    pub filled: u32,
    /// All of it was taken back afterwards.
    pub withdrawn: bool,
}

/// Requests together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Load {
    pub requests: u32,
    pub papers: u32,
    pub fields: u32,
    pub filled: u32,
    /// Those of the requests that were taken back afterwards.
    pub withdrawn: u32,
}

impl Load {
    /// Those of one month.
    #[must_use]
    pub fn of(asked: &[Asked], month: Month) -> Load {
        asked.iter().filter(|own| month.has(own.on)).fold(Load::default(), |sum, own| Load {
            requests: sum.requests + 1,
            papers: sum.papers + u32::from(own.paper),
            fields: sum.fields + own.fields,
            filled: sum.filled + own.filled,
            withdrawn: sum.withdrawn + u32::from(own.withdrawn),
        })
    }

    /// What was left to the unit.
    #[must_use]
    pub fn left(self) -> u32 {
        self.fields.saturating_sub(self.filled)
    }
}

/// Everything that was asked of this unit until today, the newest first.
#[must_use]
pub fn asked(records: &[Record], unit: UnitId, today: Day) -> Vec<Asked> {
    let mut all: Vec<Asked> = records.iter().flat_map(|record| of(record, unit, today)).collect();
    all.sort_by_key(|own| (std::cmp::Reverse(own.on), own.key));
    all
}

/// What one record asks for: some ask for several things, each for itself.
fn of(record: &Record, unit: UnitId, today: Day) -> Vec<Asked> {
    if let Record::Unit(own) = record {
        return own::goal(own, unit).into_iter().collect();
    }
    if let Record::Carrier(own) = record {
        return own::milestones(own, unit, today);
    }
    if let Record::Report(own) = record {
        return own::report(own, unit, today).into_iter().collect();
    }
    if let Record::Issue(own) = record {
        return case::issue(own, unit).into_iter().collect();
    }
    if let Record::Visit(own) = record {
        return case::promises(own, unit);
    }
    if let Record::Meeting(own) = record {
        return case::decisions(own, unit);
    }
    one(record, unit).into_iter().collect()
}

fn one(record: &Record, unit: UnitId) -> Option<Asked> {
    if let Record::Notice(own) = record {
        return paper(own, unit);
    }
    if let Record::Worklist(own) = record {
        return items(own, unit);
    }
    if let Record::Lookback(own) = record {
        return (own.unit == unit).then(|| lookback(own));
    }
    if let Record::Deployment(own) = record {
        return matter(own, unit);
    }
    if let Record::Evaluation(own) = record { round(own, unit) } else { None }
}

/// What a paper asks for although it is counted here.
#[must_use]
pub fn wanted(content: &Content) -> Vec<Counted> {
    asked_for(&format!("{}。{}", content.title, content.text))
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// An answer, where one is asked for; the issues that it is about need not be told again.
fn paper(own: &Notice, unit: UnitId) -> Option<Asked> {
    let issued = own.issued.filter(|_| own.content.units.contains(&unit))?;
    let about = own.content.about.iter().filter(|one| one.unit == unit).count();
    // what it asks for although it is counted here goes along with it
    let about = count(about + wanted(&own.content).len());
    Some(Asked {
        key: Key { subject: Subject::Notice, id: own.id.0 },
        title: own.content.title.to_string(),
        on: issued.at.day(),
        paper: true,
        fields: about + u32::from(own.content.reply_by.is_some()),
        filled: about,
        withdrawn: own.withdrawn.is_some(),
    })
}

/// An answer to each item of the unit; what it is about is known where the list was made from a record, and what was typed may ask
/// for what is counted here. What was taken off before the list went out was never asked.
fn items(own: &Worklist, unit: UnitId) -> Option<Asked> {
    let issued = own.issued?;
    let theirs = own.items.iter().filter(|item| item.task.unit == Some(unit));
    let theirs: Vec<_> = theirs.filter(|item| item.went_out(&issued)).collect();
    let here = |task: &Task| match task.source {
        Source::Hand => asked_for(task.what.as_str()).len(),
        Source::Due { .. }
        | Source::Stuck { .. }
        | Source::Promised { .. }
        | Source::Asked { .. }
        | Source::Decided { .. }
        | Source::Owed { .. } => 1,
    };
    let known: usize = theirs.iter().map(|item| here(&item.task)).sum();
    (!theirs.is_empty()).then(|| Asked {
        key: Key { subject: Subject::Worklist, id: own.id.0 },
        title: own.week.to_string(),
        on: issued.at.day(),
        paper: false,
        fields: count(theirs.len() + known),
        filled: count(known),
        withdrawn: theirs.iter().all(|item| item.dropped.is_some()),
    })
}

/// Of each thing that fell due: which it is, by when, and how it stands. The first two are there.
fn lookback(own: &Lookback) -> Asked {
    let many = count(own.items.len());
    Asked {
        key: Key { subject: Subject::Lookback, id: own.id.0 },
        title: own.month.to_string(),
        on: own.opened.at.day(),
        paper: false,
        fields: many * 3,
        filled: many * 2,
        withdrawn: false,
    }
}

/// Day and doer of every step of every place, and the result of the last; what its words ask for although it is counted here
/// comes along.
fn matter(own: &Deployment, unit: UnitId) -> Option<Asked> {
    let places = count(own.content.places().filter(|place| place.unit == unit).count());
    let steps = count(Step::VARIANTS.len());
    let known = count(asked_for(&format!("{}。{}", own.content.title, own.content.text)).len());
    (places > 0).then(|| Asked {
        key: Key { subject: Subject::Deployment, id: own.id.0 },
        title: own.content.title.to_string(),
        on: own.opened.at.day(),
        paper: false,
        fields: places * (steps * 2 + 1) + known,
        filled: known,
        withdrawn: own.withdrawn.is_some(),
    })
}

/// The unit's own score, in a number and a word; what is measured would have to be handed in and is here. What raters look
/// at and what people were asked is not the unit's to fill in.
fn round(own: &Evaluation, unit: UnitId) -> Option<Asked> {
    let started = own.started.filter(|_| own.units.contains(&unit))?;
    let measured = own.tree.indicators().filter(|one| matches!(one.method, Method::Quantitative { .. })).count();
    Some(Asked {
        key: Key { subject: Subject::Evaluation, id: own.id.0 },
        title: own.title.to_string(),
        on: started.at.day(),
        paper: false,
        fields: count(measured) + 2,
        filled: count(measured),
        withdrawn: own.abandoned.is_some(),
    })
}

#[cfg(test)]
mod tests;
