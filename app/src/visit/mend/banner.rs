//! What stands above a form in which something is mended or gone on with.

use domain::kinds::ActId;
use leptos::prelude::*;

use super::Broken;
use crate::outbox::{Whereabouts, outbox};
use crate::part::Icon;
use crate::part::empty::refusal_text;
use crate::texts::texts;

/// Why it was refused, or that it still waits, and what becomes of it.
#[component]
pub fn Mends(broken: Broken) -> impl IntoView {
    let t = texts();
    let Some(refusal) = broken.refusal else { return view! { <Waits id=broken.id/> }.into_any() };
    let (why, behind) = (refusal_text(&refusal, t), broken.behind.len());
    view! {
        <div class="mends" role="status">
            <p><Icon name="o-refused"/><strong>{t.outbox.refused()}</strong></p>
            <p>{why}</p>
            <p class="hint">{t.visit.mend_note()} {(behind > 0).then(|| t.visit.mend_behind(behind))}</p>
        </div>
    }
    .into_any()
}

/// It waits, or was sent since the form was opened or before that was opened again.
#[component]
fn Waits(id: ActId) -> impl IntoView {
    let (t, outbox) = (texts(), outbox());
    let went = outbox.item(id).is_none();
    let sent = Memo::new(move |_| went || matches!(outbox.whereabouts(id), Whereabouts::Recorded { .. }));
    let told = move || {
        let (icon, place, note) = if sent.get() {
            ("o-server", t.photo.there(), t.visit.mend_sent())
        } else {
            ("o-local", t.outbox.local(), t.visit.mend_waits())
        };
        view! { <p><Icon name=icon/><strong>{place}</strong></p><p class="hint">{note}</p> }
    };
    view! { <div class="mends waits" role="status">{told}</div> }
}
