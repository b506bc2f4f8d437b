//! Sends what was looked at: acts go through the outbox a few at a time, so that the person can stop; what went out stays.

use std::sync::Arc;

use leptos::prelude::*;

use super::plan::{Mapping, Preview};
use super::{Desk, fetch};
use crate::outbox::{AT_ONCE, Outbox, Whereabouts, outbox};
use crate::part::empty::refusal_text;
use crate::texts::texts;

/// How far the sending is.
#[derive(Clone, Copy)]
struct Way {
    /// Acts that were answered.
    answered: RwSignal<usize>,
    /// Those that were refused after all, with row and reason.
    refused: RwSignal<Vec<(u32, domain::refusal::Refusal)>>,
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
    let total: usize = preview.plan.lines.iter().map(|line| line.acts.len()).sum();
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
                {t.ledger.take_over(changed + new)}
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
        let (done, refused) = (way.answered.get(), way.refused.with(Vec::len));
        match (way.ended.get(), way.stop.get()) {
            (true, false) => t.ledger.done(done - refused, refused),
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

#[cfg(feature = "hydrate")]
fn send(desk: Desk, way: Way, outbox: Outbox, preview: Arc<Preview>) {
    leptos::task::spawn_local(async move {
        let acts: Vec<_> =
            preview.plan.lines.iter().flat_map(|line| line.acts.iter().map(move |act| (line.row, act))).collect();
        for chunk in acts.chunks(AT_ONCE) {
            if way.stop.get_untracked() {
                break;
            }
            let ids: Vec<_> =
                chunk.iter().map(|(row, act)| (*row, outbox.propose(preview.plan.book, (*act).clone()))).collect();
            for (row, id) in ids {
                settled(way, outbox, row, id).await;
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
            Whereabouts::Local | Whereabouts::Unkept | Whereabouts::Sending => {
                gloo_timers::future::TimeoutFuture::new(40).await;
            }
            Whereabouts::Recorded { .. } | Whereabouts::Gone => break,
            Whereabouts::Refused { refusal } => {
                way.refused.update(|all| all.push((row, refusal)));
                break;
            }
        }
    }
    way.answered.update(|answered| *answered += 1);
}

#[cfg(not(feature = "hydrate"))]
fn send(desk: Desk, way: Way, outbox: Outbox, preview: Arc<Preview>) {
    // Acts begin with a person's hand, in the browser.
    let _ = (desk, way.answered, way.refused, outbox, preview, AT_ONCE, Whereabouts::Gone);
}
