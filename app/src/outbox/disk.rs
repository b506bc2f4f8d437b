//! The outbox on disk: one row per proposal, keyed by its id, which orders them by time; one per file; what was
//! recorded lately.

use std::collections::BTreeSet;

use domain::act::Proposal;
use domain::issue::Hash;
use domain::kinds::PersonId;
use domain::outbox::{Item, Outbox as Queue};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::rows::{self, Comes, DRAFTS, FILES, ITEMS, Kept, RECEIPTS, Unsealed};
use super::{Illegible, Receipt, Written};
use crate::wire;

/// Receipts that are kept.
const RECEIPTS_MOST: usize = 60;

/// Why what is on disk could not be taken in.
pub enum Unread {
    /// There is no disk to read, as in a private window.
    Disk,
    /// The code that understands the items did not arrive; they stay where they are.
    Code,
}

impl From<Unsealed> for Unread {
    fn from(_: Unsealed) -> Unread {
        Unread::Disk
    }
}

impl From<SplitLoaderError> for Unread {
    fn from(_: SplitLoaderError) -> Unread {
        Unread::Code
    }
}

/// Everything on disk, in order of ids: what can be read, and what can't.
pub async fn load(person: PersonId) -> Result<(Queue, Vec<Illegible>), Unread> {
    let text = |bytes: Option<Vec<u8>>| bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let rows = rows::all(person, ITEMS).await?;
    let rows: Vec<_> = rows.into_iter().map(|(key, bytes)| (key, text(bytes).unwrap_or_default())).collect();
    let (items, illegible) = if rows.is_empty() { (Vec::new(), Vec::new()) } else { items(rows).await? };
    let files: BTreeSet<Hash> =
        rows::keys(person, FILES).await?.iter().filter_map(|key| Hash::parse(key).ok()).collect();
    Ok((Queue { items, files }, illegible))
}

/// In a file of its own: reading every kind of act is much code, and mostly nothing waits.
#[wasm_split(acts, fallible)]
fn items(rows: Vec<(String, String)>) -> Result<(Vec<Item>, Vec<Illegible>), Unread> {
    let (mut items, mut illegible) = (Vec::new(), Vec::new());
    for (key, text) in rows {
        match wire::read(&text) {
            Ok(item) => items.push(item),
            Err(_) => illegible.push(Illegible { key, text }),
        }
    }
    Ok((items, illegible))
}

/// One item as its row has it; nothing where this page can't read it.
pub async fn item(text: String) -> Option<Item> {
    let (items, _) = items(vec![(String::new(), text)]).await.ok()?;
    items.into_iter().next()
}

/// Keeps or replaces these items: all of them, or none.
pub async fn put(person: PersonId, items: &[Item]) -> Kept<()> {
    rows::change(person, items.iter().filter_map(row).collect(), Vec::new()).await
}

fn row(item: &Item) -> Option<Comes> {
    Some((ITEMS, item.proposal.id.to_string(), serde_json::to_vec(item).ok()?))
}

/// Keeps new items and lets go of the draft they were made from and of the items that they mend: all of it, or nothing.
pub async fn keep_written(person: PersonId, items: &[Item], from: &Written) -> Kept<()> {
    let mended = from.instead.iter().map(|own| (ITEMS, own.proposal.id.to_string()));
    let gone = mended.chain([(DRAFTS, from.draft.clone())]).collect();
    rows::change(person, items.iter().filter_map(row).collect(), gone).await
}

/// Keeps a new proposal and a row of the drafts: both, or nothing.
pub async fn keep_beside(person: PersonId, proposal: Proposal, key: &str, text: &str) -> Kept<()> {
    let id = proposal.id.to_string();
    let item = serde_json::to_vec(&Item::new(proposal)).map_err(|why| Unsealed(why.to_string()))?;
    let rows = vec![(ITEMS, id, item), (DRAFTS, key.to_owned(), text.as_bytes().to_vec())];
    rows::change(person, rows, Vec::new()).await
}

/// Removes what lies under this key: an item's id.
pub async fn remove(person: PersonId, key: &str) -> Kept<()> {
    rows::remove(person, ITEMS, key).await
}

/// What the server gave for these items comes in their place, at once; the oldest receipts go. A disk without room for
/// receipts lets the items go all the same.
pub async fn recorded(person: PersonId, receipts: &[Receipt]) -> Kept<()> {
    let row = |own: &Receipt| Some((RECEIPTS, own.id.to_string(), serde_json::to_vec(own).ok()?));
    let items: Vec<_> = receipts.iter().map(|own| (ITEMS, own.id.to_string())).collect();
    let mut keys: BTreeSet<String> = rows::keys(person, RECEIPTS).await.unwrap_or_default().into_iter().collect();
    keys.extend(receipts.iter().map(|own| own.id.to_string()));
    let beyond = keys.len().saturating_sub(RECEIPTS_MOST);
    let old = keys.into_iter().take(beyond).map(|key| (RECEIPTS, key));
    let gone = items.iter().cloned().chain(old).collect();
    match rows::change(person, receipts.iter().filter_map(row).collect(), gone).await {
        Ok(()) => Ok(()),
        Err(_) => rows::change(person, Vec::new(), items).await,
    }
}

/// What was recorded lately, newest first.
pub async fn receipts(person: PersonId) -> Vec<Receipt> {
    let rows = rows::all(person, RECEIPTS).await.unwrap_or_default();
    rows.into_iter().rev().filter_map(|(_, bytes)| wire::row(&bytes?)).collect()
}
