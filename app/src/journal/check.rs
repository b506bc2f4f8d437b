//! Checking the chain of one book, from its first entry and in sight.

use domain::kinds::Book;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::read::{Step, verify_next};
use crate::failure::Failure;
use crate::part::Icon;
use crate::part::empty::failure_text;
use crate::texts::{Texts, texts};

/// How a check stands.
#[derive(Clone, PartialEq)]
enum Checking {
    Not,
    At { upto: i64, of: i64 },
    Whole { of: i64 },
    Fault { seq: i64, why: String },
    Failed(Failure),
}

/// Checks one book from its first entry, stretch by stretch; can be stopped.
#[component]
pub(super) fn Check(book: Book) -> impl IntoView {
    let t = texts();
    let state = RwSignal::new(Checking::Not);
    let start = move |_| {
        state.set(Checking::At { upto: 0, of: 1 });
        spawn_local(walk(book, state));
    };
    move || {
        match state.get() {
        Checking::Not => {
            view! { <button type="button" class="button small" on:click=start>{t.journal.verify()}</button> }.into_any()
        }
        Checking::At { upto, of } => view! {
            <label class="row">
                {t.journal.checking(of, upto)}
                <progress max=of.to_string() value=upto.to_string()></progress>
            </label>
            <button type="button" class="button small" on:click=move |_| state.set(Checking::Not)>{t.common.cancel()}</button>
        }
        .into_any(),
        Checking::Whole { of } => view! {
            <span class="outbox server" role="status"><Icon name="o-server"/>{t.journal.whole(of)}</span>
        }
        .into_any(),
        Checking::Fault { seq, why } => view! {
            <span class="mark late" role="alert"><Icon name="s-late"/>{t.journal.fault(seq, fault_text(&why, t))}</span>
        }
        .into_any(),
        Checking::Failed(failure) => view! {
            <span role="alert">{failure_text(&failure, t).0}</span>
            <button type="button" class="button small" on:click=start>{t.common.try_again()}</button>
        }
        .into_any(),
    }
    }
}

async fn walk(book: Book, state: RwSignal<Checking>) {
    let mut after = 0;
    loop {
        let step = verify_next(book.to_string(), after).await;
        if !matches!(state.try_get_untracked(), Some(Checking::At { .. })) {
            return;
        }
        match step {
            Err(failure) => return state.set(Checking::Failed(failure)),
            Ok(Step { fault: Some((seq, why)), .. }) => return state.set(Checking::Fault { seq, why }),
            Ok(Step { upto, of, fault: None }) if upto >= of => return state.set(Checking::Whole { of }),
            Ok(Step { upto, of, fault: None }) => {
                state.set(Checking::At { upto, of });
                after = upto;
            }
        }
    }
}

/// The checker's own words are English; the screen's are not always.
fn fault_text(why: &str, t: Texts) -> String {
    let text = match why {
        "missing" => t.journal.missing(),
        "does not follow the entry before" => t.journal.broken(),
        "edited: the hash is not that of its text" => t.journal.edited(),
        "cut off: the head is further on" => t.journal.cut(),
        "the head has another hash" => t.journal.head_differs(),
        "a column differs from its text" => t.journal.column(),
        other => other,
    };
    text.to_owned()
}
