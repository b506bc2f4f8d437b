//! What the head that a unit witnessed is worth: the book is made again from its first entry to that one, when somebody asks.
//! What came of it stays in sight while the page is shown anew.

use std::collections::BTreeMap;

use domain::kinds::{NoticeId, UnitId};
use domain::notice::Witness;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::read::read_stands;
use crate::failure::Failure;
use crate::outbox::short;
use crate::part::Icon;
use crate::part::empty::failure_text;
use crate::texts::{Texts, texts};

/// What came of a check.
#[derive(Clone, PartialEq, Debug)]
enum Came {
    Asking,
    Told(Result<bool, Failure>),
}

/// Receipts that were checked on this page.
#[derive(Clone, Copy)]
pub struct Checks(RwSignal<BTreeMap<(NoticeId, UnitId), Came>>);

impl Checks {
    /// For the page that this is called in.
    pub fn provide() {
        provide_context(Checks(RwSignal::new(BTreeMap::new())));
    }
}

/// The button that checks, and what came of it.
#[component]
pub fn Check(notice: NoticeId, unit: UnitId, witness: Witness) -> impl IntoView {
    let (t, Checks(all)) = (texts(), expect_context());
    let witness = StoredValue::new(witness);
    let came = Memo::new(move |_| all.with(|all| all.get(&(notice, unit)).cloned()));
    let ask = move |_| {
        all.update(|all| drop(all.insert((notice, unit), Came::Asking)));
        spawn_local(async move {
            let told = read_stands(notice, unit).await;
            // the person may have gone elsewhere meanwhile
            all.try_update(|all| all.insert((notice, unit), Came::Told(told)));
        });
    };
    view! {
        <button type="button" class="button small no-print" on:click=ask>{t.notice.check()}</button>
        {move || came.get().map(|came| witness.with_value(|own| said(came, own, t)))}
    }
}

fn said(came: Came, own: &Witness, t: Texts) -> AnyView {
    match came {
        Came::Asking => view! { <p class="note" role="status">{t.notice.checking(own.seq)}</p> }.into_any(),
        Came::Told(Ok(true)) => {
            view! { <p class="receipt" role="status"><Icon name="i-check"/>{t.notice.stands(own.seq)}</p> }.into_any()
        }
        Came::Told(Ok(false)) => {
            let says = t.notice.gone(short(own.hash.as_str()), own.seq);
            view! { <p class="wrong" role="alert"><strong>{t.notice.alarm()}</strong> " " {says}</p> }.into_any()
        }
        Came::Told(Err(why)) => {
            let (title, note) = failure_text(&why, t);
            view! { <p class="wrong" role="alert">{title} " " {note}</p> }.into_any()
        }
    }
}
