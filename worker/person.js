// Who is here, and their key. The page makes the keys; both lie in one small database of their own.

/** What the server calls someone who is not signed in. */
const NOBODY = 'nobody';

function keys(mode, work) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('xundao-keys', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('keys');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction('keys', mode);
      const asked = work(transaction.objectStore('keys'));
      transaction.oncomplete = () => (database.close(), resolve(asked.result));
      transaction.onabort = () => reject(transaction.error);
    };
  }).catch(() => undefined);
}

const whoIsHere = () => keys('readonly', (store) => store.get('here'));
const keyOf = (person) => keys('readonly', (store) => store.get(person));

/** Someone else, or nobody: pages of anybody before are removed. Their key stays for what they have not sent. */
async function becomes(person) {
  await keys('readwrite', (store) => store.put(person, 'here'));
  for (const name of await caches.keys()) {
    if (name !== FILE_CACHE && !name.endsWith(` ${person}`)) await caches.delete(name);
  }
}

// 12 bytes of chance, then AES-GCM: as app/src/outbox/rows/seal.rs writes it.

async function seal(key, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
  const whole = new Uint8Array(12 + sealed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(sealed), 12);
  return whole;
}

function open(key, whole) {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: whole.slice(0, 12) }, key, whole.slice(12));
}
