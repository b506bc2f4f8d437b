//! What each act makes of a study session.

use super::{Account, Act, Added, Held, Study};
use crate::entry::{By, Entry};
use crate::record::meanwhile::over;

#[must_use]
pub fn fold(study: Option<Study>, act: &Act, entry: &Entry) -> Option<Study> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Plan { study: id, plan } = act {
        return Some(study.unwrap_or_else(|| Study {
            id: *id,
            book: entry.book,
            plan: (**plan).clone(),
            materials: Vec::new(),
            held: None,
            cancelled: None,
        }));
    }
    let mut own = study?;
    match act {
        Act::Plan { .. } => {}
        Act::Change { plan, was, .. } => own.plan = over(was.as_deref(), plan, &own.plan),
        Act::AddMaterial { material, .. } => own.materials.push(Added { material: material.clone(), by }),
        Act::RemoveMaterial { material, .. } => own.materials.retain(|one| one.material != *material),
        Act::Hold { attendees, summary, was, .. } => {
            let account = over(was.as_deref(), &Account::of(attendees, summary), &own.account());
            let summary = account.summary.unwrap_or_else(|| summary.clone());
            own.held = Some(Held { attendees: account.attendees, summary, by });
        }
        Act::Cancel { reason, .. } => own.cancelled = Some((reason.clone(), by)),
    }
    Some(own)
}
