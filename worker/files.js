// Built files: their names change with their content, so a kept one is right for ever. And how the server is asked for anything.

const FILE_CACHE = 'files';
/** How long a line may be silent before it is as good as none, also in the middle of an answer. */
const SILENT_MS = 15_000;

/** What is waited for, or a failure once the line has been silent for too long: a browser waits for ever, and what waits is in the way of
 *  what is asked later. `end` then ends all of what was asked for. */
function heard(waited, end) {
  let timer;
  const silent = new Promise((_, fail) => {
    timer = setTimeout(() => {
      fail(new Error('the line is silent'));
      end.abort();
    }, SILENT_MS);
  });
  return Promise.race([waited, silent]).finally(() => clearTimeout(timer));
}

/** The server's answer, as soon as it begins to come. What is given up is ended: a browser has six lines to a server, and one that waits
 *  for ever takes one of them for ever. */
function ask(request, how, end = new AbortController()) {
  const { signal } = end;
  if (request.mode !== 'navigate') return heard(fetch(request, { ...how, signal }), end);
  // what another site opens goes as it is, and can't be ended: the server answers it otherwise (compress.rs)
  const { url, headers, referrer } = request;
  const own = referrer.startsWith(`${self.location.origin}/`);
  // its cache would have it wait for the answer to another one for the same page
  return heard(own ? fetch(url, { headers, cache: 'no-store', referrer, redirect: 'manual', signal }) : fetch(request), end);
}

/** All bytes of an answer that has begun to come: a slow line takes as long as it takes, a silent one is given up. */
async function whole(answer, end) {
  if (!answer.body) return new ArrayBuffer(0);
  const [reader, parts] = [answer.body.getReader(), []];
  for (;;) {
    const { done, value } = await heard(reader.read(), end);
    if (done) return new Blob(parts).arrayBuffer();
    parts.push(value);
  }
}

async function precache() {
  const cache = await caches.open(FILE_CACHE);
  for (const address of FILES) {
    const hashed = address.startsWith('/pkg/');
    if (hashed && (await cache.match(address))) continue;
    const end = new AbortController();
    const answer = await ask(address, { cache: hashed ? 'default' : 'reload' }, end);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    await Promise.all([whole(answer.clone(), end), cache.put(address, answer)]);
  }
}

async function file(event, url) {
  const cache = await caches.open(FILE_CACHE);
  const kept = await cache.match(url.pathname);
  if (kept) return kept;
  const end = new AbortController();
  const answer = await ask(event.request, undefined, end);
  if (answer.ok) event.waitUntil(Promise.all([whole(answer.clone(), end), cache.put(url.pathname, answer.clone())]));
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
