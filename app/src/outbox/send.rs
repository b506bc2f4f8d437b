//! Sends what waits, oldest first, and settles by the answers. Tries again when the network returns, when the page
//! becomes visible, and now and then. Other tabs of the same person are told and read the disk again.

use domain::act::{Arrived, Proposal, Verdict};
use domain::outbox::{Item, Place, Step};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

use super::full::{keep_again, kept_elsewhere, put};
use super::within::within;
use super::{AT_ONCE, Outbox, Receipt, Written, again, disk, draft, lock, mending, propose, upload};
use crate::failure::Failure;

/// Between attempts while the server can't be reached.
const RETRY_MS: u32 = 5_000;
/// So long the server may take for an answer. After that it is out of reach: who waits holds the lock, for every tab.
const ANSWER_MS: u32 = 30_000;

/// Puts a proposal on disk, then sends.
pub(super) fn keep(outbox: Outbox, proposal: Proposal) {
    spawn_local(async move {
        let id = proposal.id;
        if !put(outbox, &[Item::new(proposal)]).await {
            outbox.unkept.update(|unkept| drop(unkept.insert(id, None)));
        }
        outbox.keeping.update(|keeping| keeping.retain(|own| *own != id));
        empty(outbox).await;
    });
}

/// Puts what a form became on disk in place of its draft and of what it mends, says whether it is there, then sends.
pub(super) fn keep_written(outbox: Outbox, items: Vec<Item>, from: Written, then: impl FnOnce(bool) + 'static) {
    spawn_local(async move {
        draft::close(outbox.person, &from.draft).await;
        let ids: Vec<_> = items.iter().map(|item| item.proposal.id).collect();
        let kept = disk::keep_written(outbox.person, &items, &from).await.is_ok();
        if kept {
            from.instead.into_iter().for_each(|own| outbox.discard(own.proposal.id));
        } else {
            // The draft and what was refused stay: they are all that outlives the page.
            outbox.unkept.update(|unkept| unkept.extend(ids.iter().map(|id| (*id, Some(from.clone())))));
        }
        outbox.keeping.update(|keeping| keeping.retain(|id| !ids.contains(id)));
        then(kept);
        empty(outbox).await;
    });
}

/// Puts a proposal and a row of the person's drafts on disk together, says whether they are there, then sends; else nothing.
pub(super) fn keep_beside(
    outbox: Outbox,
    proposal: Proposal,
    (key, text): (String, String),
    then: impl FnOnce(bool) + 'static,
) {
    spawn_local(async move {
        let kept = disk::keep_beside(outbox.person, proposal.clone(), &key, &text).await.is_ok();
        if kept {
            outbox.queue.update(|queue| queue.put(proposal));
            outbox.saved.set(false);
        }
        then(kept);
        empty(outbox).await;
    });
}

pub(super) fn forget(outbox: Outbox, key: String) {
    spawn_local(async move {
        let _ = disk::remove(outbox.person, &key).await;
        draft::remove(outbox.person, &mending(&key)).await;
        tell(outbox);
    });
}

/// Takes over what is on disk, listens for the network, for visibility and for other tabs.
pub(super) fn start(outbox: Outbox) {
    spawn_local(async move {
        draft::take_over(outbox.person).await;
        let _ = outbox.drafts.try_set(true);
        read(outbox).await;
        let _ = outbox.known.try_set(true);
        empty(outbox).await;
    });
    let again = move || spawn_local(empty(outbox));
    let wake = Closure::<dyn FnMut()>::new(again);
    let _ = window().add_event_listener_with_callback("online", wake.as_ref().unchecked_ref());
    let _ = document().add_event_listener_with_callback("visibilitychange", wake.as_ref().unchecked_ref());
    wake.forget();
    if let Ok(channel) = BroadcastChannel::new(&channel(outbox)) {
        let heard = Closure::<dyn FnMut()>::new(move || spawn_local(read(outbox)));
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        // Both live as long as the tab.
        heard.forget();
        std::mem::forget(channel);
    }
    // Asked once: the browser then keeps the outbox when space runs short.
    let _ = window().navigator().storage().persist();
}

/// Takes in what was put on the disk beside this page, and sends it.
pub(super) fn again(outbox: Outbox) {
    spawn_local(async move {
        read(outbox).await;
        tell(outbox);
        empty(outbox).await;
    });
}

/// What lies on the disk, also what came there a moment ago.
pub(super) fn look(outbox: Outbox, then: Box<dyn FnOnce()>) {
    spawn_local(async move {
        read(outbox).await;
        then();
    });
}

/// What an earlier page was given.
pub(super) fn read_receipts(outbox: Outbox) {
    spawn_local(async move {
        let all = disk::receipts(outbox.person).await;
        let _ = outbox.receipts.try_set(all);
    });
}

fn channel(outbox: Outbox) -> String {
    format!("xundao-outbox-{}", outbox.person)
}

fn tell(outbox: Outbox) {
    if let Ok(channel) = BroadcastChannel::new(&channel(outbox)) {
        let _ = channel.post_message(&JsValue::TRUE);
        channel.close();
    }
}

async fn read(outbox: Outbox) {
    let (kept, illegible) = loop {
        match disk::load(outbox.person).await {
            Ok(read) => break read,
            Err(disk::Unread::Disk) => return,
            Err(disk::Unread::Code) => TimeoutFuture::new(RETRY_MS).await,
        }
    };
    let _ = outbox.illegible.try_set(illegible);
    let unkept = outbox.unkept.try_with_untracked(|unkept| unkept.keys().copied().collect()).unwrap_or_default();
    let over = outbox.over.try_get_value().unwrap_or_default();
    let _ = outbox.queue.try_update(|queue| queue.take_in(kept, &over, &unkept));
}

/// Sends until nothing waits; while the server can't be reached, tries again and again. One loop per tab.
async fn empty(outbox: Outbox) {
    if outbox.sending.get_value() {
        return;
    }
    outbox.sending.set_value(true);
    while outbox.queue.with_untracked(|queue| queue.waiting() > 0) {
        keep_again(outbox).await;
        lock::holding(&channel(outbox), send(outbox)).await;
        if outbox.queue.with_untracked(|queue| queue.waiting() > 0) {
            TimeoutFuture::new(RETRY_MS).await;
        }
    }
    outbox.sending.set_value(false);
}

/// Sends until nothing waits or something is in the way. What can't be taken together is sent in halves: together they may be
/// more than a request may hold, and what stands before the one that the server fails at is not to wait with it.
async fn send(outbox: Outbox) {
    let mut most = AT_ONCE;
    while let Some(step) = outbox.queue.with_untracked(|queue| queue.step(most)) {
        let next = match step {
            Step::Send(next) => next,
            Step::File(file) => match upload::send(outbox, &file).await {
                Ok(()) => continue,
                Err(upload::Stop::SignedOut) => return signed_out(),
                Err(upload::Stop::Away) => return outbox.offline.set(true),
            },
        };
        match ask(&next).await {
            Ok(verdicts) => {
                outbox.offline.set(false);
                most = AT_ONCE;
                let (next, verdicts) = again::looked_into(outbox, next, verdicts).await;
                if !settle(outbox, &next, verdicts).await {
                    return;
                }
            }
            Err(Failure::SignedOut) => {
                return signed_out();
            }
            Err(Failure::Outdated | Failure::Broken { .. }) if next.len() > 1 => most = next.len() / 2,
            Err(Failure::Offline | Failure::Outdated | Failure::Broken { .. } | Failure::Refused { .. }) => {
                outbox.offline.set(true);
                return;
            }
        }
    }
}

/// The server's answers. What it had after all is known to it when it is sent again.
pub(super) async fn ask(next: &[Proposal]) -> Result<Vec<Verdict>, Failure> {
    let sent = propose(next.iter().cloned().map(|proposal| Arrived(Some(proposal))).collect());
    within(TimeoutFuture::new(ANSWER_MS), sent).await.unwrap_or(Err(Failure::Offline))
}

/// The items stay on disk; after signing in again they go out.
fn signed_out() {
    let _ = window().location().set_href("/sign-in");
}

/// Settles the answers, those that were accepted in one write of the disk; false if the server asked to try some later.
async fn settle(outbox: Outbox, sent: &[Proposal], verdicts: Vec<Verdict>) -> bool {
    let asked = sent.len();
    let answers: Vec<_> = sent.iter().zip(verdicts).filter(|(_, verdict)| *verdict != Verdict::Later).collect();
    outbox.queue.update(|queue| answers.iter().for_each(|(proposal, verdict)| queue.settle(proposal.id, verdict)));
    let receipts: Vec<Receipt> = answers.iter().filter_map(|(proposal, verdict)| receipt(proposal, verdict)).collect();
    outbox.over.update_value(|over| over.extend(receipts.iter().map(|own| own.id)));
    if !receipts.is_empty() {
        let _ = disk::recorded(outbox.person, &receipts).await;
    }
    for (proposal, verdict) in &answers {
        match verdict {
            Verdict::Accepted { seq, .. } => {
                outbox.live.made(proposal.book, *seq);
                kept_elsewhere(outbox, proposal.id).await;
                outbox.live.bump(proposal.act.key().subject);
            }
            Verdict::Refused { refusal } => {
                let place = Place::Refused { refusal: refusal.clone() };
                put(outbox, &[Item { place, ..Item::new((*proposal).clone()) }]).await;
            }
            Verdict::Later => {}
        }
    }
    let done = answers.len() == asked;
    outbox.receipts.update(|all| drop(all.splice(0..0, receipts.into_iter().rev())));
    outbox.answered.update(|all| all.extend(answers.into_iter().map(|(proposal, verdict)| (proposal.id, verdict))));
    tell(outbox);
    done
}

fn receipt(proposal: &Proposal, verdict: &Verdict) -> Option<Receipt> {
    let Verdict::Accepted { seq, hash, recorded_at, .. } = verdict else { return None };
    let (id, kind) = (proposal.id, proposal.act.kind());
    Some(Receipt { id, kind, seq: *seq, hash: hash.clone(), recorded_at: *recorded_at })
}
