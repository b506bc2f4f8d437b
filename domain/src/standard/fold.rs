//! What each act makes of an entry of the library.

use super::{Act, Standard, Version};
use crate::entry::{By, Entry};

#[must_use]
pub fn fold(standard: Option<Standard>, act: &Act, entry: &Entry) -> Option<Standard> {
    let by = By { person: entry.by, at: entry.recorded_at };
    let version = |content: &super::Content, note| Version { content: content.clone(), note, by, seq: entry.seq };
    if let Act::Enter { standard: id, content } = act {
        return Some(standard.unwrap_or_else(|| Standard {
            id: *id,
            book: entry.book,
            first: version(content, None),
            later: Vec::new(),
            retired: None,
        }));
    }
    let mut own = standard?;
    match act {
        Act::Enter { .. } => {}
        Act::Revise { content, note, .. } => own.later.push(version(content, Some(note.clone()))),
        Act::Retire { reason, .. } => own.retired = Some((reason.clone(), by)),
        Act::Restore { .. } => own.retired = None,
    }
    Some(own)
}
