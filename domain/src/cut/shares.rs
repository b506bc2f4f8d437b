//! What the tally does not count, at the end of a day: how many measures, milestones and steps of all are done,
//! which papers were answered in time, which promises were kept, where the group came to, how many fixes held and how
//! many came back, what was scored and what people said. Of each unit, and of the group as their sum. Counted from records, by one
//! function for the writer that freezes it and for the page that shows it beside.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Counts;
use super::others::AllOthers;
use super::standing::{AllStood, Stood, shown};
use crate::evaluation::Evaluation;
use crate::kinds::{Book, Day, UnitId};
use crate::record::{Known, Record};
use crate::score::rows::{Period, Rows, Scored, Task};
use crate::score::{Formula, Quantity, Values};
use crate::visit::{Promise, Visit};

/// One of the shares.
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
pub enum Kind {
    /// 整改措施: of all measures of issues that count, those done and not found untrue.
    Measures,
    /// 载体节点: of all milestones of carriers that stand, those reached.
    Milestones,
    /// 通知按期回执: of the papers whose day has come, those answered by it, or received where no answer is asked
    /// for.
    Receipts,
    /// 三个同步: of the steps that have a day, of all places that carry a matter out, those taken.
    Steps,
    /// 承诺兑现: of the promises made on visits that stand and not dropped since, those kept.
    Promises,
    /// 走访覆盖: of the open organisations, those a recorded visit went to.
    Coverage,
    /// 巩固: of the look-backs that came to a result, those that held.
    Held,
    /// 反弹: of the issues ever verified, those that came back.
    Relapsed,
    /// 最近公布的得分: what the last published round of the whole unit came to, in tenths of its hundred points.
    Score,
    /// 满意度: what each rater group said last in a closed survey, together. Goes on so that a cut of before groups were
    /// kept apart has something to be compared with.
    Satisfied,
}

/// So much of so much; never of nothing: what there is none of is missing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Share {
    pub part: u32,
    pub of: u32,
}

impl Share {
    fn of(part: usize, of: usize) -> Option<Share> {
        let (part, of) = (u32::try_from(part).ok()?, u32::try_from(of).ok()?);
        (of > 0).then_some(Share { part, of })
    }

    /// In tenths of a hundred, a half upwards. Example: 213 of 258 is 82.6.
    #[must_use]
    pub fn tenths(self) -> u64 {
        let (part, of) = (u64::from(self.part), u64::from(self.of).max(1));
        (part * 2000 + of) / (of * 2)
    }
}

/// What there is to say; the rest is missing.
pub type Shares = BTreeMap<Kind, Share>;

/// Of a group, and unit by unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct AllShares {
    pub whole: Shares,
    pub units: BTreeMap<UnitId, Shares>,
    /// What is no share. A cut from before it was counted has none, nor has it the shares that came with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<AllStood>,
    /// Promises are among the shares. A cut from before they were counted has none of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub promises: bool,
    /// Plain numbers of what is in neither the tally nor the shares. A cut from before they were counted has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<AllOthers>,
}

impl AllShares {
    /// Was this share counted then? What was not is missing; of what was and is not there, there was nothing to count.
    #[must_use]
    pub fn counted(&self, kind: Kind) -> bool {
        match kind {
            Kind::Receipts | Kind::Steps => self.standing.is_some(),
            Kind::Promises => self.promises,
            Kind::Measures
            | Kind::Milestones
            | Kind::Coverage
            | Kind::Held
            | Kind::Relapsed
            | Kind::Score
            | Kind::Satisfied => true,
        }
    }

    /// At the end of `day`, of the units that these counts are of. `known` holds the records of their book as they were by then,
    /// of every kind that something is counted from, and what surveys came to.
    #[must_use]
    pub fn of(counts: &Counts, known: &Known, book: Book, day: Day) -> AllShares {
        let (mut all, mut standing) = (AllShares::default(), AllStood::default());
        for unit in counts.units.keys() {
            let rows = rows(*unit, known, day);
            let own = of_unit(*unit, &rows, known, day);
            for (kind, share) in &own {
                let sum = all.whole.entry(*kind).or_insert(Share { part: 0, of: 0 });
                sum.part = sum.part.saturating_add(share.part);
                sum.of = sum.of.saturating_add(share.of);
            }
            all.units.insert(*unit, own);
            standing.add(*unit, Stood::of(*unit, &rows, known, day));
        }
        AllShares { standing: Some(standing), promises: true, others: Some(AllOthers::of(counts, known, book)), ..all }
    }
}

fn of_unit(unit: UnitId, rows: &Rows, known: &Known, day: Day) -> Shares {
    let counted = |formula: Formula| match formula.of(rows) {
        Some(Quantity::Share { part, of }) => Some(Share { part, of }),
        Some(Quantity::Days { .. }) | None => None,
    };
    let shares = [
        (Kind::Measures, counted(Formula::MeasuresDone)),
        (Kind::Milestones, done(rows.carriers.iter().flatten().flat_map(|own| &own.milestones), day)),
        (Kind::Receipts, counted(Formula::Receipts)),
        (Kind::Steps, done(rows.deployments.iter().flatten(), day)),
        (Kind::Promises, promises(unit, known, day)),
        (Kind::Coverage, counted(Formula::Coverage)),
        (Kind::Held, counted(Formula::Held)),
        (Kind::Relapsed, counted(Formula::Relapsed)),
        (Kind::Score, score(unit, known, day)),
        (Kind::Satisfied, satisfied(rows)),
    ];
    shares.into_iter().filter_map(|(kind, share)| Some((kind, share?))).collect()
}

/// Everything up to the day: a group's records begin with its campaign.
pub(super) fn rows(unit: UnitId, known: &Known, day: Day) -> Rows {
    let all: Vec<&Record> = known.records.values().filter(|own| own.unit() == Some(unit)).collect();
    let issues = all.iter().filter_map(|own| if let Record::Issue(own) = own { Some(&**own) } else { None });
    let looked = all.iter().filter_map(|own| if let Record::Lookback(own) = own { Some(&**own) } else { None });
    let carriers = all.iter().filter_map(|own| if let Record::Carrier(own) = own { Some(own) } else { None });
    let visits = all.iter().filter_map(|own| if let Record::Visit(own) = own { Some(&**own) } else { None });
    let rows = Rows::none(Period { start: Day::from_number(0), end: day }, day);
    let rows = rows.with_issues(Scored::Unit, issues).with_lookbacks(looked).with_carriers(Scored::Unit, carriers);
    let rows = rows.with_notices(Scored::Unit, unit, known.notices());
    let rows = rows.with_deployments(Scored::Unit, unit, known.deployments());
    let rows = rows.with_opinions(Scored::Unit, known.said.get(&unit).map(Vec::as_slice).unwrap_or_default());
    match known.unit(unit) {
        Some(unit) => rows.with_visits(Scored::Unit, unit, visits),
        None => rows,
    }
}

/// Of these, those done by the day.
fn done<'a>(all: impl Iterator<Item = &'a Task>, day: Day) -> Option<Share> {
    let (mut part, mut of) = (0, 0);
    for own in all {
        part += usize::from(own.done.is_some_and(|done| done <= day));
        of += 1;
    }
    Share::of(part, of)
}

/// Nobody is held to what was dropped, nor to what a visit says that was taken back.
pub(super) fn promised(unit: UnitId, known: &Known) -> impl Iterator<Item = (&Visit, &Promise)> {
    let visits = known.visits().filter(move |own| own.unit == unit && own.cancelled_at.is_none());
    let all = visits.flat_map(|own| own.promises.iter().map(move |promise| (own, promise)));
    all.filter(|(_, promise)| promise.dropped_at.is_none())
}

pub(super) fn kept(promise: &Promise, day: Day) -> bool {
    promise.kept_at.is_some_and(|kept| kept.day() <= day)
}

fn promises(unit: UnitId, known: &Known, day: Day) -> Option<Share> {
    let (mut part, mut of) = (0, 0);
    for (_, own) in promised(unit, known) {
        part += usize::from(kept(own, day));
        of += 1;
    }
    Share::of(part, of)
}

fn score(unit: UnitId, known: &Known, day: Day) -> Option<Share> {
    let published = |own: &&Evaluation| own.published.is_some_and(|by| by.at.day() <= day);
    let of_unit = |own: &&Evaluation| own.scored == Scored::Unit && own.sheet(unit).is_some();
    let last = known
        .evaluations()
        .filter(published)
        .filter(of_unit)
        .max_by_key(|own| (own.published.map(|by| by.at), own.id))?;
    let tenths = last.score(unit, &Values::new()).total?.tenths();
    Some(Share { part: u32::try_from(tenths).ok()?, of: 1000 })
}

/// Only the groups that are shown one by one.
fn satisfied(rows: &Rows) -> Option<Share> {
    let (part, of) = shown(rows)
        .fold((0_u32, 0_u32), |(part, of), (_, own)| (part.saturating_add(own.part), of.saturating_add(own.of)));
    (of > 0).then_some(Share { part, of })
}
