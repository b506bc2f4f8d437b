//! The disk: one IndexedDB per person, whose rows are sealed under the person's key. Knows no record.

use domain::kinds::PersonId;
use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};

use super::seal::{self, Unsealed};

/// Proposals by their id.
pub const ITEMS: &str = "items";
/// Files by the hash of their bytes.
pub const FILES: &str = "files";
/// What was recorded lately.
pub const RECEIPTS: &str = "receipts";
/// What was taken along.
pub const BAG: &str = "bag";
/// What is being written in a form, by the form.
pub const DRAFTS: &str = "drafts";
const VERSION: u32 = 2;

pub type Kept<T> = Result<T, Unsealed>;

fn name(person: PersonId) -> String {
    format!("xundao-{person}")
}

async fn open(person: PersonId) -> Kept<Database> {
    let mut request = Factory::new()?.open(&name(person), Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else { return };
        let there = database.store_names();
        for store in [ITEMS, FILES, RECEIPTS, BAG, DRAFTS] {
            if !there.iter().any(|own| own == store) {
                let mut params = ObjectStoreParams::new();
                params.key_path(None::<KeyPath>);
                // A failure here fails the open itself.
                let _ = database.create_object_store(store, params);
            }
        }
    });
    Ok(request.await?)
}

/// Keeps or replaces one row.
pub async fn put(person: PersonId, store: &str, key: &str, bytes: &[u8]) -> Kept<()> {
    let value: JsValue = match seal::key(person).await? {
        Some(own) => seal::seal(&own, bytes).await?.into(),
        // Where browsers have no keys it lies open, as it always did there.
        None => Array::of1(&Uint8Array::from(bytes)).into(),
    };
    let database = open(person).await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    transaction.object_store(store)?.put(&value, Some(&JsValue::from_str(key)))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

/// One row.
pub async fn get(person: PersonId, store: &str, key: &str) -> Kept<Option<Vec<u8>>> {
    let database = open(person).await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let value = transaction.object_store(store)?.get(Query::Key(JsValue::from_str(key)))?.await?;
    database.close();
    match value {
        Some(value) => Ok(opened(person, &value).await),
        None => Ok(None),
    }
}

/// Every row in order of keys; nothing for one that can't be opened.
pub async fn all(person: PersonId, store: &str) -> Kept<Vec<(String, Option<Vec<u8>>)>> {
    let database = open(person).await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let rows = transaction.object_store(store)?;
    let values = rows.get_all(None, None)?.await?;
    let keys = rows.get_all_keys(None, None)?.await?;
    database.close();
    let mut all = Vec::with_capacity(keys.len());
    for (key, value) in keys.iter().zip(&values) {
        all.push((key.as_string().unwrap_or_default(), opened(person, value).await));
    }
    Ok(all)
}

/// Which rows there are.
pub async fn keys(person: PersonId, store: &str) -> Kept<Vec<String>> {
    let database = open(person).await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let keys = transaction.object_store(store)?.get_all_keys(None, None)?.await?;
    database.close();
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

pub async fn remove(person: PersonId, store: &str, key: &str) -> Kept<()> {
    let database = open(person).await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadWrite)?;
    transaction.object_store(store)?.delete(Query::Key(JsValue::from_str(key)))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

/// Everything of this person, with the key.
pub async fn forget(person: PersonId) -> Kept<()> {
    drafts(person);
    seal::forget(person).await?;
    Factory::new()?.delete(&name(person))?.await?;
    Ok(())
}

/// Drafts of visits lie in the browser's plain storage under the person's name.
fn drafts(person: PersonId) {
    let Ok(Some(storage)) = leptos::prelude::window().local_storage() else { return };
    let begin = crate::visit::drafts(person);
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    for key in keys.filter(|key| key.starts_with(&begin)).collect::<Vec<_>>() {
        let _ = storage.remove_item(&key);
    }
}

/// A text is a row of an earlier release, an array one that was never sealed.
async fn opened(person: PersonId, value: &JsValue) -> Option<Vec<u8>> {
    if let Some(text) = value.as_string() {
        return Some(text.into_bytes());
    }
    if let Some(plain) = value.dyn_ref::<Array>() {
        return Some(Uint8Array::new(&plain.get(0)).to_vec());
    }
    let key = seal::key(person).await.ok()??;
    seal::open(&key, value.dyn_ref::<Uint8Array>()?).await.ok()
}
