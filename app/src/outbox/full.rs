//! A device without room: what it did not take is in the page only, goes out all the same, and is put on the disk as soon as
//! there is room.

use domain::kinds::ActId;
use domain::outbox::Item;
use leptos::prelude::*;

use super::{Outbox, disk, draft};

/// There may be room by now.
pub(super) async fn keep_again(outbox: Outbox) {
    for id in outbox.unkept.with_untracked(|unkept| unkept.keys().copied().collect::<Vec<_>>()) {
        if let Some(item) = outbox.item(id) {
            put(outbox, &[item]).await;
        }
    }
}

/// Puts items as they are now on the disk, all or none, and says whether they found room. The page has them before: what was
/// answered or given up meanwhile must not lie there again.
pub(super) async fn put(outbox: Outbox, items: &[Item]) -> bool {
    let kept = disk::put(outbox.person, items).await.is_ok();
    for id in items.iter().map(|item| item.proposal.id) {
        if kept {
            kept_elsewhere(outbox, id).await;
        }
        if outbox.over.with_value(|over| over.contains(&id)) {
            let _ = disk::remove(outbox.person, &id.to_string()).await;
        }
    }
    kept
}

/// It is on the disk or on the server: the draft and the refused item that stood for it go with the last that was made of them.
pub(super) async fn kept_elsewhere(outbox: Outbox, id: ActId) {
    let from = outbox.unkept.try_update(|unkept| {
        let from = unkept.remove(&id).flatten();
        from.filter(|from| unkept.values().all(|own| own.as_ref() != Some(from)))
    });
    if let Some(from) = from.flatten() {
        draft::remove(outbox.person, &from.draft).await;
        from.instead.into_iter().for_each(|own| outbox.discard(own.proposal.id));
    }
}
