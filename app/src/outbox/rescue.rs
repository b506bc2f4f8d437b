//! The rescue file: everything of a person that waits on this device, photos included, as one file; read on another
//! device by the same person it waits there too. Ids and hashes stay, so nothing is stored twice.

use domain::issue::{Hash, name_of};
use domain::kinds::PersonId;
use js_sys::{Array, Uint8Array};
use leptos::prelude::WithUntracked as _;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::late::{self, Work};
use super::rows::{self, ITEMS};
use super::{Outbox, file};
use crate::wire;

/// The only shape there is yet.
const FORMAT: u32 = 1;

/// The first line; the bytes of the files follow, in its order.
#[derive(Serialize, Deserialize)]
struct Head {
    xundao: u32,
    person: PersonId,
    /// Rows as they lie on the disk, whether this page can read them or not.
    items: Vec<(String, String)>,
    files: Vec<Listed>,
}

#[derive(Serialize, Deserialize)]
struct Listed {
    hash: Hash,
    label: file::Label,
    size: usize,
}

/// Each with its bytes.
type Files = Vec<(Listed, Vec<u8>)>;

/// How many items and files.
pub type Many = (usize, usize);

/// Why a file could not be read in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unread {
    /// Someone else's.
    Foreign,
    /// None of ours, or cut off.
    Broken,
    /// This device keeps nothing.
    Disk,
}

/// Makes the file and gives it to the person.
///
/// # Errors
/// The disk, or a browser that makes no files.
pub async fn save(outbox: Outbox, name: &str) -> Result<Many, JsValue> {
    let rows = rows::all(outbox.person, ITEMS).await.map_err(|why| JsValue::from_str(&why.0))?;
    let text = |bytes: Option<Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let mut items: Vec<_> = rows.into_iter().filter_map(|(key, bytes)| Some((key, text(bytes)?))).collect();
    // What the device did not take is in this page only: all the more.
    for id in outbox.unkept.with_untracked(|unkept| unkept.keys().copied().collect::<Vec<_>>()) {
        let item = outbox.item(id).and_then(|item| serde_json::to_string(&item).ok());
        items.extend(item.map(|item| (id.to_string(), item)));
    }
    let (mut files, parts) = (Vec::new(), Array::new());
    for hash in outbox.files() {
        // The count says what could not be read.
        let Ok(Some((label, bytes))) = file::load(outbox.person, &hash).await else { continue };
        parts.push(&Uint8Array::from(bytes.as_slice()));
        files.push(Listed { hash, label, size: bytes.len() });
    }
    let many = (items.len(), files.len());
    let head = Head { xundao: FORMAT, person: outbox.person, items, files };
    let mut line = serde_json::to_vec(&head).map_err(|why| JsValue::from_str(&why.to_string()))?;
    line.push(b'\n');
    parts.unshift(&Uint8Array::from(line.as_slice()));
    crate::part::save::save(&Blob::new_with_u8_array_sequence(&parts)?, name)?;
    Ok(many)
}

/// Takes everything of the file on to this device, and sends it.
///
/// # Errors
/// Someone else's file, no file of ours, a device that keeps nothing.
pub async fn read(outbox: Outbox, blob: &Blob) -> Result<Many, Unread> {
    let bytes = JsFuture::from(blob.array_buffer()).await.map_err(|_| Unread::Broken)?;
    let bytes = Uint8Array::new(&bytes).to_vec();
    let (head, files) = whole(&bytes).ok_or(Unread::Broken)?;
    if head.person != outbox.person {
        return Err(Unread::Foreign);
    }
    for (listed, bytes) in &files {
        file::keep(outbox.person, &listed.hash, &listed.label, bytes).await.map_err(|_| Unread::Disk)?;
    }
    for (key, text) in &head.items {
        rows::put(outbox.person, ITEMS, key, text.clone().into_bytes()).await.map_err(|_| Unread::Disk)?;
    }
    let many = (head.items.len(), files.len());
    late::ask(outbox, Work::Again);
    Ok(many)
}

/// Nothing of a file that is not whole: every file must have the bytes that its name says.
fn whole(bytes: &[u8]) -> Option<(Head, Files)> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let mut head: Head = wire::row(bytes.get(..end)?)?;
    let mut from = end + 1;
    let mut files = Vec::new();
    for listed in std::mem::take(&mut head.files) {
        let own = bytes.get(from..from.checked_add(listed.size)?)?.to_vec();
        from += listed.size;
        if name_of(&own)? != listed.hash {
            return None;
        }
        files.push((listed, own));
    }
    (head.xundao == FORMAT && from == bytes.len()).then_some((head, files))
}
