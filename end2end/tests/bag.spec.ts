/** The bag: what was seen or taken along opens without network, after the browser was closed, for its person only. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createContext, runInContext } from 'node:vm';
import type { Route } from '@playwright/test';
import { accept } from '../acts.ts';
import { alive, words } from '../journey.ts';
import { expect, photo, test, type Phone } from '../phone.ts';
import { release } from '../release.ts';
import { cast } from '../routes.ts';
import { start } from '../server.ts';
import { plan, print } from '../survey.ts';

const unit = '/unit/00000000-0000-0000-0000-00000b000002';

test('pages that were seen open without network, also after the browser was closed', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(unit);
  await own.ready();
  await own.open(unit);
  const heading = await own.page.getByRole('heading', { level: 1 }).textContent();
  const title = await own.page.title();
  await own.open('/issues');
  await own.page.getByRole('rowheader').first().getByRole('link').click();
  await expect(own.page.getByRole('list', { name: '时间线' })).toBeVisible();
  const issue = new URL(own.page.url()).pathname;
  await own.open(issue);
  await expect.poll(() => own.kept()).toEqual(expect.arrayContaining([unit, '/issues', issue]));

  own.line.cut();
  await own.off();
  await own.on();
  const begun = Date.now();
  await own.open(unit);
  const took = Date.now() - begun;
  await expect(own.page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '');
  // forms on it go by the phone's own time
  await expect(own.page.locator('html[data-kept]')).toBeAttached();
  await expect(own.page.getByText('没有网络。写下的先存在这台设备上。')).toBeVisible();
  console.log(`a kept page is alive ${took} ms after the browser was asked for it`);
  // also before the page has found out that nothing answers: a kept page leads to kept pages from its first moment on
  await own.context.route('**/api/live*', () => {});
  await own.open(unit);
  await own.page.locator('.bottom').getByRole('link', { name: '问题' }).click();
  await expect(own.page.getByRole('rowheader').first()).toBeVisible();
  await own.open(issue);
  await expect(own.page.getByRole('list', { name: '时间线' })).toBeVisible();

  await own.page.goto('/rules');
  await expect(own.page.getByRole('heading', { name: '没有网络，这一页不在手机里' })).toBeVisible();
  await expect(own.page.getByRole('link', { name: title })).toBeVisible();
  own.line.mend();
  await own.page.getByRole('link', { name: '再试一次' }).click();
  await alive(own.page);
  await expect(own.page).toHaveTitle(/建章立制/);
});

for (const [seen, begins] of [[['/today'], '/today'], [['/bag', '/today'], '/bag']] as const) {
  test(`where the line has gone silent the day begins within two seconds, at ${begins} of ${seen.join(' and ')}`, async ({ phone }) => {
    const own = await phone();
    await own.signIn(cast.liaison);
    await own.open('/issues');
    await own.ready();
    for (const page of seen) await own.open(page);
    await expect.poll(() => own.kept()).toEqual(expect.arrayContaining([...seen]));
    own.line.hush();
    const begun = Date.now();
    await own.page.goto('/', { waitUntil: 'commit' });
    await expect(own.page.locator('html[data-kept]')).toBeAttached();
    await expect(own.page.locator('main')).toBeVisible();
    // the worker waits for a second and a half, and once; the rest is for two cores on which other tests run as well
    expect(Date.now() - begun).toBeLessThan(4_000);
    await expect(own.page).toHaveURL(new RegExp(`${begins}$`));
  });
}

/** An answer of which the first part comes and then nothing. */
function begun(signal: AbortSignal | undefined, ended: () => void): Response {
  const start = (into: ReadableStreamDefaultController) => {
    into.enqueue(new TextEncoder().encode('<html>'));
    signal?.addEventListener('abort', () => {
      ended();
      into.error(new DOMException('', 'AbortError'));
    });
  };
  return new Response(new ReadableStream({ start }));
}

/** One that comes in ten parts, in more time than a line may be silent. */
function slow(): Response {
  let left = 10;
  const pull = async (into: ReadableStreamDefaultController) => {
    await new Promise((next) => setTimeout(next, 2));
    into.enqueue(new TextEncoder().encode('.'));
    left -= 1;
    if (!left) into.close();
  };
  return new Response(new ReadableStream({ pull }));
}

/** The worker's own functions, with a device of which this share is used and a server that is asked into `asked`. Its clock runs a thousand
 *  times as fast. */
async function worker(used: number, asked: string[]) {
  const cache = { match: async () => undefined, keys: async () => [], put: async () => {} };
  const given = createContext({
    URL,
    AbortController,
    AbortSignal,
    Blob,
    clearTimeout,
    setTimeout: (work: () => void, ms: number) => setTimeout(work, ms / 1000),
    self: { location: { origin: 'http://here.example' } },
    caches: { open: async () => cache, keys: async () => [] },
    navigator: { storage: { estimate: async () => ({ usage: used, quota: 100 }) } },
    fetch: async (request: string | { url: string }, how?: { signal?: AbortSignal }) => {
      const address = typeof request === 'string' ? request : request.url;
      asked.push(address);
      if (address.includes('silent')) {
        return new Promise((_, fail) => {
          how?.signal?.addEventListener('abort', () => {
            asked.push(`ended ${address}`);
            fail(new DOMException('', 'AbortError'));
          });
        });
      }
      if (address.includes('never')) throw new DOMException('', 'TimeoutError');
      if (address.includes('half')) return begun(how?.signal, () => asked.push(`ended ${address}`));
      if (address.includes('slow')) return slow();
      return { ok: false, headers: new Headers() };
    },
  });
  for (const name of ['files', 'pages', 'person', 'pictures']) {
    runInContext(await readFile(new URL(`../../worker/${name}.js`, import.meta.url), 'utf8'), given);
  }
  runInContext('keys = async () => undefined', given);
  return <T>(text: string) => runInContext(text, given) as T;
}

test('the worker fetches no picture once four fifths of the room are used, and keeps no file that was merely looked at', async () => {
  const asked: string[] = [];
  const [room, none] = [await worker(79, asked), await worker(80, asked)];
  await none(`takePicture('/visits/1/photos/ab')`);
  expect(asked).toEqual([]);
  await room(`takePicture('/visits/1/photos/ab')`);
  expect(asked).toEqual(['/visits/1/photos/ab']);
  const never = room<RegExp>('NEVER');
  for (const path of ['/visits/1/photos/ab', '/notices/1/files/ab', '/files/1/ab', '/visits.xlsx', '/templates/1/tree.xlsx', '/account']) {
    expect(never.test(path), path).toBe(true);
  }
  for (const path of ['/visits', '/visits/1', '/issues', '/api/visit/detail', '/draws/1/sheet.txt']) expect(never.test(path), path).toBe(false);
});

test('where nothing comes through the worker does not wait for one address after the other', async () => {
  const asked: string[] = [];
  const own = await worker(0, asked);
  const told = own<Promise<{ missing: string[] }>>(`takeAlong(['/a', '/never', '/b', '/c'], takePage, { postMessage() {} })`);
  expect([...(await told).missing]).toEqual(['/a', '/never', '/b', '/c']);
  expect(asked).toEqual(['/a', '/never']);
});

test('on a silent line the worker ends what it asks for: what is kept stands in, and where there is nothing, that is said', async () => {
  const asked: string[] = [];
  const own = await worker(0, asked);
  const answer = (request: string, stand: string) => own<Promise<unknown>>(`freshOrKept({ request: ${request}, waitUntil() {} }, false, 3000, ${stand})`);
  const [none, kept] = ['async () => undefined', "async () => 'kept'"];
  expect(await answer("{ url: '/api/silent' }", kept)).toBe('kept');
  expect(await answer("{ url: '/api/silent/other' }", none)).toBeUndefined();
  // of a page only the waiting ends
  expect(await answer("{ url: '/silent', mode: 'navigate' }", none)).toBeUndefined();
  const why = (text: string) => own<Promise<unknown>>(text).catch((why: Error) => why.message);
  expect(await why(`file({ request: { url: '/pkg/silent.js' }, waitUntil() {} }, { pathname: '/pkg/silent.js' })`)).toBe('the line is silent');
  expect(await why(`FILES = ['/pkg/silent.css'], precache()`)).toBe('the line is silent');
  const ended = asked.filter((one) => one.startsWith('ended'));
  expect(ended).toEqual(['ended /api/silent', 'ended /api/silent/other', 'ended /pkg/silent.js', 'ended /pkg/silent.css']);
});

test('an answer of which no more comes is none: what is kept stands in, a file is asked for again; one that comes slowly is waited for', async () => {
  const asked: string[] = [];
  const own = await worker(0, asked);
  const answer = (request: string, stand: string) => own<Promise<unknown>>(`freshOrKept({ request: ${request}, waitUntil() {} }, false, 3000, ${stand})`);
  const [none, kept] = ['async () => undefined', "async () => 'kept'"];
  for (const request of ["{ url: '/api/half' }", "{ url: '/half', mode: 'navigate' }"]) {
    expect(await answer(request, kept)).toBe('kept');
    expect(await answer(request, none)).toBeUndefined();
  }
  const whole = (await answer("{ url: '/api/slow' }", kept)) as Response;
  expect(await whole.text()).toBe('..........');
  // what a page loads breaks off as well, so that the page can ask for it again
  const file = await own<Promise<Response>>(`file({ request: { url: '/pkg/half.js' }, waitUntil(work) { work.catch(() => {}) } }, { pathname: '/pkg/half.js' })`);
  expect(await file.text().catch((why: Error) => why.name)).toBe('AbortError');
  expect(await own<Promise<unknown>>(`FILES = ['/pkg/half.css'], precache()`).catch((why: Error) => why.message)).toBe('the line is silent');
  expect(asked.filter((one) => one.startsWith('ended'))).toEqual(['/api/half', '/api/half', '/pkg/half.js', '/pkg/half.css'].map((one) => `ended ${one}`));
});
