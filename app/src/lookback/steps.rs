//! Locking a month, and opening it again with a reason; and every time that was done.

use domain::act::{Act as Any, Key};
use domain::kinds::Note;
use domain::lookback::{Act, Lock};
use domain::outbox::Item as Waiting;
use leptos::prelude::*;

use super::read::Detail;
use super::side::By;
use crate::outbox::outbox;
use crate::part::Sent;
use crate::part::act_form::{ActForm, Entered, Fold, Form, Reasoned};
use crate::part::sent::act_word;
use crate::session::me;
use crate::texts::texts;

#[component]
pub fn Steps(detail: Detail) -> impl IntoView {
    let (t, me) = (texts(), me());
    let own = &detail.lookback;
    let (lookback, book, known) = (own.id, own.book, detail.known());
    let locked = own.locked().is_some();
    let lock = (!locked && me.viewer.leads_group(book)).then(|| {
        let (form, known) = (Form::new("lock"), known.clone());
        let read = Callback::new(move |(_,): (Entered,)| Ok(Any::Lookback(Act::Lock { lookback })));
        let waiting = own.count().waiting;
        let mut formal = vec![t.lookback.lock_one().to_owned(), t.lookback.lock_two().to_owned()];
        formal.extend((waiting > 0).then(|| t.lookback.lock_waiting(waiting)));
        view! {
            <Fold verb=t.act.lookback_lock() id="lock">
                <ActForm form book known verb=t.act.lookback_lock() read formal/>
            </Fold>
        }
    });
    let reopen = (locked && me.viewer.heads_group(book)).then(|| {
        let act = Callback::new(move |(reason,): (Note,)| Any::Lookback(Act::Reopen { lookback, reason }));
        view! { <Reasoned prefix="reopen" book known verb=t.act.lookback_reopen() act/> }
    });
    let locks = own.locks.iter().rev().map(|lock| view! { <Locked detail=detail.clone() lock=lock.clone()/> });
    let locks = locks.collect_view();
    view! {
        <ul class="lookback-locks">{locks}</ul>
        <Pending key=detail.key()/>
        <div class="row no-print">{lock}{reopen}</div>
    }
}

#[component]
fn Locked(detail: Detail, lock: Lock) -> impl IntoView {
    let t = texts();
    let again = lock.reopened.map(|(reason, by)| {
        view! {
            <p><strong>{t.act.lookback_reopen()}</strong> " " {reason.to_string()}</p>
            <By detail=detail.clone() by/>
        }
    });
    view! { <li><p><strong>{t.act.lookback_lock()}</strong></p><By detail=detail.clone() by=lock.by/>{again}</li> }
}

/// Locking and opening again that is not recorded yet.
#[component]
fn Pending(key: Key) -> impl IntoView {
    let outbox = outbox();
    let step = |item: &Waiting| matches!(&item.proposal.act, Any::Lookback(Act::Lock { .. } | Act::Reopen { .. }));
    let items = Memo::new(move |_| outbox.about(key).into_iter().filter(step).collect::<Vec<_>>());
    let row = |item: Waiting| {
        let word = act_word(&item.proposal.act.kind());
        view! { <li><strong>{word}</strong> " " <Sent id=item.proposal.id/></li> }
    };
    let some = Memo::new(move |_| items.with(|items| !items.is_empty()));
    move || {
        some.get().then(|| {
            view! { <ul class="pending"><For each=move || items.get() key=|item| item.proposal.id children=row/></ul> }
        })
    }
}
