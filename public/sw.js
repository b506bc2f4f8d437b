// The worker that keeps the site on the device: built files under their hashed names, and for the person who is signed in
// the pages and reads that were last seen or were taken along. The network always comes first; what is kept stands in
// when it is away. Pages and reads are sealed under the key of that person, which signing out removes. It writes nothing
// to the server and knows no page by name.
//
// The build puts before this text: RELEASE, a hash of the whole site, and FILES, the addresses of all that the pages load.

const FILE_CACHE = 'files';
/** How long the network may take while a kept copy is at hand. */
const PATIENCE_MS = 3000;
/** What the server calls someone who is not signed in. */
const NOBODY = 'nobody';
/** Pages and reads kept because they were seen; what was taken along is not counted. */
const SEEN_MOST = 200;
/** Work of the office and its administrators at a desk: never kept on a device. */
const NEVER = /^\/(api\/)?(admin|people|groups|sessions?|journal|account|sign-in|welcome|demo|lang|live|files)(\/|$)/;

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(precache());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim().then(sweep).then(keepOpenPages));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (FILES.includes(url.pathname) || url.pathname.startsWith('/pkg/')) event.respondWith(file(event, url));
  else if (request.mode === 'navigate') event.respondWith(page(event, url));
  else if (url.pathname.startsWith('/api/') && !NEVER.test(url.pathname)) event.respondWith(read(event));
});

self.addEventListener('message', (event) => {
  const { take, drop } = event.data;
  const done = take ? takeAlong(take, event.ports[0]) : letGo(drop);
  event.waitUntil(done.then((told) => event.ports[0].postMessage(told)));
});

// Built files: their names change with their content, so a kept one is right for ever.

async function precache() {
  const cache = await caches.open(FILE_CACHE);
  for (const address of FILES) {
    const hashed = address.startsWith('/pkg/');
    if (hashed && (await cache.match(address))) continue;
    const answer = await fetch(address, { cache: hashed ? 'default' : 'reload' });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await cache.put(address, answer);
  }
}

async function file(event, url) {
  const cache = await caches.open(FILE_CACHE);
  const kept = await cache.match(url.pathname);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(cache.put(url.pathname, answer.clone()));
  return answer;
}

/** Lets go of files of earlier releases, but never of those that a kept page still names: it would not open offline. */
async function sweep() {
  const needed = new Set(FILES.map(folder));
  for (const name of await caches.keys()) {
    if (name === FILE_CACHE) continue;
    const cache = await caches.open(name);
    for (const answer of await cache.matchAll()) (answer.headers.get('x-files') || '').split(' ').forEach((one) => needed.add(one));
  }
  const cache = await caches.open(FILE_CACHE);
  for (const { url } of await cache.keys()) {
    if (!needed.has(folder(new URL(url).pathname))) await cache.delete(url);
  }
}

/** `/pkg/HASH/` of a file that came with others, or the file's own address. */
function folder(address) {
  return (address.match(/^\/pkg\/[0-9a-f]+\//) || [address])[0];
}

/** The built files that a page names. */
function filesOf(text) {
  return [...new Set((text.match(/\/pkg\/[\w./-]+/g) || []).map(folder))].join(' ');
}

// Pages and reads.

async function page(event, url) {
  const answer = await freshOrKept(event, NEVER.test(url.pathname));
  if (answer) return answer;
  // Where the day begins is told by the server; without it, by what is on the phone.
  const bag = url.pathname === '/' && (await find(new URL('/bag', url).href));
  return bag ? Response.redirect('/bag') : nothingKept(url);
}

async function read(event) {
  return (await freshOrKept(event, false)) || Response.error();
}

/** The server's answer; the kept one if that fails or takes long; nothing if there is neither. */
async function freshOrKept(event, never) {
  const fresh = fetch(event.request).then((answer) => {
    // A gateway that answers for an absent server is no answer.
    if ([502, 503, 504].includes(answer.status)) return undefined;
    event.waitUntil(note(event.request, answer.clone(), never));
    return answer;
  });
  const come = fresh.catch(() => undefined);
  event.waitUntil(come);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const first = await Promise.race([come, late]);
  return first || (!never && (await find(event.request.url))) || come;
}

/** Takes in what an answer says about who is signed in here, and keeps it if it is theirs. */
async function note(request, answer, never) {
  // Without the server's own word (a redirect, a foreign gateway) nothing is changed and nothing kept.
  const person = answer.headers.get('x-xundao-person');
  if (!person) return;
  if (person !== (await whoIsHere())) await becomes(person);
  if (person !== NOBODY && answer.ok && !never) await keep(request.url, answer, person);
}

async function keep(address, answer, person, into) {
  const key = await keyOf(person);
  if (!key) return 0;
  const text = await answer.text();
  const along = await caches.open(`along ${person}`);
  const cache = into || (await along.match(address)) ? along : await caches.open(`seen ${person}`);
  const sealed = await seal(key, new TextEncoder().encode(text));
  const headers = new Headers(answer.headers);
  ['content-length', 'content-encoding', 'set-cookie'].forEach((name) => headers.delete(name));
  headers.set('x-files', filesOf(text));
  await cache.put(address, new Response(sealed, { headers }));
  if (cache !== along) await thin(cache);
  return sealed.byteLength;
}

async function thin(cache) {
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - SEEN_MOST))) await cache.delete(old);
}

/** The newest copy that the person here may open. */
async function find(address) {
  const person = await whoIsHere();
  const key = person && (await keyOf(person));
  if (!key) return undefined;
  for (const name of [`along ${person}`, `seen ${person}`]) {
    const answer = await (await caches.open(name)).match(address);
    if (!answer) continue;
    const text = await open(key, await answer.arrayBuffer()).catch(() => undefined);
    if (text) return new Response(text, { headers: answer.headers });
  }
  return undefined;
}

/** Pages that were open before there was a worker. */
async function keepOpenPages() {
  for (const { url } of await self.clients.matchAll({ type: 'window' })) {
    if (!NEVER.test(new URL(url).pathname)) await fetchAndKeep(url, false).catch(() => 0);
  }
}

async function fetchAndKeep(address, along) {
  const answer = await fetch(address, { headers: { accept: 'text/html' } });
  const person = answer.headers.get('x-xundao-person');
  if (!answer.ok || answer.redirected || !person || person === NOBODY) return 0;
  return keep(new URL(address, self.location.origin).href, answer, person, along);
}

/** Fetches each address and keeps it until it is let go; tells how far it is, then how much it was. */
async function takeAlong(addresses, port) {
  let bytes = 0;
  const missing = [];
  for (const [at, address] of addresses.entries()) {
    const size = await fetchAndKeep(address, true).catch(() => 0);
    if (!size) missing.push(address);
    bytes += size;
    port.postMessage({ step: at + 1 });
  }
  return { bytes, missing };
}

async function letGo(addresses) {
  const along = await caches.open(`along ${await whoIsHere()}`);
  for (const address of addresses) await along.delete(new URL(address, self.location.origin).href);
  return { bytes: 0, missing: [] };
}

// Who is here, and their key. The page makes the keys; both lie in one small database of their own.

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

// A page that is not on the phone says so, in both languages, with what is.

async function nothingKept(url) {
  const rows = (await onThisPhone()).map(({ href, title }) => `<li><a href="${plain(href)}">${plain(title)}</a></li>`);
  const list = rows.length
    ? `<h2>手机里有 · On this phone</h2><ul class="links">${rows.join('')}</ul>`
    : '<p>联网时看过的页面，没有网络也能再看。<br>Pages seen while connected open again without network.</p>';
  const again = plain(url.pathname + url.search);
  const text = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>这一页不在手机里 · 巡导</title>
<link rel="stylesheet" href="${FILES.find((one) => one.endsWith('.css'))}"></head>
<body><main id="main" class="page"><div class="empty"><h1 class="title">没有网络，这一页不在手机里</h1>
<p>写过的内容都还在，连上后自动送出。</p>
<p lang="en">No network, and this page is not on the phone. What you wrote is still here.</p>
<p><a class="button" href="${again}">再试一次 · Try again</a></p></div>${list}</main></body></html>`;
  return new Response(text, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** The pages that the person here may open, what was seen last first. */
async function onThisPhone() {
  const person = await whoIsHere();
  const key = person && (await keyOf(person));
  const pages = new Map();
  for (const name of key ? [`along ${person}`, `seen ${person}`] : []) {
    const cache = await caches.open(name);
    for (const { url } of (await cache.keys()).reverse()) {
      const answer = await cache.match(url);
      if (!(answer.headers.get('content-type') || '').startsWith('text/html')) continue;
      const text = await open(key, await answer.arrayBuffer()).catch(() => undefined);
      const title = text && new TextDecoder().decode(text).match(/<title>([^<]*)/);
      if (title) pages.set(url, { href: url, title: title[1].replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&') });
    }
  }
  return [...pages.values()];
}

function plain(text) {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
