//! One file after the other to `/files`, telling how far it is. A cut anywhere leaves the file where it is; sent again it
//! is the same file.

use std::cell::Cell;

use domain::issue::Hash;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{FormData, ProgressEvent, XmlHttpRequest};

use super::rows::{self, FILES};
use super::{Outbox, file};

/// A file that is there and can't be read is tried so often.
const PATIENCE: u32 = 24;
/// So long one attempt may take, and a millisecond more for so many bytes: the slowest line on which a photo is still sent. On one
/// that has gone silent it would never end, and everything else waits behind it.
const ATTEMPT_MS: u32 = 30_000;
const BYTES_A_MS: usize = 4;

thread_local! {
    /// How often in a row.
    static UNREAD: Cell<u32> = const { Cell::new(0) };
}

/// How one attempt ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Came {
    /// The server has it.
    There,
    /// The server won't have it, or it can't be read; what names it will be refused, with the reason.
    Never,
    SignedOut,
    /// Out of reach, or busy.
    Away,
}

/// What is in the way of the items.
pub enum Stop {
    SignedOut,
    Away,
}

/// Sends this file; that it is there is known afterwards.
pub async fn send(outbox: Outbox, hash: &Hash) -> Result<(), Stop> {
    let came = match file::load(outbox.person, hash).await {
        Ok(Some((label, bytes))) => {
            UNREAD.set(0);
            one(outbox, hash, &label, &bytes).await.unwrap_or(Came::Away)
        }
        // Sent by another tab, or lost: the server knows.
        Ok(None) => Came::There,
        Err(_) => unread(),
    };
    outbox.sent.set(None);
    match came {
        Came::SignedOut => return Err(Stop::SignedOut),
        Came::Away => return Err(Stop::Away),
        Came::There => drop(rows::remove(outbox.person, FILES, hash.as_str()).await),
        // The bytes stay: the person may still want them.
        Came::Never => {}
    }
    outbox.queue.update(|queue| queue.arrived(hash));
    Ok(())
}

/// It is there: asked for again a moment later. What never opens must not be in the way of everything else for ever.
fn unread() -> Came {
    let times = UNREAD.get() + 1;
    UNREAD.set(times % PATIENCE);
    if times < PATIENCE { Came::Away } else { Came::Never }
}

async fn one(outbox: Outbox, hash: &Hash, label: &file::Label, bytes: &[u8]) -> Result<Came, JsValue> {
    let form = FormData::new()?;
    form.append_with_blob_and_filename("file", &file::blob(bytes, &label.media)?, &label.name)?;
    let request = XmlHttpRequest::new()?;
    request.open("POST", "/files")?;
    request.set_timeout(ATTEMPT_MS.saturating_add(u32::try_from(bytes.len() / BYTES_A_MS).unwrap_or(u32::MAX)));
    let own = hash.clone();
    let step = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 100")]
        let percent = (event.loaded() / event.total().max(1.0) * 100.0) as u8;
        outbox.sent.set(Some((own.clone(), percent)));
    });
    request.upload()?.set_onprogress(Some(step.as_ref().unchecked_ref()));
    outbox.sent.set(Some((hash.clone(), 0)));
    let ended = js_sys::Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
    request.send_with_opt_form_data(Some(&form))?;
    JsFuture::from(ended).await?;
    Ok(match request.status()? {
        200 => Came::There,
        401 => Came::SignedOut,
        400 | 403 | 413 | 415 | 422 => Came::Never,
        _ => Came::Away,
    })
}
