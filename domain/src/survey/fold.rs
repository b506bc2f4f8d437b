//! What each act makes of a survey.

use super::{Act, Sheet, Survey};
use crate::entry::Entry;
use crate::record::meanwhile::over;

#[must_use]
pub fn fold(survey: Option<Survey>, act: &Act, entry: &Entry) -> Option<Survey> {
    let now = entry.recorded_at;
    if let Act::Plan { survey: id, unit, plan } = act {
        return Some(survey.unwrap_or_else(|| Survey {
            id: *id,
            book: entry.book,
            unit: *unit,
            printed: vec![0; plan.raters.len()],
            taken_back: vec![0; plan.raters.len()],
            sheets: Vec::new(),
            plan: (**plan).clone(),
            planned_at: now,
            closed_at: None,
            dropped_at: None,
        }));
    }
    let mut survey = survey?;
    match act {
        Act::Plan { .. } => {}
        Act::Change { plan, was, .. } => {
            let plan = over(was.as_deref(), plan, &survey.plan);
            survey.printed = vec![0; plan.raters.len()];
            survey.taken_back = vec![0; plan.raters.len()];
            survey.plan = plan;
        }
        Act::Print { raters, slips, .. } => {
            if let Some(printed) = survey.printed.get_mut(usize::from(*raters)) {
                let first = *printed;
                *printed += u32::from(*slips);
                let (raters, slips, seq) = (*raters, *slips, entry.seq);
                if entry.stamp.sheet {
                    survey.sheets.push(Sheet { raters, first, slips, seq, printed_at: now, void_at: None });
                }
            }
        }
        Act::TakeBack { raters, .. } => {
            let place = usize::from(*raters);
            if let (Some(printed), Some(back)) = (survey.printed.get(place), survey.taken_back.get_mut(place)) {
                *back = *printed;
            }
        }
        Act::Void { raters, first, .. } => {
            let sheet = survey.sheets.iter_mut().find(|own| (own.raters, own.first) == (*raters, *first));
            sheet.into_iter().for_each(|own| own.void_at = Some(now));
        }
        Act::Extend { closes, .. } => survey.plan.closes = *closes,
        Act::Close { .. } => survey.closed_at = Some(now),
        Act::Drop { .. } => survey.dropped_at = Some(now),
    }
    Some(survey)
}
