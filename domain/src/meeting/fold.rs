//! What each act makes of a meeting.

use super::{Act, Decision, Line, Meeting, Roll, Voice};
use crate::entry::{By, Entry};
use crate::kinds::DecisionId;
use crate::record::meanwhile::over;

#[must_use]
pub fn fold(meeting: Option<Meeting>, act: &Act, entry: &Entry) -> Option<Meeting> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Plan { meeting: id, plan, agenda } = act {
        return Some(meeting.unwrap_or_else(|| Meeting {
            id: *id,
            book: entry.book,
            plan: (**plan).clone(),
            agenda: agenda.clone(),
            attendees: Vec::new(),
            lines: Vec::new(),
            decisions: Vec::new(),
            planned: by,
            clerk: None,
            closed: None,
            cancelled: None,
        }));
    }
    let mut own = meeting?;
    match act {
        Act::Plan { .. } => {}
        Act::Change { plan, was, .. } => own.plan = over(was.as_deref(), plan, &own.plan),
        Act::AddPoint { point, .. } => own.agenda.push((**point).clone()),
        Act::DropPoint { point, .. } => own.agenda.retain(|one| one.id != *point),
        Act::Cancel { reason, .. } => own.cancelled = Some((reason.clone(), by)),
        Act::Attend { attendees, was, .. } => {
            own.attendees = over(was.as_deref(), &Roll::of(attendees), &own.roll()).attendees;
        }
        Act::TakePen { .. } => own.clerk = Some(by),
        Act::Write { line, point, text, .. } => {
            let new = text.clone().map(|text| Line { id: *line, point: *point, text, by });
            match (own.lines.iter_mut().find(|one| one.id == *line), new) {
                (Some(one), Some(new)) => *one = new,
                (None, Some(new)) => own.lines.push(new),
                (_, None) => own.lines.retain(|one| one.id != *line),
            }
        }
        Act::Decide { resolution, .. } => {
            let resolution = (**resolution).clone();
            own.decisions.push(Decision { resolution, by, voices: Vec::new(), settled: None });
        }
        Act::Speak { decision, agrees, note, .. } => {
            let voice = Voice { agrees: *agrees, note: note.clone(), by };
            change(&mut own, *decision, |one| match one.voices.iter_mut().find(|own| own.by.person == by.person) {
                Some(own) => *own = voice,
                None => one.voices.push(voice),
            });
        }
        Act::Settle { decision, note, .. } => change(&mut own, *decision, |one| one.settled = Some((note.clone(), by))),
        Act::Unsettle { decision, .. } => change(&mut own, *decision, |one| one.settled = None),
        Act::Close { .. } => own.closed = Some(by),
        Act::Reopen { .. } => own.closed = None,
    }
    Some(own)
}

fn change(own: &mut Meeting, decision: DecisionId, how: impl FnOnce(&mut Decision)) {
    if let Some(one) = own.decisions.iter_mut().find(|one| one.resolution.id == decision) {
        how(one);
    }
}
