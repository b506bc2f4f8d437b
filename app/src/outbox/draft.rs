//! What is being written: one sealed row of the person for each form, and for each draw whose secret waits to be revealed.
//! What was written last is what stays; it is written as soon as the row before it is on the disk.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use domain::kinds::PersonId;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::window;
use leptos::task::spawn_local;

use super::rows::{self, DRAFTS};

/// One row under way to the disk.
#[derive(Default)]
struct Pen {
    /// The newest text, as long as it is not on the disk.
    text: Option<Rc<[u8]>>,
    writing: bool,
}

type Place = (PersonId, String);

thread_local! {
    static PENS: RefCell<HashMap<Place, Pen>> = RefCell::default();
}

/// The person's pen for this row, while `work` looks at it.
fn pen<T>(place: &Place, work: impl FnOnce(&mut Pen) -> T) -> T {
    PENS.with_borrow_mut(|pens| work(pens.entry(place.clone()).or_default()))
}

/// What was written last; also what is still under way, or found no room on the disk.
pub async fn read(person: PersonId, key: &str) -> Option<Vec<u8>> {
    if let Some(text) = pen(&(person, key.to_owned()), |pen| pen.text.clone()) {
        return Some(text.to_vec());
    }
    rows::get(person, DRAFTS, key.to_owned()).await.ok()?
}

/// Keeps this text in place of the one before, and tells whether it is on the disk.
pub fn write(person: PersonId, key: String, text: Vec<u8>, told: impl Fn(bool) + 'static) {
    let place = (person, key);
    let busy = pen(&place, |pen| {
        pen.text = Some(text.into());
        std::mem::replace(&mut pen.writing, true)
    });
    if busy {
        return;
    }
    spawn_local(async move {
        while let Some(text) = pen(&place, |pen| pen.text.clone()) {
            let kept = rows::put_still(person, (DRAFTS, place.1.clone(), text.to_vec())).await.is_ok();
            let newest = pen(&place, |pen| {
                let newest = pen.text.as_ref().is_none_or(|own| Rc::ptr_eq(own, &text));
                if newest && kept {
                    pen.text = None;
                }
                newest
            });
            told(kept);
            if newest {
                break;
            }
        }
        pen(&place, |pen| pen.writing = false);
    });
}

/// Nothing is written to this row any more.
pub async fn close(person: PersonId, key: &str) {
    let place = (person, key.to_owned());
    pen(&place, |pen| pen.text = None);
    while pen(&place, |pen| pen.writing) {
        TimeoutFuture::new(1).await;
    }
}

pub async fn remove(person: PersonId, key: &str) {
    close(person, key).await;
    let _ = rows::remove(person, DRAFTS, key).await;
}

/// Which rows there are.
pub async fn keys(person: PersonId) -> Vec<String> {
    rows::keys(person, DRAFTS).await.unwrap_or_default()
}

/// Earlier releases kept drafts readable in the browser's plain storage: each is sealed for its person, and removed there.
pub async fn take_over(person: PersonId) {
    // A draft is written only under a key that is there.
    let _ = rows::key(person).await;
    let Ok(Some(storage)) = window().local_storage() else { return };
    let names: Vec<String> =
        (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten()).collect();
    for name in names {
        let Some((owner, key)) = earlier(&name) else { continue };
        let Ok(Some(text)) = storage.get_item(&name) else { continue };
        if rows::put(owner, DRAFTS, &key, text.into_bytes()).await.is_ok() {
            let _ = storage.remove_item(&name);
        }
    }
}

/// `xundao.visit.PERSON.FORM` and `draw-DRAW-PERSON`.
fn earlier(name: &str) -> Option<Place> {
    if let Some(rest) = name.strip_prefix("xundao.visit.") {
        let (person, form) = rest.split_once('.')?;
        return Some((person.parse().ok()?, format!("visit {form}")));
    }
    let rest = name.strip_prefix("draw-")?;
    // an id has 36 characters
    let (draw, person) = rest.split_at_checked(36)?;
    Some((person.strip_prefix('-')?.parse().ok()?, format!("draw {draw}")))
}
