//! What each act makes of a deployment.

use super::{Act, Deployment, Place, Step, Taken};
use crate::entry::{By, Entry};
use crate::record::meanwhile::over;

#[must_use]
pub fn fold(deployment: Option<Deployment>, act: &Act, entry: &Entry) -> Option<Deployment> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Open { deployment: id, content } = act {
        return Some(deployment.unwrap_or_else(|| Deployment {
            id: *id,
            book: entry.book,
            number: entry.stamp.number.unwrap_or(0),
            content: (**content).clone(),
            taken: Vec::new(),
            opened: by,
            closed: None,
            withdrawn: None,
        }));
    }
    let mut own = deployment?;
    match act {
        Act::Open { .. } => {}
        Act::Change { content, was, .. } => own.content = over(was.as_deref(), content, &own.content),
        Act::Report { said, .. } => {
            remove(&mut own, said.place, said.step);
            own.taken.push(Taken { said: (**said).clone(), by });
        }
        Act::TakeBack { place, step, .. } => remove(&mut own, *place, *step),
        Act::Close { .. } => own.closed = Some(by),
        Act::Reopen { .. } => own.closed = None,
        Act::Withdraw { .. } => own.withdrawn = Some(by),
    }
    Some(own)
}

fn remove(own: &mut Deployment, place: Place, step: Step) {
    own.taken.retain(|one| one.said.place != place || one.said.step != step);
}
