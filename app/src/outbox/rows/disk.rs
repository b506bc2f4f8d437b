//! The disk behind the door.

use std::collections::BTreeSet;

use domain::kinds::PersonId;
use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::CryptoKey;

use super::{BAG, Comes, DRAFTS, FILES, Goes, ITEMS, Kept, RECEIPTS, Unsealed, seal};

const VERSION: u32 = 2;

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

pub async fn put_still(person: PersonId, row: Comes) -> Kept<()> {
    let own = seal::still(person).await?;
    write(person, own.as_ref(), vec![row], Vec::new()).await
}

pub async fn change(person: PersonId, come: Vec<Comes>, go: Vec<Goes>) -> Kept<()> {
    let own = if come.is_empty() { None } else { seal::key(person).await? };
    write(person, own.as_ref(), come, go).await
}

pub async fn key(person: PersonId) -> Kept<bool> {
    Ok(seal::key(person).await?.is_some())
}

async fn write(person: PersonId, own: Option<&CryptoKey>, come: Vec<Comes>, go: Vec<Goes>) -> Kept<()> {
    let mut rows = Vec::with_capacity(come.len());
    for (store, key, bytes) in come {
        let value: JsValue = match own {
            Some(own) => seal::seal(own, &bytes).await?.into(),
            // Where browsers have no keys it lies open, as it always did there.
            None => Array::of1(&Uint8Array::from(bytes.as_slice())).into(),
        };
        rows.push((store, key, value));
    }
    let database = open(person).await?;
    let stores: BTreeSet<&str> = rows.iter().map(|row| row.0).chain(go.iter().map(|row| row.0)).collect();
    let stores: Vec<&str> = stores.into_iter().collect();
    let transaction = database.transaction(&stores, TransactionMode::ReadWrite)?;
    for (store, key, value) in &rows {
        let _ = transaction.object_store(store)?.put(value, Some(&JsValue::from_str(key)))?;
    }
    for (store, key) in &go {
        let _ = transaction.object_store(store)?.delete(Query::Key(JsValue::from_str(key)))?;
    }
    let ended = transaction.commit()?.await;
    database.close();
    // A full disk ends a transaction without an error of any request.
    if ended?.is_committed() { Ok(()) } else { Err(Unsealed("nothing was kept".into())) }
}

pub async fn get(person: PersonId, store: &'static str, key: String) -> Kept<Option<Vec<u8>>> {
    let database = open(person).await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let value = transaction.object_store(store)?.get(Query::Key(JsValue::from_str(&key)))?.await?;
    database.close();
    let Some(value) = value else { return Ok(None) };
    // What is there and can't be opened is not absent.
    opened(person, &value).await.map(Some).ok_or_else(|| Unsealed("a row can't be opened".into()))
}

pub async fn all(person: PersonId, store: &'static str) -> Kept<Vec<(String, Option<Vec<u8>>)>> {
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

pub async fn keys(person: PersonId, store: &'static str) -> Kept<Vec<String>> {
    let database = open(person).await?;
    let transaction = database.transaction(&[store], TransactionMode::ReadOnly)?;
    let keys = transaction.object_store(store)?.get_all_keys(None, None)?.await?;
    database.close();
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

pub async fn forget(person: PersonId) -> Kept<()> {
    seal::forget(person).await?;
    Factory::new()?.delete(&name(person))?.await?;
    Ok(())
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
