//! What this device holds for a person is sealed under a key of theirs: made here, never readable, kept in IndexedDB,
//! gone when they sign out. `worker/` seals pages under the same key. Without a secure context (plain http on
//! another host) a browser has no keys; then nothing is sealed.

use domain::kinds::PersonId;
use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, Query, TransactionMode};
use js_sys::{Array, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};

use super::Unsealed;

const NAME: &str = "xundao-keys";
const KEYS: &str = "keys";
const ALGORITHM: &str = "AES-GCM";
/// Bytes of chance before each sealed text.
const IV: usize = 12;

impl From<JsValue> for Unsealed {
    fn from(why: JsValue) -> Unsealed {
        Unsealed(format!("{why:?}"))
    }
}

impl From<idb::Error> for Unsealed {
    fn from(why: idb::Error) -> Unsealed {
        Unsealed(why.to_string())
    }
}

/// The browser's own sealing, where it has one.
fn subtle() -> Option<SubtleCrypto> {
    let crypto = window().crypto().ok()?;
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle")).ok()?;
    (!subtle.is_undefined()).then(|| subtle.unchecked_into())
}

async fn database() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(NAME, Some(1))?;
    request.on_upgrade_needed(|event| {
        // The worker makes the same shape; a failure here fails the open itself.
        let Ok(database) = event.database() else { return };
        let mut params = ObjectStoreParams::new();
        params.key_path(None::<KeyPath>);
        let _ = database.create_object_store(KEYS, params);
    });
    request.await
}

/// The person's key, which must be there: it has gone once they signed out on this device. Nothing where browsers have no
/// keys.
///
/// # Errors
/// There is none; the disk.
pub async fn still(person: PersonId) -> Result<Option<CryptoKey>, Unsealed> {
    if subtle().is_none() {
        return Ok(None);
    }
    found(person).await?.map(Some).ok_or_else(|| Unsealed("signed out".into()))
}

async fn found(person: PersonId) -> Result<Option<CryptoKey>, Unsealed> {
    let database = database().await?;
    let keys = database.transaction(&[KEYS], TransactionMode::ReadOnly)?.object_store(KEYS)?;
    let found = keys.get(Query::Key(JsValue::from_str(&person.to_string())))?.await?;
    database.close();
    Ok(found.map(JsCast::unchecked_into))
}

/// The person's key; makes one if there is none. Nothing where browsers have no keys.
///
/// # Errors
/// The disk, the browser.
pub async fn key(person: PersonId) -> Result<Option<CryptoKey>, Unsealed> {
    let Some(subtle) = subtle() else { return Ok(None) };
    if let Some(found) = found(person).await? {
        return Ok(Some(found));
    }
    let (name, database) = (JsValue::from_str(&person.to_string()), database().await?);
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = subtle.generate_key_with_object(&AesKeyGenParams::new(ALGORITHM, 256), false, &uses)?;
    let made = JsFuture::from(made).await?;
    // Two tabs may each have made one: whoever writes second takes the first.
    let transaction = database.transaction(&[KEYS], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(KEYS)?;
    let key = match store.get(Query::Key(name.clone()))?.await? {
        Some(first) => first,
        None => {
            store.put(&made, Some(&name))?.await?;
            made
        }
    };
    transaction.commit()?.await?;
    database.close();
    Ok(Some(key.unchecked_into()))
}

/// Removes the person's key: what was sealed under it can't be read by anyone any more.
///
/// # Errors
/// The disk.
pub async fn forget(person: PersonId) -> Result<(), Unsealed> {
    let database = database().await?;
    let transaction = database.transaction(&[KEYS], TransactionMode::ReadWrite)?;
    transaction.object_store(KEYS)?.delete(Query::Key(JsValue::from_str(&person.to_string())))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

/// Chance, then the sealed bytes.
///
/// # Errors
/// The browser.
pub async fn seal(key: &CryptoKey, bytes: &[u8]) -> Result<Uint8Array, Unsealed> {
    let subtle = subtle().ok_or_else(|| Unsealed("no keys".into()))?;
    let iv = Uint8Array::new_with_length(IV as u32);
    window().crypto()?.get_random_values_with_array_buffer_view(&iv)?;
    let how = AesGcmParams::new(ALGORITHM, &iv);
    let sealed =
        JsFuture::from(subtle.encrypt_with_object_and_js_u8_array(&how, key, &Uint8Array::from(bytes))?).await?;
    let sealed = Uint8Array::new(&sealed);
    let whole = Uint8Array::new_with_length(IV as u32 + sealed.length());
    whole.set(&iv, 0);
    whole.set(&sealed, IV as u32);
    Ok(whole)
}

/// The bytes that were sealed.
///
/// # Errors
/// Sealed under another key, or damaged.
pub async fn open(key: &CryptoKey, whole: &Uint8Array) -> Result<Vec<u8>, Unsealed> {
    let subtle = subtle().ok_or_else(|| Unsealed("no keys".into()))?;
    let how = AesGcmParams::new(ALGORITHM, &whole.slice(0, IV as u32));
    let sealed = whole.slice(IV as u32, whole.length());
    let bytes = JsFuture::from(subtle.decrypt_with_object_and_js_u8_array(&how, key, &sealed)?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}
