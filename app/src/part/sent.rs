//! Where a proposal is now, shown on the row itself: 在本机 · 发送中 · 已记录 · 服务器未收 with its reason and two ways out.

use domain::act::Key;
use domain::kinds::ActId;
use leptos::prelude::*;

use super::Icon;
use super::empty::refusal_text;
use crate::outbox::{Whereabouts, outbox};
use crate::texts::texts;

/// The badge of one proposal.
#[component]
pub fn Sent(id: ActId) -> impl IntoView {
    let outbox = outbox();
    move || badge(outbox.whereabouts(id), id)
}

fn badge(at: Whereabouts, id: ActId) -> AnyView {
    let t = texts();
    let plain = |class: &'static str, icon: &'static str, word: String| {
        view! { <span class=format!("outbox {class}") role="status"><Icon name=icon/>{word}</span> }.into_any()
    };
    match at {
        Whereabouts::Local => plain("local", "o-local", t.outbox.local().into()),
        Whereabouts::Sending => plain("sending", "o-sending", t.outbox.sending().into()),
        Whereabouts::Recorded { seq } => plain("server", "o-server", t.outbox.recorded(seq)),
        Whereabouts::Gone => ().into_any(),
        Whereabouts::Refused { refusal } => view! {
            <span class="outbox refused" role="alert">
                <Icon name="o-refused"/>
                {t.outbox.refused()}
            </span>
            <p class="reason">{refusal_text(&refusal, t)}</p>
            <button type="button" class="button small" on:click=move |_| outbox().discard(id)>{t.outbox.discard()}</button>
        }
        .into_any(),
    }
}

/// Everything about one record that is not recorded yet.
#[component]
pub fn About(#[prop(into)] key: Signal<Key>) -> impl IntoView {
    let outbox = outbox();
    move || {
        let items = outbox.about(key.get());
        let rows = items.into_iter().map(|item| {
            let word = act_word(&item.proposal.act.kind());
            view! { <li><strong>{word}</strong> <Sent id=item.proposal.id/></li> }
        });
        (!outbox.about(key.get()).is_empty()).then(|| view! { <ul class="pending">{rows.collect_view()}</ul> })
    }
}

/// An act's name in the users' words, by its wire name: `issue.verify` → 验收通过.
#[must_use]
pub fn act_word(kind: &str) -> &'static str {
    texts().act.get(&kind.replace('.', "_"))
}
