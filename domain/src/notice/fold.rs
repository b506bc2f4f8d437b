//! What each act makes of a notice.

use super::{Act, Addressee, Notice, Receipt, Reply};
use crate::entry::{By, Entry};
use crate::kinds::UnitId;
use crate::record::meanwhile::over;

#[must_use]
pub fn fold(notice: Option<Notice>, act: &Act, entry: &Entry) -> Option<Notice> {
    let by = By { person: entry.by, at: entry.recorded_at };
    if let Act::Draft { notice: id, content } = act {
        return Some(notice.unwrap_or_else(|| Notice {
            id: *id,
            book: entry.book,
            number: None,
            content: (**content).clone(),
            drafted: by,
            issued: None,
            addressees: Vec::new(),
            closed: None,
            withdrawn: None,
        }));
    }
    let mut notice = notice?;
    match act {
        Act::Draft { .. } => {}
        Act::Change { content, was, .. } => notice.content = over(was.as_deref(), content, &notice.content),
        Act::Drop { .. } | Act::Withdraw { .. } => notice.withdrawn = Some(by),
        Act::Issue { .. } => {
            notice.number = entry.stamp.number;
            notice.issued = Some(by);
            let fresh = |unit: &UnitId| Addressee { unit: *unit, received: None, replies: Vec::new(), accepted: None };
            notice.addressees = notice.content.units.iter().map(fresh).collect();
        }
        Act::Receive { unit, witness, who, .. } => {
            let receipt = Receipt { by, witness: witness.clone(), who: who.clone() };
            change(&mut notice, *unit, |own| own.received = Some(receipt));
        }
        Act::Reply { unit, text, files, .. } => {
            let reply = Reply { text: text.clone(), files: files.clone(), by, returned: None };
            change(&mut notice, *unit, |own| own.replies.push(reply));
        }
        Act::Return { unit, reason, .. } => change(&mut notice, *unit, |own| {
            if let Some(last) = own.replies.last_mut() {
                last.returned = Some((reason.clone(), by));
            }
        }),
        Act::Accept { unit, .. } => change(&mut notice, *unit, |own| own.accepted = Some(by)),
        Act::Close { .. } => notice.closed = Some(by),
    }
    Some(notice)
}

fn change(notice: &mut Notice, unit: UnitId, how: impl FnOnce(&mut Addressee)) {
    if let Some(own) = notice.addressees.iter_mut().find(|own| own.unit == unit) {
        how(own);
    }
}
