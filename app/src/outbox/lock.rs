//! Only one tab sends. A Web Lock says which; without locks (an old browser) every tab sends, which is harmless,
//! because a resend gets the same answer.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Runs `work` while this tab holds the lock of this name; waits for it.
pub async fn holding<F: Future<Output = ()> + 'static>(name: &str, work: F) {
    let work = Rc::new(Cell::new(Some(work)));
    let inner = Rc::clone(&work);
    let held = Closure::once(move |_: JsValue| {
        let work = inner.take();
        future_to_promise(async move {
            if let Some(work) = work {
                work.await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    let locks = leptos::prelude::window().navigator().locks();
    let asked = locks.request(name, held.as_ref().unchecked_ref());
    let _ = JsFuture::from(asked).await;
    if let Some(work) = work.take() {
        work.await;
    }
}
