// Pages and reads: the network first, then what was kept; what is taken along, and what is let go.

/** How long the network may take while a kept copy is at hand. */
const PATIENCE_MS = 3000;
/** And where the day begins: what lies here is to stand there within two seconds. */
const START_PATIENCE_MS = 1500;
const READ_PATIENCE_MS = 8000;
/** Pages and reads kept because they were seen; what was taken along is not counted. */
const SEEN_MOST = 200;
/** How long one address that is to be taken along may take. */
const FETCH_MS = 30_000;
/** Work of the office and its administrators at a desk, what is true only now, and files that were merely looked at, which would
 *  push out pages: never kept on a device. */
const NEVER =
  /^\/(api\/)?(admin|people|groups|sessions?|journal|account|sign-in|welcome|demo|lang|live|files|notice\/stands)(\/|$)|\/(photos|files)\/[^/]+$|\.xlsx$/;

/** Pages with which a day begins where the server does not tell: the first of them that is on the phone. Who has taken something along
 *  wants that. */
const BEGINS = ['/bag', '/today'];
/** The form of a visit. What waits here is gone on with in any that lies here: it says itself of which unit it is. */
const FORM = '/visits/new';
/** The page that somebody was last led to, and when. */
let led = { to: '', at: 0 };

async function page(event, url) {
  const [stand, most] = url.pathname === '/' ? [begins, START_PATIENCE_MS] : [findOrForm, PATIENCE_MS];
  // who was led here has waited already
  const patience = led.to === url.pathname + url.search && Date.now() - led.at < PATIENCE_MS ? 0 : most;
  return (await freshOrKept(event, NEVER.test(url.pathname), patience, stand)) || nothingKept(url);
}

/** Where the day begins, which otherwise the server tells: it answers this address with another one, so nothing is kept of it. */
async function begins(address) {
  for (const path of BEGINS) {
    if (await find(new URL(path, address).href)) return lead(path);
  }
  return undefined;
}

/** To a page that lies here. */
function lead(to, hash = '') {
  led = { to, at: Date.now() };
  return Response.redirect(to + hash);
}

/** The page as it was kept; where something is gone on with whose form does not lie here, the way to one that does. A change is written
 *  in the form of its own visit, and something new not in that of another unit. */
async function findOrForm(address) {
  const kept = await find(address);
  const { pathname, searchParams, hash } = new URL(address);
  if (kept || pathname !== FORM || searchParams.has('visit') || !hash.startsWith('#mend=')) return kept;
  const person = await whoIsHere();
  for (const name of person ? [`along ${person}`, `seen ${person}`] : []) {
    for (const { url } of (await (await caches.open(name)).keys()).reverse()) {
      const other = new URL(url);
      if (other.pathname !== FORM || other.searchParams.has('visit')) continue;
      if (await find(url)) return lead(other.pathname + other.search, hash);
    }
  }
  return undefined;
}

/** A read is waited for longer, and its page hears when what was kept stood in: it would show old numbers as those of now. */
async function read(event) {
  const told = async () => (await self.clients.get(event.clientId))?.postMessage('kept');
  return (await freshOrKept(event, false, READ_PATIENCE_MS, find, told)) || Response.error();
}

/** The server's answer, to be kept unless `never`; what is to `stand` in if that fails, breaks off or has not begun to come within
 *  `patience`, and `told` then; nothing if there is neither, which a silent line says in the end. */
async function freshOrKept(event, never, patience, stand = find, told) {
  const end = new AbortController();
  const fresh = ask(event.request, undefined, end).then((answer) => {
    // A gateway that answers for an absent server is no answer.
    if ([502, 503, 504].includes(answer.status)) return undefined;
    // a copy that nobody reads would be held in memory
    const bytes = never ? undefined : whole(answer.clone(), end).catch(() => undefined);
    event.waitUntil(note(event.request, answer, bytes));
    return { answer, bytes };
  });
  const come = fresh.catch(() => undefined);
  event.waitUntil(come);
  // half of one is none: nobody has seen any of it yet
  const all = come.then(async (own) => (own && (never || (await own.bytes)) ? own.answer : undefined));
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  const begun = await Promise.race([come, late]);
  const answer = begun && (await all);
  if (answer) return answer;
  const kept = await stand(event.request.url);
  if (kept && told) event.waitUntil(told());
  return kept || all;
}

/** Takes in what an answer says about who is signed in here, and keeps its bytes, if there are any to be kept and they are theirs. */
async function note(request, answer, bytes) {
  // Without the server's own word (a redirect, a foreign gateway) nothing is changed and nothing kept.
  const person = answer.headers.get('x-xundao-person');
  if (!person) return;
  if (person !== (await whoIsHere())) await becomes(person);
  if (person !== NOBODY && answer.ok && bytes) await keep(request.url, answer, bytes, person);
}

/** Seals the bytes of an answer, once they have all come, under the key of this person; how many that were. */
async function keep(address, answer, coming, person, into) {
  const key = await keyOf(person);
  const bytes = key && (await coming);
  if (!bytes) return 0;
  const along = await caches.open(`along ${person}`);
  const cache = into || (await along.match(address)) ? along : await caches.open(`seen ${person}`);
  const sealed = await seal(key, bytes);
  const headers = new Headers(answer.headers);
  ['content-length', 'content-encoding', 'set-cookie'].forEach((name) => headers.delete(name));
  headers.set('x-files', isPage(answer) ? filesOf(new TextDecoder().decode(bytes)) : '');
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
    const bytes = await open(key, await answer.arrayBuffer()).catch(() => undefined);
    if (bytes) return new Response(isPage(answer) ? marked(bytes) : bytes, { headers: opened(answer) });
  }
  return undefined;
}

function isPage(answer) {
  return (answer.headers.get('content-type') || '').startsWith('text/html');
}

/** The page can tell that it was kept: what it says of the time is of another day (app/src/outbox/clock.rs). */
function marked(bytes) {
  return new TextDecoder().decode(bytes).replace('<html', '<html data-kept');
}

/** Pages that were open before there was a worker. */
async function keepOpenPages() {
  for (const { url } of await self.clients.matchAll({ type: 'window' })) {
    if (!NEVER.test(new URL(url).pathname)) await fetchAndKeep(url, false).catch(() => 0);
  }
}

async function fetchAndKeep(address, along) {
  const answer = await fetch(address, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(FETCH_MS) });
  const person = answer.headers.get('x-xundao-person');
  // the first that the worker hears of anybody, where it has just come
  if (person && person !== (await whoIsHere())) await becomes(person);
  if (!answer.ok || answer.redirected || !person || person === NOBODY) return 0;
  return keep(new URL(address, self.location.origin).href, answer, answer.arrayBuffer(), person, along);
}

const takePage = (address) => fetchAndKeep(address, true);

/** Fetches each address and keeps it until it is let go; tells how far it is, then how much it was. */
async function takeAlong(addresses, one, port) {
  let bytes = 0;
  const missing = [];
  for (const [at, address] of addresses.entries()) {
    const size = await one(address).catch((why) => (/Timeout|Abort/.test(why.name) ? undefined : 0));
    if (size === undefined) {
      // nothing comes through: each of the others would wait as long
      missing.push(...addresses.slice(at));
      break;
    }
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
