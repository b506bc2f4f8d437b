//! The outbox on disk: one IndexedDB per person, one row per proposal, keyed by its id, which orders them by time.

use domain::act::Proposal;
use domain::kinds::PersonId;
use domain::outbox::Item;
use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::Illegible;

const ITEMS: &str = "items";

type Kept<T> = Result<T, idb::Error>;

/// Why what is on disk could not be taken in.
pub enum Unread {
    /// There is no disk to read, as in a private window.
    Disk,
    /// The code that understands the items did not arrive; they stay where they are.
    Code,
}

impl From<idb::Error> for Unread {
    fn from(_: idb::Error) -> Unread {
        Unread::Disk
    }
}

impl From<SplitLoaderError> for Unread {
    fn from(_: SplitLoaderError) -> Unread {
        Unread::Code
    }
}

async fn open(person: PersonId) -> Kept<Database> {
    let mut request = Factory::new()?.open(&format!("xundao-{person}"), Some(1))?;
    request.on_upgrade_needed(|event| {
        // The only shape there is yet; a failure here fails the open itself.
        let Ok(database) = event.database() else { return };
        let mut params = ObjectStoreParams::new();
        params.key_path(None::<KeyPath>);
        let _ = database.create_object_store(ITEMS, params);
    });
    request.await
}

/// Everything on disk, in order of ids: what can be read, and what can't.
pub async fn load(person: PersonId) -> Result<(Vec<Item>, Vec<Illegible>), Unread> {
    let database = open(person).await?;
    let transaction = database.transaction(&[ITEMS], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(ITEMS)?;
    let rows = store.get_all(None, None)?.await?;
    let keys = store.get_all_keys(None, None)?.await?;
    database.close();
    let rows: Vec<_> = keys.iter().map(text).zip(rows.iter().map(text)).collect();
    if rows.is_empty() { Ok((Vec::new(), Vec::new())) } else { items(rows).await }
}

/// Ours are texts; anything else as it can be written down.
fn text(value: &JsValue) -> String {
    let other = || js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string());
    value.as_string().or_else(other).unwrap_or_default()
}

/// In a file of its own: reading every kind of act is much code, and mostly nothing waits.
#[wasm_split(acts, fallible)]
fn items(rows: Vec<(String, String)>) -> Result<(Vec<Item>, Vec<Illegible>), Unread> {
    let (mut items, mut illegible) = (Vec::new(), Vec::new());
    for (key, text) in rows {
        match serde_json::from_str(&text) {
            Ok(item) => items.push(item),
            Err(_) => illegible.push(Illegible { key, text }),
        }
    }
    Ok((items, illegible))
}

/// Keeps or replaces one item.
pub async fn put(person: PersonId, item: &Item) -> Kept<()> {
    let Ok(text) = serde_json::to_string(item) else { return Ok(()) };
    let database = open(person).await?;
    let transaction = database.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
    let key = JsValue::from_str(&item.proposal.id.to_string());
    transaction.object_store(ITEMS)?.put(&JsValue::from_str(&text), Some(&key))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

/// Keeps a new proposal.
pub async fn keep(person: PersonId, proposal: Proposal) -> Kept<()> {
    put(person, &Item { proposal, place: domain::outbox::Place::Local }).await
}

/// Removes what lies under this key: an item's id.
pub async fn remove(person: PersonId, key: &str) -> Kept<()> {
    let database = open(person).await?;
    let transaction = database.transaction(&[ITEMS], TransactionMode::ReadWrite)?;
    transaction.object_store(ITEMS)?.delete(idb::Query::Key(JsValue::from_str(key)))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}
