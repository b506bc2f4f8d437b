//! What an accepted act changes in a round. Total: never refuses, never panics.

use super::act::{Act, Opened};
use super::{Agreed, By, Evaluation, Graded, Objection, Remark, Replaced, SelfScore, Sheet};
use crate::entry::Entry;
use crate::kinds::{PersonId, UnitId};

/// The round after `entry`. `None` only where it was never opened.
#[must_use]
pub fn fold(evaluation: Option<Evaluation>, act: &Act, entry: &Entry) -> Option<Evaluation> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Open(opened) = act {
        return Some(evaluation.unwrap_or_else(|| new(opened, entry, by)));
    }
    let mut own = evaluation?;
    match act {
        Act::Open(_) => {}
        Act::Begin { .. } => own.started = Some(by),
        Act::Calibrate { .. } => own.calibrating = Some(by),
        Act::Conclude { .. } => own.agreed = Some(by),
        Act::Recalibrate { .. } => own.agreed = None,
        Act::Publish { .. } => publish(&mut own, entry, by),
        Act::ReplaceRater { former, rater, reason, .. } => {
            replace(&mut own, *former, *rater);
            own.replaced.push(Replaced { former: *former, rater: *rater, reason: reason.clone(), by });
        }
        Act::Abandon { reason, .. } => own.abandoned = Some((reason.clone(), by)),
        Act::Grade(_)
        | Act::Finish { .. }
        | Act::Reopen { .. }
        | Act::SelfScore { .. }
        | Act::Agree { .. }
        | Act::Remark { .. }
        | Act::Object { .. }
        | Act::Answer { .. } => {
            let sheet = act.unit().and_then(|unit| own.sheets.iter_mut().find(|own| own.unit == unit));
            if let Some(sheet) = sheet {
                of_sheet(sheet, act, by);
            }
        }
    }
    Some(own)
}

fn new(own: &Opened, entry: &Entry, by: By) -> Evaluation {
    Evaluation {
        id: own.evaluation,
        book: entry.book,
        number: entry.stamp.number.unwrap_or(0),
        title: own.title.clone(),
        scored: own.scored,
        units: own.units.clone(),
        period: own.period,
        template: own.template,
        version: own.version,
        tree: entry.stamp.tree.clone().unwrap_or_default(),
        raters: own.raters.clone(),
        replaced: Vec::new(),
        due: own.due,
        again: own.again,
        opened: by,
        started: None,
        calibrating: None,
        agreed: None,
        published: None,
        abandoned: None,
        sheets: own.units.iter().map(|unit| Sheet::new(*unit)).collect(),
    }
}

/// What counts is written down, so that the score follows from the round alone from here on.
fn publish(own: &mut Evaluation, entry: &Entry, by: By) {
    let settled = |unit: UnitId| {
        let grades = own.tree.qualitative().filter_map(|known| own.settled(unit, known.id));
        grades.collect::<Vec<_>>()
    };
    let settled: Vec<_> = own.sheets.iter().map(|sheet| settled(sheet.unit)).collect();
    for (sheet, settled) in own.sheets.iter_mut().zip(settled) {
        sheet.settled = settled;
        sheet.values = Some(entry.stamp.values.get(&sheet.unit).cloned().unwrap_or_default());
    }
    own.published = Some(by);
}

/// What was done by all stays as it is, for its grades have been read; elsewhere the new rater begins anew.
fn replace(own: &mut Evaluation, former: PersonId, rater: PersonId) {
    let done: Vec<UnitId> = own.units.iter().copied().filter(|unit| own.done(*unit)).collect();
    for sheet in &mut own.sheets {
        if !done.contains(&sheet.unit) {
            sheet.finished.retain(|by| by.person != former);
        } else if sheet.raters.is_empty() {
            sheet.raters.clone_from(&own.raters);
        }
    }
    own.raters.iter_mut().filter(|own| **own == former).for_each(|own| *own = rater);
}

fn of_sheet(sheet: &mut Sheet, act: &Act, by: By) {
    match act {
        Act::Grade(own) => {
            sheet.grades.retain(|before| before.indicator != own.indicator || before.by.person != by.person);
            let (indicator, grade) = (own.indicator, own.grade);
            let (reason, links) = (own.reason.clone(), own.links.clone());
            sheet.grades.push(Graded { indicator, grade, reason, links, by });
        }
        Act::Finish { .. } => {
            sheet.finished.retain(|before| before.person != by.person);
            sheet.finished.push(by);
        }
        Act::Reopen { .. } => sheet.finished.retain(|before| before.person != by.person),
        Act::SelfScore { tenths, note, .. } => {
            sheet.own = Some(SelfScore { tenths: *tenths, note: note.clone(), by });
        }
        Act::Agree { indicator, grade, reason, .. } => {
            sheet.agreed.retain(|before| before.indicator != *indicator);
            sheet.agreed.push(Agreed { indicator: *indicator, grade: *grade, reason: reason.clone(), by });
        }
        Act::Remark { indicator, text, .. } => {
            sheet.remarks.push(Remark { indicator: *indicator, text: text.clone(), by });
        }
        Act::Object { reason, .. } => {
            sheet.objection = Some(Objection { reason: reason.clone(), by, answer: None });
        }
        Act::Answer { text, .. } => {
            if let Some(objection) = &mut sheet.objection {
                objection.answer = Some((text.clone(), by));
            }
        }
        Act::Open(_)
        | Act::Begin { .. }
        | Act::Calibrate { .. }
        | Act::Conclude { .. }
        | Act::Recalibrate { .. }
        | Act::Publish { .. }
        | Act::ReplaceRater { .. }
        | Act::Abandon { .. } => {}
    }
}
