//! What came in the place of something that had arrived all the same is refused, because that is there: it had been
//! sent while it was gone on with, or its answer was lost on the way. The server is asked which entry that became, and
//! what was written since goes out as a change of exactly that. What somebody else changed first is refused as ever.

use std::slice::from_ref;

use domain::act::{Proposal, Verdict};
use domain::outbox::Item;
use domain::refusal::Refusal;
use leptos::prelude::*;

use super::Outbox;
use super::full::put;
use super::send::ask;
use crate::edge;

/// The answers, without those to what goes out again.
pub(super) async fn looked_into(
    outbox: Outbox,
    sent: Vec<Proposal>,
    verdicts: Vec<Verdict>,
) -> (Vec<Proposal>, Vec<Verdict>) {
    let mut settled = Vec::with_capacity(sent.len());
    for (own, verdict) in sent.into_iter().zip(verdicts) {
        if let Some(verdict) = one(outbox, &own, verdict).await {
            settled.push((own, verdict));
        }
    }
    settled.into_iter().unzip()
}

async fn one(outbox: Outbox, own: &Proposal, verdict: Verdict) -> Option<Verdict> {
    let there = matches!(&verdict, Verdict::Refused { refusal: Refusal::Overtaken { .. } | Refusal::Exists });
    let Some(item) = outbox.item(own.id).filter(|_| there) else { return Some(verdict) };
    for first in &item.instead {
        // What is there can't be made a second time, so the same once more is only a question.
        let answer = ask(from_ref(first)).await.ok().and_then(|mut answers| answers.pop());
        let answer = answer.unwrap_or(Verdict::Later);
        let seq = match &answer {
            Verdict::Accepted { seq, .. } => *seq,
            Verdict::Refused { .. } => continue,
            Verdict::Later => return Some(answer),
        };
        let Some(items) = item.beyond(first, seq, edge::id) else { return Some(verdict) };
        if items.is_empty() {
            return Some(answer);
        }
        renew(outbox, items).await;
        return None;
    }
    Some(verdict)
}

/// In the place of the item that was refused, unless the person has gone on with it once more: what they saved then
/// knows of it.
async fn renew(outbox: Outbox, items: Vec<Item>) {
    if items.first().and_then(|own| outbox.item(own.proposal.id)).is_none() {
        return;
    }
    outbox.saved.set(false);
    outbox.queue.update(|queue| queue.renew(items.clone()));
    if !put(outbox, &items).await {
        // What lies on the disk is told the same when it is sent from there.
        outbox.unkept.update(|unkept| {
            for own in &items {
                unkept.entry(own.proposal.id).or_insert(None);
            }
        });
    }
}
