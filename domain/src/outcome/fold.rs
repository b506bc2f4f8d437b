//! What each act makes of an outcome.

use super::{Act, Outcome, Picture};
use crate::entry::{By, Entry};

#[must_use]
pub fn fold(outcome: Option<Outcome>, act: &Act, entry: &Entry) -> Option<Outcome> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Tell { outcome: id, unit, content } = act {
        return Some(outcome.unwrap_or_else(|| Outcome {
            id: *id,
            book: entry.book,
            unit: *unit,
            content: (**content).clone(),
            version: entry.seq,
            links: Vec::new(),
            pictures: Vec::new(),
            told: by,
            lesson: None,
            dropped: None,
        }));
    }
    let mut own = outcome?;
    match act {
        Act::Tell { .. } => {}
        Act::Change { content, .. } => {
            own.content = (**content).clone();
            own.version = entry.seq;
        }
        Act::Link { link, .. } => own.links.push(*link),
        Act::Unlink { link, .. } => own.links.retain(|one| one != link),
        Act::AddPicture { picture, .. } => own.pictures.push(Picture { proof: picture.clone(), by }),
        Act::RemovePicture { hash, .. } => own.pictures.retain(|one| one.proof.hash != *hash),
        Act::Publish { lesson, .. } => own.lesson = Some(((**lesson).clone(), by)),
        Act::Unpublish { .. } => own.lesson = None,
        Act::Drop { reason, .. } => {
            own.dropped = Some((reason.clone(), by));
            own.lesson = None;
        }
        Act::Restore { .. } => own.dropped = None,
    }
    Some(own)
}
