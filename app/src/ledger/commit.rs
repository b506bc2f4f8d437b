//! Sends what was looked at: acts go through the outbox a few at a time, so that the person can stop; what went out stays. All
//! that is counted here are issues, as in the preview, whatever number of acts one takes.

use std::sync::Arc;

use domain::refusal::Refusal;
use leptos::prelude::*;

use super::plan::{Mapping, Preview};
use super::{Desk, fetch};
use crate::outbox::{AT_ONCE, Outbox, Whereabouts, outbox};
use crate::part::empty::refusal_text;
use crate::texts::texts;

/// How far the sending is.
#[derive(Clone, Copy)]
struct Way {
    /// Issues of which every act was answered.
    answered: RwSignal<usize>,
    /// Acts that were refused after all, with row and reason, those of one row together.
    refused: RwSignal<Vec<(u32, Refusal)>>,
    stop: RwSignal<bool>,
    begun: RwSignal<bool>,
    ended: RwSignal<bool>,
}

#[component]
pub(super) fn Commit(desk: Desk, preview: Arc<Preview>) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let way = Way {
        answered: RwSignal::new(0),
        refused: RwSignal::new(Vec::new()),
        stop: RwSignal::new(false),
        begun: RwSignal::new(false),
        ended: RwSignal::new(false),
    };
    let [new, changed, _, refused] = preview.plan.counts();
    let total = changed + new;
    let mapping = preview.mapping.clone();
    let begin = move |_| {
        way.begun.set(true);
        desk.sending.set(true);
        send(desk, way, outbox, Arc::clone(&preview));
    };
    // What is being looked at anew may come out otherwise.
    let ready = move || total > 0 && !way.begun.get() && !desk.reading.get();
    view! {
        <div class="acts">
            <p>{if total > 0 { t.ledger.will_send() } else { t.ledger.nothing_to_send() }}</p>
            {(refused > 0).then(|| view! { <SaveRefused desk mapping/> })}
            <button type="button" class="button primary" disabled=move || !ready() on:click=begin>
                {t.ledger.take_over(total)}
            </button>
        </div>
        {move || way.begun.get().then(|| view! { <Progress way outbox total/> })}
    }
}

#[component]
fn SaveRefused(desk: Desk, mapping: Mapping) -> impl IntoView {
    let t = texts();
    let save = move |_| fetch::save_refused(desk, mapping.clone(), t);
    view! { <button type="button" class="button" on:click=save>{t.ledger.save_refused()}</button> }
}

#[component]
fn Progress(way: Way, outbox: Outbox, total: usize) -> impl IntoView {
    let t = texts();
    let says = move || {
        let (done, refused) = (way.answered.get(), way.refused.with(|all| rows(all)));
        match (way.ended.get(), way.stop.get()) {
            (true, false) => t.ledger.done(done.saturating_sub(refused), refused),
            (true, true) => t.ledger.stopped(done, total),
            (false, true) => t.ledger.stopping().to_owned(),
            (false, false) if outbox.offline.get() => t.ledger.waits_for_network().to_owned(),
            (false, false) => t.ledger.sent(done, total),
        }
    };
    let stop = move || {
        (!way.ended.get()).then(|| {
            view! {
                <button type="button" class="button" on:click=move |_| way.stop.set(true)>{t.ledger.stop()}</button>
            }
        })
    };
    let refused = move || {
        let refused = way.refused.get().into_iter().map(|(row, refusal)| {
            view! { <li>{t.ledger.row_refused(refusal_text(&refusal, t), row)}</li> }
        });
        refused.collect_view()
    };
    let on = move || way.ended.get().then(|| view! { <a class="button" href="/issues">{t.ledger.to_issues()}</a> });
    view! {
        <div class="ledger-progress" role="status">
            <progress max=total.to_string() value=move || way.answered.get().to_string()></progress>
            <span>{says}</span>
            {stop}
            {on}
        </div>
        <ul class="ledger-late">{refused}</ul>
    }
}

/// How many rows these are of.
fn rows(refused: &[(u32, Refusal)]) -> usize {
    refused.chunk_by(|one, next| one.0 == next.0).count()
}

#[cfg(feature = "hydrate")]
fn send(desk: Desk, way: Way, outbox: Outbox, preview: Arc<Preview>) {
    leptos::task::spawn_local(async move {
        // Each with its row, and whether it is the last of it.
        let mut acts = Vec::new();
        for line in &preview.plan.lines {
            let last = line.acts.len().saturating_sub(1);
            acts.extend(line.acts.iter().enumerate().map(|(place, act)| (line.row, act, place == last)));
        }
        let mut whole = true;
        for chunk in acts.chunks(AT_ONCE) {
            // Nobody looked at half an issue.
            if way.stop.get_untracked() && whole {
                break;
            }
            let send = |act: &domain::act::Act| outbox.propose(preview.plan.book, act.clone());
            let ids: Vec<_> = chunk.iter().map(|(row, act, last)| (*row, send(act), *last)).collect();
            for (row, id, last) in ids {
                settled(way, outbox, row, id).await;
                whole = last;
                way.answered.update(|answered| *answered += usize::from(last));
            }
        }
        way.ended.set(true);
        desk.sending.set(false);
    });
}

/// Waits until the server has answered this act, however long the network is away.
#[cfg(feature = "hydrate")]
async fn settled(way: Way, outbox: Outbox, row: u32, id: domain::kinds::ActId) {
    loop {
        match untrack(|| outbox.whereabouts(id)) {
            Whereabouts::Keeping | Whereabouts::Local | Whereabouts::Unkept | Whereabouts::Sending => {
                gloo_timers::future::TimeoutFuture::new(40).await;
            }
            Whereabouts::Recorded { .. } | Whereabouts::Gone => break,
            Whereabouts::Refused { refusal } => {
                way.refused.update(|all| all.push((row, refusal)));
                break;
            }
        }
    }
}

#[cfg(not(feature = "hydrate"))]
fn send(desk: Desk, way: Way, outbox: Outbox, preview: Arc<Preview>) {
    // Acts begin with a person's hand, in the browser.
    let _ = (desk, way.answered, way.refused, outbox, preview, AT_ONCE, Whereabouts::Gone);
}
