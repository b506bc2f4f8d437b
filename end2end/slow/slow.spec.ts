/**
 * First loads of a phone with an empty cache on slow 4G with a processor four times slower, each beside the same page on
 * a whole line; and the start without network. One line of JSON per page goes into the file that XUNDAO_SLOW names.
 */
import { appendFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../phone.ts';
import { cast } from '../routes.ts';

const to = process.env.XUNDAO_SLOW ?? 'test-results/slow.jsonl';
const unit = '/unit/00000000-0000-0000-0000-00000b000002';
const pages = [
  { path: '/sign-in' },
  { path: '/today', as: cast.normalStaff },
  { path: unit, as: cast.normalStaff },
  { path: '/dashboard', as: cast.liaison },
  { path: '/issues', as: cast.liaison },
  { path: '/notices', as: cast.liaison },
  { path: '/visits/new', as: cast.liaison },
  // of anybody who has the sheet of a draw, on a phone of their own
  { path: '/draws/check' },
];
const repeats = 3;

/** What Lighthouse takes for slow 4G. */
const slow4g = { offline: false, latency: 150, downloadThroughput: (1_638_400 / 8) * 0.9, uploadThroughput: (675 * 1024) / 8 };

interface Seen {
  /** the largest text or picture is there */
  lcp: number;
  /** the wasm has taken over */
  alive: number;
  /** how much moved by itself */
  cls: number;
  /** on the line, all answers together */
  bytes: number;
}

/** Runs in the page before anything of it. */
function watch(): void {
  const seen = { lcp: 0, cls: 0, alive: 0 };
  Object.assign(window, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.lcp = Math.max(seen.lcp, entry.startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) seen.cls += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const alive = () => {
    if (!seen.alive && document.documentElement?.hasAttribute('data-alive')) seen.alive = performance.now();
  };
  new MutationObserver(alive).observe(document, { attributes: true, childList: true, subtree: true });
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', slow4g);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

const middle = (all: number[]) => all.sort((one, other) => one - other)[Math.floor(all.length / 2)];

for (const { path, as } of pages) {
  test(`first load of ${path}`, async ({ browser, house, contextOptions }) => {
    const load = async (slow: boolean): Promise<Seen> => {
      const context = await browser.newContext({
        ...contextOptions,
        baseURL: house.url,
        viewport: { width: 390, height: 844 },
        isMobile: true,
        hasTouch: true,
        serviceWorkers: 'block',
      });
      if (as) await context.request.post(`${house.url}/demo/sign-in`, { form: { login: as }, maxRedirects: 0 });
      await context.addInitScript(watch);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      if (slow) await slowDown(context, page);
      await page.goto(path);
      await expect(page.locator('html[data-alive]')).toBeAttached({ timeout: 60_000 });
      await page.waitForTimeout(1_000);
      const seen = await page.evaluate(() => (window as unknown as { seen: Omit<Seen, 'bytes'> }).seen);
      await context.close();
      return { ...seen, bytes };
    };
    const runs = async (slow: boolean): Promise<Seen> => {
      const all: Seen[] = [];
      for (let run = 0; run < repeats; run++) all.push(await load(slow));
      const of = (pick: (seen: Seen) => number) => middle(all.map(pick));
      return { lcp: of(({ lcp }) => lcp), alive: of(({ alive }) => alive), cls: of(({ cls }) => cls), bytes: of(({ bytes }) => bytes) };
    };
    const [slow, whole] = [await runs(true), await runs(false)];
    expect(slow.lcp, 'something was seen').toBeGreaterThan(0);
    appendFileSync(to, `${JSON.stringify({ path, slow, whole })}\n`);
  });
}

test('the start without network', async ({ phone }) => {
  const own = await phone();
  await own.signIn(cast.liaison);
  await own.open(unit);
  await own.ready();
  await own.open(unit);
  await expect.poll(() => own.kept()).toEqual(expect.arrayContaining([unit]));
  own.line.cut();
  const took: { slow: number[]; whole: number[] } = { slow: [], whole: [] };
  for (const slow of [true, false]) {
    for (let run = 0; run < repeats; run++) {
      await own.off();
      await own.on();
      if (slow) await (await own.context.newCDPSession(own.page)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
      const begun = Date.now();
      await own.open(unit);
      took[slow ? 'slow' : 'whole'].push(Date.now() - begun);
    }
  }
  const seen = (all: number[]): Seen => ({ lcp: 0, alive: middle(all), cls: 0, bytes: 0 });
  appendFileSync(to, `${JSON.stringify({ path: 'offline', slow: seen(took.slow), whole: seen(took.whole) })}\n`);
});
