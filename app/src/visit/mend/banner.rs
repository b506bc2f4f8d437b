//! What stands above a form in which something is mended or gone on with.

use leptos::prelude::*;

use super::Broken;
use crate::part::Icon;
use crate::part::empty::refusal_text;
use crate::texts::texts;

/// Why it was refused, or that it still waits, and what becomes of it.
#[component]
pub fn Mends(broken: Broken) -> impl IntoView {
    let t = texts();
    let Some(refusal) = broken.refusal else {
        return view! {
            <div class="mends waits" role="status">
                <p><Icon name="o-local"/><strong>{t.outbox.local()}</strong></p>
                <p class="hint">{t.visit.mend_waits()}</p>
            </div>
        }
        .into_any();
    };
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
